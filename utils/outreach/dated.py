"""What dated data have in common: a mark, a month, a source, and a day from which to look at them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Mark(StrEnum):
    """How surely a fact is known. Shown wherever the fact is shown."""

    SEEN = "SEEN"
    KNOWN = "KNOWN"
    ESTIMATE = "ESTIMATE"


@dataclass(frozen=True)
class Source:
    """Where a fact was read, or whose judgment it is."""

    key: str
    title: str
    year: int | None = None
    address: str = ""
    also: tuple[str, ...] = ()
    judgment: bool = False


@dataclass(frozen=True)
class Dated:
    """One dated thing as a list shows it: ``what`` names its kind, ``group`` is the heading that it stands under."""

    what: str
    group: str
    said: str
    mark: Mark
    verified_on: str
    sources: tuple[Source, ...]
    due: date
    year: int | None = None


def months_after(month: str, months: int) -> date:
    """Return the first day of the month that comes so many months after one such as 2026-11."""
    first = first_of(month)
    later = first.year * 12 + first.month - 1 + months
    return date(later // 12, later % 12 + 1, 1)


def days_after(month: str, days: int) -> date:
    """Return the day so many days after the first of a month: a month may hide a day, and this is never too late."""
    return first_of(month) + timedelta(days=days)


def first_of(month: str) -> date:
    """Return the first day of a month such as 2026-11."""
    year, number = map(int, month.split("-"))
    return date(year, number, 1)
