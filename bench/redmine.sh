#!/usr/bin/env bash
# bench/redmine.sh DIR PORT PG_PORT setup|start: Debian's Redmine as an instance of its own ("bench"), on the bench's PostgreSQL, with
# 10,000 issues of four comments each. Needs root and the packages redmine, redmine-pgsql and puma.
set -euo pipefail
dir=$1 port=$2 pg_port=$3 action=$4
export REDMINE_INSTANCE=bench RAILS_ENV=production REDMINE_LANG=en SCHEMA=/dev/null RAILS_SERVE_STATIC_FILES=1 HOME=$dir/redmine
run() { setpriv --reuid=www-data --regid=www-data --clear-groups "$@"; }
cd /usr/share/redmine

case $action in
setup)
  install -d -o www-data -g www-data "$dir/redmine" /var/cache/redmine/bench /var/log/redmine/bench \
    /var/lib/redmine/bench /var/lib/redmine/bench/files /var/lib/redmine/bench/public /etc/redmine/bench
  ln -sfn /etc/redmine/bench /var/lib/redmine/bench/config
  ln -sfn /var/log/redmine/bench /var/lib/redmine/bench/log
  ln -sfn /var/cache/redmine/bench /var/lib/redmine/bench/tmp
  cat >/etc/redmine/bench/database.yml <<Y
production:
  adapter: postgresql
  database: redmine
  host: 127.0.0.1
  port: $pg_port
  username: postgres
  encoding: utf8
  pool: 16
Y
  head -c 64 /dev/urandom | od -An -tx1 | tr -d ' \n' >/etc/redmine/bench/secret_key.txt
  chmod 644 /etc/redmine/bench/*
  createdb -h 127.0.0.1 -p "$pg_port" -U postgres redmine
  cat >"$dir/redmine/seed.rb" <<'R'
Setting.rest_api_enabled = '1'; Setting.default_language = 'en'
admin = User.find_by_login('admin')
admin.password = admin.password_confirmation = 'bench1234'; admin.must_change_passwd = false; admin.mail = 'admin@example.org'; admin.save!
admin.create_api_token(action: 'api') unless admin.api_token
User.current = admin
project = Project.create!(name: 'Grants', identifier: 'grants', is_public: true)
project.trackers = Tracker.all; project.enabled_module_names = ['issue_tracking']; project.save!
tracker, priority, statuses, now = Tracker.first, IssuePriority.first, IssueStatus.where(is_closed: false).to_a, Time.now
rows = (1..10_000).map do |i|
  { project_id: project.id, tracker_id: tracker.id, author_id: admin.id, priority_id: priority.id, status_id: statuses[i % statuses.size].id,
    subject: "Grant to provider #{i % 300} for community safety, #{i}", description: "The Commissioner is asked to approve a grant of #{1000 + i * 7} pounds.\n\n" + 'Supporting text for the decision. ' * 60,
    created_on: now - i * 60, updated_on: now - i * 60, lft: 1, rgt: 2, root_id: 0, lock_version: 0, done_ratio: 0, is_private: false, start_date: Date.today }
end
rows.each_slice(1000) { |slice| Issue.insert_all(slice) }
Issue.connection.execute('update issues set root_id = id')
Issue.pluck(:id).flat_map { |id| (0..3).map { |k| { journalized_id: id, journalized_type: 'Issue', user_id: admin.id, notes: "Comment #{k} on the decision", created_on: now, private_notes: false } } }.each_slice(5000) { |slice| Journal.insert_all(slice) }
Issue.connection.execute('vacuum analyze')
R
  run bundle exec rake db:migrate >"$dir/redmine/setup.log" 2>&1
  run bundle exec rake redmine:load_default_data >>"$dir/redmine/setup.log" 2>&1
  run bundle exec rails runner "$dir/redmine/seed.rb" >>"$dir/redmine/setup.log" 2>&1
  ;;
start)
  exec setpriv --reuid=www-data --regid=www-data --clear-groups \
    puma -e production -b "tcp://127.0.0.1:$port" -w 2 -t 5:5 --preload
  ;;
esac
