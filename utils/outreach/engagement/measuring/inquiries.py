"""New inquiries by the kind of their source, from a small log without names."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.engagement.measuring.definitions import definition
from outreach.engagement.measuring.intervals import Share, share, wilson
from outreach.engagement.measuring.log_file import day_of, rows_of, shown
from outreach.engagement.measuring.rates import Rate
from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

UNKNOWN = "not asked"
LONGEST_SOURCE = 30
LARGEST_COUNT = 10_000
_KIND = re.compile(r"[A-Za-z][A-Za-z0-9/&-]*(?: [A-Za-z0-9/&-]+)*")
_TITLE = re.compile(r"\b(?:dr|mr|mrs|ms|miss|prof)\b", re.IGNORECASE)
_TWO_CAPITALS = re.compile(r"\b[A-Z][a-z]+ +[A-Z][a-z]+\b")
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0"}


@dataclass(frozen=True)
class Inquiry:
    """One or more inquiries of a day: the kind of source that they named, and whether they fit the practice."""

    date: date
    source: str
    count: int = 1
    qualified: bool = True


def read_inquiries(text: str) -> tuple[Inquiry, ...]:
    """Read a log in CSV with the columns date, source, and, where wanted, count and qualified (yes or no).

    Without a count a row is one inquiry. Without a word on it an inquiry is not qualified: it was not looked at.

    Raises
    ------
    OutreachError
        If a column is missing, a date, count or answer cannot be read, or a source may be a name.
    """
    return tuple(
        Inquiry(
            day_of(line, row["date"]),
            _source(line, row["source"]),
            _count(line, row.get("count", "")),
            _yes(line, row.get("qualified", "")),
        )
        for line, row in rows_of(text, ("date", "source"), ("count", "qualified"))
    )


def referral_shares(inquiries: Iterable[Inquiry]) -> dict[str, Share]:
    """Return for each kind of source its share of all new inquiries, the largest first.

    Definition: new inquiries that name a source / all new inquiries, those without a source included.
    Denominator: all new inquiries; Wilson interval.
    Source: known to the course authors; interval by Wilson 1927.
    """
    counts: Counter[str] = Counter()
    for inquiry in inquiries:
        counts[inquiry.source] += inquiry.count
    return {source: share(number, counts.total()) for source, number in counts.most_common() if number}


def inquiry_conversion(inquiries: Iterable[Inquiry], visitors: float | None) -> Rate:
    """Return the share of the contact page's visitors who made an inquiry that fits.

    Definition: qualified inquiries / unique visitors of the contact page.
    Denominator: unique visitors of the contact page; Wilson interval. Whoever phones without having seen the page is
    above the line and not below: leave these out where it is known.
    Source: known to the course authors; interval by Wilson 1927.
    """
    held = definition("inquiry-conversion")
    qualified = sum(inquiry.count for inquiry in inquiries if inquiry.qualified)
    if visitors is None or visitors <= 0:
        said = "is not known" if visitors is None else "is 0"
        return Rate(
            held.name, qualified, visitors, None, None, held, f"No rate: the number of {held.denominator} {said}."
        )
    if qualified > visitors:
        note = (
            f"No rate: {qualified} inquiries and only {visitors:g} visitors of the contact page. "
            "Some came without the page: leave those out, or take the visits of the whole site."
        )
        return Rate(held.name, qualified, visitors, None, None, held, note)
    return Rate(held.name, qualified, visitors, qualified / visitors, wilson(qualified, visitors), held)


def _source(line: int, text: str) -> str:
    if not text:
        return UNKNOWN
    if not _KIND.fullmatch(text) or len(text) > LONGEST_SOURCE or _TITLE.search(text) or _TWO_CAPITALS.search(text):
        raise OutreachError(
            f"Line {line} of the log has the source {shown(text)}, which may be a name. "
            "Write the kind of source, such as hospice, doctor, search or newsletter."
        )
    return text.lower()


def _count(line: int, text: str) -> int:
    if not text:
        return 1
    if not (
        text.isascii() and text.isdigit() and len(text) < len(str(LARGEST_COUNT)) + 1 and int(text) <= LARGEST_COUNT
    ):
        raise OutreachError(f"Line {line} of the log has the count {shown(text)}. Write a whole number such as 1.")
    return int(text)


def _yes(line: int, text: str) -> bool:
    said = text.lower()
    if said and said not in _YES | _NO:
        raise OutreachError(f"Line {line} of the log has {shown(text)} for qualified. Write yes or no.")
    return said in _YES
