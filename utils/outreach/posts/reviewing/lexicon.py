"""The words that the reviewer knows, by class, and the given names; read once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.posts.reviewing.reading import NO_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.posts.reviewing.reading import Classes

_HERE = Path(__file__).parent
_VOWELS = frozenset("aeiou")


class Lexicon(dict[str, "Classes"]):
    """The classes of words in small letters. A word that is not known may still have the stem of one that is."""

    def __init__(self, words: Mapping[str, Classes], stems: Mapping[str, Classes]) -> None:
        super().__init__(words)
        self._stems: dict[str, list[tuple[str, Classes]]] = defaultdict(list)
        for stem, kinds in stems.items():
            self._stems[stem[:SHORTEST_STEM]].append((stem, kinds))

    def __missing__(self, word: str) -> Classes:
        found = NO_CLASSES
        for stem, kinds in self._stems.get(word[:SHORTEST_STEM], ()):
            if word.startswith(stem):
                found |= kinds
        if word.endswith("est") and len(word) > SHORTEST_SUPERLATIVE and word not in _NO_SUPERLATIVES:
            found |= {"superlative"}
        if word.endswith("ed") and len(word) > SHORTEST_SUPERLATIVE - 1 and not word.endswith("eed"):
            found |= {"past_form"}
        if len(self) < MOST_WORDS:
            self[word] = found
        return found


SHORTEST_STEM = 3
SHORTEST_SUPERLATIVE = 5
_NO_SUPERLATIVES = frozenset(
    "forest interest honest request suggest harvest protest invest contest modest latest arrest digest attest manifest conquest tempest earnest priest midwest southwest northwest disinterest dishonest breast infest ingest divest bequest everest budapest".split()
)
MOST_WORDS = 60_000
"""Words that are remembered; a draft made of words that nobody ever wrote does not fill the memory."""


@cache
def classes() -> Lexicon:
    """Return for each known word the classes that it belongs to; all words are in small letters."""
    found: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    content = tomllib.loads((_HERE / "words.toml").read_text(encoding="utf-8"))
    irregular = {base: forms.split() for base, forms in content["irregular"].items()}
    for name, words in content["nouns"].items():
        for word in words.split():
            found[word] |= {name, f"{name}_one"}
            found[plural(word)] |= {name, f"{name}_many"}
    for name, words in content["verbs"].items():
        for word in words.split():
            past, participle, third, ing = irregular.get(word) or _regular(word)
            found[word] |= {name, f"{name}_now"}
            found[third] |= {name, f"{name}_now"}
            found[past] |= {name, f"{name}_past"}
            found[participle] |= {name, f"{name}_past"}
            found[ing] |= {name, f"{name}_ing"}
    for name, words in content["words"].items():
        for word in words.split():
            if word.endswith("*"):
                stems[word[:-1]].add(name)
            else:
                found[word].add(name)
    for word in _listed("common_words.txt"):
        found[word].add("common")
    for word, kind in _names():
        found[word].add(kind)
    fixed = {stem: frozenset(kinds) for stem, kinds in stems.items()}
    lexicon = Lexicon({}, fixed)
    lexicon.update({word: frozenset(kinds) | lexicon.__missing__(word) for word, kinds in found.items()})
    return lexicon


def plural(noun: str) -> str:
    """Return the plural of a noun in small letters, by the rules of spelling."""
    special = _PLURALS.get(noun)
    if special:
        return special
    if noun.endswith("-in-law"):
        return plural(noun.removesuffix("-in-law")) + "-in-law"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return f"{noun[:-1]}ies"
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    return f"{noun}s"


_PLURALS = {
    "child": "children", "person": "people", "wife": "wives", "midwife": "midwives", "life": "lives", "baby": "babies",
    "grandchild": "grandchildren", "alum": "alumni", "alumnus": "alumni", "man": "men", "woman": "women",
    "gentleman": "gentlemen", "hero": "heroes", "diagnosis": "diagnoses", "datum": "data", "shelf": "shelves",
}  # fmt: skip


def _regular(verb: str) -> tuple[str, str, str, str]:
    """Return past, participle, third person and -ing of a verb that follows the rules of spelling."""
    if verb.endswith("e"):
        return f"{verb}d", f"{verb}d", f"{verb}s", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ied", f"{verb[:-1]}ied", f"{verb[:-1]}ies", f"{verb}ing"
    third = f"{verb}es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{verb}s"
    return f"{verb}ed", f"{verb}ed", third, f"{verb}ing"


def _listed(name: str) -> Iterator[str]:
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from line.split()


def _names() -> Iterator[tuple[str, str]]:
    kind = "given_name"
    for line in (_HERE / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            kind = "word_name"
        elif not line.startswith("#"):
            for word in line.split():
                yield word, "given_name"
                if kind == "word_name":
                    yield word, kind
