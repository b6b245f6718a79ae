# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Private Debian roots below .root: made once, mended when a call was interrupted, made anew when
# the list of packages changes.

# What a finished root of RELEASE must carry in /etc/tonsure-root.
root_stamp ()
{
  local release=$1 hash

  hash=$({ root_packages "$release"; cat "$checkout/environment/make-root"; } | sha256sum)
  printf '%s %s\n' "$release" "${hash%% *}"
}

root_packages ()
{
  case $1 in
    trixie|forky) packages_of main ;;
    *) packages_of "$1" ;;
  esac
}

need_root ()
{
  local release=$1 stamp

  need_rights
  need_same_rights
  stamp=$(root_stamp "$release")
  [ "$(cat "$root_folder/$release/etc/tonsure-root" 2>/dev/null)" != "$stamp" ] || return 0

  [ -d "$root_folder/$release" ] || need_disk "$release"
  find_mirror "$release"
  need_debootstrap
  make_root "$release" "$stamp"
}

# A root made in a user namespace has other owners than one made by the real root.
need_same_rights ()
{
  local kind=root

  [ "$rights" != namespace ] || kind=namespace
  if [ ! -d "$root_folder" ]; then
    mkdir "$root_folder"
    [ "$rights" != root ] || chown "$(file_owner | cut -d : -f 1,2)" "$root_folder"
  fi
  if [ "$(cat "$root_folder/rights" 2>/dev/null || printf '%s' $kind)" != $kind ]; then
    die "$root_folder was made with other rights. Remove it with \"./dev clean\", as the user who made it."
  fi
  [ -f "$root_folder/rights" ] || printf '%s\n' $kind >"$root_folder/rights"
}

need_disk ()
{
  local free need=4

  [ "$1" != bookworm ] || need=2
  free=$(df -Pk "$checkout" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge $((need * 1024 * 1024)) ] || die "Not enough disk space: a private Debian needs\
 $need GB, $((free / 1024)) MB are free at $checkout."
}

# The mirrors that this system uses, one address a line, for "Debian" or "Debian-Security".
host_mirrors ()
{
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
    | sed -n "s,^$1|\\(https\\?://.*[^/]\\)/*\$,\\1,p" | sort -u
}

# Sets $mirror and $security to addresses that answer and have RELEASE.
find_mirror ()
{
  local release=$1

  mirror=$(first_answer "dists/$release/InRelease" \
    "$(host_mirrors Debian)" http://deb.debian.org/debian) \
    || die "No network: no Debian mirror answers (tried http://deb.debian.org/debian). ./dev needs it\
 once, to install Debian packages."
  security=$(first_answer "dists/$release-security/InRelease" \
    "$(host_mirrors Debian-Security)" http://deb.debian.org/debian-security) || security=
}

# Prints the first of the addresses from which FILE can be fetched.
first_answer ()
{
  local file=$1 address folder

  folder=$(mktemp -d)
  for address in $2 $3; do
    if timeout 60 /usr/lib/apt/apt-helper -o Acquire::http::Timeout=15 -o Acquire::https::Timeout=15 \
      -o Acquire::Retries=1 download-file "$address/$file" "$folder/file" >/dev/null 2>&1; then
      rm -r "$folder"
      printf '%s\n' "$address"
      return
    fi
  done
  rm -r "$folder"
  return 1
}

# Sets $debootstrap. Without root rights on this system it is unpacked below .root.
need_debootstrap ()
{
  local packages=(debootstrap)

  debootstrap=$(PATH=$PATH:/usr/sbin:/sbin command -v debootstrap) && [ -f "$(debian_keyring)" ] && return

  [ -f "$(debian_keyring)" ] || packages+=(debian-archive-keyring)
  if [ "$rights" = namespace ]; then
    [ -d "$root_folder/tools" ] || unpack_packages "${packages[@]}"
    debootstrap=$root_folder/tools/usr/sbin/debootstrap
  else
    say "Installing packages of the system: ${packages[*]}"
    install_on_host "${packages[@]}"
    debootstrap=$(PATH=$PATH:/usr/sbin:/sbin command -v debootstrap)
  fi
}

debian_keyring ()
{
  local file

  for file in {"$root_folder/tools",}/usr/share/keyrings/debian-archive-keyring.{pgp,gpg}; do
    [ ! -f "$file" ] || { printf '%s\n' "$file"; return; }
  done
}

# apt with lists of its own, which any user may use.
unpack_packages ()
{
  local tools=$root_folder/tools.new package
  local own=(-qq -o "Dir::State=$tools/state" -o Dir::State::status=/var/lib/dpkg/status
    -o "Dir::Cache=$tools/cache")

  say "Fetching ${*} into $root_folder"
  rm -rf "$tools"
  mkdir -p "$tools"/{state/lists,cache/archives}/partial
  { apt-get "${own[@]}" update && ( cd "$tools" && apt-get "${own[@]}" download "$@" ); } >&2 \
    || die "apt could not fetch: $*"
  for package in "$tools"/*.deb; do
    dpkg-deb -x "$package" "$tools"
  done
  rm -rf "$tools"/{state,cache,*.deb}
  mv "$tools" "$root_folder/tools"
}

make_root ()
{
  local release=$1 stamp=$2

  # shellcheck disable=SC2046
  as_root_with_mounts env \
    "http_proxy=${http_proxy-}" "https_proxy=${https_proxy-}" "no_proxy=${no_proxy-}" \
    "release=$release" "folder=$root_folder" "stamp=$stamp" \
    "mirror=$mirror" "security=$security" "keyring=$(debian_keyring)" "debootstrap=$debootstrap" \
    "settings=$(apt_settings)" \
    bash "$checkout/environment/make-root" $(root_packages "$release") </dev/null >&2 \
    || die "The private Debian ($release) could not be made; the next call goes on from here."
}

# How this system reaches its mirrors.
apt_settings ()
{
  apt-config dump | grep -E \
    '^Acquire::(https?::(Proxy|Timeout|Verify|CA)|(Check-Valid-Until|Check-Date|ForceIPv[46]) )' \
    | grep -vi 'auto-\?detect' || true
}
