# Finds Java 17 or newer. Sourced by progan.

java_settings() { # COMMAND: sets java_version and java_home; java_says when it cannot start
  java_version='' java_says=''
  real=$(readlink -f "$1" 2>/dev/null) || real=$1
  java_home=${real%/bin/java}
  # The file "release" of every JDK saves starting Java only to ask.
  if [ "$java_home" != "$real" ] && [ -r "$java_home/release" ]; then
    while IFS='=' read -r key value; do
      [ "$key" = JAVA_VERSION ] && java_version=${value#\"} && break
    done <"$java_home/release"
  fi
  if [ -z "$java_version" ]; then
    settings=$("$1" -XshowSettings:properties -version 2>&1) || {
      java_says=$settings
      return 1
    }
    java_version=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.specification\.version = //p')
    java_home=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.home = //p')
  fi
  java_version=${java_version%%[!0-9]*}
}

is_new_enough() { # COMMAND: whether it is Java 17 or newer; sets java_home
  java_settings "$1" || fail 1 "$(one_line "$1: cannot start; it says: $java_says")"
  [ -n "$java_version" ] && [ "$java_version" -ge 17 ]
}

find_java() {
  on_path=
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    is_new_enough "$JAVA_HOME/bin/java" && return 0
  fi
  on_path=$(command -v java) && is_new_enough "$on_path" && return 0
  fail 1 "Java 17 or newer is needed: looked for it in JAVA_HOME (${JAVA_HOME:-not set}) and \
on PATH (${on_path:-no java}); install a JDK 17 and set JAVA_HOME to its folder"
}

# Java reserves its address space at once, and says itself when it does not get it. Only under such a limit
# is it started once more, to put what to do beside what it says.
check_java_starts() { # OPTIONS...
  [ -n "$address_space" ] || return 0
  java_says=$("$java_home/bin/java" "$@" -version 2>&1) && return 0
  fail 1 "$(one_line "Java cannot start under 'ulimit -v' ($((address_space / 1048576)) MB of address space): \
$java_says")
progan: raise the limit ('ulimit -v unlimited', or the memory that a batch system was asked for)"
}
