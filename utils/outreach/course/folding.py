"""Text as a search for leaks sees it: without markup, escapes, case and spacing."""

from __future__ import annotations

import base64
import html
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"<[^<>]*>")
_ESCAPE = re.compile(r"\\+(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_ESCAPED_SPACE = re.compile(r"\\+[nrtbf]")
_BASE64 = re.compile(r"(?:[\w+/-]{60,}\s)+[\w+/-]*|[\w+/-]{16,}", re.ASCII)
"""One run of base64, or lines of it as a mail program breaks them."""

_QUOTES = str.maketrans(
    dict.fromkeys('\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb`\u00b4\u2032\u2033"', "'")
)
_NO_WORD = re.compile(r"[\W_]+")
_NO_CODE = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_DEEPEST = 3
"""How often text that was escaped or encoded again is opened up."""


def words_of(text: str) -> str:
    """Return the letters and digits of a text and nothing else, for prose."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text).casefold())


def code_of(text: str) -> str:
    """Return a text without spaces, backslashes and kinds of quotes, for code, where punctuation matters."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_QUOTES)
    return _NO_CODE.sub("", folded)


@cache
def readings(text: str) -> tuple[str, ...]:
    """Return the ways in which a text can be read: with and without tags, unescaped, and decoded."""
    return tuple(dict.fromkeys(_readings(text, _DEEPEST)))


def _readings(text: str, deeper: int) -> Iterator[str]:
    plain = opened(text)
    yield text
    yield plain
    yield opened(_TAG.sub("", text))
    yield _TAG.sub("", plain)
    if deeper:
        for inner in dict.fromkeys([*_decoded(text), *_decoded(plain)]):
            yield from _readings(inner, deeper - 1)


def opened(text: str) -> str:
    """Return a text whose escapes are resolved: of JSON, of HTML and of addresses."""
    for _ in range(_DEEPEST):
        before = text
        text = _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)
        text = unquote(html.unescape(_ESCAPED_SPACE.sub(" ", text)), errors="ignore")
        if text == before:
            break
    return text


def _decoded(text: str) -> Iterator[str]:
    """Yield what runs of base64 may hold; a letter before a run must not hide it, so it is read from each of four."""
    for found in _BASE64.findall(text):
        packed = "".join(found.split()).translate(str.maketrans("-_", "+/"))
        for start in range(4):
            part = packed[start:]
            data = base64.b64decode(part[: len(part) - (len(part) % 4 == 1)] + "==")
            for encoding in ("utf-8", "utf-16-le"):
                yield data.decode(encoding, errors="ignore")
