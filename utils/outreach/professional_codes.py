"""Professional codes, read from ``professional_codes.toml``, and which of them the words of a license declare.

What a code says on one matter or another is held by the room that needs it. None
of this is legal advice.
"""

from __future__ import annotations

import re
import unicodedata
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
    mark_at,
    parse,
    read_file,
    several_at,
    shown,
    sources_at,
    table_at,
    verified_at,
    waits_at,
    words_at,
)
from outreach.wording import listed, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.dated import Source

GROUP = "Rules of professional codes"
"""What the codes are listed under, and with them the rules that rooms take from them."""

MARKS = (Mark.SEEN, Mark.KNOWN)
"""What a code says is read or known, never judged."""

NO_ADVICE = "This is not legal advice; your board has the last word."
MOST_NAMED = 3
LONGEST_LICENSE = 2_000
"""Characters that are looked at, as many as a profile keeps of it."""

_CODE_KEYS = {"authority", "edition", "verified_on", "mark", "source", "words"}

_PARTS = re.compile(r"[,;/|+]")
_NOTHING = re.compile(r"(?<![^\W_])n\s*/\s*a(?![^\W_])|^\W*(?:none|no license|not applicable)\W*$", re.IGNORECASE)
"""What people write into a field that they leave empty."""

_NOT = {"not", "no", "never", "without"}
_NO_DENIAL_BEFORE = {"license", "licence", "lic", "registration", "reg", "certificate", "cert", "number"}
_NO_DENIAL_AFTER = {"for", "only", "just"}
_OTHER_TRADES = {"camp", "credit", "debt", "financial", "housing", "admissions", "legal", "investment"}
_COUNSELORS = {"counselor", "counselors", "counsellor", "counsellors"}
_FIELDS_OF_CARE = ("psych", "counsel", "clinical")
"""Beginnings of the words for a field in which a degree is one of care."""

_WORD = re.compile(r"[^\W_]+")
_UNSEEN = ".'\u2019"


@dataclass(frozen=True)
class Code:
    """A professional code or a rule of law, and the words of a license that declare it."""

    key: str
    authority: str
    edition: str
    verified_on: str
    mark: Mark
    source: Source
    words: tuple[str, ...]
    degrees: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProfessionalCodes:
    """All codes of one edition of the file, and the months after which each is to be looked at again."""

    edition: str
    recheck: int
    codes: Mapping[str, Code] = field(repr=False)

    def declared(self, licence: str) -> tuple[Code, ...]:
        """Return the codes that a free text declares; a degree counts only where no license does."""
        parts = [_meant(part) for part in parts_of(licence)]
        licensed = tuple(code for code in self.codes.values() if _holds(" ".join(parts), code.words))
        return licensed or tuple(code for code in self.codes.values() if _has_degree(parts, code.degrees))

    def unplaced(self, licence: str) -> str:
        """Return a sentence that names the parts of a license that declare no code; empty where all do."""
        known = tuple(word for code in self.codes.values() for word in code.words)
        degrees = tuple(degree for code in self.codes.values() for degree in code.degrees)
        parts = [
            one_line(part)
            for part in parts_of(licence)
            if not _holds(_meant(part), known) and not _has_degree([_meant(part)], degrees)
        ]
        names = [f"“{part}”" for part in parts if any(char.isalpha() for char in part)]
        if not names:
            return ""
        shown_names = names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
        return (
            f"We could not tell which professional code goes with {listed(shown_names)}, so no rule of a code was "
            "applied for that; look at the code of your profession yourself."
        )

    def dated(self) -> Iterator[Dated]:
        """Go through all codes as a list shows them."""
        for code in self.codes.values():
            said = f"The {code.authority}, edition: {code.edition}."
            due = months_after(code.verified_on, self.recheck)
            yield Dated("rule", f"{GROUP} ({self.edition})", said, code.mark, code.verified_on, (code.source,), due)


