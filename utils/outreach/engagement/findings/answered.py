"""What people answered to: the posts with most conversations, beside their applause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.post_table import highest, label_of
from outreach.engagement.findings.ties import answers
from outreach.engagement.findings.words import channel_name, count_words
from outreach.engagement.table import tidy
from outreach.wording import listed, number_words

if TYPE_CHECKING:
    from outreach.engagement.findings.chosen import Chosen

MOST_SHOWN = 10


@dataclass(frozen=True)
class Answer:
    """One post that people answered to; ``applause`` is None where it is not known."""

    label: str
    channel: str
    talk: float
    applause: float | None
    passed_on: float | None


@dataclass(frozen=True)
class Answered(Finding):
    """The posts with most conversations; ``more`` that were answered are not shown."""

    posts: tuple[Answer, ...] = ()
    more: int = 0


def answered(chosen: Chosen, table: pd.DataFrame) -> Answered | str:
    """Return what people answered to, or why there is no such finding."""
    parts = [part for part in (_of_threads(chosen, table), _of_posts(chosen, table)) if len(part)]
    if not parts:
        return "No file says which post an answer belongs to."
    whole = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
    some = tidy.only(whole, (whole["talk"] > 0).to_numpy())
    if some.empty:
        return f"{count_words(len(whole), 'post')} and no comment or reply yet. End the next one with one question."
    first = highest(some["talk"].to_numpy(), some["published"], MOST_SHOWN)
    shown = [
        Answer(
            label_of(row, names=chosen.names),
            str(row["channel"]),
            float(row["talk"]),
            None if pd.isna(row["applause"]) else float(row["applause"]),
            None if pd.isna(row["passed_on"]) else float(row["passed_on"]),
        )
        for _, row in some.iloc[first].iterrows()
    ]
    return _finding(shown, whole, some)


def _of_threads(chosen: Chosen, table: pd.DataFrame) -> pd.DataFrame:
    """Return posts of channels whose answers are there one by one."""
    if chosen.ties is None:
        return table.iloc[:0]
    counts = answers(chosen.ties).groupby(["channel", "thread"]).size().rename("talk")
    begun = chosen.ties.groupby(["channel", "thread"])["when"].min().rename("published")
    threads = begun.to_frame().join(counts).fillna({"talk": 0.0}).reset_index()
    titles = chosen.rows.loc[
        chosen.rows["item"].isin(threads["thread"]).to_numpy(), ["channel", "item", "title"]
    ].drop_duplicates(["channel", "item"])
    titles = titles.astype({"channel": "str", "item": "str", "title": "str"})
    made = threads.rename(columns={"thread": "item"}).merge(titles, on=["channel", "item"], how="left")
    made["title"] = made["title"].fillna("")
    made["talk"] = made["talk"].astype("float64")
    mine = table["channel"].isin(threads["channel"].unique()).to_numpy()
    beside = table.loc[mine, ["channel", "item", "applause", "passed_on"]].astype({"channel": "str"})
    beside = beside.drop_duplicates(["channel", "item"])
    return made.merge(beside, on=["channel", "item"], how="left")


def _of_posts(chosen: Chosen, table: pd.DataFrame) -> pd.DataFrame:
    counted = table["talk"].notna().to_numpy()
    if chosen.ties is not None:
        counted = counted & ~table["channel"].isin(chosen.ties["channel"].unique()).to_numpy()
    columns = ["channel", "item", "title", "published", "talk", "applause", "passed_on"]
    return table.loc[counted, columns]


def _finding(shown: list[Answer], whole: pd.DataFrame, some: pd.DataFrame) -> Answered:
    total = float(some["talk"].sum())
    first = shown[0]
    level = [post for post in shown if post.talk == first.talk]
    title = f"People answered to {len(some):,} of {count_words(len(whole), 'post')}"
    sentence = (
        f"{title}, {count_words(total, 'time')} in all. The most answers, {number_words(first.talk)}, came to "
        f"“{first.label}” ({channel_name(first.channel)})."
    )
    if len(level) > 1:
        sentence = (
            f"{title}, {count_words(total, 'time')} in all. {len(level)} posts share the most answers, "
            f"{number_words(first.talk)} each."
        )
    more = len(some) - len(shown)
    names = listed(sorted({channel_name(str(channel)) for channel in whole["channel"].unique()}))
    return Answered(
        title,
        sentence,
        f"Bars of the {count_words(len(shown), 'post')} with most answers. "
        + " ".join(f"{post.label}: {number_words(post.talk)}." for post in shown[:3]),
        ("Post", "Channel", "Conversations", "Applause", "Passed on"),
        tuple(
            (post.label, channel_name(post.channel), number_words(post.talk), _or(post.applause), _or(post.passed_on))
            for post in shown
        ),
        (
            f"From {names}. With so few answers to a post, one or two more may be luck.",
            *([f"{more:,} more posts were answered and are not shown."] if more else []),
        ),
        tuple(shown),
        more,
    )


def _or(number: float | None) -> str:
    return "not known" if number is None else number_words(number)
