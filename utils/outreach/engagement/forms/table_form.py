"""A form that is a table with a header: most exports are, and differ only in names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from outreach.engagement.forms.counts import decimal_of
from outreach.engagement.forms.form import Answers, Asked, Kind, Reading
from outreach.engagement.forms.repeats import OF_ONE_PERSON, is_rounded, is_total, repeats_header, stands_twice
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.moments import MISSING
from outreach.engagement.reading.numbers import numbers
from outreach.engagement.reading.rows import Sheet, outline, sheet
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from outreach.engagement.reading.opened import Opened

FAR_DOWN = 40
"""A header stands in the first records of a file; what stands above it is a preamble."""

EXAMPLES = 3

Skip = Callable[["Rows"], "np.ndarray"]
"""Returns for each row whether it is no fact."""


@dataclass(frozen=True)
class Rows:
    """The rows of one file under the form's own names, all of it text.

    ``frame`` has the names of the form in English and in small letters, whatever language the file is in. ``written``
    are the headers as they stand in the file.
    """

    file: Opened
    sheet: Sheet
    frame: pd.DataFrame
    written: Mapping[str, str]
    answers: Answers
    _texts: dict[str, tuple[pd.Series, bool]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Columns that were asked for, stripped, and whether they have any text; a column is asked for many times."""

    def text(self, *names: str) -> pd.Series:
        """Return the first of these columns that has any text, stripped; empty text if there is none."""
        found = None
        for name in names:
            if name in self.frame:
                found, has_text = self._stripped(name)
                if has_text:
                    return found
        return found if found is not None else pd.Series("", index=self.frame.index, dtype="str")

    def _stripped(self, name: str) -> tuple[pd.Series, bool]:
        if name not in self._texts:
            found = stripped(self.frame[name])
            self._texts[name] = found, any(found.tolist())
        return self._texts[name]


