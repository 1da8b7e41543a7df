"""Reads a file of JSON lines with polars and prints, as JSON, how many lines and how long the call took.

    python read_with_polars.py FILE
"""

import json
import sys
import time

import polars

started = time.perf_counter()
frame = polars.read_ndjson(sys.argv[1])
print(json.dumps({"seconds": time.perf_counter() - started, "lines": frame.height}))
