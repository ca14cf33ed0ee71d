#!/usr/bin/env bash
# bench/faults.sh [--filter TEXT]: the full counts of what ./granthub test runs at a tenth: kills of the program and of
# PostgreSQL, saves from stale pages, double submissions, changes to the audit trail, fuzzed forms, uploads.
# GRANTHUB_SEED repeats a run. What was counted stands in DIR/faults.log, DIR being GRANTHUB_BENCH_DIR or artifacts/bench.
set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${GRANTHUB_BENCH_DIR:-$root/artifacts/bench}
only=${2:-}
[ $# -eq 0 ] || { [ "$1" = --filter ] && [ -n "$only" ]; } || { echo 'usage: bench/faults.sh [--filter TEXT]' >&2; exit 2; }
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_TieredPGO=0
export GRANTHUB_SERVER_KILLS=${GRANTHUB_SERVER_KILLS:-500} GRANTHUB_DATABASE_KILLS=${GRANTHUB_DATABASE_KILLS:-10} \
  GRANTHUB_STALE=${GRANTHUB_STALE:-1000} GRANTHUB_DOUBLE=${GRANTHUB_DOUBLE:-1000} \
  GRANTHUB_MUTATIONS=${GRANTHUB_MUTATIONS:-1000} GRANTHUB_FUZZ=${GRANTHUB_FUZZ:-100000}

cd "$root"
mkdir -p "$dir"
# What is killed has to be ready again five hundred times: compiled ahead, it is so sooner.
dotnet publish src/GrantHub.Web -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o "$dir/app" -v quiet -nodeReuse:false >&2
dotnet build tests/GrantHub.IntegrationTests -c Release -v quiet -nodeReuse:false >&2
export GRANTHUB_PROGRAM=$dir/app/GrantHub.Web.dll
tests='FullyQualifiedName~.Faults.|FullyQualifiedName~AuditMutation|FullyQualifiedName~FuzzTests'
dotnet test tests/GrantHub.IntegrationTests/bin/Release/net10.0/GrantHub.IntegrationTests.dll \
  --filter "${only:-$tests}" --logger 'console;verbosity=detailed' | tee "$dir/faults.log"
# Without PostgreSQL half of it would be left out in silence.
! grep -E '^ +Skipped ' "$dir/faults.log" || { echo 'bench/faults.sh: tests were skipped.' >&2; exit 1; }
