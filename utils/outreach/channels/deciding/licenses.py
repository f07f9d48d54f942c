"""Professional codes, their rules, and which of them the words of a license declare.

A rule applies only to a code that the license in the profile declares. Where
several are declared, the strictest is named. None of this is legal advice.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.channels.wording import listed, one_line
from outreach.dated import Dated, months_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.channels.facts.catalog import Channel
    from outreach.dated import Mark, Source

MOST_NAMED = 3
LONGEST_LICENSE = 2_000
"""Characters that are looked at, as many as a profile keeps of it."""

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
class Clause:
    """What one code says on the matter of a rule. The number is empty where none is known."""

    code: Code
    says: str
    mark: Mark
    source: Source
    verified_on: str
    number: str = ""

    def words(self) -> str:
        """Return the authority, its edition, the clause, its mark, and what it says."""
        return f"The {self.code.authority} ({self._where()}: {self.mark}) {self.says}"

    def place(self) -> str:
        """Return the authority, its edition and the clause."""
        return f"The {self.code.authority} ({self._where()})"

    def _where(self) -> str:
        return f"{self.code.edition}, {self.number}" if self.number else self.code.edition


@dataclass(frozen=True)
class Rule:
    """Places that professional codes have something against, and what lifts it."""

    id: str
    because: str
    settled: str
    clauses: tuple[Clause, ...]
    channels: tuple[str, ...] = ()
    fact: str = ""
    at_least: float = 0.0

    def speaks_of(self, channel: Channel) -> bool:
        """Tell whether the channel is one of those places."""
        return channel[self.fact].number >= self.at_least if self.fact else channel.id in self.channels

    def strictest(self, codes: tuple[Code, ...]) -> Clause | None:
        """Return the strictest clause of these codes, or None where none of them has one."""
        return next((clause for clause in self.clauses if clause.code in codes), None)


@dataclass(frozen=True)
class Rules:
    """All codes and rules of one edition of the file, and the months after which they are to be looked at again."""

    edition: str
    recheck: int
    codes: Mapping[str, Code] = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)

    def declared(self, licence: str) -> tuple[Code, ...]:
        """Return the codes that a free text declares; a degree counts only where no license does."""
        parts = [_meant(part) for part in parts_of(licence)]
        licensed = tuple(code for code in self.codes.values() if _holds(" ".join(parts), code.words))
        return licensed or tuple(code for code in self.codes.values() if _has_degree(parts, code.degrees))

    def against(self, licence: str, channel: Channel) -> Iterator[tuple[Rule, Clause]]:
        """Go through the rules that the declared codes hold against a channel."""
        codes = self.declared(licence)
        for rule in self.rules:
            clause = rule.strictest(codes)
            if clause is not None and rule.speaks_of(channel):
                yield rule, clause

    def dated(self, channel: Channel | None = None) -> Iterator[Dated]:
        """Go through all codes and clauses as a list shows them; for one channel, the clauses that speak of it."""
        group = f"Rules of professional codes ({self.edition})"
        for code in self.codes.values() if channel is None else ():
            yield self._dated(group, code, f"The {code.authority}, edition: {code.edition}.")
        for rule in self.rules:
            for clause in rule.clauses if channel is None or rule.speaks_of(channel) else ():
                yield self._dated(group, clause, f"{clause.place()} {clause.says}.")

    def _dated(self, group: str, said: Code | Clause, words: str) -> Dated:
        due = months_after(said.verified_on, self.recheck)
        return Dated("rule", group, words, said.mark, said.verified_on, (said.source,), due)

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
        shown = names if len(names) <= MOST_NAMED else [*names[:MOST_NAMED], f"{len(names) - MOST_NAMED} more"]
        return (
            f"We could not tell which professional code goes with {listed(shown)}, so no rule of a code was applied "
            "for that; look at the code of your profession yourself."
        )

    def without_rules(self, licence: str) -> str:
        """Return a sentence that names the declared codes of which no rule is held here; empty where there is none."""
        held = {clause.code.key for rule in self.rules for clause in rule.clauses}
        names = [f"the {code.authority} ({code.edition})" for code in self.declared(licence) if code.key not in held]
        if not names:
            return ""
        return (
            f"We hold no rule of {listed(names)} that sets a channel aside, "
            "which does not mean that there is none; look at it yourself."
        )


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
