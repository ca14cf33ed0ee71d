# shellcheck shell=bash disable=SC2154
# The part of bench/run.sh that measures the partnerships' money: data, and then bench/partnerships.py.
sizes=${GRANTHUB_BENCH_POSTINGS:-100000 1000000}
records=10000 waiting=1000 rows=100000 results=$root/bench/results
options=()
if [ "${1:-}" = --smoke ]; then
  shift
  sizes=6000 records=300 waiting=50 rows=2000 results=$dir/smoke
  options=(--seconds 1 --passes 1 --times 10)
fi
dotnet publish bench/GrantHub.Bench.Partnerships -c Release "${ahead[@]}" -o "$dir/partnerships" -v quiet -nodeReuse:false >&2
bench() { dotnet "$dir/partnerships/GrantHub.Bench.Partnerships.dll" "$@"; }
# On the database of which the rest is said as for the program itself.
on() {
  local kind=$1 database=$2
  shift 2
  if [ "$kind" = postgresql ]; then
    GrantHub__Database__Provider=PostgreSql ConnectionStrings__GrantHub=$(connection "$database") "$@"
  else
    "$@"
  fi
}

stamp=$(cat migrations/*/Migrations/*_*.cs bench/GrantHub.Bench.Generator/*.cs bench/GrantHub.Bench.Partnerships/{Filling,Shape}.cs \
  $(find src/GrantHub.Domain -name '*.cs' -not -path '*/obj/*' | sort) | sha256sum | cut -c1-16)-$seed-$records
for n in $sizes; do
  for kind in postgresql sqlite; do
    name=books_$n home=$dir/$kind-books_$n
    if [ "$(cat "$home/stamp" 2>/dev/null)" != "$stamp" ]; then
      say "Generating $records records and $n postings for $kind, seed $seed"
      rm -rf "$home" && mkdir -p "$home/pristine"
      [ $kind = sqlite ] || sql -c "drop database if exists granthub_${name}_pristine" -c "create database granthub_${name}_pristine"
      on $kind "granthub_${name}_pristine" dotnet "$dir/generator/GrantHub.Bench.Generator.dll" --records "$records" --waiting "$waiting" \
        --seed "$seed" --password "$password" --data "$home/pristine" --manifest "$home/manifest.json" >&2
      on $kind "granthub_${name}_pristine" bench fill --postings "$n" --seed "$seed" --data "$home/pristine" --file "$home/statements.json"
      if [ $kind = sqlite ]; then
        say "Writing the $n postings for ledger"
        bench journal --data "$home/pristine" --file "$dir/books_$n.ledger"
      fi
      echo "$stamp" >"$home/stamp"
    fi
    say "Copying $n postings of $kind"
    rm -rf "$home/data" && cp -r "$home/pristine" "$home/data"
    if [ $kind = postgresql ]; then
      sql -c "drop database if exists granthub_$name" -c "create database granthub_$name template granthub_${name}_pristine"
      sql -d "granthub_$name" -c 'vacuum analyze'
    fi
  done
done
mkdir -p "$dir/csv" "$results"
for year in 2012 2013 2014 2018 2019 2020; do bench csv --year "$year" --rows 50 --file "$dir/csv/$year.csv"; done
for year in 2015 2016 2017 2021 2022 2023; do bench csv --year "$year" --rows "$rows" --file "$dir/csv/$year.csv"; done

say 'Measuring the money of partnerships'
python3 "$root/bench/partnerships.py" --dir "$dir" --sizes "$sizes" --rows "$rows" --pg-port "$pg_port" --password "$password" \
  --pg-pid "$(head -n 1 "$dir/pg/postmaster.pid")" --results "$results" "${options[@]}" "$@"
