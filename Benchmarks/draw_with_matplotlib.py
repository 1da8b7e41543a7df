"""Draws line charts as SVG files with matplotlib and prints, as JSON, how long `savefig` took for all.

    python draw_with_matplotlib.py FOLDER CHARTS SERIES POINTS SEED

One figure is used again and only `savefig` is timed: making figures and handing over data is not counted.
"""

import json
import pathlib
import sys
import time

import matplotlib
import numpy

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402  (after the choice of the backend)

folder = pathlib.Path(sys.argv[1])
charts, series, points, seed = map(int, sys.argv[2:])
rng = numpy.random.default_rng(seed)
steps = numpy.arange(points)
figure, axes = pyplot.subplots(figsize=(7, 3))
lines = [axes.plot(steps, steps, label=f"run-{index}")[0] for index in range(series)]
axes.legend(loc="upper right")  # "best" would search all points for a free corner
seconds = 0.0
for number in range(charts):
    for line in lines:
        line.set_ydata(1 / (1 + steps / 50) + rng.normal(0, 0.02, points))
    axes.set_title(f"metric_{number}")
    axes.relim()
    axes.autoscale_view()
    started = time.perf_counter()
    figure.savefig(folder / f"{number}.svg")
    seconds += time.perf_counter() - started
size = sum(file.stat().st_size for file in folder.iterdir())
print(json.dumps({"seconds": seconds, "charts": charts, "bytes": size}))
