"""Give and take with professional contacts, from one's own log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pandas as pd

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.words import count_words, share_of
from outreach.engagement.measuring.display import rate_words
from outreach.engagement.measuring.giving import DAYS, Favor, Reciprocity, reciprocity

if TYPE_CHECKING:
    from outreach.engagement.findings.chosen import Chosen
    from outreach.engagement.measuring.giving import Direction

MOST = 20_000


@dataclass(frozen=True)
class Giving(Finding):
    """Of the contacts given to, how many gave back in time."""

    figure: Reciprocity | None = None


def giving(chosen: Chosen) -> Giving | str:
    """Return how many of the contacts given to gave back, or why there is no such finding."""
    kept = chosen.detail.get("favors")
    if chosen.is_part:
        return "What you gave and got is kept for all channels together. Choose all channels to see it."
    if kept is None or kept.empty:
        return (
            "No file says what you gave to professional contacts and what came back. Keep a log with a day, a code "
            "such as gp-03, and gave or got."
        )
    favors = _favors(kept.tail(MOST))
    until = max((favor.date for favor in favors), default=None)
    if until is None:
        return "The log of what you gave has no row with a day, a code, and gave or got."
    if chosen.period is not None:
        until = chosen.period[1]
    elif chosen.last is not None:
        until = max(until, chosen.last)
    found = reciprocity(favors, until)
    whole = found.share.whole
    if not whole and not found.not_over:
        return "The log of what you gave names nobody whom you gave something."
    title = f"{found.share.part} of {count_words(whole, 'contact')} gave back"
    back = share_of(found.share.part, whole, "contacts to whom you gave something")
    sentence = f"{back} gave back within {DAYS} days."
    if not whole:
        title = "Too early to tell who gives back"
        sentence = f"You gave to {count_words(found.not_over, 'contact')}, and none of their {DAYS} days are over yet."
    rows = (
        (f"Gave back within {DAYS} days", rate_words(found.share.part, whole) if whole else "nobody yet"),
        ("Their days are not over yet", str(found.not_over)),
        ("Of these, gave back already", str(found.back_already)),
    )
    return Giving(
        title,
        sentence,
        f"Table. {title}.",
        ("Contacts", "Number"),
        rows,
        ("That giving back within 60 days counts is our judgment (ESTIMATE). The log holds codes and no names.",),
        found,
    )


def _favors(kept: pd.DataFrame) -> list[Favor]:
    codes = kept["code" if "code" in kept else "contact"].astype("str").str.casefold()
    ways = kept["direction" if "direction" in kept else "gave_or_got"].astype("str").str.strip().str.casefold()
    days = pd.to_datetime(kept["date"])
    return [
        Favor(day.date(), code, cast("Direction", way))
        for day, code, way in zip(days, codes, ways, strict=True)
        if way in {"gave", "got"} and code and not pd.isna(day)
    ]
