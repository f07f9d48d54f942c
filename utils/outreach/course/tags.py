"""Cell tags: the one table that says where a cell of the course source goes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Role(StrEnum):
    """What a source file of a module is for."""

    LESSON = "lesson"
    PRACTICE = "practice"


class Edition(StrEnum):
    """What readers get that is made from the course source."""

    LESSON = "lesson"
    EXERCISE = "exercise"
    SOLUTION = "solution"
    GUIDE = "facilitator guide"


MADE_FROM = {
    Role.LESSON: (Edition.LESSON, Edition.GUIDE),
    Role.PRACTICE: (Edition.EXERCISE, Edition.SOLUTION, Edition.GUIDE),
}
FOR_LEARNERS = frozenset({Edition.LESSON, Edition.EXERCISE})
"""Editions that must hold no answer and no note to the facilitator."""

_PLACE = {
    "solution": frozenset({Edition.SOLUTION, Edition.GUIDE}),
    "stub": frozenset({Edition.EXERCISE}),
    "facilitator": frozenset({Edition.GUIDE}),
}
_SLIDES = ("slide", "subslide", "fragment")
TAGS = (*_PLACE, *_SLIDES, "optional")


def editions(role: Role, tags: Iterable[str]) -> frozenset[Edition]:
    """Return the editions in which a cell with these tags stands."""
    places = [_PLACE[tag] for tag in tags if tag in _PLACE]
    return frozenset(MADE_FROM[role]).intersection(*places)


def refuse_tags(role: Role, tags: tuple[str, ...]) -> None:
    """Refuse tags that are unknown, stand in the wrong file, or contradict each other.

    Raises
    ------
    OutreachError
        With one sentence; the caller knows file and line.
    """
    for tag in tags:
        if tag not in TAGS:
            near = f" Did you mean {tag.lower()}?" if tag.lower() in TAGS else ""
            msg = f"the tag {tag!r} is not known. The tags are: {', '.join(TAGS)}.{near}"
            raise OutreachError(msg)
        if tags.count(tag) > 1:
            msg = f"the tag {tag!r} stands twice"
            raise OutreachError(msg)
        if role is Role.LESSON and tag in {"solution", "stub"}:
            msg = f"the tag {tag!r} stands in a lesson. Answers belong in practice.md."
            raise OutreachError(msg)
    _refuse_together(tags, tuple(_PLACE), "one cell cannot be both")
    _refuse_together(tags, _SLIDES, "one cell starts one kind of slide")
    for slide in _SLIDES:
        _refuse_together(tags, ("facilitator", slide), "a note to the facilitator is not projected")


def _refuse_together(tags: tuple[str, ...], apart: tuple[str, ...], why: str) -> None:
    both = [tag for tag in tags if tag in apart]
    if len(both) > 1:
        msg = f"the tags {' and '.join(both)} stand together; {why}"
        raise OutreachError(msg)
