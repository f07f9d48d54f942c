"""Files of dated words in groups: ``agents.toml`` and ``referrers.toml`` have the same form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from outreach.dated import Dated, Mark, months_after
from outreach.dated_file import (
    RefusedError,
    as_table,
    cited,
    edition_at,
    expect_keys,
    mark_at,
    parse,
    read_file,
    several_at,
    shown,
    sources_at,
    tables_at,
    verified_at,
    waits_at,
    words_at,
)
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from outreach.dated import Source

_KEYS = {"key", "what", "words", "mark", "source", "verified_on"}


@dataclass(frozen=True)
class Group:
    """Words that show the same kind of thing."""

    key: str
    what: str
    words: tuple[str, ...]
    innocent: tuple[str, ...]
    mark: Mark
    source: Source
    verified_on: str


@dataclass(frozen=True)
class KnownWords:
    """All groups of one edition of a file, and the months after which each is to be looked at again."""

    edition: str
    recheck: int
    groups: tuple[Group, ...] = field(repr=False)

    def dated(self, kind: str, heading: str) -> Iterator[Dated]:
        """Go through all groups as a list shows them."""
        for group in self.groups:
            said = f"{group.key}: {group.what.rstrip('.')}: {listed(group.words)}."
            due = months_after(group.verified_on, self.recheck)
            yield Dated(kind, f"{heading} ({self.edition})", said, group.mark, group.verified_on, (group.source,), due)


def read_words(path: Path) -> KnownWords:
    """Read a file of words.

    Raises
    ------
    SourceError
        If something in it is unknown, incomplete or there twice; see `parse_words`.
    """
    return read_file(path, _known)


def parse_words(text: str, file: str) -> KnownWords:
    """Check the text of a file of words.

    Raises
    ------
    SourceError
        If it is not TOML, or a source, group or word in it is unknown, incomplete, not in small letters or there twice.
    """
    return parse(text, file, _known)


def _known(content: dict[str, Any]) -> KnownWords:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "group"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"groups"}, "months")["groups"]
    sources = sources_at(where, content)
    groups: dict[str, Group] = {}
    used: set[str] = set()
    for number, given in enumerate(tables_at(where, content, "group"), 1):
        group = _group(f"group {number}", as_table(f"group {number}", given), sources, edition)
        if group.key in groups:
            raise RefusedError(f"group {group.key} is there twice")
        for word in group.words:
            if word in used:
                raise RefusedError(f"group {group.key}: {shown(word)} is there twice")
            used.add(word)
        groups[group.key] = group
    return KnownWords(edition, recheck, tuple(groups.values()))


def _group(where: str, values: dict[str, Any], sources: dict[str, Source], edition: str) -> Group:
    expect_keys(where, values, _KEYS, {"innocent"})
    key = words_at(where, values, "key")
    where = f"group {key}"
    words = several_at(where, values, "words", least=1)
    innocent = several_at(where, values, "innocent")
    for word in (*words, *innocent):
        if word != word.lower() or not word.isascii():
            raise RefusedError(f"{where}: {shown(word)} can never be met; small letters were expected")
    mark = mark_at(where, values)
    return Group(
        key=key,
        what=words_at(where, values, "what"),
        words=words,
        innocent=innocent,
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
    )
