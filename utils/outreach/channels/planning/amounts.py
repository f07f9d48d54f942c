"""Reading an amount of hours or of money as people write it."""

from __future__ import annotations

import re

MOST = 999_999.0
"""What is more is read as this much: far over any hours or money there are, and still a number to write."""

LONGEST = 400
"""Characters that are looked at; an amount stands at the beginning of what is said about it."""

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
_HOUR = r"(?:h|hrs?|hours?)"
_MINUTE = r"(?:mins?|minutes?)"
_AMOUNT = re.compile(
    rf"(?<![\w.,-])(?P<number>{_NUMBER})"
    rf"(?:\s*(?:-|\u2013|\u2014|to|or)\s*{_NUMBER})?"
    rf"(?:\s*(?:(?P<hours>{_HOUR})(?:,?\s*(?:and\s+)?(?P<more>\d{{1,2}})\s*{_MINUTE})?|(?P<minutes>{_MINUTE})))?"
    r"(?!\w)"
)
_WORDS = {
    "three quarters": "0.75",
    "a quarter": "0.25",
    "an hour": "1 hour",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "fifteen": "15",
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
}
_AND_HALF = re.compile(rf"(\d)(?:\s+{_HOUR})?\s+and\s+a\s+half\b")
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b")


def read_amount(words: str) -> float | None:
    """Return the first amount in words such as "2", "2h", "1,5", "90 minutes", "half an hour" or "2 to 3".

    Minutes are given in hours. A number in digits counts before one in words.
    """
    said = re.sub(r"(?<=\d)\s*(?:\u00bd|\s1/2\b)", ".5", words[:LONGEST].casefold()).replace("\u00bd", ".5")
    in_digits = _first(_AND_HALF.sub(r"\1.5", said))
    if in_digits is not None:
        return in_digits
    spelled = _AND_HALF.sub(r"\1.5", _WORD.sub(lambda found: _WORDS[found[0]], said))
    return _first(re.sub(r"\bhalf\b", "0.5", spelled))


def _first(said: str) -> float | None:
    found = _AMOUNT.search(said)
    if found is None:
        return None
    number = float(re.sub(r",(?=\d{3}\b)", "", found["number"]).replace(",", "."))
    hours = number / 60 if found["minutes"] else number + int(found["more"] or 0) / 60
    return min(hours, MOST)
