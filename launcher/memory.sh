# How much memory there is: the least of what the machine has and what its container allows.
# Sourced by progan. No process is started for it.
#
# memory: bytes, or nothing where the system is not Linux
# address_space: the bytes that 'ulimit -v' allows, or nothing

limit_memory() { # BYTES: lowers memory to it
  case $1 in
    '' | *[!0-9]*) return 0 ;; # 'max'
  esac
  # Version 1 of control groups says 'no limit' with 19 digits.
  if [ ${#1} -lt 19 ] && { [ -z "$memory" ] || [ "$1" -lt "$memory" ]; }; then
    memory=$1
  fi
}

# Limits may stand at every level from the mount down to the group of this process.
# FILES in the folders from MOUNT to the group; PATH is the group's, ROOT what the mount shows of the hierarchy.
limit_by_group() { # MOUNT ROOT PATH FILES...
  folder=$1
  case $3 in
    */..*) ;; # outside of what this namespace shows: the mount is all that can be seen
    "${2%/}"/*) folder=$1${3#"${2%/}"} ;;
  esac
  mount=$1
  shift 3
  while :; do
    for file; do
      [ -r "$folder/$file" ] || continue
      bytes=
      read -r bytes <"$folder/$file"
      limit_memory "$bytes"
    done
    [ "${folder%/}" != "${mount%/}" ] || break
    folder=${folder%/*}
  done
}

limit_by_groups() { # PROC: the folder /proc/self; SYS: what stands before mount points, for tests
  group_v1='' group_v2=''
  while IFS=: read -r number controllers path; do
    case $number:,$controllers, in
      *:*,memory,*) group_v1=$path ;;
      0:,,) group_v2=$path ;;
    esac
  done <"$1/cgroup"
  while read -r _ _ _ root mount_point options; do
    case $options in
      *' - cgroup2 '*)
        [ -z "$group_v2" ] || limit_by_group "$2$mount_point" "$root" "$group_v2" memory.max memory.high
        ;;
      *' - cgroup '*)
        case ,${options##* }, in
          *,memory,*)
            [ -z "$group_v1" ] || limit_by_group "$2$mount_point" "$root" "$group_v1" memory.limit_in_bytes
            ;;
        esac
        ;;
    esac
  done <"$1/mountinfo"
}

find_memory() { # [ROOT]: the file system, for tests
  memory=
  if [ -r "${1:-}/proc/meminfo" ]; then
    while read -r name kilobytes _; do
      [ "$name" = MemTotal: ] && limit_memory $((kilobytes * 1024)) && break
    done <"${1:-}/proc/meminfo"
  fi
  if [ -r "${1:-}/proc/self/cgroup" ] && [ -r "${1:-}/proc/self/mountinfo" ]; then
    limit_by_groups "${1:-}/proc/self" "${1:-}"
  fi
  address_space=$(ulimit -v 2>/dev/null)
  case $address_space in
    '' | *[!0-9]*) address_space= ;;
    *) address_space=$((address_space * 1024)) ;;
  esac
}

at_most() { # NUMBER LIMIT: the lesser
  if [ "$1" -lt "$2" ]; then echo "$1"; else echo "$2"; fi
}

# Sets memory_options: Java's heap is 2 GB where there is room, else half of the memory, or an eighth of the
# address space, all of which Java reserves at once. Without a limit to it, Java's other areas keep their sizes.
choose_memory_options() {
  heap=2048
  [ -z "$memory" ] || heap=$(at_most $heap $((memory / 2097152)))
  memory_options=
  if [ -n "$address_space" ]; then
    heap=$(at_most $heap $((address_space / 8388608)))
    memory_options='-XX:CompressedClassSpaceSize=64m -XX:ReservedCodeCacheSize=64m'
    memory_options="$memory_options -Dprogan.addressSpace=$address_space"
  fi
  [ "$heap" -ge 32 ] || heap=32
  memory_options="-Xms$(at_most $heap 64)m -Xmx${heap}m $memory_options"
  [ -z "$memory" ] || memory_options="$memory_options -Dprogan.memory=$memory"
}
