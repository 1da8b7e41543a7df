"""Reads a whole file store with mlflow's own client: `search_runs`, then every `get_metric_history`.

    MLFLOW_ALLOW_FILE_STORE=true python read_with_mlflow.py FOLDER
"""

import sys
import time

from mlflow.tracking import MlflowClient

started = time.perf_counter()
client = MlflowClient(tracking_uri="file://" + sys.argv[1])
experiments = client.search_experiments()
runs = []
for experiment in experiments:
    token = None
    while True:
        page = client.search_runs([experiment.experiment_id], max_results=1000, page_token=token)
        runs += page
        token = page.token
        if not token:
            break
listed = time.perf_counter()
points = sum(len(client.get_metric_history(run.info.run_id, name)) for run in runs for name in run.data.metrics)
done = time.perf_counter()
print(f"{len(runs)} runs, {points} points: search_runs {listed - started:.2f} s, histories {done - listed:.2f} s")
