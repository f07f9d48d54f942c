"""From bytes to text: which encoding, and what could not be read in it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROBE = 4_096
_MOSTLY = 0.9
"""A share of zeros at every other byte from which bytes are UTF-16 without a mark."""

_RARE = 10
"""Of as many characters beyond ASCII one may be broken; where more are, the text is not UTF-8."""

REPLACED = "\ufffd"


@dataclass(frozen=True)
class Text:
    """A text, the encoding that it was read in, and how many of its characters had to be replaced or taken out."""

    text: str
    encoding: str
    replaced: int = 0


def encoding_of(data: bytes) -> str:
    """Return the encoding that the first bytes tell, or "" where they tell none."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return name
    probe = data[:_PROBE]
    half = len(probe) // 2
    if half > 1:
        if probe[1::2].count(0) >= _MOSTLY * half and probe[::2].count(0) < _MOSTLY * half / 2:
            return "utf-16-le"
        if probe[::2].count(0) >= _MOSTLY * half and probe[1::2].count(0) < _MOSTLY * half / 2:
            return "utf-16-be"
    return ""


def decoded(data: bytes) -> Text:
    """Return the text of a whole file."""
    return _decoded(data, cut=False)


def decoded_head(data: bytes) -> Text:
    """Return the text of the first bytes of a file, where the last character may be cut off."""
    return _decoded(data, cut=True)


def _decoded(data: bytes, *, cut: bool) -> Text:
    told = encoding_of(data)
    if not told.startswith("utf-16") and not told.startswith("utf-32"):
        return _of_bytes(data.removeprefix(codecs.BOM_UTF8), told or "utf-8", cut=cut)
    text = codecs.getincrementaldecoder(told)("replace").decode(data, final=not cut)
    return _clean(text.removeprefix("\ufeff"), told, text.count(REPLACED))


def _of_bytes(data: bytes, encoding: str, *, cut: bool) -> Text:
    """Read UTF-8, also where a few bytes of it are broken; else the older encoding of Windows."""
    decoder = codecs.getincrementaldecoder("utf-8")
    try:
        return _clean(decoder("strict").decode(data, final=not cut), encoding, 0)
    except UnicodeDecodeError:
        text = decoder("replace").decode(data, final=not cut)
    broken = text.count(REPLACED)
    beyond = len(data) - len(text) + broken
    if broken * _RARE <= beyond:
        return _clean(text, encoding, broken)
    text = data.decode("cp1252", "replace")
    return _clean(text, "cp1252", text.count(REPLACED))


def _clean(text: str, encoding: str, replaced: int) -> Text:
    nuls = text.count("\0")
    return Text(text.replace("\0", "") if nuls else text, encoding, replaced + nuls)
