"""X, formerly Twitter: numbers of days and of posts, as its analytics page exports them now and did before 2023."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.engagement.platforms.shared.clock import with_clock
from outreach.engagement.platforms.shared.own_words import titles
from outreach.engagement.platforms.shared.prepared import PreparedForm, column, is_empty, with_columns
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from outreach.engagement.forms.form import Form
    from outreach.engagement.forms.table_form import Rows

HOW = "On X, signed in with Premium, open Analytics, and choose the download at the top of the page."

_STATUS = re.compile(r"/status(?:es)?/(\d+)")


def _zone_unknown(_rows: Rows) -> str:
    return "X does not say whether its days are yours or those of UTC."


def _small_shares(rows: Rows) -> str:
    if {"share", "shares"} & set(rows.frame) and "reposts" in rows.frame:
        return "Reposts became shares. The column that X itself names Shares counts links sent on, and was left out."
    return ""


def _in_utc(_rows: Rows) -> str:
    return "The times are those of UTC, not of your place."


def _titled(rows: Rows) -> Rows:
    text = column(rows, "post text" if "post text" in rows.frame else "tweet text")
    link = rows.text("post link", "link", "tweet permalink")
    return with_columns(
        rows, {"text": titles(text), "id in the link": link.str.extract(_STATUS, expand=False).fillna("")}
    )


OVERVIEW = PreparedForm(
    platform="X",
    export="account overview",
    kind="days",
    how=HOW,
    channel="x",
    needs=("date", "impressions", "engagements", "profile visits", "unfollows"),
    metrics={
        "impressions": "impressions",
        "engagements": "engagements",
        "likes": "likes",
        "replies": "replies",
        "reposts": "shares",
        "bookmarks": "saves",
        "new follows": "follows",
        "unfollows": "unfollows",
        "profile visits": "profile_visits",
        "create post": "posts",
        "video views": "video_views",
    },
    never=("post id", "post text", "tweet id"),
    date=("date",),
    window=tidy.DAY,
    cautions=(_zone_unknown, _small_shares),
    order="MDY",
)
OVERVIEW_IN_PART = tuple(
    replace(OVERVIEW, needs=("date", "impressions", "engagements", name)) for name in ("reposts", "new follows")
)
"""The same with some of its columns."""

CONTENT = PreparedForm(
    platform="X",
    export="content analytics",
    kind="posts",
    how=HOW,
    channel="x",
    needs=("post id", "date", "post text", "impressions"),
    metrics={
        "impressions": "impressions",
        "engagements": "engagements",
        "likes": "likes",
        "replies": "replies",
        "reposts": "shares",
        "bookmarks": "saves",
        "new follows": "follows",
        "profile visits": "profile_visits",
        "url clicks": "link_clicks",
    },
    item=("post id", "id in the link"),
    title=("text",),
    published=("date",),
    skips=(("rows without an id", is_empty("post id")),),
    cautions=(_zone_unknown, _small_shares),
    order="MDY",
    prepare=_titled,
)
BEFORE_2023 = PreparedForm(
    platform="X",
    export="tweet activity before 2023",
    kind="posts",
    how="X has ended this export; open Analytics, and choose the download at the top of the page.",
    channel="x",
    needs=("tweet id", "tweet text", "time", "impressions"),
    words={"favorites": "likes"},
    metrics={
        "impressions": "impressions",
        "engagements": "engagements",
        "likes": "likes",
        "replies": "replies",
        "retweets": "shares",
        "url clicks": "link_clicks",
        "user profile clicks": "profile_visits",
        "follows": "follows",
    },
    item=("tweet id", "id in the link"),
    title=("text",),
    published=("time",),
    skips=(("rows without an id", is_empty("tweet id")),),
    cautions=(_in_utc,),
    decimal=lambda _rows: ".",
    finish=with_clock,
    prepare=_titled,
)

FORMS: tuple[Form, ...] = (OVERVIEW, *OVERVIEW_IN_PART, CONTENT, BEFORE_2023)
