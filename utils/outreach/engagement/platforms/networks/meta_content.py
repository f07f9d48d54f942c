"""Posts of Facebook pages and Instagram accounts, as Meta Business Suite exports them.

English headers have been seen. The Portuguese, German and Swedish ones are documented by programs that read such files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from outreach.engagement.platforms.shared.clock import with_clock
from outreach.engagement.platforms.shared.columns import amount
from outreach.engagement.platforms.shared.own_words import titles
from outreach.engagement.platforms.shared.prepared import PreparedForm, column, is_empty, with_columns
from outreach.engagement.reading.rows import keys, outline
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Answers, Form, Reading
    from outreach.engagement.forms.table_form import Rows
    from outreach.engagement.reading.opened import Opened

HOW = "In Meta Business Suite open Insights, then Content, and choose Export data."
WHOLE = frozenset({"Total", "total"})
"""What stands in place of an id or a time in a row of totals."""


@dataclass(frozen=True)
class ContentForm(PreparedForm):
    """A content export. Under ``date`` stands the word for "lifetime", or a day where numbers are of single days."""

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the table; see `Form.read`."""
        if not self.date and self._is_by_day(file):
            return replace(self, date=("date",), window=tidy.DAY).read(file, answers, progress)
        return super().read(file, answers, progress)

    def _is_by_day(self, file: Opened) -> bool:
        at, seen = self.header_at(file), outline(file)
        if at is None or seen is None:
            return False
        names = [self.words.get(key, key) for key in keys(seen.lines[at])]
        place = names.index("date") if "date" in names else len(names)
        under = [line[place].strip() for line in seen.lines[at + 1 :] if len(line) > place and line[place].strip()]
        return bool(under) and all(text[0].isdigit() for text in under)


def _prepared(rows: Rows) -> Rows:
    """Put the text of a post where it is looked for, and tell the two columns that are both named Views."""
    title, description = column(rows, "title"), column(rows, "description")
    made = {"text": titles(title.mask(title == "", description))}
    if {"views", "views (2)"} <= set(rows.frame):
        of_all, of_videos = rows.frame["views"], rows.frame["views (2)"]
        if amount(of_videos) > amount(of_all):
            of_all, of_videos = of_videos, of_all
        kinds = column(rows, "post type").str.casefold()
        is_moving = kinds.str.contains("video|reel", regex=True)
        made |= {"views": of_all, "views (2)": of_videos.mask(~is_moving & (of_videos.str.strip() == "0"), "")}
    return with_columns(rows, made)


def _is_error(rows: Rows) -> np.ndarray:
    return np.asarray((column(rows, "post id") == "") & (column(rows, "data comment") != ""))


def _is_whole(rows: Rows) -> np.ndarray:
    return np.asarray(column(rows, "post id").isin(WHOLE) | column(rows, "published at").isin(WHOLE))


def _has_no_id(rows: Rows) -> np.ndarray:
    return np.asarray(is_empty("post id")(rows) & is_empty("permalink")(rows))


def _counts_views(rows: Rows) -> str:
    if "views" in rows.frame and "impressions" not in rows.frame:
        return (
            "This file counts views. Exports before 2025 counted impressions, another measure; they are never joined."
        )
    if "impressions" in rows.frame and "views" not in rows.frame:
        return "This file counts impressions. Exports from 2025 on count views, another measure; they are never joined."
    return ""


