"""Words to one person, in public, that say that they are, were or never were a client, or recall their care."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Candidate, Case

_NEUTRAL: dict[str, re.Pattern[str]] = {
    "neither confirms nor denies": re.compile(
        r"\b(?:confirm|deny|acknowledge|disclose|say|discuss|comment|respond|reply|answer|know)\b[^.!?]{0,40}\b(?:who|whether|anyone|anybody|any|if|who's|somebody|someone|details|specifics|individual|content)\b|\b(?:can'?t|cannot|never|don'?t|unable|won'?t|not able|not|isn'?t|neither)\b[^.!?]{0,30}\b(?:confirm|deny|say|discuss|acknowledge|comment|respond|reply|share|answer)\b",
        re.IGNORECASE,
    ),
    "privacy": re.compile(
        r"\b(?:privacy|confidential\w*|hipaa|law|laws|rules?|ethics|policy|policies|code)\b", re.IGNORECASE
    ),
    "in general": re.compile(
        r"\b(?:anyone|anybody|everyone|general\w*|any\s+(?:client|patient|person|review|reviewer)|a\s+(?:client|patient|person|family)|if\s+you|people\s+who|those\s+who|whoever|all\s+(?:reviews|feedback|visitors))\b",
        re.IGNORECASE,
    ),
    "asks to call": re.compile(
        r"\b(?:call|email|e-mail|phone|contact|reach|write|office|manager|director|front\s+desk|ask\s+for|welcome\s+to|line)\b",
        re.IGNORECASE,
    ),
    "thanks for words": re.compile(
        r"\b(?:thank|thanks|appreciate|grateful)\b[^.!?]{0,40}\b(?:feedback|review|words|time|sharing|writing|stars|letting|posting|taking|note|message|honesty)\b",
        re.IGNORECASE,
    ),
    "negated": re.compile(r"n't\b|\bnot\b|\bnever\b|\bno\b|\bcannot\b|\bnor\b", re.IGNORECASE),
    "conditional": re.compile(r"\b(?:if|should|would|could|may|might|can)\b", re.IGNORECASE),
    "care": re.compile(
        r"\b(?:sessions?|appointments?|therap\w+|treatment|counsel\w+|intake|visits?|medication|meds|diagnos\w+|discharg\w+|chart|records?|file|prescri\w+|couch|homework|progress|caseload|eval\w*|refill|dose|copay|invoice|balance|insurance|claim|no-show\w*|cancel\w*)\b",
        re.IGNORECASE,
    ),
    "never a client": re.compile(
        r"\b(?:never|not|no\s+record|n't)\b[^.!?]{0,40}\b(?:client|patient|member|seen|treated|met|programs?|clinic|practice|record|here|with\s+us)\b",
        re.IGNORECASE,
    ),
    "time": re.compile(
        r"\b(?:year|month|week|spring|winter|summer|fall|last|first|time|since|when|after)\b", re.IGNORECASE
    ),
    "sorry": re.compile(
        r"\bsorry\s+(?:that\s+|to\s+hear\s+|if\s+|for\s+)?(?:you|this|the|your|we)\s+(?:\w+\s+){0,2}?(?:feel|felt|had|were|have|didn't|weren't|disappointed|frustrat\w+|experience|wait|upset)\b",
        re.IGNORECASE,
    ),
    "asks": re.compile(r"\?", re.IGNORECASE),
}


def statuses(case: Case) -> Iterator[Candidate]:
    """Find words to one person that may recall their care; whether the draft speaks to one person is a sign of each."""
    reading = case.reading
    addressed = case.addressed
    if not addressed:
        return
    known: dict[int, list[str]] = {}
    for fit in case.fits["status"]:
        number = reading.sentence[fit.start]
        if number not in known:
            start, end = case.bounds(number)
            known[number] = [name for name, pattern in _NEUTRAL.items() if pattern.search(case.text, start, end)]
        end = case.end_of(fit.start, fit.end)
        yield case.candidate(
            fit.start, end, "CLIENT_STATUS", "high", fit.name, addressed, *(f"says {name}" for name in known[number])
        )
