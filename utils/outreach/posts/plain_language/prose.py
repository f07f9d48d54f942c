"""What of a text is prose, and what is passed over.

Nothing is taken out or put in: what is no prose is blanked out sign by sign, so that every place stays where it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from outreach.posts.plain_language.word_lists import set_of

if TYPE_CHECKING:
    from collections.abc import Callable

SEAM = "\x00"
"""Stands for a sign that nobody sees: the letters on both sides of it are one word."""

BREAK = "\x1e"
"""Stands where a sentence ends without a sign for it: at the end of a heading, before an item."""

SYMBOLS = "\u2190-\u2bff\U0001f000-\U0001faff"
"""Arrows, marks and emoji."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
_FRONT_MATTER = re.compile(r"\A\x00?---[ \t]*\n(?:(?!---)(?:[\w\"'][^\n]*|[ \t#-][^\n]*)?\n)*?---[ \t]*(?=\n|\Z)")
_FENCED = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)[^\n]*(?:\n.*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)|\Z)", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(?<![\w`])(?:`[^`\n]+`|``[^`\n]+``)(?![\w`])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>\n]{0,400}>")
_BLOCKS = set_of("blockquote br div dd dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p table td th tr ul")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_APOSTROPHES = frozenset({"&#39;", "&apos;", "&rsquo;", "&#8217;", "&#x27;"})
_PICTURE = re.compile(r"!\[[^\[\]\n]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])")
_LED_TO = re.compile(r"\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])|\[\^[^\[\]\s]+\]:?")
_REFERENCE = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[^\n]*", re.MULTILINE)
_DOMAINS = "com|org|net|edu|gov|info|io|example|uk|ca|au|nz|ie|us"
_DOMAIN = re.compile(rf"\.(?:{_DOMAINS})\b")
_LAST = r"[^\s<>\x00.,;:!?'\"\u2019\u201d)\]*_\u2026]"
"""The last sign of an address; what may stand after it belongs to the sentence."""

_PAGE = re.compile(rf"(?:https?://|www\.)[^\s<>\x00]*{_LAST}")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
_BARE_PAGE = re.compile(rf"(?<![\w.@-])(?:[\w-]++\.)+(?:{_DOMAINS})\b(?!\.\w)(?:/[^\s<>\x00]*{_LAST}|/)?")
_HANDLE = re.compile(r"(?<![\w.])@\w(?:[\w.-]*\w)?")
_HASHTAG = re.compile(r"(?<![\w#&])#(?=\d*[^\W\d_])\w+")
_HEADING = re.compile(r"^([ \t]{0,3}#{1,6}(?=[ \t]))([^\n]*)(\n?)", re.MULTILINE)
_QUOTED_LINE = re.compile(r"^[ \t]*>[> \t]*", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|[^\n]*", re.MULTILINE)
_MARK = re.compile(
    r"^[ \t]*(?:(?:[-*+\u2022\u2023\u25e6\u2013\u2014]|\(?(?:\d{1,3}|[A-Za-z])\)|\d{1,3}\.)(?=[ \t])"  # an item
    r"(?:[ \t]+\[[ xX]\](?=[ \t]))?"  # and its box
    rf"|[-*_=](?:[ \t]*[-*_=])+[ \t]*$|[{SYMBOLS}]+)",
    re.MULTILINE,
)
_NO_LETTERS = re.compile(r"[*~\[\]\\]+")
"""Signs that may stand in the middle of a word without parting it."""


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _seam(found: re.Match[str]) -> str:
    return SEAM * len(found[0])


def _broken(found: re.Match[str]) -> str:
    return BREAK + " " * (len(found[0]) - 1)


def _tag(found: re.Match[str]) -> str:
    return _broken(found) if found["name"].lower() in _BLOCKS else _seam(found)


def _entity(found: re.Match[str]) -> str:
    is_apostrophe = found[0].lower() in _APOSTROPHES
    return "'" + SEAM * (len(found[0]) - 1) if is_apostrophe else _blank(found)


def _row(found: re.Match[str]) -> str:
    return found[0].replace("|", BREAK)


def _heading(found: re.Match[str]) -> str:
    return BREAK + " " * (len(found[1]) - 1) + found[2] + (BREAK if found[3] else "")


_STEPS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    ("---", _FRONT_MATTER, _broken),
    ("```", _FENCED, _broken),
    ("~~~", _FENCED, _broken),
    ("`", _CODE, _blank),
    ("<!--", _COMMENT, _blank),
    ("<", _TAG, _tag),
    ("&", _ENTITY, _entity),
    ("![", _PICTURE, _blank),
    ("]:", _REFERENCE, _blank),
    ("[", _LED_TO, _seam),
    ("://", _PAGE, _blank),
    ("www.", _PAGE, _blank),
    ("@", _MAIL, _blank),
    ("@", _HANDLE, _blank),
    ("#", _HASHTAG, _blank),
    (">", _QUOTED_LINE, _blank),
    ("|", _ROW, _row),
    ("#", _HEADING, _heading),
)
"""What is no prose: a sign without which there is none of it, how it is found, and what is put in its place."""


def prose_of(text: str) -> str:
    """Return a text of the same length in which only prose is left.

    For the rest stand blanks, a `SEAM` where a word goes on across it, and a `BREAK` where a sentence ends.
    """
    prose = text.replace("\r\n", " \n").replace("\r", "\n").replace("\u2019", "'").replace("\u2018", "'")
    prose = prose.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x85", "\n")
    prose = _UNSEEN.sub(SEAM, prose)
    for sign, pattern, put in _STEPS:
        if sign in prose:
            prose = pattern.sub(put, prose)
    if _DOMAIN.search(prose):
        prose = _BARE_PAGE.sub(_blank, prose)
    prose = _MARK.sub(_broken, prose)
    return _NO_LETTERS.sub(_seam, prose).replace("--", "\u2013\u2013")
