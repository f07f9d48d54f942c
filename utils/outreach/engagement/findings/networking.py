"""Fake or real networking, from what was imported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.findings.chosen import among, present, with_metric
from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.words import channel_name
from outreach.engagement.measuring.display import rate_words
from outreach.engagement.measuring.real_or_fake import HALF, Networking, Reactions, networking
from outreach.engagement.table import tidy
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from outreach.engagement.findings.chosen import Chosen
    from outreach.engagement.findings.exchange import Exchange
    from outreach.engagement.findings.giving import Giving
    from outreach.engagement.findings.streams import Stream
    from outreach.engagement.measuring.intervals import Share

    Numbers = NDArray[np.float64]
    Days = NDArray[np.datetime64]

MOST_GROUPS = 400
"""Chance is taken over posts; of more, over so many groups of posts that came out one after the other."""


@dataclass(frozen=True)
class RealOrFake(Finding):
    """How much of what came back was networking; ``figure`` is None in its value where it is too early to tell."""

    figure: Networking | None = None


def real_or_fake(
    chosen: Chosen,
    table: pd.DataFrame,
    streams: Sequence[Stream],
    exchange: Exchange | None,
    giving: Giving | None,
) -> RealOrFake | str:
    """Return how much of what came back was networking and not applause."""
    everywhere = _applause(chosen, table)
    talked = sorted({channel_name(one.channel) for one in streams})
    # Where comments are not counted at all, likes alone would show applause and nothing else.
    claps = [clap for clap in everywhere if any(one.channel == clap[0] for one in streams)]
    if not talked:
        return "No file counts comments, replies or inquiries, so applause cannot be set against them."
    if not claps:
        return (
            f"No file counts likes or new followers of {listed(talked)}, so conversation cannot be set against "
            "applause."
        )
    left_out = sorted({channel_name(channel) for channel, _, _ in everywhere} - set(talked))
    reactions = _reactions([(one.days, one.counts) for one in streams], claps)
    figure = networking(
        reactions,
        reciprocity=_reciprocity(exchange, giving),
        came_back=None if exchange is None or exchange.came_back is None else _pair(exchange.came_back),
        depth=None if exchange is None or exchange.structure is None else _pair(exchange.structure.going_on),
    )
    rows = tuple(
        (
            f"{part.name[:1].upper()}{part.name[1:]}",
            "not known" if part.value is None and not part.whole else rate_words(part.part, part.whole),
            f"left out: {part.left_out}" if part.left_out else f"{part.points} of 100",
        )
        for part in figure.parts
    )
    clapped = sorted({channel_name(channel) for channel, _, _ in claps})
    sources = f"Conversation from {listed(talked)}; applause from {listed(clapped)}."
    if left_out:
        sources += f" Left out, because no file counts what people wrote there: {listed(left_out)}."
    return RealOrFake(
        _title(figure),
        figure.sentence,
        _alt(figure),
        ("Part", "How many", "Points"),
        rows,
        (
            sources,
            figure.definition,
        ),
        figure,
    )


def _title(figure: Networking) -> str:
    if figure.value is None or figure.interval is None:
        return "Too early to tell networking from applause"
    if figure.interval.low > HALF:
        return "More networking than applause"
    return (
        "More applause than networking" if figure.interval.high < HALF else "Networking or applause: too near to tell"
    )


def _alt(figure: Networking) -> str:
    if figure.value is None or figure.interval is None:
        return "No figure yet. The table shows how much of each part there is."
    return (
        f"A scale from 0, all applause, to 100, all networking: {figure.value:.0f}, and between "
        f"{figure.interval.low:.0f} and {figure.interval.high:.0f}."
    )


def _pair(one: Share) -> tuple[int, int]:
    return one.part, one.whole


def _reciprocity(exchange: Exchange | None, giving: Giving | None) -> tuple[int, int] | None:
    """Return contacts who gave back, or pairs who answered each other where nothing is known of contacts."""
    if giving is not None and giving.figure is not None and giving.figure.share.whole:
        return _pair(giving.figure.share)
    if exchange is not None and exchange.structure is not None and exchange.structure.both_ways.whole:
        return _pair(exchange.structure.both_ways)
    return None


def _applause(chosen: Chosen, table: pd.DataFrame) -> list[tuple[str, Days, Numbers]]:
    """Return likes and new followers of each channel by day, each from one instrument."""
    found = []
    for channel in chosen.channels:
        posts = tidy.only(table, ((table["channel"] == channel) & table["applause"].notna()).to_numpy())
        if len(posts):
            days = posts["published"].to_numpy().astype("datetime64[D]")
            found.append((channel, days, posts["applause"].to_numpy("float64")))
        else:
            found += _by_day(chosen, channel, ("reactions", "likes"))
        found += _by_day(chosen, channel, ("follows",))
    return found


def _by_day(chosen: Chosen, channel: str, metrics: tuple[str, ...]) -> list[tuple[str, Days, Numbers]]:
    rows = chosen.of(channel)
    rows = with_metric(rows, metrics)
    rows = rows[among(rows, "window", (tidy.DAY,)) & rows["date"].notna().to_numpy()]
    for metric in metrics:
        mine = rows[among(rows, "metric", (metric,))]
        names = {source: chosen.instruments[source].name for source in present(mine, "source")} if len(mine) else {}
        sums = {
            name: float(mine.loc[among(mine, "source", [one for one in names if names[one] == name]), "value"].sum())
            for name in sorted(set(names.values()))
        }
        if sums:
            best = max(sums, key=lambda name: sums[name])
            mine = mine[among(mine, "source", [one for one in names if names[one] == best])]
            return [(channel, mine["date"].to_numpy().astype("datetime64[D]"), mine["value"].clip(lower=0).to_numpy())]
    return []


def _reactions(talks: Sequence[tuple[Days, Numbers]], claps: Sequence[tuple[str, Days, Numbers]]) -> list[Reactions]:
    """Return what came back by day on which it, or its post, came; of many days, in groups."""
    pairs = [*((days, counts, 0) for days, counts in talks), *((days, counts, 1) for _, days, counts in claps)]
    whole = np.concatenate([days for days, _, _ in pairs]).astype("datetime64[D]").astype("int64")
    places = np.unique(whole)
    groups = min(len(places), MOST_GROUPS)
    sums = np.zeros((2, groups))
    for days, counts, kind in pairs:
        place = np.searchsorted(places, days.astype("datetime64[D]").astype("int64")) * groups // max(1, len(places))
        sums[kind] += np.bincount(place, counts, groups)
    return [Reactions(comments=float(talk), likes=float(clap)) for talk, clap in sums.T if talk or clap]
