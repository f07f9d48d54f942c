"""A draft under review: what is read of it once, and what every rule may ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from outreach.posts.reviewing.addressing import addressed_in
from outreach.posts.reviewing.lexicon import classes
from outreach.posts.reviewing.mentions import Mention, mentions_in
from outreach.posts.reviewing.patterns import fits_in
from outreach.posts.reviewing.reading import Reading
from outreach.posts.reviewing.scenes import Scenes, scenes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outreach.posts.author import Author
    from outreach.posts.reviewing.grammar import Fit

Severity = Literal["high", "medium", "low"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""From the gravest: ``high`` is not to be published as it is, ``medium`` is to be mended or justified, ``low`` reminds."""

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text that may be what its category says; ``signs`` are what is seen of it by itself.

    ``start`` and ``end`` are code points of the text as read, and of the draft once it is marked; the end is exclusive.
    Categories and severities are those of the annotation guide.
    """

    start: int
    end: int
    category: str
    severity: Severity
    signs: frozenset[str] = frozenset()


class Case:
    """A draft, its author and its channel, with all that is known of them; places are code points of the text as read."""

    def __init__(self, draft: str, author: Author, channel: str) -> None:
        self.author = author
        self.channel = channel
        self.reading = Reading(draft, classes())
        self.text = self.reading.text
        # What has been worked out already, by sentence, by the tokens of a stretch, and by candidate.
        self.sentence_signs: dict[int, list[str]] = {}
        self.signs_beside: dict[tuple[int, int], list[str]] = {}
        self.verdicts: dict[int, list[str]] = {}
        self.firsts: dict[int, tuple[int, int, int]] = {}

    @cached_property
    def fits(self) -> dict[str, list[Fit]]:
        """Every place where a pattern fits, by the room of the pattern."""
        return fits_in(self.reading)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every name of a person, a place or a body that stands in the draft."""
        return mentions_in(self.reading, self.author)

    @cached_property
    def first_people(self) -> dict[int, int]:
        """The first token of the first person that a sentence names, by the number of the sentence."""
        found: dict[int, int] = {}
        for one in self.mentions:
            if one.kind == "person":
                found.setdefault(self.reading.sentence[one.start], one.start)
        return found

    @cached_property
    def _name_ends(self) -> dict[int, int]:
        """Where the name ends that a token belongs to, the end exclusive."""
        return {token: one.end for one in self.mentions for token in range(one.start, one.end)}

    def end_of(self, start: int, end: int) -> int:
        """Return where a stretch of tokens ends without the signs at its end, and with all of a name that it ends in."""
        reading = self.reading
        while end > start + 1 and not reading.is_word(end - 1):
            end -= 1
        end = max(end, self._name_ends.get(end - 1, 0))
        while end > start + 1 and not reading.is_word(end - 1):
            end -= 1
        return end

    @cached_property
    def scenes(self) -> Scenes:
        """Whom each sentence speaks of."""
        return scenes_of(self.reading, self.fits["scene"], self.mentions, self.channel)

    @cached_property
    def addressed(self) -> str:
        """To whom the draft speaks, as a sign; empty where it speaks to nobody in particular."""
        return addressed_in(self.text, self.channel, self.mentions)

    @cached_property
    def draft_signs(self) -> list[str]:
        """What is seen of the draft as a whole, as words that a weight can be given to."""
        facets = frozenset().union(*(scene.facets for scene in self.scenes.each))
        roles = {scene.role for scene in self.scenes.each}
        return [
            *(f"draft: {facet}" for facet in sorted(facets)),
            *(f"draft: speaks of {role}" for role in sorted(roles)),
        ]

    @cached_property
    def classes(self) -> frozenset[str]:
        """Every class of which the draft holds a word."""
        return frozenset().union(*self.reading.classes)

    @cached_property
    def has_figures(self) -> bool:
        """Tell whether a figure stands anywhere in the draft."""
        return _FIGURE.search(self.text) is not None

    @cached_property
    def numbers(self) -> list[int]:
        """The tokens that are numbers, in figures or in words."""
        reading = self.reading
        return [
            token
            for token, word in enumerate(reading.words)
            if word[0].isdigit()
            or "number" in reading.kinds[token]
            or ("-" in word and "number" in classes()[word.split("-")[0]])
        ]

    def windows(self, tokens: Iterable[int], before: int, after: int) -> list[tuple[int, int]]:
        """Return the stretches of the text around some tokens, in their order; those that touch are one.

        A stretch begins ``before`` code points before its first token and ends ``after`` of them after its last one.
        """
        found: list[tuple[int, int]] = []
        for token in tokens:
            start, end = max(0, self.reading.starts[token] - before), self.reading.ends[token] + after
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def found_in(self, pattern: re.Pattern[str], windows: Iterable[tuple[int, int]]) -> Iterator[re.Match[str]]:
        """Go through what an expression finds in some stretches of the text, each from the beginning of a word."""
        for start, end in windows:
            begin = start
            # In half a word an expression would find what looks like a whole one.
            while begin > 0 and self.text[begin - 1].isalnum():
                begin -= 1
            yield from pattern.finditer(self.text, begin, end)

    def sentence_at(self, place: int) -> int:
        """Return the number of the sentence that a place of the text stands in."""
        return self.reading.sentence[max(self.reading.token_at(place), 0)]

    def bounds(self, sentence: int) -> tuple[int, int]:
        """Return where a sentence begins and ends in the text, without the signs at its ends."""
        reading = self.reading
        tokens = reading.sentences[sentence]
        start, end = tokens.start, tokens.stop
        while end > start + 1 and not reading.is_word(end - 1):
            end -= 1
        while start < end - 1 and not reading.is_word(start):
            start += 1
        return reading.starts[start], reading.ends[end - 1]

    def before(self, place: int, width: int) -> str:
        """Return what stands before a place in its sentence, at most ``width`` code points of it."""
        first = self.reading.starts[self.reading.sentences[self.sentence_at(place)].start]
        return self.text[max(first, place - width) : place]

    def after(self, place: int, width: int) -> str:
        """Return what stands after a place in its sentence, at most ``width`` code points of it."""
        tokens = self.reading.sentences[self.sentence_at(max(place - 1, 0))]
        return self.text[place : min(self.reading.ends[tokens.stop - 1], place + width)]

    def candidate(self, start: int, end: int, category: str, severity: Severity, *signs: str) -> Candidate:
        """Return a candidate from the first to the last of some tokens, given by their numbers; the end is exclusive."""
        return Candidate(self.reading.starts[start], self.reading.ends[end - 1], category, severity, frozenset(signs))

    def spanning(
        self, found: re.Match[str], category: str, severity: Severity, *signs: str, group: int | str = 0
    ) -> Candidate:
        """Return a candidate where an expression was found."""
        start, end = found.span(group)
        return Candidate(start, end, category, severity, frozenset(signs))
