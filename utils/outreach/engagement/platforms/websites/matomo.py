"""Matomo: the tables of its reports, raw or translated, for a day, a week, a month or a stated range."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.website_rows import BLOG, facts_of, labels, measured, moments_of
from outreach.engagement.platforms.websites.matomo_words import (
    DATES,
    ENGLISH,
    GERMAN,
    KINDS,
    LABELS,
    METADATA_NAMES,
    RAW,
    STRONG,
)
from outreach.engagement.reading.counted import set_aside
from outreach.engagement.reading.rows import keys, outline, sheet
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.numbers import Decimal
    from outreach.engagement.reading.opened import Opened

WEIGHT = 40
WEEK, MONTH = "week", "month"
DAYS_OF_WEEK = 7
FIRST_AND_LAST = 2
FEWEST = 3
"""So many translated names make a table of Matomo, or one less beside a column of metadata."""

USERS = "Visitors are counted anew in each day, week or page, so their numbers are never added."
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class When:
    """The window of a row, and the day that it begins on where that belongs to the window."""

    window: str
    day: str


def when_of(text: str) -> When | None:
    """Return what a date of Matomo stands for: a day, a month, a year, or two days with all between them."""
    written = text.strip()
    found = _DAY.findall(written)
    try:
        if len(found) == 1 and found[0] == written:
            return When(tidy.DAY, str(np.datetime64(written, "D")))
        if len(found) == FIRST_AND_LAST:
            first, last = np.datetime64(found[0], "D"), np.datetime64(found[1], "D")
            if last - first == np.timedelta64(DAYS_OF_WEEK - 1, "D"):
                return When(WEEK, str(first))
            return When(tidy.span(first, last), "") if first <= last else None
        if _MONTH.fullmatch(written):
            return When(MONTH, str(np.datetime64(written, "D")))
        if _YEAR.fullmatch(written):
            return When(tidy.span(f"{written}-01-01", f"{written}-12-31"), "")
    except ValueError:
        return None
    return None


@dataclass(frozen=True)
class MatomoTable:
    """A table of numbers for the whole site, or ``labeled`` with pages, countries and the like."""

    export: str
    labeled: bool
    platform: str = "Matomo"
    how: str = "In Matomo choose the period, then the sign for Export under the report, CSV, and bring the file."
    wanted: tuple[str, ...] = ("nb_visits", "nb_uniq_visitors", "Unique visitors", "Visits", "Actions")

    @property
    def kind(self) -> Kind:
        """What a row of it is."""
        return "breakdown" if self.labeled else "days"

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        names = _names(file)
        if any(name in LABELS for name in names) != self.labeled:
            return 0
        raw = len(names & (set(RAW) - {"bounce_rate"}))
        translated = max(len(names & set(ENGLISH)), len(names & set(GERMAN)))
        has_metadata = any(name.startswith(METADATA_NAMES) for name in names)
        is_translated = bool(names & STRONG) and translated >= FEWEST - has_metadata
        if not is_translated and not raw and not (has_metadata and self.labeled and translated):
            return 0
        return WEIGHT + raw + translated + has_metadata

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        read = sheet(file, 0)
        frame, again = facts_of(read, {*RAW, *ENGLISH, *GERMAN})
        names, decimal = _metrics(set(frame.columns))
        date = next((name for name in DATES if name in frame), "")
        window, day, known = _windows(frame, date, answers)
        left = set_aside("rows without a day that could be read", frame[date][~known]) if date else ()
        frame = frame[known]
        label = next((name for name in LABELS if name in frame), "")
        facts = {
            "channel": answers.channel or BLOG,
            "item": labels(frame, {label: _kind(frame)}) if label else pd.Series("", index=frame.index),
            "date": day[known],
            "window": pd.Series(window[known], dtype="str"),
            "source": file.shown,
        }
        result = measured(frame, names, read.headers, facts, decimal)
        if progress is not None:
            progress(file.size, file.size)
        unstated = bool((result.rows["window"] == tidy.NOT_STATED).any())
        return Reading(
            result.rows,
            columns=result.columns,
            set_aside=(*read.set_aside, *again, *left, *result.set_aside),
            records=len(frame),
            warnings=(USERS, *(["The file does not say which days its numbers are for."] if unstated else [])),
        )


def _names(file: Opened) -> set[str]:
    seen = outline(file)
    return set(keys(seen.lines[0])) if seen and seen.lines else set()


def _metrics(names: set[str]) -> tuple[Mapping[str, str], Decimal | None]:
    """Return the words of the language with the most names here, and its decimal sign."""
    if len(names & set(GERMAN)) > len(names & set(ENGLISH)):
        return {**RAW, **GERMAN}, ","
    return {**RAW, **ENGLISH}, "."


def _windows(frame: pd.DataFrame, date: str, answers: Answers) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return for each row its window, its day, and whether they could be read."""
    size = len(frame)
    if not date:
        window = tidy.span(*answers.period) if answers.period else tidy.NOT_STATED
        return (
            np.full(size, window, dtype=object),
            np.full(size, "NaT", dtype="datetime64[s]"),
            np.ones(size, dtype=bool),
        )
    found = {text: when_of(text) for text in frame[date].unique()}
    others = pd.Series([text for text, when in found.items() if when is None], dtype="str")
    for text, day in zip(others, moments_of(others, answers.dates), strict=True):
        if not np.isnat(day):
            found[text] = When(tidy.DAY, str(day)[:10])  # as a spreadsheet writes it
    whens = [found[text] for text in frame[date]]
    windows = np.array([when.window if when else "" for when in whens], dtype=object)
    days = np.array([when.day if when and when.day else "NaT" for when in whens], dtype="datetime64[s]")
    return windows, days, np.array([when is not None for when in whens], dtype=bool)


def _kind(frame: pd.DataFrame) -> str:
    """Return what the labels are: the column of segments tells, "contentName==..." for one."""
    column = next((name for name in frame if name.startswith(METADATA_NAMES) and name.endswith("segment")), "")
    for segment in frame[column] if column else ():
        dimension, sign, _ = segment.partition("==")
        if sign:
            name = str(dimension).strip()
            return KINDS.get(name.casefold(), name)
    return "label"


FORMS: tuple[Form, ...] = (
    MatomoTable("numbers of the whole site", labeled=False),
    MatomoTable("numbers by label", labeled=True),
)
