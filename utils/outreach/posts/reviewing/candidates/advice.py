"""A diagnosis or a direction to one person, and medication or diagnosis told to any reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_SIGNS: dict[str, re.Pattern[str]] = {
    "sends to a professional": re.compile(
        r"\b(?:prescriber|pharmacist|who\s+prescribes|whoever\s+prescribes|your\s+(?:own\s+)?(?:doctor|gp|midwife|physician|therapist|pediatrician|provider|clinician|team|psychiatrist)|a\s+(?:doctor|professional|therapist|clinician|gp)|someone\s+(?:who|trained|qualified)|988|911|999|112|emergency|crisis|hotline|helpline|urgent)\b",
        re.IGNORECASE,
    ),
    "takes it back": re.compile(
        r"\b(?:can'?t|cannot|could|may|might|doesn'?t|don'?t|does\s+not|do\s+not|isn'?t|not|never|nobody|no\s+one|without|whether|assess\w*|evaluat\w*|wonder\w*|sometimes|some|not\s+all|only\s+a|or\s+not|perhaps|maybe|many|most\s+people|often|general\w*)\b",
        re.IGNORECASE,
    ),
    "not before": re.compile(r"\b(?:don'?t|do\s+not|never|not|without|n't|avoid|before)\b[^.!?]{0,40}$", re.IGNORECASE),
    "studied": re.compile(
        r"\b(?:stud(?:y|ies)|trials?|research\w*|evidence|paper|guidelines?|participants)\b", re.IGNORECASE
    ),
    "of the author": re.compile(r"\b(?:i|we|my)\b[^.!?]{0,30}$", re.IGNORECASE),
    "of others": re.compile(
        r"\b(?:he|she|they|people|clients|patients|who|some|many|him|her)\b[^.!?]{0,20}$", re.IGNORECASE
    ),
    "you": re.compile(r"\b(?:you|your|yours|u|ur)\b", re.IGNORECASE),
    "plain order": re.compile(
        r"(?:^|[.!?:;,\n\"*•-]\s*|\b(?:and|so|then|but|please|just|should|must|honestly|definitely|to)\s+)$",
        re.IGNORECASE,
    ),
    "asks": re.compile(r"\?\s*\"?$"),
}
NEAR = 80
"""Signs before a direction in which a word stands that turns it round."""


def advice(case: Case) -> Iterator[Candidate]:
    """Find diagnoses and directions, with signs of whether they are meant for one person."""
    addressed = case.addressed or "nobody in particular"
    starts, ends = case.reading.starts, case.reading.ends
    told = {fit.name for fit in case.fits["advice"]} & {"medication", "diagnosis", "sign means diagnosis"}
    for fit in case.fits["advice"]:
        if fit.end <= fit.start or (
            fit.name in {"direction", "diagnosis", "order"} and addressed == "nobody in particular"
        ):
            continue
        start, end = starts[fit.start], ends[fit.end - 1]
        first, last = case.bounds(case.reading.sentence[fit.start])
        signs = [
            fit.name,
            addressed,
            *_signs(case, start, first, last),
            *(["quoted"] if case.reading.quoted[fit.start] else []),
        ]
        if fit.name in {"direction", "order"}:
            signs += [f"beside a {name}" for name in sorted(told)]
        if (
            fit.name == "sign means diagnosis"
            and fit.start == fit.begin
            and fit.start
            and case.text[starts[fit.start] - 2 : starts[fit.start]].strip() == "?"
        ):
            signs.append("answers a question")
        yield Candidate(start, end, "ADVICE", "high", frozenset((*signs, f"{fit.name} & {addressed}")))


def _signs(case: Case, start: int, first: int, last: int) -> Iterator[str]:
    left = case.text[max(first, start - NEAR) : start]
    if start - first > NEAR:
        left = f"x{left}"  # so that it does not begin as a sentence does
    for name, pattern in _SIGNS.items():
        here = left if name in {"not before", "of the author", "of others", "plain order"} else case.text[first:last]
        if pattern.search(here):
            yield name
