"""Substack: the list of posts, the lists of subscribers, and the texts of posts, which hold no numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.activity import ActivityForm
from outreach.engagement.platforms.shared.letter_cautions import in_utc
from outreach.engagement.platforms.shared.lists import ListForm
from outreach.engagement.platforms.shared.yes_no import YES
from outreach.engagement.reading.rows import keys, outline
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

    from outreach.engagement.forms.form import Form
    from outreach.engagement.forms.table_form import Rows
    from outreach.engagement.reading.opened import Opened

CHANNEL = "newsletter"
HOW = "Look for Export in the settings of your Substack; the zip holds posts.csv and your e-mail list."
PAGES = "pages such as About, which are no posts"

_TEXT_NAME = re.compile(r"\d+\.[\w.-]*\.?html?", re.IGNORECASE)


def number_of(post_id: pd.Series) -> pd.Series:
    """Return the number of each post, which stands before the dot: "123.first-letter" and "123" are the same post."""
    return post_id.str.strip().str.replace(r"\..*", "", regex=True)


def _drafts(rows: Rows) -> NDArray[np.bool_]:
    return np.asarray(~rows.text("is_published").str.casefold().isin(YES), dtype=bool)


def _pages(rows: Rows) -> NDArray[np.bool_]:
    return np.asarray(rows.text("type").str.casefold() == "page", dtype=bool)


POSTS = ActivityForm(
    platform="Substack",
    export="list of posts",
    kind="activity",
    how=HOW,
    channel=CHANNEL,
    needs=("post_id", "post_date", "is_published", "email_sent_at", "audience"),
    item=("post_id",),
    item_of=number_of,
    title=("title",),
    published=("post_date",),
    skips=(("drafts", _drafts), (PAGES, _pages)),
    cautions=(
        in_utc("post_date"),
        lambda _rows: "The list of posts says what you published and when; Substack puts no numbers of readers in it.",
    ),
)


def _without_mail(rows: Rows) -> str:
    off = int(rows.text("email_disabled").str.casefold().isin(YES).sum())
    if not off:
        return ""
    who = "1 person on the list gets" if off == 1 else f"{off} people on the list get"
    return f"{who} no e-mail; when that began is not stated."


def _only_stayers(_rows: Rows) -> str:
    return "Who has left is not on this list, so it cannot show how many stay."


EMAILS = ListForm(
    platform="Substack",
    export="e-mail list",
    kind="people",
    how=HOW,
    channel=CHANNEL,
    needs=("email", "expiry", "email_disabled", "prefer_digests"),
    joined=("created_at",),
    cautions=(_without_mail, _only_stayers),
)

_LABELS = frozenset(
    {
        "type", "stripe plan", "cancel date", "paid upgrade date", "activity", "emails received (6mo)",
        "emails dropped (6mo)", "num_emails_opened", "emails opened (6mo)", "emails opened (7d)", "emails opened (30d)",
        "last email open", "links clicked", "last clicked at", "unique emails seen (6mo)", "unique emails seen (7d)",
        "unique emails seen (30d)", "post views", "days active (30d)", "subscription source (free)",
        "subscription source (paid)",
    }
)  # fmt: skip
_ENOUGH = 3
"""Labels that tell the list; which of them are there, and in which order, is chosen at the export."""


@dataclass(frozen=True)
class DashboardForm(ListForm):
    """The list as the page of subscribers exports it, with the columns that were chosen there."""

    def fit(self, file: Opened) -> int:
        """Return how many of the labels the header holds; 0 with too few of them."""
        at, seen = self.header_at(file), outline(file)
        if at is None or seen is None:
            return 0
        known = len(_LABELS & set(keys(seen.lines[at])))
        return 10 * len(self.needs) + known if known >= _ENOUGH else 0


DASHBOARD = DashboardForm(
    platform="Substack",
    export="list from the page of subscribers",
    kind="people",
    how="Look for Export on the page of subscribers of your Substack, and choose the column Start date.",
    channel=CHANNEL,
    needs=("email", "start date"),
    joined=("start date",),
    cautions=(
        _only_stayers,
        lambda _rows: "What single people opened, clicked or paid was passed over.",
    ),
)


@dataclass(frozen=True)
class PostText:
    """The text of one post, ``number.slug.html``. It is known, so that nobody has to wonder what it is."""

    platform: str = "Substack"
    export: str = "text of a post"
    kind: Kind = "activity"
    how: str = HOW
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return 1 for a piece of HTML under such a name; any form that knows its content comes first."""
        is_html = decoded_head(file.head(512)).text.lstrip().startswith("<")
        return int(is_html and bool(_TEXT_NAME.fullmatch(file.name)))

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:  # noqa: ARG002 - every form is asked so
        """Pass over the text."""
        if progress is not None:
            progress(file.size, file.size)
        return Reading(tidy.empty(), warnings=("The text of a post; there are no numbers in it.",), records=0)


FORMS: tuple[Form, ...] = (POSTS, EMAILS, DASHBOARD, PostText())
