"""The purpose sentence: kept in the profile as it is written in a question, and checked there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.checks import (
    PURPOSE_WORDS,
    Fine,
    Keeper,
    Kept,
    NotMade,
    Problem,
    Result,
    Unreadable,
    named_check,
    register_keeper,
    words_in,
)
from outreach.errors import OutreachError
from outreach.practice import FILE_NAME, Practice, load_practice, write_practice
from outreach.workspace import whole

if TYPE_CHECKING:
    from outreach.workspace import Workspace

LONGEST_PURPOSE = 300
"""Characters. A purpose is a sentence; what is longer is a text about it."""


def keep_purpose(space: Workspace, text: str) -> Kept:
    """Keep a text as the purpose of the profile, on one line, beside all else that the profile holds now.

    There is a note where it was too long to keep, or where a damaged profile was set aside.
    """
    purpose = _on_one_line(text)
    if len(purpose) > LONGEST_PURPOSE:
        return Kept(
            None,
            f"What you wrote is kept with this question. Your profile keeps a purpose of at most {LONGEST_PURPOSE} "
            f"characters, and this one has {len(purpose):,}, so the profile stays as it was.",
        )
    with space.lock(FILE_NAME):
        now = _load_or_set_aside(space)
        if now.purpose != purpose:
            space.write_locked(FILE_NAME, write_practice(replace(now, purpose=purpose)))
    return Kept(purpose, " ".join(space.take_notices()))


def held_purpose(space: Workspace) -> str:
    """Return the purpose that the profile holds now; nothing where the profile cannot be read."""
    try:
        return _on_one_line(load_practice(space).purpose)
    except OutreachError:
        return ""


register_keeper("practice.purpose", Keeper("Your profile", keep_purpose, held_purpose))


@named_check("practice.purpose")
def check_purpose(space: Workspace) -> Result:
    """Look whether the profile has a purpose of more than a few words."""
    try:
        purpose = load_practice(space).purpose
    except OutreachError as error:
        return Unreadable(str(error))
    if not purpose.strip():
        return NotMade()
    words = words_in(purpose)
    return Fine() if words >= PURPOSE_WORDS else Problem("too-short", {"words": str(words)})


def _on_one_line(text: str) -> str:
    return whole(" ".join(text.split()))


def _load_or_set_aside(space: Workspace) -> Practice:
    try:
        return load_practice(space)
    except OutreachError:
        space.set_aside(FILE_NAME, "it could not be understood")
        return Practice()
