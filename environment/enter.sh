# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Running a command in a place: on this system, or in a private root.

# Debian's own folders, in which a private root shows its own files. This system's are below /host.
hidden_folders='^/(usr|bin|sbin|lib[^/]*|etc|var|boot|host)(/|$)'

# How a program in a private root names this system's absolute path.
inside_path ()
{
  if [ "$place" != system ] && [[ $1 =~ $hidden_folders ]]; then
    printf '/host%s\n' "$1"
  else
    printf '%s\n' "$1"
  fi
}

# Sets $translated to an argument, or to NAME=argument, in which a path to a hidden folder is
# replaced. What names no file, nor a new file in a folder that exists, stays as it is.
translate_argument ()
{
  local name='' value=$1 real

  translated=$1
  if [[ $value =~ ^([-A-Za-z0-9_]+=)(.*)$ ]]; then
    name=${BASH_REMATCH[1]} value=${BASH_REMATCH[2]}
  fi
  [[ $value == */* || -L $value ]] || return 0
  [ -e "$value" ] || [ -d "$(dirname -- "$value")" ] || return 0
  real=$(realpath -m -- "$value")
  if [[ $real =~ $hidden_folders ]]; then
    translated=$name/host$real
  fi
}

# Sets $arguments to all arguments, translated for the place.
translate_arguments ()
{
  local argument

  arguments=("$@")
  [ "$place" != system ] || return 0
  arguments=()
  for argument in "$@"; do
    translate_argument "$argument"
    arguments+=("$translated")
  done
}

# The variables that programs in a private root get: those that speak of the user, the screen,
# and the libraries in use; none that speak of where this system keeps its files.
passed_variables ()
{
  local name

  printf '%s\0' PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
  for name in $(compgen -e); do
    case $name in
      HOME|USER|LOGNAME|TERM|COLORTERM|LANG|LANGUAGE|LC_*|TZ|CI|DISPLAY|XAUTHORITY|WAYLAND_DISPLAY\
      |XDG_RUNTIME_DIR|DBUS_SESSION_BUS_ADDRESS|G_*|GEGL_*|BABL_*|GIMP*|GTK_THEME|GDK_*\
      |MESON_*|NINJA_STATUS|ASAN_OPTIONS|UBSAN_OPTIONS|LSAN_OPTIONS|TONSURE_*)
        printf '%s=%s\0' "$name" "${!name}" ;;
    esac
  done
}

# in_place PLACE COMMAND ARGUMENT ...: runs a command there, in the current folder, with the
# locale of the user, or C.UTF-8 where there is none.
in_place ()
{
  local place=$1 variables

  shift
  case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
    C|POSIX) local -x LC_ALL=C.UTF-8 ;;
  esac
  if [ "$place" = system ]; then
    "$@"
    return
  fi

  need_rights
  mapfile -d '' -t variables < <(passed_variables)
  as_root_with_mounts bash "$checkout/environment/enter-root" "$root_folder/$place" \
    "$(file_owner)" "$(inside_path "$PWD")" "${variables[@]}" "$@"
}

# Everything installed and nothing built yet.
need_place ()
{
  find_place
  case $place in
    system) ;;
    "$next_release") need_next_root ;;
    *) need_root "$place" ;;
  esac
}
