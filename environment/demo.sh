# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One photo from end to end, through GIMP, and the sheet of skins and depths.

demo_pictures='before.png after-favorable.png after-typical.png after-unfavorable.png crop-1to1.png layers.xcf
 sheet.png sheet.csv'

# Sets $photo, $area and $scale (0: not given).
read_demo_arguments ()
{
  local files=()

  photo='' area='' scale=0
  while [ $# -gt 0 ]; do
    case $1 in
      --mm-per-px) [ $# -gt 1 ] || usage "--mm-per-px needs a number."; scale=$2; shift ;;
      --mm-per-px=*) scale=${1#*=} ;;
      --) shift; files+=("$@"); break ;;
      -*) usage "demo knows no option \"$1\"." ;;
      *) files+=("$1") ;;
    esac
    [ "$scale" = 0 ] && [[ $1 != --mm-per-px* && $1 != 0 ]] || is_scale "$scale" \
      || usage "--mm-per-px needs a number from 0.001 to 10, not \"$scale\"."
    shift
  done
  [ ${#files[@]} -le 2 ] || usage "demo takes a photo and an area, not \"${files[2]}\" as well."
  photo=${files[0]-} area=${files[1]-}
}

is_scale ()
{
  [[ $1 =~ ^([0-9]+\.?[0-9]*|\.[0-9]+)$ ]] && LC_ALL=C awk -v s="$1" 'BEGIN { exit !(s >= .001 && s <= 10) }'
}

need_picture ()
{
  [ -e "$1" ] || die "$1 does not exist."
  [ -f "$1" ] || die "$1 is not a file."
  [ -r "$1" ] || die "$1 cannot be read."
  [ -s "$1" ] || die "$1 is empty."
}

# The area that goes with a photo by its name.
area_beside ()
{
  local file

  for file in "${1%.*}"{_area,-area}.png; do
    [ ! -f "$file" ] || { printf '%s\n' "$file"; return; }
  done
  die "Where is $1 to be treated? Give a picture of the same size, white = treat fully:\
 ./dev demo PHOTO AREA"
}

# Without a photo: one of a real head, if there is one beside the checkout, else a drawn one.
choose_demo_photo ()
{
  local folder=$checkout/../shared/photos

  if [ -f "$folder/lps_render_top.png" ]; then
    photo=$(realpath "$folder/lps_render_top.png")
    area=$(realpath "$folder/lps_render_top_area.png")
  else
    say "Drawing a head"
    photo=$demo/phantom.png area=$demo/phantom-area.png
    with_parts "$(inside_path "$build/tests/phantom/phantom")" --px-per-mm 8 \
      --output "$(inside_path "$demo/phantom")" >&2 || die "The head could not be drawn."
    [ "$scale" != 0 ] || scale=.125
  fi
}

scheme_string ()
{
  local text=${1//\\/\\\\}

  printf '"%s"' "${text//\"/\\\"}"
}

scheme_path ()
{
  scheme_string "$(inside_path "$(realpath -- "$1")")"
}

command_demo ()
{
  local demo=$checkout/demo begin=$EPOCHREALTIME name

  read_demo_arguments "$@"
  if [ -n "$photo" ]; then
    need_picture "$photo"
    [ -n "$area" ] || area=$(area_beside "$photo")
    need_picture "$area"
  fi
  need_build
  make_folder "$demo"
  [ -n "$photo" ] || choose_demo_photo
  for name in $demo_pictures; do
    rm -f "$demo/$name"
  done

  say "Treating $photo"
  treat_demo_photo
  say "Drawing the sheet"
  draw_demo_sheet
  report_demo
}

draw_demo_sheet ()
{
  with_parts "$(inside_path "$build/programs/sheet")" "$(inside_path "$demo/sheet.png")" \
    >"$demo/sheet.csv" || die "The sheet could not be drawn."
}

# GIMP says much of itself: shown is what the script prints, and the error if there is one.
treat_demo_photo ()
{
  local script=$checkout/plugin/scripts/tonsure-demo.scm log=$build/demo.log

  if ! with_parts gimp-console -id --quit --batch-interpreter plug-in-script-fu-eval -b "(begin\
 (load $(scheme_path "$script"))\
 (tonsure-demo $(scheme_path "$photo") $(scheme_path "$area") $scale $(scheme_path "$demo")))" \
    </dev/null 2>"$log" | sed '/^batch command executed/d'; then
    sed -n 's/^Error: //p' "$log" | grep . >&2 || tail -n 20 "$log" >&2
    die "GIMP could not treat $photo. All that it said is in $log"
  fi
}

report_demo ()
{
  local name

  for name in $demo_pictures; do
    [ -s "$demo/$name" ] || die "$demo/$name was not written."
  done
  for name in $demo_pictures; do
    printf '%s\n' "$demo/$name"
  done
  # Some locales put a comma into these.
  LC_ALL=C awk -v a="${begin/,/.}" -v b="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.0f seconds\n", b - a }'
}
