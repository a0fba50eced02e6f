#!/usr/bin/env bash
# Installs the missing packages among the named Debian packages, and lists them. Needs root or sudo only for that.
# "one|other" means the first of them that is installed or that this system knows.
set -euo pipefail

is_installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

any_is_installed() {
  local package
  for package in ${1//|/ }; do is_installed "$package" && return; done
  return 1
}

first_known() {
  local package
  for package in ${1//|/ }; do
    if apt-cache show "$package" >/dev/null 2>&1; then break; fi
  done
  echo "$package"
}

missing=()
for packages in "$@"; do
  any_is_installed "$packages" || missing+=("$packages")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Please install as root: apt-get install ${missing[*]}" >&2; exit 1; }
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
chosen=()
for packages in "${missing[@]}"; do chosen+=("$(first_known "$packages")"); done
echo "== System packages: ${chosen[*]}"
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${chosen[@]}" >/dev/null
