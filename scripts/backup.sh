# Backup and restore: sourced by ./parley.
# A backup is one tar file: `about` (lines "name value"), the database, the data folder's secrets/ and media/, `end`.
# The database is a dump; where PostgreSQL came without pg_dump (the npm package), it is the stopped cluster's own files.
# shellcheck shell=bash

# Both commands work in a scratch folder beside what they write, so that the last step is a rename.
scratch_beside() {
  scratch=$(mktemp -d "$1/.parley.XXXXXX") || die "cannot write in $1: choose another folder."
  at_exit remove_scratch
}

remove_scratch() { rm -rf -- "$scratch"; }

backup() {
  local file folder members=(about) media=()
  [ $# -eq 1 ] || die "say where to: ./parley backup FILE"
  file=$(realpath -m -- "$1")
  folder=$(dirname -- "$file")
  [ ! -e "$file" ] || die "$file is there already: choose another name, so that no backup is lost."
  [ -d "$folder" ] || die "there is no folder $folder: create it first."
  [ -n "${DATABASE_URL:-}" ] || [ -e "$DATA_DIR/postgres" ] || die "there is nothing to back up in $DATA_DIR: name the data folder in DATA_DIR."
  if can_dump; then
    use_database
    scratch_beside "$folder"
    dump_database
    members+=(database.dump roles)
  else
    take_stopped_cluster
    scratch_beside "$folder"
    copy_cluster
    members+=(cluster.tar.gz)
  fi
  for part in secrets media; do [ ! -d "$DATA_DIR/$part" ] || media+=("$part"); done
  [ ! -e "$DATA_DIR/postgres.keep" ] || [ -n "${DATABASE_URL:-}" ] || start_cluster durable
  pack "$scratch/backup.tar" -C "$scratch" "${members[@]}" -C "$DATA_DIR" ${media[@]+"${media[@]}"} -C "$scratch" end
  sync -- "$scratch/backup.tar"
  mv -T -- "$scratch/backup.tar" "$file"
  say "wrote $file ($(du -h -- "$file" | cut -f1)): it holds the keys to everything in it, so keep it as you keep passwords"
  [ -e "$DATA_DIR/secrets/master.key" ] || say "the master key is not in $DATA_DIR and so not in the backup: keep PARLEY_MASTER_KEY with it"
}

# Attachments never change once they are stored, but some may come or go while tar reads the folder; that is its status 1.
# Uploads that are under way (media/incoming) are no attachments yet.
pack() {
  local target=$1 status=0
  shift
  (umask 077 && tar --create --file "$target" --exclude=media/incoming --warning=no-file-changed --warning=no-file-removed "$@") || status=$?
  [ "$status" -le 1 ] || die "the backup could not be written: tar's own words stand above."
}

can_dump() {
  [ -z "${DATABASE_URL:-}" ] || { find_postgres || true; return 0; }
  open_private_home
  [ -x "$PG_BIN/pg_dump" ]
}

# Row-level security binds Parley's login too, and a row that it hides would be missing without a word. The login sees all
# rows through a policy of the engine's role; a table without such a policy stops the backup.
dump_database() {
  local hidden
  hidden=$(client psql -XAtq -v ON_ERROR_STOP=1 -c "
    SELECT string_agg(c.oid::regclass::text, ', ') FROM pg_class c
    WHERE c.relrowsecurity AND NOT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', 'r')
        AND pg_get_expr(p.polqual, p.polrelid) = 'true' AND (SELECT bool_or(pg_has_role(r, 'USAGE')) FROM unnest(p.polroles) r WHERE r <> 0))") ||
    die "the database does not answer: psql's own words stand above."
  [ -z "$hidden" ] || die "the database's login may not see every row of $hidden: back up as the database's owner."
  client psql -XAtq -v ON_ERROR_STOP=1 -c "SELECT DISTINCT r.rolname FROM pg_policy p, unnest(p.polroles) o JOIN pg_roles r ON r.oid = o ORDER BY 1" >"$scratch/roles"
  client pg_dump --format=custom --enable-row-security --file "$scratch/database.dump" ||
    die "the database could not be dumped: pg_dump's own words stand above."
  about dump database.dump
}

# Writes what restore has to know: the kind, the database's file with its digest, and PostgreSQL's major version.
about() {
  printf '%s\n' "parley-backup 1" "kind $1" "digest $(sha256sum <"$scratch/$2")" "postgres $PG_MAJOR" \
    "taken $(date -u +%Y-%m-%dT%H:%M:%SZ)" >"$scratch/about"
  : >"$scratch/end"
}

# An archive that was cut short lacks its last member; a dump has no checksum of its own.
check_backup() {
  local place
  place=$scratch/database.dump
  [ -e "$place" ] || place=$scratch/cluster.tar.gz
  [ -e "$scratch/end" ] && grep -qsx 'parley-backup 1' "$scratch/about" && grep -qsx "digest $(sha256sum <"$place")" "$scratch/about"
}

# Holds the private cluster's lock alone, so that nobody starts it meanwhile.
take_stopped_cluster() {
  lock_private_cluster
  flock -n -x 8 || die "the database's own files are copied, so it has to stand still: stop Parley first."
  open_private_home
  stop_cluster
}

copy_cluster() {
  # shellcheck disable=SC2154 # home is set by open_private_home
  as_owner tar --create --gzip --file - -C "$home" data password >"$scratch/cluster.tar.gz"
  about cluster cluster.tar.gz
}

restore() {
  local file='' force=no argument
  for argument; do
    case $argument in
      --force) force=yes ;;
      -*) die "restore knows no '$argument': ./parley restore FILE [--force]" ;;
      *) [ -z "$file" ] || die "restore takes one file."; file=$argument ;;
    esac
  done
  [ -n "$file" ] || die "say what from: ./parley restore FILE [--force]"
  [ -f "$file" ] || die "there is no file $file."
  claim_data_dir web worker # also refuses when the server runs
  scratch_beside "$DATA_DIR"
  if ! tar --extract --file "$file" --no-same-owner -C "$scratch" 2>/dev/null || ! check_backup; then
    die "$file is no backup that this version of Parley can read, or it is damaged."
  fi
  if [ "$force" = no ]; then
    for part in secrets media; do
      [ -z "$(ls -A -- "$DATA_DIR/$part" 2>/dev/null)" ] || die "$DATA_DIR/$part is not empty: restore into a new data folder, or replace everything here with --force."
    done
  fi
  if grep -qx 'kind cluster' "$scratch/about"; then restore_cluster; else restore_dump; fi
  for part in secrets media; do
    [ "$force" = no ] || rm -rf -- "${DATA_DIR:?}/$part"
    [ ! -d "$scratch/$part" ] || { [ ! -d "$DATA_DIR/$part" ] || rmdir -- "$DATA_DIR/$part"; mv -T -- "$scratch/$part" "$DATA_DIR/$part"; }
  done
  say "restored the backup of $(sed -n 's/^taken //p' "$scratch/about")"
}

