"""Google Analytics 4: reports, explorations and the snapshot of reports, as they are downloaded.

Reports and the snapshot were seen. The exploration is from general knowledge (KNOWN).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.forms.form import Answers, Kind, Reading
from outreach.engagement.platforms.shared.website_rows import facts_of
from outreach.engagement.platforms.websites.ga4_tables import (
    DAY,
    NTH_DAY,
    Table,
    first_table,
    is_sign,
    of_table,
    preamble,
    without_totals,
)
from outreach.engagement.platforms.websites.ga4_words import (
    BARE,
    DATES,
    GRAND_TOTALS,
    METRICS,
    OWN_LABELS,
    SIGNS,
)
from outreach.engagement.reading.dates import dates
from outreach.engagement.reading.rows import blocks, keys, outline, sheet
from outreach.engagement.reading.text import decoded_head
from outreach.engagement.table import tidy
from outreach.errors import OutreachError
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from outreach.engagement.forms.form import Form
    from outreach.engagement.reading.opened import Opened

HOW = "In Google Analytics open the report, choose the days, then Share this report, Download file, Download CSV."
HOW_EXPLORED = "In Google Analytics open the exploration and choose the sign for Export data, then CSV."

USERS = (
    "Users may be counted on several days and several pages, so their numbers are never added; "
    "take the number of the whole period from the report itself."
)


def _head(file: Opened) -> list[str]:
    seen = outline(file)
    if seen is None or not seen.lines or not seen.lines[0] or not seen.lines[0][0].startswith("#"):
        return []
    return [line.lstrip('"') for line in decoded_head(file.head()).text.splitlines()]


def _signs(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.startswith("#")]


def _header_at(file: Opened) -> int | None:
    """Return the first record that is no preamble and has more than one cell."""
    seen = outline(file)
    for place, record in enumerate(seen.lines if seen else ()):
        if len(record) > 1 and any(record) and not record[0].startswith("#"):
            return place
    return None


@dataclass(frozen=True)
class Ga4Table:
    """A file with one table under its preamble.

    ``by_day`` and ``explored`` tell which of the tables it is: with days or with labels, from a report or an
    exploration.
    """

    export: str
    how: str
    by_day: bool
    explored: bool
    platform: str = "Google Analytics 4"
    wanted: tuple[str, ...] = ("# Start date", "Active users", "Views", "Event count")

    @property
    def kind(self) -> Kind:
        """What a row of it is."""
        return "days" if self.by_day else "breakdown"

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        lines = _head(file)
        signs, at = _signs(lines), _header_at(file)
        if not lines:
            return 0 if self.explored else self._fit_without_signs(file)
        if at is None or not any(DAY.search(line) for line in signs) or preamble(signs).periods > 1:
            return 0
        seen = outline(file)
        names = tuple(keys(seen.lines[at])) if seen else ()
        explored = any(total in line.casefold() for line in lines for total in GRAND_TOTALS) or not any(
            len(DAY.findall(line)) == 1 for line in signs
        )
        if explored != self.explored or _is_by_day(names) != self.by_day:
            return 0
        return SIGNS + sum(name in METRICS for name in names)

    def _fit_without_signs(self, file: Opened) -> int:
        """Return the same for a file whose lines above the table somebody has taken away."""
        seen = outline(file)
        names = set(keys(seen.lines[0])) if seen and seen.lines else set()
        counted = sum(name in METRICS for name in names)
        return BARE + counted if names & OWN_LABELS and counted and _is_by_day(names) == self.by_day else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        at = _header_at(file)
        if at is None:
            raise OutreachError(f"{file.shown} begins like a report of Google Analytics and has no table. {self.how}")
        read = sheet(file, at)
        said = preamble([",".join(record) for record in read.above if record])
        facts, again = facts_of(read, METRICS)
        first, further = first_table(facts)
        frame, totals = without_totals(first)
        table = Table(frame, read.headers, said, "," if read.delimiter == ";" else ".")
        if not table.metrics:
            raise OutreachError(_foreign(file, [read.headers[name] for name in read.frame.columns]))
        reading = of_table(table, file, answers)
        if progress is not None:
            progress(file.size, file.size)
        warnings = (*_on_users(reading.rows), *_on_period(reading.rows))
        return replace(
            reading, set_aside=(*read.set_aside, *again, *further, *totals, *reading.set_aside), warnings=warnings
        )


def _is_by_day(names: Collection[str]) -> bool:
    return any(name in names for name in (*DATES, NTH_DAY))


def _on_users(rows: pd.DataFrame) -> tuple[str, ...]:
    return (USERS,) if rows["metric"].isin({"active_users", "visitors", "returning_users"}).any() else ()


def _on_period(rows: pd.DataFrame) -> tuple[str, ...]:
    unstated = (rows["window"] == tidy.NOT_STATED).any()
    return ("The file does not say which days its numbers are for.",) if unstated else ()


def _foreign(file: Opened, headers: Sequence[str]) -> str:
    return (
        f"{file.shown} is from Google Analytics, and none of its columns is known here: {listed(headers[:6])}. "
        "Expected English names such as Views, Active users or Event count. "
        "Set the language of Google Analytics to English and download it again."
    )


@dataclass(frozen=True)
class Snapshot:
    """A file with several tables, each with a period of its own, such as the snapshot of reports.

    What is sure is read: days counted from the first day, and labels for a period. The tables repeat each other in
    part, so they are listed and never added.
    """

    platform: str = "Google Analytics 4"
    export: str = "Reports snapshot"
    kind: Kind = "breakdown"
    how: str = HOW
    wanted: tuple[str, ...] = ("# Start date", "Nth day", "Active users")

    def fit(self, file: Opened) -> int:
        """Return how much of this form the file shows; see `Form.fit`."""
        signs = _signs(_head(file))
        found = preamble(signs).periods
        return SIGNS + min(found, 10) if found > 1 else 0

    def read(self, file: Opened, answers: Answers, progress: Callable[[int, int], None] | None = None) -> Reading:
        """Read the file; see `Form.read`."""
        tables, account = [], ""
        for block in blocks(file):
            table = _table(block, account)
            account = account or table.said.account
            if len(table.frame.columns):
                tables.append(table)
        told, readings, seen = [], [], set()
        for table in tables:
            name = f"'{', '.join(table.written.values())}'"
            reading = of_table(table, file, answers) if _is_sure(table) else None
            same = (tuple(table.frame.columns), table.said.period)
            if reading is not None and len(reading.rows) and same not in seen:
                seen.add(same)
                readings.append(reading)
                told.append(f"{name} ({len(table.frame)} rows)")
            else:
                told.append(f"{name} ({'empty' if table.frame.empty else 'not read'})")
        if progress is not None:
            progress(file.size, file.size)
        rows = tidy.joined([one.rows for one in readings])
        warnings = (
            f"This file holds {len(tables)} tables: {listed(told)}.",
            (
                "They show the same visits in several ways and are not added to each other. For one clear table, "
                "download a single report."
            ),
        )
        return Reading(
            rows,
            columns={header: metric for one in readings for header, metric in one.columns.items()},
            set_aside=tuple(left for one in readings for left in one.set_aside),
            warnings=(*warnings, *_on_users(rows)),
        )


def _table(block: list[list[str]], account: str) -> Table:
    signs = [",".join(record) for record in block if is_sign(record)]
    records = [record for record in block if not is_sign(record)]
    said = preamble(signs)
    said = replace(said, account=said.account or account)
    if not records:
        return Table(pd.DataFrame(), {}, said)
    names = tuple(keys(records[0]))
    width = len(names)
    whole = [[*record[:width], *[""] * (width - len(record))] for record in records[1:]]
    frame, _ = without_totals(pd.DataFrame(whole, columns=list(names), dtype="str"))
    return Table(frame, dict(zip(names, records[0], strict=True)), said)


def _is_sure(table: Table) -> bool:
    """Tell whether a table is by day from a first day, or by label for a period; weeks of cohorts are neither."""
    if not table.metrics or not table.said.period or table.frame.empty:
        return False
    if table.day_column in DATES:
        return not dates(table.frame[table.day_column], "YMD").unread.any()
    return bool(table.day_column or table.kinds())


FORMS: tuple[Form, ...] = (
    Ga4Table("report by day", HOW, by_day=True, explored=False),
    Ga4Table("report", HOW, by_day=False, explored=False),
    Ga4Table("exploration by day", HOW_EXPLORED, by_day=True, explored=True),
    Ga4Table("exploration", HOW_EXPLORED, by_day=False, explored=True),
    Snapshot(),
)
