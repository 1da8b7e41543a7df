"""Thins a long series with tsdownsample, on one thread, and prints, as JSON, the least seconds of twenty rounds of each.

    python thin_with_tsdownsample.py POINTS COLUMNS SEED
"""

import json
import sys
import time

import numpy
from tsdownsample import M4Downsampler, MinMaxDownsampler

points, columns, seed = map(int, sys.argv[1:])
values = numpy.random.default_rng(seed).normal(size=points).cumsum()
steps = numpy.arange(points)
answer = {}
for name, thinner, arrays, kept in (
        ("M4", M4Downsampler(), (values,), 4), ("M4, with steps", M4Downsampler(), (steps, values), 4),
        ("MinMax", MinMaxDownsampler(), (values,), 2)):
    rounds = []
    for _ in range(21):  # the first one also starts the library
        started = time.perf_counter()
        thinner.downsample(*arrays, n_out=kept * columns)
        rounds.append(time.perf_counter() - started)
    answer[name] = min(rounds[1:])
print(json.dumps(answer))
