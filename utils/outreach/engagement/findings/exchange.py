"""Who starts, who answers, how soon, and how often it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.ties import OWNER, posts_of
from outreach.engagement.findings.words import channel_name, count_words, share_of
from outreach.engagement.measuring.display import rate_words
from outreach.engagement.measuring.intervals import Share, share
from outreach.wording import listed, number_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.engagement.findings.chosen import Chosen
    from outreach.engagement.measuring.network import Structure

MOST = 20_000
"""Posts of a community that are looked at; of more, the newest threads."""

WAIT = timedelta(days=3)
"""A thread that is younger may still be answered. An ESTIMATE."""

FEWEST_TIMED = 5
TWO_DAYS = 48


@dataclass(frozen=True)
class Exchange(Finding):
    """The structure of replies; ``came_back`` is of people other than the owner."""

    structure: Structure | None = None
    came_back: Share | None = None


def exchange(chosen: Chosen) -> Exchange | str:
    """Return who starts and who answers, or why there is no such finding."""
    ties = chosen.ties
    if ties is None:
        return (
            "No file says who answered whom. Exports of a blog with its comments, of a community, or the archive of an "
            "account do."
        )
    from outreach.engagement.measuring.network import structure  # noqa: PLC0415 - slow to load; few exports have ties

    newest = ties
    if len(ties) > MOST:
        newest = _newest_threads(ties)
    last = newest["when"].max()
    until = None if pd.isna(last) else last.to_pydatetime()
    found = structure(posts_of(newest), until=until, wait=None if until is None else WAIT)
    came_back = _came_back(newest)
    has_time = chosen.broken_clocks.isdisjoint(newest["channel"]) and _has_time(newest)
    mine, others = _parted(found.starters)
    my_answers, their_answers = _parted(found.answerers)
    title = f"{found.coverage.part} of {count_words(found.coverage.whole, 'first post')} were answered"
    covered = share_of(found.coverage.part, found.coverage.whole, "first posts")
    going_on = share_of(found.going_on.part, found.going_on.whole, "answered conversations")
    sentence = f"{covered} were answered. In {going_on}, somebody answered the answer."
    if not found.coverage.whole:
        title = "No conversation is old enough to judge"
        sentence = f"{count_words(found.threads, 'conversation')}, none of them older than {WAIT.days} days."
    if came_back.whole:
        sentence += (
            f" {share_of(came_back.part, came_back.whole, 'people who wrote')} came back to another conversation."
        )
    rows = [
        ("Conversations that you began", number_words(mine)),
        ("Conversations that others began", number_words(others)),
        ("Answers that you wrote", number_words(my_answers)),
        ("Answers that others wrote", number_words(their_answers)),
        ("First posts that were answered", rate_words(found.coverage.part, found.coverage.whole)),
        ("Pairs who answered each other", rate_words(found.both_ways.part, found.both_ways.whole)),
        ("Answers that were answered too", rate_words(found.going_on.part, found.going_on.whole)),
        ("People who came back", rate_words(came_back.part, came_back.whole)),
    ]
    places = listed([channel_name(name) for name in sorted(newest["channel"].unique())])
    notes = [f"From {places}. People are counted and never named."]
    if has_time and found.first_response_hours is not None and found.responses_timed >= FEWEST_TIMED:
        rows.append(
            (
                "Time to the first answer, median",
                f"{_duration(found.first_response_hours)} ({found.responses_timed} timed)",
            )
        )
    elif not has_time:
        notes.append("The time of day in these files cannot be used, so how soon people answered is not told.")
    if found.too_young:
        notes.append(
            f"{count_words(found.too_young, 'conversation')} of the last {WAIT.days} days may still be answered."
        )
    if len(newest) < len(ties):
        notes.append(f"The newest {len(newest):,} of {len(ties):,} posts are looked at.")
    return Exchange(
        title, sentence, f"Table of replies. {title}.", ("What", "Number"), tuple(rows), tuple(notes), found, came_back
    )


def _newest_threads(ties: pd.DataFrame) -> pd.DataFrame:
    begun = ties.groupby(["channel", "file", "thread"])["when"].transform("max")
    order = ties.assign(begun=begun).sort_values("begun", ascending=False, kind="stable", na_position="last")
    kept = order.head(MOST)[["channel", "file", "thread"]].drop_duplicates()
    # The last of them may be cut in the middle, so it is left out.
    return ties.merge(kept.iloc[:-1] if len(kept) > 1 else kept, on=["channel", "file", "thread"])


def _came_back(ties: pd.DataFrame) -> Share:
    others = ties[(~ties["own"]).to_numpy()]
    threads = others.groupby(["file", "author"])["thread"].nunique()
    return share(int((threads > 1).sum()), len(threads))


def _parted(people: Mapping[str, int]) -> tuple[int, int]:
    mine = people.get(OWNER, 0)
    return mine, sum(people.values()) - mine


def _has_time(ties: pd.DataFrame) -> bool:
    when = ties["when"].dropna()
    return bool((when != when.dt.normalize()).any())


def _duration(hours: float) -> str:
    if hours < 1:
        return f"{60 * hours:.0f} minutes"
    return f"{hours:.0f} hours" if hours < TWO_DAYS else f"{hours / 24:.0f} days"
