#!/usr/bin/env python3
"""hot.py TRACE.speedscope.json [N]: where a profile's time went, by method itself and with what it calls; waiting threads left out."""
import collections, json, sys

trace = json.load(open(sys.argv[1]))
count = int(sys.argv[2]) if len(sys.argv) > 2 else 40
names = [frame['name'] for frame in trace['shared']['frames']]
own, whole, total = collections.Counter(), collections.Counter(), 0.0
for profile in trace['profiles']:
    stack, at = [], 0.0
    for event in profile['events']:
        span, at = event['at'] - at, event['at']
        # dotnet-trace marks running code with a leaf of its own.
        if span > 0 and stack and names[stack[-1]] in ('CPU_TIME', 'UNMANAGED_CODE_TIME'):
            running = names[stack[-1]] == 'CPU_TIME'
            frames = [names[frame] for frame in stack[:-1]]
            if running:
                total += span
                own[frames[-1] if frames else '?'] += span
                for name in set(frames):
                    whole[name] += span
        if event['type'] == 'O':
            stack.append(event['frame'])
        elif stack:
            stack.pop()
for title, counter in (('itself', own), ('with what it calls', whole)):
    print(f'--- {title} ---')
    for name, span in counter.most_common(count):
        print(f'{span / total:6.1%}  {name}')
