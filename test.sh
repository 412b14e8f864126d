#!/usr/bin/env bash
# Installs what the tests need, builds everything with warnings as errors, checks the formatting and runs every test.
# Last line: "N passed, N failed, N skipped" with the totals of all of it; exit code 1 when anything failed.
#
#   ./test.sh          everything
#   ./test.sh quick    without the slow tests (killed processes, races of processes) and the browser
set -uo pipefail
cd "$(dirname "$0")"
mode=${1:-all}
results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

fail_early() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

install_debian_packages() {
  local missing=()
  [ -x /usr/bin/redis-server ] || missing+=(redis-server)
  [ -x /usr/bin/chromium ] || missing+=(chromium fonts-dejavu-core fonts-noto-color-emoji)
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  echo "Installing ${missing[*]} …"
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >"$results/apt.log" 2>&1
}

# Runs one test program; what it counted ends up in a file, and a program that dies before it counted is one failure.
run_tests() {
  local name=$1
  shift
  echo "== $name"
  dotnet "tests/$name/bin/Release/net10.0/$name.dll" -ctrf "$results/$name.json" -noColor "$@"
  local code=$?
  [ -s "$results/$name.json" ] || echo '{"results":{"summary":{"passed":0,"failed":1,"skipped":0,"pending":0,"other":0}}}' >"$results/$name.json"
  return $code
}

for tool in dotnet node npm; do command -v "$tool" >/dev/null || fail_early "$tool is not installed; see README.md"; done
failed=0
install_debian_packages || {
  echo "The Debian packages could not be installed; the tests that need them are skipped, and the run counts as failed." >&2
  echo '{"results":{"summary":{"passed":0,"failed":1,"skipped":0,"pending":0,"other":0}}}' >"$results/packages.json"
  failed=1
}
dotnet restore --locked-mode || fail_early "The restore failed."
dotnet build --no-restore -c Release || fail_early "The build failed."

if dotnet format --verify-no-changes --no-restore; then formatting='"passed":1,"failed":0'; else formatting='"passed":0,"failed":1'; failed=1; fi
echo "{\"results\":{\"summary\":{$formatting,\"skipped\":0,\"pending\":0,\"other\":0}}}" >"$results/formatting.json"
if [ "$mode" = quick ]; then
  run_tests ChatTriage.Tests -trait- Kind=Slow || failed=1
else
  run_tests ChatTriage.Tests || failed=1
  run_tests ChatTriage.BrowserTests || failed=1
fi

node -e '
  const fs = require("fs"), sum = { passed: 0, failed: 0, skipped: 0 };
  for (const file of process.argv.slice(1)) {
    const { passed, failed, skipped = 0, pending = 0, other = 0 } = JSON.parse(fs.readFileSync(file)).results.summary;
    sum.passed += passed; sum.failed += failed + other; sum.skipped += skipped + pending;
  }
  console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0;
' "$results"/*.json || failed=1
exit $failed
