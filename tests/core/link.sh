#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
#
# Builds a program of one file as the README says, with what pkg-config tells and nothing else:
#   link.sh COMPILER FOLDER-WITH-PC-FILES SCRATCH-FOLDER

set -eu

PKG_CONFIG_PATH=$2
export PKG_CONFIG_PATH
mkdir -p "$3"
cat >"$3/program.c" <<'TEXT'
#include <tonsure.h>

int
main (void)
{
  TonsureTreatment treatment;
  TonsureRenderer *renderer = tonsure_renderer_new (tonsure_treatment_init (&treatment), NULL, NULL);

  return renderer == NULL;
}
TEXT
# shellcheck disable=SC2046
$1 -o "$3/program" "$3/program.c" $(pkg-config --cflags --libs tonsure-0)
"$3/program"
