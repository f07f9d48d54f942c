"""Rows, sheets of text and archives in bytes that are the same on every computer."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NEEDS_QUOTES = re.compile(r'[\s,"\\]')
_FIXED_TIME = (2026, 8, 31, 9, 30, 0)


def table(rows: Iterable[Sequence[object]], end: str = "\n", *, last_end: bool = True) -> str:
    """Return rows as comma-separated text that quotes only where it must."""
    out = io.StringIO()
    csv.writer(out, lineterminator=end).writerows(rows)
    text = out.getvalue()
    return text if last_end else text.removesuffix(end)


def spaced_quotes(rows: Iterable[Sequence[object]]) -> str:
    """Return rows as Meta writes them: whatever holds a blank is quoted, and nothing else."""
    return "".join(",".join(_spaced(str(cell)) for cell in row) + "\n" for row in rows)


def _spaced(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive. It is stored, not pressed: not every computer presses to the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return out.getvalue()
