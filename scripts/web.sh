# The dashboard: its packages, its build, its checks. Sourced by ./parley.
# shellcheck shell=bash

WEB=$ROOT/web

need_node() {
  local major
  command -v node >/dev/null && command -v npm >/dev/null ||
    die "Node 20 or later is missing, which builds the dashboard and runs the gateway: install it (https://nodejs.org), then run this again."
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || die "the dashboard and the gateway need Node 20 or later, and this is Node $major: install a newer one (https://nodejs.org)."
}

# The packages as the lock file names them, fetched again only when it changed.
need_web_packages() {
  local wanted have=$WEB/node_modules/.parley-lock
  need_node
  wanted=$(sha256sum <"$WEB/package-lock.json")
  if [ "$(cat -- "$have" 2>/dev/null)" = "$wanted" ]; then return; fi
  say "fetching the dashboard's packages"
  mkdir -p -- "$ROOT/artifacts"
  (cd -- "$WEB" && flock -o "$ROOT/artifacts/web.lock" npm ci --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null >&2) ||
    die "npm could not fetch the dashboard's packages: its own words stand above."
  printf '%s\n' "$wanted" >"$have"
}

# Names, sizes and times of all that the dashboard is built from, like the server's stamp.
web_stamp() {
  (cd -- "$WEB" && find . \( -name node_modules -o -name dist \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

build_web() {
  local stamp stamp_file=$ROOT/artifacts/web.stamp words
  stamp=$(web_stamp)
  if [ -f "$WEB/dist/index.html" ] && [ "$(cat -- "$stamp_file" 2>/dev/null)" = "$stamp" ]; then return; fi
  need_web_packages
  say "building the dashboard"
  words=$(cd -- "$WEB" && flock -o "$ROOT/artifacts/web.lock" npm run --silent build </dev/null 2>&1) || {
    printf '%s\n' "$words" >&2
    die "the dashboard's build failed: the errors stand above."
  }
  printf '%s\n' "$stamp" >"$stamp_file"
}

# Format, lint and types; then the tests, whose numbers are added to passed, failed and skipped. Sets web_status.
check_web() {
  local results=$1/web.json counted
  web_status=0
  need_web_packages
  (cd -- "$WEB" && npm run --silent check </dev/null) || web_status=1
  (cd -- "$WEB" && npm run --silent test -- --reporter=default --reporter=json --outputFile.json="$results" </dev/null) || web_status=1
  counted=$(count_vitest "$results")
  read -r web_passed web_failed web_skipped <<<"$counted"
  passed=$((passed + web_passed)) failed=$((failed + web_failed)) skipped=$((skipped + web_skipped))
}

# FILE: passed, failed and skipped of a run; a run that wrote nothing failed.
count_vitest() {
  node -e '
    const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(r.numPassedTests, r.numFailedTests + (r.numFailedTestSuites && !r.numFailedTests ? 1 : 0), r.numPendingTests);' "$1" 2>/dev/null || echo 0 1 0
}

# Chromium shows the dashboard to the browser tests.
find_chromium() {
  [ -z "${PARLEY_CHROMIUM:-}" ] || return 0
  command -v chromium >/dev/null || debian_install "Chromium" '' chromium || true
  if command -v chromium >/dev/null; then
    PARLEY_CHROMIUM=$(command -v chromium)
    export PARLEY_CHROMIUM
  else
    say "Chromium is missing and could not be fetched, so the tests of the dashboard are skipped: install it (Debian: apt-get install chromium), or name another in PARLEY_CHROMIUM."
  fi
}