@dataclass(frozen=True)
class TableForm:
    """A table with a header, known by names that must all be there, read by name and never by place.

    Attributes
    ----------
    needs
        Names that one record of the file must all hold, in small letters and English.
    metrics
        Name of a column to the metric it becomes. A column that is not there is passed over.
    words
        Names in other languages, or older ones, to those used here.
    never
        Names that a file of this form does not hold; they tell it from a form that is like it.
    item, title, account, published, date
        Names of columns, the first that is there counts.
    window
        What the numbers cover: a window of the tidy table, or a function of the rows that returns one.
    skips
        Reasons, in words that follow a number ("rows of totals"), each with what tells such a row.
    cautions
        Functions of the rows that return a sentence of warning, or "".
    order
        The order of day and month if the platform always writes the same; None if it must be seen or asked.
    decimal
        A function of the rows that returns the decimal sign, or None to let the numbers tell.
    finish
        Takes the reading and the rows and returns the reading, for what no other part can say.
    """

    platform: str
    export: str
    kind: Kind
    how: str
    channel: str
    needs: tuple[str, ...]
    metrics: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    item: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    account: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    window: str | Callable[[Rows], str] = tidy.LIFETIME
    skips: tuple[tuple[str, Skip], ...] = ()
    cautions: tuple[Callable[[Rows], str], ...] = ()
    order: Literal["MDY", "DMY", "YMD"] | None = None
    decimal: Callable[[Rows], Literal[",", "."] | None] = lambda _rows: None
    finish: Callable[[Reading, Rows], Reading] = lambda reading, _rows: reading

    @property
    def wanted(self) -> tuple[str, ...]:
        """Return the names that it is known by."""
        return self.needs

    def header_at(self, file: Opened) -> int | None:
        """Return the record that holds all names that are needed, or None."""
        seen = outline(file)
        if seen is None:
            return None
        needed = set(self.needs)
        for place, found in enumerate(seen.keys[:FAR_DOWN]):
            names = {self.words.get(key, key) for key in found}
            if needed <= names and not names & set(self.never):
                return place
        return None

    def fit(self, file: Opened) -> int:
        """Return how many of its names the header holds; 0 unless all that are needed are there."""
        at = self.header_at(file)
        seen = outline(file)
        if at is None or seen is None:
            return 0
        names = {self.words.get(key, key) for key in seen.keys[at]}
        others = {*self.metrics, *self.item, *self.title, *self.published, *self.date, *self.account}
        return 10 * len(self.needs) + len(names & others)

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the table; see `Form.read`."""
        at = self.header_at(file)
        if at is None:
            msg = f"the columns of {self.platform}, {self.export}, are not in {file.shown}"
            raise ValueError(msg)
        rows = self._rows(file, sheet(file, at), answers)
        rows, set_aside = self._without(rows)
        reading = self._tidy(rows)
        if progress is not None:
            progress(file.size, file.size)
        warnings = tuple(said for caution in self.cautions if (said := caution(rows)))
        reading = replace(
            reading,
            set_aside=(*rows.sheet.set_aside, *set_aside, *reading.set_aside),
            warnings=(*warnings, *reading.warnings),
        )
        return self.finish(reading, rows)

    def _rows(self, file: Opened, read: Sheet, answers: Answers) -> Rows:
        names: dict[str, str] = {}
        for key in read.frame.columns:
            name = self.words.get(key, key)
            names[key] = name if name not in names.values() else key
        frame = read.frame.rename(columns=names)
        written = {names[key]: read.headers[key] for key in read.frame.columns}
        return Rows(file, read, frame, written, answers)

    def _without(self, rows: Rows) -> tuple[Rows, tuple[SetAside, ...]]:
        """Return the rows that are facts, and those that are not, counted."""
        set_aside = []
        for reason, tells in (*self._general_skips(), *self.skips):
            gone = np.asarray(tells(rows), dtype=bool)
            if gone.any():
                set_aside.append(SetAside(reason, int(gone.sum()), _examples(rows.frame[gone])))
                rows = replace(rows, frame=rows.frame[~gone])
        return rows, tuple(set_aside)

    def _general_skips(self) -> Iterator[tuple[str, Skip]]:
        """Go through what is no fact in any table."""
        yield "rows that repeat the header", lambda rows: repeats_header(rows.frame, rows.written)
        if self.kind in {"posts", "days", "activity"}:
            labels, days = (*self.item, *self.title), (*self.published, *self.date)
            yield "rows of totals", lambda rows: is_total(rows.frame, labels, days)
        if self.kind not in {"log", "own", "visits"}:
            yield "rows that stand there twice", self._stands_twice

    def _stands_twice(self, rows: Rows) -> np.ndarray:
        """Tell rows that stood there before; of people only where something tells one from another."""
        written = rows.frame[[name for name in rows.frame.columns if name in rows.written]]
        found = stands_twice(written, (*self.item, *self.title, *self.published, *self.date))
        if self.kind == "people" and found.any():
            found = found & np.asarray(rows.text(*OF_ONE_PERSON) != "", dtype=bool)
        return found

    def _tidy(self, rows: Rows) -> Reading:
        size = len(rows.frame)
        asked: list[Asked] = []
        set_aside: list[SetAside] = []
        when = {"published": self._days(rows, self.published, asked, set_aside)}
        rows, when["published"] = _without_damaged(rows, rows.text(*self.published), when["published"])
        size = len(rows.frame)
        unread = len(set_aside)
        when["date"] = self._days(rows, self.date, asked, set_aside)
        if asked:
            return Reading(tidy.empty(), asked=tuple(asked), set_aside=tuple(set_aside))
        has_no_day = np.zeros(size, dtype=bool)
        if any(name in rows.frame for name in self.date):
            has_no_day = np.isnat(when["date"])
            if empty := int(has_no_day.sum()) - sum(one.count for one in set_aside[unread:]):
                set_aside.append(SetAside("rows without a day", empty))
        columns: dict[str, str] = {}
        pieces: list[tuple[str, np.ndarray, np.ndarray]] = []
        for name, metric in self.metrics.items():
            if name not in rows.frame or metric in columns.values():
                continue
            read = numbers(rows.frame[name], decimal_of(rows.frame[name], metric, self.decimal(rows)))
            columns[rows.written[name]] = metric
            if read.unread.any():
                example = tuple(rows.frame[name][read.unread].head(EXAMPLES))
                set_aside.append(
                    SetAside(
                        f"numbers under '{rows.written[name]}' that could not be read", int(read.unread.sum()), example
                    )
                )
            pieces.append((metric, np.flatnonzero(np.isfinite(read.values) & ~has_no_day), read.values))
        table = self._long(rows, pieces, when)
        warnings = self._say_rounded(rows)
        records = size - int(has_no_day.sum())
        return Reading(table, columns=columns, set_aside=tuple(set_aside), warnings=warnings, records=records)

    def _items(self, rows: Rows) -> pd.Series:
        """Return the ids of the rows; where a spreadsheet has rounded them, what else tells one row from another."""
        ids = rows.text(*self.item)
        rounded = is_rounded(ids)
        if not rounded.any():
            return ids
        for name in self.item:
            if name in rows.frame:
                other = rows.text(name)
                usable = rounded & ~is_rounded(other) & (other != "").to_numpy(dtype=bool)
                ids = ids.mask(usable, other)
                rounded = rounded & ~usable
        return ids

    def _say_rounded(self, rows: Rows) -> tuple[str, ...]:
        rounded = is_rounded(rows.text(*self.item))
        if not rounded.any():
            return ()
        example = rows.text(*self.item)[rounded].iloc[0]
        said = (
            f"A spreadsheet has rounded ids in this file, such as {example}, and they cannot be told again. "
            "Use the file as it was downloaded."
        )
        return (said,)

    def _days(self, rows: Rows, names: Sequence[str], asked: list[Asked], set_aside: list[SetAside]) -> np.ndarray:
        if not any(name in rows.frame for name in names):
            return np.full(len(rows.frame), np.datetime64("NaT", "s"), dtype="datetime64[s]")
        texts = rows.text(*names)
        order = self.order or rows.answers.dates
        read = dates(texts, order)
        if read.ambiguous:
            seen = next((text for text in texts if text), "")
            sentence = (
                f"The dates in {rows.file.shown} can be read in two ways: '{seen}' may begin with the month "
                "or with the day, and no date "
                "in it decides."
            )
            if all(one.about != "dates" for one in asked):
                asked.append(Asked("dates", sentence, ("MDY", "DMY")))
        if read.unread.any():
            examples = tuple(texts[read.unread].head(EXAMPLES))
            set_aside.append(SetAside("dates that could not be read", int(read.unread.sum()), examples))
        return read.values

    def _long(
        self, rows: Rows, pieces: list[tuple[str, np.ndarray, np.ndarray]], when: Mapping[str, np.ndarray]
    ) -> pd.DataFrame:
        if not pieces:
            return tidy.empty()
        window = self.window if isinstance(self.window, str) else self.window(rows)
        places = np.concatenate([places for _, places, _ in pieces])
        metrics = [metric for metric, _, _ in pieces]
        codes = np.repeat(np.arange(len(pieces), dtype="int16"), [len(places) for _, places, _ in pieces])
        size = len(places)
        # Texts become categories before they are taken: each row of the file has several rows here.
        account = rows.text(*self.account).astype("category").array
        made = pd.DataFrame(
            {
                "channel": _one(rows.answers.channel or self.channel, size),
                "account": account.take(places),
                "item": tidy.texts("item", self._items(rows)).take(places),
                "title": tidy.texts("title", rows.text(*self.title)).take(places),
                "published": when["published"][places],
                "date": when["date"][places],
                "metric": pd.Categorical.from_codes(codes, categories=metrics),
                "value": np.concatenate([values[places] for _, places, values in pieces]),
                "window": _one(window, size),
                "source": _one(rows.file.shown, size),
            },
            copy=False,
        )
        return tidy.table(made)


def _without_damaged(rows: Rows, texts: pd.Series, when: np.ndarray) -> tuple[Rows, np.ndarray]:
    """Leave out rows in which something else stands where all others have a day: their cells are not in their places.

    Where most rows are so, it is the dates that cannot be read and not the rows.
    """
    odd = np.isnat(when)
    odd[odd] = [not (text.casefold() in MISSING or text.startswith("0000")) for text in texts[odd]]
    if not odd.any() or 2 * odd.sum() > (~np.isnat(when)).sum():
        return rows, when
    return replace(rows, frame=rows.frame[~odd]), when[~odd]


def stripped(texts: pd.Series) -> pd.Series:
    """Return texts without blanks around them; a column in which there are none is returned as it is."""
    before = texts.tolist()
    after = [text.strip() for text in before]
    return texts if after == before else pd.Series(after, index=texts.index, dtype="str")


def _one(text: str, size: int) -> pd.Categorical:
    return pd.Categorical.from_codes(np.zeros(size, dtype="int8"), categories=[text])


def _examples(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return a few rows as people would recognize them: what stands in their first columns that hold anything."""
    shown = frame.head(EXAMPLES)
    return tuple(", ".join([cell for cell in row if cell][:3])[:80] for row in shown.itertuples(index=False, name=None))
