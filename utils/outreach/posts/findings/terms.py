"""What may be written instead of words that label people or speak of suicide carelessly, read from ``terms.toml``.

People's own words for themselves stand, and some communities prefer the word for the person first. So a replacement
is something to show and to offer; nothing here, and nobody who uses it, puts one in unasked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.dated import Dated, Mark, months_after
from outreach.dated_file import (
    RefusedError,
    as_table,
    cited,
    edition_at,
    expect_keys,
    flag_at,
    mark_at,
    parse,
    read_file,
    several_at,
    shown,
    sources_at,
    table_at,
    tables_at,
    verified_at,
    waits_at,
    words_at,
)
from outreach.posts.findings._term import LOOSE_DEGREES, MOST_WORDS, THINGS, Frame, Swap, Term, plain, words_of
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from outreach.dated import Source

__all__ = ["CATEGORIES", "Frame", "OwnWords", "Term", "Terms", "parse_terms", "terms"]

GROUP = "Words for people and for suicide"
CATEGORIES = ("STIGMA", "SUICIDE_WORDING", "SUICIDE_DETAIL")
OPEN = "…"
"""What stands at the end of a phrase that goes on in the writer's words."""

_KEYS = {"key", "categories", "class", "why", "mark", "sources", "verified_on"}
_FORMS = ("one", "many", "after_a", "after_so", "words", "clues")
_PREFERRED = ("prefer", "prefer_one", "prefer_many")
_OTHERS = {*_FORMS, *_PREFERRED, "swap", "note", "in_names", "offered", "general"}
_OFFERED = (
    ("one", "prefer_one", ""),
    ("many", "prefer_many", ""),
    ("after_a", "prefer_one", "a"),
    ("after_so", "prefer", "so"),
)
"""For forms of a kind: of which alternatives the first is offered, and what must stand before it."""


@dataclass(frozen=True)
class OwnWords:
    """What is said of people's own words for themselves."""

    text: str
    mark: Mark
    source: Source
    verified_on: str


@dataclass(frozen=True)
class Terms:
    """All entries of one edition of the file, and the months after which each is to be looked at again."""

    edition: str
    recheck: int
    own_words: OwnWords
    terms: tuple[Term, ...] = field(repr=False)
    _index: Mapping[str, _Index] = field(repr=False, hash=False)

    def for_words(self, words: str, category: str) -> Term | None:
        """Return the entry for words that the reviewer marked.

        The longest form or clue in them leads to it, the first of those that are equally long. Where there is none,
        the general entry of the category is returned; None where there is no such category, or there are no words.
        """
        index = self._index.get(category)
        small = tuple(word.small for word in words_of(plain(words))[:MOST_WORDS])
        return None if index is None or not small else index.best(small)

    def dated(self) -> Iterator[Dated]:
        """Go through all entries as a list shows them, with what is said of people's own words in front."""
        group = f"{GROUP} ({self.edition})"
        own = self.own_words
        yield Dated("term", group, own.text, own.mark, own.verified_on, (own.source,), self._due(own.verified_on))
        for term in self.terms:
            offered = listed(term.prefer or (*term.prefer_one, *term.prefer_many), "or")
            said = f"{term.named()} ({listed(term.frames)}): {offered}. {term.why} {term.note}".rstrip()
            yield Dated("term", group, said, term.mark, term.verified_on, term.sources, self._due(term.verified_on))

    def _due(self, month: str) -> date:
        return months_after(month, self.recheck)


class _Index:
    """The entries of one category by their forms and clues."""

    __slots__ = ("_general", "_longest", "_phrases", "_so")

    def __init__(self, general: Term) -> None:
        self._general = general
        self._phrases: dict[str, Term] = {}
        self._so: dict[str, Term] = {}
        self._longest = 1

    def add(self, term: Term) -> None:
        for where, phrases in ((self._phrases, (*term.forms, *term.clues)), (self._so, term.after_so)):
            for phrase in phrases:
                if phrase in where:
                    raise RefusedError(f"term {term.key}: {shown(phrase)} also stands under {where[phrase].key}")
                where[phrase] = term
                self._longest = max(self._longest, phrase.count(" ") + 1)

    def best(self, words: Sequence[str]) -> Term:
        is_figure = bool(THINGS.intersection(words))
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                phrase = " ".join(words[start : start + length])
                if phrase in self._so and (is_figure or LOOSE_DEGREES.intersection(words[max(0, start - 2) : start])):
                    return self._so[phrase]
                if phrase in self._phrases:
                    return self._phrases[phrase]
        return self._general


@cache
def terms() -> Terms:
    """Return the entries of the course, read once."""
    return read_file(Path(__file__).with_name("terms.toml"), _terms)


def parse_terms(text: str, file: str = "terms.toml") -> Terms:
    """Check the text of a file of terms.

    Raises
    ------
    SourceError
        If it is not TOML, or a source, reason or entry in it is unknown, incomplete or there twice; file and entry are
        named.
    """
    return parse(text, file, _terms)


def _terms(content: dict[str, Any]) -> Terms:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "own_words", "why", "term"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"terms"}, "months")["terms"]
    sources = sources_at(where, content)
    reasons = table_at(where, content, "why")
    whys = {key: words_at("why", reasons, key) for key in reasons}
    entries: dict[str, Term] = {}
    used: set[str] = set()
    for number, given in enumerate(tables_at(where, content, "term"), 1):
        values = as_table(f"term {number}", given)
        term = _term(number, values, whys, sources, edition)
        if term.key in entries:
            raise RefusedError(f"term {term.key} is there twice")
        entries[term.key] = term
        used.add(values["why"])
    for key in whys:
        if key not in used:
            raise RefusedError(f"why: no term has the reason {shown(key)}")
    found = tuple(entries.values())
    return Terms(edition, recheck, _own_words(content, sources, edition), found, _indexed(found))


