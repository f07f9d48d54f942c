"""Exact ages and years of birth."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: number for number, word in enumerate((*_ONES, *_TEENS), 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_VALUES |= {"hundred": 100, "hundredth": 100, "thirteenth": 13, "sixteenth": 16, "eighteenth": 18, "twenty-first": 21}
_VALUES |= {f"{word.removesuffix('y')}ieth": 10 * number for number, word in enumerate(_TENS, 2)}
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)})(?![\w-]*st\b))?|{'|'.join(_TEENS)}|{'|'.join(_ONES)}|(?:a|one)\s+hundred(?:\s+and\s+(?:{'|'.join(_ONES)}))?)"
_NUMBER = re.compile(rf"(?:\d{{1,3}}(?:\.5|½)?|{_WORD})(?:(?![\w/])|(?=y/?o\b|y\.o\b|yrs?\b))", re.IGNORECASE)
_ONLY = r"(?:\s+(?:only|just|barely|nearly|almost|now|about|still|maybe|all\s+of|not\s+yet|not\s+even|then|already|over))?\s+$"
_STOP = r"\s*(?:[.,;:!?)\n\u2013—\"]|-\s|$|and\b|when\b|years?\s+old|then\b|now\b|at\b|years\s+of\s+age|but\b|with\b|the\b|that\b|this\b|before\b|in\b|last\b|on\b|today\b|tomorrow\b|next\b|or\s+so|going\s+on|by\b|as\b|because\b|though\b|since\b|if\b|yet\b|years\b)"
_PERSON = r"(?:mother|father|mom|mum|dad|son|daughter|wife|husband|sister|brother|boy|girl|child|man|woman|client|baby|kid|patient|grandson|granddaughter|nephew|niece|partner)"

# What stands before a number, and what comes after it, where the number is an age; the first that fits counts.
_FORMS: dict[str, tuple[str, str]] = {
    "compound": (
        r"",
        r"(?:[\s-]+and[\s-]+a[\s-]+half)?[\s-]+(?:year|month|week|day|yr)s?[\s-]+olds?\b|[\s-]?(?:y/?o\b|y\.o\.|yo\b|yr\.?\s?old\b|yrs?\s+old\b)(?:/?\s?[fFmM]\b)?|\s?[MF]\b(?=[\s,.)])",
    ),
    "years old": (r"", r"\s+years\s+(?:old|young|of\s+age)\b"),
    "aged": (
        r"\b(?:aged?|age\s+of|age:|ages)\s+$",
        r"(?!\s*(?:to|-|\u2013|and\s+(?:up|over|older|under)|\+|or\s+(?:over|older|under)))",
    ),
    "turned": (
        r"\b(?:turn(?:ed|s|ing)?|hit|hits|pushing|rising|nearing|going\s+on)\s+$",
        r"(?!\s*(?:of|into|down|percent|%|minutes|hours|days|pages|people|off|up|heads|times|clinicians|therapists|years\s+in|pounds|miles|weeks|months|dollars|sessions))",
    ),
    "of so many": (
        rf"\b(?:[Ll]ad|[Ll]ass|lady|fella|fellow|guy|widow|widower|teen|student|nurse|teacher|grandmother|grandfather|{_PERSON[3:-1]})\s+of\s+$",
        r"",
    ),
    "said of one": (
        rf"(?:\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]ho|HE|SHE)|[a-z]'s\s+\w+|\b(?:[Hh]is|[Hh]er|[Tt]he|[Mm]y|[Oo]ur|[Tt]heir|[Aa])\s+(?:\w+\s+)?{_PERSON}|(?:^|\W)[A-Z][\w'-]+)(?:'s|'re|'d\s+(?:be|have\s+been|just\s+turned)|'ll\s+be|\s+(?:is|was|are|were|would\s+be|would\s+have\s+been|will\s+be|had\s+been|had\s+just\s+been)){_ONLY}",
        r"",
    ),
    "verb": (rf"(?:\b(?:is|was|are|were|am|be|been|being)|'s|'re|n't){_ONLY}", _STOP),
    "apposed": (
        r"(?:,\s|\(|:\s|—\s?|\u2013\s|\s-\s|\band\s|;\s|/\s?)$",
        r"\s*(?:,|\)|;|\.(?:\s|$)|\n|—|\u2013|\s-\s|!|\?|$|:)|\s+and\s+\w+\s*[,.)]|\s+(?:since|last|on|next|this|in)\s+(?:the\s+)?(?:\d|[A-Z]|week|month|year|spring|summer|fall|winter|autumn)",
    ),
    "lead": (r"(?:^|[.!?:]\"?\s|\n|\")$", r"\s*[.,]\s|\s+and\s+|\s+(?:last|on|this|in|since|today|yesterday)\b"),
    "all so many years": (r"\b(?:all|in|of)\s+(?:his|her|their)\s+$", r"\s+years\b"),
    "on this earth": (r"", r"\s+years\s+on\s+(?:this|the)\s+(?:earth|planet|ground)"),
    "both": (r"\b[Bb]oth\s+$", _STOP),
    "named number": (
        r"\b(?:an?|the|our|my|his|her|one|this|that)\s+(?:\w+\s+)?$",
        r"\s+(?:male|female|woman|man|boy|girl)\b",
    ),
    "at": (
        r"\b(?:at|since|by|until|before|from)\s+(?:only\s+|just\s+|barely\s+|age\s+)?$",
        r"\s*[,.;!?)\n]|\s+(?:he|she|they|with|years|and|after|when|to|could\w*|would\w*|had|was|is|can|in)\b",
    ),
}
_FORM = {kind: (re.compile(before), re.compile(after)) for kind, (before, after) in _FORMS.items()}
_WITH_BOTH = frozenset(("turned", "aged"))
"""Where the word before the number belongs to the age, as in "turned 60"."""

_NTHS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_BIRTHDAY = re.compile(
    rf"\b(?:\d{{1,3}}(?:st|nd|rd|th)|(?:{'|'.join(_TENS)})-(?:{_NTHS})|{_NTHS}|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|hundredth)\s+birthday",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b[Bb]orn\s+(?:(?:in|on)\s+)?(?:[A-Z][a-z]+\s+(?:\d{1,2},?\s+)?)?(?:(?:19|20)\d\d|'\d\d)\b|\b(?:19|20)\d\d(?=\s?[-\u2013—]\s?(?:19|20)\d\d)|\b(?:DOB|d\.o\.b\.|birth\s+year|year\s+of\s+birth)\W{0,3}(?:19|20)\d\d\b|\bclass\s+of\s+(?:19|20)\d\d\b"
)
_RANGE_AFTER = re.compile(
    r"\s*(?:to|-|\u2013|—|through|or)\s*\d|\s*(?:and|or)\s+(?:up|over|older|under|younger)\b|\s*\+|\s*%|\s*:\d|\s*/\d",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(
    r"\d\s*(?:-|\u2013|to|and|through)\s*$|\b(?:over|under|ages|between)\s+$|[$£€#]\s?$|\d[:.]$", re.IGNORECASE
)
_NO_AGE = re.compile(
    r"\s*(?:minutes?|hours?|days?|weeks?|months?|[ap]\.?m\b|o'clock|percent|dollars?|people|sessions?|miles|pounds|lbs|kg|feet|foot|times|calls|spots|of\s+(?:us|them|you|my|our|the|those|these)|years\s+(?:in|of\s+(?!age)|as|ago|since|later|sober|clean|without|now|and)|inches|degrees|grams|mg|blocks|kids|children|siblings|sisters|brothers)\b",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"\b(?:room|page|chapter|step|number|no|week|day|grade|session|cohort|item|question|rule|tip|part|suite|unit|highway|route|part|module|episode|point|level|phase|stage|figure|channel|at|until|till|by|from|before|after|around|to|past)\.?\s+$",
    re.IGNORECASE,
)
_LOOSE = frozenset(("verb", "said of one", "apposed", "lead", "at"))
"""Forms that say nothing of age by themselves."""

BEFORE, AFTER = 40, 40
"""Signs around a number in which it shows whether it is an age."""

OLDEST = 112
VERY_OLD = 90
"""Ages of 90 and over are identifiers by themselves (HIPAA Safe Harbor, 45 CFR 164.514(b)(2)(i)(C))."""

SMALL, TINY = 13, 4
"""Below these, numbers are less and less likely to be ages."""


def ages(case: Case) -> Iterator[Candidate]:
    """Find exact ages; whose they are is weighed, and how grave they are follows from what else is found."""
    text, reading = case.text, case.reading
    last = 0
    for token in case.numbers:
        start = reading.starts[token]
        found = _NUMBER.match(text, start) if start >= last else None
        if found is not None:
            last = found.end()
            yield from _aged(case, found)
    if "irthday" in text:
        for found in _BIRTHDAY.finditer(text):
            number = value_of(found.group())
            yield _age(found.start(), found.end(), "birthday", found.group(), number or 1)
    if case.has_figures:
        for found in _BORN.finditer(text):
            yield _age(found.start(), found.end(), "born", found.group(), SMALL)


def _aged(case: Case, found: re.Match[str]) -> Iterator[Candidate]:
    """Find the forms of an age that a number stands in."""
    text, (start, end), number = case.text, found.span(), value_of(found.group())
    if number is None or not 0 < number <= OLDEST:
        return
    before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
    if _RANGE_BEFORE.search(before):
        return
    is_range = _RANGE_AFTER.match(after) is not None
    loose = not (_NO_AGE.match(after) or is_range)
    labelled = _LABEL_BEFORE.search(before) is not None
    for kind, (left, right) in _FORM.items():
        if kind != "compound" and is_range:
            break
        if kind in _LOOSE and (not loose or (labelled and kind != "at")):
            continue
        behind = right.match(after)
        ahead = left.search(before) if behind else None
        if behind and ahead:
            first = start - len(before) + ahead.start() if kind in _WITH_BOTH else start
            stop = end + behind.end() if kind in {"compound", "years old"} else end
            yield _age(first, stop, kind, text[start:stop], number)
            return


def _age(start: int, end: int, kind: str, form: str, number: float) -> Candidate:
    signs = [kind]
    if number < TINY:
        signs.append("tiny")
    elif number < SMALL:
        signs.append("small")
    if form[:1].isdigit():
        signs.append("in figures")
    if form.lower().endswith("olds"):
        signs.append("several")
    return Candidate(start, end, "AGE", "high" if number >= VERY_OLD else "low", frozenset(signs))


def value_of(form: str) -> float | None:
    """Return the number that an age is written with; None where there is none."""
    figures = re.search(r"\d+", form)
    if figures:
        return float(figures.group())
    values = [_VALUES[word] for word in re.findall(r"[a-z]+", form.lower()) if word in _VALUES]
    return float(sum(values[:2])) if values else None
