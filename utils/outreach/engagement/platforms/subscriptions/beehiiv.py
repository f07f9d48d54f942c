"""Beehiiv: the list of posts and the list of subscribers. No numbers of readers are in them.

Both are known from fixtures. A workbook of analytics is spoken of; its headers were not found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.platforms.shared.activity import ActivityForm
from outreach.engagement.platforms.shared.letter_cautions import in_utc
from outreach.engagement.platforms.shared.lists import ListForm
from outreach.engagement.reading.dates import dates

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from outreach.engagement.forms.form import Form
    from outreach.engagement.forms.table_form import Rows

    Flags = NDArray[np.bool_]

CHANNEL = "newsletter"
HOW = "Look for Export in the settings of your Beehiiv publication."
LEFT_SOMETIME = "people who are not active and left on a day that is not stated"


def _is(rows: Rows, *words: str) -> Flags:
    return np.asarray(rows.text("status").str.casefold().isin(words), dtype=bool)


def _drafts(rows: Rows) -> Flags:
    return _is(rows, "draft", "archived")


POSTS = ActivityForm(
    platform="Beehiiv",
    export="list of posts",
    kind="activity",
    how=HOW,
    channel=CHANNEL,
    needs=("id", "web_title", "status", "email_subject_line", "created_at"),
    item=("id",),
    title=("web_title", "email_subject_line"),
    published=("created_at",),
    skips=(("drafts and archived posts", _drafts),),
    cautions=(
        lambda _rows: "Its days are those on which a post was begun; the day it came out is not in the list.",
        lambda _rows: "The list says what you wrote; Beehiiv puts no numbers of readers in it.",
    ),
)


def _pending(rows: Rows) -> Flags:
    return _is(rows, "pending", "validating", "invalid")


def _inactive(rows: Rows) -> Flags:
    gone = dates(rows.text("unsubscribed_at"))
    return np.asarray(_is(rows, "inactive") & np.isnat(gone.values), dtype=bool)


def _dates_elsewhere(rows: Rows) -> tuple[str, ...]:
    """Return the columns with the day on which people joined at the service that they came from."""
    return tuple(name for name in rows.frame.columns if name.startswith("subscription date ("))


SUBSCRIBERS = ListForm(
    platform="Beehiiv",
    export="list of subscribers",
    kind="people",
    how=HOW,
    channel=CHANNEL,
    needs=("email", "status", "tier", "created_at", "unsubscribed_at"),
    joined=("created_at",),
    left=("unsubscribed_at",),
    earlier=_dates_elsewhere,
    passed_over=(("people who have not confirmed", _pending), (LEFT_SOMETIME, _inactive)),
    cautions=(in_utc("created_at"),),
)

FORMS: tuple[Form, ...] = (POSTS, SUBSCRIBERS)
