"""Rates with their definitions: your last quarter beside the one before, and what others publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.findings.chosen import present, with_metric
from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.words import channel_name, count_words, day_words, share_of
from outreach.engagement.measuring.benchmarks import NOT_STATED, Benchmark, benchmarks, comparable
from outreach.engagement.measuring.display import COUNTS_BELOW, trend
from outreach.engagement.measuring.rates import (
    Rate,
    amplification,
    applause,
    click_rate,
    conversation,
    engagement_by_followers,
    engagement_by_reach,
    open_rate,
)
from outreach.engagement.table import tidy
from outreach.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from outreach.engagement.findings.chosen import Chosen

QUARTER = timedelta(days=91)
MAIL_RATES = ("open", "click")


@dataclass(frozen=True)
class Quarters:
    """One rate of one channel: the last 13 weeks, and the 13 weeks before."""

    channel: str
    last: Rate
    before: Rate


@dataclass(frozen=True)
class Others:
    """What somebody else publishes, in words; ``why_not`` says why it cannot be compared, "" where it can."""

    words: str
    why_not: str


@dataclass(frozen=True)
class Rates(Finding):
    """Rates of each channel, and benchmarks with what stands against comparing them."""

    quarters: tuple[Quarters, ...] = ()
    others: tuple[Others, ...] = ()
    definitions: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Windows:
    middle: date
    first: date
    last: date

    def of(self, posts: pd.DataFrame, *, is_last: bool) -> pd.DataFrame:
        start, end = (self.middle, self.last + timedelta(days=1)) if is_last else (self.first, self.middle)
        days = posts["published"].to_numpy().astype("datetime64[D]")
        chosen: pd.DataFrame = posts[(days >= np.datetime64(start, "D")) & (days < np.datetime64(end, "D"))]
        return chosen


def rates(chosen: Chosen, table: pd.DataFrame) -> Rates | str:
    """Return the rates, or why there is none."""
    if table.empty or chosen.last is None:
        return "No file has numbers post by post or mail by mail, so nothing can be divided."
    middle = chosen.last - QUARTER + timedelta(days=1)
    windows = _Windows(middle, middle - QUARTER, chosen.last)
    found: list[Quarters] = []
    for channel in sorted(table["channel"].unique()):
        posts = tidy.only(table, (table["channel"] == channel).to_numpy())
        followers = _level(chosen, channel)
        now = list(_rates(windows.of(posts, is_last=True), followers))
        before = {rate.definition.id: rate for rate in _rates(windows.of(posts, is_last=False), None)}
        found += [
            Quarters(channel, rate, before[rate.definition.id])
            for rate in now
            if _has(rate) or _has(before[rate.definition.id])
        ]
    if not found:
        return f"Nothing came out between {windows.first} and {windows.last}, so there is no rate of your last quarter."
    others = _others(chosen, table, found)
    definitions = dict.fromkeys(one.last.definition.words() for one in found)
    first = found[0]
    span = f"{day_words(windows.middle)} to {day_words(windows.last)}"
    return Rates(
        "Your last quarter beside the one before",
        f"{channel_name(first.channel)}, your last quarter: {_cell(first.last)}. "
        f"The quarter before: {_cell(first.before)}.",
        f"Table of {count_words(len(found), 'rate')}, your last quarter first.",
        ("Channel", "Rate", "Your last quarter", "The quarter before"),
        tuple(
            (channel_name(one.channel), _name(one), _cell(one.last), _cell(one.before) + _arrow(one)) for one in found
        ),
        (
            (
                f"Your last quarter is {span}, by the day a post came out; the quarter before are the 13 weeks ahead "
                "of it. The newest posts have had less time to be answered."
            ),
            f"With fewer than {COUNTS_BELOW} posts, people or mails only counts are shown.",
        ),
        tuple(found),
        others,
        tuple(definitions),
    )


def _has(rate: Rate) -> bool:
    return rate.value is not None


def _rates(posts: pd.DataFrame, followers: float | None) -> Iterator[Rate]:
    def both(above: str, below: str) -> tuple[float | None, float | None]:
        has = (posts[above].notna() & posts[below].notna()).to_numpy()
        return (float(posts.loc[has, above].sum()), float(posts.loc[has, below].sum())) if has.any() else (None, None)

    for name, measure in (("talk", conversation), ("passed_on", amplification), ("applause", applause)):
        known = posts[name].dropna()
        yield measure(float(known.sum()), len(known)) if len(known) else measure(None, None)
    engaged = posts.assign(engaged=posts[["talk", "applause", "passed_on"]].sum(axis=1, min_count=1))
    posts = engaged
    yield engagement_by_reach(*both("engaged", "reach"))
    known_followers = followers if posts["engaged"].notna().any() and not posts["deliveries"].notna().any() else None
    yield engagement_by_followers(float(posts["engaged"].sum()) if known_followers else None, known_followers)
    delivered = posts["deliveries"].where(posts["deliveries"].notna(), posts["sends"] - posts["bounces"].fillna(0))
    posts = posts.assign(delivered=delivered)
    yield open_rate(*both("unique_opens", "delivered"))
    yield click_rate(*both("unique_clicks", "delivered"))


def _level(chosen: Chosen, channel: str) -> float | None:
    """Return the last known number of followers of a channel."""
    rows = chosen.of(channel)
    rows = with_metric(rows, ("followers", "subscribers"))
    if rows.empty or len(present(rows, "account")) > 1:
        return None
    return float(rows.sort_values("date", kind="stable", na_position="first")["value"].iloc[-1])


def _name(one: Quarters) -> str:
    named = one.last.definition.name
    return f"{named} (untrusted since 2021)" if one.last.definition.untrusted else named


def _cell(rate: Rate) -> str:
    if rate.value is None or rate.numerator is None or rate.denominator is None:
        return "not known"
    below = rate.definition.denominator
    if rate.definition.unit == "share":
        return share_of(rate.numerator, rate.denominator, below)
    above = rate.definition.numerator.removesuffix(" on a post")
    counts = f"{number_words(rate.numerator)} {above} for {number_words(rate.denominator)} {below}"
    if rate.denominator < COUNTS_BELOW or rate.interval is None:
        return counts
    value, low, high = rate.value, rate.interval.low, rate.interval.high
    if rate.denominator >= COUNTS_BELOW and value < 1 and below != "posts":
        return f"{counts}: {100 * value:.1f} for 100, between {100 * low:.1f} and {100 * high:.1f}"
    return f"{counts}: {value:.2f} each, between {low:.2f} and {high:.2f}"


def _arrow(one: Quarters) -> str:
    """Return in words what an arrow would say, where one may be drawn."""
    both = (one.before, one.last)
    if one.last.definition.unit != "share" or one.last.definition.untrusted or not all(map(_has, both)):
        return ""
    pairs = [(rate.numerator or 0.0, rate.denominator or 0.0) for rate in both]
    way = trend(*pairs)
    return f". Clear: {way} since then" if way else ""


def _others(chosen: Chosen, table: pd.DataFrame, found: list[Quarters]) -> tuple[Others, ...]:
    """Return the benchmarks that come near one of these rates, each with why it cannot be compared."""
    mine = {one.last.definition.id: one for one in found}
    made = []
    for benchmark in benchmarks().benchmarks.values():
        nearest = _nearest(benchmark, mine)
        if nearest is None:
            continue
        own = mine[nearest]
        audience = _level(chosen, own.channel)
        if nearest in MAIL_RATES and audience is None:
            audience = _recipients(table, own.channel)
        why = comparable(benchmark, nearest, audience=audience)
        made.append(Others(benchmark.words(), why or ""))
    return tuple(made)


def _recipients(table: pd.DataFrame, channel: str) -> float | None:
    """Return to how many the newest mail of a channel was delivered."""
    mails = table[((table["channel"] == channel) & table["deliveries"].notna()).to_numpy()]
    return float(mails.sort_values("published", kind="stable")["deliveries"].iloc[-1]) if len(mails) else None


def _nearest(benchmark: Benchmark, mine: dict[str, Quarters]) -> str | None:
    if benchmark.definition in mine:
        return benchmark.definition
    if benchmark.definition == NOT_STATED:
        is_mail = benchmark.of == "recipients"
        near = MAIL_RATES if is_mail else ("engagement-by-reach", "engagement-by-followers")
        return next((name for name in near if name in mine), None)
    if benchmark.definition in MAIL_RATES:
        return None
    return next((name for name in ("engagement-by-followers", "engagement-by-reach") if name in mine), None)
