"""Thins a long series with tsdownsample, on one thread, and prints, as JSON, the seconds of each algorithm.

    python thin_with_tsdownsample.py POINTS COLUMNS SEED
"""

import json
import sys
import time

import numpy
from tsdownsample import MinMaxDownsampler, MinMaxLTTBDownsampler

points, columns, seed = map(int, sys.argv[1:])
values = numpy.random.default_rng(seed).normal(size=points).cumsum()
answer = {}
for name, thinner in (("MinMax", MinMaxDownsampler()), ("MinMaxLTTB", MinMaxLTTBDownsampler())):
    thinner.downsample(values, n_out=2 * columns)  # the first call also starts the library
    started = time.perf_counter()
    thinner.downsample(values, n_out=2 * columns)
    answer[name] = time.perf_counter() - started
print(json.dumps(answer))
