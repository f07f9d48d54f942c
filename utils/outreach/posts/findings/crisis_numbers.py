"""The crisis options that a draft names: which are current, which ended, which are another country's, which unknown.

A number counts where a draft speaks of it as one to call or to text. It may be written with blanks, hyphens or dots, in
words, in figures of any script, or with signs in it that nobody sees; places are those of the draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from outreach.crisis_lines import crisis_lines
from outreach.dated import Mark
from outreach.errors import OutreachError
from outreach.posts.findings._crisis_page import Page, country_code, read
from outreach.posts.findings._crisis_places import (
    FAR,
    SHORTEST_PHONE,
    Place,
    figures_of,
    held_in,
    held_numbers,
    names_of_lines,
    options_of,
    others_in,
    short_name,
    variants,
)
from outreach.wording import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from outreach.crisis_lines import CrisisLine, RetiredOption
    from outreach.posts.reviewing.case import Severity

COUNTRIES = {
    "US": "the United States",
    "CA": "Canada",
    "UK": "the United Kingdom",
    "IE": "Ireland",
    "AU": "Australia",
    "NZ": "New Zealand",
}
"""What the countries are called in which lines are held."""

EMERGENCY = 3
"""Figures of the numbers for an emergency."""

CHECK_IT = "Check it before you publish."
NOT_READ_AGAIN = f"It was not read again for this course. {CHECK_IT}"

_ENDED = re.compile(
    r"\b(?:(?:option|line|service|it|that|which|\d|three) (?:has )?ended|ended\b[^.]{0,20}\b20\d\d"
    r"|discontinued|shut down|no longer (?:available|works?|exists?|offered|there|an option|leads?)|replaced by"
    r"|(?:was|were|has been|is) (?:cut|closed|removed|gone|retired|stopped)|used to (?:be|work|reach|press|go)"
    r"|(?:old|former|previous|earlier|ten-digit|10-digit|longer) (?:number|hotline|line|lifeline|option))\b",
    re.IGNORECASE,
)
"""How a draft says itself that something is over."""

_OF_IT = re.compile(r"\W*(?:it|that|this|the (?:option|line|service))\b", re.IGNORECASE)


class Standing(StrEnum):
    """What is known of a crisis option."""

    CURRENT = "current"
    RETIRED = "retired"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CrisisNumber:
    """One option that a draft names: its place, the end exclusive, and what is to be said of it.

    ``severity`` is None where nothing needs to be mended; ``message`` says what is known, ``suggestion`` what to do.
    ``line`` or ``retired`` is what the course holds, with source and month; an unknown option has neither.
    """

    start: int
    end: int
    standing: Standing
    severity: Severity | None
    message: str
    suggestion: str = ""
    line: CrisisLine | None = None
    retired: RetiredOption | None = None

    @property
    def is_fine(self) -> bool:
        """Tell whether it may stand as it is."""
        return self.severity is None


def crisis_numbers_in(text: str, country: str, own: Collection[str] = ()) -> tuple[CrisisNumber, ...]:
    """Find the crisis options that a draft names, in their order.

    ``country`` is the author's, such as US or UK; ``own`` are numbers of the author, which are never looked at.
    """
    page = Page(text)
    if not page.may_hold_numbers:
        return ()
    home = country_code(country)
    mine = frozenset(chain.from_iterable(variants(figures_of(read(number)[0])) for number in own))
    held = [one for one in held_in(page) if not _is_own(one, mine)]
    found = list(chain.from_iterable(_judged(page, one, home) for one in held))
    found += [_unknown(page, one) for one in others_in(page, held) if not _is_own(one, mine)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _is_own(one: Place, mine: frozenset[str]) -> bool:
    """Tell whether a number is the author's, also without the code of its area."""
    is_local = len(one.figures) == SHORTEST_PHONE and any(number.endswith(one.figures) for number in mine)
    return is_local or bool(mine & variants(one.figures))


def _judged(page: Page, one: Place, home: str) -> Iterator[CrisisNumber]:
    """Say of a number that is held, and of each option that is pressed when it answers, what is known."""
    options = options_of(page, one)
    if len(options) == 1:
        [option] = options
        whole = Place(min(one.start, option.start), max(one.end, option.end), one.figures)
        yield from _said(page, whole, home, option.press)
        return
    yield from _said(page, one, home, "")
    for option in options:
        yield from _said(page, Place(option.start, option.end, one.figures), home, option.press)


