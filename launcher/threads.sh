# The environment of native code. Sourced by progan.

is_number() {
  case $1 in
    '' | *[!0-9]*) return 1 ;;
  esac
}

trim() { # TEXT: prints it without blanks around it
  text=${1#"${1%%[! ]*}"}
  printf '%s' "${text%"${text##*[! ]}"}"
}

# OpenMP takes blanks around a number, lists ("4,2": four threads, and two in loops inside them, which progan does not
# have) and a blank for none; ND4J takes only a number. What is wrong altogether stays, for the programme to refuse.
choose_threads() {
  [ -n "${OMP_NUM_THREADS+set}" ] || return 0
  threads=$(trim "$OMP_NUM_THREADS")
  case $threads in
    '') unset OMP_NUM_THREADS ;;
    *[!0-9,\ ]*) ;;
    ,*) ;;
    *,*) OMP_NUM_THREADS=$(trim "${threads%%,*}") ;;
    *) OMP_NUM_THREADS=$threads ;;
  esac
}

# oneDNN ends the process when it gets fewer threads than it has asked for.
promise_threads() {
  [ -z "${OMP_DYNAMIC+set}" ] || OMP_DYNAMIC=false
  [ -n "${OMP_THREAD_LIMIT+set}" ] || return 0
  OMP_THREAD_LIMIT=$(trim "$OMP_THREAD_LIMIT")
  if [ -z "$OMP_THREAD_LIMIT" ]; then
    unset OMP_THREAD_LIMIT
  elif is_number "$OMP_THREAD_LIMIT"; then
    wanted=${OMP_NUM_THREADS:-$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)}
    if is_number "$wanted" && [ "$OMP_THREAD_LIMIT" -ge 1 ] && [ "$wanted" -gt "$OMP_THREAD_LIMIT" ]; then
      OMP_NUM_THREADS=$OMP_THREAD_LIMIT && export OMP_NUM_THREADS
    fi
  fi
}

choose_native_environment() {
  choose_threads
  promise_threads

  # Native threads that wait for each other spin for a moment and then sleep. The default, spinning long,
  # is no faster on an idle machine and many times slower beside another busy process.
  if [ -z "${OMP_WAIT_POLICY:-}" ]; then
    GOMP_SPINCOUNT=${GOMP_SPINCOUNT:-5000}
    export GOMP_SPINCOUNT
  fi

  # Convolutions take large pieces of scratch memory and give them back again and again. The allocator of
  # Linux returns such pieces to the system, which then clears every page anew: a tenth of the time of an
  # iteration at 512 maps. It keeps up to a gigabyte of them instead.
  if [ -z "${MALLOC_MMAP_MAX_:-}${MALLOC_TRIM_THRESHOLD_:-}${MALLOC_ARENA_MAX:-}" ]; then
    export MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=1073741824 MALLOC_ARENA_MAX=1
  fi
}
