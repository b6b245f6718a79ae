#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# form.sh [--mend]: whether the C sources have the form of .clang-format, or puts them into it.
# Operations with properties are left out: no formatter reads those macros.
cd "$(dirname "$0")/.." || exit 1
version=$(clang-format --version | sed -n 's/.*version \([0-9]*\).*/\1/p')
if [ "${version:-0}" -lt 19 ]; then
  echo "clang-format 19 or later is needed, there is ${version:-none}." >&2
  exit 1
fi
list () {
  find core files programs plugin/gimp tests bench -name '*.[ch]'
  find plugin/operations -name '*.[ch]' ! -name gray-hair.c ! -name hair.c ! -name load-upright.c ! -name pigment.c ! -name treat.c ! -name tonsure-properties.h
}
if [ "${1-}" = --mend ]; then
  list | xargs clang-format -i
else
  list | xargs clang-format --dry-run --Werror
fi
