"""Our program, and what it wrote."""

import os
import re
import shutil

from measuring import CannotRun


class Ours:
    def __init__(self, program, runner):
        if not program.exists():
            raise CannotRun(f"no {program}; `make build` makes it")
        self.program, self.runner = program, runner

    def build(self, store, site, anew=False):
        """Builds a site beside its cache; `anew` removes both first, which is not timed."""
        if anew:
            remove(site)
            remove(cache_of(site))
        return self.runner.run(self.program, "build", store, *into(site), "--quiet")

    def build_into_empty(self, store, site):
        """Builds a site that is gone from a cache that is still there: all pages are rendered, no run is read."""
        remove(site)
        return self.build(store, site)

    def changed_files(self, store, site):
        """Builds a site again: the outcome, and how many files of the site the program says have changed."""
        outcome = self.runner.run(self.program, "build", store, *into(site))
        said = re.search(r"([\d,]+) of [\d,]+ files changed", outcome.errors)
        return outcome, int(said[1].replace(",", "")) if said else 0


def into(site):
    return "--output", site, "--cache", cache_of(site)


def cache_of(site):
    return site.with_name(site.name + ".cache")


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def files(site):
    """Size and path, relative to the site, of each of its files, in order of path; one of two names once."""
    found = {}
    for path, _, names in os.walk(site):
        for name in names:
            whole = os.path.join(path, name)
            entry = os.stat(whole)
            found.setdefault(entry.st_ino, (entry.st_size, os.path.relpath(whole, site)))
    return sorted(found.values(), key=lambda file: file[1])


def pages(site):
    return [(size, path) for size, path in files(site) if path.endswith(".html")]


def weight(files):
    """The bytes of files, of `files` or `pages`."""
    return sum(size for size, _ in files)
