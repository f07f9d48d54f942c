"""Where a draft names numbers: those that are held, what is pressed there, and others beside words of crisis."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from outreach.crisis_lines import crisis_lines
from outreach.posts.findings._crisis_page import DIGITS, SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.crisis_lines import CrisisLine, RetiredOption
    from outreach.posts.findings._crisis_page import Page

SHORT, SHORTEST_PHONE = 6, 7
"""Figures: up to how many a number needs words of calling beside it, and how many a telephone number has at least."""

YEAR, ZIP, LONG_DISTANCE = 4, 5, 11
NEAR, FAR = 80, 400
"""Signs between a number and what is said of it, and the most of a sentence that is looked at around it."""

_GAP = r"[\s().\u00b7-]{0,3}"
_NARROW = r"[ \t.\u00b7-]{0,2}"
_TIMES = {"double": 2, "triple": 3}
_DIGIT = "|".join(DIGITS)
_SPOKEN = re.compile(rf"(?<![\w-])(?:{SAID}[\s-]{{1,2}}){{0,14}}{SAID}(?!\w)", re.IGNORECASE)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_BEFORE = r"(?<![\w$£€#@./-])(?<!\d,)"
_WITH_LETTERS = re.compile(
    rf"{_BEFORE}(?:1[\s.-]{{1,2}})?\(?\d{{3}}\)?[\s.-]{{1,2}}"
    r"(?:\d{3}[\s.-]{1,2}[A-Z]{4}|[A-Z]{7}|[A-Z]{3}[\s.-][A-Z]{4})(?![A-Za-z])(?:[ ]?\(\d{4,7}\))?"
)
_ECHO = re.compile(r"(?<=[A-Z])\s?\(\d+\)$")
_RUN = re.compile(rf"{_BEFORE}\+?\(?\d(?:[ ().\u00b7-]{{0,3}}\d){{2,14}}(?![\w%])(?!,\d)")
_NO_PHONE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d\d(?:[ ]?-[ ]?(?:19|20)?\d\d)?|\d{3}-\d{2}-\d{4}"
)

_CALL = (
    r"(?:call(?:s|ed|ing)?|dial(?:s|l?ed|l?ing)?|text(?:s|ed|ing)?|txt|sms|ring(?:s|ing)?|rang|phon(?:e|es|ed|ing)"
    r"|message|contact(?:ing)?|reach(?:ing)?|tap|send|number|tel)"
)
_CALLED = re.compile(rf"\b{_CALL}\b(?s:.{{0,40}})$|[\u260e\U0001f4de\U0001f4f1]\W{{0,3}}$", re.IGNORECASE)
_ANSWERS = re.compile(
    r"\s(?:is|are|has|answers?|offers?|takes?|will|can)\b[^.!?\n]{0,40}\b(?:calls?|texts?|phone|chat|answers?|listens?)\b",
    re.IGNORECASE,
)
_CALLED_AT_ONCE = re.compile(
    rf"\b(?:{_CALL}(?:[ ](?:us|them|it))?(?:[ ]\w+[ ]to|[ ](?:at|on|to|is))?"
    r"|(?:lines?|hot-?lines?|helplines?|lifelines?)(?:[ ](?:is|at|on|number(?:[ ]is)?))?)[\s:,(*_-]{0,4}$",
    re.IGNORECASE,
)
_LINE = (
    r"crisis[\s-](?:text[\s-])?(?:hot|help)?[\s-]?(?:lines?|numbers?|services?)"
    r"|suicide[\s-](?:prevention[\s-])?(?:hot|help|life)?[\s-]?(?:lines?|numbers?)"
    r"|(?:hot|help|life|warm)[\s-]?lines?|(?:distress|listening)[\s-]lines?"
)
_LINES = re.compile(rf"\b(?:{_LINE})\b", re.IGNORECASE)
_NO_LINE = re.compile(rf"\b(?:not|no|isn't|never)[ ](?:(?:a|an|the)[ ])?(?:{_LINE})\b", re.IGNORECASE)
_CRISIS = re.compile(r"\b(?:cris[ie]s|suicid\w*|emergenc(?:y|ies)|samaritans|nhs)\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:office|appointments?|book(?:ing)?|practice|front desk|intakes?|schedul\w+|clinic|fax|invoice|billing)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s?(?:%|per ?cent\b|(?:people|persons?|clients?|patients?|famil(?:y|ies)|child(?:ren)?|kids|teens|adults|students"
    r"|members|readers|followers|subscribers|views?|visits?|visitors|likes?|posts?|comments?|words?|pages?|minutes?"
    r"|hours?|days?|weeks?|months?|years?|miles?|km|dollars?|bucks|pounds|euros?|cents|times|of|sq|square|steps|cases"
    r"|deaths|suicides|women|men|calories|kcal|mg|ml|sessions?|participants?|responses?)\b"
    r"|(?:[NSEW]\.? )?(?:[A-Z][\w']+ ){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Lane|Ln|Drive|Dr|Blvd|Way|Court|Ct)\b)"
)
_PLACED = re.compile(
    r"(?:[$£€#/@]|\b(?:room|suite|ste|apt|unit|page|pp?|box|route|highway|hwy|chapter|section|no)\b\.?)\s?$",
    re.IGNORECASE,
)
_OF_A_YEAR = re.compile(r"\b(?:in|since|year|circa|until|from|of|by)\s$", re.IGNORECASE)
_OF_A_STATE = re.compile(r"\b[A-Z]{2}[ ,]{1,2}$")
_GOES_ON = re.compile(r"[ .]?\d{3}(?! days)|[.,-]?\d")
_WENT_BEFORE = re.compile(r"(?:\d{3}[ .]?|\d[.,-]?)\Z")
_OPTION = re.compile(
    rf"\b(?:(?:press|push|hit|select|choos)(?:e|ing|es|ed|ting)?\s+(?:the\s+)?(?:key\s+|button\s+|number\s+|option\s+)?"
    rf"['\"#]?\s?(?P<pressed>\d|{_DIGIT})|option\s+#?(?P<option>\d)|then\s+#?(?P<then>\d)(?=\s*(?:[.,;!?)]|$|for\b|to\b)))"
    r"\b(?![\s.-]?\d)",
    re.IGNORECASE,
)
_NEXT_OPTION = re.compile(
    rf"[^.!?\n]{{0,50}}?(?:,|;|/|\bor\b|\band\b)\s*(?P<next>\d|{_DIGIT})\s+(?:for|if|to)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r";|\s-\s")


class Place(NamedTuple):
    """A number in the text of a page: where it stands, and its figures."""

    start: int
    end: int
    figures: str


class Option(NamedTuple):
    """What is pressed when a number answers: the figure, and where it stands."""

    press: str
    start: int
    end: int


class Held(NamedTuple):
    """What is held under one number."""

    lines: list[CrisisLine]
    retired: list[RetiredOption]

    @property
    def has_options(self) -> bool:
        """Tell whether something is pressed when the number answers."""
        return any(line.way.press for line in self.lines) or any(option.way.press for option in self.retired)


@cache
def held_numbers() -> dict[str, Held]:
    """Return lines, and what is retired, by the figures of their numbers."""
    held: dict[str, Held] = {}
    for line in crisis_lines().lines:
        for number in line.way.numbers:
            held.setdefault(figures_of(number), Held([], [])).lines.append(line)
    for option in crisis_lines().retired:
        for number in option.way.numbers:
            held.setdefault(figures_of(number), Held([], [])).retired.append(option)
    return held


@cache
def names_of_lines() -> re.Pattern[str]:
    """Return how the lines are named that are held; a name that is a number or a common word is left out."""
    names = {short_name(line) for line in crisis_lines().lines if line.kind != "emergency"}
    telling = sorted((name for name in names if " " in name or name == "Samaritans"), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in telling))


def short_name(line: CrisisLine) -> str:
    """Return the name of a line without its article."""
    return line.name.removeprefix("The ")


def figures_of(number: str) -> str:
    """Return the figures of a number, in which letters stand for the keys of a telephone."""
    return re.sub(r"[^0-9]", "", _ECHO.sub("", number).translate(_KEYS))


def variants(figures: str) -> frozenset[str]:
    """Return the figures of a number with and without the 1 or the 0 that is dialed in front of it."""
    if len(figures) < LONG_DISTANCE - 1:
        return frozenset((figures,) if figures else ())
    rest = figures[1 - LONG_DISTANCE :]
    return frozenset((figures, rest, f"1{rest}", figures.lstrip("0")))


def held_in(page: Page) -> list[Place]:
    """Return the numbers that are held and spoken of as such; of those that overlap, the longest."""
    found: list[Place] = []
    taken: set[int] = set()
    for one in chain(_written(page.text), _with_letters(page.text), _spoken(page.text)):
        signs = range(one.start, one.end)
        if taken.isdisjoint(signs) and (len(one.figures) > SHORT or _is_called(page, one)):
            taken.update(signs)
            found.append(one)
    return found


def options_of(page: Page, one: Place) -> list[Option]:
    """Return what is pressed when a held number answers; it stands after it, up to the next number, or just before."""
    if not held_numbers()[one.figures].has_options:
        return []
    text = page.text
    _, last = page.paragraph(one.start)
    stop = min(last, one.end + NEAR)
    following = re.search(r"\d(?:[\s.-]?\d){2}", text[one.end : stop])
    stop = one.end + following.start() if following else stop
    found: dict[int, Option] = {}
    for first in _OPTION.finditer(text, one.end, stop):
        place = first.end()
        found.setdefault(place, Option(_pressed(first), first.start(), place))
        while (more := _NEXT_OPTION.match(text, place, min(last, place + NEAR))) is not None:
            place = more.end("next")
            found.setdefault(place, Option(_pressed(more), more.start("next"), place))
    if found:
        return list(found.values())
    start, _ = page.sentence(one.start, FAR)
    before = list(_OPTION.finditer(text, max(start, one.start - NEAR), one.start))[-1:]
    return [
        Option(_pressed(option), option.start(), option.end())
        for option in before
        if not re.search(r"\d", text[option.end() : one.start])
    ]


def others_in(page: Page, taken: list[Place]) -> Iterator[Place]:
    """Go through the numbers that stand beside words such as "crisis line" and are not among those taken."""
    text = page.text
    if not (_LINES.search(text) or names_of_lines().search(text)):
        return
    seen = set(chain.from_iterable(range(one.start, one.end) for one in taken))
    for found in chain(_WITH_LETTERS.finditer(text), _RUN.finditer(text)):
        start, end = found.span()
        figures = figures_of(found.group())
        if not seen.isdisjoint(range(start, end)) or _NO_PHONE.fullmatch(found.group().strip("( ")):
            continue
        if _may_be_called(page, start, end, figures) and _is_beside_a_line(page, start, end):
            seen.update(range(start, end))
            yield Place(start, end, figures)


def _written(text: str) -> Iterator[Place]:
    for figures, pattern in _patterns():
        for found in pattern.finditer(text):
            start, end = found.span()
            if not (_GOES_ON.match(text, end) or _WENT_BEFORE.search(text[max(0, start - 4) : start])):
                yield Place(start, end, figures)


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each number that is held how it may be written; the longest first."""
    made = []
    for figures in sorted(held_numbers(), key=lambda one: (-len(one), one)):
        gap = _NARROW if len(figures) <= SHORT else _GAP
        is_long_distance = len(figures) == LONG_DISTANCE and figures[0] == "1"
        body = rf"(?:\+?1{gap})?\(?{gap.join(figures[1:])}" if is_long_distance else gap.join(figures)
        made.append((figures, re.compile(rf"(?<!\w){body}(?![\w%])")))
    return tuple(made)


