"""Reads a whole file store with mlflow's own client and prints, as JSON, what it read and how long it took.

    MLFLOW_ALLOW_FILE_STORE=true python read_with_mlflow.py FOLDER [--list-only]

`search_runs`, then every `get_metric_history`. Importing mlflow is not counted, and all runs come as one page:
the file store reads every run again for each page, so that pages would cost mlflow more.
"""

import json
import sys
import time

from mlflow.tracking import MlflowClient

LARGEST_PAGE = 50_000  # what mlflow allows

started = time.perf_counter()
client = MlflowClient(tracking_uri="file://" + sys.argv[1])
experiments = [experiment.experiment_id for experiment in client.search_experiments()]
runs = client.search_runs(experiments, max_results=LARGEST_PAGE)
assert runs.token is None, "more runs than a page holds"
listed = time.perf_counter()
points = 0
if "--list-only" not in sys.argv:
    points = sum(len(client.get_metric_history(run.info.run_id, name)) for run in runs for name in run.data.metrics)
read = time.perf_counter()
print(json.dumps({"runs": len(runs), "points": points, "list_seconds": listed - started, "seconds": read - started}))
