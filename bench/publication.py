#!/usr/bin/env python3
"""Measures the public register beside the floor; called by bench/run.sh publication."""
import datetime, http.client, os, platform, re, statistics, threading, time

import measure

args = measure.args = measure.options.parse_args()
say = measure.say
KINDS = ('postgresql', 'sqlite')
SIZES = [int(n) for n in args.sizes.split()]
NAMES = {'postgresql': 'PostgreSQL', 'sqlite': 'SQLite'}
FILES = ('/register.csv', '/register.json', '/open-data/360giving.json')
WORDS = ('domestic', 'refuge', 'youth', 'outreach', 'safe', 'support', 'burglary', 'grant', 'board', 'therapy')
# More than are asked for while a page is measured.
FRESH = 40_000
results = {}


def keep(key, value):
    results.setdefault(key, []).append(value)


def fresh(paths, run):
    """Addresses that no earlier answer was kept for: a start that is none means the top, and each is another address."""
    return [f'{path}&from=x{run}-{n}' for n, path in enumerate(paths * (FRESH // len(paths)))]


def read(system, path):
    """Seconds to the first byte and to the last, bytes, and the growth of memory in MB while it is read."""
    before, most, done = measure.pss(system.process.pid), [0.0], threading.Event()

    def watch():
        while not done.is_set():
            most[0] = max(most[0], measure.pss(system.process.pid) - before)
            done.wait(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    connection = http.client.HTTPConnection('127.0.0.1', system.port, timeout=600)
    began = time.perf_counter()
    connection.request('GET', path)
    answer = connection.getresponse()
    answer.read(1)
    first = time.perf_counter() - began
    size = 1
    while chunk := answer.read(1 << 16):
        size += len(chunk)
    whole = time.perf_counter() - began
    done.set()
    watcher.join()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f'{system.name}: {path} answered {answer.status}')
    return first, whole, size, most[0]


def main():
    floor = measure.System('floor', 18180, ['dotnet', os.path.join(args.dir, 'floor/ahead/floor.dll'), '--urls', 'http://127.0.0.1:18180'],
                           os.path.join(args.dir, 'floor/ahead'), {'Logging__LogLevel__Default': 'Warning'})
    hubs = [measure.GrantHub(kind, size, 18190 + i) for i, (kind, size) in
            enumerate((kind, size) for kind in KINDS for size in SIZES)]
    run = 0
    try:
        for system in [floor] + hubs:
            say(f'starting {system.name}')
            system.start('/' if system is floor else '/register')
        for turn in range(args.passes + 1):
            order = [floor] + hubs
            for system in order if turn % 2 else reversed(order):
                run += 1
                if system is floor:
                    found = {'first page': measure.load(floor, ['/'], None, 4, args.seconds)}
                else:
                    searches = fresh([f'/register?search={a}+{b}' for a in WORDS for b in WORDS], run)
                    years = fresh([f'/register?year=20{y}-{y + 1}' for y in range(18, 26)], run)
                    found = {
                        'first page': measure.load(system, ['/register'], None, 4, args.seconds),
                        'search': measure.load(system, searches, None, 1, args.seconds),
                        'a year': measure.load(system, years, None, 1, args.seconds),
                    }
                for name, value in found.items():
                    say(f'pass {turn} {system.name} {name}: {value["rps"]:.0f} requests/s, p50 {value["p50"]:.2f} ms, {value["cpu"]:.2f} ms CPU')
                    # The first pass warms up.
                    if turn:
                        keep((system.name, name), value)
        for system in hubs:
            for path in FILES:
                for turn in range(args.passes + 1):
                    found = read(system, path)
                    say(f'{system.name} {path}: first byte {found[0] * 1000:.0f} ms, whole {found[1]:.2f} s, {found[2] / 1e6:.1f} MB, memory +{found[3]:.1f} MB')
                    if turn:
                        keep((system.name, path), found)
    finally:
        for system in [floor] + hubs:
            system.stop()
    write(floor, hubs)


def middle(key, figure):
    return statistics.median(value[figure] for value in results[key])


def write(floor, hubs):
    processor = re.search(r'model name\s*: (.*)', open('/proc/cpuinfo').read()).group(1)
    small, large = SIZES[0], SIZES[-1]
    by = {(hub.kind, hub.size): hub.name for hub in hubs}
    lines = ['# The public register', '',
             f'{datetime.date.today()}, {processor}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, load {os.getloadavg()[0]:.1f}.',
             f'`bench/run.sh publication`, {args.passes} passes of {args.seconds} s; {small:,} and {large:,} records.', '',
             '| | ' + ' | '.join(NAMES[kind] for kind in KINDS) + ' | goal |', '| --- | ' + '---: | ' * (len(KINDS) + 1)]

    def row(name, value, goal):
        lines.append(f'| {name} | ' + ' | '.join(value(kind) for kind in KINDS) + f' | {goal} |')

    row('first page, requests a second : floor',
        lambda kind: f'{middle((by[kind, large], "first page"), "rps") / middle((floor.name, "first page"), "rps"):.2f}', '≥ 0.5')
    for name, goal in (('search', '≤ 1.5'), ('a year', '')):
        row(f'{name}, p50, {large:,} : {small:,}',
            lambda kind: f'{middle((by[kind, large], name), "p50") / middle((by[kind, small], name), "p50"):.2f}', goal)
        row(f'{name}, CPU, {large:,} : {small:,}',
            lambda kind: f'{middle((by[kind, large], name), "cpu") / middle((by[kind, small], name), "cpu"):.2f}', goal)
    for path in FILES:
        row(f'`{path}`, first byte, ms', lambda kind: f'{middle((by[kind, large], path), 0) * 1000:.0f}', '≤ 200')
        row(f'`{path}`, memory growth, MB', lambda kind: f'{max(value[3] for value in results[by[kind, large], path]):.1f}', '≤ 64')
    lines += ['', '| measure | system | requests/s | p50 ms | p99 ms | CPU ms |', '| --- | --- | ---: | ---: | ---: | ---: |']
    for (system, name), values in results.items():
        if not name.startswith('/'):
            lines.append(f'| {name} | {system} | ' + ' | '.join(f'{middle((system, name), figure):.2f}' for figure in ('rps', 'p50', 'p99', 'cpu')) + ' |')
    lines += ['', '| file | system | first byte ms | whole s | MB | memory + MB |', '| --- | --- | ---: | ---: | ---: | ---: |']
    for (system, name), values in results.items():
        if name.startswith('/'):
            lines.append(f'| `{name}` | {system} | {middle((system, name), 0) * 1000:.0f} | {middle((system, name), 1):.2f} | {middle((system, name), 2) / 1e6:.1f} | {max(v[3] for v in values):.1f} |')
    target = os.path.join(args.results, f'{datetime.date.today()}-publication.md')
    open(target, 'w').write('\n'.join(lines) + '\n')
    print('\n'.join(lines))
    say(f'written to {target}')


if __name__ == '__main__':
    main()
