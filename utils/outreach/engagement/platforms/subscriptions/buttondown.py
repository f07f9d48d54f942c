"""Buttondown: the list of e-mails, and the numbers that its API gives, as a table or as JSON.

The list of e-mails is known from a fixture; the names of the numbers are documented.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.forms.table_form import TableForm
from outreach.engagement.platforms.shared.activity import ActivityForm
from outreach.engagement.platforms.shared.letter_cautions import IN_UTC, OPENS_INFLATED, in_utc, is_utc, opens_inflated
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

CHANNEL = "newsletter"
HOW = "Look for Export in the settings of your Buttondown newsletter."
HOW_NUMBERS = (
    "Its export holds no numbers; whoever can ask the API of Buttondown for the analytics of each e-mail gets them."
)

_METRICS = {
    "recipients": "sends",
    "deliveries": "deliveries",
    "opens": "opens",
    "clicks": "clicks",
    "permanent_failures": "bounces",
    "unsubscriptions": "unsubscribes",
    "complaints": "complaints",
    "replies": "replies",
    "comments": "comments",
    "page_views__lifetime": "page_views",
}
_SURE = ("recipients", "deliveries", "temporary_failures", "permanent_failures")
_IDS, _TITLES, _DAYS = ("id", "email_id"), ("subject",), ("publish_date", "send_date", "creation_date")
_DELAYED = "Failures that Buttondown calls temporary were passed over: such an e-mail may have come later."

EMAILS = ActivityForm(
    platform="Buttondown",
    export="list of e-mails",
    kind="activity",
    how=HOW,
    channel=CHANNEL,
    needs=("id", "secondary_id", "subject", "publish_date", "slug"),
    item=("id",),
    title=("subject",),
    published=("publish_date",),
    cautions=(
        in_utc("publish_date"),
        lambda _rows: "The list says what you sent and when; Buttondown puts no numbers of readers in it.",
    ),
)

ANALYTICS = TableForm(
    platform="Buttondown",
    export="analytics of e-mails",
    kind="posts",
    how=HOW_NUMBERS,
    channel=CHANNEL,
    needs=_SURE,
    metrics=_METRICS,
    words={f"analytics{sign}{name}": name for sign in (".", "__", "_", " ", "/") for name in (*_METRICS, *_SURE)},
    item=(*_IDS, *_TITLES),
    title=_TITLES,
    published=_DAYS,
    decimal=lambda _rows: ".",
    cautions=(in_utc(*_DAYS), opens_inflated(_DAYS, ("opens",)), lambda _rows: _DELAYED),
)


@dataclass(frozen=True)
class AnalyticsJson:
    """The answer of the API: one e-mail, a list of them, or a page with ``results``."""

    platform: str = "Buttondown"
    export: str = "analytics of e-mails as JSON"
    kind: Kind = "posts"
    how: str = HOW_NUMBERS
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return how many of its names stand in the first part of the file."""
        head = decoded_head(file.head()).text
        if head.lstrip()[:1] not in {"{", "["} or not all(f'"{name}"' in head for name in _SURE):
            return 0
        return 10 * len(_SURE) + sum(f'"{name}"' in head for name in _METRICS)

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the numbers of each e-mail; its text and its readers are passed over."""
        held = loaded(file)
        found = list(_emails(held.value))
        if progress is not None:
            progress(file.size, file.size)
        if not found:
            return Reading(tidy.empty(), set_aside=(SetAside("files without an e-mail that has numbers", 1),))
        frame = pd.DataFrame([_texts(email, counts) for email, counts in found], dtype=str)
        when = dates(frame["published"])
        rows = [_metric_rows(frame, when.values, name, metric) for name, metric in _METRICS.items() if name in frame]
        table = tidy.table(
            pd.concat(rows, ignore_index=True).assign(
                channel=answers.channel or CHANNEL, window=tidy.LIFETIME, source=file.shown
            )
        )
        said = [f"In the file {repair}." for repair in held.repairs]
        if is_utc(frame["published"]):
            said.append(IN_UTC)
        if "opens" in frame:
            said.append(OPENS_INFLATED)
        columns = {name: metric for name, metric in _METRICS.items() if name in frame}
        return Reading(table, columns=columns, warnings=(*said, _DELAYED), records=len(frame))


def _emails(value: object) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Go through the e-mails that have numbers, each with these."""
    if isinstance(value, dict):
        if all(name in value for name in _SURE):
            yield value, value
        elif isinstance(counts := value.get("analytics"), dict):
            yield value, counts
        elif isinstance(value.get("results"), list):
            yield from _emails(value["results"])
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                yield from _emails(one)


def _texts(email: dict[str, object], counts: dict[str, object]) -> dict[str, str]:
    made = {name: _text(counts[name]) for name in _METRICS if name in counts}
    for role, names in (("item", _IDS), ("title", _TITLES), ("published", _DAYS)):
        made[role] = next((text for name in names if (text := _text(email.get(name)))), "")
    return made


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _metric_rows(frame: pd.DataFrame, when: np.ndarray, name: str, metric: str) -> pd.DataFrame:
    read = numbers(frame[name].fillna(""), ".")
    made = frame[["item", "title"]].assign(published=when, metric=metric, value=read.values)
    return made[np.isfinite(read.values)]


@dataclass(frozen=True)
class EmailText:
    """The text of one e-mail in Markdown. It is known, so that nobody has to wonder what it is."""

    platform: str = "Buttondown"
    export: str = "text of an e-mail"
    kind: Kind = "activity"
    how: str = HOW
    wanted: tuple[str, ...] = ()

    def fit(self, file: Opened) -> int:
        """Return 1 where the text begins with the mark of Buttondown's editor."""
        return int(decoded_head(file.head(512)).text.lstrip().startswith("<!-- buttondown-editor-mode"))

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:  # noqa: ARG002 - every form is asked so
        """Pass over the text."""
        if progress is not None:
            progress(file.size, file.size)
        return Reading(tidy.empty(), warnings=("The text of an e-mail; there are no numbers in it.",), records=0)


FORMS: tuple[Form, ...] = (EMAILS, ANALYTICS, AnalyticsJson(), EmailText())
