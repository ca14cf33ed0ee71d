#!/usr/bin/env python3
"""Measures the money of partnerships beside plain SQL, the program ledger and the record page; called by bench/run.sh partnerships."""
import datetime, json, os, platform, re, statistics, subprocess, sys, threading, time

import measure

measure.options.add_argument('--rows', type=int, required=True)
measure.options.add_argument('--times', type=int, default=100, help='how often each statement is read in each pass')
args = measure.args = measure.options.parse_args()
say = measure.say
KINDS = ('postgresql', 'sqlite')
SIZES = [int(n) for n in args.sizes.split()]
NAMES = {'postgresql': 'PostgreSQL', 'sqlite': 'SQLite'}
found = {}
notes = {}


def keep(*key, value):
    found.setdefault(key, []).append(value)
    say(f'{" ".join(str(part) for part in key)}: {value:.1f}')


def environment(kind, size):
    given = dict(os.environ)
    if kind == 'postgresql':
        given['GrantHub__Database__Provider'] = 'PostgreSql'
        given['ConnectionStrings__GrantHub'] = (
            f'Host=127.0.0.1;Port={args.pg_port};Username=postgres;Database=granthub_books_{size}')
    return given


def folder(kind, size):
    return os.path.join(args.dir, f'{kind}-books_{size}', 'data')


def bench(kind, size, *words):
    done = subprocess.run(['dotnet', os.path.join(args.dir, 'partnerships/GrantHub.Bench.Partnerships.dll'), *words,
                           '--data', folder(kind, size)], env=environment(kind, size), capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f'{kind} {size} {words[0]}: {done.stderr}')
    for line in done.stdout.splitlines():
        name, value = line.split('\t')
        keep(kind, size, name, value=float(value))


# --- ledger ---

def ledger(size):
    file = os.path.join(args.dir, f'books_{size}.ledger')
    began = time.perf_counter()
    out = subprocess.run(['ledger', '-f', file, 'balance', '--flat', '--no-total', '--format',
                          '%(account)\t%(quantity(scrub(display_total)))\n'], capture_output=True, text=True, check=True).stdout
    keep('ledger', size, 'balances', value=(time.perf_counter() - began) * 1_000_000)
    balances = dict(line.split('\t') for line in out.splitlines())
    wrong = 0
    for line in open(file + '.balances'):
        account, pounds = line.rstrip('\n').split('\t')
        if float(balances.get(f'{account}:Assets:Balance', '0')) != float(pounds):
            wrong += 1
    if wrong:
        raise SystemExit(f'{wrong} balances of {size} postings are not what ledger says')
    notes[size] = f'{len(balances):,} accounts, {os.path.getsize(file) / 1e6:.0f} MB'


# --- The import by the command line ---

def peak(process, seen):
    """Follows the working set until the process ends; the kernel keeps the most that it was."""
    while process.poll() is None:
        try:
            seen.append(int(re.search(r'VmHWM:\s+(\d+)', open(f'/proc/{process.pid}/status').read()).group(1)) / 1024)
        except (OSError, AttributeError):
            pass
        time.sleep(0.01)


