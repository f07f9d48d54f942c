"""What people in the area could recognise: a rare event, a mark of the body, something a client wrote or drew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case

_OF_SOMEBODY = ("disease", "syndrome", "palsy", "ataxia", "dystrophy", "chorea", "sarcoma", "tumor", "tumour")
_OF_SOMETHING = ("dystrophy", "leukodystrophy", "porphyria", "ataxia", "aplasia")
_BY_THEIR_NAMES = (
    "progeria",
    "locked-in syndrome",
    "motor neurone disease",
    "Huntington's",
    "fatal familial insomnia",
    "stiff-person syndrome",
    r"stiff\x20person syndrome",
    "prosopagnosia",
    "porphyria",
    "scleroderma",
    "myasthenia gravis",
    "cystinosis",
    "albinism",
    "situs inversus",
    "osteogenesis imperfecta",
    "epidermolysis bullosa",
    "narcolepsy with cataplexy",
    "brittle bones",
    "brittle bone",
    "cystic fibrosis",
    "hemophilia",
    "haemophilia",
)
_NAMES = "|".join(_BY_THEIR_NAMES).replace(" ", r"\s+")
_DISEASES = re.compile(
    rf"\b(?:[A-Z][\wé'-]+(?:[-\u2013][A-Z][\wé-]+)*(?:'s)?\s+(?:{'|'.join(_OF_SOMEBODY)})|[a-z]+(?:\s+[a-z]+)?\s+(?:{'|'.join(_OF_SOMETHING)})|{_NAMES}|[a-z]+osis\s+[a-z]+ans)\b"
)
_LAST_WORDS = frozenset(name.split()[-1] for name in (*_OF_SOMEBODY, *_OF_SOMETHING, *_BY_THEIR_NAMES)) | {"osis"}
"""The name of a disease holds one of these; where none of them stands, none needs to be looked for."""

_COMMON = re.compile(
    r"down'?s?\s+syndrome|imposter|impostor|stockholm|irritable|tourette|alzheimer|parkinson|asperger|crohn|lyme|cushing|graves|hashimoto|sjögren|empty\s+nest|white\s+coat|savior|restless|tall\s+poppy|heart\s+disease|celiac|coeliac",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?\n]")
_QUOTATION = re.compile(r'"([^"\n]{6,300})"')
_THING = re.compile(
    r"\b(?:voicemails?|texts?|texted|notes?|letters?|e-?mails?|emailed|journals?|diary|cards?|postcards?|poems?|dms?|post-its?|messages?|messaged|whiteboard|workbook|worksheet|lyrics|essay|napkin|page|line|entry|drawing|comic|printed|wrote|written|writes|scrawled|stitched|embroidered|caption|chalk|sent\s+me|left\s+me|handed\s+me|list|screenshot|"
    r"reads?|signed|carved|painted|tattooed|whatsapp|snap|comment|subject\s+line)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:question|q:|reader|readers|wonders|wants\s+to\s+know|headline|sign|poster|mug|t-shirt|book|study|form|referral|asked\s+(?:in|by)|search(?:ed)?|slogan|bumper)\b",
    re.IGNORECASE,
)


def details(case: Case) -> Iterator[Candidate]:
    """Find rare events, marks of the body, and what somebody made or wrote."""
    reading = case.reading
    for fit in case.fits["detail"]:
        start, end = fit.start, case.end_of(fit.start, fit.end)
        caps = any(reading.capital[token] for token in range(start + 1, end))
        yield case.candidate(start, end, "UNIQUE_DETAIL", "medium", fit.name, *(["with a name"] if caps else []))
    if any(part in case.text for part in _LAST_WORDS):
        for found in _DISEASES.finditer(case.text):
            if not _COMMON.search(found[0]):
                yield case.spanning(found, "UNIQUE_DETAIL", "medium", "disease")
    for found in _QUOTATION.finditer(case.text):
        yield from _written(case, found)


def _written(case: Case, found: re.Match[str]) -> Iterator[Candidate]:
    """Find what somebody wrote, where it stands word for word; what was only said is no artefact."""
    text = case.text
    start, end = found.span(1)
    before = text[max(0, found.start() - 80) : found.start()]
    lead = before[max(before.rfind(mark) for mark in (". ", "! ", "? ", "\n", '"')) + 1 :]
    after = _END.split(text[found.end() : found.end() + 40], maxsplit=1)[0]
    thing = _THING.search(lead) or _THING.search(after)
    if thing is None:
        return
    while end > start + 1 and text[end - 1] in ".,!?;: ":
        end -= 1
    signs = ["written", f"as {thing[0].lower().rstrip('s')}", *(["asked"] if _ASKED.search(lead) else [])]
    yield Candidate(start, end, "UNIQUE_DETAIL", "medium", frozenset(signs))
