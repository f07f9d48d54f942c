"""One date as people and programs write it, in figures or with the name of a month."""

from __future__ import annotations

import re
from typing import NamedTuple

YEARS = (1990, 2100)
"""A year outside was not meant."""

MISSING = frozenset({"", "-", "--", "\u2013", "\u2014", "n/a", "na", "null", "none", "nan", "nat", "never"})

_CENTURY = 70
_TWELVE = 12
_LAST_HOUR, _LAST_MINUTE = 23, 59

_MONTHS = {
    1: "january jan januar jänner jän janvier janv enero ene januari gennaio gen janeiro",
    2: "february feb februar février févr fevr fév fevrier febrero februari febbraio febb fevereiro fev",
    3: "march mar märz mär maerz mrz mars marzo maart mrt março marco",
    4: "april apr avril avr abril abr aprile",
    5: "may mai mayo mei maggio mag maio",
    6: "june jun juni juin junio giugno giu junho",
    7: "july jul juli juillet juil julio luglio lug julho",
    8: "august aug août aout agosto ago augustus",
    9: "september sept sep septembre septiembre setiembre settembre sett set setembro",
    10: "october oct oktober okt octobre octubre ottobre ott outubro out",
    11: "november nov novembre noviembre novembro",
    12: "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro",
}
_MONTH_OF = {name: month for month, names in _MONTHS.items() for name in names.split()}

_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\.?)?"
)
_ZONE = r"(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|[+-]\d{2}|[A-Z]{1,3}[SD]T|[CEW]ES?T)"
_TIME = rf"(?:(?:T|,?\s+(?:at\s+|um\s+)?|:){_CLOCK}(?:\s*\(?{_ZONE}\)?)?(?:\s+\([A-Z]{{2,5}}\))?)?"
_DAY_NAME = r"(?:[^\W\d_]{2,12}\.?,?\s+)?"

_FORMS = {
    "year": r"(?P<year>\d{4})(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    "figures": r"(?P<month>\d{1,2})(?P<mark>[-/])(?P<day>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})",
    "dots": r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})",
    "day": _DAY_NAME
    + r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th|er|º)?(?:\s+de)?[\s/-]*(?P<name>[^\W\d_]{3,10})\.?,?(?:\s+del?)?[\s/-]*"
    r"(?P<year>\d{4}|\d{2})",
    "month": _DAY_NAME + r"(?P<name>[^\W\d_]{3,10})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
}
_PATTERNS = {form: re.compile(pattern + _TIME, re.IGNORECASE) for form, pattern in _FORMS.items()}
_YEAR_AT_END = re.compile(
    r"[^\W\d_]{3},?\s+(?P<name>[^\W\d_]{3})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{1,2}):(?P<minute>\d{2}):(?P<second>\d{2})"
    rf"(?P<half>)\s+(?:{_ZONE}\s+)?(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_PATTERNS["last"] = _YEAR_AT_END

_IN_FIGURES = ("year", "month", "day", "hour", "minute", "second", "fraction")
_LONGEST = 80


class Moment(NamedTuple):
    """One date. Where ``is_open``, ``month`` and ``day`` are the first and the second figure, and may be swapped."""

    year: int
    month: int
    day: int
    second: int | None
    zone: str
    is_open: bool
    is_year_first: bool


class Span(NamedTuple):
    """Where the figures of a text stand, what it says, and whether its hours are of the morning or the afternoon."""

    places: dict[str, tuple[int, int]]
    example: Moment
    half: str


def moment(text: str) -> Moment | bool | None:
    """Return a date, None where none is meant, or False where something else stands there."""
    text = text.strip("[] \t\u00a0\u202f\ufeff")
    if text.casefold() in MISSING or text.startswith(("0000-00-00", "00000000")):
        return None
    found = _found(text)
    return False if found is None else _made(*found) or False


def spans(text: str) -> Span | None:
    """Return where the figures of a date stand; None where it is none, or says something else than a date."""
    found = _found(text.strip("[]")) if text[:1] != "[" else None
    if found is None:
        return None
    made = _made(*found)
    if made is None:
        return None
    parts = found[1]
    places = {name: parts.span(name) for name in _IN_FIGURES if name in parts.re.groupindex and parts[name]}
    return Span(places, made, _half(parts))


def _found(text: str) -> tuple[str, re.Match[str]] | None:
    if not text or len(text) > _LONGEST:
        return None
    if text[-1] == " " or "\u202f" in text or "\u00a0" in text:
        text = text.replace("\u202f", " ").replace("\u00a0", " ").strip()
    for form, pattern in _PATTERNS.items():
        if match := pattern.fullmatch(text):
            return form, match
    return None


def _made(form: str, found: re.Match[str]) -> Moment | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:  # noqa: PLR2004
        year += 2000 if year < _CENTURY else 1900
    month = _MONTH_OF.get(parts["name"].casefold()) if parts.get("name") else int(parts["month"])
    if month is None or not YEARS[0] <= year <= YEARS[1]:
        return None
    day = int(parts["day"])
    if form == "dots" and month > _TWELVE >= day:
        # Who writes dots begins with the day, unless it cannot be one.
        month, day = day, month
    second = None
    if parts["hour"]:
        second = _seconds(int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0), _half(found))
        if second is None:
            return None
    return Moment(year, month, day, second, _zone(parts["zone"] or ""), form == "figures", form == "year")


def _half(found: re.Match[str]) -> str:
    return (found["half"] or "").lower()


def _seconds(hour: int, minute: int, second: int, half: str) -> int | None:
    if half:
        if hour > _TWELVE:
            return None
        hour = hour % _TWELVE + (_TWELVE if half == "p" else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or second > _LAST_MINUTE + 1:
        return None
    return hour * 3600 + minute * 60 + min(second, _LAST_MINUTE)


def _zone(text: str) -> str:
    upper = text.upper()
    offset = upper.removeprefix("UTC").removeprefix("GMT")
    if upper in {"Z", "UTC", "GMT"} or (offset and not offset.strip("+-0:")):
        return "UTC"
    if offset[:1] in {"+", "-"}:
        figures = offset[1:].replace(":", "").ljust(4, "0")
        return f"{offset[0]}{figures[:2]}:{figures[2:]}"
    return upper
