"""The learner's own small logs, without names: who asked, what was given and came back, and who answered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Asked, Reading
from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.measuring.log_file import code_of, shown
from outreach.engagement.platforms.shared.lists import without_examples
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.table import tidy
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from outreach.engagement.forms.form import Answers, Form
    from outreach.engagement.reading.opened import Opened

HOW_INQUIRIES = (
    "Keep a table with the columns date, source and qualified: a row for each inquiry, the kind of source, yes or no."
)
HOW_GIVES = "Keep a table with the columns date, contact, gave_or_got and kind: a code for each contact, never a name."
HOW_ANSWERS = "Keep a table with the columns date, where and kind: a row for each answer that somebody wrote to you."

NOT_ASKED = "not asked"
LONGEST = 60
_TITLE = re.compile(r"\b(?:dr|mr|mrs|ms|miss|prof|herr|frau|mme)\b\.?", re.IGNORECASE)
_TWO_CAPITALS = re.compile(r"\b[^\W\d_a-z]\w*[a-z]\w* +[^\W\d_a-z]\w*[a-z]\w*\b")
_DIGITS = re.compile(r"(?:\d[\s().-]*){7,}")
_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0", ""})
_COUNT = re.compile(r"\d{1,4}")


@dataclass(frozen=True)
class LogForm(TableForm):
    """A log with a row for each entry; ``entries`` makes the reading of its rows and their days."""

    metrics: Mapping[str, str] = field(default_factory=dict)
    entries: Callable[[Rows, np.ndarray], Reading] = lambda _rows, _days: Reading(tidy.empty())

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the log; see `Form.read`."""
        return without_examples(super().read(file, answers, progress))

    def _tidy(self, rows: Rows) -> Reading:
        asked: list[Asked] = []
        set_aside: list[SetAside] = []
        days = self._days(rows, self.date, asked, set_aside)
        if asked:
            return Reading(tidy.empty(), set_aside=tuple(set_aside), asked=tuple(asked))
        known = ~np.isnat(days)
        without = int((~known).sum()) - sum(one.count for one in set_aside)
        if without > 0:
            set_aside.append(SetAside("entries without a day", without))
        made = self.entries(_only(rows, known), days[known].astype("datetime64[D]").astype("datetime64[s]"))
        return Reading(
            made.rows,
            columns=made.columns,
            set_aside=tuple(set_aside),
            warnings=made.warnings,
            detail=made.detail,
            records=int(known.sum()),
        )


def _only(rows: Rows, which: np.ndarray) -> Rows:
    return Rows(rows.file, rows.sheet, rows.frame[which], rows.written, rows.answers)


def _lines(rows: Rows) -> list[int]:
    """Return about which line of the file each row stands on."""
    return [rows.sheet.first_line + int(place) for place in rows.frame.index]


def _kind(line: int, text: str, what: str, example: str) -> str:
    """Return the kind of something in small letters.

    Raises
    ------
    OutreachError
        If it looks like the name, the address or the number of a person.
    """
    plain = " ".join(text.split())
    is_person = (
        "@" in plain
        or _TITLE.search(plain)
        or _TWO_CAPITALS.search(plain)
        or _DIGITS.search(plain)
        or len(plain) > LONGEST
    )
    if is_person:
        raise OutreachError(
            f"Line {line} of the log has the {what} {shown(plain)}, which may say who somebody is. "
            f"Write the kind alone, such as {example}."
        )
    return plain.casefold()


def _inquiries(rows: Rows, days: np.ndarray) -> Reading:
    lines = _lines(rows)
    sources = [
        _kind(line, text, "source", "hospice, doctor, search or newsletter") or NOT_ASKED
        for line, text in zip(lines, rows.text("source"), strict=True)
    ]
    detail = pd.DataFrame(
        {
            "date": days,
            "source": pd.Series(sources, dtype="str"),
            "count": [_count(line, text) for line, text in zip(lines, rows.text("count"), strict=True)],
            "qualified": [_is_yes(line, text) for line, text in zip(lines, rows.text("qualified"), strict=True)],
        }
    )
    table = _daily(
        rows, detail.assign(item="source: " + detail["source"]), "inquiries", rows.answers.channel or "inquiries"
    )
    return Reading(table, columns={rows.written["source"]: "inquiries"}, detail={"inquiries": detail})


