# Building: sourced by ./parley.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=true

# .NET and npm keep caches below HOME; a service account often has none it may write to.
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then
  export HOME=$ROOT/artifacts/home
  mkdir -p -- "$HOME"
fi

find_dotnet() {
  local place
  command -v dotnet >/dev/null && return
  for place in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
    if [ -n "$place" ] && [ -x "$place/dotnet" ]; then
      PATH=$place:$PATH
      return
    fi
  done
  die "the .NET 10 SDK is missing: install it (https://dotnet.microsoft.com/download/dotnet/10.0), then run this again."
}

need_sdk() {
  local complaint
  find_dotnet
  complaint=$(cd -- "$ROOT" && dotnet --version 2>&1 >/dev/null) ||
    die "the .NET SDK here cannot build Parley, which needs SDK 10.0.100 or later (https://dotnet.microsoft.com/download/dotnet/10.0). It says: $complaint"
}

# One build at a time in a clone. -o keeps the lock out of the build's children: compiler servers live on for minutes.
# In CI nothing may live on, so the build servers are off there.
locked_build() {
  local reuse=() words
  [ -z "${CI:-}" ] || reuse=(-nodeReuse:false -p:UseSharedCompilation=false)
  mkdir -p -- "$ROOT/artifacts"
  # Its summary ("Build succeeded …") cannot be switched off, so a good build's words are kept back.
  words=$(flock -o "$ROOT/artifacts/build.lock" dotnet build "$@" -v q -nologo ${reuse[@]+"${reuse[@]}"} </dev/null 2>&1) || {
    printf '%s\n' "$words" >&2
    die "the build failed: the errors stand above."
  }
}

# Names, sizes and times of all that the server is built from: cheap to take (a few ms), and a deleted file counts.
server_stamp() {
  (cd -- "$ROOT" && find server Directory.Build.props Directory.Packages.props global.json .editorconfig BannedSymbols.txt \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

build_server() {
  local stamp stamp_file=$ROOT/artifacts/server.stamp
  find_dotnet
  stamp=$(server_stamp)
  if [ -f "$SERVER_DLL" ] && [ "$(cat -- "$stamp_file" 2>/dev/null)" = "$stamp" ]; then return; fi
  # A running server reads its files now and then: an upgrade begins with stopping it, and with both halves where two run.
  if [ -f "$SERVER_DLL" ] && server_runs; then
    say "the sources changed and Parley runs from them: this uses what was built before. Stop Parley to have them built."
    return
  fi
  need_sdk
  say "building the server"
  locked_build "$ROOT/server/Parley.Server.csproj" -c Release >&2
  printf '%s\n' "$stamp" >"$stamp_file"
}

format_sources() {
  need_sdk
  (cd -- "$ROOT" && dotnet format Parley.slnx "$@")
  need_web_packages
  (cd -- "$WEB" && npm run --silent format </dev/null)
  fetch_packages "the gateway" "$GATEWAY"
  (cd -- "$GATEWAY" && npm run --silent format </dev/null)
  fetch_packages "the stand-ins" "$STANDINS"
  (cd -- "$STANDINS" && npm run --silent format </dev/null)
}

# Files that are written from others and kept in the repository, so that a build needs neither Node nor the network.
generate_sources() {
  need_node
  (cd -- "$ROOT/scripts/numbers" && npm ci --no-audit --no-fund --no-update-notifier --loglevel=error </dev/null && npm run --silent generate)
  # The dashboard's client, from the document of a server that runs for the moment.
  need_web_packages
  PARLEY_GENERATE=yes run_tests --filter FullyQualifiedName~DashboardClientTests
  [ "$status" -eq 0 ] || die "the dashboard's client could not be written: the reason stands above."
}
