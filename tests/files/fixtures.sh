#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Makes picture files with ImageMagick and exiftool, for tests of how files are read:
#   fixtures.sh turned FOLDER    KIND-O.EXT, stored as EXIF orientation O says, and the upright
#                                picture by ImageMagick, KIND-O.upright.png
#   fixtures.sh damaged FOLDER   lost-*: pixels are missing; odd-* and whole-*: none is

set -eu
cd "$2"

# Another color at every pixel, so that none can be taken for another.
photo ()
{
  magick -seed 5 -size "$1" plasma:sienna-wheat -attenuate 0.3 +noise Gaussian -depth 8 -strip \
    -define png:exclude-chunks=date,time "$2"
}

turned ()
{
  photo 44x30 photo.png
  magick photo.png -quality 95 photo.jpg
  magick photo.png -compress LZW photo.tif
  magick photo.png -define webp:lossless=true photo.webp
  for kind in png jpg tif webp; do
    for orientation in 1 2 3 4 5 6 7 8; do
      case $orientation in
        1) turn='+repage' ;;
        2) turn='-flop' ;;
        3) turn='-rotate 180' ;;
        4) turn='-flip' ;;
        5) turn='-transpose' ;;
        6) turn='-rotate 90' ;;
        7) turn='-transverse' ;;
        8) turn='-rotate 270' ;;
      esac
      # shellcheck disable=SC2086
      magick "photo.$kind" -depth 8 $turn "$kind-$orientation.upright.png"
      cp "photo.$kind" "$kind-$orientation.$kind"
    done
  done
  for orientation in 1 2 3 4 5 6 7 8; do
    exiftool -q -m -overwrite_original -n "-IFD0:Orientation=$orientation" ./*-"$orientation".png \
      ./*-"$orientation".jpg ./*-"$orientation".tif ./*-"$orientation".webp
  done
}

# overwrite FILE FROM COUNT SOURCE: COUNT bytes at FROM
overwrite ()
{
  head -c "$3" "$4" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

damaged ()
{
  photo 320x240 whole.png
  magick whole.png -quality 90 whole.jpg
  magick whole.png -quality 90 -interlace JPEG whole-progressive.jpg
  magick whole.png -interlace PNG whole-interlaced.png
  magick whole.png -colors 16 -type Palette whole-indexed.png
  magick whole.png -quality 80 whole.webp
  magick whole.png -define webp:lossless=true whole-lossless.webp
  magick whole.png -compress LZW whole.tif
  magick whole.png -compress Zip whole-deflated.tif
  # Large areas of one color hold long rows of zeros.
  magick -size 2000x1500 xc:black whole-black.webp
  magick -size 2000x1500 xc:black -compress LZW whole-black.tif
  magick -size 2000x1500 xc:black whole-black.jpg
  # Bytes that do not depend on the run.
  seq 100000 | cksum >/dev/null
  seq 100000 | gzip -n -9 | tail -c 100000 >random
  for file in whole*; do
    size=$(wc -c <"$file")
    name=${file#whole}
    case $file in *black*) continue ;; esac
    head -c $((size / 2)) "$file" >"lost-half$name"
    cp "$file" "lost-zeros$name"
    overwrite "lost-zeros$name" $((size / 2)) $((size / 8)) /dev/zero
    case $name in
      *.jpg)
        cp "lost-half$name" "lost-half-with-end$name"
        printf '\377\331' >>"lost-half-with-end$name"
        head -c $((size / 3)) "$file" >"lost-zeros-to-the-end$name"
        head -c $((size - size / 3 - 2)) /dev/zero >>"lost-zeros-to-the-end$name"
        printf '\377\331' >>"lost-zeros-to-the-end$name" ;;
    esac
    case $name in
      -lossless.webp) ;; # wrong codes may make as many pixels
      *)
        cp "$file" "lost-noise$name"
        overwrite "lost-noise$name" $((size / 2)) 600 random ;;
    esac
    case $name in
      *.tif) ;; # nothing says where a TIFF file ends
      *)
        cp "$file" "odd-tail$name"
        cat random >>"odd-tail$name" ;;
    esac
  done
  # One bit of coded pixels, and the checksum of a chunk that holds none.
  cp whole.png lost-bit.png
  overwrite lost-bit.png 30000 1 random
  printf 'no profile' >broken.icc
  magick whole.png -set comment 'a comment' odd-comment.png
  at=$(LC_ALL=C grep -a -b -o -m 1 'a comment' odd-comment.png | head -n 1 | cut -d : -f 1)
  [ -n "$at" ] && overwrite odd-comment.png "$at" 1 random
  # The last bytes of a scan filled up, as some hardware does.
  size=$(wc -c <whole.jpg)
  head -c $((size - 2)) whole.jpg >odd-filled.jpg
  head -c 100 /dev/zero >>odd-filled.jpg
  printf '\377\331' >>odd-filled.jpg
}

"$1"
