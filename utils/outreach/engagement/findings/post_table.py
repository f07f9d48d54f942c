"""The numbers of each post side by side, a row a post, from one instrument for each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.findings.chosen import among, present
from outreach.engagement.findings.words import day_words, masked
from outreach.engagement.table import tidy
from outreach.wording import one_line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outreach.engagement.findings.chosen import Chosen

    Numbers = NDArray[np.float64]

TALK = ("comments", "replies")
"""Conversation on a post: answers that people wrote."""

APPLAUSE = ("reactions", "likes")
"""One tap. Where a channel gives both, reactions hold the likes."""

PASSED_ON = ("shares", "quotes", "forwards")
SHOWN = ("reach", "visitors", "page_views", "views", "impressions")
"""What a post was seen by, people before views."""

MAIL = ("deliveries", "sends", "bounces", "unique_opens", "unique_clicks")
WANTED = (*TALK, *APPLAUSE, *PASSED_ON, *SHOWN, *MAIL)


def post_table(chosen: Chosen) -> pd.DataFrame:
    """Return a row for each post with a column for each metric, NaN where it is not known.

    Besides `WANTED` the columns are ``channel, item, title, published, instrument, talk, applause, passed_on``.
    Where several instruments counted a channel's posts, the one that counted most answers is taken.
    """
    rows = chosen.rows
    windows = [window for window in present(rows, "window") if window == tidy.LIFETIME or "/" in window]
    wanted = among(rows, "metric", WANTED) & among(rows, "window", windows)
    needed = ["channel", "item", "title", "published", "metric", "value", "window", "source"]
    rows = tidy.only(rows[needed], wanted & rows["published"].notna().to_numpy())
    parts = []
    for channel in present(rows, "channel") if len(rows) else ():
        of_channel = tidy.only(rows, among(rows, "channel", (channel,)))
        names = {source: chosen.instruments[source].name for source in present(of_channel, "source")}
        best = max(sorted(set(names.values())), key=lambda name: _worth(of_channel, names, name))
        sources = [source for source, name in names.items() if name == best]
        of_one = tidy.only(of_channel, among(of_channel, "source", sources))
        made = _side_by_side(_one_window(of_one))
        if len(made):
            parts.append((channel, best, made))
    if not parts:
        return _with_sums(_empty())
    sizes = [len(made) for _, _, made in parts]
    whole = pd.concat([made for _, _, made in parts], ignore_index=True)
    whole["channel"] = _repeated([channel for channel, _, _ in parts], sizes)
    whole["instrument"] = _repeated([best for _, best, _ in parts], sizes)
    return _with_sums(whole)


def highest(worth: Numbers, published: pd.Series, most: int) -> list[int]:
    """Return the places of the posts with the highest worth, of equal ones the newest first."""
    places = np.arange(len(worth))
    if len(worth) > most:  # only what reaches the last of them is sorted: of a large export a small part
        places = np.flatnonzero(worth >= np.partition(worth, -most)[-most])
    newest = published.to_numpy().astype("datetime64[s]").astype("int64")[places]
    order = np.lexsort((-newest, -worth[places]))[:most]
    found: list[int] = places[order].tolist()
    return found


def _repeated(names: list[str], sizes: list[int]) -> pd.Categorical:
    """Return each name so many times, as categories: half a million texts would be slow to compare."""
    categories = list(dict.fromkeys(names))
    return pd.Categorical.from_codes(np.repeat([categories.index(name) for name in names], sizes), categories)


def label_of(post: pd.Series, *, names: bool) -> str:
    """Return how a post is called: its title on one line, or the day it came out."""
    title = str(post["title"]).strip()
    if title:
        return one_line(title if names else masked(title)) or "a post with an unreadable title"
    day = post["published"]
    if pd.isna(day):
        item = str(post["item"])
        return one_line(item if names else masked(item)) or "a post"
    return f"post of {day_words(pd.Timestamp(day).date())}"


def _worth(rows: pd.DataFrame, names: dict[str, str], name: str) -> tuple[float, float, int]:
    mine = tidy.only(rows, among(rows, "source", [source for source, other in names.items() if other == name]))
    talk, clap = (float(mine.loc[among(mine, "metric", metrics), "value"].sum()) for metrics in (TALK, APPLAUSE))
    return talk, clap, len(mine)


def _one_window(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one window: the whole life where there is one, else the stated range with most rows."""
    is_of_life = among(rows, "window", (tidy.LIFETIME,))
    if is_of_life.any():
        return tidy.only(rows, is_of_life)
    counts = rows["window"].value_counts()
    best = max(present(rows, "window"), key=lambda window: (int(counts[window]), window))
    return rows[among(rows, "window", (best,))]


