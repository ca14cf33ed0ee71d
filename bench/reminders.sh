# shellcheck shell=bash disable=SC2154
# The part of bench/run.sh that measures reminders: planning a day and draining the outbox.
records=10000 subjects=${GRANTHUB_BENCH_SUBJECTS:-100000} mails=${GRANTHUB_BENCH_MAILS:-10000}
dotnet publish bench/GrantHub.Bench.Reminders -c Release "${ahead[@]}" -o "$dir/reminders" -v quiet -nodeReuse:false >&2
npm ci --prefix tests/GrantHub.IntegrationTests/Reminders/SmtpServer >&2
for kind in postgresql sqlite; do
  home=$dir/$kind-reminders
  say "Generating $records records for $kind, seed $seed"
  rm -rf "$home" && mkdir -p "$home"
  if [ $kind = postgresql ]; then
    sql -c 'drop database if exists granthub_reminders' -c 'create database granthub_reminders'
    export GrantHub__Database__Provider=PostgreSql ConnectionStrings__GrantHub
    ConnectionStrings__GrantHub=$(connection granthub_reminders)
  else
    unset GrantHub__Database__Provider ConnectionStrings__GrantHub
  fi
  dotnet "$dir/generator/GrantHub.Bench.Generator.dll" --records "$records" --seed "$seed" --password "$password" \
    --data "$home" --manifest "$home/manifest.json" >&2
  say "Measuring reminders on $kind"
  echo "$kind"
  dotnet "$dir/reminders/GrantHub.Bench.Reminders.dll" plan --data "$home" --subjects "$subjects"
  dotnet "$dir/reminders/GrantHub.Bench.Reminders.dll" drain --data "$home" --count "$mails" \
    --server tests/GrantHub.IntegrationTests/Reminders/SmtpServer/server.mjs
done
