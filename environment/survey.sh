# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Many photos at once, through one GIMP: pictures, contact sheets and figures.

# Sets $manifest, $results, $marked (#t or #f) and $options, for the program "survey".
read_survey_arguments ()
{
  local files=()

  marked='#t' options=()
  while [ $# -gt 0 ]; do
    case $1 in
      --unmarked) options=(--unmarked) ;;
      --bare) marked='#f' ;;
      --) shift; files+=("$@"); break ;;
      -*) usage "survey knows no option \"$1\"." ;;
      *) files+=("$1") ;;
    esac
    shift
  done
  [ ${#files[@]} -eq 2 ] || usage "survey takes a manifest and a folder for the results."
  manifest=${files[0]} results=${files[1]}
}

need_manifest ()
{
  [ -e "$manifest" ] || die "$manifest does not exist."
  [ -f "$manifest" ] || die "$manifest is not a file."
  [ -r "$manifest" ] || die "$manifest cannot be read."
  [ ! -e "$results" ] || [ -d "$results" ] || die "$results is not a folder."
}

command_survey ()
{
  local manifest results marked options scratch begin=$EPOCHREALTIME status=0

  read_survey_arguments "$@"
  need_manifest
  need_build
  make_folder "$results" || die "$results cannot be made."
  scratch=$build/survey-$$
  make_folder "$scratch"
  # shellcheck disable=SC2064
  trap "rm -rf -- $(printf '%q' "$scratch")" EXIT
  manifest=$(inside_path "$(realpath -- "$manifest")")
  results=$(inside_path "$(realpath -- "$results")")

  run_survey jobs "$manifest" "$results" "${options[@]}" >"$scratch/jobs.scm" || exit
  survey_photos | run_survey report "$manifest" "$results" "$(inside_path "$scratch")" || status=$?
  LC_ALL=C awk -v a="${begin/,/.}" -v b="${EPOCHREALTIME/,/.}" \
    'BEGIN { printf "%.0f seconds\n", b - a }' >&2
  return "$status"
}

run_survey ()
{
  with_parts "$(inside_path "$build/programs/survey")" "$@"
}

# What GIMP says on standard output is read by "survey report", which misses what GIMP did not do.
survey_photos ()
{
  local script=$checkout/plugin/scripts/tonsure-survey.scm log=$build/survey.log

  grep -q '^ (' "$scratch/jobs.scm" || return 0
  with_parts gimp-console -idf --quit --batch-interpreter plug-in-script-fu-eval -b "(begin\
 (load $(scheme_path "$script")) (load $(scheme_path "$scratch/jobs.scm"))\
 (tonsure-survey $(scheme_string "$results") $(scheme_path "$scratch") $marked))" \
    </dev/null 2>"$log" || say "GIMP failed. All that it said is in $log"
}
