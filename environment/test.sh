# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ./dev test: the tests of a change, in minutes; ./dev test --all: also those that take long.
#
#                        test                           test --all
#   ./dev itself         all                            all
#   Debian 13            all but the suite "long"       all
#   with sanitizers      the suite "memory"             all but GIMP and the suite "tools"
#   Debian 12 (GEGL      the suites "operations" and    all but GIMP and the suite "tools"
#   0.4.42)              "checksum"
#   GLib's tests         the same random numbers        others, and cases that are slow
#                        each time
#   GIMP 3.2             -                              the suites "gimp" and "operations"

command_test ()
{
  local all='' seed='' summary

  case "$#,${1-}" in
    0,) ;;
    1,--all) all=yes ;;
    *) usage "test takes --all or nothing." ;;
  esac
  passed=0 failed=0 skipped=0
  summary=$(mktemp -d)
  : >"$summary/all"
  # shellcheck disable=SC2064
  trap "rm -rf '$summary'" EXIT
  trap end_early TERM

  need_place
  need_root bookworm
  build_tests
  if [ "$all" ]; then
    seed=$(random_seed)
    say "Random numbers: --seed $seed. A case that fails with them belongs into the tests."
  fi
  test_place
  begin_dev
  test_sanitized
  end_dev
  test_bookworm
  [ -z "$all" ] || test_gimp_next

  print_summary "${all:+ --all}"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# What has run so far, where --all has a limit of time.
end_early ()
{
  print_summary "${all:+ --all}, which was ended before its end"
  [ "$failed" -gt 0 ] || exit 124
  exit 1
}

# Everything before the first test, so that seconds are those of tests.
build_tests ()
{
  build_in "$place" "$build" -Dwerror=true
  build_in "$place" "$build_folder/sanitizers" -Dwerror=true -Dgimp=disabled \
    -Db_sanitize=address,undefined -Db_lundef=false
  build_in bookworm "$build_folder/bookworm" -Dwerror=true -Dgimp=disabled
  draw_heads "$place" "$build"
  if [ "$all" ]; then
    draw_heads "$place" "$build_folder/sanitizers"
    draw_heads bookworm "$build_folder/bookworm"
  fi
}

# Heads that tests look at, see tests/phantom/heads.h. A test draws what is not there.
draw_heads ()
{
  in_place "$1" ninja --quiet -C "$(place=$1 inside_path "$2")" tests/phantom/heads.stamp \
    </dev/null >&2 || die "The heads of the tests could not be drawn."
}

# As GLib's tests take it.
random_seed ()
{
  printf R02S
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n'
}

test_place ()
{
  local suites=(--no-suite long)

  [ -z "$all" ] || suites=()
  run_tests "$(place_name)" "$place" "$build" "${suites[@]}"
}

place_name ()
{
  case $place in
    system) printf 'this system' ;;
    *) printf 'Debian 13' ;;
  esac
}

test_bookworm ()
{
  local suites=(--suite operations --suite checksum)

  [ -z "$all" ] || suites=(--no-suite tools)
  run_tests 'Debian 12' bookworm "$build_folder/bookworm" "${suites[@]}"
}

# GEGL and GLib keep memory until the end that nobody frees, so that leaks count in the core only.
test_sanitized ()
{
  local -x UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_stacktrace=1
  local -x ASAN_OPTIONS=halt_on_error=1:abort_on_error=1
  local folder=$build_folder/sanitizers more=(--timeout-multiplier 4)

  if [ -z "$all" ]; then
    run_tests sanitizers "$place" "$folder" "${more[@]}" --suite memory
    return
  fi
  run_tests sanitizers "$place" "$folder" "${more[@]}" --suite core --no-suite tools
  ASAN_OPTIONS+=:detect_leaks=0
  run_tests sanitizers "$place" "$folder" "${more[@]}" --no-suite core --no-suite tools
}

