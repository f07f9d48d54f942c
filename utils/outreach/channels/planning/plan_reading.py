"""Reading a ``channel-plan.md`` back, after a person changed it or wrote it from the beginning."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import plain
from outreach.channels.planning.amounts import read_amount

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_WORDS_OF_NONE = 3
"""So few words that begin with "none" or "not" say that there is nothing: "not yet", "none so far"."""

LONGEST_LINE = 4_000
"""Characters of a line that are looked at: what stands behind is left alone, and no pattern can take long."""

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_HEADING = re.compile(r"#{1,6}\s*(.*?)\s*#*\s*$")
_BOLD_HEADING = re.compile(r"(?:\*\*|__)([^*_:]+):?(?:\*\*|__):?\s*$")
_LABEL = re.compile(
    r"(?:[-*+•]|\d+[.)])?\s*(?:\*\*|__)?\s*([A-Za-z][A-Za-z /()]{0,40}?)\s*(?:\*\*|__)?\s*[:=]\s*(?:\*\*|__)?\s*(.*)$"
)
_BULLET = re.compile(r"\A(?:[-*+•]|\d+[.)])\s+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
NO_PURPOSE = "None yet. Module 01 helps you to write one in a sentence: whom you want to reach, and what for."
"""What stands in a plan without a purpose; read as none."""

LOOK_AGAIN = "Look at this again on"
_IN_THE_HEAD = (plain(LOOK_AGAIN), "reviewon")

FOR_ME = "For me it would be"
"""The label of the line that waits for a person's own words."""

_ESCAPED = re.compile(r"\\([\\`*_\[\]#|~$])")
_SECTIONS = {
    "purpose": "purpose",
    "mypurpose": "purpose",
    "ourpurpose": "purpose",
    "whatwouldchange": "change",
    "homebase": "home",
    "outpost": "outpost",
    "hoursandmoney": "limits",
    "review": "review",
}
_LABELS = {
    "channel": "channel",
    "place": "channel",
    "where": "channel",
    "hours": "hours",
    "hoursaweek": "hours",
    "hoursperweek": "hours",
    "dollars": "money",
    "dollarsamonth": "money",
    "money": "money",
    "cost": "money",
    "why": "why",
    "reason": "why",
    "because": "why",
    "hoursthereare": "hours there",
    "hoursihave": "hours there",
    "hourswehave": "hours there",
    "dollarsthereare": "money there",
    "moneythereis": "money there",
    "dollarsihave": "money there",
    "dollarswehave": "money there",
    "formeitwouldbe": "for me",
    "afterfourposts": "reminder",
    "reviewon": "review",
    "review": "review",
    "reviewdate": "review",
}


@dataclass(frozen=True)
class WrittenPlace:
    """A channel as it stands in a plan file."""

    name: str
    hours_per_week: float | None = None
    money_per_month: float | None = None
    why: str = ""


@dataclass(frozen=True)
class WrittenPlan:
    """A plan file as far as it could be understood. ``sections`` are the known headings that it has.

    ``changes`` are the lines on what would change the choice, without their labels if these are ours.
    """

    purpose: str = ""
    home_bases: tuple[WrittenPlace, ...] = ()
    outposts: tuple[WrittenPlace, ...] = ()
    hours_there: float | None = None
    money_there: float | None = None
    changes: tuple[str, ...] = ()
    review_on: date | None = None
    review_said: str = ""
    sections: frozenset[str] = field(default_factory=frozenset)


def read_plan(text: str) -> WrittenPlan:
    """Read a plan that a person may have changed or written; what is not understood is left out."""
    top, parts = _parted(text)
    limits = list(_labelled(parts.get("limits", [])))
    review = _review(parts.get("review", []), top)
    return WrittenPlan(
        purpose=_purpose(parts.get("purpose", [])),
        home_bases=tuple(_places(parts.get("home", []))),
        outposts=tuple(_places(parts.get("outpost", []))),
        hours_there=_said_amount(limits, "hours there"),
        money_there=_said_amount(limits, "money there"),
        changes=tuple(said for _, said in _labelled(parts.get("change", [])) if not _says_nothing(said)),
        review_on=read_date(review),
        review_said=review,
        sections=frozenset(parts),
    )


