#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# generated.sh [--renew]: whether the tables that programs make, and the sources of these programs,
# are as they were when "meson test --suite long" last made the tables again.
cd "$(dirname "$0")/.." || exit 1
sums=tests/data/generated.sha256
if [ "${1-}" = --renew ]; then
  sha256sum programs/make-tile.c core/stipple-tile.inc \
    programs/make-dot-table.c programs/dot-cells.[ch] programs/walk.[ch] core/dot-table.bin \
    programs/make-shade.c core/shade-table.inc >"$sums"
elif ! sha256sum --check --quiet "$sums"; then
  echo "A generator or its table has changed. Let \"meson test --suite long\" make the tables again,"
  echo "then call tests/generated.sh --renew."
  exit 1
fi >&2
