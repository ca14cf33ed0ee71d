#!/usr/bin/env bash
# bench/nodes/roll.sh: restarts the nodes that run.sh started, one after the other, while nginx serves. An office does the same
# by hand: docs/operations.md.
set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
dir=${GRANTHUB_BENCH_DIR:-$root/artifacts/bench}
. "$root/bench/nodes/nodes.sh"
for node in "${nodes[@]}"; do
  take_only "$node"
  stop_node "$node"
  start_node "$node"
  take_only
done
