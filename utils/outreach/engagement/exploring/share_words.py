"""A share in words and as a table, and how often each interval holds the truth, counted and not simulated."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import special

from outreach.engagement.measuring.display import TREND_FROM
from outreach.engagement.measuring.intervals import jeffreys, rule_of_three, wald, wilson
from outreach.errors import OutreachError
from outreach.wording import one_line, share_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.exploring.parts import Table
    from outreach.engagement.measuring.intervals import Interval

WILSON, JEFFREYS, WALD = "Wilson", "Jeffreys", "Wald, shown only to teach"
METHODS: dict[str, Callable[[float, float], Interval]] = {WILSON: wilson, JEFFREYS: jeffreys, WALD: wald}
LARGEST = 10_000_000
SIZES = (30, 100, 300)
TRUTHS = tuple(number / 200 for number in range(2, 41))
"""True shares from 1 to 20 percent, in steps of half a percent."""

TOLD = (0.01, 0.02, 0.05, 0.1, 0.2)
"""Those that stand in the table."""

WANTED = 0.95
_LEAST_WIDTH = 4


def whole_pair(part: Any, whole: Any) -> tuple[int, int]:
    """Return two counts as they were typed.

    Raises
    ------
    OutreachError
        If one is no whole number from 0 on, the whole is 0, or the part is larger.
    """
    one, all_of_them = _count(part, "so many did"), _count(whole, "of so many")
    if all_of_them == 0:
        raise OutreachError("Of nobody, any share is possible. Write how many could have, such as 60.")
    if one > all_of_them:
        raise OutreachError(
            f"{one:,} of {all_of_them:,} cannot be: a part is never more than its whole. "
            "Take the column that counts each of them once."
        )
    return one, all_of_them


def _count(typed: Any, what: str) -> int:
    text = one_line(str(typed)).replace(",", "").replace(" ", "")
    if isinstance(typed, bool) or not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST)):
        raise OutreachError(
            f"For “{what}” a whole number such as 60 was expected; this is {one_line(str(typed))[:40]!r}."
        )
    if int(text) > LARGEST:
        raise OutreachError(f"For “{what}” at most {LARGEST:,} can be shown; this is {int(text):,}.")
    return int(text)


def intervals(part: int, whole: int) -> dict[str, Interval]:
    """Return the intervals of a share by method."""
    return {name: method(part, whole) for name, method in METHODS.items()}


def sentence(part: int, whole: int) -> str:
    """Return a share in words: "3 of 60: from about 2 to 14 in 100"."""
    held = wilson(part, whole)
    digits = 0
    while 100 * held.width * 10**digits < _LEAST_WIDTH:
        digits += 1
    low, high = (f"{100 * limit:.{digits}f}" for limit in (held.low, held.high))
    counts = f"{part:,} of {whole:,}"
    if part == 0:
        more = f" (the rule of three, 3 divided by {whole:,}, says {share_words(rule_of_three(whole))})"
        return f"{counts}: nobody so far, and yet up to about {high} in 100 are possible{more if whole > 30 else ''}."  # noqa: PLR2004 - the rule holds from there
    if part == whole:
        return f"{counts}: everybody so far, and yet as few as about {low} in 100 are possible."
    few = "; so few people cannot tell it any closer" if whole < TREND_FROM else ""
    return f"{counts}: the true share may be anywhere from about {low} to {high} in 100{few}."


def failing(part: int, whole: int) -> list[str]:
    """Return how the interval of the first textbooks fails for these counts; nothing where it does not show."""
    held = wald(part, whole)
    if held.width == 0:
        sure = f"it says that {share_words(held.low)} is sure. Of {whole:,}, nobody can know that."
        return [f"The textbook interval (Wald) has no width at all here: {sure}"]
    if held.low < 0 or held.high > 1:
        limit = f"begins at {share_words(held.low)}" if held.low < 0 else f"ends at {share_words(held.high)}"
        return [
            f"The textbook interval (Wald) {limit}, and no share can be {'below 0' if held.low < 0 else 'above 100'}%."
        ]
    return []


def share_table(part: int, whole: int) -> Table:
    """Return the intervals as a table."""
    rows = [
        (name, share_words(part / whole), share_words(one.low), share_words(one.high), _judged(one))
        for name, one in intervals(part, whole).items()
    ]
    heads = ("Interval", "Share", "From", "To", "Possible at all")
    return f"{part:,} of {whole:,}, with three intervals of 95 in 100.", heads, rows


def _judged(one: Interval) -> str:
    if one.width == 0:
        return "no: it has no width"
    return "no: it leaves 0 to 100%" if one.low < 0 or one.high > 1 else "yes"


@cache
def coverage(method: str, size: int, truth: float) -> float:
    """Return how often the interval holds the truth when ``size`` people each did so with the chance ``truth``.

    Definition: sum of the binomial chances of all counts whose interval holds ``truth``; exact, nothing is drawn.
    Denominator: all samples of that size.
    Source: as Brown, Cai and DasGupta 2001 judge intervals.
    """
    counts = np.arange(size + 1)
    logs = special.gammaln(size + 1) - special.gammaln(counts + 1) - special.gammaln(size - counts + 1)
    chances = np.exp(logs + counts * math.log(truth) + (size - counts) * math.log1p(-truth))
    held = np.array([truth in one for one in _all_of(method, size)])
    return float(min(1.0, chances[held].sum()))


@cache
def _all_of(method: str, size: int) -> tuple[Interval, ...]:
    return tuple(METHODS[method](count, size) for count in range(size + 1))


def mean_coverage(method: str, size: int) -> float:
    """Return how often the interval holds the truth on average over the true shares that are shown."""
    return sum(coverage(method, size, truth) for truth in TRUTHS) / len(TRUTHS)


def coverage_sentence() -> str:
    """Return what the figure shows, in a sentence or two."""
    size = SIZES[0]
    worst = min(coverage(WALD, size, truth) for truth in TRUTHS)
    other = min(coverage(WILSON, size, truth) for truth in TRUTHS)
    return (
        f"Of {size} people, an interval that should hold the truth 95 times of 100 holds it as seldom as "
        f"{100 * worst:.0f} times (textbook, Wald); Wilson's never less than {100 * other:.0f} times."
    )


def coverage_table() -> Table:
    """Return how often each interval holds the truth, for some true shares."""
    rows = [
        (f"{size}", share_words(truth), *(f"{100 * coverage(name, size, truth):.0f}" for name in METHODS))
        for size in SIZES
        for truth in TOLD
    ]
    heads = ("People", "True share", *(f"{name.split(',')[0]}" for name in METHODS))
    return (
        f"How often of 100 an interval holds the truth; {100 * WANTED:.0f} was promised. Wald is shown only to teach.",
        heads,
        rows,
    )
