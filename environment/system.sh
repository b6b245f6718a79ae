# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Decides where Tonsure is built and run, which sets $place:
#   system   here, with the system's own packages;
#   trixie   in a private Debian 13 below .root;
#   forky    in a private root of Debian's next release, with --gimp 3.2.

# The packages of PLACE ("main" or "bookworm"), one a line.
packages_of ()
{
  sed 's/#.*//' "$checkout/environment/packages.list" \
    | awk -v place="$1" '{ for (i = 2; i <= NF; i++) if ($i == place) print $1 }'
}

os_release ()
{
  # shellcheck source=/dev/null
  ( . /etc/os-release 2>/dev/null; eval "printf '%s' \"\${$1-}\"" )
}

# Whether version $1 is at least version $2.
at_least ()
{
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

has_apt ()
{
  command -v apt-get >/dev/null && command -v dpkg-query >/dev/null
}

# Debian testing and unstable have no version.
system_packages_gimp3 ()
{
  local version

  has_apt || return 1
  version=$(os_release VERSION_ID)
  case $(os_release ID) in
    debian) [ -z "$version" ] || at_least "$version" 13 ;;
    ubuntu) at_least "$version" 25.04 ;;
    *) apt-cache policy libgimp-3.0-dev 2>/dev/null | grep -q 'Candidate: 3' ;;
  esac
}

find_gimp_console ()
{
  local name

  for name in gimp-console-3.0 gimp-console-3.2 gimp-console-3; do
    command -v "$name" && return
  done
  return 1
}

# For systems without apt: everything needed is there by other means.
has_everything ()
{
  find_gimp_console >/dev/null && command -v meson >/dev/null && command -v ninja >/dev/null \
    && command -v pkg-config >/dev/null && pkg-config --exists gimpui-3.0 gegl-0.4
}

missing_packages ()
{
  # shellcheck disable=SC2016,SC2046
  comm -13 \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(packages_of main) 2>/dev/null \
      | sed -n 's/^installed //p' | sort) \
    <(packages_of main | sort)
}

# Who may not install anything can do without the packages that only tests use.
install_system_packages ()
{
  local missing

  missing=$(missing_packages | paste -s -d ' ')
  [ -n "$missing" ] || return 0
  if has_everything && ! may_install; then
    say "Some tests need more packages. As root: apt install $missing"
    return
  fi
  say "Installing packages of the system: $missing"
  # shellcheck disable=SC2086
  install_on_host $missing
}

# Sets $place and $build, the build folder.
find_place ()
{
  if [ -r /etc/tonsure-root ]; then
    place=system
    read -r build _ </etc/tonsure-root
    build=$build_folder/$build
    return
  fi

  if [ "${gimp-}" = 3.2 ]; then
    has_apt || die "--gimp 3.2 needs Debian or Ubuntu."
    place=$next_release
  elif system_packages_gimp3; then
    place=system
    install_system_packages
  elif has_everything; then
    place=system
  elif has_apt; then
    place=trixie
  else
    die "This system is neither Debian nor Ubuntu. Install GIMP 3 with its headers (gimpui-3.0),\
 GEGL 0.4 with its headers, a C compiler, meson, ninja, pkg-config and gettext; for the tests also\
 Xvfb, xauth, xdotool, ImageMagick, ExifTool, Little CMS, and Python with NumPy and SciPy."
  fi
  build=$build_folder/$place
}
