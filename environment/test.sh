# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every test: in the place where Tonsure runs, against the GEGL of Debian 12, and with sanitizers.

command_test ()
{
  [ $# -eq 0 ] || usage "test takes no arguments."
  passed=0 failed=0 skipped=0

  need_place
  build_in "$place" "$build" -Dwerror=true
  test_dev
  run_tests "$place" "$build"
  test_sanitized
  test_bookworm

  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

test_bookworm ()
{
  need_root bookworm
  build_in bookworm "$build_folder/bookworm" -Dwerror=true -Dgimp=disabled
  run_tests bookworm "$build_folder/bookworm"
}

# GEGL and GLib keep memory until the end that nobody frees, so that leaks count in the core only.
test_sanitized ()
{
  local -x UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_stacktrace=1
  local -x ASAN_OPTIONS=halt_on_error=1:abort_on_error=1
  local folder=$build_folder/sanitizers

  build_in "$place" "$folder" -Dwerror=true -Dgimp=disabled \
    -Db_sanitize=address,undefined -Db_lundef=false
  run_tests "$place" "$folder" --timeout-multiplier 4 --suite core
  ASAN_OPTIONS+=:detect_leaks=0
  run_tests "$place" "$folder" --timeout-multiplier 4 --no-suite core
}

# run_tests PLACE FOLDER ARGUMENT ...: adds what "meson test" counted.
run_tests ()
{
  local where=$1 folder=$2 inside status=0

  shift 2
  inside=$(place=$where inside_path "$folder")
  rm -f "$folder"/meson-logs/testlog*
  say "Tests in $folder $*"
  in_place "$where" meson test --no-rebuild --print-errorlogs -C "$inside" "$@" </dev/null >&2 \
    || status=$?
  count_tests "$folder/meson-logs/testlog.junit.xml" "$status"
}

# Counts cases where a program reports them (TAP), else the program. What programs print stands in
# the report with its angle brackets escaped.
count_tests ()
{
  local report=$1 status=$2 cases failures skips

  cases=$(count_in "$report" '<testcase ')
  failures=$(count_in "$report" '<failure' '<error')
  skips=$(count_in "$report" '<skipped')
  # A program that ended before it could report.
  [ "$status" -eq 0 ] || [ "$failures" -gt 0 ] || { failures=1; cases=$((cases + 1)); }
  add_counts $((cases - failures - skips)) "$failures" "$skips"
}

count_in ()
{
  local report=$1

  shift
  { grep -o "${@/#/-e}" "$report" 2>/dev/null || true; } | wc -l
}

add_counts ()
{
  passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

# ./dev itself, which only works from outside.
test_dev ()
{
  local report status=0 cases failures skips

  report=$(mktemp)
  say "Tests of ./dev"
  bash "$checkout/tests/dev/test-dev" </dev/null | tee "$report" >&2 || status=$?
  cases=$(grep -cE '^(not )?ok ' "$report") || true
  failures=$(grep -c '^not ok ' "$report") || true
  skips=$(grep -c '^ok .* # SKIP' "$report") || true
  rm "$report"
  [ "$status" -eq 0 ] || [ "$failures" -gt 0 ] || { failures=1; cases=$((cases + 1)); }
  add_counts $((cases - failures - skips)) "$failures" "$skips"
}
