"""How hard a draft is to read, by formulas that are named, and by what no formula sees.

Nothing here passes or fails a draft: it counts, and says what was counted. Marks and source keys such as B8 are those
of the course's list of sources; people are told the name of a source instead, which stands in `SOURCE_NAMES`. All
places are code points of the text as it was given, the end exclusive.

What is no prose is passed over: front matter, code, pictures, addresses of pages and people, hashtags, emoji, and all
signs of Markdown. It is blanked out sign by sign, so that every place stays where it was. Figures are no words either:
nobody agrees on how many syllables "2024" has. Code that is only indented counts as prose, since drafts are pasted from
programs that indent paragraphs. How each thing is counted stands in the package ``plain_language``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from outreach.dated import Mark
from outreach.posts.plain_language.acronyms import Acronym, unexplained
from outreach.posts.plain_language.language import is_other_language, is_other_script
from outreach.posts.plain_language.sentences import Sentence, sentences_in, taken_apart
from outreach.posts.plain_language.syllables import LONG_WORD, TOPIC_SYLLABLES, raw_and_adjusted_syllables, syllables_in
from outreach.posts.plain_language.word_lists import KNOWN, TOPIC_TERMS
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ENGLISH_ONLY", "FEWEST_SENTENCES", "FEWEST_WORDS", "FLESCH_KINCAID", "KNOWN", "LONG_WORD", "MOST_WORDS", "NAMED",
    "READING_EASE", "SMOG", "SOURCE_NAMES", "TARGET", "TOPIC_SYLLABLES", "TOPIC_TERMS", "Acronym", "Formula",
    "Readability", "Score", "Sentence", "grade_of", "readability", "sentences_in", "syllables_in",
]  # fmt: skip

MOST_WORDS = 20
"""Words of a sentence that is not long, by the one-page rules of the US health department (B6, SEEN)."""

FEWEST_SENTENCES = 30
"""Sentences that SMOG is defined on (KNOWN)."""

FEWEST_WORDS = 60
"""Words from which a grade is said (ESTIMATE).

