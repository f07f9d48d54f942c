"""The copy of your data that LinkedIn sends: what you shared, and what you commented on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Reading
from outreach.engagement.forms.table_form import Rows
from outreach.engagement.platforms.shared.activity import ActivityForm, done
from outreach.engagement.platforms.shared.columns import moments
from outreach.engagement.platforms.shared.own_words import titles
from outreach.engagement.platforms.shared.told_ties import Ties
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reading.rows import key, outline
from outreach.engagement.reading.text import decoded
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.forms.form import Answers, Kind
    from outreach.engagement.reading.opened import Opened
    from outreach.engagement.reading.rows import Sheet

HOW = "On LinkedIn open Settings, Data privacy, Get a copy of your data, and choose Shares and Comments."
NOTHING = frozenset({"null", "n/a", "<na>", "nan", "none"})
ZONE = "The times are those of UTC, as far as the file says anything of it."


@dataclass(frozen=True)
class SharesForm(ActivityForm):
    """The list of what was shared. At each line break its text is closed and opened again by a quote."""

    def _rows(self, file: Opened, read: Sheet, answers: Answers) -> Rows:
        rows = super()._rows(file, read, answers)
        said = rows.frame["sharecommentary"].str.replace('"\n"', "\n", regex=False)
        said = said.mask(said.str.strip().str.casefold().isin(NOTHING), "")
        return Rows(rows.file, rows.sheet, rows.frame.assign(text=titles(said)), rows.written, rows.answers)


SHARES = SharesForm(
    platform="LinkedIn",
    export="copy of your data (Shares)",
    kind="activity",
    how=HOW,
    channel="linkedin",
    needs=("date", "sharelink", "sharecommentary"),
    item=("sharelink",),
    title=("text",),
    published=("date",),
    cautions=(lambda _rows: ZONE,),
    item_of=lambda links: links.map(lambda link: link.rstrip("/").rsplit("/", 1)[-1]),
)


@dataclass(frozen=True)
class CommentsForm:
    """The list of comments. A quote within a text has a backslash before it, which cuts the text for other readers."""

    platform: str = "LinkedIn"
    export: str = "copy of your data (Comments)"
    kind: Kind = "activity"
    how: str = HOW
    channel: str = "linkedin"
    wanted: ClassVar[tuple[str, ...]] = ("date", "link", "message")

    def fit(self, file: Opened) -> int:
        """Return 30 where the header is that of the comments, and links lead to LinkedIn."""
        seen = outline(file)
        if seen is None or not seen.lines:
            return 0
        names = {key(name) for name in seen.lines[0]}
        leads_there = b"linkedin.com/" in file.head() or len(seen.lines) == 1
        return 30 if set(self.wanted) <= names and len(names) <= 4 and leads_there else 0  # noqa: PLR2004 - a few

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read when something was answered; what was written, and to whom, is passed over."""
        del answers
        table, odd = _records(file)
        when, undated = moments(table["date"])
        if progress is not None:
            progress(file.size, file.size)
        known = ~np.isnat(when)
        posts = table["link"].map(lambda link: link.split("?", 1)[0].rstrip("/").rsplit("/", 1)[-1])
        clock = pd.Series(np.datetime_as_string(when), index=table.index)
        items = "comment " + clock + " on " + posts
        empty = pd.Series("", index=table.index, dtype="str")
        ties = Ties()
        for item, post, moment in zip(items[known], posts[known], when[known], strict=True):
            if post:
                ties.answered(item, post, moment, of="", of_owner=False)
        return Reading(
            done("linkedin", items, empty, when, "own_replies", file.shown),
            columns={"Date": "own_replies"},
            set_aside=(*odd, *undated),
            warnings=("The texts of comments were passed over: they speak to other people.", ZONE),
            ties=ties.table(),
        )


def _records(file: Opened) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    source = io.StringIO(decoded(file.data()).text, newline="")
    seen = outline(file)
    reader = csv.reader(source, delimiter=seen.delimiter if seen else ",", escapechar="\\", doublequote=True)
    header, rows, odd = [key(name) for name in next(reader, [])], [], 0
    wanted = [header.index(name) for name in ("date", "link") if name in header]
    if not {"date", "link", "message"} <= set(header):
        raise OutreachError(f"{file.shown} was expected to begin with Date, Link, Message, and does not. {HOW}")
    try:
        for cells in reader:
            if len(cells) >= len(header):
                rows.append([cells[place] for place in wanted])
            else:
                odd += bool(cells)
    except csv.Error:
        odd += 1
    left = (SetAside("rows that are cut off", odd),) if odd else ()
    return pd.DataFrame(rows, columns=["date", "link"], dtype="str"), left


COMMENTS = CommentsForm()
FORMS = (SHARES, COMMENTS)
