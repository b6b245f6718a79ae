# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Building: one folder per place and kind of build.

# Folders made as root belong to the user who owns the checkout.
make_folder ()
{
  [ ! -d "$1" ] || return 0
  mkdir -p "$1"
  if [ "$EUID" -eq 0 ]; then
    find_rights
    chown "$(file_owner | cut -d : -f 1,2)" "$1"
  fi
}

# build_in PLACE FOLDER OPTION ...: brings FOLDER up to date, in PLACE. Other options than last
# time, or a set-up that was interrupted, begin it anew.
build_in ()
{
  local where=$1 folder=$2 inside

  shift 2
  make_folder "$build_folder"
  make_folder "$folder"
  inside=$(place=$where inside_path "$folder")
  ( exec 8<"$folder"
    flock -n 8 || { say "Waiting for another ./dev that builds"; flock 8; }
    set_up_build "$where" "$folder" "$inside" "$@" || exit
    in_place "$where" ninja --quiet -C "$inside" </dev/null >&2 ) \
    || die "Tonsure could not be built in $folder (see above)."
}

set_up_build ()
{
  local where=$1 folder=$2 inside=$3 source options

  shift 3
  source=$(place=$where inside_path "$checkout")
  options="$source $*"
  if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/options" 2>/dev/null)" = "$options" ]; then
    # Only what meson has to do again.
    quietly "$folder/setup.log" in_place "$where" ninja -C "$inside" build.ninja
    return
  fi

  say "Building Tonsure in $folder"
  find "$folder" -mindepth 1 -delete
  quietly "$folder/setup.log" in_place "$where" meson setup "$inside" "$source" "$@" || return
  printf '%s\n' "$options" >"$folder/options"
}

# quietly LOG COMMAND ...: shows the end of what the command says if it fails.
quietly ()
{
  local log=$1

  shift
  "$@" </dev/null >"$log" 2>&1 || { tail -n 20 "$log" >&2; return 1; }
}

# A warning is an error where the compiler is known, and in a folder that tests have used.
warnings ()
{
  if [ "$place" = "$next_release" ]; then
    printf '%s\n' -Dwerror=false
  elif [ "$place" != system ] || [ -r /etc/tonsure-root ] || [ -n "${CI-}" ] \
    || grep -qs -e -Dwerror=true "$build/options"; then
    printf '%s\n' -Dwerror=true
  else
    printf '%s\n' -Dwerror=false
  fi
}

# Everything installed and built: $place and $build are set.
need_build ()
{
  need_place
  build_in "$place" "$build" "$(warnings)"
}
