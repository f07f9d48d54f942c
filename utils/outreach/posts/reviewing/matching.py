"""How the parts of a row are looked for in a sentence: each is a function that hands on to the one after it.

A matcher takes a sentence and the number of one of its tokens, and returns the token after the last one of a fit that
begins there, or -1. The matcher of a row is built from its end, so that rows that end alike share what they end with.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, assert_never

from outreach.posts.reviewing.parts import Classes, Gap, Not, Part, Rest, Sign, Words
from outreach.posts.reviewing.reading import NO_CLASSES

if TYPE_CHECKING:
    from outreach.posts.reviewing.reading import Reading

_STOPS = frozenset((*',;:.!?()"\u2013\u2014', ""))
"""Signs at which a rest of words ends; the last is the end of the sentence."""


class Sentence:
    """A sentence as matchers see it: its tokens, counted from 0, with an empty one after the last.

    ``stop`` is the number of tokens and ``first`` that of the first word among them. Matchers of ``(`` and ``)`` note in
    ``begin`` and ``end`` where they stand.
    """

    __slots__ = ("begin", "end", "first", "forms", "kinds", "stop", "words")

    def __init__(self, reading: Reading, number: int) -> None:
        tokens = reading.sentences[number]
        start, stop = tokens.start, tokens.stop
        self.words = [*reading.words[start:stop], ""]
        self.kinds = [*reading.kinds[start:stop], NO_CLASSES]
        self.forms = [*reading.forms[start:stop], ""]
        self.stop = stop - start
        self.first = reading.openings[number] - start
        self.begin = self.end = -1


def _is_word(form: str) -> bool:
    return form[:1].isalnum()


Matcher = Callable[[Sentence, int], int]


class Tail(NamedTuple):
    """A part of a row, with all that comes after it."""

    part: Part
    after: Tail | None
    match: Matcher


def end_of_row(_: Sentence, token: int) -> int:
    """Match where nothing more is asked for."""
    return token


def tail(part: Part, after: Tail | None) -> Tail:
    """Put a part before what comes after it."""
    return Tail(part, after, _matcher(part, after))


def opening(then: Matcher) -> Matcher:
    """Put before a matcher that the token before it is the first word of the sentence, or stands before that."""

    def match(sentence: Sentence, token: int) -> int:
        return then(sentence, token) if token <= sentence.first + 1 else -1

    return match


def _matcher(part: Part, after: Tail | None) -> Matcher:
    then = end_of_row if after is None else after.match
    match part:
        case Words():
            return _one_of_words(part.words, then) if part.is_plain else _mixed(part, then)
        case Classes():
            return _of_class(part.names, then)
        case Not():
            return _none_of(part.part, then)
        case Gap():
            return _gap(part.most, after)
        case Rest():
            return _rest(part.most, then)
        case Sign():
            return _signed(part, then)
        case _:
            assert_never(part)


def _signed(sign: Sign, then: Matcher) -> Matcher:
    match sign:
        case Sign.NUMBER:
            return _number(then)
        case Sign.CAPITAL:
            return _capital(then)
        case Sign.ANY:
            return _any_word(then)
        case Sign.START:
            return then  # `opening` looks at it
        case Sign.END:
            return _end(then)
        case Sign.OPEN:
            return _open(then)
        case Sign.CLOSE:
            return then if then is end_of_row else _close(then)
        case _:
            assert_never(sign)


def _one_of_words(words: frozenset[str], then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        return then(sentence, token + 1) if sentence.words[token] in words else -1

    return match


def _of_class(names: frozenset[str], then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        return -1 if sentence.kinds[token].isdisjoint(names) else then(sentence, token + 1)

    return match


def _mixed(part: Words, then: Matcher) -> Matcher:
    words, stems = part.words, part.stems
    asks_number, asks_capital, asks_end = (sign in part.signs for sign in (Sign.NUMBER, Sign.CAPITAL, Sign.END))

    def match(sentence: Sentence, token: int) -> int:
        word = sentence.words[token]
        if token == sentence.stop:
            return then(sentence, token) if asks_end else -1
        is_one = (
            word in words
            or word.startswith(stems)
            or (asks_number and is_number(word, sentence.kinds[token]))
            or (asks_capital and sentence.forms[token][0].isupper())
        )
        return then(sentence, token + 1) if is_one else -1

    return match


def is_number(word: str, kinds: frozenset[str]) -> bool:
    """Tell whether a token is a number, in figures or in words."""
    return word[:1].isdigit() or "number" in kinds


def _none_of(part: Words | Classes, then: Matcher) -> Matcher:
    is_one = _mixed(part, end_of_row) if isinstance(part, Words) else _of_class(part.names, end_of_row)

    def match(sentence: Sentence, token: int) -> int:
        return then(sentence, token + 1) if token < sentence.stop and is_one(sentence, token) < 0 else -1

    return match


def _gap(most: int, after: Tail | None) -> Matcher:
    if after is None:
        return end_of_row
    then = end_of_row if after.after is None else after.after.match
    match after.part:
        case Words(words) if after.part.is_plain:
            return _gap_to_words(most, words, then)
        case Classes(names):
            return _gap_to_class(most, names, then)
        case _:
            return _gap_to_any(most, after.match)


def _gap_to_any(most: int, then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        for place in range(token, min(token + most, sentence.stop) + 1):
            found = then(sentence, place)
            if found >= 0:
                return found
        return -1

    return match


def _gap_to_words(most: int, words: frozenset[str], then: Matcher) -> Matcher:
    """Return the matcher of a gap and the words after it: most gaps end so, and are gone through without a call."""

    def match(sentence: Sentence, token: int) -> int:
        for after, word in enumerate(sentence.words[token : token + most + 1], token + 1):
            if word in words:
                found = then(sentence, after)
                if found >= 0:
                    return found
        return -1

    return match


def _gap_to_class(most: int, names: frozenset[str], then: Matcher) -> Matcher:
    """Return the matcher of a gap and a word of a class after it, which is gone through in the same way."""

    def match(sentence: Sentence, token: int) -> int:
        for after, kinds in enumerate(sentence.kinds[token : token + most + 1], token + 1):
            if not kinds.isdisjoint(names):
                found = then(sentence, after)
                if found >= 0:
                    return found
        return -1

    return match


def _rest(most: int, then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        words, last = sentence.words, token
        while last - token < most and words[last] not in _STOPS:
            last += 1
        if then is end_of_row:
            return last
        for end in range(last, token - 1, -1):
            found = then(sentence, end)
            if found >= 0:
                return found
        return -1

    return match


def _number(then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        return then(sentence, token + 1) if is_number(sentence.words[token], sentence.kinds[token]) else -1

    return match


def _capital(then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        return then(sentence, token + 1) if sentence.forms[token][:1].isupper() else -1

    return match


def _any_word(then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        return then(sentence, token + 1) if _is_word(sentence.forms[token]) else -1

    return match


def _end(then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        return -1 if any(map(_is_word, sentence.forms[token:])) else then(sentence, token)

    return match


def _open(then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        sentence.begin = token
        return then(sentence, token)

    return match


def _close(then: Matcher) -> Matcher:
    def match(sentence: Sentence, token: int) -> int:
        sentence.end = token
        return then(sentence, token)

    return match