def command(kind, size, year, name):
    began = time.perf_counter()
    process = subprocess.Popen(
        ['dotnet', os.path.join(args.dir, 'app/GrantHub.Web.dll'), 'import', 'ledger', 'intake', f'{year}-{(year + 1) % 100:02}',
         os.path.join(args.dir, 'csv', f'{year}.csv'), '--data', folder(kind, size)],
        env={**environment(kind, size), 'ASPNETCORE_ENVIRONMENT': 'Production'}, cwd=os.path.join(args.dir, 'app'),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    seen = []
    follower = threading.Thread(target=peak, args=(process, seen))
    follower.start()
    out, errors = process.communicate()
    follower.join()
    if process.returncode:
        raise SystemExit(f'import ledger on {kind}, {size}: {errors}')
    lines = re.findall(r'^[\d,]+ rows$', errors, re.M)
    keep(kind, size, f'{name}, ms', value=(time.perf_counter() - began) * 1000)
    keep(kind, size, f'{name}, MB', value=max(seen))
    keep(kind, size, f'{name}, progress lines', value=len(lines))
    keep(kind, size, f'{name}, imported', value=json.loads(out.strip().splitlines()[-1])['imported'])


def imports(kind, size, turn):
    csv = os.path.join(args.dir, 'csv')
    bench(kind, size, 'import', '--year', str(2015 + turn), '--small', f'{csv}/{2012 + turn}.csv', '--file', f'{csv}/{2015 + turn}.csv')
    command(kind, size, 2018 + turn, 'command, 50 rows')
    command(kind, size, 2021 + turn, 'command')


# --- Pages ---

def pages(turn, hubs, floor):
    jobs = [(floor, 'page', ['/'], None)]
    for hub in hubs:
        cookie = hub.people['cfo'].header()
        statements = json.load(open(os.path.join(args.dir, f'{hub.kind}-{hub.size}', 'statements.json')))
        statements = statements[::max(1, len(statements) // 200)]
        jobs += [(hub, 'record page', hub.records(), cookie), (hub, 'statement page', statements, cookie),
                 (hub, 'board paper page', [f'{path}/statement' for path in statements], cookie)]
    for system, name, paths, cookie in jobs if turn % 2 == 0 else reversed(jobs):
        if turn < 0:
            measure.load(system, paths, cookie, 1, args.seconds * 2)
            continue
        for key, value in measure.load(system, paths, cookie, 1, args.seconds).items():
            keep(system.name, name, key, value=value)


# --- What came of it ---

def middle(*key):
    return statistics.median(found[key]) if key in found else None


def ratio(one, other):
    """The median of the passes' ratios, each of two runs near in time."""
    return statistics.median(a / b for a, b in zip(found[one], found[other]))


def goals():
    def goal(text, value, limit, atmost=True, form='.2f'):
        met = value <= limit if atmost else value >= limit
        return f'| {text} | {value:{form}} | {"≤" if atmost else "≥"} {limit:g} | {"PASS" if met else "short"} |'

    large = SIZES[-1]
    for size in SIZES:
        for kind in KINDS:
            yield goal(f'all balances, {size:,} postings, {NAMES[kind]} : plain GROUP BY',
                       ratio((kind, size, 'balances, GrantHub'), (kind, size, 'balances, plain GROUP BY')), 1.2)
            yield goal('the same, the quickest of each pass',
                       ratio((kind, size, 'balances, GrantHub, quickest'), (kind, size, 'balances, plain GROUP BY, quickest')), 1.2)
    for size in SIZES:
        for kind in KINDS:
            yield goal(f'all balances, {size:,} postings, ledger : {NAMES[kind]}',
                       ratio(('ledger', size, 'balances'), (kind, size, 'balances, GrantHub')), 20, False, '.0f')
    for kind in KINDS:
        yield goal(f'one year’s statement among {large:,} postings, ten closed years behind it, {NAMES[kind]}, ms',
                   middle(kind, large, 'statement, ten-behind') / 1000, 20)
        yield goal('the same, the quickest of each pass, ms', middle(kind, large, 'statement, ten-behind, quickest') / 1000, 20)
    for kind in KINDS:
        yield goal(f'the same : one closed year behind it, {NAMES[kind]}',
                   ratio((kind, large, 'statement, ten-behind'), (kind, large, 'statement, one-behind')), 1.2)
        yield goal(f'the same : no year behind it, {NAMES[kind]}',
                   ratio((kind, large, 'statement, ten-behind'), (kind, large, 'statement, none-behind')), 1.2)
        yield goal('the same, the quickest of each pass',
                   ratio((kind, large, 'statement, ten-behind, quickest'), (kind, large, 'statement, none-behind, quickest')), 1.2)
    for kind in KINDS:
        for size in SIZES[-1:]:
            before, most = (found[(kind, size, f'working set {when}, MB')] for when in ('before', 'at most'))
            yield goal(f'import of {args.rows:,} into {size:,}, growth of the working set, {NAMES[kind]}, MB',
                       max(m - b for b, m in zip(before, most)), 64, form='.0f')
            before, most = (found[(kind, size, f'heap {when}, MB')] for when in ('before', 'at most'))
            yield goal(f'the same, growth of the managed heap with what is not yet collected, {NAMES[kind]}, MB',
                       max(m - b for b, m in zip(before, most)), 64, form='.0f')
            yield goal(f'the same by the command line, peak above that of 50 rows, {NAMES[kind]}, MB',
                       max(m - b for b, m in zip(found[(kind, size, 'command, 50 rows, MB')], found[(kind, size, 'command, MB')])),
                       64, form='.0f')
            yield goal(f'the same, progress lines, {NAMES[kind]}', min(found[(kind, size, 'command, progress lines')]), 1, False, '.0f')
    for kind in KINDS:
        for size in SIZES[-1:]:
            hub = f'granthub-{kind}-books_{size}'
            for page in ('statement page', 'board paper page'):
                yield goal(f'{page}, {size:,} postings, CPU a request : record page, {NAMES[kind]}',
                           ratio((hub, page, 'cpu'), (hub, 'record page', 'cpu')), 1.5)


def write():
    model = re.search(r'model name\s*:\s*(.+)', open('/proc/cpuinfo').read())
    total = int(re.search(r'MemTotal:\s+(\d+)', open('/proc/meminfo').read()).group(1)) / 1024 / 1024
    system = re.search(r'PRETTY_NAME="(.+)"', open('/etc/os-release').read()).group(1)
    told = lambda *words: subprocess.run(words, capture_output=True, text=True, cwd=measure.HERE).stdout.strip()
    today = datetime.date.today().isoformat()
    lines = [
        f'# {today}, the money of partnerships', '',
        f'{model.group(1) if model else platform.processor()}, {os.cpu_count()} cores, {total:.0f} GB memory, {system}, '
        f'kernel {platform.release()}, .NET SDK {told("dotnet", "--version")}, {told("ledger", "--version").split(",")[0]}. '
        f'Commit {told("git", "rev-parse", "--short", "HEAD")}. `bench/run.sh partnerships`: {args.passes} passes, order turned round after each, '
        f'{args.seconds} s a page, {args.times} readings of each statement a pass. Load average at the end {os.getloadavg()[0]:.1f}. '
        'Medians of the passes, for memory the most of them; only the ratios mean anything on another machine.', '',
        '## Against the goals', '', '| measure | found | goal | |', '| --- | ---: | ---: | --- |', *goals(),
        '', '## Balances, statements, imports', '',
        '| | ' + ' | '.join(f'{NAMES[kind]}, {size:,}' for size in SIZES for kind in KINDS) + ' |',
        '| --- |' + ' ---: |' * (len(SIZES) * len(KINDS)),
    ]
    for name in dict.fromkeys(name for (kind, _, name) in found if kind == 'postgresql'):
        scale, digits = (1, 0) if re.search(r'postings|budgets|rows|lines|MB|ms|imported', name) else (1000, 2)
        cells = []
        for key in ((kind, size, name) for size in SIZES for kind in KINDS):
            value = (max if 'MB' in name else statistics.median)(found.get(key, [0])) / scale
            cells.append(f'{value:,.{digits}f}' if key in found else '')
        lines.append(f'| {name}{", ms" if scale > 1 else ""} | ' + ' | '.join(cells) + ' |')
    lines += ['', '`ledger balance` on the same postings, from the file: ' + '; '.join(
        f'{size:,}: {middle("ledger", size, "balances") / 1_000_000:.2f} s ({notes[size]})' for size in SIZES)
        + '. An entry of GrantHub is a transaction of two postings there; the balance of every budget was the same.',
        '', '## Pages', '', '| system | page | p50 ms | p99 ms | requests a second | CPU ms a request |', '| --- | --- | ---: | ---: | ---: | ---: |']
    for (system, page, key) in found:
        if key == 'cpu':
            lines.append(f'| {system} | {page} | ' + ' | '.join(f'{middle(system, page, k):.2f}' for k in ('p50', 'p99', 'rps', 'cpu')) + ' |')
    path = os.path.join(args.results, f'{today}-partnerships.md')
    open(path, 'w').write('\n'.join(lines) + '\n')
    print('\n'.join(lines))
    say(f'written to {path}')


def main():
    places = [(kind, size) for size in SIZES for kind in KINDS]
    for turn in range(args.passes):
        jobs = [('ledger', size) for size in SIZES] + places
        for kind, size in jobs if turn % 2 == 0 else reversed(jobs):
            if kind == 'ledger':
                ledger(size)
            else:
                bench(kind, size, 'time', '--times', str(args.times))
    # What is told of a page and of an import does not hang on how many postings other years have: the largest is enough.
    places = places[-len(KINDS):]
    floor = measure.System('floor', 18480, ['dotnet', os.path.join(args.dir, 'floor/ahead/floor.dll'), '--urls', 'http://127.0.0.1:18480'],
                           os.path.join(args.dir, 'floor/ahead'), {'Logging__LogLevel__Default': 'Warning'})
    hubs = [measure.GrantHub(kind, f'books_{size}', 18490 + i) for i, (kind, size) in enumerate(places)]
    try:
        for system in [floor] + hubs:
            say(f'starting {system.name}')
            system.start('/sign-in' if system in hubs else '/')
            if system in hubs:
                system.sign_in()
        for turn in range(-1, args.passes):
            pages(turn, hubs, floor)
    finally:
        for system in [floor] + hubs:
            system.stop()
    for turn in range(args.passes):
        for kind, size in places if turn % 2 == 0 else reversed(places):
            imports(kind, size, turn)
    write()


if __name__ == '__main__':
    main()
