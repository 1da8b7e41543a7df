"""Writes an MLflow file store of a given size, in the layout mlflow 2 and 3 write, from a seed.

    python make_mlflow_store.py FOLDER [--runs 1000] [--metrics 10] [--points 100] [--seed 7]
"""

import argparse
import pathlib
import random

EXPERIMENT = "123456789012345678"


def write_run(folder, number, metrics, points, rng):
    run_id = f"{rng.getrandbits(128):032x}"
    run = folder / run_id
    start = 1_790_000_000_000 + number * 60_000
    for name in ("metrics", "params", "tags", "artifacts"):
        (run / name).mkdir(parents=True)
    (run / "meta.yaml").write_text(
        f"artifact_uri: file:///srv/mlruns/{EXPERIMENT}/{run_id}/artifacts\nend_time: {start + 50_000}\n"
        f"entry_point_name: ''\nexperiment_id: '{EXPERIMENT}'\nlifecycle_stage: active\nrun_id: {run_id}\n"
        f"run_name: run-{number}\nsource_name: ''\nsource_type: 4\nsource_version: ''\nstart_time: {start}\n"
        f"status: 3\ntags: []\nuser_id: bench\n"
    )
    for name, value in {
        "lr": rng.choice([0.1, 0.01, 0.001]), "width": rng.choice([64, 128, 256]), "depth": rng.randint(1, 8),
        "optimizer": "adam", "seed": number,
    }.items():
        (run / "params" / name).write_text(str(value))
    for name, value in {
        "mlflow.runName": f"run-{number}", "mlflow.user": "bench", "mlflow.source.type": "LOCAL",
        "mlflow.source.name": "train.py",
    }.items():
        (run / "tags" / name).write_text(value)
    for index in range(metrics):
        level, lines = rng.random() + 0.5, []
        for step in range(points):
            value = level / (1 + step / 10) + rng.gauss(0, 0.01)
            lines.append(f"{start + step * 500} {value!r} {step}\n")
        (run / "metrics" / f"metric_{index}").write_text("".join(lines))


def write_store(store, runs, metrics, points, seed=7):
    rng = random.Random(seed)
    folder = store / EXPERIMENT
    folder.mkdir(parents=True)
    (folder / "meta.yaml").write_text(
        f"artifact_location: file:///srv/mlruns/{EXPERIMENT}\ncreation_time: 1790000000000\n"
        f"experiment_id: '{EXPERIMENT}'\nlast_update_time: 1790000000000\nlifecycle_stage: active\nname: bench\n"
    )
    for number in range(runs):
        write_run(folder, number, metrics, points, rng)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--metrics", type=int, default=10)
    parser.add_argument("--points", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    write_store(arguments.folder, arguments.runs, arguments.metrics, arguments.points, arguments.seed)


if __name__ == "__main__":
    main()
