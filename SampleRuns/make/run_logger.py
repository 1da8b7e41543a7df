"""The few lines of Python that write the native run store (docs/run-store.md).

    run = Run("STORE/digits-mlp", "lunar-comet-107", clock, parameters={"lr": 0.05})
    run.log("val/loss", 0.31, step=12)
    run.log_values({"val/loss": 0.31, "val/accuracy": 0.94}, step=12)
    run.log_confusion_matrix("val/confusion", ["cat", "dog"], [[8, 1], [0, 9]])
    run.finish()

Nothing here is particular to the samples but the clock; hand in one that asks the system for the
time and the class serves any training script.
"""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any, Mapping, Sequence

from clock import Clock

SIGNIFICANT_DIGITS = 7


class Run:
    """One run: a folder with `run.json`, `metrics.jsonl` and whatever the run leaves there."""

    def __init__(self, experiment: Path | str, run_id: str, clock: Clock, *, status: str = "running",
                 **header: Any) -> None:
        self.folder = Path(experiment) / run_id
        self.folder.mkdir(parents=True, exist_ok=True)
        self.clock = clock
        self.header: dict[str, Any] = {"id": run_id, "name": header.pop("name", run_id), "status": status}
        if status not in ("queued", "preparing"):
            self.header["start"] = clock.iso()
        self.header.update(header)
        self._write_header()

    # The header

    def update(self, **keys: Any) -> None:
        """Sets keys of `run.json` and writes it whole."""
        self.header.update(keys)
        self._write_header()

    def beat(self) -> None:
        """Says that the run is alive."""
        self.update(heartbeat=self.clock.iso())

    def finish(self, status: str = "completed", error: str | None = None) -> None:
        """Ends the run, now."""
        ending = {"status": status, "end": self.clock.iso()}
        self.update(**ending, **({"error": error} if error else {}))

    def _write_header(self) -> None:
        text = json.dumps(self.header, ensure_ascii=False, indent=2) + "\n"
        temporary = self.folder / ".run.json.tmp"
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, self.folder / "run.json")

    # Files

    def path(self, relative: str) -> Path:
        """A path below the run's folder whose parent folders exist."""
        path = self.folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write_text(self, relative: str, text: str) -> None:
        self.path(relative).write_text(text, encoding="utf-8", newline="")

    def write_json(self, relative: str, value: Any) -> None:
        self.write_text(relative, json.dumps(rounded(value), ensure_ascii=False, indent=1) + "\n")

    # Numbers

    def log(self, name: str, value: float, step: int | None = None) -> None:
        """One value of one metric."""
        self._append({"name": name, **_step(step), "time": self.clock.iso(), "value": value})

    def log_values(self, values: Mapping[str, float], step: int) -> None:
        """Several metrics of one step, on one line, with the time as seconds since 1970."""
        self._append({"step": step, "time": self.clock.now, "values": dict(values)})

    # Values that are not one number

    def log_list(self, name: str, values: Sequence[Any], step: int | None = None) -> None:
        self._structured(name, "list", list(values), step)

    def log_row(self, name: str, step: int | None = None, **columns: Any) -> None:
        """One row of the table that all rows of this name make together."""
        self._structured(name, "row", columns, step)

    def log_table(self, name: str, columns: Mapping[str, Sequence[Any]], step: int | None = None) -> None:
        self._structured(name, "table", {key: list(column) for key, column in columns.items()}, step)

    def log_image(self, name: str, relative: str, step: int | None = None) -> None:
        self._structured(name, "image", {"path": relative}, step)

    def log_text(self, name: str, text: str, step: int | None = None) -> None:
        self._structured(name, "text", text, step)

    def log_curve(self, name: str, x: Sequence[float], y: Sequence[float], x_label: str, y_label: str,
                  step: int | None = None) -> None:
        data = {"x": list(x), "y": list(y), "x_label": x_label, "y_label": y_label}
        self._structured(name, "curve", data, step)

    def log_curves(self, name: str, lines: Sequence[Mapping[str, Any]], x_label: str, y_label: str,
                   step: int | None = None) -> None:
        """Several labelled lines on one pair of axes."""
        data = {"lines": list(lines), "x_label": x_label, "y_label": y_label}
        self._structured(name, "curve", data, step)

    def log_confusion_matrix(self, name: str, labels: Sequence[str], matrix: Sequence[Sequence[int]],
                             step: int | None = None) -> None:
        """Rows are true classes, columns predicted ones."""
        self._structured(name, "confusion_matrix", {"class_labels": list(labels), "matrix": matrix}, step)

    def log_accuracy_table(self, name: str, table: Mapping[str, Any], step: int | None = None) -> None:
        """In Azure's own wrapping, which readers accept as well as the bare data."""
        data = {"schema_type": "accuracy_table", "schema_version": "1.0.1", "data": dict(table)}
        self._structured(name, "accuracy_table", data, step)

    def log_residuals(self, name: str, histogram: Mapping[str, Any], step: int | None = None) -> None:
        self._structured(name, "residuals", dict(histogram), step)

    def log_predictions(self, name: str, bins: Mapping[str, Any], step: int | None = None) -> None:
        self._structured(name, "predictions", dict(bins), step)

    # Lines

    def _structured(self, name: str, kind: str, data: Any, step: int | None) -> None:
        self._append({"name": name, **_step(step), "time": self.clock.iso(), "type": kind, "data": data})

    def _append(self, record: Mapping[str, Any]) -> None:
        append_line(self.folder / "metrics.jsonl", record)


def append_line(path: Path, record: Mapping[str, Any]) -> None:
    """Appends one JSON object as one line, with one write."""
    line = json.dumps(rounded(record), ensure_ascii=False) + "\n"
    with open(path, "ab", buffering=0) as file:
        file.write(line.encode("utf-8"))


def write_experiment(folder: Path, **keys: Any) -> None:
    """Writes `experiment.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(keys, ensure_ascii=False, indent=2) + "\n"
    (folder / "experiment.json").write_text(text, encoding="utf-8")


def rounded(value: Any, key: str | None = None) -> Any:
    """The value as plain Python; fractions to seven significant digits, times as they are."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float) and key != "time" and math.isfinite(value):
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if isinstance(value, Mapping):
        return {name: rounded(item, name) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(item) for item in value]
    return value


def _step(step: int | None) -> dict[str, int]:
    return {} if step is None else {"step": step}
