#!/usr/bin/env python3
"""Trains the sample runs and writes them as a native run store.

    pip install scikit-learn numpy tqdm matplotlib      (exact versions: ../requirements.txt)
    python make_samples.py [OUTPUT_DIR [MODULE …]]      (default: the folder above this one, everything)

Nothing is downloaded: the data sets come with scikit-learn or from a simulation in this folder.  The
numbers are measured; the times come from a simulated clock (clock.py), so that a second run of this
script writes the same bytes.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

# One thread everywhere: sums are then always added in the same order.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[variable] = "1"

# Module and the experiments that it writes.
EXPERIMENTS = {
    "digits_mlp": ["digits-mlp"],
    "wine_sweep": ["wine-sweep"],
    "automl_diabetes": ["diabetes-automl"],
    "automl_cancer": ["breast-cancer-automl"],
    "pendulum": ["pendulum-multinode"],
    "nightly": ["nightly-regression"],
}


def main(arguments: list[str]) -> None:
    store = Path(arguments[0]) if arguments else Path(__file__).resolve().parent.parent
    wanted = arguments[1:] or list(EXPERIMENTS)
    for module in wanted:
        for experiment in EXPERIMENTS[module]:
            shutil.rmtree(store / experiment, ignore_errors=True)
        began = time.monotonic()
        importlib.import_module(module).make(store)
        print(f"{', '.join(EXPERIMENTS[module])}: {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
