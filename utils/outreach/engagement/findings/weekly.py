"""Conversations by week: how many, how sure, and whether the second half of the weeks has more of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.streams import INQUIRIES
from outreach.engagement.findings.words import channel_name, count_words, day_words
from outreach.engagement.measuring.changing import Change, Kind, count_change
from outreach.engagement.measuring.display import COUNTS_BELOW
from outreach.engagement.measuring.intervals import Interval, poisson
from outreach.wording import listed, number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from outreach.engagement.findings.streams import Stream

    Numbers = NDArray[np.float64]

WEEK = timedelta(days=7)
MOST_WEEKS = 52
"""More are not shown at once; a period shows others."""

FEWEST_SHOWN = 2


@dataclass(frozen=True)
class Week:
    """One whole week from its Monday: how many conversations, and between which limits as many may be expected."""

    monday: date
    count: float
    interval: Interval
    half: int


@dataclass(frozen=True)
class Weekly(Finding):
    """Conversations by week with intervals, and the verdict on the two halves."""

    weeks: tuple[Week, ...] = ()
    change: Change | None = None

    @property
    def total(self) -> float:
        """All conversations of these weeks."""
        return sum(week.count for week in self.weeks)


@dataclass(frozen=True)
class _Span:
    monday: date
    weeks: int

    def counts(self, stream: Stream) -> Numbers:
        place = (stream.days - np.datetime64(self.monday, "D")).astype("int64") // 7
        inside = (place >= 0) & (place < self.weeks)
        return np.bincount(place[inside], stream.counts[inside], self.weeks).astype(float)


def weekly(streams: Sequence[Stream]) -> Weekly | str:
    """Return conversations by week, or why there is no such finding.

    Only weeks count that every channel in it covers from Monday to Sunday. A channel that would cost more conversations
    than it brings, because it covers other weeks, is left out and named.
    """
    if not streams:
        return (
            "No file counts what people wrote to you, by day or by post. Look for an export with comments, replies or "
            "answers, or keep a small log of them."
        )
    used, span = _together(streams)
    if span.weeks < FEWEST_SHOWN:
        return (
            f"These files cover {count_words(span.weeks, 'whole week')} from Monday to Sunday. Weeks can be set side "
            f"by side from {FEWEST_SHOWN} on."
        )
    counts = sum((span.counts(stream) for stream in used), np.zeros(span.weeks))
    half = span.weeks // 2
    change = count_change(counts[:half].tolist(), counts[half:].tolist())
    weeks = tuple(
        Week(span.monday + place * WEEK, float(count), poisson(float(count)), 1 if place < half else 2)
        for place, count in enumerate(counts)
    )
    rows = tuple(
        (
            week.monday.isoformat(),
            number_words(week.count),
            f"{week.interval.low:.1f} to {week.interval.high:.1f}",
            "first" if week.half == 1 else "second",
        )
        for week in weeks
    )
    title, sentence = _words(change, weeks, half)
    return Weekly(
        title,
        sentence,
        _alt(title, weeks, half),
        ("Week from Monday", "Conversations", "May be between", "Half"),
        rows,
        (*_notes(streams, used, span),),
        weeks,
        change,
    )


def _span(streams: Sequence[Stream]) -> _Span:
    first, last = max(stream.first for stream in streams), min(stream.last for stream in streams)
    monday = first + timedelta(days=-first.weekday() % 7)
    weeks = max(0, (last - monday + timedelta(days=1)) // WEEK)
    shown = min(weeks, MOST_WEEKS)
    return _Span(monday + (weeks - shown) * WEEK, shown)


def _worth(streams: Sequence[Stream]) -> float:
    span = _span(streams)
    return float(sum(span.counts(stream).sum() for stream in streams)) if span.weeks else 0.0


def _together(streams: Sequence[Stream]) -> tuple[list[Stream], _Span]:
    used = list(streams)
    while len(used) > 1:
        fewer = [[one for one in used if one is not out] for out in used]
        best = max(fewer, key=_worth)
        if _worth(best) <= _worth(used):
            break
        used = best
    return used, _span(used)


def _words(change: Change, weeks: tuple[Week, ...], half: int) -> tuple[str, str]:
    before, after = (sum(week.count for week in weeks if week.half == part) for part in (1, 2))
    first, second = (count_words(number, "week").removeprefix("1 ") for number in (half, len(weeks) - half))
    if not before + after:
        return "No conversations in these weeks", f"Nobody wrote in {count_words(len(weeks), 'whole week')}."
    counts = f"{count_words(before, 'conversation')} in the first {first}, {number_words(after)} in the last {second}"
    if before + after >= COUNTS_BELOW and change.before is not None and change.after is not None:
        counts += f" ({change.before:.1f} and {change.after:.1f} a week)"
    match change.kind:
        case Kind.MORE:
            return (
                "Conversations grew",
                f"Clear: conversations grew. There were {counts}.{_times(change, before + after)}",
            )
        case Kind.LESS:
            return (
                "Conversations became fewer",
                f"Clear: conversations became fewer. There were {counts}.{_times(change, before + after)}",
            )
        case Kind.LEANING_MORE:
            return (
                "Conversations: leaning to more",
                f"Leaning to more, and not clear: there were {counts}. Chance alone may still do that.",
            )
        case Kind.LEANING_LESS:
            return (
                "Conversations: leaning to fewer",
                f"Leaning to fewer, and not clear: there were {counts}. Chance alone may still do that.",
            )
        case Kind.NO_CHANGE:
            return "Conversations: no change shown", f"No change is shown: there were {counts}."
        case Kind.TOO_FEW:
            return "Conversations: too few to say", f"There were {counts}. {change.why}"


def _times(change: Change, total: float) -> str:
    if total < COUNTS_BELOW or change.ratio is None or change.ratio_interval is None:
        return ""
    low, high = change.ratio_interval.low, change.ratio_interval.high
    between = f"between {low:.1f} and {high:.1f}" if np.isfinite(high) else f"{low:.1f} or more"
    return f" That is {change.ratio:.1f} times as many, and may be {between} times."


def _alt(title: str, weeks: tuple[Week, ...], half: int) -> str:
    most = max(weeks, key=lambda week: week.count)
    return (
        f"Bars of conversations for {count_words(len(weeks), 'week')} from {day_words(weeks[0].monday)}, each with its "
        f"interval; a line parts the first {half} from the rest. {title}. The fewest in a week are "
        f"{number_words(min(week.count for week in weeks))}, the most {number_words(most.count)}, in the week from "
        f"{day_words(most.monday)}."
    )


def _notes(streams: Sequence[Stream], used: Sequence[Stream], span: _Span) -> list[str]:
    end = span.monday + span.weeks * WEEK - timedelta(days=1)
    notes = [
        "A conversation is a comment, a reply or an inquiry that somebody wrote. Likes, follows and shares are none.",
        f"Whole weeks only, from {day_words(span.monday)} to {day_words(end)}.",
        "The line on a bar shows how far the count of a week may be off by chance.",
        *(stream.sentence() for stream in used),
    ]
    out = [stream for stream in streams if stream not in used]
    if out:
        named = listed([f"{_name(one)} ({one.first} to {one.last})" for one in out])
        notes.append(f"Left out, because the days covered are others: {named}.")
    if span.weeks == MOST_WEEKS:
        notes.append(f"At most the last {MOST_WEEKS} weeks are shown; choose a period to see others.")
    return notes


def _name(stream: Stream) -> str:
    return "inquiries" if stream.channel == INQUIRIES else channel_name(stream.channel)
