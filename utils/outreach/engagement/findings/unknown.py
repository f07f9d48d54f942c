"""What cannot be concluded yet, in sentences about the learner's own data. There is always something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.findings.chosen import among, present, with_metric
from outreach.engagement.findings.post_table import label_of
from outreach.engagement.findings.words import channel_name, count_words, shortened
from outreach.engagement.measuring.changing import Kind
from outreach.engagement.measuring.comparing import chance_that_more, visits_needed
from outreach.engagement.measuring.display import COUNTS_BELOW
from outreach.engagement.table import tidy
from outreach.wording import LIMITS_OF_WORDS, listed, number_words, of_hundred

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from outreach.engagement.findings.chosen import Chosen
    from outreach.engagement.findings.inquiries import Inquiries
    from outreach.engagement.findings.posts import Posts
    from outreach.engagement.findings.weekly import Weekly

ENOUGH_INQUIRIES = 30
"""From so many on, kinds of source may begin to be told apart. An ESTIMATE."""

ENOUGH_FOR_WEEKDAYS = 200
"""With fewer posts, seven weekdays are too few posts each. An ESTIMATE."""

ALWAYS = (
    "Whether any of this brings clients who fit: these are counts of what was noticed, and no study has shown it for a "
    "practice like yours."
)
VISITS = ("visits", "sessions")
PAIR = 2
LARGEST_MAIL = 5_000
"""With more, a difference between two headlines is told by its interval; this sentence is for small lists."""


def not_known(
    chosen: Chosen, table: pd.DataFrame, weekly: Weekly | None, posts: Posts | None, inquiries: Inquiries | None
) -> tuple[str, ...]:
    """Return what cannot be concluded yet; never nothing."""
    return (
        *_of_change(weekly),
        *_of_inquiries(inquiries),
        *_of_followers(chosen),
        *_of_weekdays(chosen, table),
        *_of_best_post(posts),
        *_of_headlines(chosen, table),
        *_of_opens(table),
        *_of_engagements(chosen, table),
        *_of_reach(chosen),
        *_of_visits(chosen),
        ALWAYS,
    )


def _of_change(weekly: Weekly | None) -> Iterator[str]:
    if weekly is None or weekly.change is None:
        yield "Whether conversations grow: they are not counted by week yet. Twelve whole weeks are a start."
        return
    seen = f"{count_words(weekly.total, 'conversation')} in {count_words(len(weekly.weeks), 'week')}"
    match weekly.change.kind:
        case Kind.MORE | Kind.LESS:
            yield f"Why conversations changed: {seen} show that they did, and not what did it."
        case Kind.LEANING_MORE | Kind.LEANING_LESS:
            yield f"Whether conversations changed: {seen} lean one way, and chance alone could do that."
        case Kind.NO_CHANGE:
            yield f"Whether conversations stay as they are: {seen} show no change, and would not show a small one."
        case Kind.TOO_FEW:
            yield f"Whether conversations change: {seen} are too few to say."


def _of_inquiries(inquiries: Inquiries | None) -> Iterator[str]:
    if inquiries is None:
        yield "Where inquiries come from: no file says it. Ask each caller, and note the kind of source without a name."
    elif inquiries.total < ENOUGH_INQUIRIES:
        total = count_words(inquiries.total, "inquiry", "inquiries")
        yield (
            f"You have {total}. From so few nobody can tell which source is best; keep counting until about "
            f"{ENOUGH_INQUIRIES}."
        )
    elif not inquiries.can_be_told_apart:
        yield f"Which source is best: {inquiries.total} inquiries do not part the first from the second."


def _of_followers(chosen: Chosen) -> Iterator[str]:
    said = []
    for channel in chosen.channels:
        rows = chosen.of(channel)
        rows = with_metric(rows, ("followers",))
        if len(rows) and rows["date"].notna().any() and len(present(rows, "account")) == 1:
            ordered = rows.sort_values("date", kind="stable")["value"]
            first, last = float(ordered.iloc[0]), float(ordered.iloc[-1])
            if first != last:
                said.append(f"from {number_words(first)} to {number_words(last)} on {channel_name(channel)}")
    moved = f" Yours went {listed(said)}." if said else ""
    yield f"Follower counts say nothing about trust.{moved}"


def _of_weekdays(chosen: Chosen, table: pd.DataFrame) -> Iterator[str]:
    number = len(table)
    if not number:
        rows = chosen.rows[among(chosen.rows, "metric", ("posts",))]
        number = int(rows["value"].sum()) if len(rows) else 0
    if not number:
        return
    if number < ENOUGH_FOR_WEEKDAYS:
        what = "letter" if number == int(table["deliveries"].notna().sum()) else "post"
        each = f"about {number / 7:.0f} for each of seven days"
        yield f"A best weekday cannot be read from {count_words(number, what)}: that is {each}."
    else:
        yield f"A best weekday: you have {number:,} posts, but days also differ in what you wrote about."


def _of_best_post(posts: Posts | None) -> Iterator[str]:
    if posts is not None and not posts.can_be_told_apart:
        first = shortened(posts.posts[0].label, 60)
        yield f"Which post is best: “{first}” comes first of {posts.all_posts:,}, and its interval touches the others'."


def _of_headlines(chosen: Chosen, table: pd.DataFrame) -> Iterator[str]:
    """Tell of the last two mails of one day, which are often two headlines for the same text."""
    mails = table[(table["unique_clicks"].notna() & (table["deliveries"] >= COUNTS_BELOW)).to_numpy()]
    mails = mails[((mails["deliveries"] <= LARGEST_MAIL) & (mails["unique_clicks"] <= mails["deliveries"])).to_numpy()]
    if len(mails) < PAIR:
        return
    mails = mails.assign(day=mails["published"].dt.normalize())
    sizes = mails.groupby(["channel", "day"], observed=True)["item"].transform("size")
    pairs = mails[(sizes == PAIR).to_numpy()].sort_values(["day", "channel", "item"], kind="stable")
    if pairs.empty:
        return
    one, two = (row for _, row in pairs.tail(PAIR).sort_values("unique_clicks", kind="stable").iterrows())
    (x1, n1), (x2, n2) = ((float(row["unique_clicks"]), float(row["deliveries"])) for row in (one, two))
    chance = chance_that_more(x1, n1, x2, n2)
    said = "leaning" if chance >= LIMITS_OF_WORDS[0] else "nothing shown"
    counts = f"{number_words(x2)} of {number_words(n2)} clicked against {number_words(x1)} of {number_words(n1)}"
    names = f"“{_short(chosen, two)}” and “{_short(chosen, one)}”"
    if chance >= LIMITS_OF_WORDS[1]:
        yield (
            f"Whether a headline as such draws more: of {names}, {counts}. The difference is clear in these two mails, "
            "and says nothing about the next."
        )
        return
    needed = _needed(x1 / n1, x2 / n2)
    yield f"Which headline is better: of {names}, {counts}: {said}, and the chance is {of_hundred(chance)}.{needed}"


def _short(chosen: Chosen, row: pd.Series) -> str:
    return shortened(label_of(row, names=chosen.names), 60)


def _needed(one: float, two: float) -> str:
    if not (0 < one < 1 and 0 < two < 1) or one == two:
        return ""
    needed = f"about {visits_needed(one, two):,} readers for each"
    return f" If they truly differ so much, {needed} find it four times out of five."


def _of_opens(table: pd.DataFrame) -> Iterator[str]:
    if table["unique_opens"].notna().any():
        yield (
            "Whether more people read your letter: since September 2021 mail programs load the pictures by themselves, "
            "so opens rise without readers. Clicks and replies are better."
        )


def _of_engagements(chosen: Chosen, table: pd.DataFrame) -> Iterator[str]:
    rows = chosen.rows[among(chosen.rows, "metric", ("engagements", "interactions"))]
    with_talk = set(table.loc[table["talk"].notna().to_numpy(), "channel"].unique())
    mixed = [channel for channel in (present(rows, "channel") if len(rows) else ()) if channel not in with_talk]
    if mixed:
        named = listed([channel_name(channel) for channel in mixed])
        yield (
            f"How much of the engagement on {named} is conversation: the export adds likes, clicks and comments into "
            "one number."
        )


def _of_reach(chosen: Chosen) -> Iterator[str]:
    rows = chosen.rows[among(chosen.rows, "metric", ("reach", "visitors"))]
    if len(rows) > 1:
        yield (
            "How many different people saw you: one person may be in the reach of several days and posts, so these "
            "numbers are never added."
        )


def _of_visits(chosen: Chosen) -> Iterator[str]:
    """Tell where two instruments count the visits of the same place, and which of them covers more days."""
    rows = with_metric(chosen.rows, VISITS)
    rows = rows[among(rows, "window", (tidy.DAY,))]
    if rows.empty:
        return
    days: dict[str, int] = {}
    for source in present(rows, "source"):
        name = chosen.instruments[source].name
        mine = rows.loc[among(rows, "source", (source,)), "date"].to_numpy().astype("datetime64[D]")
        days[name] = days.get(name, 0) + len(np.unique(mine))
    if len(days) > 1:
        best = max(sorted(days), key=lambda name: days[name])
        yield (
            f"How many visits there were: {listed(sorted(days))} count them each in its own way. They are never added; "
            f"{best} covers most days ({days[best]}), so go by that one."
        )
