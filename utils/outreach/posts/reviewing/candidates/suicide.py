"""Words about suicide that guides on safe messaging advise against, and details of a death or an attempt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.candidates.labels_for_people import mention_signs
from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_SUICIDE = re.compile(
    r"\b(?=\w)(?:suicid\w*|kill(?:ed|ing|s)?\s+(?:himself|herself|themsel\w+|myself|yourself|yourselves|itself|oneself)|self[- ]?harm\w*|self[- ]?injur\w*|(?:take|took|taken|taking|takes)\s+(?:his|her|their|your|my|one'?s|\w+'s)\s+(?:own\s+)?li(?:fe|ves)|"
    r"end(?:ed|ing|s)?\s+(?:his|her|their|my|your|one'?s)\s+(?:own\s+)?(?:life|lives)|end(?:ed|ing)?\s+it\s+all|end(?:ing)?\s+it\b|(?:want|wants|wanted|wanting|ready|wish\w*|hoping|hope[ds]?|prayed|pray)\s+to\s+die|wish\w*\s+(?:(?:he|she|they|i|you|we)\s+)?(?:was|were|to\s+be)?\s*(?:dead|gone|not\s+wak\w+|wouldn'?t\s+wake|hadn'?t\s+woken|never\s+(?:been\s+born|woken|wake))|"
    r"(?:not|n'?t)\s+(?:want(?:ing|ed)?\s+to\s+|to\s+)?(?:wak(?:e|ing)\s+up|be\s+here|be(?:ing)?\s+alive|exist(?:ing)?|live\s+any\s?more|go\s+on\s+living)|(?:better\s+off|do\s+better|be\s+better|happier|easier)\s+(?:dead|without\s+(?:me|him|her|them|us))|no\s+(?:reason|point)\s+(?:to|in)\s+(?:liv\w+|go(?:ing)?\s+on)|(?:hanged|hung|shot)\s+(?:himself|herself|themsel\w+|myself)|"
    r"cut(?:s|ting)?\s+(?:herself|himself|themsel\w+|yourself|myself|(?:his|her|their)\s+(?:arms?|wrists?|legs?|thighs?))|(?:hurt|harm|injur|burn)(?:s|ing|e|ed)?\s+(?:herself|himself|themsel\w+|yourself|myself|oneself)|by\s+(?:his|her|their)\s+own\s+hand|(?:thoughts?|think\w*|talk\w*|dream\w*)\s+(?:of|about)\s+(?:dying|death|ending|being\s+dead|not\s+being)|die\s+in\s+(?:my|his|her|their)\s+sleep|"
    r"go\s+to\s+(?:sleep|bed)\s+and\s+(?:not|never)|never\s+wak\w+\s+up|stop\s+existing|disappear\s+forever|unalive\w*|off\s+(?:himself|herself|themselves|myself)|(?:last|his|her|their|a)\s+(?:\w+\s+)?attempt\b(?!\s+(?:at|to|on))|attempted\b(?=\s+(?:last|twice|once|in|on|again|at))|survived\s+an\s+attempt|failed\s+attempt|tried\s+to\s+die)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(
    r"\b(?=\w)(?:suicid\w*|hanged|hung|shot|kill\w*|took\s+(?:his|her|their)|ended|we\s+lost|lost\s+(?:him|her|them|another)|died|dead|death|buried|funeral|overdos\w*|did\s+it|done\s+it|passed|jump\w*|attempt\w*|found|gone|wake|memorial|slit|slashed|wrists?|coroner|widow\w*|note)\b",
    re.IGNORECASE,
)


_MEANS = re.compile(
    r"\b(?=\w)(?:hang(?:ed|ing)|noose|overdos\w+|wrists?|own\s+(?:service\s+|hunting\s+)?(?:pistol|gun|rifle|shotgun|rope|weapon|belt|revolver)|(?:\w+'s|hunting|service)\s+(?:own\s+)?(?:hunting\s+|service\s+)?(?:pistol|gun|rifle|shotgun|revolver|weapon)|on\s?to\s+the\s+(?:tracks?|line|railway|motorway)|in\s+front\s+of\s+(?:it|a|the)\b|into\s+the\s+[A-Z]\w+|swallowed|pentobarbital|out\s+past\s+the|in\s+off\s+the|(?:\w+'s)\s+(?:tablets|pills|insulin|morphine|digoxin)|(?:out\s+of|free\s+of)\s+(?:pain|it)\s+now|found\s+the\s+only|did\s+it\s+(?:in|with|at|off|from)|jumped|went\s+off|(?:his|her|their|the)\s+(?:last\s+)?note\b|attempt(?:ed|s)?)\b",
    re.IGNORECASE,
)
"""Words that speak of a death by one's own hand where nothing names it."""

