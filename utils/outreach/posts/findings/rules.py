"""What the reviewer says about each thing it finds, and on whose authority, read from ``review_rules.toml``.

None of this is legal advice.
"""

from __future__ import annotations

import re
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
    shown,
    sources_at,
    tables_at,
    verified_at,
    waits_at,
    words_at,
)
from outreach.professional_codes import ProfessionalCodes, professional_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from outreach.dated import Source

GROUP = "Rules for drafts"
_RULE_KEYS = {"category", "name", "why", "suggestion"}
_CLAUSE_KEYS = {"authority", "section", "mark", "source", "verified_on"}
_COUNTRY = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True)
class Clause:
    """What one authority says; for everybody, for authors of a country, or for those whose license declares a code."""

    authority: str
    section: str
    mark: Mark
    source: Source
    verified_on: str
    code: str = ""
    country: str = ""

    def words(self) -> str:
        """Return authority, section, mark and month, as people read them beside a finding."""
        return f"{self.authority} ({self.section}; {self.mark}, {self.verified_on})"


@dataclass(frozen=True)
class Rule:
    """What is said of one category: its name, why it matters in one sentence, and what may help."""

    category: str
    name: str
    why: str
    suggestion: str
    clauses: tuple[Clause, ...] = field(repr=False)

    def applying(self, codes: frozenset[str], country: str) -> tuple[Clause, ...]:
        """Return the clauses for an author who has declared some codes and works in a country, the strictest first."""
        return tuple(
            clause
            for clause in self.clauses
            if (not clause.code or clause.code in codes) and (not clause.country or clause.country == country)
        )


@dataclass(frozen=True)
class Rules:
    """All rules of one edition of the file, by category, and the months after which each clause is read again."""

    edition: str
    recheck: int
    rules: Mapping[str, Rule] = field(repr=False)

    def dated(self) -> Iterator[Dated]:
        """Go through all clauses as a list shows them."""
        for rule in self.rules.values():
            for clause in rule.clauses:
                said = f"{rule.name}: {clause.authority}, {clause.section}."
                due = months_after(clause.verified_on, self.recheck)
                yield Dated(
                    "rule", f"{GROUP} ({self.edition})", said, clause.mark, clause.verified_on, (clause.source,), due
                )


@cache
def review_rules() -> Rules:
    """Return the rules of the course, read once."""
    codes = professional_codes()
    return read_file(Path(__file__).with_name("review_rules.toml"), lambda content: _rules(content, codes))


def parse_rules(text: str, codes: ProfessionalCodes, file: str = "review_rules.toml") -> Rules:
    """Check the text of a file of rules.

    Raises
    ------
    SourceError
        If it is not TOML, or a source, rule or clause in it is unknown, incomplete or there twice; file and rule are
        named.
    """
    return parse(text, file, lambda content: _rules(content, codes))


def _rules(content: dict[str, Any], codes: ProfessionalCodes) -> Rules:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "rule"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"clauses"}, "months")["clauses"]
    sources = sources_at(where, content)
    rules: dict[str, Rule] = {}
    for number, given in enumerate(tables_at(where, content, "rule"), 1):
        rule = _rule(number, as_table(f"rule {number}", given), rules, sources, edition, codes)
        if rule.category in rules:
            raise RefusedError(f"{rule.category} has two rules")
        rules[rule.category] = rule
    return Rules(edition, recheck, rules)


def _rule(
    number: int,
    given: dict[str, Any],
    known: Mapping[str, Rule],
    sources: Mapping[str, Source],
    edition: str,
    codes: ProfessionalCodes,
) -> Rule:
    where = f"rule {number}"
    expect_keys(where, given, _RULE_KEYS, {"clause", "like", "first"})
    category = words_at(where, given, "category")
    where = f"rule {category}"
    if ("like" in given) != ("first" in given) or ("like" in given) == ("clause" in given):
        raise RefusedError(f"{where} needs clauses of its own, or a first one and the rule that it is like")
    if "like" in given:
        if given["like"] not in list(known):
            raise RefusedError(f"{where} is like {shown(given['like'])}, which no rule before it is")
        clauses = (
            _clause(where, given["first"], sources, edition, codes),
            *known[given["like"]].clauses[1:],
        )
    else:
        clauses = tuple(_clause(where, one, sources, edition, codes) for one in tables_at(where, given, "clause"))
    if clauses[-1].code or clauses[-1].country:
        raise RefusedError(f"{where}: the last clause is not for everybody, so some author would have none")
    return Rule(
        category,
        words_at(where, given, "name"),
        words_at(where, given, "why"),
        words_at(where, given, "suggestion"),
        clauses,
    )


def _clause(where: str, given: object, sources: Mapping[str, Source], edition: str, codes: ProfessionalCodes) -> Clause:
    where = f"{where}, a clause"
    values = as_table(where, given)
    expect_keys(where, values, _CLAUSE_KEYS, {"code", "country"})
    code, country = values.get("code", ""), values.get("country", "")
    if code and code not in list(codes.codes):
        raise RefusedError(f"{where}: there is no code {shown(code)} in professional_codes.toml")
    if country and not (isinstance(country, str) and _COUNTRY.fullmatch(country)):
        raise RefusedError(f"{where}: the country is {shown(country)}; two capital letters such as US were expected")
    mark = mark_at(where, values)
    return Clause(
        authority=words_at(where, values, "authority"),
        section=words_at(where, values, "section"),
        mark=mark,
        source=cited(where, words_at(where, values, "source"), mark, sources),
        verified_on=verified_at(where, values, edition),
        code=code,
        country=country,
    )
