"""Conversations by day: for each channel from one instrument, with the days that it covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.findings.chosen import among, present
from outreach.engagement.findings.post_table import TALK
from outreach.engagement.findings.ties import answers
from outreach.engagement.findings.words import channel_name
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from outreach.engagement.findings.chosen import Chosen

    Numbers = NDArray[np.float64]
    Days = NDArray[np.datetime64]

TAKEN_TOGETHER = timedelta(days=28)
"""Exports whose ends lie no farther apart are held to be of the same day. An ESTIMATE."""

DATED = 0.9
"""So many answers of a channel must have a day of their own to be counted by it."""

INQUIRIES = "inquiries"


@dataclass(frozen=True, eq=False)
class Stream:
    """Conversations of one channel by day.

    ``first`` and ``last`` are the days that the instrument covers; within them a day without a number is a 0.
    ``by_post`` tells that answers are counted on the day on which their post came out.
    """

    channel: str
    instrument: str
    days: Days
    counts: Numbers
    first: date
    last: date
    by_post: bool = False
    passed_over: tuple[str, ...] = ()

    @property
    def total(self) -> float:
        """All conversations of it."""
        return float(self.counts.sum())

    def sentence(self) -> str:
        """Say what was counted, and by what."""
        if self.channel == INQUIRIES:
            return "Inquiries are counted from your own log."
        how = ", each on the day its post came out" if self.by_post else ""
        said = f"{channel_name(self.channel)} is counted from {self.instrument}{how}."
        if self.passed_over:
            others = " and ".join(self.passed_over)
            said += f" {others} may hold the same answers, so they were not added."
        return said


def streams(chosen: Chosen, posts: pd.DataFrame) -> tuple[Stream, ...]:
    """Return the conversations of each channel, and inquiries as one more.

    Answers whose own day is known come before numbers by day, and these before numbers of whole posts, which count on
    the day of the post.
    """
    found = []
    channels = dict.fromkeys([*chosen.channels, *(chosen.ties["channel"].unique() if chosen.ties is not None else [])])
    for channel in channels:
        candidates = [*_of_ties(chosen, channel), *_of_days(chosen, channel), *_of_posts(chosen, posts, channel)]
        logs = [one for one in candidates if _is_log(chosen, one)]
        others = [one for one in candidates if not _is_log(chosen, one)]
        if others:
            first, *rest = others
            over = tuple(dict.fromkeys(one.instrument for one in rest if one.instrument != first.instrument))
            found.append(_with(first, over))
        # What was noted by hand, such as answers to a letter, is on no platform.
        found += logs
    return (*found, *_of_inquiries(chosen))


def _with(stream: Stream, over: tuple[str, ...]) -> Stream:
    return Stream(
        stream.channel,
        stream.instrument,
        stream.days,
        stream.counts,
        stream.first,
        stream.last,
        stream.by_post,
        over,
    )


def _is_log(chosen: Chosen, stream: Stream) -> bool:
    return any(one.is_log and one.name == stream.instrument for one in chosen.instruments.values())


def _of_ties(chosen: Chosen, channel: str) -> Iterator[Stream]:
    if chosen.ties is None:
        return
    mine = chosen.ties[(chosen.ties["channel"] == channel).to_numpy()]
    dated = mine[mine["when"].notna().to_numpy()]
    written = answers(dated)
    # Where most answers have no day, to count only the others would show a change that is none.
    if written.empty or len(written) < DATED * len(answers(mine)):
        return
    days = written["when"].to_numpy().astype("datetime64[D]")
    first, last = dated["when"].min().date(), dated["when"].max().date()
    sources = dated["source"].astype("str").unique() if "source" in dated else ()
    names = [chosen.instruments[source].name for source in sources if source in chosen.instruments]
    yield Stream(
        channel, names[0] if names else "the answers themselves", days, np.ones(len(days)), first, _until(chosen, last)
    )


def _of_days(chosen: Chosen, channel: str) -> Iterator[Stream]:
    """Return numbers by day, the instrument with most of them first."""
    rows = chosen.of(channel)
    rows = rows[among(rows, "window", (tidy.DAY,)) & rows["date"].notna().to_numpy()]
    talk = rows[among(rows, "metric", TALK)]
    found = []
    for name in sorted({chosen.instruments[source].name for source in present(talk, "source")} if len(talk) else ()):
        sources = [source for source, one in chosen.instruments.items() if one.name == name]
        mine = talk[among(talk, "source", sources)]
        whole = (mine["item"] == "").to_numpy()
        mine = mine[whole] if whole.any() else mine
        of_all = rows.loc[among(rows, "source", sources), "date"]
        last = of_all.max().date()
        if any(chosen.instruments[source].is_log for source in present(mine, "source")):
            last = _until(chosen, last)
        days = mine["date"].to_numpy().astype("datetime64[D]")
        counts = mine["value"].clip(lower=0).to_numpy()
        found.append(Stream(channel, name, days, counts, of_all.min().date(), last))
    yield from sorted(found, key=lambda one: -one.total)


def _of_posts(chosen: Chosen, posts: pd.DataFrame, channel: str) -> Iterator[Stream]:
    mine = tidy.only(posts, ((posts["channel"] == channel) & posts["talk"].notna()).to_numpy())
    if mine.empty:
        return
    days = mine["published"].to_numpy().astype("datetime64[D]")
    first, last = mine["published"].min().date(), mine["published"].max().date()
    yield Stream(
        channel,
        str(mine["instrument"].iloc[0]),
        days,
        mine["talk"].to_numpy(),
        first,
        _until(chosen, last),
        by_post=True,
    )


def _of_inquiries(chosen: Chosen) -> Iterator[Stream]:
    counted = inquiry_rows(chosen)
    if counted.empty:
        return
    days = counted["date"].to_numpy().astype("datetime64[D]")
    first, last = counted["date"].min().date(), counted["date"].max().date()
    yield Stream(INQUIRIES, "your own log", days, counted["count"].to_numpy(float), first, _until(chosen, last))


def inquiry_rows(chosen: Chosen) -> pd.DataFrame:
    """Return inquiries by day and kind of source: columns ``date, source, count``."""
    rows = chosen.rows[among(chosen.rows, "metric", (INQUIRIES,))]
    rows = rows[rows["date"].notna().to_numpy()]
    sources = rows["item"].astype("str").str.replace(r"^\s*source:\s*", "", regex=True)
    made = pd.DataFrame({"date": rows["date"], "source": sources, "count": rows["value"].clip(lower=0)})
    # A sum of the day beside its kinds of source holds them already.
    if (sources != "").any():
        made = made[(sources != "").to_numpy()]
    return made.groupby(["date", "source"], as_index=False)["count"].sum()


def _until(chosen: Chosen, last: date) -> date:
    """Return until when a place without answers was looked at: until the other exports end, if that is not far off."""
    if chosen.last is not None and last < chosen.last <= last + TAKEN_TOGETHER:
        return chosen.last
    return last
