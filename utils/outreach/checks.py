"""Named checks of what a learner made, registered by the rooms that made it.

A question of the kind ``artefact`` names a check such as ``channels.plan``. The
room before the dot registers it (a folder in its module ``checks``), so the
course can call a check by name and know nothing of channels or posts.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
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


Result = Fine | NotMade | Problem | Unreadable
Check = Callable[["Workspace"], Result]

_registered: dict[str, Check] = {}


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
    room, dot, _ = name.partition(".")
    if name not in _registered and dot and room.isidentifier():
        for module in (f"outreach.{room}", f"outreach.{room}.checks"):
            try:
                importlib.import_module(module)
            except ModuleNotFoundError as missing:
                if missing.name != module:
                    raise
    if name not in _registered:
        msg = f"There is no check called {name!r}. A check is named room.name, such as channels.plan."
        raise OutreachError(msg)
    return _registered[name]
