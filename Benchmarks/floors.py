"""C programs that do the least a task can be done with, made from the `.c` files here."""

import functools
import pathlib
import shutil
import subprocess

from measuring import CannotRun

HERE = pathlib.Path(__file__).resolve().parent


class Floors:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    @functools.cache
    def program(self, name):
        """The binary of `<name>.c`, for any processor of the kind: no `-march`."""
        if not shutil.which("gcc"):
            raise CannotRun("gcc is not installed")
        subprocess.run(["gcc", "-O2", "-o", self.folder / name, HERE / f"{name}.c"], check=True)
        return self.folder / name
