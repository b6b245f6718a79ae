# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Running what was built, and GEGL and GIMP with it.

# Every program in the build folder, as a path relative to it.
built_programs ()
{
  ( cd "$build" && find . -type f -perm -u+x ! -name '*.so*' ! -path '*/meson-*' \
    ! -path './gimp/*' ! -path './plugin/*' -printf '%P\n' | sort )
}

program_names ()
{
  built_programs | sed 's,.*/,,' | grep -v '^test-' | paste -s -d ' '
}

# with_parts COMMAND ARGUMENT ...: runs it so that GEGL and GIMP find what was built. The
# arguments are taken as they are.
with_parts ()
{
  in_place "$place" bash "$(inside_path "$checkout/environment/with-parts")" \
    "$(inside_path "$build")" "$@"
}

command_run ()
{
  local program found

  [ $# -gt 0 ] || usage "Which program is to run?"
  program=$1
  shift
  need_build

  case $program in
    gegl)
      run_gegl "$@" ;;
    gimp-console)
      translate_arguments "$@"
      with_parts gimp-console "${arguments[@]}" ;;
    *)
      found=$(built_programs | grep -x "\\(.*/\\)\\?${program//./\\.}" | head -n 1) || true
      [ -n "$found" ] \
        || usage "There is no program \"$program\". There are: $(program_names) gegl gimp-console."
      translate_arguments "$@"
      with_parts "$(inside_path "$build/$found")" "${arguments[@]}" ;;
  esac
}

# The gegl command says what went wrong and ends with 0 all the same; about some missing files it
# says nothing. What it says of its own memory at the end is no failure.
gegl_noise='gegl_tile_cache_destroy|GeglBuffers leaked'
gegl_complaints='-(WARNING|CRITICAL|ERROR) \*\*|^\*\* |rror|[Ff]ail|tonsure|No such|Unable'

run_gegl ()
{
  local scratch status=0 file

  gegl_files "$@"
  for file in "${inputs[@]}"; do
    [ -r "$file" ] || die "$file cannot be read."
  done

  warn_of_turned
  scratch=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf '$scratch'" EXIT
  touch "$scratch/begin"
  translate_arguments "$@"
  { with_parts gegl "${arguments[@]}" 2>&1 >&3 | tee "$scratch/errors" >&2; } 3>&1 || status=$?

  if [ "$status" = 0 ] && grep -vE "$gegl_noise" "$scratch/errors" | grep -qE -e "$gegl_complaints"
  then
    status=1
  fi
  for file in "${outputs[@]}"; do
    [ "$file" -nt "$scratch/begin" ] || { say "./dev: $file was not written."; status=1; }
  done
  return "$status"
}

# GEGL's own loaders leave a photo as the camera held it, so that an area drawn on the upright photo
# would lie on another part of the head.
warn_of_turned ()
{
  local number file

  [ "${#as_stored[@]}" -gt 0 ] || return 0
  translate_arguments "${as_stored[@]}"
  with_parts "$(inside_path "$build/programs/orientation")" "${arguments[@]}" \
    | while read -r number file; do
        say "./dev: $file is stored turned (EXIF orientation $number), and GEGL leaves it so:" \
          "load it by \"tonsure:load path=$file\", which turns it upright."
      done
}

# Sets $inputs and $outputs to the files that a gegl command line names, and $as_stored to those of
# the inputs that GEGL's own loaders read.
gegl_files ()
{
  local operation='' argument previous=''

  inputs=() outputs=() as_stored=()
  for argument in "$@"; do
    case $previous:$argument in
      -o:*|--output:*) outputs+=("$argument") ;;
      -i:*|--file:*) inputs+=("$argument") as_stored+=("$argument") ;;
      *:--) operation=none ;;
      *:path=*)
        [[ $operation != *:*load ]] || inputs+=("${argument#path=}")
        [[ $operation != gegl:*load ]] || as_stored+=("${argument#path=}") ;;
      *:-*) ;;
      *) if [[ $argument =~ ^[a-z0-9-]+:[a-z0-9-]+$ ]]; then
           operation=$argument
         elif [ -z "$operation" ] && [[ $previous != -* || $previous = -p ]]; then
           inputs+=("$argument") as_stored+=("$argument")
         fi ;;
    esac
    previous=$argument
  done
}

command_gimp ()
{
  [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] || die "There is no screen (DISPLAY is not set)."
  need_build
  translate_arguments "$@"
  with_parts gimp "${arguments[@]}"
}

command_shell ()
{
  need_build
  if [ $# -gt 0 ]; then
    translate_arguments "$@"
    with_parts "${arguments[@]}"
  else
    say "Built in $(inside_path "$build"). \"exit\" leads back."
    with_parts bash
  fi
}

command_bench ()
{
  local found names=("$@")

  need_build
  [ $# -gt 0 ] || mapfile -t names < <(built_programs | sed -n 's,^bench/,,p')
  [ ${#names[@]} -gt 0 ] || die "There is nothing to measure."
  for found in "${names[@]}"; do
    [ -x "$build/bench/$found" ] || usage "There is no \"$found\" to measure."
    with_parts "$(inside_path "$build/bench/$found")"
  done
}
