# The gateway to WhatsApp and the network that stands in for it: their packages, builds and checks. Sourced by ./parley.
# shellcheck shell=bash

GATEWAY=$ROOT/gateway
STANDINS=$ROOT/gateway/standins

# NAME-FOR-PEOPLE FOLDER: the packages as the lock file names them, fetched again only when it changed. No package's own scripts are run.
fetch_packages() {
  local name=$1 folder=$2 wanted have=$2/node_modules/.parley-lock words
  wanted=$(sha256sum <"$folder/package-lock.json")
  if [ "$(cat -- "$have" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "fetching the packages of $name"
  mkdir -p -- "$ROOT/artifacts"
  words=$(cd -- "$folder" && flock -o "$ROOT/artifacts/gateway.lock" npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null 2>&1) || {
    printf '%s\n' "$words" >&2
    say "npm could not fetch the packages of $name: its own words stand above."
    return 1
  }
  printf '%s\n' "$wanted" >"$have"
}

# FOLDER: names, sizes and times of all that it is built from, like the server's stamp. Its tests, and the stand-ins below the gateway, are not part of it.
node_stamp() {
  (cd -- "$1" && find . \( -name node_modules -o -name dist -o -name tests -o -name standins \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

# NAME-FOR-PEOPLE FOLDER STAMP-FILE: fails with a sentence.
build_node() {
  local name=$1 folder=$2 stamp_file=$ROOT/artifacts/$3.stamp stamp words
  stamp=$(node_stamp "$folder")
  if [ -d "$folder/dist" ] && [ "$(cat -- "$stamp_file" 2>/dev/null)" = "$stamp" ]; then return; fi
  fetch_packages "$name" "$folder" || return 1
  say "building $name"
  words=$(cd -- "$folder" && flock -o "$ROOT/artifacts/gateway.lock" npm run --silent build </dev/null 2>&1) || {
    printf '%s\n' "$words" >&2
    say "the build of $name failed: the errors stand above."
    return 1
  }
  printf '%s\n' "$stamp" >"$stamp_file"
}

# For running Parley: what cannot be built is told, and leaves the rest at work.
offer_gateway() {
  local engine wanted=''
  for engine in BAILEYS WEBJS; do
    local url=${engine}_API_URL
    [ "${!engine:-}" = off ] || [ -n "${!url:-}" ] || wanted="${wanted:+$wanted or }${engine,,}"
  done
  [ -n "$wanted" ] || return 0
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    say "Node 20 or later is missing, so there are no $wanted senders: install it (https://nodejs.org), or set BAILEYS=off and WEBJS=off."
    return
  fi
  build_node "the gateway" "$GATEWAY" gateway || say "there are no $wanted senders until that is mended; everything else works."
}

# For ./parley up --standins: the network that stands in for WhatsApp, which ends with this script. Its phones and what they linked are kept in the data folder.
# What stands in for the official API is the server's own, over the simulator's phones.
use_standins() {
  local folder=$DATA_DIR/standins ready started
  command -v node >/dev/null || die "--standins needs Node 20 or later: install it (https://nodejs.org)."
  build_node "the stand-ins" "$STANDINS" standins || die "the stand-ins could not be built."
  mkdir -p -- "$folder"
  export STANDIN_TOKEN STANDINS_TOKEN STANDINS_URL BAILEYS_WS_URL NODE_EXTRA_CA_CERTS WEBJS_CHROMIUM_ARGS SIMULATOR_GRAPH_PORT WHATSAPP_CLOUD_URL
  STANDIN_TOKEN=$(random_password)
  STANDINS_TOKEN=$STANDIN_TOKEN
  ready=$folder/ready.json
  rm -f -- "$ready"
  node "$STANDINS/dist/whatsapp/main.js" --certificates "$folder" --file "$folder/phones.json" >"$ready" &
  standins=$!
  at_exit stop_standins
  for ((started = 0; started < 300; started++)); do
    if [ -s "$ready" ]; then break; fi
    kill -0 "$standins" 2>/dev/null || die "the stand-in network could not be started: its words stand above."
    sleep 0.1
  done
  [ -s "$ready" ] || die "the stand-in network did not start within half a minute."
  STANDINS_URL=$(from_ready controlUrl)
  BAILEYS_WS_URL=$(from_ready socketUrl)
  NODE_EXTRA_CA_CERTS=$(from_ready certificate)
  WEBJS_CHROMIUM_ARGS="'--host-resolver-rules=MAP web.whatsapp.com $(from_ready pageHost),MAP * ~NOTFOUND,EXCLUDE 127.0.0.1' --ignore-certificate-errors"
  if [ "${SIMULATOR:-on}" = on ] && [ -z "${SIMULATOR_URL:-}" ]; then
    SIMULATOR_GRAPH_PORT=$(free_port)
    WHATSAPP_CLOUD_URL=http://127.0.0.1:$SIMULATOR_GRAPH_PORT
  else
    # Nothing of a trial may reach Meta.
    WHATSAPP_CLOUD_URL=${SIMULATOR_URL:-http://127.0.0.1:9}/graph
  fi
  say "senders of the real drivers meet a pretended WhatsApp on this machine; the dashboard's page Phones shows its phones."
}

from_ready() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))[process.argv[2]]' "$ready" "$1"; }

free_port() { node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'; }

stop_standins() { kill "$standins" 2>/dev/null || true; }

# The verb gateway: all that is tested of it, also what takes a browser and minutes, and is left out elsewhere.
gateway() {
  build_gateway
  export PARLEY_WHOLE=yes
  run_tests --filter 'FullyQualifiedName~DriverContract|FullyQualifiedName~FallbackJourney|FullyQualifiedName~GatewayKillTests'
  check_gateway "$results"
  print_failures "$results"
  echo "$passed passed, $failed failed, $skipped skipped"
  return $((status | gateway_status))
}

# For tests: both must be there.
build_gateway() {
  need_node
  build_node "the gateway" "$GATEWAY" gateway || die "the gateway could not be built."
  build_node "the stand-ins" "$STANDINS" standins || die "the stand-ins could not be built."
}

# Format, lint and types of both; then their tests, whose numbers are added to passed, failed and skipped. Sets gateway_status.
check_gateway() {
  gateway_status=0
  need_node
  check_node "the gateway" "$GATEWAY" "$1/gateway.json" || gateway_status=1
  # What stands in is tested by what is tested against it; its own tests take a minute and are for ./parley gateway.
  if [ "${PARLEY_WHOLE:-}" = yes ]; then
    check_node "the stand-ins" "$STANDINS" "$1/standins.json" || gateway_status=1
  else
    (cd -- "$STANDINS" && npm run --silent check </dev/null) || gateway_status=1
  fi
}

check_node() {
  local name=$1 folder=$2 results=$3 counted ok=0 node_passed node_failed node_skipped
  fetch_packages "$name" "$folder" || return 1
  (cd -- "$folder" && npm run --silent check </dev/null) || ok=1
  # They start a PostgreSQL of their own: the address that the C# tests are given is not one that Node reads.
  (cd -- "$folder" && env -u PARLEY_TEST_DATABASE_URL npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$results" </dev/null) || ok=1
  counted=$(count_vitest "$results")
  read -r node_passed node_failed node_skipped <<<"$counted"
  passed=$((passed + node_passed)) failed=$((failed + node_failed)) skipped=$((skipped + node_skipped))
  return "$ok"
}
