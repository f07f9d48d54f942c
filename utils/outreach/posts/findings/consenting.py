"""Whether a draft says that somebody agreed to being written about, and for which paragraphs that holds."""

from __future__ import annotations

import re
from bisect import bisect_right

_GIVEN = re.compile(
    r"\b(?:with|by|under|on)\s+(?:(?:his|her|their|the|both|each|every\w*|full|written|signed|express|explicit)\b[\w'\u2019]*\s+){0,3}?"
    r"(?:\w+['\u2019]s?\s+)?(?:permission|consent|blessing|leave|okay|ok|go-ahead|authori[sz]ation|release)\b"
    r"|\b(?:gave|gives|given|have|has|had|got|signed|obtained|granted)\b[^.!?\n]{0,30}?"
    r"\b(?:permission|consent|blessing|okay|ok|go-ahead|authori[sz]ation|release)\b"
    r"|\b(?:agreed|consented|okayed|approved|asked\s+(?:me|us)|wants?\s+(?:me|us)|wanted\s+(?:me|us)|happy\s+for\s+(?:me|us))\b[^.!?\n]{0,30}?"
    r"\b(?:shar\w+|tell\w*|publish\w*|post\w*|print\w*|written|writing|write|used?|told|this)\b"
    r"|\b(?:said|says)\s+(?:\w+\s+){0,2}(?:i|we|you)\s+(?:could|can|may|might)\s+(?:\w+\s+){0,2}(?:share|tell|publish|post|print|write|use|pass)\b"
    r"|\bpermission\s+to\s+(?:share|tell|publish|post|print|write|use|pass)\b"
    r"|\b(?:read|saw|approved)\s+(?:this|the\s+(?:post|draft|text|piece))\b[^.!?\n]{0,30}?\b(?:before|first|and\s+(?:said|agreed|approved|okayed))\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|nobody|none|neither|without|before|if|unless|only|always|ask\s+for|need|get|needs)|n['\u2019]t)\b[^.!?\n]{0,25}$",
    re.IGNORECASE,
)
_DENIED_WITHIN = re.compile(r"(?:\b(?:not|never|no|nobody|none|neither)|n['\u2019]t)\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    """Return where each paragraph begins and ends, in code points."""
    found, start = [], 0
    for gap in (*_PARAGRAPH.finditer(text), None):
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            found.append((start, end))
        start = gap.end() if gap else end
    return found


def paragraph_at(paragraphs: list[tuple[int, int]], place: int) -> int:
    """Return the number of the paragraph that a place stands in; -1 where it stands in none."""
    number = bisect_right(paragraphs, place, key=lambda one: one[0]) - 1
    return number if number >= 0 and place < paragraphs[number][1] else -1


def agreed_in(text: str, paragraphs: list[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the paragraphs for which a draft says that the person told of agreed.

    These are the paragraph in which it says so, and the ones before and after it.
    """
    said = [number for number, (start, end) in enumerate(paragraphs) if says_consent(text[start:end])]
    return frozenset(near for number in said for near in (number - 1, number, number + 1))


def says_consent(paragraph: str) -> bool:
    """Tell whether a paragraph says that somebody agreed, and does not deny it."""
    return any(
        not _DENIED.search(paragraph[max(0, said.start() - 40) : said.start()])
        and not _DENIED_WITHIN.search(said.group())
        for said in _GIVEN.finditer(paragraph)
    )
