"""The tidy table as CSV that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from outreach.engagement.findings.words import masked
from outreach.engagement.table import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.engagement.importing.imported import Imported

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-\d+(?:\.\d+)?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TEXT = ("channel", "account", "item", "title", "metric", "window", "source")


def table_csv(imported: Imported, *, names: bool = False) -> bytes:
    """Return the table as CSV in UTF-8, the same bytes for the same files.

    A cell that a spreadsheet would take for a formula begins with an apostrophe; a plain negative number stays one.
    Without ``names`` titles are masked as in a report, accounts are numbered, and a source is its kind of export.
    """
    table = imported.table
    made = {name: table[name] for name in tidy.COLUMNS}
    if not names:
        exports = {file.path: f"{file.platform}, {file.export}" for file in imported.files if file.platform}
        accounts = {name: place for place, name in enumerate(sorted(map(str, table["account"].unique())), 1)}
        made["source"] = _changed(table["source"], lambda text: exports.get(text, "a file"))
        made["account"] = _changed(table["account"], lambda text: text and f"account {accounts[text]}")
        made["title"] = _changed(table["title"], masked)
        made["item"] = _changed(table["item"], lambda text: masked(text) if "@" in text else text)
    for name in _TEXT:
        made[name] = _changed(made[name], harmless)
    frame = pd.DataFrame(made)
    for name in ("published", "date"):
        frame[name] = _days(frame[name])
    text: str = frame.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8")


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    plain = _CONTROLS.sub("", text)
    # A blank before the sign does not help: some spreadsheets strip it.
    if plain.lstrip(" \n\u00a0").startswith(_BEGINS_A_FORMULA) and not _NUMBER.fullmatch(plain):
        return f"'{plain}"
    return plain


def _changed(column: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """Return a column with its texts changed; each different text is looked at once."""
    codes, texts = pd.factorize(column)
    changed = pd.Series([change(str(text)) for text in texts], dtype="object")
    return pd.Series(changed.to_numpy()[codes], index=column.index)


def _days(moments: pd.Series) -> pd.Series:
    """Return moments as text, a day alone where no moment of the column has a time; "" where there is none."""
    has_time = bool((moments.dropna() != moments.dropna().dt.normalize()).any())
    return moments.dt.strftime("%Y-%m-%d %H:%M:%S" if has_time else "%Y-%m-%d").fillna("")
