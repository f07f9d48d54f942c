"""Numbers that stand for one person: of a record, an insurance, an account, a case, a passport, a plate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_SSN = re.compile(r"(?<![\w-])\d{3}[- ]\d{2}[- ]\d{4}(?![\w-])")
_MASKED = re.compile(r"(?<!\w)[xX*•#]{2,}(?:[- ]?[xX*•#]{2,})*[- ]?\d{3,4}(?!\w)")
_CUES = (
    r"ssn|social(?: security)?(?: number)?|mrn|medical record|chart|member(?:ship)?(?: id)?|subscriber|policy|group id|claim|case|docket|cause|file|invoice|inv|account|acct|passport|visa|plates?|tags?|"
    r"reg(?:istration|o)?|licen[cs]e|permit|vin|serial|device|pump|pacemaker|imei|nhs(?: number| no)?|medicare|medicaid|health card|insurance(?: id)?|badge|student(?: id)?|inmate|booking|reference|ref|"
    r"id|uci|a-number|alien|tax|ni number|national insurance|tfn|irn|hcn|ohip|crn|ndis|nhi|pps|ppsn|dl|prescription|rx|auth(?:orization)?|beneficiary|employee(?: id)?|hull|husky id|docket no|complaint|warrant|parole|doc|tracking|model|unit|probation|ein|dob"
)
_FILLER = r"(?:(?:no|number|num|nr|id|code|ending|ends|in|with|is|was|of|reads?|last|four|digits?|the|on|for|says?|that|a|it|and|your|his|her|their|this|card|starts?|our)\b\.?\s*|[#:=,(\"'-]\s*)"
_CODE = r"(?:[A-Z]{1,5}[ -]?)?\d[\dA-Z]*(?:[-/. ]?[\dA-Z]*\d[\dA-Z]*)*(?:[ -][A-Z]{1,4}(?![a-z]))?|(?:[A-Z]{1,5}[ -]){1,3}\d[\dA-Z-]*(?:[ -][A-Z]{1,3}(?![a-z]))?|[A-Z\d]{2,4}[ -][A-Z\d]{2,5}(?=.{0,4}\b)"
_CUED = re.compile(rf"\b(?=\w)(?P<cue>(?i:{_CUES}))\b\.?\s*(?i:{_FILLER}){{0,6}}(?P<code>{_CODE})(?![\w])")
_LAST = re.compile(
    r"\b(?:last (?:four|4|three|3|five|5|six|6)(?: digits)?(?: (?:of|on|are|is|were|was|her|his|their|the|social|ssn|card))*|ending(?: in| with)?|ends (?:in|with)|ends)\W{0,3}(?P<code>\d{3,6})\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:\b(?:number|no\.|nr\.)\s*(?:is|was|:)?\s*\"?|#\s?)(?P<code>(?:[A-Z]{1,4}[- ]?)?\d[\dA-Z]*(?:[-/ ]\d[\dA-Z]*)*)\b"
)
_SHAPED = re.compile(
    r"(?<![\w$£€.,/@#&-])(?P<code>(?=[A-Z\d/-]*\d[A-Z\d/-]*\d)(?=[A-Z\d/-]*[A-Z/-])[A-Z\d]{1,10}(?:[-/][A-Z\d]{1,12}){0,5}|[A-Z]{2,3}\s\d{3,6}(?:\s[A-Z]{1,2})?|\d{4}\s\d{3}\s\d{3,4}|\d{4}\s\d{3,4}\s[*xX•]{2,4})(?![\w/@%-])"
)
_NO_CODE = re.compile(
    r"\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?|(?:19|20)\d\d[/-](?:(?:19|20)?\d\d(?:[/-]\d{1,2})?)|\d{1,4}[/-]\d{1,4}|\d{3}-\d{3,4}(?:-\d{4})?|\d{1,2}(?:AM|PM)|[A-Z]{1,2}\d[A-Z\d]?|(?:COVID|PHQ|GAD|DSM|ICD|SB|HB|HR|US|I|RT|TV|HWY|B|MP|PG|K|CE)[ -]?\d{1,4}"
)
_OWN = re.compile(
    r"\b(?:my|our)\s+(?:\w+\s+){0,3}(?:licen[cs]e|registration|npi|provider|membership|abn|number)|\b(?:lic|npi|abn|provider|course|approval|ace|acep|nbcc|isbn|issn|pmid|doi|rev|edition|chapter|section|page|"
    r"vol|volume|suite|ste|room|rm|floor|apt|cohort|episode|module|week|day|step|session|grade|group|part|highway|hwy|route|bus|flight|version|level|class|table|figure|grant|charity|company|registered)\W*(?:(?:no|number|#)\W*)?$",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\b(?:lcsw|licsw|lmft|lpc|lpcc|lmhc|lcmhc|psyd?|psy|mft|rn|np|md|mbacp|hcpc|ahpra|lp|lisw|ladc|cadc|lac|lcpc|lcdc|pmhnp|r\.?psych|bacp)\b[\s#.:no]*$",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"\b(?:phone|call|text|cell|hotline|helpline|line)\b", re.IGNORECASE)
FEWEST_FIGURES = 3
BEFORE, AFTER = 60, 30


def id_numbers(case: Case) -> Iterator[Candidate]:
    """Find numbers and codes that a word before them says to be those of a record, a claim, a plate and the like."""
    text = case.text
    if not case.has_figures:
        return
    windows = case.windows(
        (
            token
            for token in case.numbers
            if case.reading.words[token][-1].isdigit() or case.reading.words[token][0].isdigit()
        ),
        BEFORE,
        AFTER,
    )
    for pattern, sign in ((_SSN, "ssn"), (_MASKED, "masked")):
        for found in case.found_in(pattern, windows):
            yield case.spanning(found, "ID_NUMBER", "high", sign)
    for pattern, sign in ((_LAST, "last figures"), (_CUED, "cued"), (_NUMBERED, "numbered")):
        for found in case.found_in(pattern, windows):
            start, end = found.span("code")
            if _is_one(text, start, text[start:end]) and not (
                sign == "cued" and _SPOKEN.search(text[found.start() : start])
            ):
                cue = [f"cue {found.group('cue').lower()}"] if sign == "cued" else []
                yield Candidate(start, end, "ID_NUMBER", "high", frozenset((sign, *cue)))
    for found in case.found_in(_SHAPED, windows):
        start, end = found.span("code")
        code = text[start:end]
        if not _NO_CODE.fullmatch(code) and _is_one(text, start, code):
            yield Candidate(
                start,
                end,
                "ID_NUMBER",
                "high",
                frozenset(("shaped", "with letters" if re.search(r"[A-Z]", code) else "figures only")),
            )


def _is_one(text: str, start: int, code: str) -> bool:
    figures = sum(sign.isdigit() for sign in code)
    before = text[max(0, start - 45) : start]
    if figures < FEWEST_FIGURES or _OWN.search(before) or _LICENCE.search(before):
        return False
    return not code.isdigit() or not 1900 <= int(code[:9]) <= 2099 or "ending" in before or "four" in before  # noqa: PLR2004 - a year