def _own_words(content: dict[str, Any], sources: Mapping[str, Source], edition: str) -> OwnWords:
    where = "own_words"
    values = table_at("the file", content, "own_words")
    expect_keys(where, values, {"text", "mark", "source", "verified_on"})
    mark = mark_at(where, values)
    return OwnWords(
        text=words_at(where, values, "text"),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
    )


def _indexed(found: Sequence[Term]) -> dict[str, _Index]:
    indexed = {}
    for category in CATEGORIES:
        own = [term for term in found if category in term.categories]
        general = [term for term in own if term.general]
        if len(general) != 1:
            raise RefusedError(f"{category} has {len(general)} general terms; one was expected")
        indexed[category] = _Index(general[0])
        for term in own:
            indexed[category].add(term)
    return indexed


def _term(
    number: int, values: dict[str, Any], whys: Mapping[str, str], sources: Mapping[str, Source], edition: str
) -> Term:
    where = f"term {number}"
    expect_keys(where, values, _KEYS, _OTHERS)
    key = words_at(where, values, "key")
    where = f"term {key}"
    forms = {name: _forms_at(where, values, name) for name in _FORMS}
    preferred = {name: several_at(where, values, name) for name in _PREFERRED}
    given = _swaps(where, values)
    general = flag_at(where, values, "general")
    _offers_fit(where, forms, preferred)
    if not general and not any((*forms.values(), given)):
        raise RefusedError(f"{where} has no words")
    if values["why"] not in list(whys):
        raise RefusedError(f"{where}: there is no reason {shown(values['why'])} in [why]")
    mark = mark_at(where, values)
    swaps = _offered(forms, preferred, given) if flag_at(where, {"offered": True} | values, "offered") else {}
    discouraged = (*forms["one"], *forms["many"], *forms["after_a"], *forms["words"], *given)
    return Term(
        key=key,
        categories=_chosen(where, values, "categories", CATEGORIES),
        frames=tuple(map(Frame, _chosen(where, values, "class", tuple(Frame)))),
        **preferred,
        why=whys[values["why"]],
        note=words_at(where, values, "note") if "note" in values else "",
        mark=mark,
        sources=_sources(where, values, mark, sources),
        verified_on=verified_at(where, values, edition),
        general=general,
        forms=tuple(dict.fromkeys(discouraged)),
        after_so=forms["after_so"],
        clues=forms["clues"],
        in_names=flag_at(where, values, "in_names"),
        many=frozenset(forms["many"]),
        swaps=swaps,
    )


def _offers_fit(where: str, forms: Mapping[str, tuple[str, ...]], preferred: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse forms for which the alternatives that are offered are missing, and alternatives that say it twice."""
    if bool(preferred["prefer"]) == bool(preferred["prefer_one"] or preferred["prefer_many"]):
        raise RefusedError(f"{where} needs prefer, or prefer_one and prefer_many, and not both")
    for name, needed, _ in _OFFERED:
        if forms[name] and not preferred[needed]:
            raise RefusedError(f"{where} has {name} and no {needed}")


def _offered(
    forms: Mapping[str, tuple[str, ...]],
    preferred: Mapping[str, tuple[str, ...]],
    given: Mapping[str, Swap],
) -> dict[str, tuple[Swap, ...]]:
    """Return for each form what is offered for it."""
    offered: dict[str, tuple[Swap, ...]] = {phrase: (swap,) for phrase, swap in given.items()}
    for name, source, after in _OFFERED:
        for form in forms[name]:
            offered[form] = (*offered.get(form, ()), Swap(preferred[source][0], after))
    return offered


def _swaps(where: str, values: dict[str, Any]) -> dict[str, Swap]:
    """Return the phrases of a table of swaps; both sides go on in the writer's words, or neither does."""
    given = table_at(where, values, "swap")
    swaps = {}
    for phrase in given:
        other = words_at(f"{where}, swap", given, phrase)
        is_open = phrase.endswith(OPEN)
        if is_open != other.endswith(OPEN):
            raise RefusedError(f"{where}: of {shown(phrase)} and {shown(other)} only one ends in {OPEN}")
        form = _formed(where, phrase.removesuffix(OPEN).strip())
        swaps[form] = Swap(other.removesuffix(OPEN).strip(), is_open=is_open)
    return swaps


def _forms_at(where: str, values: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(_formed(where, form) for form in several_at(where, values, name))


def _formed(where: str, phrase: str) -> str:
    """Return a phrase as it is looked for; one that is written otherwise than it is found can never be met."""
    form = " ".join(word.small for word in words_of(plain(phrase)))
    if not form or phrase.replace("-", " ") != form:
        raise RefusedError(f"{where}: {shown(phrase)} can never be met; it would be written {shown(form)}")
    return form


def _chosen(where: str, values: dict[str, Any], key: str, allowed: Sequence[str]) -> tuple[str, ...]:
    chosen = several_at(where, values, key, least=1)
    for one in chosen:
        if one not in list(allowed):
            raise RefusedError(f"{where}: {key} holds {shown(one)}; expected some of {', '.join(allowed)}")
    return chosen


def _sources(where: str, values: dict[str, Any], mark: Mark, sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(cited(where, key, mark, sources) for key in several_at(where, values, "sources", least=1))
