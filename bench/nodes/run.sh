#!/usr/bin/env bash
# bench/nodes/run.sh [--records 50] [--rolls 3] [--seconds 60]: two nodes of GrantHub on one PostgreSQL behind nginx, all on
# loopback, no sticky sessions. Restarts them one after the other under load, then races for approvals over both, and
# counts afterwards in the database. The full run is --records 500. bench/README.md says what is counted.
set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
dir=${GRANTHUB_BENCH_DIR:-$root/artifacts/bench}
seed=${GRANTHUB_BENCH_SEED:-20170519}
password=bench-correct-horse
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 GRANTHUB_BENCH_DIR=$dir
. "$root/bench/nodes/nodes.sh"

mkdir -p "$dir/nginx" "$dir/nodes"
if ! command -v nginx >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say 'Installing nginx'
  # The package starts a server of its own, on port 80, which nobody asked for.
  printf '#!/bin/sh\nexit 101\n' >"$dir/policy" && chmod 755 "$dir/policy"
  POLICYRCD="$dir/policy" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends nginx-light >&2 </dev/null || true
  rm -f "$dir/policy"
fi
for need in nginx:nginx-light psql:postgresql-client python3:python3 curl:curl pgrep:procps; do
  command -v "${need%:*}" >/dev/null || { say "bench/nodes/run.sh needs ${need%:*} (on Debian: apt-get install ${need#*:})."; exit 1; }
done
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { say 'bench/nodes/run.sh needs the PostgreSQL server (on Debian: apt-get install postgresql).'; exit 1; }
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
chmod 755 "$dir"
as_postgres test -x "$dir" ||
  { say "The user postgres cannot enter $dir. Set GRANTHUB_BENCH_DIR to a folder that every user can reach."; exit 1; }

cd "$root"
say 'Publishing GrantHub and the generator'
dotnet publish src/GrantHub.Web -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true -o "$dir/app" -v quiet -nodeReuse:false >&2
dotnet publish bench/GrantHub.Bench.Generator -c Release -o "$dir/generator" -v quiet -nodeReuse:false >&2

if [ ! -f "$dir/pg/PG_VERSION" ]; then
  if [ "$(id -u)" = 0 ]; then install -d -o postgres -g postgres "$dir/pg"; else mkdir -p "$dir/pg"; fi
  as_postgres "$bin/initdb" -D "$dir/pg" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  printf "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\nshared_buffers = 256MB\n" >>"$dir/pg/postgresql.conf"
fi
finish() {
  for node in "${nodes[@]}"; do stop_node "$node"; done
  [ ! -f "$dir/nginx/nginx.pid" ] || nginx -c "$dir/nginx/nginx.conf" -s quit 2>/dev/null || true
  as_postgres "$bin/pg_ctl" -D "$dir/pg" -m fast -w stop >/dev/null || true
}
trap finish EXIT
as_postgres "$bin/pg_ctl" -D "$dir/pg" status >/dev/null 2>&1 ||
  as_postgres "$bin/pg_ctl" -D "$dir/pg" -o "-p $pg_port" -l "$dir/pg/server.log" -w start >/dev/null
sql() { psql -q -h 127.0.0.1 -p "$pg_port" -U postgres -v ON_ERROR_STOP=1 -At "$@"; }

say "Generating 3,000 records, seed $seed"
sql -c 'drop database if exists granthub_nodes with (force)' -c 'create database granthub_nodes'
export GrantHub__Database__Provider=PostgreSql
owner="Host=127.0.0.1;Port=$pg_port;Username=postgres;Database=granthub_nodes"
rm -rf "$dir/nodes"
mkdir -p "$dir/nodes"
ConnectionStrings__GrantHub=$owner dotnet "$dir/generator/GrantHub.Bench.Generator.dll" --records 3000 --seed "$seed" \
  --password "$password" --data "$dir/nodes/owner" --manifest "$dir/nodes/manifest.json" >&2
ConnectionStrings__GrantHub=$owner dotnet "$dir/app/GrantHub.Web.dll" migrate --data "$dir/nodes/owner"
sql -d granthub_nodes -f "$root/migrations/roles/postgresql.sql" >/dev/null

say "Starting two nodes and nginx on 127.0.0.1:$port"
rm -f "$dir/nginx/nginx.pid" "$dir/nginx/access.log"
sed "s|DIR|$dir|g; s|PORT|$port|g" "$root/bench/nodes/nginx.conf" >"$dir/nginx/nginx.conf"
take_only
for node in "${nodes[@]}"; do start_node "$node"; done
nginx -c "$dir/nginx/nginx.conf" 2>/dev/null

python3 "$root/bench/nodes/load.py" --port "$port" --pg-port "$pg_port" --seed "$seed" --password "$password" \
  --manifest "$dir/nodes/manifest.json" --roll "$root/bench/nodes/roll.sh" "$@"
say "Requests that each node answered:"
awk '{ n = split($1, tried, ","); by[tried[n]]++ } END { for (node in by) { print by[node], node; nodes++ } exit nodes < 2 }' "$dir/nginx/access.log" | sort -k 2
