"""How much may be shown of a figure with so few people behind it. An ESTIMATE of this course, and labeled as one."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from outreach.dated import Mark
from outreach.engagement.measuring.intervals import wilson
from outreach.wording import number_words, share_words

COUNTS_BELOW = 20
TREND_FROM = 100
MARK = Mark.ESTIMATE
RULE = (
    f"Our rule ({MARK}): with fewer than {COUNTS_BELOW}, the counts alone; with {COUNTS_BELOW} to {TREND_FROM - 1}, an "
    f"interval and no arrow; from {TREND_FROM} on, an interval, and an arrow where those of two fixed windows do not "
    "overlap."
)
"""The rule in words, to be shown beside the figures."""

Trend = Literal["up", "down"]


class Showing(StrEnum):
    """What may be shown."""

    COUNTS = "counts only"
    INTERVAL = "interval"
    TREND = "interval and trend"


def showing(n: float) -> Showing:
    """Return what may be shown of a rate.

    Definition: below 20 counts only; from 20 to 99 an interval and no arrow; from 100 an interval, and a trend.
    Denominator: ``n``, the visits (or people, or mails) behind the rate.
    Source: judgment of this course (ESTIMATE).
    """
    if n < COUNTS_BELOW:
        return Showing.COUNTS
    return Showing.INTERVAL if n < TREND_FROM else Showing.TREND


def rate_words(x: float, n: float) -> str:
    """Return a rate as it may be shown: "3 of 12", or "3 of 60: 5%, between 1.7% and 13.7%".

    Definition: the counts, and from 20 on the share with its Wilson interval.
    Denominator: ``n``, the visits (or people, or mails) behind the rate.
    Source: the rule is a judgment of this course (ESTIMATE); interval by Wilson 1927.
    """
    counts = f"{number_words(x)} of {number_words(n)}"
    interval = wilson(x, n)
    if showing(n) is Showing.COUNTS:
        return counts
    return f"{counts}: {share_words(x / n)}, between {share_words(interval.low)} and {share_words(interval.high)}"


def trend(before: tuple[float, float], after: tuple[float, float]) -> Trend | None:
    """Return the direction of the arrow that may be drawn between two fixed windows; None where none may.

    Definition: "up" or "down" where the Wilson intervals of both windows do not overlap and each has 100 or more.
    Denominator: each window is a pair such as (9, 300) for 9 of 300 visits.
    Source: judgment of this course (ESTIMATE); interval by Wilson 1927.
    """
    one, two = wilson(*before), wilson(*after)
    if min(before[1], after[1]) < TREND_FROM or one.overlaps(two):
        return None
    return "up" if two.low > one.high else "down"
