"""Other words that may be offered for a finding. None is ever put in unless the author asks for it."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from outreach.crisis_lines import line_for
from outreach.errors import OutreachError
from outreach.posts.findings.finding import Edit
from outreach.posts.findings.terms import terms
from outreach.posts.reviewing.candidates.ages import value_of

if TYPE_CHECKING:
    from collections.abc import Callable

GENERAL = "This is general information, not care for you; a professional who knows you can say more."
NEUTRAL = (
    "Thank you for taking the time to write. To protect everybody's privacy we cannot say here whether anyone is or "
    "was a client. Anyone with a concern is welcome to call the office."
)
"""One answer for every review, praise or blame: it neither confirms nor denies."""

COUNTRIES = {"US": "the US", "CA": "Canada", "UK": "the UK", "IE": "Ireland", "AU": "Australia", "NZ": "New Zealand"}

_DECADES = {
    20: "twenties",
    30: "thirties",
    40: "forties",
    50: "fifties",
    60: "sixties",
    70: "seventies",
    80: "eighties",
}
_SOMETHING = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty"}
CHILD, ADULT, OLD = 13, 20, 90
VOWELS = frozenset("aeiou")
FAR = 60
"""Characters before a mark that are looked at."""

_SEASONS = ("winter", "spring", "summer", "autumn")
_AMERICAN = {"autumn": "fall"}
_SOUTH = frozenset(("AU", "NZ", "ZA"))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KINDS = (
    ("school", "elementary|middle|high|school|academy|primary|secondary|prep|grammar|montessori"),
    ("college", "college|university|institute"),
    ("church", "church|cathedral|chapel|parish|baptist|methodist|lutheran|ministries|tabernacle"),
    ("place of worship", "mosque|synagogue|temple|masjid|gurdwara|congregation"),
    ("hospital", "hospital|medical|clinic|infirmary|rehab|hospice|icu"),
    ("team", "team|club|league|fc|rovers|united|wanderers|athletic|tigers|titans|wildcats"),
    ("restaurant", "bakery|brewery|diner|cafe|café|restaurant|tavern|pub|inn"),
    ("prison", "prison|jail|penitentiary|correctional"),
    ("shelter", "shelter"),
    ("fire station", "fire|engine|ladder"),
    ("police station", "police|precinct|sheriff"),
    ("choir", "choir|orchestra|symphony|band"),
    ("plant", "plant|mill|mine|refinery|factory|foundry|depot|warehouse"),
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|outside|around|from|of|to|into|over\s+in|up\s+in|down\s+in)\s+$", re.IGNORECASE
)
_THE_BEFORE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_BEGINS = re.compile(r"(?:^|[.!?\u2026][\"')\u201d\u2019*_]*\s+|\n)[^\w.,;:!?]*$")
_VERB_AFTER = re.compile(r"\s+(?:is|was|were|will|can|may|must|has|had|comes?|came|feels?|felt)\b")
_TIME_BEFORE = re.compile(r"\b(?:on|at|since|every|by|around|about)\s+$", re.IGNORECASE)
_LEADS_ON = re.compile(r"(?:[\s,:\u2013\u2014-]+(?:at|on|by|to|is|@))?[\s,:\u2013\u2014@-]*$")
_ATTRIBUTE_AFTER = re.compile(
    r"\s+(?!(?:who|that|and|or|with|from|in|on|at|to|had|was|is|has|came|told|asked|said|the|a)\b)[a-z]"
)


def edit_for(category: str, draft: str, start: int, end: int, country: str, channel: str) -> Edit | None:
    """Return other words for a marked stretch, or None where the author has to find them.

    ``start`` and ``end`` are places in the draft, in code points, the end exclusive; both are 0 for what is said of the
    draft as a whole.
    """
    if category in {"STIGMA", "SUICIDE_WORDING"}:
        words = draft[start:end]
        term = terms().for_words(words, category)
        other = term.replacement(words) if term is not None else None
        return None if other is None or other == words else _after_article(draft, start, end, other)
    make = _EDITS.get(category)
    return None if make is None else make(draft, start, end, country, channel)


def _age(draft: str, start: int, end: int, _country: str, _channel: str) -> Edit | None:
    form, before = draft[start:end], draft[max(0, start - FAR) : start]
    number = value_of(form)
    if number is None or re.search(r"\bborn\b|\bbirth", form, re.IGNORECASE):
        return None  # a birth year, or the day of a birthday, is no number of years
    if re.search(r"\b(?:month|week|day)s?\b", form, re.IGNORECASE):
        number = 0
    article = re.search(r"\b(an?)\s+$", before, re.IGNORECASE)
    if (
        re.search(r"old\b", form)
        and re.search(r"[- ](?:year|month|week|day)s?[- ]old$", form)
        and not form.endswith("s old")
    ):
        if _ATTRIBUTE_AFTER.match(draft, end):
            new = (
                "young"
                if number < CHILD
                else "teenage"
                if number < ADULT
                else f"{_SOMETHING.get(_decade(number), 'elderly')}-something"
            )
            new = "very old" if number >= OLD else new
        else:
            new = (
                "child" if number < CHILD else "teenager" if number < ADULT else f"person {_in_years(number, 'their')}"
            )
        if article:
            return _begun(draft, start - len(article.group()), end, f"a {new}")
        return _begun(draft, start, end, new)
    if re.match(r"turn|hit", form, re.IGNORECASE):
        return Edit(start, end, "had a birthday" if form.lower().startswith(("turned", "hit")) else "has a birthday")
    said = re.search(
        r"\b(he|his|she|her|they|their)\b(?!.*\b(?:he|his|she|her|they|their)\b)", before, re.IGNORECASE | re.DOTALL
    )
    whose = {"he": "his", "his": "his", "she": "her", "her": "her"}.get(said.group(1).lower() if said else "", "their")
    if (
        re.search(r"\b(?:is|was|are|were)\s+(?:only\s+|just\s+)?$|'s\s+$|\u2019s\s+$", before)
        or re.match(r"aged?\b", form, re.IGNORECASE)
        or form.endswith("s old")
    ):
        return Edit(start, end, _in_years(number, whose))
    return None


def _decade(number: float) -> int:
    return int(number) // 10 * 10


def _in_years(number: float, whose: str) -> str:
    if number < CHILD:
        return "still a child"
    if number < ADULT:
        return f"in {whose} teens"
    return f"in {whose} {_DECADES[_decade(number)]}" if number < OLD else "very old"


def _begun(draft: str, start: int, end: int, words: str) -> Edit:
    """Return an edit whose words have a capital where a sentence begins."""
    if _BEGINS.search(draft[max(0, start - FAR) : start]):
        words = words[:1].upper() + words[1:]
    return Edit(start, end, words)


def _after_article(draft: str, start: int, end: int, words: str) -> Edit:
    """Return an edit that takes the article before it along where that has to change, as from "an" to "a"."""
    article = re.search(r"\b(?P<a>a)n?(?P<blank>\s+)$", draft[max(0, start - FAR) : start], re.IGNORECASE)
    if article is None:
        return Edit(start, end, words)
    fitting = f"{article['a']}{'n' if words[:1].lower() in VOWELS else ''}{article['blank']}"
    if fitting == article.group():
        return Edit(start, end, words)
    return Edit(start - len(article.group()), end, fitting + words)


def _date(draft: str, start: int, end: int, country: str, _channel: str) -> Edit | None:
    form, before = draft[start:end], draft[max(0, start - 12) : start]
    season = _season(form, country)
    day = re.search(r"\d{1,2}(?:st|nd|rd|th)?\b(?!\d)", re.sub(r"\b(?:19|20)\d\d\b", "", form))
    on = re.search(r"\bon\s+$", before, re.IGNORECASE)
    if season and not day:
        lead = re.match(r"(?:early|late|last|this|next|mid)[\s-]", form, re.IGNORECASE)
        return _begun(draft, start, end, f"{lead.group()[:-1]} {season}" if lead else season)
    new = f"one day in {season}" if season else "some time ago" if day else "around a holiday"
    if on:
        return _begun(draft, start - len(on.group()), end, new)
    return None if (day and not season) or _VERB_AFTER.match(draft, end) else _begun(draft, start, end, new)


def _season(form: str, country: str) -> str:
    found = re.search(rf"\b({'|'.join(_MONTHS)})[a-z]*\b", form, re.IGNORECASE)
    if found is None:
        return ""
    month = _MONTHS.index(found.group(1).lower()) + 1
    season = _SEASONS[((month % 12) // 3 + (2 if country in _SOUTH else 0)) % 4]
    return _AMERICAN.get(season, season) if country in {"US", "CA"} else season


def _time(draft: str, start: int, end: int, _country: str, _channel: str) -> Edit | None:
    form, before = draft[start:end], draft[max(0, start - 12) : start]
    if re.search(r"\b(?:my|the|our|'s|\u2019s)\s+$", before, re.IGNORECASE):
        return None
    lead = _TIME_BEFORE.search(before)
    new = (
        "regularly"
        if re.match(r"every\b|.*days\b", form, re.IGNORECASE) or (lead and lead.group().strip().lower() == "every")
        else "recently"
    )
    return _begun(draft, start - len(lead.group()) if lead else start, end, new)


def _place(draft: str, start: int, end: int, _country: str, _channel: str) -> Edit | None:
    before = draft[max(0, start - 14) : start]
    return Edit(start, end, "a town nearby") if _PLACE_BEFORE.search(before) else None


def _affiliation(draft: str, start: int, end: int, _country: str, _channel: str) -> Edit | None:
    form, before = draft[start:end], draft[max(0, start - 14) : start]
    for kind, words in _KINDS:
        if re.search(rf"\b(?:{words})\b", form, re.IGNORECASE):
            the = _THE_BEFORE.search(before)
            return _begun(draft, start - len(the.group()) if the else start, end, f"a local {kind}")
    return None


def _cut(draft: str, start: int, end: int, _country: str, _channel: str) -> Edit | None:
    """Return the cut of some words, with the brackets or the word that leads on to them."""
    if draft[start - 1 : start] == "(" and draft[end : end + 1] == ")":
        start, end = start - 1, end + 1
    lead = _LEADS_ON.search(draft[max(0, start - 12) : start])
    return Edit(start - len(lead.group()) if lead else start, end, "")


def _status(draft: str, _start: int, _end: int, _country: str, channel: str) -> Edit | None:
    return Edit(0, len(draft), NEUTRAL + "\n") if channel == "review_reply" else None


def _crisis(draft: str, _start: int, _end: int, country: str, _channel: str) -> Edit | None:
    where = COUNTRIES.get(country, country)
    try:
        words = f"If you are in {where} and thinking about suicide, {line_for(country).words()}. "
    except OutreachError:
        return None
    with suppress(OutreachError):  # of some countries no number for an emergency is held
        words += f"If life is in danger now, {line_for(country, 'emergency').words()}. "
    words += "Support helps."
    return _appended(draft, words)


def _disclaimer(draft: str, _start: int, _end: int, _country: str, _channel: str) -> Edit | None:
    return _appended(draft, GENERAL)


def _appended(draft: str, words: str) -> Edit:
    kept = len(draft.rstrip())
    return Edit(kept, len(draft), f"{chr(10) * 2 if kept else ''}{words}\n")


_EDITS: dict[str, Callable[[str, int, int, str, str], Edit | None]] = {
    "AGE": _age,
    "DATE": _date,
    "SESSION_TIME": _time,
    "PLACE": _place,
    "AFFILIATION": _affiliation,
    "PHONE": _cut,
    "EMAIL": _cut,
    "ONLINE_ID": _cut,
    "ID_NUMBER": _cut,
    "ADDRESS": _cut,
    "CLIENT_STATUS": _status,
    "MISSING_CRISIS": _crisis,
    "MISSING_DISCLAIMER": _disclaimer,
}