def _with_letters(text: str) -> Iterator[Place]:
    for found in _WITH_LETTERS.finditer(text):
        for figures in sorted(variants(figures_of(found.group())) & held_numbers().keys()):
            yield Place(found.start(), found.end(), figures)


def _spoken(text: str) -> Iterator[Place]:
    for found in _SPOKEN.finditer(text):
        times, figures = 1, ""
        for word in re.findall(r"[a-z]+", found.group().lower()):
            if word in _TIMES:
                times = _TIMES[word]
            else:
                figures, times = figures + times * DIGITS[word], 1
        if figures in held_numbers():
            yield Place(found.start(), found.end(), figures)


def _is_called(page: Page, one: Place) -> bool:
    """Tell whether a short number stands as one to call: no count, no house, no year, and with words of calling."""
    text, size = page.text, len(one.figures)
    start, end = page.sentence(one.start, NEAR)
    before, said = text[start : one.start], text[start:end]
    is_year = size == YEAR and _OF_A_YEAR.search(before)
    is_zip = size == ZIP and _OF_A_STATE.search(before)
    if is_year or is_zip or _PLACED.search(before) or _COUNTED.match(text, one.end):
        return False
    is_called = _CALLED.search(before) or _ANSWERS.match(text, one.end)
    return bool(is_called or _CRISIS.search(said) or _LINES.search(said) or options_of(page, one))


