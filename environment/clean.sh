# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Removing what ./dev made. Mounts are private to the commands that made them, so that nothing of
# this system can be reached through the private roots.

command_clean ()
{
  local path

  [ $# -eq 0 ] || usage "clean takes no arguments."
  for path in "$build_folder" "$checkout/demo" "$root_folder"; do
    remove "$path"
  done
}

# Asks for root rights only for what the user does not own.
remove ()
{
  [ -e "$1" ] || return 0
  rm -rf -- "$1" 2>/dev/null && return
  need_rights
  as_root rm -rf -- "$1" || die "$1 could not be removed."
}
