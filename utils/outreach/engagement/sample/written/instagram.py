"""The Instagram account as Meta Business Suite exports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.sample import words
from outreach.engagement.sample.happened.meta import instagram_posts
from outreach.engagement.sample.weeks import FIRST_DAY, LAST_DAY
from outreach.engagement.sample.written.facebook import dashed
from outreach.engagement.sample.written.files import spaced_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

ACCOUNT = "17841400000000212"
NAME = f"instagram/{dashed(FIRST_DAY)}_{dashed(LAST_DAY)}_{ACCOUNT}.csv"
HEADER = (
    "Post ID",
    "Account ID",
    "Account username",
    "Account name",
    "Description",
    "Duration (sec)",
    "Publish time",
    "Permalink",
    "Post type",
    "Data comment",
    "Date",
    "Views",
    "Reach",
    "Likes",
    "Shares",
    "Comments",
    "Saves",
    "Follows",
)


def files() -> dict[str, bytes]:
    """Return the export."""
    rows: list[Sequence[object]] = [HEADER]
    rows += [
        [
            post.id,
            ACCOUNT,
            "juniperstreet",
            words.PRACTICE,
            post.text,
            0,
            f"{post.published:%m/%d/%Y %H:%M}",
            f"https://www.instagram.com/p/JSC{post.id[-8:]}/",
            post.kind,
            "",
            "Lifetime",
            post.views,
            post.reach,
            post.likes,
            0,
            post.comments,
            post.saves,
            "",
        ]
        for post in instagram_posts()
    ]
    return {NAME: b"\xef\xbb\xbf" + spaced_quotes(rows).encode()}
