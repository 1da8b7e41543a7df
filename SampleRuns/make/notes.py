"""Notes are written by hand in `notes/`; measured numbers stand in them as `$placeholders`."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Any

FOLDER = Path(__file__).parent / "notes"


def write(name: str, folder: Path, **values: Any) -> None:
    """Fills `notes/<name>.md` and writes it as `notes.md`; a placeholder without a value is an error."""
    text = Template((FOLDER / f"{name}.md").read_text(encoding="utf-8")).substitute(values)
    (folder / "notes.md").write_text(text, encoding="utf-8")


def exists(name: str) -> bool:
    return (FOLDER / f"{name}.md").exists()
