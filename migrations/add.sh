#!/usr/bin/env bash
# migrations/add.sh NAME: adds one migration of the model to every database's project, to all of them or to none.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ $# -ne 1 ] || ! [[ $1 =~ ^[A-Z][A-Za-z0-9]*$ ]]; then
  echo 'Use: migrations/add.sh NAME, where NAME says what changes, in letters and digits, like AddGrantReviews.' >&2
  exit 2
fi

projects=(migrations/GrantHub.Migrations.{Sqlite,PostgreSql,SqlServer})
before=$(mktemp -d)

undo() {
  local project
  for project in "${projects[@]}"; do
    rm -rf "$project/Migrations"
    [ ! -d "$before/$project" ] || cp -Rp "$before/$project" "$project/Migrations"
  done
  rm -rf "$before"
  echo "No migration was added." >&2
}

for project in "${projects[@]}"; do
  mkdir -p "$before/$(dirname "$project")"
  [ ! -d "$project/Migrations" ] || cp -Rp "$project/Migrations" "$before/$project"
done
trap undo EXIT

dotnet tool restore >/dev/null
for project in "${projects[@]}"; do
  echo "$project" >&2
  dotnet ef migrations add "$1" --project "$project" --startup-project "$project" \
    --context GrantHub.Infrastructure.Persistence.GrantHubDb --output-dir Migrations
done

trap - EXIT
rm -rf "$before"
