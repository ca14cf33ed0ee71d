#!/usr/bin/env bash
# bench/attack/run.sh [--flawed-only | --product-only] [--seconds N …]: wapiti and sqlmap, from Debian, against a demonstration
# of GrantHub on loopback, anonymous, as a lead officer and as the administrator; and against tests/GrantHub.FlawedSite, where they have
# to find what was planted. Exit 1 when something is found in the product or something planted is missed, 2 when the time was too short to try everything. What follows the
# first word goes to attack.py: --seconds for each tool and visitor, --visitor "lead officer", --attack-seconds, --each-seconds, --depth, --pages.
set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
dir=${GRANTHUB_BENCH_DIR:-$root/artifacts/bench}/attack
port=${GRANTHUB_ATTACK_PORT:-18390}
export GRANTHUB_DEMO_PASSWORD=nine-brown-kettles-attack DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
what=both
case ${1-} in --flawed-only) what=flawed; shift ;; --product-only) what=product; shift ;; esac

missing=()
for tool in wapiti sqlmap; do command -v $tool >/dev/null || missing+=($tool); done
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "Installing ${missing[*]}"
  DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' apt "${missing[@]}" >&2 </dev/null || true
fi
for tool in wapiti sqlmap python3 curl; do
  command -v $tool >/dev/null || { say "bench/attack/run.sh needs $tool, and may not install it here (on Debian: apt-get install $tool)."; exit 1; }
done

pids=()
finish() { for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done; wait; }
trap finish EXIT
ready() {
  local tries=0
  until [ "$(curl -s -o /dev/null -w '%{http_code}' "$1")" = 200 ]; do
    [ $((tries += 1)) -lt 1800 ] || { say "$1 is not ready after three minutes."; exit 1; }
    sleep 0.1
  done
}

cd "$root"
rm -rf "$dir"
mkdir -p "$dir"
status=0
if [ $what != flawed ]; then
  say 'Publishing GrantHub'
  dotnet publish src/GrantHub.Web -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o "$dir/app" -v quiet -nodeReuse:false >&2
  # Without limits, or the tools would be told to wait; without a browser, or they would have it print for hours.
  GrantHub__Limits__SignInsPerMachine=0 GrantHub__Limits__SignInsPerAccount=0 GrantHub__Limits__PublicPerMachine=0 \
  GrantHub__Limits__UploadsPerPerson=0 GrantHub__Pdf__BrowserPath=/nonexistent GrantHub__Mail__Transport=Folder \
  ASPNETCORE_ENVIRONMENT=Production \
    dotnet "$dir/app/GrantHub.Web.dll" run --demo --port "$port" --data "$dir/data" >"$dir/granthub.log" 2>&1 </dev/null &
  pids+=($!)
  ready "http://127.0.0.1:$port/health/ready"
  say 'Attacking GrantHub'
  python3 bench/attack/attack.py --url "http://127.0.0.1:$port" --out "$dir" --password "$GRANTHUB_DEMO_PASSWORD" "$@" || status=$?
  faults=$(grep -cE '^(fail|crit):' "$dir/granthub.log" || true)
  echo "faults in GrantHub's log: $faults"
  [ "$faults" = 0 ] || status=1
fi
if [ $what != product ]; then
  say 'Building the flawed site'
  dotnet build tests/GrantHub.FlawedSite -c Release -o "$dir/flawed" -v quiet -nodeReuse:false >&2
  dotnet "$dir/flawed/GrantHub.FlawedSite.dll" "http://127.0.0.1:$((port + 1))" "$dir/flawed-data" >"$dir/flawed.log" 2>&1 </dev/null &
  pids+=($!)
  ready "http://127.0.0.1:$((port + 1))/"
  say 'Attacking the flawed site'
  python3 bench/attack/attack.py --flawed --url "http://127.0.0.1:$((port + 1))" --out "$dir" "$@" || status=1
fi
exit $status
