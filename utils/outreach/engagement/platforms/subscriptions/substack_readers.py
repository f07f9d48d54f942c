"""Substack: the files that name each reader of one post. They are counted at once, and nothing else of them is kept.

The names of the columns are documented; no real file was found. For the file of clicks no names are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.platforms.shared.letter_cautions import OPENS_INFLATED
from outreach.engagement.platforms.shared.lists import without_examples
from outreach.engagement.platforms.subscriptions.substack import CHANNEL, HOW, POSTS, number_of
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.rows import keys, outline, sheet
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

_LINKS = ("url", "link", "link_url", "clicked_url")
_NAMED = re.compile(r"(?P<number>\d+)\.(?P<slug>.+)\.html?", re.IGNORECASE)
_CLICKS_NAME = re.compile(r"\d+\.clicks\.csv", re.IGNORECASE)


@dataclass(frozen=True)
class ReadersForm(TableForm):
    """A row for each reader, or for each time somebody opened a post.

    ``rows_are`` and ``people_are`` are the metrics of the number of rows and of different readers; "" keeps none.
    """

    metrics: Mapping[str, str] = field(default_factory=dict)
    rows_are: str = ""
    people_are: str = ""

    def fit(self, file: Opened) -> int:
        """Return how many of its names the header holds; a file named for clicks is none of opens."""
        return 0 if _CLICKS_NAME.fullmatch(file.name) else super().fit(file)

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Count the readers of each post; see `Form.read`."""
        return without_examples(super().read(file, answers, progress))

    def _tidy(self, rows: Rows) -> Reading:
        number = number_of(rows.text("post_id"))
        reader = rows.text("email").str.casefold()
        by_post = reader.groupby(number.to_numpy(), sort=True)
        counts = {self.rows_are: by_post.size(), self.people_are: by_post.nunique()}
        titles, days = _posts_beside(rows.file)
        days = _first_delivery(rows.file) | days
        pieces = [
            pd.DataFrame(
                {"item": count.index.astype("str"), "metric": metric, "value": count.to_numpy(dtype="float64")}
            )
            for metric, count in counts.items()
            if metric and len(count)
        ]
        if not pieces:
            return Reading(tidy.empty(), records=0)
        made = pd.concat(pieces, ignore_index=True)
        made["title"] = [titles.get(item, "") for item in made["item"]]
        made["published"] = np.array(
            [days.get(item, np.datetime64("NaT", "s")) for item in made["item"]], dtype="datetime64[s]"
        )
        made = made.assign(channel=rows.answers.channel or self.channel, window=tidy.LIFETIME, source=rows.file.shown)
        people = reader.nunique()
        said: tuple[str, ...] = (
            f"The file names {people:,} readers and what each did. They were counted, and nothing else was kept.",
        )
        if self.rows_are == "opens":
            said += (OPENS_INFLATED,)
        columns = {rows.written["email"]: self.people_are}
        return Reading(tidy.table(made), columns=columns, warnings=said, records=by_post.ngroups)


def _posts_beside(file: Opened) -> tuple[dict[str, str], dict[str, np.datetime64]]:
    """Return titles and days of posts, as posts.csv in the same folder has them, or the names of texts there."""
    titles: dict[str, str] = {}
    days: dict[str, np.datetime64] = {}
    for beside in file.siblings:
        if named := _NAMED.fullmatch(beside.name):
            titles.setdefault(named["number"], named["slug"].replace("-", " "))
    for beside in file.siblings:
        if beside.name.casefold().endswith(".csv") and POSTS.fit(beside):
            try:
                posts = POSTS.read(beside, Answers()).rows
            except OutreachError:  # the numbers of this file do not hang on the one beside it
                continue
            titles |= dict(zip(posts["item"], posts["title"], strict=True))
            days |= dict(zip(posts["item"], posts["published"].to_numpy(), strict=True))
    return titles, days


def _first_delivery(file: Opened) -> dict[str, np.datetime64]:
    """Return when each post was first delivered, as this file or the one beside it says."""
    found: dict[str, np.datetime64] = {}
    for one in (file, *(beside for beside in file.siblings if beside.name.casefold().endswith(".delivers.csv"))):
        at = DELIVERIES.header_at(one)
        if at is None:
            continue
        try:
            frame = sheet(one, at).frame
        except OutreachError:  # the numbers of this file do not hang on the one beside it
            continue
        when = pd.Series(dates(frame["timestamp"]).values).groupby(number_of(frame["post_id"]).to_numpy()).min()
        found = {str(number): day for number, day in zip(when.index, when.to_numpy(), strict=True)} | found
    return found


_READER = ("post_id", "timestamp", "email", "post_type", "post_audience", "active_subscription")

DELIVERIES = ReadersForm(
    platform="Substack",
    export="deliveries of a post",
    kind="posts",
    how=HOW,
    channel=CHANNEL,
    needs=_READER,
    never=("user_agent", "device_type", "client_type", *_LINKS),
    people_are="deliveries",
)
OPENS = ReadersForm(
    platform="Substack",
    export="opens of a post",
    kind="posts",
    how=HOW,
    channel=CHANNEL,
    needs=(*_READER, "device_type", "client_type", "user_agent"),
    never=_LINKS,
    rows_are="opens",
    people_are="unique_opens",
)


@dataclass(frozen=True)
class ClicksForm(ReadersForm):
    """The file of clicks, told from that of opens by a column of links, or by its name where that is all."""

    def fit(self, file: Opened) -> int:
        """Return how many of its names the header holds, where a link or the name of the file speaks of clicks."""
        at, seen = self.header_at(file), outline(file)
        if at is None or seen is None:
            return 0
        speaks = bool(_CLICKS_NAME.fullmatch(file.name)) or bool(set(_LINKS) & set(keys(seen.lines[at])))
        return TableForm.fit(self, file) if speaks else 0


CLICKS = ClicksForm(
    platform="Substack",
    export="clicks of a post",
    kind="posts",
    how=HOW,
    channel=CHANNEL,
    needs=("post_id", "timestamp", "email", "post_type"),
    rows_are="clicks",
    people_are="unique_clicks",
)

FORMS: tuple[Form, ...] = (DELIVERIES, OPENS, CLICKS)
