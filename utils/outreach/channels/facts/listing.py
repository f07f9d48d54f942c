"""All that the catalog says, in lines for a terminal, and what in it is to be looked at again."""

from __future__ import annotations

import re
from datetime import date
from textwrap import fill
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import Mark, Stale, due_on, recheck_of, stale
from outreach.channels.facts.view import figure_and_note, label_of, marks_counted
from outreach.channels.wording import MARK_LEGEND, mark_words
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.channels.facts.catalog import Catalog, Cell, Channel, Note

WIDTH = 79
"""Letters in a line; only the address of a source may be longer, for a broken one leads nowhere."""

AGAIN: dict[Mark, str] = {
    Mark.SEEN: "Read again",
    Mark.KNOWN: "Look for a source; so far",
    Mark.ESTIMATE: "Judge again; so far",
}


def fact_list(known: Catalog, on: date, channel: Channel | None = None) -> str:
    """Return every fact of one channel or of all, with figure, mark, year, month of verification and sources."""
    shown = known.channels if channel is None else (channel,)
    lines = [_line(f"Facts of {known.edition}. {marks_counted(shown)} {MARK_LEGEND}", 0)]
    for one in shown:
        lines += ["", _heading(one)]
        for key, said in one.said():
            lines += [_line(f"{label_of(key)}: {figure_and_note(key, said)}", 2)]
            lines += [_line(_backing(said, due_on(said, known.recheck[recheck_of(key)]), on), 4)]
            lines += _sources(known, said, "Source")
    return "\n".join(lines)


def stale_list(known: Catalog, on: date, channel: Channel | None = None) -> str:
    """Return what is past its re-check date on a day: each fact, since when, and the source to read again."""
    past = [one for one in stale(known, on) if channel is None or one.channel is channel]
    of_what = "" if channel is None else f" of {channel.name}"
    if not past:
        first = min(one.since for one in stale(known, date.max) if channel is None or one.channel is channel)
        return _line(f"On {on} no fact{of_what} is past its re-check date. The first is due on {first}.", 0)
    facts = "1 fact" if len(past) == 1 else f"{len(past)} facts"
    lines = [_line(f"On {on} {facts}{of_what} should be looked at again.", 0)]
    for one in dict.fromkeys(found.channel.id for found in past):
        lines += ["", _heading(known.channel(one))]
        lines += [line for found in past if found.channel.id == one for line in _stale(known, found)]
    return "\n".join(lines)


def day_of(text: str | None) -> date:
    """Return the day that somebody typed, or today where nothing was.

    Raises
    ------
    OutreachError
        If it is no day.
    """
    if text is None:
        return date.today()  # noqa: DTZ011 - the reader's own calendar
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    msg = f"{text[:40]!r} is no day. Write it as year, month and day, such as 2026-11-30."
    raise OutreachError(msg)


def _stale(known: Catalog, found: Stale) -> Iterator[str]:
    yield _line(f"{label_of(found.key)}: {figure_and_note(found.key, found.said)}", 2)
    yield _line(f"Due since {found.since}. {_verified(found.said)}", 4)
    yield from _sources(known, found.said, AGAIN[found.said.mark])


def _backing(said: Cell | Note, due: date, on: date) -> str:
    again = f"To be looked at again since {due}." if due <= on else f"Look again from {due}."
    return f"{_verified(said)} {again}"


def _verified(said: Cell | Note) -> str:
    judged = "" if said.mark is Mark.SEEN else f" Last judged {said.verified_on}."
    return f"{mark_words(said)}. Year {said.year}.{judged}"


def _sources(known: Catalog, said: Cell | Note, what: str) -> Iterator[str]:
    for source in known.cited(said):
        yield _line(f"{what}: {source.title}, {source.year or 'no year given'}", 4)
        yield from (f"      {address}" for address in (source.address, *source.also) if address)


def _heading(channel: Channel) -> str:
    return f"{channel.name} ({channel.id})"


def _line(text: str, indent: int) -> str:
    left = " " * indent
    return fill(
        text,
        WIDTH,
        initial_indent=left,
        subsequent_indent=f"{left}  " if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
