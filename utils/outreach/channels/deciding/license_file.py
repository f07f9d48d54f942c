"""Reading ``license_rules.toml``: every clause has its code, month, mark and source, or nothing is read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from outreach.channels.deciding.licenses import Clause, Rule, Rules
from outreach.channels.facts.catalog import FACTS, TOP_OF_SCALE
from outreach.channels.facts.known import catalog
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
from outreach.practice import SETTLED
from outreach.professional_codes import MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from outreach.dated import Source
    from outreach.professional_codes import ProfessionalCodes

_CLAUSE_KEYS = {"code", "says", "verified_on", "mark", "source"}
_RULE_KEYS = {"id", "because", "settled", "clause"}


def read_rules(path: Path, codes: ProfessionalCodes) -> Rules:
    """Read a file of rules that rest on ``codes``.

    Raises
    ------
    SourceError
        If it is missing, is not TOML, or a source, rule or clause in it is unknown,
        incomplete or contradicts itself, or names no code that there is; file and
        rule are named.
    """
    return read_file(path, partial(_rules, codes=codes))


def parse_rules(text: str, codes: ProfessionalCodes, file: str = "license_rules.toml") -> Rules:
    """Check the text of a file of rules and return it as `Rules`; see `read_rules`."""
    return parse(text, file, partial(_rules, codes=codes))


def _rules(content: dict[str, Any], codes: ProfessionalCodes) -> Rules:
    where = "the file"
    expect_keys(where, content, {"edition", "recheck", "sources", "rule"})
    edition = edition_at(where, content)
    recheck = waits_at(where, content, {"rules"}, "months")["rules"]
    sources = sources_at(where, content)
    rules = tuple(_rule(values, sources, codes, edition) for values in tables_at(where, content, "rule"))
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RefusedError(f"rule {rule_id} stands there twice")
    return Rules(edition, recheck, codes, rules)


def _rule(values: object, sources: Mapping[str, Source], codes: ProfessionalCodes, edition: str) -> Rule:
    where = f"rule {_name(values, 'id', 'without id')}" if isinstance(values, dict) else "a rule"
    table = _checked(where, values, _RULE_KEYS, {"channels", "fact", "at_least"})
    if table["settled"] not in list(SETTLED):
        raise RefusedError(f"{where}: settled is {shown(table['settled'])}; expected one of {', '.join(SETTLED)}")
    clauses = tuple(_clause(where, one, sources, codes, edition) for one in tables_at(where, table, "clause"))
    if len({clause.code.key for clause in clauses}) < len(clauses):
        raise RefusedError(f"{where} has two clauses of one code")
    channels, fact, at_least = _places(where, table)
    return Rule(
        id=words_at(where, table, "id"),
        because=words_at(where, table, "because"),
        settled=table["settled"],
        clauses=clauses,
        channels=channels,
        fact=fact,
        at_least=at_least,
    )


def _places(where: str, table: dict[str, Any]) -> tuple[tuple[str, ...], str, float]:
    """Return the channels, or the fact and how much of it, that a rule speaks of; one of the two is there."""
    if set(table) & {"channels", "fact", "at_least"} not in ({"channels"}, {"fact", "at_least"}):
        raise RefusedError(f"{where} should name either channels, or a fact and at_least")
    if "channels" in table:
        channels = several_at(where, table, "channels", least=1)
        known = {channel.id for channel in catalog().channels}
        for channel in channels:
            if channel not in known:
                raise RefusedError(f"{where}: there is no channel {channel!r} in the catalog")
        return channels, "", 0.0
    fact, least = words_at(where, table, "fact"), table["at_least"]
    if fact not in FACTS or FACTS[fact].kind != "scale" or not FACTS[fact].needed:
        raise RefusedError(f"{where}: {fact!r} is no fact from 0 to {TOP_OF_SCALE:g} that every channel has")
    if isinstance(least, bool) or not isinstance(least, int | float) or not 0 < least <= TOP_OF_SCALE:
        raise RefusedError(
            f"{where}: at_least is {shown(least)}; a number above 0, up to {TOP_OF_SCALE:g}, was expected"
        )
    return (), fact, float(least)


def _clause(
    where: str, values: object, sources: Mapping[str, Source], codes: ProfessionalCodes, edition: str
) -> Clause:
    where = (
        f"{where}, clause of {_name(values, 'code', 'no code')}" if isinstance(values, dict) else f"{where}, a clause"
    )
    table = _checked(where, values, _CLAUSE_KEYS, {"number"})
    if table["code"] not in list(codes.codes):
        raise RefusedError(f"{where}: there is no code {shown(table['code'])} in professional_codes.toml")
    mark = mark_at(where, table, MARKS)
    return Clause(
        code=codes.codes[table["code"]],
        says=words_at(where, table, "says"),
        mark=mark,
        source=cited(where, words_at(where, table, "source"), mark, sources),
        verified_on=verified_at(where, table, edition),
        number=words_at(where, table, "number") if "number" in table else "",
    )


def _checked(where: str, values: object, needed: set[str], allowed: set[str]) -> dict[str, Any]:
    table = as_table(where, values)
    expect_keys(where, table, needed, allowed)
    return table


def _name(values: dict[str, Any], key: str, otherwise: str) -> str:
    """Return the name by which a message calls a table, whatever stands in the place of it."""
    name = values.get(key, otherwise)
    return name if isinstance(name, str) else shown(name)