# All in one transaction, whose COMMIT is only sent when the dump was read to its end.
restore_dump() {
  local others tables role
  can_dump || die "this PostgreSQL has no pg_restore: install Debian's postgresql and restore into a new data folder."
  use_database
  others=$(client psql -XAtq -c "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()") ||
    die "the database does not answer: psql's own words stand above."
  [ "$others" -eq 0 ] || die "somebody else is connected to the database ($others connections): stop every Parley that uses it, then restore."
  tables=$(client psql -XAtq -c "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')")
  [ "$tables" -eq 0 ] || [ "$force" = yes ] || die "the database is not empty ($tables tables): restore into a new one, or replace it with --force."
  {
    echo 'SET client_min_messages = warning; BEGIN;'
    while read -r role; do
      printf "SELECT format('CREATE ROLE %%I NOLOGIN', '%s') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s') \\\\gexec\n" "$role" "$role"
      printf "SELECT format('GRANT %%I TO %%I', '%s', current_user) WHERE NOT pg_has_role('%s', 'USAGE') \\\\gexec\n" "$role" "$role"
    done <"$scratch/roles"
    [ "$tables" -eq 0 ] || cat -- "$ROOT/scripts/empty_database.sql"
    "$(client_program pg_restore)" --no-owner --file=- "$scratch/database.dump" && echo 'COMMIT;'
  } | client psql -XAtq -v ON_ERROR_STOP=1 >/dev/null ||
    die "the database could not be restored and is as it was: the words above tell why."
}

restore_cluster() {
  local major
  [ -z "${DATABASE_URL:-}" ] || die "this backup is a private database's own files, and DATABASE_URL names a server: leave DATABASE_URL unset."
  take_stopped_cluster
  major=$(sed -n 's/^postgres //p' "$scratch/about")
  need_postgres "$major"
  [ ! -d "$home/data" ] || [ "$force" = yes ] || die "there is a database in $DATA_DIR already: restore into a new data folder, or replace it with --force."
  as_owner rm -rf -- "$home/restored"
  as_owner mkdir -m 700 -- "$home/restored"
  as_owner tar --extract --gzip --file - -C "$home/restored" <"$scratch/cluster.tar.gz" ||
    die "the database could not be restored and is as it was: tar's own words stand above."
  as_owner rm -rf -- "$home/data"
  as_owner mv -- "$home/restored/data" "$home/restored/password" "$home"
  as_owner rmdir -- "$home/restored"
}