def _parted(text: str) -> tuple[list[str], dict[str, list[str]]]:
    """Part the lines of a plan by their headings: those before the first one that is known, and each section's.

    What stands in a comment is shown to nobody, so it is not read either.
    """
    top: list[str] = []
    parts: dict[str, list[str]] = {}
    section = ""
    for raw in _COMMENT.sub("", text).splitlines():
        line = re.sub(r"\s+", " ", raw[:LONGEST_LINE].lstrip("\ufeff")).strip()
        found = _HEADING.match(line) or _BOLD_HEADING.match(line)
        if found and not _is_bold_text(line, section):
            title, _, rest = html.unescape(found[1]).partition(":")
            section = _section_of(title)
            line = f"Channel: {rest.strip()}" if rest.strip() and section in {"home", "outpost"} else rest.strip()
        if section:
            parts.setdefault(section, []).append(html.unescape(line))
        elif not parts and not found:
            top.append(html.unescape(line))
    return top, parts


def _is_bold_text(line: str, section: str) -> bool:
    """Tell whether a line is no heading but a purpose, or what would change the choice, in bold."""
    found = None if _HEADING.match(line) else _BOLD_HEADING.match(line)
    return bool(found) and section in {"purpose", "change"} and not _section_of(found[1] if found else "")


def _section_of(title: str) -> str:
    said = plain(title)
    return next((known for start, known in _SECTIONS.items() if said.startswith(start)), "")


def _purpose(lines: list[str]) -> str:
    said = " ".join(_BULLET.sub("", line, count=1).strip() for line in lines if line and line != NO_PURPOSE)
    return "" if _says_nothing(said) else _ESCAPED.sub(r"\1", said)


def _says_nothing(words: str) -> bool:
    return not _has_words(words) or (_is_none(words) and len(words.split()) <= MOST_WORDS_OF_NONE)


def _has_words(said: str) -> bool:
    return any(char.isalnum() for char in said)


def _review(lines: list[str], top: list[str]) -> str:
    """Return what is said of the day of the review: at the end or, where no day is given there, in the head."""
    entries = [(label, words) for label, words in _labelled(lines) if label in {"review", ""}]
    said = " ".join(words for _, words in entries).strip()
    if read_date(said) or any(label == "review" and words for label, words in entries):
        return said
    return next((line for line in top if plain(line).startswith(_IN_THE_HEAD) and read_date(line)), said)


def _said_amount(entries: list[tuple[str, str]], wanted: str) -> float | None:
    said = next((words for label, words in entries if label == wanted), "")
    return read_amount(said)


def _labelled(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Go through lines as (label, words); a line without a known label has the label ''."""
    for line in lines:
        found = _LABEL.match(line)
        label = _LABELS.get(plain(found[1])) if found else None
        if found and label:
            yield label, found[2].strip()
        elif line:
            yield "", _BULLET.sub("", line, count=1).strip()


def _places(lines: list[str]) -> Iterator[WrittenPlace]:
    """Read the places of a section: each "Channel:" begins one; without any, the first line names it."""
    entries = list(_labelled(lines))
    if not any(label == "channel" for label, _ in entries):
        if not entries or entries[0][0]:
            return
        entries[0] = ("channel", re.split(r"[,;.(]| [-\u2013\u2014] ", entries[0][1], maxsplit=1)[0])
    said: list[dict[str, list[str]]] = []
    last = ""
    for label, words in entries:
        if label == "channel":
            said.append({"channel": [words.strip(" *_.")]})
        elif said and (label or last):
            said[-1].setdefault(label or last, []).append(words)
        last = label or last
    for lines_of in said:
        place = {label: " ".join(filter(None, words)) for label, words in lines_of.items()}
        if not _is_none(place["channel"]):
            yield WrittenPlace(
                name=place["channel"],
                hours_per_week=read_amount(place.get("hours", "")),
                money_per_month=read_amount(place.get("money", "")),
                why=place.get("why", ""),
            )


def _is_none(name: str) -> bool:
    first = name.casefold().split()
    return not _has_words(name) or first[0].strip(".,:;-\u2013\u2014") in {"", "none", "no", "nothing", "not"}


def read_date(words: str) -> date | None:
    """Return the first date in words such as 2027-02-22, February 22, 2027, 22 Feb 2027 or 2/22/2027."""
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})", "ymd"),
        (r"(\d{1,2})/(\d{1,2})/(\d{4})", "mdy"),
        (r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", "mdy"),
        (r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", "dmy"),
    ):
        for found in re.finditer(pattern, words):
            part = dict(zip(order, found.groups(), strict=True))
            month = _month(part["m"])
            try:
                return date(int(part["y"]), month, int(part["d"]))
            except ValueError:
                continue
    return None


def _month(said: str) -> int:
    if said.isdigit():
        return int(said)
    return next((number for number, name in enumerate(_MONTHS, start=1) if name.startswith(said.casefold())), 0)