def _may_be_called(page: Page, start: int, end: int, figures: str) -> bool:
    """Tell whether a number is a telephone number, or a short one that words of calling or a name lead to at once."""
    if len(figures) >= SHORTEST_PHONE:
        return True
    before = page.text[page.sentence(start, NEAR)[0] : start]
    is_named = any(len(before[found.end() :].strip(" :,(*_-")) == 0 for found in names_of_lines().finditer(before))
    return (is_named or bool(_CALLED_AT_ONCE.search(before))) and not _COUNTED.match(page.text, end)


def _is_beside_a_line(page: Page, start: int, end: int) -> bool:
    """Tell whether words for a crisis line stand in the clause of a number, and none of an office between the two."""
    text = page.text
    first, last = page.sentence(start, FAR)
    for begin, stop in pairwise([first, *(found.end() for found in _CLAUSE.finditer(text, first, last)), last]):
        if begin <= start < stop:
            first, last = max(begin, start - NEAR), min(stop, end + NEAR)
    denied = [found.span() for found in _NO_LINE.finditer(text, first, last)]
    for found in chain(_LINES.finditer(text, first, last), names_of_lines().finditer(text, first, last)):
        between = text[found.end() : start] if found.end() <= start else text[end : found.start()]
        if not any(begin <= found.start() < stop for begin, stop in denied) and not _OFFICE.search(between):
            return True
    return False


def _pressed(found: re.Match[str]) -> str:
    word = str(found[found.lastgroup or 0])
    return DIGITS.get(word.lower(), word)
