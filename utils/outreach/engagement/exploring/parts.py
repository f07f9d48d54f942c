"""What every view of this room is put together from: sentences and a table, as text and as HTML."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from outreach.wording import escaped, html_table, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDEST = 38
"""Letters of a cell in text; the page shows it whole."""

NO_FORMULAS = "tex2jax_ignore"
"""The class that keeps a dollar sign in somebody's title from being set as a formula."""

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_ON_ONE_LINE = r'<span style="white-space:nowrap">\g<0></span>'

Table = tuple[str, "Sequence[str]", "Sequence[Sequence[str]]"]
"""Caption, heads and rows; nothing in them is escaped."""


def table_html(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of foreign texts as HTML; a day in it stays on one line."""
    return html_table(caption, heads, [[_DAY.sub(_ON_ONE_LINE, escaped(cell)) for cell in row] for row in rows])


def text_of(
    title: str,
    lines: Iterable[str],
    heads: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    *,
    most: int = 0,
) -> str:
    """Return title, sentences and table as text; ``most`` is how many rows are shown, all where it is 0."""
    shown = rows[:most] if most else rows
    parts = [title, *(f"  {line}" for line in lines)]
    if shown:
        parts += [f"  {line}" for line in _aligned([heads, *shown])]
    if len(rows) > len(shown):
        parts.append(f"  ... and {len(rows) - len(shown)} more")
    return "\n".join(parts)


def html_of(title: str, lines: Iterable[str], *tables: Table) -> str:
    """Return title, sentences and tables as HTML."""
    said = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    made = "".join(table_html(*table) for table in tables if table[2])
    return f'<div class="{NO_FORMULAS}"><p><strong>{html.escape(title)}</strong></p>{said}{made}</div>'


def paragraphs(lines: Iterable[str]) -> str:
    """Return sentences as HTML, a paragraph each."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines)


def bullets(lines: Iterable[str]) -> str:
    """Return sentences as a list in HTML; "" for none."""
    lines = list(lines)
    return f"<ul>{''.join(f'<li>{html.escape(line)}</li>' for line in lines)}</ul>" if lines else ""


def folded(title: str, content: str) -> str:
    """Return a part of a static page that opens."""
    return f"<details><summary>{html.escape(title)}</summary>{content}</details>" if content else ""


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [[_cell(cell) for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def _cell(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1].rstrip()}…"
