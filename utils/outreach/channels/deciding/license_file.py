"""Reading ``license_rules.toml``: every code and clause has its edition, month, mark and source, or nothing is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outreach.channels.deciding.licenses import Clause, Code, Rule, Rules, words_in
from outreach.channels.facts.catalog import FACTS, TOP_OF_SCALE, Mark, Source
from outreach.channels.facts.foreign import (
    FIRST_YEAR,
    LAST_YEAR,
    RefusedError,
    are_words,
    is_address,
    is_month,
    is_year,
    parse,
    read_file,
    shown,
)
from outreach.channels.facts.known import catalog
from outreach.practice import SETTLED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_CODE_KEYS = {"authority", "edition", "verified_on", "mark", "source", "words"}
_CLAUSE_KEYS = {"code", "says", "verified_on", "mark", "source"}
_RULE_KEYS = {"id", "because", "settled", "clause"}


def read_rules(path: Path) -> Rules:
    """Read a file of rules.

    Raises
    ------
    SourceError
        If it is missing, is not TOML, or a source, code, rule or clause in it is
        unknown, incomplete or contradicts itself; file and rule are named.
    """
    return read_file(path, _rules)


def parse_rules(text: str, file: str = "license_rules.toml") -> Rules:
    """Check the text of a file of rules and return it as `Rules`; see `read_rules`."""
    return parse(text, file, _rules)


def _rules(content: dict[str, Any]) -> Rules:
    _keys("the file", content, {"edition", "sources", "codes", "rule"})
    edition = _month("the file", content, "edition", latest=f"{LAST_YEAR}-12")
    sources = {key: _source(f"source {key}", values) for key, values in _table(content, "sources").items()}
    codes = {
        key: _code(f"code {key}", key, values, sources, edition) for key, values in _table(content, "codes").items()
    }
    _no_word_twice(codes)
    rules = tuple(_rule(values, sources, codes, edition) for values in _tables("the file", content, "rule"))
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RefusedError(f"rule {rule_id} stands there twice")
    return Rules(edition, codes, rules)


def _source(where: str, values: object) -> Source:
    table = _checked(where, values, {"title"}, {"year", "address", "also", "judgment"})
    year = table.get("year")
    if year is not None and not is_year(year):
        raise RefusedError(
            f"{where}: the year is {shown(year)}; a whole number from {FIRST_YEAR} to {LAST_YEAR} was expected"
        )
    judgment = table.get("judgment", False)
    if not isinstance(judgment, bool):
        raise RefusedError(f"{where}: judgment is {shown(judgment)}; true or false was expected")
    if not judgment and "address" not in table:
        raise RefusedError(f"{where} has no address, and does not say judgment = true")
    also = _several(where, table, "also") if "also" in table else ()
    for link in (table["address"], *also) if "address" in table else also:
        if not is_address(link):
            raise RefusedError(f"{where} has the address {shown(link)}; one with http:// or https:// was expected")
    return Source(
        key=where.removeprefix("source "),
        title=_words(where, table, "title"),
        year=year,
        address=table.get("address", ""),
        also=also,
        judgment=judgment,
    )


def _code(where: str, key: str, values: object, sources: Mapping[str, Source], edition: str) -> Code:
    table = _checked(where, values, _CODE_KEYS, {"degrees"})
    mark = _mark(where, table)
    words = _several(where, table, "words")
    degrees = _several(where, table, "degrees") if "degrees" in table else ()
    for word in (*words, *degrees):
        if word != words_in(word):
            raise RefusedError(f"{where}: {shown(word)} can never be met; it would be written {shown(words_in(word))}")
    return Code(
        key=key,
        authority=_words(where, table, "authority"),
        edition=_words(where, table, "edition"),
        verified_on=_month(where, table, "verified_on", edition),
        mark=mark,
        source=_cited(where, table, mark, sources),
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


def _rule(values: object, sources: Mapping[str, Source], codes: Mapping[str, Code], edition: str) -> Rule:
    where = f"rule {_name(values, 'id', 'without id')}" if isinstance(values, dict) else "a rule"
    table = _checked(where, values, _RULE_KEYS, {"channels", "fact", "at_least"})
    if table["settled"] not in list(SETTLED):
        raise RefusedError(f"{where}: settled is {shown(table['settled'])}; expected one of {', '.join(SETTLED)}")
    clauses = tuple(_clause(where, one, sources, codes, edition) for one in _tables(where, table, "clause"))
    if len({clause.code.key for clause in clauses}) < len(clauses):
        raise RefusedError(f"{where} has two clauses of one code")
    channels, fact, at_least = _places(where, table)
    return Rule(
        id=_words(where, table, "id"),
        because=_words(where, table, "because"),
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
        channels = _several(where, table, "channels")
        known = {channel.id for channel in catalog().channels}
        for channel in channels:
            if channel not in known:
                raise RefusedError(f"{where}: there is no channel {channel!r} in the catalog")
        return channels, "", 0.0
    fact, least = _words(where, table, "fact"), table["at_least"]
    if fact not in FACTS or FACTS[fact].kind != "scale" or not FACTS[fact].needed:
        raise RefusedError(f"{where}: {fact!r} is no fact from 0 to {TOP_OF_SCALE:g} that every channel has")
    if isinstance(least, bool) or not isinstance(least, int | float) or not 0 < least <= TOP_OF_SCALE:
        raise RefusedError(
            f"{where}: at_least is {shown(least)}; a number above 0, up to {TOP_OF_SCALE:g}, was expected"
        )
    return (), fact, float(least)


def _clause(
    where: str, values: object, sources: Mapping[str, Source], codes: Mapping[str, Code], edition: str
) -> Clause:
    where = (
        f"{where}, clause of {_name(values, 'code', 'no code')}" if isinstance(values, dict) else f"{where}, a clause"
    )
    table = _checked(where, values, _CLAUSE_KEYS, {"number"})
    if table["code"] not in list(codes):
        raise RefusedError(f"{where}: there is no code {shown(table['code'])} in [codes]")
    mark = _mark(where, table)
    return Clause(
        code=codes[table["code"]],
        says=_words(where, table, "says"),
        mark=mark,
        source=_cited(where, table, mark, sources),
        verified_on=_month(where, table, "verified_on", edition),
        number=_words(where, table, "number") if "number" in table else "",
    )


def _mark(where: str, table: dict[str, Any]) -> Mark:
    if table["mark"] not in (Mark.SEEN, Mark.KNOWN):
        raise RefusedError(f"{where}: the mark is {shown(table['mark'])}; a rule is SEEN or KNOWN")
    return Mark(table["mark"])


def _cited(where: str, table: dict[str, Any], mark: Mark, sources: Mapping[str, Source]) -> Source:
    key = _words(where, table, "source")
    if key not in sources:
        raise RefusedError(f"{where}: there is no source {key!r} in [sources]")
    if mark is Mark.SEEN and sources[key].judgment:
        raise RefusedError(f"{where} is marked SEEN and rests on {key!r}; expected a source that was read")
    return sources[key]


def _month(where: str, table: dict[str, Any], key: str, latest: str) -> str:
    month = table[key]
    if not isinstance(month, str) or not is_month(month):
        raise RefusedError(
            f"{where}: {key} is {shown(month)}; a year and month such as 2026-11, up to {LAST_YEAR}, was expected"
        )
    if month > latest:
        raise RefusedError(f"{where}: {key} is {month}, which is after the edition of the file, {latest}")
    return month


def _checked(where: str, values: object, needed: set[str], allowed: set[str]) -> dict[str, Any]:
    if not isinstance(values, dict):
        raise RefusedError(f"{where} is no table")
    _keys(where, values, needed, allowed)
    return values


def _keys(where: str, table: dict[str, Any], needed: set[str], allowed: set[str] | None = None) -> None:
    unknown = sorted(set(table) - needed - (allowed or set()))
    if unknown:
        raise RefusedError(f"{where} has a key {unknown[0]!r}, which is not known")
    missing = sorted(needed - set(table))
    if missing:
        raise RefusedError(f"{where} has no {missing[0]}")


def _table(content: dict[str, Any], key: str) -> dict[str, Any]:
    table = content[key]
    if not isinstance(table, dict) or not table:
        raise RefusedError(f"there is no [{key}]")
    return table


def _tables(where: str, table: dict[str, Any], key: str) -> list[Any]:
    listed = table[key]
    if not isinstance(listed, list) or not listed:
        raise RefusedError(f"{where}: {key} is no list of tables")
    return listed


def _name(values: dict[str, Any], key: str, otherwise: str) -> str:
    """Return the name by which a message calls a table, whatever stands in the place of it."""
    name = values.get(key, otherwise)
    return name if isinstance(name, str) else shown(name)


def _words(where: str, table: dict[str, Any], key: str) -> str:
    text = table[key]
    if not isinstance(text, str) or not are_words(text):
        raise RefusedError(f"{where}: {key} is {shown(text)}; words were expected")
    return text.strip()


def _several(where: str, table: dict[str, Any], key: str) -> tuple[str, ...]:
    listed = table[key]
    if not isinstance(listed, list) or not listed or not all(map(are_words, listed)):
        raise RefusedError(f"{where}: {key} is {shown(listed)}; a list of words was expected")
    return tuple(listed)
