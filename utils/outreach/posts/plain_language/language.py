"""Whether a text is in English at all, told by its letters and by its commonest words.

The formulas of readability are made for English; of another language they say nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.plain_language.word_lists import set_of

if TYPE_CHECKING:
    from outreach.posts.plain_language.sentences import TakenApart

_LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\u2100-\u214f\ufb00-\ufb06\uff21-\uff5a\U0001d400-\U0001d7ff]+")
_NOT_LATIN = re.compile(
    r"[\u0250-\u1dff\u2c00-\ud7ff\uf900-\ufaff\ufb07-\uff00\uff5b-\uffff"
    r"\U00010000-\U0001d3ff\U0001e000-\U0001efff\U00020000-\U0003ffff]"
)
_COMMONEST = set_of(
    "about and are be been but by can't could don't for from have how if it it's its not of or our she should that "
    "that's the their them then there these they this those to what when where which who with would you your you're"
)
"""Of the commonest English words those that other languages do not have."""

COMMONEST_SHARE = 0.04
"""Share of these words below which a text is not taken for English (ESTIMATE): of our posts none has less than 0.1."""

FEWEST_FOR_A_LANGUAGE = 20
"""Words in which some of the commonest ones are to be expected (ESTIMATE)."""


def is_other_script(read: TakenApart) -> bool:
    """Tell whether most letters are other than Latin ones."""
    if not _NOT_LATIN.search(read.prose):
        return False
    letters = sum(map(len, read.words))
    return 2 * sum(len(run) for word in read.words for run in _LATIN.findall(word)) < letters


def is_other_language(read: TakenApart) -> bool:
    """Tell whether hardly any of the commonest English words are there, in a text long enough to have some."""
    words = len(read.words)
    if words < FEWEST_FOR_A_LANGUAGE:
        return False
    return sum(word.lower() in _COMMONEST for word in read.words) < COMMONEST_SHARE * words
