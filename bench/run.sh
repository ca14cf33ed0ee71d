#!/usr/bin/env bash
# bench/run.sh: decision records and their lists. bench/run.sh partnerships [--smoke]: the partnerships' money.
# bench/run.sh reminders: planning a day and sending e-mail. bench/run.sh publication: the public register.
# Measures GrantHub beside the SDK's own MVC template and, where it is installed, Redmine; bench/README.md says how and what.
set -euo pipefail
root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dir=${GRANTHUB_BENCH_DIR:-$root/artifacts/bench}
sizes=${GRANTHUB_BENCH_RECORDS:-10000 100000}
seed=${GRANTHUB_BENCH_SEED:-20170519}
pg_port=${GRANTHUB_BENCH_PG_PORT:-55471}
password=bench-correct-horse
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }
need() { command -v "$1" >/dev/null || { say "bench/run.sh needs $1 (on Debian: apt-get install $2)."; exit 1; }; }
need wrk wrk
need python3 python3
need psql postgresql-client
part=records
if [ "${1:-}" = partnerships ]; then
  part=partnerships
  shift
  need ledger ledger
elif [ "${1:-}" = reminders ]; then
  part=reminders
  need npm npm
elif [ "${1:-}" = publication ]; then
  part=publication
  shift
fi
mkdir -p "$dir"
chmod 755 "$dir"

# --- Programs ---
cd "$root"
say 'Publishing GrantHub, the generator and the floor'
# As docs/operations.md says an office publishes it; the floor is published in the same way.
ahead=(-r linux-x64 --self-contained false -p:PublishReadyToRun=true)
dotnet publish src/GrantHub.Web -c Release "${ahead[@]}" -o "$dir/app" -v quiet -nodeReuse:false >&2
dotnet publish bench/GrantHub.Bench.Generator -c Release -o "$dir/generator" -v quiet -nodeReuse:false >&2
if [ ! -f "$dir/floor/ahead/floor.dll" ]; then
  rm -rf "$dir/floor"
  dotnet new mvc --no-https -n floor -o "$dir/floor" >&2
  dotnet publish "$dir/floor" -c Release "${ahead[@]}" -o "$dir/floor/ahead" -v quiet -nodeReuse:false >&2
fi

# --- A PostgreSQL of our own ---
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { say 'bench/run.sh needs the PostgreSQL server (on Debian: apt-get install postgresql).'; exit 1; }
as_postgres() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi; }
as_postgres test -x "$dir" ||
  { say "The user postgres cannot enter $dir. Set GRANTHUB_BENCH_DIR to a folder that every user can reach."; exit 1; }
if [ ! -f "$dir/pg/PG_VERSION" ]; then
  if [ "$(id -u)" = 0 ]; then install -d -o postgres -g postgres "$dir/pg"; else mkdir -p "$dir/pg"; fi
  as_postgres "$bin/initdb" -D "$dir/pg" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >/dev/null
  cat >>"$dir/pg/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 512MB
max_wal_size = 4GB
CONF
fi
as_postgres "$bin/pg_ctl" -D "$dir/pg" status >/dev/null 2>&1 ||
  as_postgres "$bin/pg_ctl" -D "$dir/pg" -o "-p $pg_port" -l "$dir/pg/server.log" -w start >/dev/null
trap 'as_postgres "$bin/pg_ctl" -D "$dir/pg" -m fast -w stop >/dev/null' EXIT
sql() { psql -q -h 127.0.0.1 -p "$pg_port" -U postgres -v ON_ERROR_STOP=1 -At "$@"; }
connection() { echo "Host=127.0.0.1;Port=$pg_port;Username=postgres;Database=$1"; }

if [ $part = partnerships ] || [ $part = reminders ]; then
  . "$root/bench/$part.sh"
  exit
fi

# --- Data: made once for each state of the sources, copied for each run ---
stamp=$(cat migrations/*/Migrations/*_*.cs bench/GrantHub.Bench.Generator/*.cs $(find src/GrantHub.Domain -name '*.cs' -not -path '*/obj/*' | sort) | sha256sum | cut -c1-16)-$seed
for n in $sizes; do
  for kind in postgresql sqlite; do
    home=$dir/$kind-$n
    if [ "$(cat "$home/stamp" 2>/dev/null)" != "$stamp" ]; then
      say "Generating $n records for $kind, seed $seed"
      rm -rf "$home" && mkdir -p "$home/pristine"
      options=(--records "$n" --seed "$seed" --password "$password" --data "$home/pristine" --manifest "$home/manifest.json")
      if [ $kind = postgresql ]; then
        sql -c "drop database if exists granthub_${n}_pristine" -c "create database granthub_${n}_pristine"
        GrantHub__Database__Provider=PostgreSql ConnectionStrings__GrantHub=$(connection "granthub_${n}_pristine") \
          dotnet "$dir/generator/GrantHub.Bench.Generator.dll" "${options[@]}" >&2
      else
        dotnet "$dir/generator/GrantHub.Bench.Generator.dll" "${options[@]}" >&2
      fi
      echo "$stamp" >"$home/stamp"
    fi
    say "Copying $n records of $kind"
    rm -rf "$home/data" && cp -r "$home/pristine" "$home/data"
    if [ $kind = postgresql ]; then
      sql -c "drop database if exists granthub_$n" -c "create database granthub_$n template granthub_${n}_pristine"
      sql -d "granthub_$n" -c 'vacuum analyze'
    fi
  done
done

if [ $part = publication ]; then
  say 'Measuring the register'
  python3 "$root/bench/publication.py" --dir "$dir" --sizes "$sizes" --pg-port "$pg_port" --password "$password" \
    --pg-pid "$(head -n 1 "$dir/pg/postmaster.pid")" --results "$root/bench/results" "$@"
  exit
fi

redmine=
if [ "${GRANTHUB_BENCH_REDMINE:-yes}" = yes ] && [ -d /usr/share/redmine ] && command -v puma >/dev/null && [ "$(id -u)" = 0 ]; then
  if [ ! -f "$dir/redmine/ready" ]; then
    say 'Setting up Redmine with 10,000 issues'
    sql -c 'drop database if exists redmine'
    "$root/bench/redmine.sh" "$dir" 0 "$pg_port" setup
    touch "$dir/redmine/ready"
  fi
  redmine=--redmine
else
  say 'Redmine is not installed (or this is not root): measuring without it'
fi

say 'Measuring'
python3 "$root/bench/measure.py" --dir "$dir" --sizes "$sizes" --pg-port "$pg_port" --password "$password" \
  --pg-pid "$(head -n 1 "$dir/pg/postmaster.pid")" --results "$root/bench/results" $redmine "$@"
