"""Ghost: the analytics of posts, the export of a whole site, the answer of the Admin API, and the list of members.

Headers of the analytics are documented in Ghost's own exporter. That its opens and clicks are of different people is
KNOWN.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.platforms.shared.letter_cautions import OPENS_INFLATED, in_utc, opens_inflated
from outreach.engagement.platforms.shared.lists import ListForm
from outreach.engagement.platforms.shared.markup import head_of
from outreach.engagement.platforms.shared.post_records import PostRecord, activity, moments, records, text_of
from outreach.engagement.platforms.shared.website_rows import BLOG, moments_of, posted
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Answers, Form, Kind, Reading
    from outreach.engagement.reading.opened import Opened

NEWSLETTER = "newsletter"
PLATFORM = "Ghost"
WEIGHT = 60
OUT = frozenset({"published", "sent"})

_POST_SIGNS = re.compile(r'"(?:mobiledoc|lexical|feature_image|comment_id|codeinjection_head)"\s*:')
_LIST_OF_POSTS = re.compile(r'\{\s*"posts"\s*:\s*\[')
_DATA = re.compile(r'"data"\s*:\s*\{')
_EXPORTED = re.compile(r'"exported_on"\s*:')
_MILLISECONDS = re.compile(r"\d{12,13}")

COUNTS = {
    ("email", "email_count"): "sends",
    ("email", "delivered_count"): "deliveries",
    ("email", "failed_count"): "bounces",
    ("email", "opened_count"): "unique_opens",
    ("count", "clicks"): "unique_clicks",
    ("count", "signups"): "signups",
    ("count", "positive_feedback"): "more_like_this",
    ("count", "negative_feedback"): "less_like_this",
}
"""Where the Admin API puts numbers, if it was asked for them (KNOWN)."""


def _is_not_out(rows: Rows) -> np.ndarray:
    status = rows.text("status").str.casefold()
    return np.asarray(status.isin({"draft", "scheduled"}) | ~status.astype(bool))


def _on_missing(rows: Rows) -> str:
    gone = [name for name in ("sends", "opens", "clicks", "signups") if name not in rows.frame]
    if not gone:
        return ""
    return f"This export has no column for {', '.join(gone)}; Ghost leaves columns out whose feature is switched off."


def _at_least_posted(reading: Reading, rows: Rows) -> Reading:
    """Say at least what came out when, where all columns of numbers are switched off."""
    if len(reading.rows) or reading.asked:
        return reading
    when = moments_of(rows.text("published_at"))
    known = ~np.isnat(when)
    kept = rows.frame[known]
    facts = {"channel": rows.answers.channel or BLOG, "source": rows.file.shown}
    made = posted(kept["id"].tolist(), kept["title"].tolist(), when[known], facts)
    return replace(reading, rows=made, columns={**reading.columns, rows.written["published_at"]: "posts"})


POSTS = TableForm(
    platform=PLATFORM,
    export="posts analytics",
    kind="posts",
    how="In Ghost open Settings, Advanced, Import/Export, Export, and choose Post analytics.",
    channel=NEWSLETTER,
    needs=("id", "title", "status", "published_at", "post_access"),
    metrics={
        "sends": "sends",
        "opens": "unique_opens",
        "clicks": "unique_clicks",
        "signups": "signups",
        "feedback_more_like_this": "more_like_this",
        "feedback_less_like_this": "less_like_this",
    },
    item=("id",),
    title=("title",),
    published=("published_at",),
    skips=(("posts that are not published", _is_not_out),),
    cautions=(opens_inflated(("published_at",), ("opens",)), in_utc("published_at"), _on_missing),
    finish=_at_least_posted,
)


@dataclass(frozen=True)
class Site:
    """The export of a whole site, wrapped in ``db`` or not: what came out and when."""

    platform: str = PLATFORM
    export: str = "site export (JSON)"
    kind: Kind = "activity"
    how: str = "In Ghost open Settings, Advanced, Import/Export, Export, and choose Content & settings."
    wanted: tuple[str, ...] = ("db", "meta.exported_on", "data.posts")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        head = head_of(file)
        if not head.startswith("{") or not _DATA.search(head):
            return 0
        return WEIGHT if _EXPORTED.search(head) or ('"posts"' in head and _POST_SIGNS.search(head)) else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        read = loaded(file)
        found = [_post(one) for one in _posts_of_site(read.value)]
        if progress is not None:
            progress(file.size, file.size)
        return activity(found, {"channel": answers.channel or BLOG, "source": file.shown}, read.repairs)


def _posts_of_site(value: object) -> list[dict[str, object]]:
    inner = value.get("db") if isinstance(value, dict) and "db" in value else value
    found = []
    for part in records(inner):
        data = part.get("data")
        posts = data.get("posts") if isinstance(data, dict) else None
        found += records(posts) if isinstance(posts, list) else []
    return found


@dataclass(frozen=True)
class AdminPosts:
    """What the Admin API answers: posts, with the numbers of their e-mails where it was asked for them."""

    platform: str = PLATFORM
    export: str = "posts of the Admin API (JSON)"
    kind: Kind = "posts"
    how: str = "Ask the Admin API for posts with include=email,count.clicks,count.signups and save the answer."
    wanted: tuple[str, ...] = ("posts", "uuid", "published_at", "feature_image")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        head = head_of(file)
        is_posts = _LIST_OF_POSTS.match(head) and '"published_at"' in head and _POST_SIGNS.search(head)
        return WEIGHT if is_posts else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        read = loaded(file)
        posts = records(read.value.get("posts") if isinstance(read.value, dict) else None)
        found = [_post(one) for one in posts]
        reading = activity(found, {"channel": answers.channel or BLOG, "source": file.shown}, read.repairs)
        when = moments(found)
        counted = [
            (record.item, record.title, when[place], metric, float(number))
            for place, (one, record) in enumerate(zip(posts, found, strict=True))
            for metric, number in _numbers(one)
            if record.is_out
        ]
        if progress is not None:
            progress(file.size, file.size)
        if not counted:
            return reading
        frame = pd.DataFrame(counted, columns=["item", "title", "published", "metric", "value"])
        facts = {"channel": answers.channel or NEWSLETTER, "window": tidy.LIFETIME, "source": file.shown}
        columns = {
            f"{part}.{name}": metric for (part, name), metric in COUNTS.items() if metric in set(frame["metric"])
        }
        return replace(
            reading,
            rows=tidy.joined([reading.rows, tidy.table(frame.assign(**facts))]),
            columns={**reading.columns, **columns},
            warnings=(OPENS_INFLATED,) if "unique_opens" in columns.values() else (),
        )


def _numbers(one: dict[str, object]) -> list[tuple[str, int]]:
    found = []
    for (part, name), metric in COUNTS.items():
        inside = one.get(part)
        number = inside.get(name) if isinstance(inside, dict) else None
        if isinstance(number, int) and not isinstance(number, bool):
            found.append((metric, number))
    return found


def _post(one: dict[str, object]) -> PostRecord:
    is_page = one.get("type") == "page" or one.get("page") in (True, 1)
    return PostRecord(
        item=text_of(one.get("id")),
        title=text_of(one.get("title")),
        published=_when(text_of(one.get("published_at"))),
        kind="page" if is_page else "post",
        is_out=text_of(one.get("status")) in OUT,
    )


def _when(written: str) -> str:
    """Return a moment as text; before 2017 Ghost wrote milliseconds since 1970 (KNOWN)."""
    return (
        str(np.datetime64(int(written), "ms").astype("datetime64[s]")) if _MILLISECONDS.fullmatch(written) else written
    )


def _gets_no_letters(rows: Rows) -> np.ndarray:
    is_off = rows.text("subscribed_to_emails").str.casefold().isin({"false", "0", "no"})
    return np.asarray(is_off & (rows.text("deleted_at") == ""))


MEMBERS = ListForm(
    platform=PLATFORM,
    export="members",
    kind="people",
    how="In Ghost open Members, then the sign for more, then Export all members.",
    channel=NEWSLETTER,
    needs=("email", "note", "subscribed_to_emails", "labels", "created_at"),
    joined=("created_at",),
    left=("deleted_at",),
    passed_over=(("people who get no e-mails, since a day that is not stated", _gets_no_letters),),
    cautions=(in_utc("created_at"),),
)

FORMS: tuple[Form, ...] = (POSTS, Site(), AdminPosts(), MEMBERS)
