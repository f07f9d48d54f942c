"""Street addresses, streets, blocks and postal codes; the author's own are never candidates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.author import words_of
from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_TAIL = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Terrace|Ter|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Close|Crescent|Cres|Row|Alley|Turnpike|Pike|Trail|Trl|Loop|Mews|"
    r"Square|Sq|Quay|Route|Rte|Rise|Gardens|Grove|Hill|View|Walk|Parade|Pde|Esplanade|Broadway|Bend|Run|Path|Crossing|Plaza|Green|Wharf|Bayou|Ridge|Arcade|Ext|Extension|Strand|Heights|Hts|Point|Pt|Creek|Canyon|Valley|Park|Estate|Villas|Vale|End|Fold|Croft|Brae|Wynd|Gate|Landing|Manor|Commons?|Cove)"
)
_SIDE = r"(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Old|New|Upper|Lower|St|Mt)\.?"
_NAME = r"(?:[A-ZÀ-ÞĀ-Ž][\w'-]*|\d{1,3}(?:st|nd|rd|th))"
_STREET_NAME = rf"(?:{_SIDE}\s+)?(?:{_NAME}\s+){{1,3}}?{_TAIL}\b\.?"
_UNIT = r"(?:,?\s+(?:NE|NW|SE|SW|N|S|E|W)\b)?(?:,?\s*(?:Apt|Apartment|Unit|Flat|Suite|Ste|No|#|Lot|Room|Rm|Trailer)\.?\s*#?\s*\w{1,5})?"
_POSTAL = (
    r"(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|[A-Z]{1,2}\d{1,2}\s\d[A-Z]{2})"
)
_CITY = rf"(?:,\s+[A-Z][\w'. -]{{2,25}}?)?(?:,?\s+[A-Z]{{2,3}})?(?:,?\s+{_POSTAL}\b)?"
_FORMS: dict[str, re.Pattern[str]] = {
    "house": re.compile(
        rf"(?<![\w$£€.,/-])(?:(?:Apt|Apartment|Unit|Flat|Lot)\.?\s*#?\w{{1,4}},?\s+(?:at\s+)?)?\d{{1,5}}[A-Za-z]?,?\s+(?P<street>{_STREET_NAME}){_UNIT}{_CITY}"
    ),
    "house and name": re.compile(
        r"(?<![\w$£€.,/-])\d{1,5}\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?(?=,?\s+(?:Apt|Unit|Flat|rear|back|upstairs|downstairs|side|the\s+\w+\s+door|#))(?:,?\s*(?:Apt|Unit|Flat|rear\s+door|back\s+door|upstairs|downstairs|side\s+door|#)\.?\s*\w{0,4})?"
    ),
    "house and words": re.compile(
        r"(?<![\w$£€.,/-])\d{1,5}\s+(?:Heol|Rue|Calle|Avenida|Via|Camino|Paseo|Stryd|Ffordd|Bóthar|Sráid|Avenue|Boulevard)\s+(?:(?:y|de|la|las|los|el|du|des|na|an)\s+)*[A-ZÀ-Þ]\w+"
    ),
    "house and side": re.compile(rf"(?<![\w$£€.,/-])\d{{1,5}}\s+{_SIDE}\s+\d{{1,3}}(?:st|nd|rd|th)\b{_UNIT}{_CITY}"),
    "mile": re.compile(r"\b[Mm]ile\s+\d{1,4}(?:\.\d|½)?\s+[A-Z]\w+(?:\s+[A-Z]\w+){0,2}(?:,\s+Box\s+\d+)?"),
    "figures of a place": re.compile(
        r"\b(?:(?:go|goes|sent?|mail|ship|post)\s+to|from\s+the|in\s+the|in|zip)\s+(?P<code>\d{5})(?=\s+(?:side|area|zip|part)|[,.;]|\s*$)"
    ),
    "block": re.compile(rf"\d{{1,5}}(?:00)?\s+block\s+of\s+(?:{_STREET_NAME}|{_NAME}(?:\s+{_NAME})?)"),
    "corner": re.compile(rf"(?<=corner\sof\s){_NAME}(?:\s+{_NAME})?\s+(?:and|&)\s+{_NAME}(?:\s+{_TAIL})?"),
    "box": re.compile(r"(?<!\w)P\.?\s?O\.?\s+Box\s+\d+", re.IGNORECASE),
    "postal": re.compile(
        rf"(?:(?i:\b(?:zip(?:\s*code)?|postal\s*code|post\s*code|eircode))\b\W*(?:(?i:is|was|of|starts?|with|beginning|begins?|ending|in|the|for|her|his)\W*){{0,3}})(?P<code>\d{{3,5}}(?:-\d{{4}})?|{_POSTAL}|[A-Z]{{1,2}}\d[A-Z\d]?)\b"
    ),
    "postal alone": re.compile(
        r"(?<![\w-])(?P<code>[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}|[A-Z]\d[A-Z]\s\d[A-Z]\d|(?<=[A-Z]{2}\s)\d{5}(?:-\d{4})?)(?![\w-])"
    ),
    "street": re.compile(
        rf"(?<![\w'-])(?:(?i:on|off|down|up|along|across|at|of|from|near|to|and|by|past|over)\s+)(?:the\s+)?(?P<code>{_STREET_NAME})(?!\s+(?:School|Elementary|High|Church|Clinic|Hospital|Center|Recovery|Counsel|Therapy|Journal|Fire|Station|Cafe|Bakery|Library|Park|Baptist|Community))"
    ),
    "house on": re.compile(
        r"\b(?i:house|place|apartment|apt|home|duplex|bungalow|trailer|store|shop|building|cottage|flat|condo|live[sd]?|living|porch|yard|garage|triplex|rowhouse|farmhouse)\b[^.!?\n]{0,25}?\b(?i:on|off|at the (?:end|top|bottom|corner) of)\s+(?P<code>(?:the\s+)?(?:(?:North|South|East|West|Old|Upper|Lower)\s+)?[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)(?=[.,;:!?\s\")])"
    ),
    "unit": re.compile(r"(?<!\w)(?P<code>(?i:apt|apartment|flat|lot|unit|trailer|site)\.?\s*#?\s*\d{1,4}[A-Za-z]?)\b"),
}
AFTER = 90
"""Signs after the first word of an address within which it ends."""

_HINTS: dict[str, tuple[str, int]] = {
    "house": ("#", 20),
    "house and name": ("#", 0),
    "house and words": ("#", 0),
    "house and side": ("#", 0),
    "mile": ("#any", 6),
    "figures of a place": ("#any", 16),
    "block": ("#", 0),
    "corner": ("corner", 0),
    "box": ("#", 14),
    "postal": ("postal_word", 2),
    "postal alone": ("code", 2),
    "street": ("cap_street", 60),
    "house on": ("dwelling", 2),
    "unit": ("unit_word", 2),
}
"""At what kind of word each form is looked for, and how far before it an address may begin."""

_PLAIN = {"the", "and", "st", "street", "ave", "avenue", "road", "rd", "suite", "ste", "of"}
_NUMBERED = {"house", "house and side", "mile", "house and name", "house and words", "box"}


def addresses(case: Case) -> Iterator[Candidate]:
    """Find streets, houses and postal codes."""
    author = case.author
    own = words_of(author.address) | words_of(author.city) | words_of(author.region)
    practice = author.practice_words - {"north", "south", "east", "west"}
    for sign, pattern in _FORMS.items():
        hint, width = _HINTS[sign]
        for found in case.found_in(pattern, case.windows(_hinted(case, hint), width, AFTER)):
            start, end = found.span("code") if "code" in pattern.groupindex else found.span()
            while end > start and case.text[end - 1] in " .,;:\n":
                end -= 1
            form = case.text[start:end]
            words = words_of(form)
            if author.address and (
                words - _PLAIN <= own
                or (sign in _NUMBERED and form.split()[0] in author.address.split() and words & own)
            ):
                continue
            if sign not in _NUMBERED and words & (practice - _PLAIN):
                continue
            yield Candidate(start, end, "ADDRESS", "high", frozenset((sign,)))


def _hinted(case: Case, hint: str) -> Iterator[int]:
    """Go through the tokens at which a form of an address may stand."""
    reading = case.reading
    if hint == "#":
        yield from (token for token in case.numbers if reading.words[token][0].isdigit() and _may_be_house(case, token))
    elif hint == "#any":
        yield from (token for token in case.numbers if reading.words[token][0].isdigit())
    elif hint == "code":
        yield from (
            token
            for token in case.numbers
            if reading.words[token][0].isdigit() and token and reading.forms[token - 1].isupper()
        )
    elif hint in case.classes:
        capital = hint == "cap_street"
        yield from (
            token
            for token, kind in enumerate(reading.kinds)
            if hint in kind and (not capital or reading.capital[token])
        )
    elif hint == "corner" and "corner" in reading.words:
        yield from (token for token, word in enumerate(reading.words) if word == "corner")


def _may_be_house(case: Case, token: int) -> bool:
    """Tell whether a name, a number, a block or a box may belong to a number."""
    reading = case.reading
    following = range(token + 1, min(len(reading), token + 3))
    return any(reading.capital[after] or reading.words[after] == "block" for after in following) or (
        token > 0 and reading.words[token - 1] == "box"
    )
