"""Ids and names: chosen once, by rule, so that they never change."""

from __future__ import annotations

import hashlib
import uuid

ADJECTIVES = ("lunar amber quiet brisk silver mellow crimson gentle northern velvet rapid hollow sunny frozen "
              "copper distant eager polished misty golden stormy patient scarlet wandering").split()
NOUNS = ("comet harbor meadow falcon glacier lantern orchard thicket canyon sparrow beacon willow ember tide "
         "summit prairie otter delta juniper marble heron grove pebble aurora cinder").split()


def friendly(experiment: str, number: int) -> str:
    """`lunar-comet-107`: the words by a hash of the experiment and the number, the number as it is."""
    digest = hashlib.sha256(f"{experiment}/{number}".encode()).digest()
    return f"{ADJECTIVES[digest[0] % len(ADJECTIVES)]}-{NOUNS[digest[1] % len(NOUNS)]}-{number}"


def identifier(text: str) -> str:
    """A UUID that depends on the text alone."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://example.org/samples/{text}"))


def commit(text: str) -> str:
    """Forty hexadecimal digits that stand for a revision."""
    return hashlib.sha1(text.encode()).hexdigest()


def node(text: str) -> str:
    """The id of a node as Azure Batch writes it."""
    return f"tvmps_{hashlib.sha256(text.encode()).hexdigest()}_d"


def source(repository: str, revision: str, branch: str = "main", dirty: bool = False) -> dict:
    return {"repository": f"https://git.example.org/{repository}.git", "branch": branch,
            "commit": commit(f"{repository}/{revision}"), "dirty": dirty}
