"""``measurement.md``: what was measured, what it says, what it does not say yet, and when to look again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from outreach.wording import markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FILE_NAME = "measurement.md"

FROM, KNOWN, MINE, NOT_YET, AGAIN = (
    "Where the numbers come from",
    "What they say",
    "What I take from it",
    "What I cannot conclude yet",
    "Look again",
)
HEADINGS = (FROM, KNOWN, MINE, NOT_YET, AGAIN)
NOTHING_YET = "(one sentence of your own)"
ON = "On:"

_HEADING = re.compile(r"^##\s+(.+?)\s*$", re.MULTILINE)
_DAY = re.compile(r"\b(\d{4}-\d{2}-\d{2})\b")


@dataclass(frozen=True)
class Measurement:
    """What is kept of one look at the numbers.

    Attributes
    ----------
    files
        What was read, a line each.
    period
        The first and the last day that the numbers are of; None where they state none.
    known
        What they say, a sentence each.
    mine
        What the learner takes from it.
    not_yet
        What nobody can conclude from them yet, a sentence each; never empty.
    again
        The day to look again.
    """

    files: Sequence[str]
    period: tuple[date, date] | None
    known: Sequence[str]
    mine: str
    not_yet: Sequence[str]
    again: date | None


@dataclass(frozen=True)
class Written:
    """A measurement as it stands in a file, whoever wrote it: the text below each heading, and the day of the next."""

    parts: dict[str, str]
    again: date | None

    def lines(self, heading: str) -> list[str]:
        """Return the lines below a heading that hold anything."""
        return [line.strip(" -*") for line in self.parts.get(heading, "").splitlines() if line.strip(" -*")]


def write_measurement(measured: Measurement, name: str = "") -> str:
    """Return a measurement as Markdown."""
    head = f"# Measurement{f': {markdown(name)}' if name else ''}"
    span = "" if measured.period is None else f"{measured.period[0]:%Y-%m-%d} to {measured.period[1]:%Y-%m-%d}\n\n"
    again = measured.again.isoformat() if measured.again else ""
    parts = {
        FROM: span + _bullets(markdown_whole(file) for file in measured.files),
        KNOWN: _bullets(markdown_whole(line) for line in measured.known),
        MINE: markdown_whole(measured.mine) or NOTHING_YET,
        NOT_YET: _bullets(markdown_whole(line) for line in measured.not_yet),
        AGAIN: f"{ON} {again}".rstrip(),
    }
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts.items())
    said = "This page is yours. Change it as you like; keep the headings, so that the course can still read it."
    return f"{head}\n\n{said}\n\n{body}\n"


def read_measurement(text: str) -> Written:
    """Return a measurement from its Markdown; parts that are missing are missing."""
    found = list(_HEADING.finditer(text))
    parts: dict[str, str] = {}
    for place, heading in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        parts.setdefault(_known(heading[1]), text[heading.end() : end].strip())
    return Written(parts, _day(parts.get(AGAIN, "")))


def markdown_whole(text: str) -> str:
    """Return a text of any length for Markdown, on one line, with nothing in it that marks anything up."""
    words = text.split()
    return " ".join(markdown(word) for word in words)


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _known(heading: str) -> str:
    plain = heading.casefold()
    return next((one for one in HEADINGS if one.casefold() == plain), heading)


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1])
    except ValueError:
        return None
