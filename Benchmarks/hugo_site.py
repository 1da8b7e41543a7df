"""Makes a Hugo site of as many pages, about as large, as ours: a page a run, and lists of them."""

import json
import random
import time

from workloads import SEED, START

METRICS, POINTS = 10, 10
CONFIGURATION = """\
baseURL = "https://example.org/"
title = "Runs"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
"""
FRAME = """\
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
{{ block "main" . }}{{ end }}
<p hidden>%s</p></body></html>
"""
# What our page of a run holds: a table of metrics with exact values on hover, and a chart of each with axis and dots.
CHARTS = """\
{{ define "main" }}{{ .Content }}<table>
<tr><th>Metric<th>Count<th>First<th>Last<th>Min<th>Max<th>Mean<th>at step<th>at step
{{ range .Params.metrics }}<tr><th><a href="#{{ .name }}">{{ .name }}</a><td>{{ .count }}\
{{ range .values }}<td title="{{ . }}">{{ printf "%.4f" . }}{{ end }}<td>{{ .min_step }}<td>{{ .max_step }}
{{ end }}</table>
{{ range .Params.metrics }}<figure id="{{ .name }}"><figcaption><h3>{{ .name }}</h3></figcaption>
<svg viewBox="0 0 400 220" role="img"><title>{{ .name }}</title>
<path d="{{ range .ticks }}M44 {{ index . 0 }}l296 0{{ end }}"/>
{{ range .ticks }}<text x="37" y="{{ index . 0 }}" text-anchor="end">{{ index . 1 }}</text>{{ end }}
{{ range .points }}<text x="{{ index . 0 }}" y="215" text-anchor="middle">{{ index . 2 }}</text>{{ end }}
<path d="M{{ range .points }}{{ index . 0 }} {{ index . 1 }} {{ end }}"/>
<path d="{{ range .points }}M{{ index . 0 }} {{ index . 1 }}h0{{ end }}"/></svg></figure>
{{ end }}{{ end }}
"""
PLAIN = """\
{{ define "main" }}{{ .Content }}{{ end }}
"""
LIST = """\
{{ define "main" }}<table>{{ range .Pages }}<tr><td><a href="{{ .RelPermalink }}">{{ .Title }}</a><td>{{ .Date }}</tr>
{{ end }}</table>{{ end }}
"""


def hugo_site(folder, pages, layout, filler):
    """Content for `pages` pages, two of them lists, in the layout "charts" or "plain".

    `filler` characters stand in the frame of each page, so that pages weigh what ours do: constant text costs Hugo
    least. (In a paragraph, since Hugo drops comments.)
    """
    rng = random.Random(SEED)
    (folder / "layouts/_default").mkdir(parents=True)
    (folder / "content/runs").mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIGURATION)
    (folder / "layouts/_default/baseof.html").write_text(FRAME % ("x" * filler))
    (folder / "layouts/_default/single.html").write_text(CHARTS if layout == "charts" else PLAIN)
    (folder / "layouts/_default/list.html").write_text(LIST)
    for number in range(pages - 2):
        date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(START + 60 * number))
        front = {"title": f"run-{number}", "date": date, "metrics": [metric(index, rng) for index in range(METRICS)]}
        (folder / f"content/runs/run-{number}.md").write_text(json.dumps(front) + "\n\nA run of the **bench** store.\n")


def metric(index, rng):
    """What the layout prints of a metric; places in the chart are ready, Hugo does not compute them."""
    values = [rng.random() for _ in range(POINTS)]
    low, high = min(values), max(values)
    return {
        "name": f"metric_{index}", "count": POINTS, "values": [values[0], values[-1], low, high, sum(values) / POINTS],
        "min_step": values.index(low), "max_step": values.index(high),
        "ticks": [[round(190 - 36 * tick, 1), f"0.{2 * tick}"] for tick in range(5)],
        "points": [
            [round(44 + 32.9 * step, 1), round(190 - 180 * value, 1), step] for step, value in enumerate(values)]}
