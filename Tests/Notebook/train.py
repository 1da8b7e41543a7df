"""A training script: logs a value every 0.2 s to the native store until the file `.end` names how it ends.

python train.py RUN-FOLDER SECONDS; its clock is so many seconds behind.
"""

import json
import os
import pathlib
import sys
import time

folder, behind = pathlib.Path(sys.argv[1]), float(sys.argv[2])
(folder / "logs").mkdir(parents=True)


def write(**more):
    described = {
        "id": folder.name, "start": start, "user": "ada", "compute_target": "gpu-1",
        "parameters": {"lr": 0.01}, "tags": {"team": "vision"}, **more}
    (folder / ".run.json").write_text(json.dumps(described))
    os.replace(folder / ".run.json", folder / "run.json")


start = time.time() - behind
write(status="running")
step = 0
while not (folder / ".end").exists():
    line = {"name": "loss", "step": step, "time": time.time() - behind, "value": 1 / (step + 1)}
    with open(folder / "metrics.jsonl", "a") as file:
        file.write(json.dumps(line) + "\n")
    with open(folder / "logs" / "train.log", "a") as file:
        file.write(f"step {step} done\n")
    step += 1
    time.sleep(0.2)
status = (folder / ".end").read_text()
write(status=status, end=time.time() - behind, **({"error": "out of memory"} if status == "failed" else {}))