FEWEST_NOTE_WORDS = 4
"""That there was a note may be said; what stood in it may not."""

_NOTE = re.compile(
    r'\b(?:note|letter|message|text|voicemail|journal|post|wrote|written|dash|read|said|says|left)\b[^".!?\n]{0,40}"([^"\n]{4,200})"',
    re.IGNORECASE,
)


def speaks_of_suicide(case: Case, text: str | None = None) -> bool:
    """Tell whether a draft speaks of suicide, of suicidal thoughts or of self-harm, in any words.

    ``text`` is what of the draft is looked at, where that is not all of it.
    """
    return "death_word" in case.classes and _SUICIDE.search(case.text if text is None else text) is not None


def wordings(case: Case) -> Iterator[Candidate]:
    """Find discouraged words about suicide."""
    reading = case.reading
    fits = case.fits["wording"]
    is_topic = bool(fits) and speaks_of_suicide(case)
    for fit in fits:
        words = reading.words[fit.start : fit.end]
        named = any(word.startswith("suicid") for word in words)
        if not (named or is_topic) or (fit.name == "success" and words[0].startswith("complet") and not named):
            continue
        end = fit.end
        while end > fit.start + 1 and not reading.is_word(end - 1):
            end -= 1
        yield case.candidate(
            fit.start,
            end,
            "SUICIDE_WORDING",
            "medium",
            fit.name,
            *(["named"] if named else []),
            *mention_signs(case, fit.start, end),
        )


def suicide_details(case: Case) -> Iterator[Candidate]:
    """Find means, places, notes and words of relief, where the draft speaks of a death or an attempt."""
    reading, text = case.reading, case.text
    if "death_word" not in case.classes or not (case.fits["suicide"] or '"' in text) or not _DEATH.search(text):
        return
    count = len(reading.sentences)
    spoken = [_SUICIDE.search(text, *case.bounds(number)) is not None for number in range(count)]
    deaths = [_DEATH.search(text, *case.bounds(number)) is not None for number in range(count)]
    for fit in case.fits["suicide"]:
        number = reading.sentence[fit.start]
        near = range(max(0, number - 2), min(count, number + 3))
        own_hand = any(
            word in {"himself", "herself", "themselves", "themself"} for word in reading.words[fit.start : fit.end]
        )
        if not any(deaths[place] for place in near) or not (any(spoken) or own_hand or _MEANS.search(text)):
            continue
        signs = [fit.name]
        signs += (
            ["of suicide in the sentence"]
            if spoken[number]
            else ["of suicide near by"]
            if any(spoken[place] for place in near)
            else ["of suicide"]
            if any(spoken)
            else []
        )
        signs += ["of death in the sentence"] if deaths[number] else []
        signs += ["by oneself"] if own_hand else []
        end = fit.end
        while end > fit.start + 1 and not reading.is_word(end - 1):
            end -= 1
        if fit.name == "note" and end - fit.start < FEWEST_NOTE_WORDS:
            continue
        yield case.candidate(fit.start, end, "SUICIDE_DETAIL", "high", *signs, *mention_signs(case, fit.start, end))
    for found in _NOTE.finditer(text) if any(spoken) or _MEANS.search(text) else ():
        number = case.sentence_at(found.start(1))
        if any(deaths[place] for place in range(max(0, number - 2), min(count, number + 3))):
            start, end = found.span(1)
            while end > start + 1 and text[end - 1] in ".,!?":
                end -= 1
            yield Candidate(
                start,
                end,
                "SUICIDE_DETAIL",
                "high",
                frozenset(("note", "word for word", *(["of suicide in the sentence"] if spoken[number] else []))),
            )
