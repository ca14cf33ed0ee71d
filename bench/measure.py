#!/usr/bin/env python3
"""Loads GrantHub, the floor and Redmine in turn, pass after pass, and writes what it cost; called by bench/run.sh."""
import argparse, datetime, html, http.client, json, os, platform, re, signal, statistics
import subprocess, sys, tempfile, time, urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
TICK = os.sysconf('SC_CLK_TCK')

options = argparse.ArgumentParser()
options.add_argument('--dir', required=True)
options.add_argument('--sizes', required=True)
options.add_argument('--pg-port', required=True)
options.add_argument('--pg-pid', type=int, required=True)
options.add_argument('--password', required=True)
options.add_argument('--results', required=True)
options.add_argument('--redmine', action='store_true')
options.add_argument('--seconds', type=int, default=10, help='how long each page is loaded in each pass')
options.add_argument('--posts', type=int, default=150, help='posts in each pass, one after another')
options.add_argument('--passes', type=int, default=3)
options.add_argument('--starts', type=int, default=5)
# bench/partnerships.py uses what is here with options of its own.
args = options.parse_args() if __name__ == '__main__' else None
SIZES = [int(n) for n in args.sizes.split()] if args else []


# --- Processes ---

def processes():
    """Each process's parent and the CPU ticks of it and of its children that have ended."""
    found = {}
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                fields = open(f'/proc/{name}/stat').read().rsplit(')', 1)[1].split()
                found[int(name)] = (int(fields[1]), sum(int(f) for f in fields[11:15]))
            except (OSError, IndexError):
                pass
    return found


def tree(found, root):
    members, grown = {root}, True
    while grown:
        grown = False
        for pid, (parent, _) in found.items():
            if parent in members and pid not in members:
                members.add(pid)
                grown = True
    return members & found.keys()


def cpu(roots):
    found = processes()
    return sum(found[pid][1] for root in roots for pid in tree(found, root)) / TICK


def pss(root):
    """Proportional memory of the process and its children, in MB."""
    total = 0
    for pid in tree(processes(), root):
        try:
            total += int(re.search(r'^Pss:\s+(\d+)', open(f'/proc/{pid}/smaps_rollup').read(), re.M).group(1))
        except (OSError, AttributeError):
            pass
    return total / 1024


# --- A browser without JavaScript ---

class Browser:
    def __init__(self, port):
        self.port, self.cookies = port, {}

    def send(self, method, path, fields=None, headers=None):
        # A connection of its own: one kept between passes is closed by the server meanwhile.
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
        given = dict(headers or {})
        if self.cookies:
            given['Cookie'] = self.header()
        body = fields
        if isinstance(fields, (dict, list)):
            body = urllib.parse.urlencode(fields)
            given['Content-Type'] = 'application/x-www-form-urlencoded'
        connection.request(method, path, body, given)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        for value in answer.headers.get_all('Set-Cookie') or []:
            name, _, rest = value.partition('=')
            self.cookies[name] = rest.split(';')[0]
        return answer.status, answer.headers, text

    def header(self):
        return '; '.join(f'{name}={value}' for name, value in self.cookies.items())

    def token(self, path, name):
        status, _, text = self.send('GET', path)
        match = re.search(rf'name="{name}"[^>]*value="([^"]+)"'.encode(), text)
        if status != 200 or not match:
            raise SystemExit(f'{path} on port {self.port} answered {status} without {name}')
        return html.unescape(match.group(1).decode())


# --- The systems ---

class System:
    def __init__(self, name, port, command, home, environment=None, database=False):
        self.name, self.port, self.command, self.home = name, port, command, home
        self.environment, self.database = environment or {}, database
        self.process, self.starts = None, []

    def start(self, path='/', cookie=None):
        """Seconds from the start of the process to the whole first page."""
        began = time.perf_counter()
        log = open(os.path.join(args.dir, f'{self.name}.log'), 'ab')
        self.process = subprocess.Popen(self.command, cwd=self.home, stdout=log, stderr=log,
                                        env={**os.environ, **self.environment}, start_new_session=True)
        while True:
            try:
                connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)
                connection.request('GET', path, headers={'Cookie': cookie} if cookie else {})
                answer = connection.getresponse()
                answer.read()
                if answer.status == 200:
                    return time.perf_counter() - began
                raise SystemExit(f'{self.name}: {path} answered {answer.status}')
            except (ConnectionError, http.client.HTTPException):
                if self.process.poll() is not None or time.perf_counter() - began > 120:
                    raise SystemExit(f'{self.name} did not start; see {self.name}.log')
                time.sleep(0.003)

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def roots(self):
        return [self.process.pid] + ([args.pg_pid] if self.database else [])


