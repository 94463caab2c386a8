# What Debian has and this machine lacks: sourced by ./parley.
# shellcheck shell=bash

# Installs packages as root or through sudo that asks nothing: NAME-FOR-PEOPLE, what root runs first, PACKAGES…
debian_install() {
  local name=$1 before=$2 sudo=() output
  shift 2
  command -v apt-get >/dev/null || return 1
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || return 1
    sudo=(sudo -n)
  fi
  say "installing $name with apt-get"
  output=$(${sudo[@]+"${sudo[@]}"} sh -c "
    set -e
    export DEBIAN_FRONTEND=noninteractive
    $before
    apt-get update -q
    apt-get install -y -q --no-install-recommends $*" </dev/null 2>&1) || { printf '%s\n' "$output" >&2; return 1; }
}

# Redis serves one comparison of the bench and nothing else.
need_redis() {
  command -v redis-server >/dev/null && return
  # RUNLEVEL=1 keeps Debian from starting a server of its own right away.
  debian_install "Redis" 'export RUNLEVEL=1' redis-server || true
  command -v redis-server >/dev/null || die "redis-server is missing and could not be fetched: install it (Debian: apt-get install redis-server)."
}
