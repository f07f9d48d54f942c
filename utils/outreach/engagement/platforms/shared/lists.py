"""Lists of subscribers and members: the days on which people joined and left, and nothing else of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from outreach.engagement.forms.form import Answers, Asked, Reading
from outreach.engagement.forms.table_form import Rows, TableForm
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from outreach.engagement.reading.opened import Opened

    Moments = NDArray[np.datetime64]
    Flags = NDArray[np.bool_]

NO_JOINING = "people without a day of joining"
LEFT_FIRST = "people whose day of leaving comes before that of joining"


@dataclass(frozen=True)
class ListForm(TableForm):
    """A list with a row for each person. Names, addresses and what single people did are passed over.

    Attributes
    ----------
    joined, left
        Names of columns; of the first that holds a day in a row, the day counts.
    earlier
        Names of columns that hold the true day of joining of people who came from another service.
    passed_over
        Reasons, in words that follow a number, each with what tells people who are neither members nor leavers on a
        known day.
    """

    metrics: dict[str, str] = field(default_factory=dict)
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    earlier: Callable[[Rows], tuple[str, ...]] = lambda _rows: ()
    passed_over: tuple[tuple[str, Callable[[Rows], Flags]], ...] = ()

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the list; see `Form.read`. Examples of what was set aside would show people, and are left out."""
        return without_examples(super().read(file, answers, progress))

    def _tidy(self, rows: Rows) -> Reading:
        set_aside: list[SetAside] = []
        asked: list[Asked] = []
        gone = np.zeros(len(rows.frame), dtype=bool)
        for reason, tells in self.passed_over:
            here = np.asarray(tells(rows), dtype=bool) & ~gone
            set_aside += counted(reason, here)
            gone |= here
        kept = replace(rows, frame=rows.frame[~gone])
        joined = self._first_of(kept, self.joined, asked, set_aside)
        for name in self.earlier(kept):
            other = self._days(kept, (name,), asked, set_aside)
            joined = np.where(np.isnat(other), joined, np.fmin(joined, other))
        left = self._first_of(kept, self.left, asked, set_aside)
        if asked:
            return Reading(tidy.empty(), set_aside=tuple(set_aside), asked=tuple(asked))
        said = passed_over_sentence(len(rows.frame))
        if not any(name in kept.frame for name in self.joined):
            return self._mere_number(kept, tuple(set_aside), said)
        people, unclear = people_of(joined, left)
        columns = {
            rows.written[name]: meaning
            for names, meaning in ((self.joined, "joined"), (self.left, "left"))
            for name in names
            if name in rows.written
        }
        return Reading(
            tidy.empty(),
            columns=columns,
            set_aside=(*set_aside, *unclear),
            warnings=said,
            people=people,
            records=len(people),
        )

    def _first_of(self, rows: Rows, names: Sequence[str], asked: list[Asked], set_aside: list[SetAside]) -> Moments:
        found = no_days(len(rows.frame))
        for name in names:
            if name in rows.frame:
                found = np.where(np.isnat(found), self._days(rows, (name,), asked, set_aside), found)
        return found

    def _mere_number(self, rows: Rows, set_aside: tuple[SetAside, ...], said: tuple[str, ...]) -> Reading:
        row = {
            "channel": rows.answers.channel or self.channel,
            "metric": "subscribers",
            "value": float(len(rows.frame)),
            "window": tidy.NOT_STATED,
            "source": rows.file.shown,
        }
        note = "The list does not say when people joined, so only their number on the day of the export was kept."
        return Reading(
            tidy.table(pd.DataFrame([row])), set_aside=set_aside, warnings=(*said, note), records=len(rows.frame)
        )


def people_of(joined: Moments, left: Moments) -> tuple[pd.DataFrame, tuple[SetAside, ...]]:
    """Return the people whose days are known and make sense, and those who were set aside, counted."""
    unknown = np.isnat(joined)
    turned = ~unknown & ~np.isnat(left) & (left.astype("datetime64[D]") < joined.astype("datetime64[D]"))
    kept = ~(unknown | turned)
    people = pd.DataFrame({"joined": joined[kept], "left": left[kept]}).astype("datetime64[s]")
    return people, (*counted(NO_JOINING, unknown), *counted(LEFT_FIRST, turned))


def counted(reason: str, here: Flags) -> tuple[SetAside, ...]:
    """Count people for a reason, and show none of them."""
    return (SetAside(reason, int(here.sum())),) if here.any() else ()


def without_examples(reading: Reading) -> Reading:
    """Return the reading with what was set aside counted only."""
    return replace(reading, set_aside=tuple(replace(one, examples=()) for one in reading.set_aside))


def no_days(size: int) -> Moments:
    """Return so many days that are not known."""
    return np.full(size, "NaT", dtype="datetime64[s]")


def passed_over_sentence(people: int) -> tuple[str, ...]:
    """Say that names and addresses were not kept; nothing where there are none."""
    if not people:
        return ()
    whose = "1 person" if people == 1 else f"{people:,} people"
    return (f"Names and addresses of {whose} were passed over; only days of joining and leaving were kept.",)
