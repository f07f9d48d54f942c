"""Dated data in lines for a terminal: all that the catalog says, and what of it is to be looked at again."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

from outreach.channels.facts.catalog import stale
from outreach.channels.facts.view import figure_and_note, label_of, marks_counted
from outreach.dated import Dated, Mark
from outreach.errors import OutreachError
from outreach.wording import MARK_LEGEND, MARK_WORDS, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outreach.channels.facts.catalog import Catalog, Channel

WIDTH = 79
"""Letters in a line; only the address of a source may be longer, for a broken one leads nowhere."""

AGAIN: dict[Mark, str] = {
    Mark.SEEN: "Read again",
    Mark.KNOWN: "Look for a source; so far",
    Mark.ESTIMATE: "Judge again; so far",
}


def fact_list(known: Catalog, on: date, channel: Channel | None = None, beside: Iterable[Dated] = ()) -> str:
    """Return every fact of one channel or of all, with figure, mark, year, month of verification and sources.

    What is held ``beside`` the catalog, such as the rules of codes, comes last.
    """
    shown = known.channels if channel is None else (channel,)
    lines = [_line(f"Facts of {known.edition}. {marks_counted(shown)} {MARK_LEGEND}", 0)]
    for group, every in groupby((*dated_facts(known, channel), *beside), lambda one: one.group):
        lines += ["", group]
        for one in every:
            again = f"To be looked at again since {one.due}." if one.due <= on else f"Look again from {one.due}."
            lines += [_line(one.said, 2), _line(f"{_verified(one)} {again}", 4), *_sources(one, "Source")]
    return "\n".join(lines)


def stale_list(known: Catalog, on: date, channel: Channel | None = None, beside: Iterable[Dated] = ()) -> str:
    """Return what is past its re-check date on a day: each thing, since when, and the source to read again."""
    held = [*dated_facts(known, channel), *beside]
    past = [one for one in held if one.due <= on]
    of_what = "" if channel is None else f" of {channel.name}"
    if not past:
        kinds = listed(list(dict.fromkeys(one.what for one in held)), "or")
        first = min(one.due for one in held)
        return _line(f"On {on} no {kinds}{of_what} is past its re-check date. The first is due on {first}.", 0)
    lines = [_line(f"On {on} {_counted(past)}{of_what} should be looked at again.", 0)]
    for group, every in groupby(past, lambda one: one.group):
        lines += ["", group]
        for one in every:
            lines += [_line(one.said, 2), _line(f"Due since {one.due}. {_verified(one)}", 4)]
            lines += _sources(one, AGAIN[one.mark])
    return "\n".join(lines)


def dated_facts(known: Catalog, channel: Channel | None = None) -> Iterator[Dated]:
    """Go through all facts of one channel or of all, each with the day from which it is to be looked at again."""
    for found in stale(known, date.max):
        said = found.said
        if channel is None or found.channel is channel:
            yield Dated(
                what="fact",
                group=f"{found.channel.name} ({found.channel.id})",
                said=f"{label_of(found.key)}: {figure_and_note(found.key, said)}",
                mark=said.mark,
                verified_on=said.verified_on,
                sources=known.cited(said),
                due=found.since,
                year=said.year,
            )


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


def _counted(past: Sequence[Dated]) -> str:
    counts = Counter(one.what for one in past)
    return listed([f"{number} {what}{'' if number == 1 else 's'}" for what, number in counts.items()])


def _verified(one: Dated) -> str:
    year = "" if one.year is None else f" Year {one.year}."
    judged = "" if one.mark is Mark.SEEN else f" Last judged {one.verified_on}."
    return f"{MARK_WORDS[one.mark].format(when=one.verified_on)}.{year}{judged}"


def _sources(one: Dated, what: str) -> Iterator[str]:
    for source in one.sources:
        yield _line(f"{what}: {source.title}, {source.year or 'no year given'}", 4)
        yield from (f"      {address}" for address in (source.address, *source.also) if address)


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
