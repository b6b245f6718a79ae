# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# GIMP 3.2, in a private root of Debian's next release (--gimp 3.2). That release moves: where it
# cannot be installed today, that is said apart from failures of Tonsure.

next_release=forky
next_status=75

# Takes --gimp VERSION before the command. Sets $gimp, and $shifted to how many words it took.
read_gimp_option ()
{
  gimp='' shifted=0
  case ${1-} in
    --gimp) [ $# -gt 1 ] || usage "--gimp needs a version."; gimp=$2 shifted=2 ;;
    --gimp=*) gimp=${1#*=} shifted=1 ;;
    *) return 0 ;;
  esac
  [ "$gimp" = 3.2 ] || usage "--gimp takes 3.2, not \"$gimp\". Without it, GIMP is 3.0 or the system's."
}

# The root, or the end with $next_status.
need_next_root ()
{
  need_rights
  need_same_rights
  ( need_root "$next_release" ) && return
  say "./dev: Debian $next_release, which has GIMP 3.2, could not be installed (see above). It is still being\
 made, so this says nothing about Tonsure; another day it may do."
  exit "$next_status"
}

# Compilers there are newer than the sources, so that a warning is no error.
build_next ()
{
  build_in "$next_release" "$build_folder/$next_release" -Dwerror=false
  draw_heads "$next_release" "$build_folder/$next_release"
}

# For "./dev test --all": what has to do with GEGL and GIMP, on GIMP 3.2.
test_gimp_next ()
{
  if ! ( need_next_root ); then
    skipped=$((skipped + 1))
    printf 'skipped\tGIMP 3.2\tDebian %s could not be installed today\n' "$next_release" \
      >>"$summary/all"
    return
  fi
  build_next
  run_tests 'GIMP 3.2' "$next_release" "$build_folder/$next_release" --suite gimp --suite operations
}

# "./dev --gimp 3.2 test": everything but what is about the compiler and other systems.
command_test_next ()
{
  local all='' seed='' summary

  [ $# -eq 0 ] || usage "With --gimp, test takes no arguments."
  passed=0 failed=0 skipped=0
  summary=$(mktemp -d)
  : >"$summary/all"
  # shellcheck disable=SC2064
  trap "rm -rf '$summary'" EXIT
  need_next_root
  build_next
  run_tests 'GIMP 3.2' "$next_release" "$build_folder/$next_release"
  print_summary ", GIMP 3.2"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
