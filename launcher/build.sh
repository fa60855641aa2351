# Builds progan where there is no build yet, or sources have changed since. Sourced by progan.

target=$home/app/target
state=$target/classpath # for each backend: its class path, and when and from what it was built
app_jar=$target/progan-app.jar
log=$target/build.log
lock=$target/build.lock

fingerprint() { # of all sources, by their contents
  (cd "$home" && find pom.xml ./*/pom.xml ./*/src/main -type f -exec cksum {} + | LC_ALL=C sort | cksum)
}

# Copies of a folder have new times, so that sources that look newer are read before they count as such.
sources_changed() {
  built=$state/$backend.built
  [ -e "$built" ] || built=$app_jar # built by mvnw
  newer=$(find "$home/pom.xml" "$home"/*/pom.xml "$home"/*/src/main \
    -newer "$built" -print 2>/dev/null | head -n 1)
  [ -n "$newer" ] || return 1
  [ "$built" != "$app_jar" ] && [ "$(fingerprint)" = "$(cat "$built")" ] || return 0
  touch "$built" 2>/dev/null
  return 1
}

# Sets class_path, if the build is there and complete. Its file names the jars as they lie below app/target, so
# that a build still works in another place and for another user.
read_class_path() {
  class_path=
  jars=
  [ -s "$state/$backend.txt" ] && read -r jars <"$state/$backend.txt"
  [ -n "$jars" ] || return 1
  jars=progan-app.jar:$jars
  while [ -n "$jars" ]; do
    jar=$target/${jars%%:*}
    [ -r "$jar" ] || return 1
    class_path=$class_path${class_path:+:}$jar
    case $jars in
      *:*) jars=${jars#*:} ;;
      *) jars= ;;
    esac
  done
}

up_to_date() {
  read_class_path && ! sources_changed
}

# What another user has built may be closed to this one; that is not the same as no build.
check_readable() {
  for path in "$home/app" "$target" "$state" "$state/$backend.txt" "$app_jar" "$target/lib" "$target"/lib/*.jar; do
    if [ -e "$path" ] && { [ ! -r "$path" ] || { [ -d "$path" ] && [ ! -x "$path" ]; }; }; then
      fail 1 "$path: closed to $(id -un); whose it is can open it: chmod -R a+rX '$home'"
    fi
  done
}

check_writable() {
  { mkdir -p "$target" 2>/dev/null && [ -w "$target" ]; } && return
  if [ -e "$app_jar" ]; then
    why="progan's sources are newer than its build, or it was not built for backend $backend"
  else
    why='progan has to be built there first'
  fi
  fail 1 "$home: $why, and $(id -un) cannot write there; let its owner start progan once, \
or copy the folder to a place of your own"
}

take_lock() {
  seconds=0
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/pid" 2>/dev/null) || owner=
    if [ -z "$owner" ] && [ $seconds -lt 10 ]; then
      : # its owner has only just made it
    elif [ -z "$owner" ] || ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock" # its owner was killed
      continue
    fi
    [ $seconds -ne 0 ] || printf 'progan: waiting for another progan, which is building\n' >&2
    seconds=$((seconds + 1))
    sleep 1
  done
  trap 'rm -rf "$lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  echo $$ >"$lock/pid"
}

release_lock() {
  rm -rf "$lock"
  trap - EXIT INT TERM HUP
}

build() {
  [ -x "$java_home/bin/javac" ] \
    || fail 1 "$java_home: has no compiler (javac), which building needs; install a JDK 17"
  if [ -e "$state/$backend.built" ]; then
    why='the sources have changed'
  else
    why='first use; this takes a few minutes and downloads libraries'
  fi
  printf 'progan: building (%s)\n' "$why" >&2
  mkdir -p "$state"
  fingerprint >"$state/$backend.begin"
  profile=
  [ "$backend" = cuda ] && profile=-Pcuda
  (
    cd "$home" || exit 1
    JAVA_HOME=$java_home
    export JAVA_HOME
    # Formatting is for 'mvnw verify' to check.
    ./mvnw -q -B $profile -DskipTests -Dspotless.check.skip=true package
  ) >"$log" 2>&1 </dev/null
  status=$?
  if [ $status -ne 0 ]; then
    cat "$log" >&2
    fail 1 "the build failed; what it said is above and in $log"
  fi
  mv "$state/$backend.begin" "$state/$backend.built"
  # Who may read the sources may start what is made of them, whatever this user's umask is.
  chmod -R a+rX "$target" 2>/dev/null
}

# Sets class_path.
make_ready() {
  case $home in
    *:*) fail 1 "$home: Java takes no class path with a ':' in it; rename the folder" ;;
  esac
  check_readable
  up_to_date && return
  check_writable
  take_lock
  up_to_date || build
  release_lock
  read_class_path || fail 1 "$target: the build is not complete; remove this folder and start progan again"
}