class GrantHub(System):
    def __init__(self, kind, size, port):
        folder = os.path.join(args.dir, f'{kind}-{size}')
        environment = {
            'ASPNETCORE_ENVIRONMENT': 'Production',
            # Chromium's work is not GrantHub's: without a browser no notice is printed while deciding is measured.
            'GrantHub__Pdf__BrowserPath': '/nonexistent',
        }
        if kind == 'postgresql':
            environment['GrantHub__Database__Provider'] = 'PostgreSql'
            environment['ConnectionStrings__GrantHub'] = (
                f'Host=127.0.0.1;Port={args.pg_port};Username=postgres;Database=granthub_{size}')
        app = os.path.join(args.dir, 'app')
        super().__init__(f'granthub-{kind}-{size}', port,
                         ['dotnet', os.path.join(app, 'GrantHub.Web.dll'), 'run', '--port', str(port),
                          '--data', os.path.join(folder, 'data')], app, environment, kind == 'postgresql')
        self.kind, self.size = kind, size
        self.manifest = json.load(open(os.path.join(folder, 'manifest.json')))
        self.people, self.taken = {}, {'sign': 0, 'decide': 0}

    def sign_in(self):
        for person in ('lead', 'cfo', 'pcc'):
            browser = self.people[person] = Browser(self.port)
            token = browser.token('/sign-in', '__RequestVerificationToken')
            status, _, text = browser.send('POST', '/sign-in', {
                'Email': f'{person}@example.org', 'Password': args.password, '__RequestVerificationToken': token})
            if status != 302:
                raise SystemExit(f'{self.name}: signing in answered {status}')

    def records(self):
        return [f'/decisions/{address}' for address in self.manifest['approved']]

    def take(self, what, count):
        """Fresh records that wait for the signature or the decision."""
        waiting = self.manifest['forFinanceOfficer' if what == 'sign' else 'forCommissioner']
        start = self.taken[what]
        self.taken[what] += count
        if self.taken[what] > len(waiting):
            raise SystemExit(f'{self.name}: only {len(waiting)} records wait to be posted to')
        return waiting[start:start + count]

    def posts(self, what, count):
        browser = self.people['cfo' if what == 'sign' else 'pcc']
        records = self.take(what, count)
        token = browser.token(f'/decisions/{records[0]["address"]}/{what}', '__RequestVerificationToken')
        for record in records:
            fields = {'Form.Seal': record['seal'], 'Form.Interest': 'nothing', 'Form.Agreed': 'true',
                      '__RequestVerificationToken': token}
            if what == 'sign':
                fields['Form.Comments[0].Heading'] = 'financial'
                fields['Form.Comments[0].Text'] = 'Provided for in the Long Term Financial Plan. ' * 4
            else:
                fields['Form.Outcome'] = 'Approved'
            yield 'POST', f'/decisions/{record["address"]}/{what}', urllib.parse.urlencode(fields), {
                'Content-Type': 'application/x-www-form-urlencoded', 'Cookie': browser.header()}, 302


