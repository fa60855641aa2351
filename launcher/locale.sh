# Java opens files whose names are not plain ASCII only where the locale's codeset is UTF-8. A locale that is
# named but not installed counts as none, so that what is in force is asked, not what variables say.
# Sourced by progan.

use_locale() { # NAME, without the warnings that some shells give of a locale that is not installed
  { LC_ALL=$1 && export LC_ALL; } 2>/dev/null
}

is_utf8() {
  case $(locale charmap 2>/dev/null) in
    UTF-8 | utf-8 | UTF8 | utf8) return 0 ;;
  esac
  return 1
}

choose_locale() {
  is_utf8 && return
  use_locale C.UTF-8
  # Where there is no command locale (musl), C.UTF-8 is there.
  command -v locale >/dev/null 2>&1 || return 0
  is_utf8 && return
  for name in $(locale -a 2>/dev/null | grep -i 'utf-\{0,1\}8$'); do # very old systems
    use_locale "$name"
    is_utf8 && return
  done
  use_locale C.UTF-8
}