Among 60 words, one of four syllables in place of one of one syllable moves Flesch-Kincaid by 11.8 * 3 / 60 = 0.6
grades. Among fewer, a single word moves it further still, and a grade would speak of that word, not of the draft. The
reviewer calls no shorter draft hard to read either.
"""

SOURCE_NAMES = {
    "B3": "a study of 148 handouts",
    "B6": "HHS plain writing in one page",
    "B8": "PMC3049622, Table 1",
    "B10": "PMC5849699, Table 1",
}
"""How people are told of a source: a short name for each key."""

TARGET = "SMOG 9 or lower and Flesch-Kincaid 8 or lower (ESTIMATE)"
ENGLISH_ONLY = "The formulas are made for English, so they say nothing about it."


@dataclass(frozen=True)
class Formula:
    """A formula of readability in words, where it was read, and how surely."""

    name: str
    words: str
    sources: tuple[str, ...]
    mark: Mark
    remark: str = ""


FLESCH_KINCAID = Formula(
    "Flesch-Kincaid grade",
    "0.39 times the words of a sentence, plus 11.8 times the syllables of a word, less 15.59",
    ("B8", "B10"),
    Mark.SEEN,
)
SMOG = Formula(
    "SMOG grade",
    "1.0430 times the square root of the words of three or more syllables in 30 sentences, plus 3.1291",
    ("B8", "B10"),
    Mark.SEEN,
    "The scaling to 30 sentences inside of the root is KNOWN; the source scales the count beforehand.",
)
READING_EASE = Formula(
    "Flesch reading ease",
    "206.835, less 84.6 times the syllables of a word, less 1.015 times the words of a sentence; higher is easier",
    ("B8", "B10"),
    Mark.SEEN,
)


@dataclass(frozen=True)
class Score:
    """What a formula makes of a text, and what it makes of it with topic terms counted as short words."""

    formula: Formula
    raw: float
    adjusted: float


@dataclass(frozen=True)
class Readability:
    """What was counted in a text, and what three formulas make of it.

    ``polysyllables`` are the words of three or more syllables. ``topic_words`` are those among them that were counted
    with two syllables for the adjusted scores, because the topic cannot do without them. That adjustment is our
    ESTIMATE: nobody has tested it. Scores are 0 where there are no words; where `is_too_short` is true or `is_english`
    is not, they are numbers without a meaning, and `sentences_for_people` leaves them out.
    """

    words: int
    sentences: int
    syllables: int
    polysyllables: int
    topic_words: int
    flesch_kincaid: Score
    smog: Score
    reading_ease: Score
    long_sentences: tuple[Sentence, ...]
    unexplained_acronyms: tuple[Acronym, ...]
    is_other_script: bool = False
    is_other_language: bool = False

    @property
    def is_english(self) -> bool:
        """Whether the formulas, which are made for English, can mean anything here."""
        return not (self.is_other_script or self.is_other_language)

    @property
    def is_unstable(self) -> bool:
        """Whether there are fewer than the 30 sentences that SMOG is defined on (KNOWN)."""
        return self.sentences < FEWEST_SENTENCES

    @property
    def is_too_short(self) -> bool:
        """Whether there are so few words that one of them would change the grade; see `FEWEST_WORDS` (ESTIMATE)."""
        return self.words < FEWEST_WORDS

    def sentences_for_people(self) -> tuple[str, ...]:
        """Return what was found in short sentences for a clinician; a number never stands without its formula."""
        if not self.words:
            return ("There are no words to count yet.",)
        if self.is_other_script:
            return ("Most of this text is not in Latin letters.", ENGLISH_ONLY)
        if self.is_other_language:
            return ("This text has hardly any of the commonest English words.", ENGLISH_ONLY)
        grades = (self._too_short(),) if self.is_too_short else self._grades()
        return (*grades, self._long_sentences(), *self._acronyms())

    def _too_short(self) -> str:
        return (
            f"{_count(self.words, 'word')} {'is' if self.words == 1 else 'are'} too few for a grade. "
            f"In fewer than {FEWEST_WORDS}, a single word would change it (ESTIMATE)."
        )

    def _grades(self) -> tuple[str, ...]:
        kincaid, smog = self.flesch_kincaid, self.smog
        sources = ", and ".join(SOURCE_NAMES[key] for key in self.reading_ease.formula.sources)
        grades = (
            f"Flesch-Kincaid: {_grade(kincaid.raw)}. SMOG: {_grade(smog.raw)}. "
            f"Flesch reading ease: {self.reading_ease.raw:.0f}, where higher is easier (all {sources}; SEEN)."
        )
        adjusted = (
            f"With {_count(self.topic_words, 'word')} of your topic taken as two syllables: "
            f"Flesch-Kincaid {_grade(kincaid.adjusted)}, SMOG {_grade(smog.adjusted)} (our ESTIMATE)."
        )
        unstable = (
            f"SMOG is made for {FEWEST_SENTENCES} sentences, and may jump with fewer (KNOWN). "
            f"This text has {self.sentences}."
        )
        target = f"A target to aim at: {TARGET}. No formula knows whether a post is good."
        said = (grades, self._gap(), adjusted if self.topic_words else "", unstable if self.is_unstable else "", target)
        return tuple(filter(None, said))

    def _gap(self) -> str:
        gap = round(self.smog.raw - self.flesch_kincaid.raw, 1)
        here = f"{abs(gap):.1f} {'higher' if gap > 0 else 'lower, so trust neither alone'}" if gap else "no higher"
        return (
            "SMOG aims at readers who take in everything. "
            f"So it mostly runs one or two grades higher ({SOURCE_NAMES['B8']}; SEEN). "
            f"In {SOURCE_NAMES['B3']} it ran three higher (SEEN). Here it is {here}."
        )

    def _long_sentences(self) -> str:
        count = len(self.long_sentences)
        some = f"{count} of {_count(self.sentences, 'sentence')} {'has' if count == 1 else 'have'}"
        return f"{some if count else 'No sentence has'} more than {MOST_WORDS} words ({SOURCE_NAMES['B6']}; SEEN)."

    def _acronyms(self) -> tuple[str, ...]:
        letters = [acronym.letters for acronym in self.unexplained_acronyms]
        if not letters:
            return ()
        named = listed([*letters[:NAMED], f"{len(letters) - NAMED} more"] if len(letters) > NAMED else letters)
        return (f"{_count(len(letters), 'acronym')} not written out at first use: {named}.",)


NAMED = 5
"""Acronyms that one sentence names at most."""


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _grade(number: float) -> str:
    return "below grade 1" if number < 1 else f"grade {number:.1f}"


def readability(
    text: str, topic_terms: Iterable[str] = TOPIC_TERMS, known_acronyms: Iterable[str] = KNOWN
) -> Readability:
    """Count words, sentences and syllables of a text, and say what three formulas make of them.

    Parameters
    ----------
    text
        Plain text or Markdown, with or without front matter.
    topic_terms
        Words in the singular that the topic cannot do without. For the adjusted scores they, their plurals and their
        possessives count as if they had two syllables, also as a part of a compound. That is our ESTIMATE.
    known_acronyms
        Capitals that need no explanation.
    """
    read = taken_apart(text)
    terms = TOPIC_TERMS if topic_terms is TOPIC_TERMS else frozenset(" ".join(topic_terms).lower().split())
    counts = [raw_and_adjusted_syllables(word, terms) for word in read.words]
    words, sentences = len(counts), len(read.sentences)
    syllables = sum(count for count, _ in counts)
    adjusted = sum(count for _, count in counts)
    polysyllables = sum(count >= LONG_WORD for count, _ in counts)
    adjusted_polysyllables = sum(count >= LONG_WORD for _, count in counts)
    return Readability(
        words=words,
        sentences=sentences,
        syllables=syllables,
        polysyllables=polysyllables,
        topic_words=sum(fewer < count for count, fewer in counts),
        flesch_kincaid=Score(
            FLESCH_KINCAID, _flesch_kincaid(words, sentences, syllables), _flesch_kincaid(words, sentences, adjusted)
        ),
        smog=Score(SMOG, _smog(polysyllables, sentences), _smog(adjusted_polysyllables, sentences)),
        reading_ease=Score(
            READING_EASE, _reading_ease(words, sentences, syllables), _reading_ease(words, sentences, adjusted)
        ),
        long_sentences=tuple(sentence for sentence in read.sentences if sentence.words > MOST_WORDS),
        unexplained_acronyms=tuple(unexplained(read, frozenset(known_acronyms))),
        is_other_script=is_other_script(read),
        is_other_language=is_other_language(read),
    )


def grade_of(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text (B8, B10: SEEN), counted as in `readability`; 0 without words."""
    read = taken_apart(text)
    syllables = sum(raw_and_adjusted_syllables(word, TOPIC_TERMS)[0] for word in read.words)
    return _flesch_kincaid(len(read.words), len(read.sentences), syllables)


def _flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0


def _smog(polysyllables: int, sentences: int) -> float:
    return 1.0430 * math.sqrt(polysyllables * FEWEST_SENTENCES / sentences) + 3.1291 if sentences else 0.0


def _reading_ease(words: int, sentences: int, syllables: int) -> float:
    return 206.835 - 84.6 * syllables / words - 1.015 * words / sentences if words else 0.0
