# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How this user does what only root may do, and as whom programs run afterwards.

# Sets $rights to root, sudo, namespace or none.
find_rights ()
{
  [ -z "${rights-}" ] || return 0

  if [ "$EUID" -eq 0 ]; then
    rights=root
  elif can_sudo; then
    rights=sudo
  elif unshare --map-root-user --map-auto --mount true 2>/dev/null; then
    rights=namespace
  else
    rights=none
  fi
}

# Asks for a password only where there is somebody to answer.
can_sudo ()
{
  command -v sudo >/dev/null || return 1
  sudo -n true 2>/dev/null && return
  [ -t 0 ] && [ -t 2 ] && [ -z "${CI-}" ] || return 1
  say "Root rights are needed to set up the private Debian."
  sudo -v
}

need_rights ()
{
  find_rights
  [ "$rights" != none ] || die "Root rights are missing: run ./dev as root, or as a user who may use\
 sudo, or let this user have user namespaces (as root: apt install uidmap)."
  as_root_with_mounts true 2>/dev/null || die "Root may not mount here, as in most containers. Let it\
 (docker run --privileged), or use a system that has GIMP 3, such as Debian 13."
}

# Runs a command as root, or as root of a user namespace.
as_root ()
{
  case $rights in
    root) "$@" ;;
    sudo) sudo -- "$@" ;;
    namespace) unshare --map-root-user --map-auto -- "$@" ;;
  esac
}

# The same, with mounts that nobody else sees and that end with the command.
as_root_with_mounts ()
{
  case $rights in
    root) unshare --mount -- "$@" ;;
    sudo) sudo -- unshare --mount -- "$@" ;;
    namespace) unshare --map-root-user --map-auto --mount -- "$@" ;;
  esac
}

# The user to whom new files belong, as UID:GID[,GROUP...]. In a user namespace root is the user.
# "sudo ./dev" in a user's checkout must not leave files of root in it.
file_owner ()
{
  case $rights in
    sudo)
      printf '%s:%s\n' "$(id -u):$(id -g)" "$(id -G | tr ' ' ,)" ;;
    root)
      if [ -n "${SUDO_UID-}" ] && [ "$(stat -c %u "$checkout")" = "$SUDO_UID" ]; then
        printf '%s:%s\n' "$SUDO_UID:$SUDO_GID" "$(id -G "$SUDO_USER" | tr ' ' ,)"
      else
        printf '0:0:0\n'
      fi ;;
    *)
      printf '0:0:0\n' ;;
  esac
}

may_install ()
{
  find_rights
  [ "$rights" = root ] || [ "$rights" = sudo ]
}

# Installs packages on this system, not in a private root.
install_on_host ()
{
  may_install || die "Root rights are missing to install packages. As root: apt install $*"

  if ! as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1; then
    as_root apt-get update -qq </dev/null >&2 || say "The package lists could not be updated."
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -qq -y --no-install-recommends "$@" </dev/null >&2 \
      || die "apt could not install: $*"
  fi
}
