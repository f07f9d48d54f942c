"""Named checks of what a learner made, registered by the rooms that made it.

A question of the kind ``artefact`` names a check such as ``channels.plan``. The
room before the dot registers it (a folder in its module ``checks``), so the
course can call a check by name and know nothing of channels or posts.

A question of the kind ``text`` may name a keeper such as ``practice.purpose`` in
the same way. It is given what the learner wrote, and keeps it in the room's own file.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from outreach.workspace import Workspace


@dataclass(frozen=True)
class Fine:
    """The artefact is there and passes."""


@dataclass(frozen=True)
class NotMade:
    """The artefact is not there yet: *not attempted*, never wrong."""


@dataclass(frozen=True)
class Problem:
    """The artefact is there and something in it is not right yet.

    ``name`` picks the message from the question's list of wrong answers;
    ``details`` fills the ``{fields}`` of that message.
    """

    name: str
    details: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Unreadable:
    """The artefact is there and cannot be checked; ``reason`` is one sentence."""

    reason: str


PURPOSE_WORDS = 5
"""Words below which no purpose can name both whom it is for and what it gives: "help people", "grow my practice"."""

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""How the names of letters begin in scripts that put no blank between words, by the Unicode character database."""

Result = Fine | NotMade | Problem | Unreadable
Check = Callable[["Workspace"], Result]


@dataclass(frozen=True)
class Kept:
    """What became of a text that a keeper was given.

    ``held`` is the text as it stands there now, None where it was not kept; ``note`` is
    what there is to say about that.
    """

    held: str | None
    note: str = ""


@dataclass(frozen=True)
class Keeper:
    """Keeps a text in a file of its room.

    ``place`` is what people call that file, at the beginning of a sentence: "Your profile".
    ``held`` returns what stands there now; nothing where it cannot be read.
    """

    place: str
    keep: Callable[[Workspace, str], Kept]
    held: Callable[[Workspace], str]


_registered: dict[str, Check] = {}
_keepers: dict[str, Keeper] = {}


def named_check(name: str) -> Callable[[Check], Check]:
    """Register a check under ``room.name``; two checks of one name are an error."""

    def register(check: Check) -> Check:
        if name in _registered:
            msg = f"two checks are called {name!r}"
            raise ValueError(msg)
        _registered[name] = check
        return check

    return register


def find_check(name: str) -> Check:
    """Return the check of that name, loading the room that owns it."""
    _load_room(name, _registered)
    if name not in _registered:
        msg = f"There is no check called {name!r}. A check is named room.name, such as channels.plan."
        raise OutreachError(msg)
    return _registered[name]


def register_keeper(name: str, keeper: Keeper) -> None:
    """Register a keeper under ``room.name``; two keepers of one name are an error."""
    if name in _keepers:
        msg = f"two keepers are called {name!r}"
        raise ValueError(msg)
    _keepers[name] = keeper


def find_keeper(name: str) -> Keeper:
    """Return the keeper of that name, loading the room that owns it."""
    _load_room(name, _keepers)
    if name not in _keepers:
        msg = f"There is no keeper called {name!r}. A keeper is named room.name, such as practice.purpose."
        raise OutreachError(msg)
    return _keepers[name]


def words_in(text: str) -> int:
    """Return the number of words; signs alone are none, and where a script writes no blanks, two letters are one."""
    spaced = sum(any(char.isalnum() for char in word) for word in text.split())
    unspaced = sum(unicodedata.name(char, "").startswith(_UNSPACED) for char in text if char.isalpha())
    return max(spaced, unspaced // 2)


def _load_room(name: str, known: Mapping[str, object]) -> None:
    """Load the modules in which a room may register something, until it is there."""
    room, dot, _ = name.partition(".")
    if not dot or not room.isidentifier():
        return
    for module in (f"outreach.{room}", f"outreach.{room}.checks", f"outreach.{room}_keeping"):
        if name in known:
            return
        try:
            importlib.import_module(module)
        except ModuleNotFoundError as missing:
            if missing.name not in {module, f"outreach.{room}"}:
                raise