def _count(line: int, text: str) -> int:
    if not text:
        return 1
    if not _COUNT.fullmatch(text):
        raise OutreachError(f"Line {line} of the log has the count {shown(text)}. Write a whole number such as 1.")
    return int(text)


def _is_yes(line: int, text: str) -> bool:
    answer = text.casefold()
    if answer not in _YES | _NO:
        raise OutreachError(f"Line {line} of the log has {shown(text)} under qualified. Write yes or no.")
    return answer in _YES


def _gives(rows: Rows, days: np.ndarray) -> Reading:
    lines = _lines(rows)
    detail = pd.DataFrame(
        {
            "date": days,
            "code": pd.Series([code_of(*one) for one in zip(lines, rows.text("contact"), strict=True)], dtype="str"),
            "direction": pd.Series(
                [_direction(*one) for one in zip(lines, rows.text("gave_or_got"), strict=True)], dtype="str"
            ),
            "kind": pd.Series(
                [
                    _kind(line, text, "kind", "sent a handout or made a referral")
                    for line, text in zip(lines, rows.text("kind"), strict=True)
                ],
                dtype="str",
            ),
        }
    )
    return Reading(
        tidy.empty(),
        columns={rows.written["gave_or_got"]: "gave or got"},
        detail={"favors": detail},
    )


def _direction(line: int, text: str) -> str:
    if text.casefold() not in {"gave", "got"}:
        raise OutreachError(f"Line {line} of the log has {shown(text)} under gave_or_got. Write gave or got.")
    return text.casefold()


def _answers(rows: Rows, days: np.ndarray) -> Reading:
    lines = _lines(rows)
    kinds = [
        _kind(line, text, "kind", "question, thanks or story") or "not said"
        for line, text in zip(lines, rows.text("kind"), strict=True)
    ]
    where = [_where(line, text) for line, text in zip(lines, rows.text("where"), strict=True)]
    detail = pd.DataFrame({"date": days, "item": [f"kind: {kind}" for kind in kinds], "where": where, "count": 1})
    tables = [_daily(rows, here, "replies", str(place)) for place, here in detail.groupby("where", sort=True)]
    return Reading(tidy.joined(tables), columns={rows.written["where"]: "replies"})


def _where(line: int, text: str) -> str:
    plain = " ".join(text.split()).casefold()
    if not plain or "@" in plain or _TITLE.search(plain) or _DIGITS.search(plain) or len(plain) > LONGEST:
        raise OutreachError(
            f"Line {line} of the log has {shown(text)} under where. Write the place alone, such as newsletter or blog."
        )
    return plain


def _daily(rows: Rows, entries: pd.DataFrame, metric: str, channel: str) -> pd.DataFrame:
    """Return a row for each day and item, with how many entries there were."""
    sums = entries.groupby(["date", "item"], sort=True)["count"].sum().reset_index()
    made = sums.rename(columns={"count": "value"}).assign(
        channel=channel, metric=metric, window=tidy.DAY, source=rows.file.shown
    )
    return tidy.table(made.astype({"value": "float64"}))


INQUIRIES = LogForm(
    platform="Your own log",
    export="inquiries",
    kind="log",
    how=HOW_INQUIRIES,
    channel="inquiries",
    needs=("date", "source", "qualified"),
    date=("date",),
    entries=_inquiries,
)
GIVES = LogForm(
    platform="Your own log",
    export="given and got",
    kind="log",
    how=HOW_GIVES,
    channel="contacts",
    needs=("date", "contact", "gave_or_got"),
    words={"gave or got": "gave_or_got", "direction": "gave_or_got", "code": "contact"},
    date=("date",),
    entries=_gives,
)
ANSWERS = LogForm(
    platform="Your own log",
    export="answers",
    kind="log",
    how=HOW_ANSWERS,
    channel="",
    needs=("date", "where", "kind"),
    date=("date",),
    entries=_answers,
)

FORMS: tuple[Form, ...] = (INQUIRIES, GIVES, ANSWERS)
