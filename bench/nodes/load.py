#!/usr/bin/env python3
"""Reads and writes through nginx while the nodes are restarted, then races for approvals; called by bench/nodes/run.sh."""
import argparse, collections, html, http.client, json, random, re, subprocess, threading, time, urllib.parse

options = argparse.ArgumentParser()
options.add_argument('--port', type=int)
options.add_argument('--pg-port')
options.add_argument('--seed', type=int)
options.add_argument('--password')
options.add_argument('--manifest')
options.add_argument('--roll')
options.add_argument('--records', type=int, default=50)
options.add_argument('--clients', type=int, default=8)
options.add_argument('--rolls', type=int, default=3)
options.add_argument('--readers', type=int, default=4)
options.add_argument('--writers', type=int, default=3)
args = options.parse_args()
TOKEN = '__RequestVerificationToken'


class Browser:
    """Without JavaScript, and with a connection for each request: one that is kept may be closed as it is used again."""

    def __init__(self):
        self.cookies = {}

    def send(self, method, path, fields=None):
        connection = http.client.HTTPConnection('127.0.0.1', args.port, timeout=60)
        headers = {'Cookie': '; '.join(f'{name}={value}' for name, value in self.cookies.items())} if self.cookies else {}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
        finally:
            connection.close()
        for value in answer.headers.get_all('Set-Cookie') or []:
            name, _, rest = value.partition('=')
            self.cookies[name] = rest.split(';')[0]
        return answer.status, answer.headers, text

    def token(self, path):
        status, _, text = self.send('GET', path)
        match = re.search(rf'name="{TOKEN}"[^>]*value="([^"]+)"'.encode(), text)
        if status != 200 or not match:
            raise SystemExit(f'{path} answered {status} without a form')
        return html.unescape(match.group(1).decode())

    def sign_in(self, person):
        status, _, _ = self.send('POST', '/sign-in', {
            'Email': f'{person}@example.org', 'Password': args.password, TOKEN: self.token('/sign-in')})
        if status != 302:
            raise SystemExit(f'Signing in as {person} answered {status}')
        return self


def sql(text):
    return int(subprocess.run(['psql', '-h', '127.0.0.1', '-p', args.pg_port, '-U', 'postgres', '-d', 'granthub_nodes',
                               '-Atc', text], capture_output=True, text=True, check=True).stdout)


def roll(manifest):
    """Restarts the nodes under load. Every write that was acknowledged has to be in the database once."""
    over, lock = threading.Event(), threading.Lock()
    statuses, times, raised, failures = collections.Counter(), [], [], []

    def note(kind, status, began, expected):
        with lock:
            times.append(time.perf_counter() - began)
            statuses[kind, status] += 1
            if status != expected:
                failures.append(f'{kind}: {status}')

    def work(kind, number, one, browser, token):
        chance = random.Random(args.seed + number)
        count = 0
        while not over.is_set():
            count += 1
            began = time.perf_counter()
            try:
                one(browser, token, chance, f'{number}-{count}', began)
            except (OSError, http.client.HTTPException) as fault:
                note(kind, type(fault).__name__, began, None)

    def read(browser, token, chance, name, began):
        path = chance.choice(['/decisions', '/register', '/decisions/' + chance.choice(manifest['approved']), '/'])
        note('read', browser.send('GET', path)[0], began, 200)

    def write(browser, token, chance, name, began):
        title = f'Rolling {args.seed} {name}'
        status, _, _ = browser.send('POST', '/decisions/new', {
            'Key': f'{chance.getrandbits(128):032x}', 'TemplateKey': 'pcc-decision-record', 'Title': title, TOKEN: token})
        note('write', status, began, 302)
        if status == 302:
            with lock:
                raised.append(title)

    def signed_in():
        browser = Browser().sign_in('lead')
        return browser, browser.token('/decisions/new')

    threads = [threading.Thread(target=work, args=('read', n, read, *signed_in())) for n in range(args.readers)]
    threads += [threading.Thread(target=work, args=('write', 100 + n, write, *signed_in())) for n in range(args.writers)]
    for thread in threads:
        thread.start()
    spent = []
    try:
        for _ in range(args.rolls):
            began = time.perf_counter()
            subprocess.run([args.roll], check=True)
            spent.append(time.perf_counter() - began)
    finally:
        idle = sum(not thread.is_alive() for thread in threads)
        over.set()
        for thread in threads:
            thread.join()
    like = f"'Rolling {args.seed} %'"
    there = sql(f'select count(*) from "Decisions" where "Title" like {like}')
    different = sql(f'select count(distinct "Title") from "Decisions" where "Title" like {like}')
    times.sort()
    print(f'Rolling restart, seed {args.seed}: {args.rolls} rolls of 2 nodes ({", ".join(f"{s:.0f} s" for s in spent)}) under '
          f'{args.readers} readers and {args.writers} writers')
    print(f'  requests {sum(statuses.values())}: ' + ', '.join(f'{kind} {status} {n}' for (kind, status), n in sorted(statuses.items(), key=str)))
    print(f'  p50 {times[len(times) // 2] * 1000:.0f} ms, p99 {times[len(times) * 99 // 100] * 1000:.0f} ms, longest {times[-1] * 1000:.0f} ms')
    print(f'  failed requests {len(failures)}; writes acknowledged {len(raised)}, in the database {there}, different {different}')
    if idle or not raised or len(times) == len(raised):
        raise SystemExit(f'{idle} of the readers and writers stopped early, or one kind did nothing.')
    if failures or not len(raised) == there == different:
        raise SystemExit('A request failed or a write was lost: ' + ', '.join(sorted(set(failures))))