# run_tests PART PLACE FOLDER ARGUMENT ...: runs "meson test" and adds what it counted.
run_tests ()
{
  local part=$1 where=$2 folder=$3 inside status=0

  shift 3
  inside=$(place=$where inside_path "$folder")
  [ -z "$all" ] \
    || set -- "$@" --wrap "'$(place=$where inside_path "$checkout/tests/run-slow")' $seed"
  rm -f "$folder"/meson-logs/testlog*
  say "Tests: $part $*"
  begin_part
  in_place "$where" meson test --no-rebuild --print-errorlogs -C "$inside" "$@" </dev/null >&2 \
    || status=$?
  measure_part
  # With --wrap it has another name.
  count_part "$part" "$where" "$(find "$folder/meson-logs" -name 'testlog*.json')" "$status"
}

# ./dev itself, which only works from outside. Its tests go one after another, so that they leave
# half of two processors idle, and run beside others.
begin_dev ()
{
  (
    say "Tests: ./dev"
    status=0
    begin_part
    bash "$checkout/tests/dev/test-dev" </dev/null >"$summary/dev.tap" || status=$?
    measure_part
    printf '%s %s %s\n' "$status" "$seconds" "$cpu" >"$summary/dev.end"
  ) &
  dev_tests=$!
}

end_dev ()
{
  local status=1

  wait "$dev_tests" || true
  cat "$summary/dev.tap" >&2
  seconds=0 cpu=0
  read -r status seconds cpu <"$summary/dev.end" || true
  count_part ./dev "$place" "$summary/dev.tap" "$status"
}

begin_part ()
{
  measure_cpu
  part_start=$EPOCHREALTIME part_cpu=$cpu
}

# Sets $seconds and $cpu to the time since begin_part, and that of the processors.
measure_part ()
{
  measure_cpu
  read -r seconds cpu < <(
    awk -v start="${part_start/,/.}" -v end="${EPOCHREALTIME/,/.}" -v cpu="$cpu" \
      -v before="$part_cpu" 'BEGIN { printf "%.0f %.0f\n", end - start, cpu - before }'
  )
}

# count_part PART PLACE LOG STATUS: adds what the log says, and $seconds and $cpu, to the summary;
# where the log says nothing, that is a failure.
count_part ()
{
  local part=$1 where=$2 log=$3 status=$4 found=$summary/found p f s before=$failed

  rm -f "$found"
  in_place "$where" python3 "$(place=$where inside_path "$checkout/environment/summarize-tests")" \
    "$part" "$(place=$where inside_path "$found")" "$(place=$where inside_path "$log")" || true
  while IFS=$'\t' read -r _ _ _ p f s _; do
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
  done < <(grep -s '^suite' "$found")
  if [ "$failed" -eq "$before" ] && { [ "$status" -ne 0 ] || [ ! -s "$found" ]; }; then
    failed=$((failed + 1))
    printf 'failed\t%s\tended with status %s\n' "$part" "$status" >>"$found"
  fi
  cat "$found" >>"$summary/all"
  printf 'time\t%s\t%s\t%s\n' "$part" "$seconds" "$cpu" >>"$summary/all"
}

# Sets $cpu to the seconds of user and system time of all children that have ended. Not for a
# subshell, whose children are others.
measure_cpu ()
{
  local file=$summary/times.$BASHPID

  times >"$file"
  cpu=$(awk 'NR == 2 { gsub (/[ms]/, " "); print $1 * 60 + $2 + $3 * 60 + $4 }' "$file")
}

# A table of what ran, then each case that failed or was skipped, then one line of counts.
print_summary ()
{
  printf '\n./dev test%s\n' "$1"
  awk -F '\t' '
    $1 == "suite" { printf "  %-12s %-12s %5d passed %3d failed %3d skipped %6d s\n",
                           $2, $3, $4, $5, $6, $7 }
    $1 == "time" { printf "  %-12s %-12s %43d s, %d s of processor\n", $2, "together", $3, $4 }' \
    "$summary/all"
  awk -F '\t' '$1 == "skipped" || $1 == "failed" { printf "%s: %s%s\n", $1, $2,
               $3 == "" ? "" : " (" $3 ")" }' "$summary/all"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
}
