"""How posts did, each drawn towards the others: a lucky post is not yet a good one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.findings.finding import Finding
from outreach.engagement.findings.post_table import SHOWN, highest, label_of
from outreach.engagement.findings.words import channel_name, count_words
from outreach.engagement.measuring.display import COUNTS_BELOW
from outreach.engagement.measuring.shrinkage import (
    CountPrior,
    Prior,
    Shrunk,
    fit_count_prior,
    fit_prior,
    shrink,
    shrink_counts,
)
from outreach.engagement.table import tidy
from outreach.wording import listed, number_words, share_words

if TYPE_CHECKING:
    import pandas as pd

    from outreach.engagement.findings.chosen import Chosen
    from outreach.engagement.measuring.intervals import Interval

MOST_SHOWN = 20
FEWEST = 2
KNOWN_FOR_MOST = 0.8
"""Where so many posts of a channel have a denominator, rates are shown, else counts."""

SEEN_BY = {
    "reach": "people reached",
    "visitors": "visitors",
    "page_views": "page views",
    "views": "views",
    "impressions": "impressions",
}


@dataclass(frozen=True)
class PostShown:
    """One post: its own figure, the same drawn towards the others, and the interval of that.

    Figures are shares from 0 to 1 where ``seen`` is known, else conversations a post.
    """

    label: str
    talk: float
    seen: float | None
    raw: float
    shrunk: float
    interval: Interval


@dataclass(frozen=True)
class Posts(Finding):
    """The posts of one channel with the most evidence; ``more`` are not shown.

    ``seen_by`` is what a rate is of, such as "people reached"; "" where figures are conversations a post. ``mean`` is
    that towards which posts are drawn.
    """

    posts: tuple[PostShown, ...] = ()
    channel: str = ""
    seen_by: str = ""
    mean: float = 0.0
    more: int = 0
    all_posts: int = 0
    can_be_told_apart: bool = False


def shrunk_posts(chosen: Chosen, table: pd.DataFrame) -> Posts | str:
    """Return the posts of the channel with the most conversations, or why there is no such finding."""
    counted = tidy.only(table, table["talk"].notna().to_numpy())
    if counted.empty:
        return (
            "No file counts comments or replies post by post. Look for an export with a row for each post, often "
            "called content or posts."
        )
    sums = counted.groupby("channel", observed=True)["talk"].agg(["sum", "count"])
    order = sums.sort_values(["sum", "count"], ascending=False, kind="stable").index.tolist()
    channel = str(order[0])
    mine = tidy.only(counted, (counted["channel"] == channel).to_numpy())
    if len(mine) < FEWEST:
        return f"{channel_name(channel)} shows a single post. Posts can be set side by side from {FEWEST} on."
    seen_by = _seen_by(mine)
    if seen_by:
        mine = tidy.only(mine, (mine[seen_by] > 0).to_numpy())
    enough = mine[(mine[seen_by] >= COUNTS_BELOW).to_numpy()] if seen_by else mine
    if len(enough) < FEWEST:
        return (
            f"Fewer than {FEWEST} posts on {channel_name(channel)} were seen {COUNTS_BELOW} times. Of so few, only "
            "counts could be shown."
        )
    shown = enough.iloc[_most_evidence(enough, seen_by)]
    prior, drawn = _drawn(mine, shown, seen_by)
    posts = [
        _post(chosen, row, one, seen_by)
        for (_, row), one in sorted(
            zip(shown.iterrows(), drawn, strict=True), key=lambda pair: (-pair[1].shrunk, str(pair[0][1]["item"]))
        )
    ]
    return _finding(posts, channel, seen_by, prior, mine, order[1:])


def _seen_by(posts: pd.DataFrame) -> str:
    """Return the first denominator that most posts have and that never is below what came of it; "" without any."""
    for name in SHOWN:
        seen, talk = posts[name].to_numpy(), posts["talk"].to_numpy()
        has = seen > 0
        if has.mean() >= KNOWN_FOR_MOST and (talk[has] <= seen[has]).all() and has.sum() >= FEWEST:
            return name
    return ""


def _most_evidence(posts: pd.DataFrame, seen_by: str) -> list[int]:
    """Return the places of the posts that most saw; of posts without that number, the newest."""
    evidence = posts[seen_by].to_numpy() if seen_by else np.zeros(len(posts))
    return highest(evidence, posts["published"], MOST_SHOWN)


def _drawn(posts: pd.DataFrame, shown: pd.DataFrame, seen_by: str) -> tuple[Prior | CountPrior, tuple[Shrunk, ...]]:
    if seen_by:
        prior = fit_prior(np.round(posts["talk"].to_numpy()), np.round(posts[seen_by].to_numpy()))
        return prior, shrink(np.round(shown["talk"]).tolist(), np.round(shown[seen_by]).tolist(), prior)
    counts = fit_count_prior(posts["talk"].to_numpy())
    return counts, shrink_counts(shown["talk"].tolist(), counts)


def _post(chosen: Chosen, row: pd.Series, one: Shrunk, seen_by: str) -> PostShown:
    seen = float(row[seen_by]) if seen_by else None
    return PostShown(
        label_of(row, names=chosen.names), float(row["talk"]), seen, one.raw or 0.0, one.shrunk, one.interval
    )


def _finding(
    posts: list[PostShown],
    channel: str,
    seen_by: str,
    prior: Prior | CountPrior,
    mine: pd.DataFrame,
    others: list[str],
) -> Posts:
    what = SEEN_BY.get(seen_by, "")
    best, worst = max(posts, key=lambda post: post.interval.low), min(posts, key=lambda post: post.interval.high)
    apart = best.interval.low > worst.interval.high
    more = len(mine) - len(posts)
    place = channel_name(channel)
    lucky = max(posts, key=lambda post: post.raw - post.shrunk)
    title = "Some posts do differ" if apart else "Posts that look best may be lucky"
    if apart:
        sentence = (
            f"On {place}, “{best.label}” drew more answers than “{worst.label}”: their intervals do not touch. "
            "What lies between them may be chance."
        )
    else:
        sentence = f"On {place}, no post is clearly better than another: all intervals overlap."
    if lucky.raw > lucky.shrunk:
        figures = f"{_figure(lucky.raw, what)} by itself, {_figure(lucky.shrunk, what)}"
        sentence += f" “{lucky.label}” has {figures} once the other posts are taken into account."
    fewer = "; the fewer have seen one, the more" if what else ""
    unit = f"Conversations of {what}" if what else "Conversations a post"
    return Posts(
        title,
        sentence,
        f"Rows of {count_words(len(posts), 'post')} on {place}: a hollow dot for the post's own figure, a diamond for "
        f"the same drawn towards the mean of {_figure(prior.mean, what)}, a line for its interval. {title}.",
        (
            "Post",
            "Conversations",
            *((what.capitalize(), "By itself") if what else ()),
            "Drawn to the others",
            "May be between",
        ),
        tuple(_row(post, what) for post in posts),
        (
            f"{unit}. Posts are drawn towards what they have in common ({prior.words()}){fewer}.",
            *_more(more, what, mine),
            *([f"Other channels are not in it: {listed([channel_name(one) for one in others])}."] if others else []),
        ),
        tuple(posts),
        channel,
        what,
        float(prior.mean),
        more,
        len(mine),
        apart,
    )


def _more(more: int, what: str, mine: pd.DataFrame) -> list[str]:
    source = f"Counted from {mine['instrument'].iloc[0]}."
    if not more:
        return [source]
    those = "that most have seen" if what else "that are the newest"
    return [source, f"The {MOST_SHOWN} posts {those} are shown; there are {more:,} more, and all count in the mean."]


def _figure(value: float, what: str) -> str:
    return f"{share_words(value)} of {what}" if what else f"{value:.1f}".removesuffix(".0") + " conversations"


def _row(post: PostShown, what: str) -> tuple[str, ...]:
    show = share_words if what else "{:.1f}".format
    return (
        post.label,
        number_words(post.talk),
        *((number_words(post.seen), show(post.raw)) if post.seen is not None else ()),
        show(post.shrunk),
        f"{show(post.interval.low)} to {show(post.interval.high)}",
    )
