"""Give and take with professional contacts, from a small log without names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, cast

from outreach.engagement.measuring.intervals import Interval, Share, jeffreys, share
from outreach.engagement.measuring.log_file import code_of, day_of, rows_of, shown
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

DAYS = 60
"""Within which giving back counts. An ESTIMATE."""

Direction = Literal["gave", "got"]
COLUMNS = ("date", "code", "direction", "kind")


@dataclass(frozen=True)
class Favor:
    """Something given to a professional contact, or got from one: an article sent, an introduction, a referral."""

    date: date
    code: str
    direction: Direction
    kind: str = ""


@dataclass(frozen=True)
class Reciprocity:
    """Of the contacts given to, how many gave back in time.

    ``not_over`` are contacts whose days are not over yet, in neither number; ``back_already`` of them have given back.
    """

    share: Share
    not_over: int
    back_already: int
    days: int


@dataclass(frozen=True)
class GiveAsk:
    """Helpful posts for each that promotes; ``ratio`` is None where none promotes."""

    helpful: int
    promotional: int
    ratio: float | None
    interval: Interval


def read_favors(text: str) -> tuple[Favor, ...]:
    """Read a log in CSV with the columns date, code, direction (gave or got) and kind.

    Raises
    ------
    OutreachError
        If a column is missing, a date or direction cannot be read, or a code may be a name.
    """
    return tuple(
        Favor(
            day_of(line, row["date"]),
            code_of(line, row["code"]),
            _direction(line, row["direction"]),
            row.get("kind", ""),
        )
        for line, row in rows_of(text, COLUMNS[:3], COLUMNS[3:])
    )


def reciprocity(favors: Iterable[Favor], until: date, *, days: int = DAYS) -> Reciprocity:
    """Return how many of the contacts given to gave back.

    Definition: contacts who gave back within 60 days of the first thing given to them, that day included / contacts
    given to whose 60 days are over by ``until``. Whoever gave first has not given back. All whose days are not over are
    set apart, also those who have given back: to count these alone would flatter.
    Denominator: contacts given to, whose days are over; Wilson interval.
    Source: that communities run on it, Faraj and Johnson 2011; the formula is a judgment of this course (ESTIMATE).
    """
    seen = [favor for favor in favors if favor.date <= until]
    first: dict[str, date] = {}
    for favor in seen:
        if favor.direction == "gave":
            first[favor.code] = min(favor.date, first.get(favor.code, favor.date))
    within = timedelta(days=days)
    back = {
        favor.code
        for favor in seen
        if favor.direction == "got"
        and favor.code in first
        and first[favor.code] <= favor.date <= first[favor.code] + within
    }
    over = {code for code, day in first.items() if day + within <= until}
    not_over = first.keys() - over
    return Reciprocity(share(len(back & over), len(over)), len(not_over), len(back & not_over), days)


def give_ask(helpful: int, promotional: int) -> GiveAsk:
    """Return helpful posts for each post that promotes.

    Definition: helpful / promotional; the interval is Jeffreys' for the share of helpful posts, turned into a ratio.
    Denominator: posts that promote, or ask for something.
    Source: judgment of this course (ESTIMATE): start at 4 to 1; there is no evidence for one number.

    Raises
    ------
    ValueError
        If a count is negative.
    """
    helping = jeffreys(helpful, helpful + promotional)
    low, high = (limit / (1 - limit) if limit < 1 else float("inf") for limit in (helping.low, helping.high))
    return GiveAsk(helpful, promotional, helpful / promotional if promotional else None, Interval(low, high))


def _direction(line: int, text: str) -> Direction:
    said = text.lower()
    if said not in {"gave", "got"}:
        raise OutreachError(f"Line {line} of the log has the direction {shown(text)}. Write gave or got.")
    return cast("Direction", said)
