# What run.sh and roll.sh share; $dir holds everything, $root is the repository.
nodes=(18301 18302)
pg_port=${GRANTHUB_BENCH_PG_PORT:-55471}
port=${GRANTHUB_NODES_PORT:-18300}
say() { printf '%s %s\n' "$(date +%T)" "$*" >&2; }

# start_node PORT: returns when the node is ready.
start_node() {
  local home=$dir/nodes/$1
  mkdir -p "$home"
  GrantHub__Database__Provider=PostgreSql \
  ConnectionStrings__GrantHub="Host=127.0.0.1;Port=$pg_port;Username=granthub_program;Database=granthub_nodes" \
  GrantHub__Files__Store=Database GrantHub__Nodes__DrainSeconds=2 GrantHub__Web__Proxies=127.0.0.1 \
  GrantHub__Pdf__BrowserPath=/nonexistent GrantHub__Mail__Transport=Folder ASPNETCORE_ENVIRONMENT=Production \
    setsid dotnet "$dir/app/GrantHub.Web.dll" run --urls "http://127.0.0.1:$1" --data "$home/data" \
    >>"$home/log" 2>&1 </dev/null 9>&- &
  echo $! >"$home/pid"
  local tries=0
  until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$1/health/ready")" = 200 ]; do
    kill -0 "$(cat "$home/pid")" 2>/dev/null || { say "Node $1 did not start; see $home/log."; return 1; }
    [ $((tries += 1)) -lt 1200 ] || { say "Node $1 is not ready after two minutes."; return 1; }
    sleep 0.1
  done
}

# stop_node PORT: SIGTERM, and waits until what was under way is done.
stop_node() {
  local pid
  pid=$(cat "$dir/nodes/$1/pid" 2>/dev/null) || return 0
  kill -TERM "$pid" 2>/dev/null || return 0
  while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
}

# take_only [PORT]: nginx sends nothing more to that node; without one, to all of them. Returns when no worker of nginx's
# is left that does not know.
take_only() {
  local each file=$dir/nginx/nodes.conf
  for each in "${nodes[@]}"; do
    echo "server 127.0.0.1:$each max_fails=0$([ "$each" = "${1-}" ] && echo ' down');"
  done >"$file.new"
  mv "$file.new" "$file"
  [ -f "$dir/nginx/nginx.pid" ] || return 0
  local before
  before=$(pgrep -P "$(cat "$dir/nginx/nginx.pid")" | sort)
  nginx -c "$dir/nginx/nginx.conf" -s reload 2>/dev/null
  while [ -n "$(comm -12 <(echo "$before") <(pgrep -P "$(cat "$dir/nginx/nginx.pid")" | sort))" ]; do sleep 0.1; done
}
