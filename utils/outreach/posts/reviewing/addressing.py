"""To whom a draft speaks: to one person in public, or to whoever reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outreach.posts.reviewing.mentions import Mention

_ALL = (
    r"all|everyone|everybody|friends?|folks|community|family|families|team|readers?|parents|neighbors|neighbours|group|there|y'?all|members|mamas|moms|mums|dads|ladies|gang|crew|colleagues|subscribers|lovely|lovelies|"
    r"patients|partners|ones|couples|caregivers|veterans|brothers|sisters|students|villagers|village|new|the|you|again|from|fellow|therapists|clinicians|everyone's|people|men|women|teens|kids|boys|girls|guys|tribe|fam|world"
)
_TAG = re.compile(r"(?<![\w.])@\s?(?!everyone|all\b|here)\w{2,}")
_GREETING = re.compile(
    rf"\W*(?:hi|hello|hey|heya|dear|hiya|aye|ok|okay|oh|thanks|thank\s+you|congrats|congratulations|happy\s+birthday|morning|good\s+morning|evening)\W+(?!(?:{_ALL})\b)\"?(?P<who>[A-Za-z][\w.'-]*)",
    re.IGNORECASE,
)
_TO_THE = re.compile(
    r"\bto\s+the\s+(?:\w+\s+){0,3}?(?:who|that)\s+(?:wrote|asked|posted|messaged|commented|shared|sent|dm|emailed|called|left|is|was|can)\w*|\bwhoever\s+(?:wrote|asked|posted)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\b(?=[acmrtwy])(?:(?:thanks?|thank\s+you)\s+for\s+(?:sharing|posting|asking|your\s+(?:question|comment|message|post|note))\b|repl(?:y|ying)\s+to\b|answering\b[^.]{0,30}\bquestion\b|what\s+you(?:'re|\s+are|'ve)?\s+describ\w+\b|reading\s+your\s+post\b|your\s+(?:post|comment|message|question|dm)\b|reader\s+(?:question|asks)\b|"
    r"(?:asked|wrote\s+in|writes\s+in|messaged\s+me|commented)\b)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\W*Q[:.]", re.IGNORECASE)
_NAME_FIRST = re.compile(r"\W*[\w.'-]+(?:\s+[\w.'-]+)?\s*[,:!\u2013—-]")
OPENING = 170
"""Code points of a draft in which it says whom it speaks to."""


def addressed_in(text: str, channel: str, mentions: Sequence[Mention]) -> str:
    """Return how a draft speaks to one person, as a sign for the weighing; empty where it does not."""
    if channel == "review_reply":
        return "replies to a review"
    opening = text[:OPENING]
    if "@" in text and _TAG.search(text):
        return "tags somebody"
    if channel != "newsletter" and _GREETING.match(text):
        return "greets somebody"
    if _TO_THE.search(opening):
        return "speaks to one who wrote"
    if _QUESTION.match(opening) or _ANSWER.search(opening):
        return "answers somebody"
    if any(one.kind == "person" and one.start <= 1 for one in mentions) and _NAME_FIRST.match(text):
        return "greets somebody"
    return ""
