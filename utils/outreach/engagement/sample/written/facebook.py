"""The Facebook page as Meta Business Suite exports it: posts twice with an overlap, and three daily charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.happened.meta import (
    facebook_follows,
    facebook_posts,
    facebook_reach,
    facebook_visits,
    instagram_follows,
)
from outreach.engagement.sample.weeks import FIRST_DAY, LAST_DAY, SUMMER_TIME, day, month
from outreach.engagement.sample.written.files import spaced_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from outreach.engagement.sample.happened.meta import FacebookPost

PAGE = "104200000000212"
HEADER = (
    "Post ID",
    "Page ID",
    "Page name",
    "Title",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Caption type",
    "Permalink",
    "Is crosspost",
    "Is share",
    "Post type",
    "Languages",
    "Custom labels",
    "Funded content status",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Reactions, Comments and Shares",
    "Reactions",
    "Comments",
    "Shares",
    "Total clicks",
    "Link Clicks",
    "Other Clicks",
    "Matched Audience Targeting Consumption (Photo Click)",
    "Seconds viewed",
    "Average Seconds viewed",
    "Estimated earnings (USD)",
    "Ad impressions",
)
ERROR = "An error occurred while computing metadata for content with ID {}."
EARLY = (FIRST_DAY, day(15, 6))
LATE = (day(10, 0), LAST_DAY)
"""First and last day of the two exports. Six weeks are in both, the week of the shared post among them."""

SHORT_BY = 4
"""So many empty fields are missing at the end of a short row."""


def dashed(when: date) -> str:
    """Return a day as it stands in the name of an export."""
    return f"{month(when)}-{when.day:02d}-{when.year}"


def _named(first: date, last: date) -> str:
    return f"facebook/{dashed(first)}_{dashed(last)}_{PAGE}.csv"


EARLY_NAME, LATE_NAME = _named(*EARLY), _named(*LATE)
REACH, VISITS_RESAVED, FOLLOWS = "facebook/Reach.csv", "facebook/Visits.csv", "facebook/Follows.csv"


def files() -> dict[str, bytes]:
    """Return the exports."""
    follows = chart("Follows", facebook_follows()) + chart("Instagram follows", instagram_follows())
    return {
        EARLY_NAME: _content(*EARLY, "933528094972880", grown=False),
        LATE_NAME: _content(*LATE, "1048095246469818", grown=True),
        REACH: utf16("sep=,\n" + chart("Facebook reach", facebook_reach())),
        VISITS_RESAVED: utf16(_resaved("Facebook visits", facebook_visits())),
        FOLLOWS: utf16("sep=,\n" + follows),
    }


def utf16(text: str) -> bytes:
    """Return the text as the charts are stored."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def chart(title: str, numbers: dict[date, int]) -> str:
    """Return a block of a daily chart. The hour moves with summer time; only the day means something."""
    rows = "".join(f'"{when}T0{int(when >= SUMMER_TIME)}:00:00","{number}"\n' for when, number in numbers.items())
    return f'"{title}"\n"Date","Primary"\n{rows}\n'


def _resaved(title: str, numbers: dict[date, int]) -> str:
    """Return a chart that a spreadsheet has saved again: tabs, other line ends, no quotes."""
    lines = ["sep=\t", f"{title}\t", "Date\tPrimary"]
    lines += [f"{when}T0{int(when >= SUMMER_TIME)}:00:00\t{number}" for when, number in numbers.items()]
    return "\r\n".join(lines)


def _content(first: date, last: date, lost: str, *, grown: bool) -> bytes:
    rows: list[Sequence[object]] = [HEADER]
    chosen = [post for post in facebook_posts() if first <= post.published.date() <= last]
    for number, post in enumerate(reversed(chosen)):
        row = _row(post, grown=grown)
        rows.append(row[:-SHORT_BY] if number in {2, 5} else row)
    gone: list[object] = [*[""] * 15, ERROR.format(lost), "Lifetime", 51, *[""] * 13]
    rows.insert(4, gone)
    return b"\xef\xbb\xbf" + spaced_quotes(rows).encode()


def _row(post: FacebookPost, *, grown: bool) -> list[object]:
    """Return a row; the earlier export knew a little less of the posts that were new then."""
    missing = 0 if grown or post.published.date() < LATE[0] else 1 + int(post.id) % 2
    reach, views = post.reach - missing, post.views - missing - 1 if missing else post.views
    other = post.clicks - post.link_clicks
    measured = post.clicks > 0
    return [
        post.id,
        PAGE,
        words.PRACTICE,
        post.text,
        "",
        0,
        f"{post.published:%m/%d/%Y %H:%M}",
        "N/A",
        f"https://www.facebook.com/juniperstreet.example/posts/pfbid0{post.id[::-1]}",
        0,
        0,
        post.kind,
        "",
        "",
        "",
        "",
        "Lifetime",
        views,
        reach,
        post.reactions + post.comments + post.shares,
        post.reactions,
        post.comments,
        post.shares,
        post.clicks if measured else "",
        post.link_clicks if measured else "",
        other if measured else "",
        "",
        "",
        "",
        "",
        "",
    ]