@cache
def professional_codes() -> ProfessionalCodes:
    """Return the codes of the course, read once."""
    return read_file(Path(__file__).with_name("professional_codes.toml"), _codes)


def parse_codes(text: str, file: str = "professional_codes.toml") -> ProfessionalCodes:
    """Check the text of a file of codes.

    Raises
    ------
    SourceError
        If it is not TOML, or a source or code in it is unknown, incomplete or contradicts itself; file and code are
        named.
    """
    return parse(text, file, _codes)


def _codes(content: dict[str, Any]) -> ProfessionalCodes:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "codes"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"codes"}, "months")["codes"]
    sources = sources_at(where, content)
    codes = {key: _code(key, values, sources, edition) for key, values in table_at(where, content, "codes").items()}
    if not codes:
        raise RefusedError(f"{where} has no code in [codes]")
    _no_word_twice(codes)
    return ProfessionalCodes(edition, recheck, codes)


def _code(key: str, values: object, sources: Mapping[str, Source], edition: str) -> Code:
    where = f"code {key}"
    table = as_table(where, values)
    expect_keys(where, table, _CODE_KEYS, {"degrees"})
    mark = mark_at(where, table, MARKS)
    words = several_at(where, table, "words", least=1)
    degrees = several_at(where, table, "degrees")
    for word in (*words, *degrees):
        if word != words_in(word):
            raise RefusedError(f"{where}: {shown(word)} can never be met; it would be written {shown(words_in(word))}")
    return Code(
        key=key,
        authority=words_at(where, table, "authority"),
        edition=words_at(where, table, "edition"),
        verified_on=verified_at(where, table, edition),
        mark=mark,
        source=cited(where, words_at(where, table, "source"), mark, sources),
        words=words,
        degrees=degrees,
    )


def _no_word_twice(codes: Mapping[str, Code]) -> None:
    owner: dict[str, str] = {}
    for code in codes.values():
        for word in (*code.words, *code.degrees):
            if word in owner:
                raise RefusedError(f"code {code.key}: the word {shown(word)} also declares {owner[word]}")
            owner[word] = code.key


def words_in(text: str) -> str:
    """Return the words of a text in small letters with a space between them, dots and unseen signs taken out."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    seen = "".join(char for char in folded if char not in _UNSEEN and unicodedata.category(char) != "Cf")
    return " ".join(_WORD.findall(seen))


def parts_of(licence: str) -> list[str]:
    """Return the parts of a license between commas and the like, without what stands for nothing."""
    return _PARTS.split(_NOTHING.sub(" ", licence[:LONGEST_LICENSE]))


def _meant(part: str) -> str:
    """Return the words of a part of a license up to a denial, and what comes after its "but"; no other trades."""
    meant: list[str] = []
    words = words_in(part).split()
    is_denied = False
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        after = words[place + 1] if place + 1 < len(words) else ""
        if word == "but":
            is_denied = False
        elif word in _NOT and not _is_no_denial(before, after):
            is_denied = True
        if not is_denied and not (before in _OTHER_TRADES and word in _COUNSELORS):
            meant.append(word)
    return " ".join(meant)


def _is_no_denial(before: str, after: str) -> bool:
    """Tell "License No. 12" and "not for profit" from a denial."""
    return before in _NO_DENIAL_BEFORE or after in _NO_DENIAL_AFTER or after[:1].isdigit()


def _has_degree(parts: list[str], degrees: tuple[str, ...]) -> bool:
    """Tell whether one of the parts holds a degree that is not said to be in another field than one of care."""
    for part in parts:
        for degree in degrees:
            _, found, rest = f" {part} ".partition(f" {degree} ")
            field_words = rest.split()
            if found and (field_words[:1] != ["in"] or any(word.startswith(_FIELDS_OF_CARE) for word in field_words)):
                return True
    return False


def _holds(said: str, words: tuple[str, ...]) -> bool:
    return any(f" {word} " in f" {said} " for word in words)
