# Which database a verb works on: DATABASE_URL, the data folder's private cluster, or one made for a single run.
# Sourced by ./parley.
# shellcheck shell=bash

# Sets $home to where the private cluster lives, and the programs that fit it. When root's choice cannot be entered by the
# cluster's user (a clone below /root), it lives under /var/lib/parley and a link in the data folder leads there.
open_private_home() {
  local elsewhere
  home=$DATA_DIR/postgres
  if [ ! -e "$home" ] && [ ! -L "$home" ]; then
    need_postgres # first, since installing it may bring the user who is to own the cluster
    make_data_dir
    if as_owner test -x "$DATA_DIR"; then
      mkdir -m 700 -- "$home"
    else
      elsewhere=/var/lib/parley/$(printf %s "$DATA_DIR" | cksum | cut -d' ' -f1)
      say "$(cluster_owner) may not enter $DATA_DIR, so the database is kept in $elsewhere"
      (umask 022 && mkdir -p /var/lib/parley)
      mkdir -m 700 -- "$elsewhere" 2>/dev/null ||
        die "the database of an earlier $DATA_DIR is in $elsewhere: take it up again (ln -s $elsewhere '$home'), or remove it."
      ln -s -- "$elsewhere" "$home"
    fi
    [ "$(id -u)" -ne 0 ] || chown -- "$(cluster_owner)" "$(realpath -- "$home")"
  fi
  home=$(realpath -- "$home")
  [ -d "$home" ] || die "$DATA_DIR/postgres leads to $home, which is not there: bring it back, or remove the link to begin anew."
  [ -O "$home" ] || [ "$(id -u)" -eq 0 ] ||
    die "the database in $DATA_DIR/postgres belongs to $(stat -c %U -- "$home"): run this as that user or as root, or set DATA_DIR."
  as_owner test -x "$home" ||
    die "$(cluster_owner), who runs PostgreSQL, may not enter $home: allow it (chmod o+x on the folders above), or move the data folder."
  if [ -f "$home/data/PG_VERSION" ]; then
    need_postgres "$(cat -- "$home/data/PG_VERSION")"
  else
    need_postgres
  fi
}

make_data_dir() {
  mkdir -p -- "$DATA_DIR" || die "cannot create $DATA_DIR: set DATA_DIR to a folder you may write to."
  [ -w "$DATA_DIR" ] || die "$DATA_DIR is not yours to write: run this as $(stat -c %U -- "$DATA_DIR"), or set DATA_DIR to another folder."
}

# Makes the cluster when it is new, starts it when it is down.
start_private_cluster() {
  open_private_home
  if [ ! -f "$home/data/PG_VERSION" ]; then
    say "creating a PostgreSQL $PG_MAJOR database in $home"
    create_cluster durable
  fi
  start_cluster durable
}

# Locks on the data folder: 7 is held while the cluster is started or stopped; 8 is held, shared, by everyone who uses it;
# 9 is the web role's and 6 the worker's. Children inherit 6, 8 and 9 on purpose, so a server whose script was killed still counts.
lock_private_cluster() {
  make_data_dir
  exec 7>>"$DATA_DIR/postgres.lock" 8>>"$DATA_DIR/postgres.users"
  flock 7
}

# Makes DATABASE_URL point to a database that answers. Whoever leaves a private cluster last stops it, unless it was
# started by hand (postgres.keep).
use_database() {
  [ -z "${DATABASE_URL:-}" ] || return 0
  lock_private_cluster
  start_private_cluster
  flock -s 8
  at_exit leave_database
  exec 7>&-
  DATABASE_URL=$(cluster_url)
  export DATABASE_URL
}

leave_database() {
  exec 7>>"$DATA_DIR/postgres.lock"
  flock 7
  if [ ! -e "$DATA_DIR/postgres.keep" ] && flock -n -x 8; then stop_cluster; fi
}

keep_database() {
  [ -z "${DATABASE_URL:-}" ] || die "DATABASE_URL is set, so there is no private database to start."
  lock_private_cluster
  start_private_cluster
  touch -- "$DATA_DIR/postgres.keep"
  say "PostgreSQL $PG_MAJOR runs until ./parley db stop"
}

stop_database() {
  [ -e "$DATA_DIR/postgres" ] || die "there is no private database in $DATA_DIR."
  lock_private_cluster
  flock -n -x 8 || die "the database is in use by a running Parley: stop that first."
  rm -f -- "$DATA_DIR/postgres.keep"
  open_private_home
  stop_cluster
}

database_url() {
  if [ -n "${DATABASE_URL:-}" ]; then
    echo "$DATABASE_URL"
  else
    [ -e "$DATA_DIR/postgres" ] || die "there is no private database in $DATA_DIR yet: ./parley up creates it."
    open_private_home
    cluster_url
  fi
}

# Prints the path of one of PostgreSQL's client programs.
client_program() {
  if [ -x "${PG_BIN:-}/$1" ]; then
    echo "$PG_BIN/$1"
  else
    command -v "$1" || die "$1 is missing: install it (Debian: apt-get install postgresql-client)."
  fi
}

# Runs a client program on DATABASE_URL. The password goes through the environment: every user can read a program's arguments.
client() {
  local program url=$DATABASE_URL
  program=$(client_program "$1") || exit 1
  if [[ $url =~ ^([a-z]+://[^:@/?]*):([^@/?]*)@(.*)$ ]]; then
    url=${BASH_REMATCH[1]}@${BASH_REMATCH[3]}
    PGPASSWORD=$(printf '%b' "${BASH_REMATCH[2]//%/\\x}") "$program" -d "$url" "${@:2}"
  else
    "$program" -d "$url" "${@:2}"
  fi
}

# ---- a cluster for one run

# Sets $home to a running cluster that is gone when this script has ended, however it ends.
throw_away_cluster() {
  local kind=$1 template=$2
  need_postgres
  home=$(mktemp -d "$template.XXXXXX")
  [ "$(id -u)" -ne 0 ] || chown -- "$(cluster_owner)" "$home"
  at_exit throw_away
  # A kill -9 leaves no trap to run, so a process waits for the end of this one.
  (
    trap '' INT TERM HUP
    tail --pid=$$ -f /dev/null
    throw_away
  ) </dev/null >/dev/null 2>&1 &
  create_cluster "$kind"
  start_cluster "$kind"
}

throw_away() {
  stop_cluster immediate
  rm -rf -- "$home"
}
