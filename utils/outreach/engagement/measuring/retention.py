"""Who stays: a table of months, and a curve that lets those who may still leave count as long as they were seen."""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from scipy import special

from outreach.engagement.measuring.intervals import LEVEL, Interval, Share, share
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEWEST_FOR_CURVE = 31
"""Subscribers from whom on a curve is drawn. Below, the table alone."""


@dataclass(frozen=True)
class Member:
    """When somebody joined, and when they left; None where they are still there."""

    joined: date
    left: date | None = None


@dataclass(frozen=True)
class Cohort:
    """Those who joined in a month such as 2026-03; ``kept[k]`` is the share still there k months after joining.

    It ends with the last number of months that every one of them can have stayed.
    """

    month: str
    joined: int
    kept: tuple[Share, ...]


@dataclass(frozen=True)
class Step:
    """A day of the curve on which somebody left: who could still leave, who did, and the share that stays longer."""

    day: int
    at_risk: int
    left: int
    share: float
    interval: Interval


def cohorts(members: Iterable[Member], until: date) -> tuple[Cohort, ...]:
    """Return for each month of joining the share still subscribed so many months later.

    Definition: joiners of a month who are still subscribed k months after the day on which they joined / all joiners of
    that month. Only months that all of them can have reached by ``until`` are told. Whoever left after ``until`` was
    still there.
    Denominator: all joiners of the month; Wilson interval.
    Source: known to the course authors; interval by Wilson 1927.

    Raises
    ------
    OutreachError
        If somebody joined after ``until``, or left before joining.
    """
    by_month: dict[str, list[Member]] = {}
    for member in _checked(members, until):
        by_month.setdefault(f"{member.joined:%Y-%m}", []).append(member)
    return tuple(_cohort(month, by_month[month], until) for month in sorted(by_month))


def retention_curve(members: Iterable[Member], until: date) -> tuple[Step, ...] | None:
    """Return the share that stays longer than so many days; None with 30 subscribers or fewer.

    Definition: Kaplan-Meier; see `kaplan_meier`. Whoever is still there at ``until`` counts as long as they were seen.
    Denominator: at each day, those who were still there and seen.
    Source: Kaplan and Meier 1958; from more than 30 by judgment of this course.

    Raises
    ------
    OutreachError
        If somebody joined after ``until``, or left before joining.
    """
    seen = _checked(members, until)
    if len(seen) < FEWEST_FOR_CURVE:
        return None
    ends = [(member.left or until, member.left is not None) for member in seen]
    days = [(end - member.joined).days for (end, _), member in zip(ends, seen, strict=True)]
    return kaplan_meier(days, [left for _, left in ends])


def kaplan_meier(days: Sequence[int], left: Sequence[bool], *, level: float = LEVEL) -> tuple[Step, ...]:
    """Return the share that stays longer, at each day on which somebody left.

    Definition: the product of (1 - left / at risk) over the days so far; variance by Greenwood, interval on the scale
    of log(-log), which stays within 0 and 1. Who was last seen on a day is at risk on that day.
    Denominator: at each day, those who were still there and seen.
    Source: Kaplan and Meier 1958; Greenwood 1926; interval as in Kalbfleisch and Prentice 1980.
    """
    steps = []
    stays, variance = 1.0, 0.0
    for day in sorted({day for day, gone in zip(days, left, strict=True) if gone}):
        at_risk = sum(seen >= day for seen in days)
        gone = sum(out and seen == day for seen, out in zip(days, left, strict=True))
        stays *= 1 - gone / at_risk
        variance += gone / (at_risk * (at_risk - gone)) if at_risk > gone else math.inf
        steps.append(Step(day, at_risk, gone, stays, _log_log(stays, variance, level)))
    return tuple(steps)


def _log_log(stays: float, variance: float, level: float) -> Interval:
    if stays <= 0:  # nobody is left, and no formula says how sure that is
        return Interval(0.0, 1.0)
    factor = math.exp(float(special.ndtri((1 + level) / 2)) * math.sqrt(variance) / abs(math.log(stays)))
    return Interval(stays**factor, stays ** (1 / factor))


def _cohort(month: str, members: list[Member], until: date) -> Cohort:
    kept = []
    months = 0
    while all(months_later(member.joined, months) <= until for member in members):
        still = sum(member.left is None or member.left > months_later(member.joined, months) for member in members)
        kept.append(share(still, len(members)))
        months += 1
    return Cohort(month, len(members), tuple(kept))


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _checked(members: Iterable[Member], until: date) -> list[Member]:
    seen = [Member(_day(member.joined), None if member.left is None else _day(member.left)) for member in members]
    for member in seen:
        if member.joined > until:
            raise OutreachError(
                f"Somebody joined on {member.joined}, after the last day looked at, {until}. "
                "Leave them out, or take a later last day."
            )
        if member.left is not None and member.left < member.joined:
            raise OutreachError(
                f"Somebody joined on {member.joined} and left on {member.left}, which is before. "
                "Look whether day and month are exchanged in the export."
            )
    return [Member(member.joined, None) if member.left and member.left > until else member for member in seen]


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
