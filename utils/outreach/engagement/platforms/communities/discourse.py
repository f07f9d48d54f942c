"""Discourse: the list of members, and what a member finds in the archive of an account.

All headers are documented in the exporter; no real file was found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.platforms.shared.activity import ActivityForm, done
from outreach.engagement.platforms.shared.letter_cautions import in_utc
from outreach.engagement.platforms.shared.lists import ListForm
from outreach.engagement.platforms.shared.yes_no import NOT, YES
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outreach.engagement.forms.form import Form, Reading

    Flags = NDArray[np.bool_]

CHANNEL = "community"
HOW = (
    "Look for the download of your data in the activity part of your Discourse profile; user_archive.csv is in the zip."
)
PRIVATE = "rows that are private messages, or may be"

NO = (
    "no",
    "false",
    "nein",
    "non",
    "nee",
    "não",
    "nie",
    "nej",
    "nei",
    "ei",
    "ne",
    "нет",
    "ні",
    "否",
    "いいえ",
    "아니요",
)
"""How the archive says that something is no private message; KNOWN but for English. Any other word is taken for yes."""


def _is(rows: Rows, name: str, *words: str) -> Flags:
    return np.asarray(rows.text(name).str.casefold().isin(words), dtype=bool)


def _own_accounts(rows: Rows) -> Flags:
    read = numbers(rows.text("id"))
    return read.values <= 0


def _inactive(rows: Rows) -> Flags:
    return _is(rows, "staged", *YES) | _is(rows, "active", *NOT)


MEMBERS = ListForm(
    platform="Discourse",
    export="list of members",
    kind="people",
    how="Look for Export where the administration of your Discourse lists the users.",
    channel=CHANNEL,
    needs=("username", "created_at", "last_seen_at", "trust_level"),
    joined=("created_at",),
    passed_over=(
        ("accounts of the forum itself", _own_accounts),
        ("accounts that nobody has confirmed", _inactive),
    ),
    cautions=(lambda _rows: "Who has deleted an account is not on this list, so it cannot show how many stay.",),
)


def _private(rows: Rows) -> Flags:
    return ~_is(rows, "is_pm", *NO)


def _begun_or_answered(reading: Reading, rows: Rows) -> Reading:
    """Add what the member did: the first post of a topic begins it, any other answers."""
    if reading.asked:
        return reading
    read = dates(rows.text("created_at"))
    when = read.values
    is_first = rows.text("url").str.fullmatch(r".*/t/(?:[^/]*/)?\d+(?:/1)?/?").to_numpy(dtype=bool)
    place = rows.answers.channel or CHANNEL
    parts = [
        done(place, rows.text("url")[which], rows.text("topic_title")[which], when[which], metric, rows.file.shown)
        for metric, which in (("posts", is_first), ("own_replies", ~is_first))
    ]
    private = sum(one.count for one in reading.set_aside if one.reason == PRIVATE)
    said = (f"{private:,} private messages were passed over.",) if private else ()
    left = tuple(replace(one, examples=()) for one in reading.set_aside)
    return replace(
        reading,
        rows=tidy.joined([reading.rows, *parts]),
        set_aside=left,
        warnings=(
            *reading.warnings,
            *said,
            "What you wrote was passed over; only its day and the answers to it count.",
        ),
        records=len(rows.frame),
    )


ARCHIVE = TableForm(
    platform="Discourse",
    export="archive of one account",
    kind="posts",
    how=HOW,
    channel=CHANNEL,
    needs=("topic_title", "is_pm", "like_count", "reply_count", "url", "created_at"),
    metrics={"like_count": "likes", "reply_count": "replies"},
    item=("url",),
    title=("topic_title",),
    published=("created_at",),
    skips=((PRIVATE, _private),),
    cautions=(in_utc("created_at"),),
    finish=_begun_or_answered,
)

LIKES = ActivityForm(
    platform="Discourse",
    export="likes that one account gave",
    kind="activity",
    how=HOW,
    channel=CHANNEL,
    needs=("id", "post_id", "topic_id", "post_number", "deleted_at", "deleted_by"),
    item=("post_id",),
    published=("created_at",),
    did="likes_given",
    skips=(("likes that were taken back", lambda rows: ~_is(rows, "deleted_at", "")),),
    cautions=(in_utc("created_at"),),
)

VISITS = TableForm(
    platform="Discourse",
    export="days on which one account visited",
    kind="activity",
    how=HOW,
    channel=CHANNEL,
    needs=("visited_at", "posts_read", "mobile", "time_read"),
    metrics={"posts_read": "own_posts_read"},
    date=("visited_at",),
    window=tidy.DAY,
    cautions=(lambda _rows: "These are your own visits, not those of others.",),
)

FORMS: tuple[Form, ...] = (MEMBERS, ARCHIVE, LIKES, VISITS)
