"""Small pictures whose bytes depend on the numbers alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Sequence

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

BLUE, ORANGE, GREY = "#2563a8", "#c65d12", "#888888"


def _save(figure: Any, path: Path) -> None:
    figure.savefig(path, dpi=72, metadata={"Software": None})
    plt.close(figure)


def _draw(path: Path, size: tuple[float, float], draw: Callable[[Any], None]) -> None:
    figure, axes = plt.subplots(figsize=size, layout="constrained")
    draw(axes)
    axes.spines[["top", "right"]].set_visible(False)
    _save(figure, path)


def tiles(path: Path, images: np.ndarray, titles: Sequence[str] | None = None, columns: int = 8,
          diverging: bool = False) -> None:
    """Square images in a grid: first-layer weights, or digits with a title each."""
    rows = -(-len(images) // columns)
    figure, axes = plt.subplots(rows, columns, figsize=(columns * 0.72, rows * (0.92 if titles else 0.72)),
                                layout="constrained", squeeze=False)
    limit = float(np.abs(images).max())
    for index, cell in enumerate(axes.flat):
        cell.set_axis_off()
        if index < len(images):
            cell.imshow(images[index], cmap="RdBu" if diverging else "gray_r",
                        vmin=-limit if diverging else 0, vmax=limit, interpolation="nearest")
            if titles:
                cell.set_title(titles[index], fontsize=8)
    _save(figure, path)


def matrix(path: Path, labels: Sequence[str], counts: np.ndarray) -> None:
    """A confusion matrix, the diagonal kept pale so that mistakes stand out."""
    def draw(axes: Any) -> None:
        mistakes = counts * (1 - np.eye(len(labels)))
        axes.imshow(mistakes, cmap="Oranges")
        for (row, column), count in np.ndenumerate(counts):
            if count:
                axes.text(column, row, str(count), ha="center", va="center", fontsize=8,
                          color=GREY if row == column else "black")
        axes.set_xticks(range(len(labels)), labels, fontsize=8)
        axes.set_yticks(range(len(labels)), labels, fontsize=8)
        axes.set_xlabel("predicted", fontsize=9)
        axes.set_ylabel("true", fontsize=9)
    _draw(path, (4.2, 4.0), draw)


def scatter(path: Path, x: np.ndarray, y: np.ndarray, x_label: str, y_label: str, diagonal: bool = False) -> None:
    def draw(axes: Any) -> None:
        axes.scatter(x, y, s=9, color=BLUE, alpha=0.6, linewidths=0)
        if diagonal:
            ends = [min(x.min(), y.min()), max(x.max(), y.max())]
            axes.plot(ends, ends, color=GREY, linewidth=1)
        axes.set_xlabel(x_label, fontsize=9)
        axes.set_ylabel(y_label, fontsize=9)
    _draw(path, (4.6, 3.8), draw)


def lines(path: Path, series: Sequence[tuple[str, np.ndarray, np.ndarray]], x_label: str, y_label: str) -> None:
    """Up to two labelled lines."""
    def draw(axes: Any) -> None:
        for (label, x, y), colour in zip(series, (BLUE, ORANGE)):
            axes.plot(x, y, color=colour, linewidth=1.4, label=label)
        axes.legend(frameon=False, fontsize=8)
        axes.set_xlabel(x_label, fontsize=9)
        axes.set_ylabel(y_label, fontsize=9)
    _draw(path, (5.4, 3.2), draw)


def bars(path: Path, names: Sequence[str], values: np.ndarray, x_label: str) -> None:
    def draw(axes: Any) -> None:
        axes.barh(range(len(names)), values, color=BLUE)
        axes.set_yticks(range(len(names)), names, fontsize=8)
        axes.invert_yaxis()
        axes.set_xlabel(x_label, fontsize=9)
    _draw(path, (4.8, 0.26 * len(names) + 0.8), draw)
