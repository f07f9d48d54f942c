"""Files that tests give to be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import numpy as np
import pandas as pd

from outreach.engagement.reading.containers import Unopened
from outreach.engagement.reading.dates import Dates, Order, dates
from outreach.engagement.reading.numbers import Decimal, Numbers, numbers
from outreach.engagement.reading.opened import Opened
from outreach.engagement.reading.rows import Sheet, sheet


def file(data: bytes | str, name: str = "export.csv") -> Opened:
    return Opened(name, name, data if isinstance(data, bytes) else data.encode())


def read(data: bytes | str, header_at: int = 0) -> Sheet:
    return sheet(file(data), header_at)


def cells(data: bytes | str, header_at: int = 0) -> list[list[str]]:
    return [list(row) for row in read(data, header_at).frame.itertuples(index=False, name=None)]


def counted(read_sheet: Sheet) -> dict[str, int]:
    return {one.reason: one.count for one in read_sheet.set_aside}


def zipped(members: Iterable[tuple[str, bytes | str]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return made.getvalue()


def reasons(found: Iterable[Opened | Unopened]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Unopened)]


def shown(found: Iterable[Opened | Unopened]) -> list[str]:
    return [one.shown for one in found if isinstance(one, Opened)]


def as_numbers(*texts: str, decimal: Decimal | None = None) -> Numbers:
    return numbers(pd.Series(list(texts), dtype="str"), decimal)


def as_dates(*texts: str, order: Order | None = None) -> Dates:
    return dates(pd.Series(list(texts), dtype="str"), order)


def values_of(read_column: Numbers | Dates) -> np.ndarray:
    return read_column.values  # noqa: PD011 - a column that was read, not one of pandas
