"""A training script that logs to the native store, for tests of what follows a run while it goes on.

    python training.py FOLDER VALUES SECONDS ENDING

`ENDING` is `completed`, `failed`, or `silent`: then it waits for its end without another word.
"""

import json
import pathlib
import sys
import time


def write_header(run, status, started, **more):
    """Writes `run.json` whole, as a store asks for it."""
    header = {"id": run.name, "name": run.name, "status": status, "start": started, **more}
    new = run / ".run.json.new"
    new.write_text(json.dumps(header))
    new.rename(run / "run.json")


def train(run, values, seconds, ending):
    started = time.time()
    (run / "logs").mkdir(parents=True)
    write_header(run, "running", started)
    with open(run / "metrics.jsonl", "a", buffering=1) as metrics, open(run / "logs/main.log", "a", buffering=1) as log:
        for step in range(values):
            metrics.write(json.dumps({"name": "loss", "step": step, "value": value(step), "time": time.time()}) + "\n")
            log.write(f"step {step} done\n")
            time.sleep(seconds)
    if ending == "silent":
        time.sleep(600)
    write_header(run, ending, started, end=time.time())


def value(step):
    """The loss at a step: every one is another number, which a page shows to all its digits."""
    return 1000 + step


if __name__ == "__main__":
    train(pathlib.Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4])
