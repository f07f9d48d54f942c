"""Small logs that people keep by hand: read row by row, refused with a sentence that names the row."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from typing import TYPE_CHECKING

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MOST_ROWS = 100_000
LONGEST_CODE = 20
LONGEST_SHOWN = 40
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")


def rows_of(
    text: str, columns: Collection[str], optional: Collection[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Go through the rows of a log in CSV with a head; each with the number of its line.

    Raises
    ------
    OutreachError
        If a column is missing, or there are too many rows.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff")), strict=False)
    head = [name.strip().lower() for name in next(reader, [])]
    missing = [name for name in columns if name not in head]
    if missing:
        raise OutreachError(
            f"The log has no column {missing[0]!r}. Its first line should be: {','.join([*columns, *optional])}."
        )
    for number, cells in enumerate(reader):
        if number > MOST_ROWS:
            raise OutreachError(f"The log has more than {MOST_ROWS:,} rows. Is it another file?")
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(head) - len(cells))]
            yield reader.line_num, {name: padded[place].strip() for place, name in enumerate(head) if name}


def day_of(line: int, text: str) -> date:
    """Return a day such as 2026-03-31.

    Raises
    ------
    OutreachError
        If it is written in another way: 03/04 may be in March or in April.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OutreachError(
            f"Line {line} of the log has the date {shown(text)}. Write year, month and day, such as 2026-03-31."
        ) from None


def code_of(line: int, text: str) -> str:
    """Return the code of a professional contact.

    Raises
    ------
    OutreachError
        If it looks like a name: a blank, an e-mail address, a capital among small letters, or no figure in it.
    """
    if looks_like_a_name(text):
        raise OutreachError(
            f"Line {line} of the log has the code {shown(text)}, which may be a name. "
            "Use a code such as gp-03 that says who it is to nobody but you, and never one of a client."
        )
    return text.lower()


def looks_like_a_name(code: str) -> bool:
    """Tell whether a code may be a name, or is none: "Maria", "m.lopez@clinic.example", "Dr Lopez", "lopez"."""
    letters = re.findall(r"[A-Za-z]+", code)
    mixed = any(any(map(str.isupper, word)) and any(map(str.islower, word)) for word in letters)
    return not _CODE.fullmatch(code) or len(code) > LONGEST_CODE or mixed or not any(map(str.isdigit, code))


def shown(text: str) -> str:
    """Return what was written as a message shows it."""
    return repr(text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…")
