"""Words that label people by a diagnosis or degrade them. Whether they are used or spoken of is weighed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Candidate, Case

_MENTION: dict[str, re.Pattern[str]] = {
    "a word is spoken of": re.compile(
        r"\b(?:words?|terms?|phrases?|labels?|language|noun|verbs?|headlines?|wording|vocabulary|slurs?|jokes?|adjectives?|expression|synonym|glossary|person-first|shorthand|spelling|meme|mug|t-shirt|stickers?)\b",
        re.IGNORECASE,
    ),
    "instead of": re.compile(
        r"\b(?:instead\s+of|rather\s+than|retir\w+|avoid\w*|swap\w*|replac\w+|stop\w*\s+(?:saying|calling|using|writing)|don'?t\s+(?:say|use|write|call)|never\s+(?:say|use|write|call)|drop\w*\s+the|skip|no\s+longer|delet\w+|cross\w*\s+out|ban\w*|wince\w*|cut\s+the|outdated|old-fashioned|knock\s+it\s+off|quit\s+(?:calling|saying|using|with)|wish\s+(?:we|people|they)|please\s+don'?t)\b",
        re.IGNORECASE,
    ),
    "somebody says": re.compile(
        r"\b(?:call(?:ed|s|ing)?|say(?:s|ing)?|said|wrote|write[s]?|written|read|reads|heard|label\w*|named|spoke|speaks?|describ\w+|refer\w*|quot\w+|comment\w*|title[d]?|asked|told|yell\w*|mutter\w*)\b",
        re.IGNORECASE,
    ),
    "a body or a work": re.compile(
        r"\b(?:anonymous|administration|act\s+of|services\s+administration|book|novel|memoir|film|movie|song|band|series|show|podcast|magazine|journal|treatment\s+act|asylum\s+(?:hill|road|street))\b",
        re.IGNORECASE,
    ),
    "is no": re.compile(
        r"\b(?:nobody|no\s+one|isn'?t|aren'?t|wasn'?t|not|never|nor|there'?s\s+no|no\s+such)\b", re.IGNORECASE
    ),
    "I myself": re.compile(
        r"\b(?:i'?m|i\s+am|as|i\s+was|i'?ve\s+been|myself|i\s+got|i\s+stayed|i\s+have\s+been|me)\s+(?:an?\s+|the\s+)?(?:\w+\s+){0,2}$",
        re.IGNORECASE,
    ),
}
_THINGS_AFTER = re.compile(
    r"\W*(?:about|week|day|days|weeks|month|year|busy|schedule|traffic|amount|hours|long|deadline|times|world|things|idea|story|good|how|expensive|fun|morning|night|stuff|pace|heat|hot|cold|ride|thing|number|prices|rain|wind|beautiful|that|love|proud|drink|beverage|cider|beer|wine|hepatitis|life|busy|eating|slate|house|kitchen|energy|air|water|hands|copy|break|bill|room|desk|dishes|sheets|up\b|in\s+love|amounts?|weather|season|rush|commute|line|lines)\b",
    re.IGNORECASE,
)


_OF_CARE = frozenset(
    "i ii 1 2 disorder depression personality treatment medication therapy diagnosis symptoms clinic specialist group program research study screening spectrum assessment".split()
)


def labels_for_people(case: Case) -> Iterator[Candidate]:
    """Find words that may label people, with signs of whether they are used or spoken of."""
    reading = case.reading
    for fit in case.fits["label"]:
        start, end = fit.start, fit.end
        while end > start + 1 and not reading.is_word(end - 1):
            end -= 1
        while (
            start < end - 1
            and reading.words[start]
            in {"a", "is", "'s", "are", "was", "were", "so", "very", "little", "bit", "my", "our", "your", "all"}
            and fit.name != "joke"
        ):
            start += 1
        signs = list(mention_signs(case, start, end))
        if fit.name == "joke" and reading.words[fit.end : fit.end + 1] and reading.words[fit.end] in _OF_CARE:
            continue
        if ("I myself" in signs and fit.name in {"label", "substance"}) or reading.words[fit.end : fit.end + 1] == [
            "anonymous"
        ]:
            continue  # people may call themselves what they like, and bodies have their names
        grave = fit.name in {"slur", "joke"}
        yield case.candidate(start, end, "STIGMA", "high" if grave else "medium", fit.name, *signs)


def mention_signs(case: Case, start: int, end: int) -> Iterator[str]:
    """Go through the signs that words are spoken of and not used, or that they mean a thing and no person."""
    reading, text = case.reading, case.text
    number = reading.sentence[start]
    begin, stop = case.bounds(number)
    for name, pattern in _MENTION.items():
        if name == "I myself":
            if pattern.search(text[max(begin, reading.starts[start] - 40) : reading.starts[start]]):
                yield name
        elif pattern.search(text, begin, stop):
            yield name
            if pattern.search(text, max(begin, reading.starts[start] - 45), reading.starts[start]):
                yield f"{name}, just before"
    if number and any(
        _MENTION[name].search(text, *case.bounds(number - 1)) for name in ("a word is spoken of", "instead of")
    ):
        yield "a word is spoken of before"
    if _THINGS_AFTER.match(text[reading.ends[end - 1] : reading.ends[end - 1] + 40]):
        yield "of a thing"
    yield from _look_signs(case, start, end)


def _look_signs(case: Case, start: int, end: int) -> Iterator[str]:
    """Go through the signs of quotation marks and capitals."""
    reading, number = case.reading, case.reading.sentence[start]
    quoted = reading.quoted[start]
    if quoted:
        size = sum(
            1
            for token in range(max(0, start - 30), min(len(reading), end + 30))
            if reading.quoted[token] == quoted and reading.is_word(token)
        )
        yield "quoted alone" if size <= end - start + 2 else "quoted in speech"
    if reading.capital[end - 1] and not reading.starts_sentence(start):
        yield "with a capital"
        beside = [
            token for token in (start - 1, end) if 0 <= token < len(reading) and reading.sentence[token] == number
        ]
        if any(reading.capital[token] and reading.words[token] != "i" for token in beside):
            yield "in a name"
