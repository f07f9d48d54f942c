"""Sheets of a workbook as text."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.reading.rows import keys
from outreach.engagement.reading.workbook import is_workbook, workbook
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outreach.engagement.reading.opened import Opened

FAR_DOWN = 12
"""A header stands in the first rows of a sheet."""


def text(cell: object) -> str:
    """Return a cell as it would be read: days as ISO, whole numbers without decimals."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S")
        case date():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).strip()


def sheets(file: Opened) -> Mapping[str, Sequence[Sequence[str]]]:
    """Return the sheets of a workbook as text, nothing where it is no workbook that can be read."""
    try:
        if not is_workbook(file):
            return {}
        return {name: [[text(cell) for cell in row] for row in rows] for name, rows in workbook(file).items()}
    except OutreachError:
        return {}


def header_at(rows: Sequence[Sequence[str]], *needed: str) -> int | None:
    """Return the row that holds all these names."""
    for place, row in enumerate(rows[:FAR_DOWN]):
        if set(needed) <= set(keys(row)):
            return place
    return None


def frame(rows: Sequence[Sequence[str]], at: int) -> pd.DataFrame:
    """Return what stands below a header, its columns named by keys; empty rows are left out."""
    names = list(keys(rows[at]))
    below = [[*row[: len(names)], *[""] * (len(names) - len(row))] for row in rows[at + 1 :] if any(row)]
    return pd.DataFrame(below, columns=names, dtype="str")
