"""Numbers as people and programs write them, column by column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Decimal = Literal[",", "."]

MISSING = frozenset(
    {"", "-", "--", "---", "\u2013", "\u2014", "\u2212", "n/a", "na", "n.a.", "#n/a", "not available", "null", "none"}
)
"""What stands where nothing was measured, in small letters. It never becomes 0."""

ABSURD = 1e15
"""A number beyond this is an id, or nothing that was counted."""

FEW = 500
"""Up to as many different texts are read one by one."""

ENOUGH = 1_000
"""As many texts with a comma or dot are looked at to tell which one is the decimal sign."""

_GROUP = 3
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2010": "-", "\u2011": "-"})
_BLANKS = re.compile(r"[\s\u200b\ufeff'\u2019]")
_NUMBER = re.compile(r"([+-]?)(\d[\d.,]*|[.,]\d+)(?:e([+-]?\d{1,3}))?([a-z]{0,4}\.?)(%?)")
_UNITS = {
    "": 1.0, "k": 1e3, "tsd": 1e3, "mil": 1e3, "m": 1e6, "mio": 1e6, "mln": 1e6, "mn": 1e6,
    "b": 1e9, "bn": 1e9, "mrd": 1e9,
}  # fmt: skip
_GROUPED = {
    ",": re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
}


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column as numbers.

    Attributes
    ----------
    values
        One float for each text; nan where there is none.
    unread
        Where something stands that is neither a number nor a mark for "missing".
    is_percent
        Whether numbers were written with a percent sign. They stay as written: "5 %" is 5.
    decimal
        The sign between the whole and its parts.
    is_ambiguous
        Whether only a rule of thumb told thousands from decimals, as in "1,222" alone.
    """

    values: np.ndarray
    unread: np.ndarray
    is_percent: bool
    decimal: Decimal = "."
    is_ambiguous: bool = False


def numbers(texts: pd.Series, decimal: Decimal | None = None) -> Numbers:
    """Read a column of numbers.

    Which of comma and dot is the decimal sign is decided once, from all values; ``decimal`` is what the language of
    the headers suggests, and only counts where the values leave it open.
    """
    codes, uniques = pd.factorize(texts.to_numpy(dtype=object))
    written = [text if isinstance(text, str) else str(text) for text in uniques]
    values, left = _read_at_once(written)
    sign, is_ambiguous = _decimal_of(written, left, values, decimal)
    if sign == "," and any("." in text for text in written):
        left = range(len(written))
    unread = np.zeros(len(written), dtype=bool)
    is_percent = False
    for place in left:
        text = _plain(written[place])
        number = None if text in MISSING else _number(text, sign)
        values[place] = np.nan if number is None else number
        unread[place] = number is None and text not in MISSING
        is_percent = is_percent or (text.endswith("%") and number is not None)
    is_absurd = np.abs(values) > ABSURD
    values[is_absurd] = np.nan
    unread |= is_absurd
    if (codes < 0).any():
        values, unread = np.append(values, np.nan), np.append(unread, False)
    return Numbers(values[codes], unread[codes], is_percent, sign, is_ambiguous)


def _read_at_once(written: Sequence[str]) -> tuple[np.ndarray, Sequence[int]]:
    """Read what is written as programs write numbers; return also the places of all the rest."""
    if len(written) <= FEW:
        return np.full(len(written), np.nan), range(len(written))
    values = np.array(pd.to_numeric(pd.Series(written, dtype=object), errors="coerce"), dtype=float)
    return values, np.flatnonzero(~np.isfinite(values)).tolist()


def _plain(text: str) -> str:
    lowered = text.strip().lower()
    return lowered if lowered in MISSING else _BLANKS.sub("", lowered.translate(_MINUSES))


def _number(text: str, decimal: Decimal) -> float | None:
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    sign, figures, exponent, unit, _ = found.groups()
    factor = _UNITS.get(unit.rstrip("."))
    other = "." if decimal == "," else ","
    whole, _, rest = figures.partition(decimal)
    if factor is None or other in rest or decimal in rest:
        return None
    if other in whole:
        if not _GROUPED[other].fullmatch(whole):
            return None
        whole = whole.replace(other, "")
    return float(f"{sign}{whole or 0}.{rest or 0}e{exponent or 0}") * factor


def _decimal_of(
    written: Sequence[str], left: Sequence[int], values: np.ndarray, hint: Decimal | None
) -> tuple[Decimal, bool]:
    joined = "\n".join(written)
    if "," not in joined and "." not in joined:
        return ".", False
    marked = [text for text in (written[place] for place in left) if "," in text or "." in text][:ENOUGH]
    if len(left) < len(written):
        read = (text for text, value in zip(written, values, strict=True) if "." in text and value == value)  # noqa: PLR0124 - not nan
        marked += [text for _, text in zip(range(ENOUGH), read, strict=False)]
    votes = [_vote(text) for text in marked]
    comma, dot = votes.count(","), votes.count(".")
    if comma or dot:
        return ("," if comma > dot else "."), False
    if hint:
        return hint, False
    if "thousands," in votes:
        return ".", True
    return ("," if _are_thousands(written, votes) else "."), "thousands." in votes


def _vote(text: str) -> str:
    """Return the decimal sign that a number shows, or which sign parts thousands if its decimal sign is the other."""
    found = re.search(r"[.,]?\d[\d.,]*", _BLANKS.sub("", text))
    figures = found[0].rstrip(".,") if found else ""
    last = max(figures.rfind(","), figures.rfind("."))
    if last < 0:
        return ""
    mark = figures[last]
    other = "." if mark == "," else ","
    if other in figures:
        return mark if figures.count(mark) == 1 else other
    head, *groups = figures.split(mark)
    is_grouped = all(len(group) == _GROUP for group in groups) and 0 < len(head) <= _GROUP and head[0] != "0"
    if len(groups) > 1:
        return other if is_grouped else ""
    return f"thousands{mark}" if is_grouped else mark


def _are_thousands(written: Iterable[str], votes: Sequence[str]) -> bool:
    """Tell whether dots part thousands: several numbers have exactly three figures after one, and the others are small.

    A single "1.222" is left a decimal: programs write seconds and averages like that.
    """
    whole = [text for text in map(str.strip, written) if text.isdecimal()]
    return votes.count("thousands.") > 1 and bool(whole) and all(len(text) <= _GROUP for text in whole)
