# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What ./dev says goes to standard error: standard output belongs to the program that is run.

say ()
{
  printf '%s\n' "$*" >&2
}

# Something is wrong: one message, then the end.
die ()
{
  printf './dev: %s\n' "$*" >&2
  exit 1
}

# The command line is wrong.
usage ()
{
  printf './dev: %s "./dev help" tells what there is.\n' "$*" >&2
  exit 2
}
