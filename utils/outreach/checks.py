"""Named checks of what a learner made, registered by the rooms that made it.

A question of the kind ``artefact`` names a check such as ``channels.plan``. The
room before the dot registers it (a folder in its module ``checks``), so the
course can call a check by name and know nothing of channels or posts.

A question of the kind ``text`` may name a keeper such as ``practice.purpose`` in
the same way. It is given what the learner wrote, and keeps it in the room's own file.

A teller such as ``channels.plan`` says in a few plain words what a room's file
holds, so that another room can build on it and know nothing of the first.
"""

from __future__ import annotations

import importlib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

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


Teller = Callable[["Workspace"], Mapping[str, str]]
_Named = TypeVar("_Named")

_registered: dict[str, Check] = {}
_keepers: dict[str, Keeper] = {}
_tellers: dict[str, Teller] = {}


def named_check(name: str) -> Callable[[Check], Check]:
    """Register a check under ``room.name``; two checks of one name are an error."""

    def register(check: Check) -> Check:
        _register("check", name, check, _registered)
        return check

    return register


def find_check(name: str) -> Check:
    """Return the check of that name, loading the room that owns it."""
    return _find("check", name, _registered, "channels.plan")


def register_keeper(name: str, keeper: Keeper) -> None:
    """Register a keeper under ``room.name``; two keepers of one name are an error."""
    _register("keeper", name, keeper, _keepers)


def find_keeper(name: str) -> Keeper:
    """Return the keeper of that name, loading the room that owns it."""
    return _find("keeper", name, _keepers, "practice.purpose")


def register_teller(name: str, teller: Teller) -> None:
    """Register a teller under ``room.name``; two tellers of one name are an error."""
    _register("teller", name, teller, _tellers)


def find_teller(name: str) -> Teller:
    """Return the teller of that name, loading the room that owns it."""
    return _find("teller", name, _tellers, "channels.plan")


def words_in(text: str) -> int:
    """Return the number of words; signs alone are none, and where a script writes no blanks, two letters are one."""
    spaced = sum(any(char.isalnum() for char in word) for word in text.split())
    unspaced = sum(unicodedata.name(char, "").startswith(_UNSPACED) for char in text if char.isalpha())
    return max(spaced, unspaced // 2)


def _register(kind: str, name: str, one: _Named, known: dict[str, _Named]) -> None:
    if name in known:
        msg = f"two {kind}s are called {name!r}"
        raise ValueError(msg)
    known[name] = one


def _find(kind: str, name: str, known: Mapping[str, _Named], example: str) -> _Named:
    _load_room(name, known)
    if name not in known:
        msg = f"There is no {kind} called {name!r}. A {kind} is named room.name, such as {example}."
        raise OutreachError(msg)
    return known[name]


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
