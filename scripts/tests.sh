# Tests and CI: sourced by ./parley.
# shellcheck shell=bash

# Runs the C# tests with a throw-away PostgreSQL and sets passed, failed and skipped from the runner's result files in the folder results, and
# status to the runner's, or to 1 when no test ran: a mistyped filter must not look green.
run_tests() {
  local argument build=yes arguments=()
  status=0
  need_sdk
  for argument; do
    if [ "$argument" = --no-build ]; then build=no; else arguments+=("$argument"); fi
  done
  [ "$build" = no ] || locked_build "$ROOT/tests/Parley.Tests.csproj"
  throw_away_cluster volatile /tmp/parley-tests
  # shellcheck disable=SC2154 # home is set by throw_away_cluster
  results=$home/results
  mkdir -- "$results"
  PARLEY_TEST_DATABASE_URL=$(cluster_url)
  export PARLEY_TEST_DATABASE_URL
  (cd -- "$ROOT" && dotnet test tests/Parley.Tests.csproj --nologo --no-build --results-directory "$results" \
    --logger 'trx;LogFilePrefix=parley' --logger 'console;verbosity=minimal' \
    ${arguments[@]+"${arguments[@]}"} </dev/null) || status=$?
  count_results "$results"
  if [ $((passed + failed)) -eq 0 ]; then
    say "no test ran: the filter matches none, or the test process ended before its first one."
    status=1
  fi
}

# What the tests of the dashboard look at, and what those of the gateway's drivers connect to.
build_for_tests() {
  build_web
  build_gateway
}

# The verb test: with arguments only what they choose of the C# tests, without any all tests of both languages.
test_all() {
  build_for_tests
  find_chromium
  run_tests "$@"
  [ $# -gt 0 ] || { check_web "$results"; check_gateway "$results"; print_failures "$results"; status=$((status | web_status | gateway_status)); }
}

# The crash tests at length: servers and a PostgreSQL of their own are killed, frozen and stopped under load. The report is for people; the exit
# status is not 0 when a test failed, or when anything was lost or doubled.
soak() {
  local kills=50 database_kills=5 freeze=60
  while [ $# -gt 0 ]; do
    if ! [[ ${2:-} =~ ^[0-9]+$ ]]; then die "soak takes --kills N, --database-kills N and --freeze SECONDS, not '$*'."; fi
    case $1 in
      --kills) kills=$2 ;;
      --database-kills) database_kills=$2 ;;
      --freeze) freeze=$2 ;;
      *) die "soak knows no $1: it takes --kills N, --database-kills N and --freeze SECONDS." ;;
    esac
    shift 2
  done
  report=$(mktemp)
  at_exit forget_report
  export PARLEY_SOAK=yes PARLEY_SOAK_KILLS=$kills PARLEY_SOAK_DATABASE_KILLS=$database_kills PARLEY_SOAK_FREEZE=$freeze PARLEY_CRASH_REPORT=$report
  run_tests --filter FullyQualifiedName~Parley.Tests.Crash
  print_report || status=1
  return "$status"
}

forget_report() { rm -f -- "$report"; }

# One line per scenario; fails when something was lost or came twice, or when there is nothing to tell.
print_report() {
  awk -F '\t' '
    BEGIN { printf "%-44s %6s %9s %9s %6s %5s %8s %7s %8s %9s\n", "scenario", "kills", "messages", "once", "twice", "lost", "unknown", "failed", "rescued", "recovery" }
    { printf "%-44s %6s %9s %9s %6s %5s %8s %7s %8s %9s\n", $1, $2, $3, $4, $5, $6, $7, $8, $9, $12; bad += $5 + $6; lines++ }
    END { print (bad ? bad " messages were lost or came twice." : "Nothing was lost, and nothing came twice."); exit (bad > 0 || lines == 0) }' "$report"
}

# The Counters element of a trx file leaves skipped tests out, so the outcomes themselves are counted.
count_results() {
  local outcomes
  outcomes=$(find "$1" -name '*.trx' -exec grep -oh '<UnitTestResult [^>]*' {} + | grep -o ' outcome="[A-Za-z]*"' || true)
  passed=$(grep -c '"Passed"' <<<"$outcomes" || true)
  skipped=$(grep -c '"NotExecuted"' <<<"$outcomes" || true)
  failed=$(grep -c 'outcome=' <<<"$outcomes" || true)
  failed=$((failed - passed - skipped))
}

# Once more at the end what a long log says in its middle.
print_failures() {
  [ "$failed" -eq 0 ] || node "$ROOT/scripts/failures.mjs" "$1" || say "the result files could not be read: what failed stands further above."
}

# Exactly what CI runs. The last line is the count; the exit status says whether everything held.
run_ci() {
  local format=0 node_builds
  need_sdk
  find_chromium
  # Much of it waits for packages, which the other build need not.
  build_for_tests &
  node_builds=$!
  locked_build "$ROOT/Parley.slnx" -warnaserror
  wait "$node_builds" || die "the dashboard or the gateway could not be built: the reason stands above."
  (cd -- "$ROOT" && dotnet format Parley.slnx whitespace --verify-no-changes --no-restore) ||
    { say "formatting differs: run ./parley fmt and commit the result."; format=1; }
  run_tests --no-build
  check_web "$results"
  check_gateway "$results"
  print_failures "$results"
  if [ "$skipped" -gt 0 ]; then
    echo "$passed passed, $failed failed, $skipped skipped"
  else
    echo "$passed passed, $failed failed"
  fi
  return $((status | format | web_status | gateway_status))
}