def _said(page: Page, one: Place, home: str, press: str) -> Iterator[CrisisNumber]:
    """Say what is known of one way to reach a line."""
    known = held_numbers()[one.figures]
    lines = [line for line in known.lines if not press or line.way.press == press]
    retired = [option for option in known.retired if option.way.press == press]
    if lines:
        if not _may_be_homes_own(lines, one, home):
            yield _held(page, one, sorted(lines, key=lambda line: bool(line.way.press)), home)
    elif retired:
        yield _retired(page, one, min(retired, key=lambda option: option.country != home))
    else:
        start, end = page.place(one.start, one.end)
        message = f"That people press {press}, as in {_shown(page, start, end)}, is not held here."
        yield CrisisNumber(start, end, Standing.UNKNOWN, "medium", message, CHECK_IT)


def _may_be_homes_own(lines: Sequence[CrisisLine], one: Place, home: str) -> bool:
    """Tell whether a number for an emergency elsewhere may be that of a country whose own is not held here."""
    if len(one.figures) != EMERGENCY or any(line.kind == "crisis" or line.country == home for line in lines):
        return False
    return not any((line.country, line.kind) == (home, "emergency") for line in crisis_lines().lines)


def _held(page: Page, one: Place, lines: Sequence[CrisisLine], home: str) -> CrisisNumber:
    holders = list(dict.fromkeys(line.country for line in lines))
    named = page.countries_for(one.start)
    wrong = page.country_before(one.start) - set(holders)
    line = min(lines, key=lambda line: (line.country not in named, line.country != home))
    start, end = page.place(one.start, one.end)
    others = [COUNTRIES[code] for code in holders if code != line.country]
    what = f"{_shown(page, start, end)} leads to {line.name} in {_where(line)}"
    if not wrong and (line.country == home or line.country in named):
        standing = Standing.CURRENT if line.country == home else Standing.ELSEWHERE
        doubt = "" if line.mark is Mark.SEEN else NOT_READ_AGAIN
        return CrisisNumber(start, end, standing, None, f"{what} ({line.backing()}).", doubt, line)
    if wrong:
        but = f"but your sentence names {listed([COUNTRIES[code] for code in sorted(wrong)])}"
    else:
        but = (
            f"but your practice is in {_country(home)}" if home else "and we do not know in which country you practice"
        )
    held_for = listed([COUNTRIES[code] for code in holders])
    also = f", and is a number in {listed(others)} too" if others else ""
    suggestion = f"Say beside it that it is for {held_for}{_offer(min(wrong) if wrong else home)}."
    return CrisisNumber(start, end, Standing.ELSEWHERE, "medium", f"{what}{also}, {but}.", suggestion, line)


def _retired(page: Page, one: Place, option: RetiredOption) -> CrisisNumber:
    start, end = page.place(one.start, one.end)
    state = (
        f"ended on {option.valid_to}" if option.valid_to else "still leads there, but a post should name the new one"
    )
    message = f"{option.name} {state} ({option.backing().rstrip('.')})."
    severity: Severity | None = None if _is_told(page, one) else "high" if option.valid_to else "low"
    suggestion = f"Write instead: {option.instead_words()}."
    return CrisisNumber(start, end, Standing.RETIRED, severity, message, suggestion, retired=option)


def _is_told(page: Page, one: Place) -> bool:
    """Tell whether the sentence itself, or one after it that begins with "it" or the like, says that it is over."""
    first, last = page.sentence(one.start, FAR)
    if _ENDED.search(page.text, first, last):
        return True
    _, stop = page.sentence(last, FAR) if last < len(page.text) else (last, last)
    return bool(_OF_IT.match(page.text, last, stop) and _ENDED.search(page.text, last, stop))


def _unknown(page: Page, one: Place) -> CrisisNumber:
    start, end = page.place(one.start, one.end)
    first, last = page.sentence(one.start, FAR)
    names = {found.group() for found in names_of_lines().finditer(page.text, first, last)}
    line = next((line for line in crisis_lines().lines if short_name(line) in names), None)
    known = f" For {line.name} we hold: {line.words()}." if line else ""
    message = f"No crisis line with the number {_shown(page, start, end)} is held here."
    return CrisisNumber(start, end, Standing.UNKNOWN, "medium", message, f"{CHECK_IT}{known}")


def _where(line: CrisisLine) -> str:
    return f"{COUNTRIES[line.country]}{f' ({line.region})' if line.region else ''}"


def _country(code: str) -> str:
    return COUNTRIES.get(code, one_line(code))


def _offer(country: str) -> str:
    """Return the crisis line of a country as something to write; empty where none is held."""
    try:
        return f", or give the line of {_country(country)}: {crisis_lines().line_for(country).words()}"
    except OutreachError:
        return ""


def _shown(page: Page, start: int, end: int) -> str:
    return f"“{one_line(page.draft[start:end])}”"