def _side_by_side(rows: pd.DataFrame) -> pd.DataFrame:
    rows, codes = _of_posts(rows)
    if not len(rows):
        return _empty().drop(columns=["channel", "instrument"])
    count = int(codes.max()) + 1
    firsts = np.empty(count, dtype=np.intp)
    firsts[codes[::-1]] = np.arange(len(codes))[::-1]
    made: dict[str, object] = {name: rows[name].array[firsts].astype("str") for name in ("item", "title")}
    made["published"] = rows["published"].to_numpy()[firsts]
    metric = rows["metric"].cat
    values = rows["value"].clip(lower=0).to_numpy()
    for name in WANTED:
        of_metric = metric.codes.to_numpy() == metric.categories.get_indexer([name])[0]
        column = np.full(count, np.nan)
        if name in metric.categories and of_metric.any():
            # A post that stands twice in a file is one post; its larger number is the later one.
            column = np.full(count, -np.inf)
            np.maximum.at(column, codes[of_metric], values[of_metric])
            column[np.isinf(column)] = np.nan
        made[name] = column
    return pd.DataFrame(made)


def _of_posts(rows: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """Return the rows of posts, and for each the number of its post, counted as they come.

    A post without an id is known by its title and day. What has neither an id nor a title is of a channel as a whole.
    """
    nameless = (rows["item"] == "").to_numpy()
    if not nameless.any():
        return rows, pd.factorize(rows["item"].cat.codes.to_numpy())[0]
    keys = rows["item"].to_numpy(dtype=object).copy()
    days = rows["published"].to_numpy()[nameless].astype(str).astype(object)
    titles = rows["title"].to_numpy(dtype=object)[nameless]
    keys[nameless] = np.where(titles == "", None, titles + "\0" + days)
    known = pd.notna(keys)
    return rows[known], pd.factorize(keys[known])[0]


def _empty() -> pd.DataFrame:
    made: dict[str, pd.Series] = {name: pd.Series(dtype="float64") for name in WANTED}
    made |= {name: pd.Series(dtype="str") for name in ("item", "title")}
    made |= {name: pd.Series(dtype="category") for name in ("channel", "instrument")}
    return pd.DataFrame({**made, "published": pd.Series(dtype="datetime64[s]")})


def _with_sums(posts: pd.DataFrame) -> pd.DataFrame:
    has_reactions = posts.groupby("channel", observed=True)["reactions"].transform("count").to_numpy() > 0
    return posts.assign(
        talk=_known_sum(posts, TALK),
        applause=np.where(has_reactions, posts["reactions"], posts["likes"]).astype("float64"),
        passed_on=_known_sum(posts, PASSED_ON),
    )


def _known_sum(posts: pd.DataFrame, names: tuple[str, ...]) -> Numbers:
    """Return the sum of the columns that are known; NaN where none is."""
    columns = posts[list(names)].to_numpy(dtype="float64")
    known = np.isfinite(columns)
    made: Numbers = np.where(known.any(axis=1), np.where(known, columns, 0.0).sum(axis=1), np.nan)
    return made