def race(manifest):
    """Eight clients approve each record at once, by turns of nginx over both nodes."""
    records = manifest['forCommissioner'][:args.records]
    if len(records) < args.records:
        raise SystemExit(f'Only {len(records)} records wait for the commissioner.')
    browsers = [Browser().sign_in('pcc') for _ in range(args.clients)]
    tokens = [browser.token(f'/decisions/{records[0]["address"]}/decide') for browser in browsers]
    entries = sql('select "Number" from "AuditHead" where "Id" = 1')
    messages = sql('select coalesce(max("Id"), 0) from "Outbox"')
    approved = sql('''select count(*) from "Decisions" where "Outcome" = 'Approved' ''')
    gate, statuses, lock = threading.Barrier(args.clients), collections.Counter(), threading.Lock()

    def decide(browser, token):
        for record in records:
            gate.wait(timeout=60)
            status, headers, _ = browser.send('POST', f'/decisions/{record["address"]}/decide', {
                'Form.Seal': record['seal'], 'Form.Interest': 'nothing', 'Form.Agreed': 'true', 'Form.Outcome': 'Approved',
                TOKEN: token})
            with lock:
                statuses[status, ' to sign in' if '/sign-in' in headers.get('Location', '') else ''] += 1

    threads = [threading.Thread(target=decide, args=pair) for pair in zip(browsers, tokens)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - began
    decided = f'''from "AuditEntries" where "Number" > {entries} and "What" like 'Decided:%' '''
    told = f'''from "Outbox" where "Id" > {messages} and "Moment" = 'Approved' '''
    found = {
        'approved': sql('''select count(*) from "Decisions" where "Outcome" = 'Approved' ''') - approved,
        'audit entries': sql(f'select count(*) {decided}'),
        'records with an entry': sql(f'select count(distinct "SubjectId") {decided}'),
        'messages': sql(f'select count(*) {told}'),
        'records with a message': sql(f'select count(distinct "Reference") {told}'),
    }
    print(f'Double approval, seed {args.seed}: {len(records)} records × {args.clients} clients over two nodes in {spent:.0f} s')
    print('  answers ' + ', '.join(f'{status}{where}: {n}' for (status, where), n in sorted(statuses.items())))
    print('  ' + ', '.join(f'{name} {n}' for name, n in found.items()))
    answers = {(302, ''): len(records), (409, ''): len(records) * (args.clients - 1)}
    if set(found.values()) != {len(records)} or dict(statuses) != answers:
        raise SystemExit('Not one of each.')


with open(args.manifest) as file:
    manifest = json.load(file)
roll(manifest)
race(manifest)
