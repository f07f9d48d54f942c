"""Collect who answered whom, so that only meaningless numbers are left of the others."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

TIES = ("thread", "post", "author", "parent", "when", "own")
NOT_KNOWN = np.datetime64("NaT", "s")


@dataclass(frozen=True)
class _Said:
    post: str
    author: str
    parent: str
    when: np.datetime64
    own: bool


@dataclass
class Ties:
    """Posts of the owner, and those of others that they answer.

    Own posts are named by their items, the others by a number with an "o" before it. People are numbers, the owner
    is "0".
    """

    _said: dict[str, _Said] = field(default_factory=dict)
    _posts: dict[str, str] = field(default_factory=dict)
    _people: dict[str, str] = field(default_factory=dict)

    def began(self, post: str, when: np.datetime64) -> None:
        """Note a first post of the owner."""
        self._said[post] = _Said(post, "0", "", when, own=True)

    def answered(self, post: str, parent: str, when: np.datetime64, *, of: str, of_owner: bool) -> None:
        """Note an answer of the owner to ``parent``, a post of the person ``of``; "" where the person is not known."""
        above = parent if of_owner else self._posts.setdefault(parent, f"o{len(self._posts) + 1}")
        self._said[post] = _Said(post, "0", above, when, own=True)
        if above not in self._said:
            who = "0" if of_owner else self.person(of or f"of {parent}")
            self._said[above] = _Said(above, who, "", NOT_KNOWN, own=of_owner)

    def person(self, known_as: str) -> str:
        """Return the number of a person of this file."""
        return self._people.setdefault(known_as, str(len(self._people) + 1))

    def table(self) -> pd.DataFrame | None:
        """Return the ties as `Reading.ties` wants them; None where nobody answered anybody."""
        if not any(said.parent for said in self._said.values()):
            return None
        rows = [
            (self._root(said), said.post, said.author, said.parent, said.when, said.own) for said in self._said.values()
        ]
        made = pd.DataFrame(rows, columns=list(TIES))
        return made.astype({"thread": "str", "post": "str", "author": "str", "parent": "str", "when": "datetime64[s]"})

    def _root(self, said: _Said) -> str:
        seen = set()
        while said.parent and said.parent in self._said and said.post not in seen:
            seen.add(said.post)
            said = self._said[said.parent]
        return said.post
