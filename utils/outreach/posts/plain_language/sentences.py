"""The words and the sentences of a text, and where each sentence begins and ends.

A full stop may belong to an abbreviation, an initial or a figure; a heading or an item ends without one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from outreach.posts.plain_language.ends import ABBREVIATIONS, NEVER_AT_AN_END, SHORT_LINE
from outreach.posts.plain_language.prose import SEAM, SYMBOLS, prose_of
from outreach.posts.plain_language.word_lists import set_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(
    r"(?<![^\W_])[^\W\d_](?:(?:\.[^\W\d_])+(?![^\W_])"  # e.g, U.S
    r"|[^\W\d_]*(?:['\u2010\u2011\x00\u0300-\u036f-]+[^\W\d_]+)*[\u0300-\u036f]*)"
)
_STOP = re.compile(
    rf"[.!?\u2026\n\x1e{SYMBOLS}](?:"  # one class in front lets the engine skip the rest
    rf"(?<=[.!?\u2026])(?<![.!?\u2026]{{2}})(?P<signs>[.!?\u2026]*)(?P<closed>[\"'\u201d\u00bb)\x00_{SYMBOLS}]*)(?=\s|\Z)"
    r"|(?<=\n)(?P<lines>(?:[^\S\n\x1e]*\n)*)"
    rf"|(?<=[{SYMBOLS}])(?<![\x00{SYMBOLS}]{{2}})[\x00{SYMBOLS}]*(?=[^\S\n]+[A-Z])"
    r"|(?<=\x1e))"
)
_NEXT = re.compile(r"[ \t\n\x0b\x0c\u00a0\x00\"'(_\u201c\u00ab]{0,40}([^\W_]{0,20})")
_OPENING = "\"'(\u201c\u00ab\x00_"
_BEGINS_SENTENCES = set_of(
    "a after all an and as at before but for from he her here his how i if in it it's its many maybe my no not now on "
    "or our please she so some that the their then there these they this those to we what when where who why yes you "
    "your"
)
_DAYS = set_of(
    "monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays friday fridays saturday saturdays sunday "
    "sundays eastern central mountain pacific et ct mt pt est edt cst cdt mst mdt pst pdt gmt"
)
_BEFORE_FIGURES = set_of("no nos p pp fig vol ch sec ext jan feb mar apr jun jul aug sep sept oct nov dec")
_LONGEST_SHORTENED = 14
"""Signs before a full stop in which an abbreviation is looked for."""


class Sentence(NamedTuple):
    """Where a sentence stands, and how many words it has."""

    start: int
    end: int
    words: int


class TakenApart(NamedTuple):
    """A text as it is counted: its prose sign by sign, its words, its sentences."""

    prose: str
    words: list[str]
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=2)
def taken_apart(text: str) -> TakenApart:
    """Take a text apart; the last ones are kept, since all that is said of a draft begins here."""
    prose = prose_of(text)
    words: list[str] = []
    sentences = []
    for start, end in _stretches(prose):
        held = _WORD.findall(prose, start, end)
        if held:
            words += held
            sentences.append(Sentence(*_trimmed(prose, start, end), len(held)))
    if SEAM in prose or not prose.isascii():
        words = [unicodedata.normalize("NFKC", word.replace(SEAM, "")) for word in words]
    return TakenApart(prose, words, tuple(sentences))


def sentences_in(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text, plain or in Markdown, that have a word in them."""
    return taken_apart(text).sentences


def _trimmed(prose: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the blanks and breaks at its ends; a word stands in it."""
    said = prose[start:end]
    return start + len(said) - len(said.lstrip()), start + len(said.rstrip())


def _stretches(prose: str) -> Iterator[tuple[int, int]]:
    """Go through the stretches between the ends of sentences, empty ones among them."""
    start = line_start = 0
    for stop in _STOP.finditer(prose):
        end = stop.end()
        is_end = True
        if stop["signs"] is not None:
            is_end = _is_end(prose, stop)
        elif stop["lines"] is not None:
            is_end = _line_ends(prose, stop, line_start)
            line_start = end
        if is_end:
            yield start, end
            start = end
    yield start, len(prose)


def _line_ends(prose: str, stop: re.Match[str], line_start: int) -> bool:
    """Tell whether a line break ends a sentence: a blank line does, and one that a person made.

    A long line may have been wrapped by a program, and a line that goes on with a small letter is read on.
    """
    if stop["lines"]:
        return True
    following = _NEXT.match(prose, stop.end())
    return stop.start() - line_start < SHORT_LINE and not (following and following[1][:1].islower())


def _is_end(prose: str, stop: re.Match[str]) -> bool:
    """Tell whether signs such as a full stop end a sentence."""
    signs, closed = prose[stop.start() : stop.start("closed")], stop["closed"]
    found = _NEXT.match(prose, stop.end())
    following = found[1] if found else ""
    goes_on = following[:1].islower()
    if signs != ".":
        is_quoted = not {'"', "'", "\u201d"}.isdisjoint(closed)
        is_pause = signs[0] == "\u2026" or signs.startswith("..")
        return not (goes_on and (is_quoted or is_pause))
    if not following:
        return True
    before = prose[max(0, stop.start() - _LONGEST_SHORTENED) : stop.start()].split()
    if not before or prose[stop.start() - 1].isspace():
        return True
    return _ends_after(before[-1].lstrip(_OPENING), following, goes_on=goes_on)


def _ends_after(word: str, following: str, *, goes_on: bool) -> bool:
    """Tell whether a full stop after a word ends a sentence, or belongs to an abbreviation or an initial."""
    small = word.lower()
    if small in NEVER_AT_AN_END:
        return False
    if small in {"a.m", "p.m"}:
        return not goes_on and following.lower() not in _DAYS
    if small == "i":
        return not goes_on
    if "." in word or (len(word) == 1 and word.isalpha()):
        return word[:1].isupper() and following.lower() in _BEGINS_SENTENCES and not goes_on
    if small in _BEFORE_FIGURES and following[0].isdigit():
        return False
    return not (small in ABBREVIATIONS and goes_on)