class Redmine(System):
    def __init__(self, port):
        super().__init__('redmine', port, [os.path.join(HERE, 'redmine.sh'), args.dir, str(port), args.pg_port, 'start'],
                         args.dir, database=True)
        self.next = 1000

    def sign_in(self):
        self.browser = Browser(self.port)
        token = self.browser.token('/login', 'authenticity_token')
        status, _, _ = self.browser.send('POST', '/login', {
            'username': 'admin', 'password': 'bench1234', 'authenticity_token': token})
        if status != 302:
            raise SystemExit(f'Redmine: signing in answered {status}')
        key = subprocess.run(['psql', '-h', '127.0.0.1', '-p', args.pg_port, '-U', 'postgres', '-d', 'redmine', '-Atc',
                              "select value from tokens where action = 'api' limit 1"], capture_output=True, text=True)
        self.key = key.stdout.strip()

    def records(self):
        return [f'/issues/{n}' for n in range(50, 9000, 45)]

    def posts(self, what, count):
        # Signing is nearest to a comment; deciding to closing the issue with one.
        change = {'notes': 'Provided for in the Long Term Financial Plan. ' * 4}
        if what == 'decide':
            change['status_id'] = 5
        for number in range(self.next, self.next + count):
            yield 'PUT', f'/issues/{number}.json', json.dumps({'issue': change}), {
                'Content-Type': 'application/json', 'X-Redmine-API-Key': self.key}, 204
        self.next += count


# --- Loads ---

def milliseconds(text):
    number, unit = re.fullmatch(r'([\d.]+)(us|ms|s|m)', text).groups()
    return float(number) * {'us': 0.001, 'ms': 1, 's': 1000, 'm': 60000}[unit]


def load(system, paths, cookie, connections, seconds):
    with tempfile.NamedTemporaryFile('w', suffix='.paths') as file:
        file.write('\n'.join(paths) + '\n')
        file.flush()
        command = ['wrk', '-t1', f'-c{connections}', f'-d{seconds}s', '--latency', '--timeout', '30s',
                   '-s', os.path.join(HERE, 'paths.lua')]
        if cookie:
            command += ['-H', f'Cookie: {cookie}']
        before = cpu(system.roots())
        out = subprocess.run(command + [f'http://127.0.0.1:{system.port}'], capture_output=True, text=True,
                             env={**os.environ, 'GRANTHUB_BENCH_PATHS': file.name}).stdout
        spent = cpu(system.roots()) - before
    bad = re.search(r'Non-2xx.*: (\d+)', out)
    if bad:
        raise SystemExit(f'{system.name}: {bad.group(1)} answers were no pages: {paths[0]}')
    count = int(re.search(r'(\d+) requests in', out).group(1))
    return {
        'p50': milliseconds(re.search(r'^\s+50%\s+(\S+)', out, re.M).group(1)),
        'p99': milliseconds(re.search(r'^\s+99%\s+(\S+)', out, re.M).group(1)),
        'rps': float(re.search(r'Requests/sec:\s+(\S+)', out).group(1)),
        'cpu': spent * 1000 / max(count, 1),
    }


