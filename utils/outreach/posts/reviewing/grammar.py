r"""Patterns of words, written so that they can be read: a small language, and an index that looks for all of them at once.

A pattern is a row of parts with blanks between them:

    word, one|two      this word, or one of these, in small letters; signs stand for themselves, and \# for #
    calm*              a word that begins so
    <name>, <a|b>      a word of this class, or of one of these
    !<name>, !word     any word but one of these
    {name}             one of the rows that are kept under this name, which is called a slot
    part?              the part may be missing
    ..3                up to three words of any kind, in the same sentence, as few as will do
    ~3                 up to three words, as many as there are before a sign such as a comma
    #                  a number, in figures or in words
    Cap                a word with a capital letter
    *                  any word
    ^ and END          the beginning and the end of a sentence
    ( and )            what is between them is what the pattern points at; without them, all of it

``#``, ``Cap`` and ``END`` may stand among words, as in ``near|Cap``. A pattern begins with a word, a class, a number or a
capital, with nothing but ``^`` and ``(`` before it. So "<promise> ..2 ( {result} in|within # <unit> )" points at "calm in
six weeks" in "we promise you calm in six weeks". A pattern never leaves its sentence. The first way in which it fits counts.

All patterns are looked for at once: a word leads to the patterns that may begin with it, and of these only those are
tried of which the sentence holds the rarest word that they need.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from outreach.posts.reviewing.matching import Matcher, Sentence, Tail, end_of_row, is_number, opening, tail
from outreach.posts.reviewing.parts import SHORTEST_STEM, Classes, PatternError, Sign, Words, part_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from outreach.posts.reviewing.parts import Part
    from outreach.posts.reviewing.reading import Classes as Kinds
    from outreach.posts.reviewing.reading import Reading

MOST_REMEMBERED = 60_000
"""Words of which it is remembered what may begin with them."""

COMMON = frozenset(
    "a an the this that these those my our your his her their its i we you he she they it me us him them in on at of to for from with by and or but is are was were be been being has have had do does did will would can could "
    "not n't no 's 'm 're 've 'll 'd , . ! ? : ; \" ' ( ) who what when where if as so all one".split()
)
"""Words so common that they say nothing about whether a pattern may fit."""


class Fit(NamedTuple):
    """Where a pattern fits: the tokens of the whole, and of what it points at; ends are exclusive."""

    room: str
    name: str
    begin: int
    stop: int
    start: int
    end: int


class _Entry(NamedTuple):
    """A row under the names of its room and its pattern.

    ``first`` is what it begins with, ``match`` looks for the rest, ``needed`` is the rarest of what else it needs.
    ``start`` says how many tokens after the first it begins to point, with `_SAID` where the matchers note that; they
    note where it ends to point if ``ends_early``.
    """

    room: str
    name: str
    first: Words | Classes | Sign
    match: Matcher
    needed: Words | Classes | None
    start: int
    ends_early: bool


_SAID = -1


class _Group:
    """Patterns that begin in the same way, by what else their sentence must hold: a word, or a ``<class>`` of words."""

    __slots__ = ("_always", "_by_key", "_keys", "_with_one", "is_empty")

    def __init__(self, entries: Sequence[_Entry]) -> None:
        self.is_empty = not entries
        self._always = [entry for entry in entries if entry.needed is None]
        self._by_key: dict[str, list[_Entry]] = defaultdict(list)
        for entry in entries:
            for key in _keys_of(entry.needed):
                self._by_key[key].append(entry)
        self._keys = frozenset(self._by_key)
        self._with_one: dict[str, list[_Entry]] = {}

    def worth_trying(self, held: set[str]) -> list[_Entry]:
        """Return the patterns whose rarest word stands in the sentence, in the same order at every run."""
        if self._keys.isdisjoint(held):
            return self._always
        keys = self._keys & held
        if len(keys) > 1:
            # A pattern that needs one of two words stands under both.
            found = self._always + [entry for key in sorted(keys) for entry in self._by_key[key]]
            return list({id(entry): entry for entry in found}.values())
        [key] = keys
        known = self._with_one.get(key)
        if known is None:
            known = self._with_one[key] = self._always + self._by_key[key]
        return known


def _keys_of(needed: Words | Classes | None) -> Iterable[str]:
    if needed is None:
        return ()
    return needed.words if isinstance(needed, Words) else (f"<{name}>" for name in needed.names)


_NOTHING: list[_Entry] = []


class Grammar:
    """Patterns under the names of a room and their own, ready to be looked for all at once."""

    def __init__(self) -> None:
        self._slots: Mapping[str, Sequence[str]] = {}
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._by_class: dict[str, list[_Entry]] = defaultdict(list)
        self._by_stem: dict[str, list[_Entry]] = defaultdict(list)
        self._by_number: list[_Entry] = []
        self._by_capital: list[_Entry] = []
        self._needed_words: set[str] = set()
        self._needed_classes: dict[str, str] = {}
        self._groups: dict[str, _Group] = {}
        self._with_number = self._with_capital = _Group(())

    def add(self, room: str, patterns: Mapping[str, Iterable[str]], slots: Mapping[str, Sequence[str]]) -> None:
        """Add the patterns of a room, which may use the slots that come with them.

        Raises
        ------
        PatternError
            If a pattern cannot be read.
        """
        self._slots = slots
        self._groups.clear()
        for name, written in patterns.items():
            for pattern in written:
                for row in self._rows(pattern.split()):
                    self._enter(_entry(room, name, row, pattern))
        self._with_number, self._with_capital = _Group(self._by_number), _Group(self._by_capital)

    def fits(self, reading: Reading) -> Iterator[Fit]:
        """Go through all places where a pattern fits, from the first word of the draft to the last."""
        groups, keys = self._groups, self._needed_classes
        for number, tokens in enumerate(reading.sentences):
            sentence = Sentence(reading, number)
            words, kinds, forms = sentence.words, sentence.kinds, sentence.forms
            held = self._needed_words.intersection(words)
            held.update(keys[name] for name in keys.keys() & reading.classes[number])
            numbers = self._with_number.worth_trying(held)
            capitals = self._with_capital.worth_trying(held)
            for token in range(sentence.stop):
                word = words[token]
                group = groups.get(word) or self._group(word, kinds[token])
                found = _NOTHING if group.is_empty else group.worth_trying(held)
                if numbers and is_number(word, kinds[token]):
                    found = found + numbers
                if capitals and forms[token][0].isupper():
                    found = found + capitals
                for entry in found:
                    stop = entry.match(sentence, token + 1)
                    if stop >= 0:
                        yield _fit(entry, sentence, tokens.start, token, stop)

    def _group(self, word: str, kinds: Kinds) -> _Group:
        """Return the patterns that may begin with a word, and remember them."""
        found = list(self._by_word.get(word, ()))
        for entry in self._by_stem.get(word[:SHORTEST_STEM], ()):
            first = entry.first
            if isinstance(first, Words) and (word in first.words or word.startswith(first.stems)):
                found.append(entry)
        for kind in sorted(kinds):
            found += self._by_class.get(kind, ())
        group = _Group(found)
        if len(self._groups) < MOST_REMEMBERED:
            self._groups[word] = group
        return group

    def _rows(self, written: Sequence[str]) -> list[Tail | None]:
        """Return the rows that a pattern stands for: slots are filled in, and what may be missing is there or not."""
        rows: list[Tail | None] = [None]
        for part in reversed(written):
            rows = [_before(parts, after) for parts in self._ways(part) for after in rows]
        return rows

    def _ways(self, written: str) -> list[list[Part]]:
        """Return the rows of parts that one part of a pattern stands for."""
        if written[0] == "{" and written[-1] == "}":
            name = written[1:-1]
            if name not in self._slots:
                raise PatternError(f"there is no slot called {name!r}")
            return [parts for row in self._slots[name] for parts in self._spelled_out(row.split())]
        if len(written) > 1 and written[-1] == "?":
            return [[part_from(written[:-1])], []]
        return [[part_from(written)]]

    def _spelled_out(self, written: Sequence[str]) -> list[list[Part]]:
        rows: list[list[Part]] = [[]]
        for part in written:
            rows = [[*row, *parts] for row in rows for parts in self._ways(part)]
        return rows

    def _enter(self, entry: _Entry) -> None:
        """Put a row where what it begins with leads to it."""
        if isinstance(entry.needed, Words):
            self._needed_words |= entry.needed.words
        elif entry.needed is not None:
            self._needed_classes |= {name: f"<{name}>" for name in entry.needed.names}
        first = entry.first
        if isinstance(first, Classes):
            for name in first.names:
                self._by_class[name].append(entry)
            return
        if isinstance(first, Words):
            for word in first.words:
                self._by_word[word].append(entry)
            for head in {stem[:SHORTEST_STEM] for stem in first.stems}:
                self._by_stem[head].append(entry)
        signs = first.signs if isinstance(first, Words) else {first}
        if Sign.NUMBER in signs:
            self._by_number.append(entry)
        if Sign.CAPITAL in signs:
            self._by_capital.append(entry)


def _fit(entry: _Entry, sentence: Sentence, offset: int, token: int, stop: int) -> Fit:
    """Return a fit by the tokens of the draft, of which the sentence begins with the one numbered ``offset``."""
    start = sentence.begin if entry.start == _SAID else token + entry.start
    end = sentence.end if entry.ends_early else stop
    return Fit(entry.room, entry.name, offset + token, offset + stop, offset + start, offset + end)


def _before(parts: Sequence[Part], after: Tail | None) -> Tail | None:
    for part in reversed(parts):
        after = tail(part, after)
    return after


def _parts(row: Tail | None) -> Iterator[Part]:
    while row is not None:
        yield row.part
        row = row.after


def _entry(room: str, name: str, row: Tail | None, pattern: str) -> _Entry:
    parts = list(_parts(row))
    _check_brackets(parts, pattern)
    at_start = False
    while row is not None and (row.part is Sign.START or row.part is Sign.OPEN):
        at_start = at_start or row.part is Sign.START
        row = row.after
    if row is None or not _may_be_first(row.part):
        raise PatternError(f"{pattern!r} does not begin with a word or a class")
    first, rest = row.part, row.after
    if Sign.START in _parts(rest):
        raise PatternError(f"{pattern!r} has the beginning of a sentence after a word")
    start = 0
    if rest is not None and rest.part is Sign.OPEN:
        start, rest = 1, rest.after
    elif Sign.OPEN in _parts(rest):
        start = _SAID
    match = end_of_row if rest is None else rest.match
    return _Entry(
        room, name, first, opening(match) if at_start else match, _rarest(parts), start, Sign.CLOSE in parts[:-1]
    )


def _may_be_first(part: Part) -> TypeGuard[Words | Classes | Sign]:
    if isinstance(part, Words):
        return Sign.END not in part.signs
    return isinstance(part, Classes) or part is Sign.NUMBER or part is Sign.CAPITAL


def _check_brackets(parts: Sequence[Part], pattern: str) -> None:
    brackets = [part for part in parts if part is Sign.OPEN or part is Sign.CLOSE]
    if brackets not in ([], [Sign.OPEN, Sign.CLOSE]):
        raise PatternError(f"{pattern!r} does not open and close its brackets once")


def _rarest(parts: Sequence[Part]) -> Words | Classes | None:
    """Return the part of a row that it cannot do without and that is the rarest; None where there is none.

    Words count as rare that are few and not among the commonest; after them classes.
    """
    words = [part for part in parts[1:] if isinstance(part, Words) and part.is_plain and not part.words & COMMON]
    if words:
        return min(words, key=lambda part: len(part.words))
    classes = [part for part in parts[1:] if isinstance(part, Classes)]
    return min(classes, key=lambda part: len(part.names)) if classes else None
