"""Promises of an outcome, praise by clients that is asked for or shown, and sales talk.

None of these is a phrase. Each is made of parts: a result and a time, a review and a request, a superlative and the
practice. The parts are looked for apart; a sentence with enough of them is a candidate, and all its parts are its signs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from outreach.posts.reviewing.case import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.posts.reviewing.case import Case, Severity

_STARTERS = {
    "GUARANTEE": {"ill taken away", "well", "for ever", "promised", "a rate"},
    "TESTIMONIAL": {"praise", "a reward"},
    "PROMO_HYPE": {"superlative", "nobody else", "the only", "few left", "hurry", "price moves"},
}
_SEVERITY: dict[str, Severity] = {"GUARANTEE": "high", "TESTIMONIAL": "high", "PROMO_HYPE": "medium"}
_QUOTATION = re.compile(r'"([^"\n]{12,400})"')
_PRAISES = re.compile(
    r"\b(?=\w)(?:saved?|changed?|gave|helped|healed|best|amazing|wonderful|incredible|life|lives|saver|marriage|back|thank|grateful|recommend|love[sd]?|finally|again|miracle|lifesaver|goat|better|got\s+me|worth|stars|magic|gift|blessing|hero|angel|genius|safe|listened|listens|understood|different\s+person|new\s+person|couldn't\s+have|wouldn't\s+be|"
    r"owe|transform\w*|turned\s+(?:my|our)|free|sleep|works?|worked|miss\s+you|sober|the\s+one|cheap|easy|kind|gets\s+it|only\s+one|cured|fixed|first\s+time|stopped|never\s+felt|happier|calm\w*)\b",
    re.IGNORECASE,
)
_BY_CLIENT = re.compile(
    r"\b(?:clients?|patients?|couple|mom|dad|mother|father|graduate|alum\w*|member|parent|bride|veteran|former|anonymous|verified|reviewer|happy|survivor|google|yelp|review|testimonial|feedback|inbox|email|five\s+stars|says?|said|wrote|writes|from|told)\b|[⭐★🌟]|[-\u2013—~]\s*[A-Z]",
    re.IGNORECASE,
)
_TRADE = re.compile(
    r"\b(?:training|workshop|webinar|conference|talk|slides|podcast|colleague|supervis\w+|intern|participant|attendee|ceus?|keynote|book|school\s+counsel\w+)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\W{0,6}[-\u2013—~]\s*\w|\W{0,4}(?:says?|said|wrote|writes?|signed|via|from)\b|\W{0,3}\([A-Z][\w.]*|\W{0,4}(?:that's|this\s+is)\s+from\b",
    re.IGNORECASE,
)


def parts_in(case: Case) -> dict[int, dict[str, int]]:
    """Return for each sentence which parts stand in it, and the token with which the first of each begins."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for fit in case.fits["claim"]:
        found[case.reading.sentence[fit.begin]].setdefault(fit.name, fit.begin)
    return found


def claims(case: Case) -> Iterator[Candidate]:
    """Find sentences that may promise an outcome, ask for praise or sell, and praise in quotation marks."""
    sells = 0
    found = parts_in(case)
    for parts in found.values():
        sells += "for sale" in parts
    for number, parts in found.items():
        start, end = case.bounds(number)
        for category, starters in _STARTERS.items():
            begun = starters & parts.keys()
            if not begun and category == "GUARANTEE" and {"in a time", "will"} <= parts.keys():
                begun = {"in a time"}
            if not begun or (category == "GUARANTEE" and "refused" in parts):
                continue
            quoted = all(case.reading.quoted[parts[name]] for name in begun)
            signs = [
                *parts,
                *(f"{one} & {two}" for one, two in combinations(sorted(parts), 2)),
                *(["all quoted"] if quoted else []),
            ]
            signs += ["draft sells"] if sells > 1 else []
            signs += (
                ["next sells"]
                if "for sale" in found.get(number + 1, {}) or "for sale" in found.get(number - 1, {})
                else []
            )
            yield Candidate(start, end, category, _SEVERITY[category], frozenset(signs))
    yield from _quoted_praise(case, found)


def _quoted_praise(case: Case, found: dict[int, dict[str, int]]) -> Iterator[Candidate]:
    """Find praise that stands in quotation marks, as advertisements show it."""
    text = case.text
    own = {word for word in case.author.name_words if len(word) > 2}  # noqa: PLR2004 - initials
    for hit in _QUOTATION.finditer(text):
        quote = hit.group(1)
        praises = {match.group().lower() for match in _PRAISES.finditer(quote)}
        line = text.rfind("\n", 0, hit.start()) + 1
        before, after = text[max(line, hit.start() - 60) : hit.start()], text[hit.end() : hit.end() + 60]
        signs = [
            "praise in quotation marks",
            *(["names the author"] if own & {word.lower() for word in re.findall(r"\w+", quote)} else []),
        ]
        signs += ["much praise"] if len(praises) > 1 else [] if praises else ["no word of praise"]
        by_client = _BY_CLIENT.search(after[:40]) or _BY_CLIENT.search(before)
        if not praises and not by_client:
            continue
        signs += ["by a client"] if by_client else []
        signs += ["signed"] if _SIGNED.match(after) else []
        signs += ["a line of its own"] if not text[line : hit.start()].strip(" *_>-\u2013—⭐★🌟🥹❤️") else []
        signs += ["of a trade"] if _TRADE.search(before) or _TRADE.search(after) else []
        signs += ["I or we in it"] if re.search(r"\b(?:i|my|me|we|our|us)\b", quote, re.IGNORECASE) else []
        signs += ["draft sells"] if any("for sale" in parts for parts in found.values()) else []
        yield Candidate(hit.start(1), hit.end(1), "TESTIMONIAL", "high", frozenset(signs))