def post(system, what, count):
    requests = list(system.posts(what, count))
    connection = http.client.HTTPConnection('127.0.0.1', system.port, timeout=60)
    times = []
    before = cpu(system.roots())
    for method, path, body, headers, expected in requests:
        began = time.perf_counter()
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != expected:
            raise SystemExit(f'{system.name}: {method} {path} answered {answer.status}')
    spent = cpu(system.roots()) - before
    times.sort()
    return {'p50': times[len(times) // 2], 'p99': times[min(len(times) - 1, len(times) * 99 // 100)],
            'rps': 1000 / statistics.mean(times), 'cpu': spent * 1000 / count}


LISTS = {
    'list': '/decisions',
    'list, all': '/decisions?scope=All',
    'list, approved in 2022': '/decisions?scope=All&status=Approved&year=2022',
    'list, search': '/decisions?scope=All&search=domestic+refuge',
    'list, waiting for the CFO': '/decisions?scope=WaitingForMe',
}


def measures(system):
    """What is measured of a system: name of the measure, and the function that measures it once."""
    if isinstance(system, GrantHub):
        lead, cfo = system.people['lead'].header(), system.people['cfo'].header()
        yield 'record', lambda: load(system, system.records(), lead, 1, args.seconds)
        yield 'record, 4 at once', lambda: load(system, system.records(), lead, 4, args.seconds)
        for name, path in LISTS.items():
            cookie = cfo if 'CFO' in name else lead
            yield name, lambda path=path, cookie=cookie: load(system, [path], cookie, 1, args.seconds)
        yield 'list, 4 at once', lambda: load(system, ['/decisions'], lead, 4, args.seconds)
        yield 'sign', lambda: post(system, 'sign', args.posts)
        yield 'decide', lambda: post(system, 'decide', args.posts)
    elif isinstance(system, Redmine):
        cookie = system.browser.header()
        yield 'record', lambda: load(system, system.records(), cookie, 1, args.seconds)
        yield 'record, 4 at once', lambda: load(system, system.records(), cookie, 4, args.seconds)
        page = '/projects/grants/issues?set_filter=1&per_page=50'
        yield 'list', lambda: load(system, [page], cookie, 1, args.seconds)
        yield 'list, 4 at once', lambda: load(system, [page], cookie, 4, args.seconds)
        yield 'sign', lambda: post(system, 'sign', args.posts)
        yield 'decide', lambda: post(system, 'decide', args.posts)
    else:
        yield 'page', lambda: load(system, ['/'], None, 1, args.seconds)
        yield 'page, 4 at once', lambda: load(system, ['/'], None, 4, args.seconds)


# --- The run ---

def say(text):
    print(time.strftime('%T'), text, file=sys.stderr, flush=True)


def main():
    floor = System('floor', 18180, ['dotnet', os.path.join(args.dir, 'floor/ahead/floor.dll'), '--urls', 'http://127.0.0.1:18180'],
                   os.path.join(args.dir, 'floor/ahead'), {'Logging__LogLevel__Default': 'Warning'})
    hubs = [GrantHub(kind, size, 18190 + i) for i, (kind, size) in
            enumerate((kind, size) for kind in ('postgresql', 'sqlite') for size in SIZES)]
    systems = [floor] + hubs + ([Redmine(18182)] if args.redmine else [])
    results, memory = {}, {}
    try:
        for system in systems:
            say(f'starting {system.name}')
            system.start('/sign-in' if isinstance(system, GrantHub) else '/login' if isinstance(system, Redmine) else '/')
            if hasattr(system, 'sign_in'):
                system.sign_in()
        for system in systems:
            for name, measure in measures(system):
                if name not in ('sign', 'decide'):
                    seconds, args.seconds = args.seconds, 2
                    measure()
                    args.seconds = seconds
            if hasattr(system, 'posts'):
                post(system, 'sign', 20)
                post(system, 'decide', 20)
        for turn in range(args.passes):
            for system in systems if turn % 2 == 0 else reversed(systems):
                for name, measure in measures(system):
                    found = measure()
                    results.setdefault((system.name, name), []).append(found)
                    say(f'pass {turn + 1} {system.name} {name}: ' + ' '.join(f'{k}={v:.2f}' for k, v in found.items()))
        for system in systems:
            memory[system.name] = pss(system.process.pid)
        cookies = {hub.name: hub.people['lead'].header() for hub in hubs}
        for system in systems:
            system.stop()
        starts = {}
        quick = [floor] + [hub for hub in hubs if hub.size == SIZES[0]]
        for turn in range(args.starts):
            for system in quick if turn % 2 == 0 else reversed(quick):
                path = '/decisions' if isinstance(system, GrantHub) else '/'
                starts.setdefault(system.name, []).append(system.start(path, cookies.get(system.name)))
                system.stop()
    finally:
        for system in systems:
            system.stop()
    write(systems, results, memory, starts)


def median(results, system, measure, key):
    found = results.get((system, measure))
    return statistics.median(f[key] for f in found) if found else None


def ratio(results, ours, measure, theirs, their_measure, key):
    """The median of the passes' ratios, each of two runs near in time."""
    a, b = results.get((ours, measure)), results.get((theirs, their_measure))
    return statistics.median(x[key] / y[key] for x, y in zip(a, b)) if a and b else None


def goals(results, memory, starts):
    small, large = f'{SIZES[0]}', f'{SIZES[-1]}'
    pg, lite = f'granthub-postgresql-{small}', f'granthub-sqlite-{small}'

    def goal(text, value, limit, atmost=True):
        if value is None:
            return (text, 'not measured', f'{"≤" if atmost else "≥"} {limit:g}', '')
        met = value <= limit if atmost else value >= limit
        return (text, f'{value:.3g}', f'{"≤" if atmost else "≥"} {limit:g}', 'PASS' if met else 'short')

    for name, hub in (('PostgreSQL', pg), ('SQLite', lite)):
        yield goal(f'record page, CPU a request, {name} : Redmine', ratio(results, hub, 'record', 'redmine', 'record', 'cpu'), 0.05)
        yield goal(f'list of 50, requests a second, {name} : Redmine', ratio(results, hub, 'list', 'redmine', 'list', 'rps'), 20, False)
        yield goal(f'deciding, p50, {name} : Redmine', ratio(results, hub, 'decide', 'redmine', 'decide', 'p50'), 0.2)
        if 'redmine' in memory:
            yield goal(f'memory, {name} : Redmine', memory[hub] / memory['redmine'], 0.5)
        yield goal(f'first page after start, {name} : floor', statistics.median(starts[hub]) / statistics.median(starts['floor']), 3)
        if small != large:
            big = hub.replace(small, large)
            for measure in LISTS:
                for key in ('p50', 'cpu'):
                    yield goal(f'{measure}, {key}, {name}, {large} : {small} records', ratio(results, big, measure, hub, measure, key), 1.2)


def write(systems, results, memory, starts):
    model = re.search(r'model name\s*:\s*(.+)', open('/proc/cpuinfo').read())
    total = int(re.search(r'MemTotal:\s+(\d+)', open('/proc/meminfo').read()).group(1)) / 1024 / 1024
    name = re.search(r'PRETTY_NAME="(.+)"', open('/etc/os-release').read()).group(1)
    commit = subprocess.run(['git', '-C', HERE, 'rev-parse', '--short', 'HEAD'], capture_output=True, text=True).stdout.strip()
    sdk = subprocess.run(['dotnet', '--version'], capture_output=True, text=True).stdout.strip()
    today = datetime.date.today().isoformat()
    manifest = next(s for s in systems if isinstance(s, GrantHub)).manifest
    lines = [
        f'# {today}, {os.cpu_count()} cores', '',
        f'{model.group(1) if model else platform.processor()}, {os.cpu_count()} cores, {total:.0f} GB memory, {name}, kernel {platform.release()}, .NET SDK {sdk}. '
        f'Commit {commit}, seed {manifest["seed"]}, {args.passes} passes of {args.seconds} s a page and {args.posts} posts, order turned round after each pass. '
        f'Load average at the end {os.getloadavg()[0]:.1f}. Medians of the passes; only the ratios mean anything on another machine.', '',
        '## Against the goals', '', '| measure | found | goal | |', '| --- | ---: | ---: | --- |',
    ]
    lines += [f'| {" | ".join(row)} |' for row in goals(results, memory, starts)]
    lines += ['', '## Measured', '', '| system | measure | p50 ms | p99 ms | requests a second | CPU ms a request |', '| --- | --- | ---: | ---: | ---: | ---: |']
    for (system, measure) in results:
        found = [median(results, system, measure, key) for key in ('p50', 'p99', 'rps', 'cpu')]
        lines.append(f'| {system} | {measure} | ' + ' | '.join(f'{value:.2f}' for value in found) + ' |')
    lines += ['', '| system | memory after the load, MB | start to first page, s |', '| --- | ---: | ---: |']
    for system in systems:
        began = starts.get(system.name)
        lines.append(f'| {system.name} | {memory[system.name]:.0f} | {f"{statistics.median(began):.2f}" if began else ""} |')
    os.makedirs(args.results, exist_ok=True)
    machine = re.sub(r'[^a-z0-9]+', '-', (model.group(1) if model else 'machine').lower()).strip('-')[:40]
    path = os.path.join(args.results, f'{today}-{machine}.md')
    open(path, 'w').write('\n'.join(lines) + '\n')
    print('\n'.join(lines))
    say(f'written to {path}')


if __name__ == '__main__':
    main()
