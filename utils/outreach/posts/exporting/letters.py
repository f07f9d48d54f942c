"""Foreign text made fit to be written: what no file can hold, nobody can see, or turns the line round is taken out."""

from __future__ import annotations

import re

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
"""Halves of a letter. They cannot be written as UTF-8 at all."""

_LINE_ENDS = re.compile(r"\r\n?")
_OTHER_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Line ends that Markdown does not know. They become blanks, so that lines keep their numbers."""

# Controls, signs that turn the direction of writing and may never turn it back, and code points that are no characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")

_INVISIBLE = re.compile(
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    "|[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Letters that draw nothing, and first the flags of regions: there the same letters belong to a picture."""

_JOINERS, _SELECTORS = "\u200c\u200d", "\ufe00-\ufe0f\U000e0100-\U000e01ef"
# A joiner or a selector works on the letter before it; without one, or after another of its kind, it only hides.
_STRAY = re.compile(rf"(?<![^\s{_JOINERS}])[{_JOINERS}]|(?<![^\s{_JOINERS}{_SELECTORS}])[{_SELECTORS}]")


def storable(text: str) -> str:
    """Return text that every file can hold, with one kind of line ends, and else as it was."""
    return _LINE_ENDS.sub("\n", _LONE_SURROGATES.sub("\ufffd", text))


def printable(text: str) -> str:
    """Return text for HTML, XML and JSON: no controls, nothing that turns the direction of writing.

    Lines keep their numbers. Joiners and marks of direction stay: some scripts need them.
    """
    return _UNPRINTABLE.sub("", _OTHER_LINE_ENDS.sub(" ", storable(text)))


def visible(text: str) -> str:
    """Return text for a place that takes nothing but letters: without anything that cannot be seen.

    Joined emoji, flags, keycaps and the joiners that some scripts need are kept.
    """
    seen = _INVISIBLE.sub(lambda found: found[0] if len(found[0]) > 1 else "", printable(text))
    return _STRAY.sub("", seen)


def one_line(text: str) -> str:
    """Return a title, a name or a tag as one line of visible letters."""
    return " ".join(visible(text).split())


def shortened(text: str, limit: int) -> str:
    """Return a line of at most ``limit`` characters, cut at a word where one ends in its second half."""
    if len(text) <= limit:
        return text
    at_word = text[:limit].rpartition(" ")[0]
    return (at_word if len(at_word) > limit // 2 else text[: limit - 1]).rstrip() + "\u2026"