SKIPS = (
    ("rows of totals", _is_whole),
    ("rows that the platform marks as errors", _is_error),
    ("rows without an id", _has_no_id),
)
FACEBOOK_METRICS = {
    "impressions": "impressions",
    "views": "views",
    "reach": "reach",
    "reactions, comments and shares": "interactions",
    "reactions": "reactions",
    "comments": "comments",
    "shares": "shares",
    "total clicks": "clicks",
    "link clicks": "link_clicks",
    "other clicks": "other_clicks",
    "3-second video views": "video_views",
    "views (2)": "video_views",
    "negative feedback from users: hide all": "hides",
    "average seconds viewed": "average_seconds",
}
INSTAGRAM_METRICS = {
    "views": "views",
    "impressions": "impressions",
    "reach": "reach",
    "likes": "likes",
    "comments": "comments",
    "shares": "shares",
    "saves": "saves",
    "follows": "follows",
}
PORTUGUESE = {
    "identificação do post": "post id",
    "nome da página": "page name",
    "nome de usuário da conta": "account username",
    "título": "title",
    "descrição": "description",
    "horário de publicação": "published at",
    "link permanente": "permalink",
    "tipo de post": "post type",
    "data": "date",
    "visualizações": "views",
    "impressões": "impressions",
    "alcance": "reach",
    "reações": "reactions",
    "curtidas": "likes",
    "comentários": "comments",
    "compartilhamentos": "shares",
    "salvamentos": "saves",
    "cliques no link": "link clicks",
}
GERMAN = {
    "beitrags-id": "post id",
    "konto-id": "account id",
    "konto-benutzername": "account username",
    "kontoname": "account name",
    "beschreibung": "description",
    "veröffentlichungszeitpunkt": "published at",
    "beitragstyp": "post type",
    "datenkommentar": "data comment",
    "datum": "date",
    "aufrufe": "views",
    "reichweite": "reach",
    "„gefällt mir“-angaben": "likes",
    'gefällt mir"-angaben': "likes",
    "gefällt mir-angaben": "likes",
    "geteilte inhalte": "shares",
    "kommentare": "comments",
    "gespeicherte beiträge": "saves",
}
SWEDISH = {
    "publicerings-id": "post id",
    "sid-id": "page id",
    "sidnamn": "page name",
    "titel": "title",
    "beskrivning": "description",
    "publiceringstid": "published at",
    "inläggstyp": "post type",
    "permalänk": "permalink",
    "visningar": "views",
    "räckvidd": "reach",
    "reaktioner, kommentarer och delningar": "reactions, comments and shares",
    "reaktioner": "reactions",
    "kommentarer": "comments",
    "delningar": "shares",
    "totalt antal klick": "total clicks",
    "länkklick": "link clicks",
    "övriga klick": "other clicks",
}

FACEBOOK = ContentForm(
    platform="Facebook",
    export="content export of Meta Business Suite",
    kind="posts",
    how=HOW,
    channel="facebook",
    needs=("post id", "page id", "publish time"),
    metrics=FACEBOOK_METRICS,
    item=("post id", "permalink"),
    title=("text",),
    account=("page name",),
    published=("publish time",),
    skips=SKIPS,
    cautions=(_counts_views,),
    order="MDY",
    decimal=lambda _rows: ".",
    finish=with_clock,
    prepare=_prepared,
)
INSTAGRAM = replace(
    FACEBOOK,
    platform="Instagram",
    channel="instagram",
    needs=("post id", "publish time", "permalink", "saves"),
    metrics=INSTAGRAM_METRICS,
    never=("page id",),
    account=("account username", "account name"),
)
FACEBOOK_IN_PART = replace(FACEBOOK, needs=("post id", "publish time", "page name"))
INSTAGRAM_IN_PART = tuple(
    replace(INSTAGRAM, needs=("post id", "publish time", name), never=("page id", "page name"))
    for name in ("account username", "account id")
)
"""The same exports with some of their columns."""

FACEBOOK_TRANSLATED = replace(
    FACEBOOK,
    needs=("published at", "page name", "reactions"),
    words={**SWEDISH, **PORTUGUESE},
    item=("post id", "permalink"),
    published=("published at",),
    order=None,
    decimal=lambda _rows: ",",
)
INSTAGRAM_TRANSLATED = replace(
    INSTAGRAM,
    needs=("published at", "permalink", "saves"),
    words={**GERMAN, **PORTUGUESE},
    never=("page name",),
    item=("post id", "permalink"),
    published=("published at",),
    order=None,
    decimal=lambda _rows: ",",
)

FORMS: tuple[Form, ...] = (
    FACEBOOK,
    INSTAGRAM,
    FACEBOOK_IN_PART,
    *INSTAGRAM_IN_PART,
    FACEBOOK_TRANSLATED,
    INSTAGRAM_TRANSLATED,
)
