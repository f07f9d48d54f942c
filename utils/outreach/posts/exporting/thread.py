"""A long text in several short posts that answer each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from wcwidth import iter_graphemes

from outreach.errors import OutreachError

if TYPE_CHECKING:
    from collections.abc import Callable

_ENDS_A_SENTENCE = re.compile("[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u201d\u2019)\\]\u00bb]*$")
_ABBREVIATIONS = {"Dr.", "Mr.", "Mrs.", "Ms.", "Prof.", "St.", "No.", "vs.", "e.g.", "i.e.", "cf.", "approx."}
_PARAGRAPH, _SENTENCE, _WORD = 3, 2, 1
_VIRAMA = 9
"""The combining class of the sign that joins two consonants, in the scripts of India."""

_SHOWN = 40


@dataclass(frozen=True)
class Rule:
    """How much a network takes in one post.

    ``measure`` counts a text in each of the network's ways; no count may be above the limit of the same place.
    ``short_of`` says for people what the first of them counts.
    """

    network: str
    limits: tuple[int, ...]
    measure: Callable[[str], tuple[int, ...]]
    short_of: str = "characters"


@dataclass(frozen=True)
class _Piece:
    """A word, what stands before it, what both count, and how good it is to begin a new post with it."""

    gap: str
    word: str
    counts: tuple[int, ...]
    break_before: int


def clusters(text: str) -> int:
    """Return how many characters people see: grapheme clusters (UAX 29).

    Joined consonants of the scripts of India count one each. Unicode joins them since 15.1 (2023), not every network
    counts by that edition, and a count too high only makes a post a little shorter.
    """
    if text.isascii() and "\r" not in text:
        return len(text)
    return sum(1 + _joined(cluster) for cluster in iter_graphemes(text))


def _joined(cluster: str) -> int:
    if len(cluster) == 1 or cluster.isascii():
        return 0
    after_virama, joined = False, 0
    for char in cluster:
        if after_virama and unicodedata.category(char) == "Lo":
            joined, after_virama = joined + 1, False
        after_virama = after_virama or unicodedata.combining(char) == _VIRAMA
    return joined


def thread(text: str, rule: Rule) -> tuple[str, ...]:
    """Return text as posts of a thread, each with its counter, such as ``2/5``; one post alone has none.

    No word is split, so no link and no emoji is. A post ends with a paragraph where it can, else with a sentence, else
    with a word; it ends early only where it is at least half full, or where the next part fits into one post.

    Raises
    ------
    OutreachError
        Where a single word is longer than a post.
    """
    pieces = _pieces(text, rule)
    if not pieces:
        return ()
    if _end_of_post(pieces, 0, rule.limits) == len(pieces):
        return (_joined_up(pieces),)
    totals = map(sum, zip(*(piece.counts for piece in pieces), strict=True))
    digits = len(str(max(total // limit for total, limit in zip(totals, rule.limits, strict=True))))
    while True:
        # All posts keep the same room free, so that the first does not change when the last gets two digits.
        counter = rule.measure(_counter("9" * digits, "9" * digits))
        room = tuple(limit - count for limit, count in zip(rule.limits, counter, strict=True))
        posts = _filled(pieces, room, rule)
        if len(str(len(posts))) <= digits:
            return tuple(f"{post}{_counter(number, len(posts))}" for number, post in enumerate(posts, 1))
        digits += 1


def _counter(number: object, of: object) -> str:
    return f"\n\n{number}/{of}"


def _joined_up(pieces: list[_Piece]) -> str:
    return "".join(piece.gap + piece.word for piece in pieces).lstrip()


def _pieces(text: str, rule: Rule) -> list[_Piece]:
    words: list[tuple[str, str]] = []
    for paragraph in re.split(r"\n\s*\n", text):
        gap = "\n\n"
        for line in paragraph.split("\n"):
            for word in line.split():
                words.append((gap, word))
                gap = " "
            gap = gap if gap == "\n\n" else "\n"
    before = [("", ""), *words]
    return [
        _Piece(gap, word, tuple(len(gap) + count for count in rule.measure(word)), _break_before(gap, last, word))
        for (_, last), (gap, word) in pairwise(before)
    ]


def _break_before(gap: str, last: str, word: str) -> int:
    if gap == "\n\n":
        return _PARAGRAPH
    ended = _ENDS_A_SENTENCE.search(last) and last not in _ABBREVIATIONS and not word[0].islower()
    return _SENTENCE if gap == "\n" or ended else _WORD


def _filled(pieces: list[_Piece], room: tuple[int, ...], rule: Rule) -> list[str]:
    posts, start = [], 0
    while start < len(pieces):
        end = _end_of_post(pieces, start, room)
        if end == start:
            raise _too_long(pieces[start], room, rule)
        if end < len(pieces):
            end = _best_end(pieces, start, end, room)
        posts.append(_joined_up(pieces[start:end]))
        start = end
    return posts


def _end_of_post(pieces: list[_Piece], start: int, room: tuple[int, ...]) -> int:
    """Return up to which piece a post can go that begins with ``start``."""
    filled = tuple(-len(pieces[start].gap) for _ in room)  # nothing stands before its first word
    for place in range(start, len(pieces)):
        filled = tuple(map(sum, zip(filled, pieces[place].counts, strict=True)))
        if any(count > limit for count, limit in zip(filled, room, strict=True)):
            return place
    return len(pieces)


def _best_end(pieces: list[_Piece], start: int, end: int, room: tuple[int, ...]) -> int:
    for strength in (_PARAGRAPH, _SENTENCE):
        for place in range(end, start, -1):
            if pieces[place].break_before >= strength:
                if _is_good(pieces, start, place, strength, room):
                    return place
                break
    return end


def _is_good(pieces: list[_Piece], start: int, place: int, strength: int, room: tuple[int, ...]) -> bool:
    filled = zip(*(piece.counts for piece in pieces[start:place]), strict=True)
    if any(2 * sum(counts) >= limit for counts, limit in zip(filled, room, strict=True)):
        return True
    next_end = _end_of_post(pieces, place, room)
    following = pieces[place + 1 : next_end + 1]
    return next_end == len(pieces) or any(piece.break_before >= strength for piece in following)


def _too_long(piece: _Piece, room: tuple[int, ...], rule: Rule) -> OutreachError:
    word = piece.word if len(piece.word) <= _SHOWN else f"{piece.word[:_SHOWN]}\u2026"
    count, limit, unit = next(
        (count - len(piece.gap), limit, rule.short_of if place == 0 else "bytes")
        for place, (count, limit) in enumerate(zip(piece.counts, room, strict=True))
        if count - len(piece.gap) > limit
    )
    return OutreachError(
        f"“{word}” has {count:,} {unit} without a blank, and a post on {rule.network} has room for {limit:,} beside "
        "its counter. A thread splits no word and no link. Put a blank into it, or use a shorter link."
    )
