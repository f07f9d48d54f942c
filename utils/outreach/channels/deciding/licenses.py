"""What professional codes say against places, and which of it the words of a license bring to bear.

A rule applies only to a code that the license in the profile declares. Where
several are declared, the strictest is named. None of this is legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outreach.dated import Dated, months_after
from outreach.professional_codes import GROUP
from outreach.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outreach.channels.facts.catalog import Channel
    from outreach.dated import Mark, Source
    from outreach.professional_codes import Code, ProfessionalCodes


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
    """All rules of one edition of the file, and the months after which they are to be looked at again."""

    edition: str
    recheck: int
    codes: ProfessionalCodes = field(repr=False)
    rules: tuple[Rule, ...] = field(repr=False)

    def against(self, licence: str, channel: Channel) -> Iterator[tuple[Rule, Clause]]:
        """Go through the rules that the declared codes hold against a channel."""
        codes = self.codes.declared(licence)
        for rule in self.rules:
            clause = rule.strictest(codes)
            if clause is not None and rule.speaks_of(channel):
                yield rule, clause

    def dated(self, channel: Channel | None = None) -> Iterator[Dated]:
        """Go through all clauses as a list shows them; for one channel, through those that speak of it."""
        group = f"{GROUP} ({self.edition})"
        for rule in self.rules:
            for clause in rule.clauses if channel is None or rule.speaks_of(channel) else ():
                said = f"{clause.place()} {clause.says}."
                due = months_after(clause.verified_on, self.recheck)
                yield Dated("rule", group, said, clause.mark, clause.verified_on, (clause.source,), due)

    def without_rules(self, licence: str) -> str:
        """Return a sentence that names the declared codes of which no rule is held here; empty where there is none."""
        held = {clause.code.key for rule in self.rules for clause in rule.clauses}
        declared = self.codes.declared(licence)
        names = [f"the {code.authority} ({code.edition})" for code in declared if code.key not in held]
        if not names:
            return ""
        return (
            f"We hold no rule of {listed(names)} that sets a channel aside, "
            "which does not mean that there is none; look at it yourself."
        )
