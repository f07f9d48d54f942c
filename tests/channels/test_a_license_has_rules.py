"""Codes that a license declares have rules against places, and a bad file of rules is not read at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from outreach.channels.deciding import license_rules as module
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.license_file import parse_rules, read_rules
from outreach.channels.deciding.license_rules import license_notes, license_rules
from outreach.channels.deciding.licenses import Rules
from outreach.channels.facts.known import catalog
from outreach.errors import SourceError
from outreach.practice import SETTLED, Practice
from outreach.professional_codes import NO_ADVICE, parse_codes, professional_codes
from tests.channels.samples import CODE, CODES, changed

CLAUSE = """
[[rule.clause]]
code = "guild"
number = "7"
says = "bars asking birds for praise"
mark = "KNOWN"
source = "known"
verified_on = "2026-10"
"""
RULE = (
    """
[[rule]]
id = "praise"
channels = ["reddit"]
because = "birds praise here"
settled = "reviews"
"""
    + CLAUSE
)
SAMPLE = (
    """
edition = "2026-11"
[recheck]
rules = 12
[sources]
known = { title = "Course authors", judgment = true }
page = { title = "A page", address = "https://example.org/code" }
"""
    + RULE
)


def rules_of_the_guild() -> Rules:
    return parse_rules(SAMPLE, parse_codes(CODES))


def shut_by_license(licence: str, *settled: str) -> dict[str, list[str]]:
    gone = gate(Practice(licence=licence, settled=settled), catalog().channels).out
    assert {reason.gate for one in gone for reason in one.reasons} <= {"license"}
    return {one.channel.id: [reason.why for reason in one.reasons] for one in gone}


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_rules(text, parse_codes(CODES))
    assert error.value.file == "license_rules.toml"
    return error.value.what


def test_no_license_gates_nothing() -> None:
    assert shut_by_license("") == {}
    assert shut_by_license("MD") == {}


@pytest.mark.parametrize(
    ("licence", "closed"),
    [
        ("LICSW", {"facebook-page", "google-business"}),
        ("LPC", {"facebook-page", "google-business", "reddit"}),
        ("PsyD", {"facebook-page", "google-business", "reddit"}),
        ("LMFT", set()),
        ("SUDP", {"facebook-page", "facebook-group", "hosted-community", "own-community"}),
    ],
)
def test_each_code_shuts_out_the_places_that_it_has_something_against(licence: str, closed: set[str]) -> None:
    assert set(shut_by_license(licence)) == closed
    assert shut_by_license(licence, *SETTLED) == {}


def test_what_is_settled_opens_only_its_own_places() -> None:
    assert set(shut_by_license("LPC, SUDP", "reviews")) == {
        "facebook-page",
        "facebook-group",
        "hosted-community",
        "own-community",
        "reddit",
    }
    assert set(shut_by_license("LPC", "membership", "general-answers")) == {"facebook-page", "google-business"}


def test_of_several_codes_the_strictest_is_named() -> None:
    for licence in ("LICSW, PsyD, LPC", "LPC PsyD LICSW"):
        [why] = shut_by_license(licence)["google-business"]
        assert why.startswith(
            "The ACA Code of Ethics (2014, C.3.b: SEEN) bars asking clients, past or present, for testimonials, and "
        )


def test_two_rules_against_one_place_are_two_reasons() -> None:
    first, second = shut_by_license("LCSW, LADC")["facebook-page"]
    assert first.startswith("The NASW Code of Ethics (2021, 4.07: KNOWN)")
    assert second == (
        "The US rule on programs that treat substance use, 42 CFR Part 2 (as known in 2026: KNOWN) lets no one in such "
        "a program confirm that a person attends or attended, "
        "and we judge that others can see here who follows or belongs."
    )


@pytest.mark.parametrize("licence", ["N/A", "n / a", "None.", "no license", " Not applicable "])
def test_a_word_for_nothing_is_no_license(licence: str) -> None:
    assert license_notes(licence) == ()


def test_a_code_without_any_rule_here_is_named_and_not_passed_over() -> None:
    assert license_notes("LICSW") == (NO_ADVICE,)
    first, second, last = license_notes("LMFT, XYZ")
    assert (first, last) == (professional_codes().unplaced("XYZ"), NO_ADVICE)
    assert second == (
        "We hold no rule of the AAMFT Code of Ethics (2015) that sets a channel aside, "
        "which does not mean that there is none; look at it yourself."
    )


def test_who_names_no_license_is_told_nothing_of_rules() -> None:
    assert license_notes(" ") == ()


def test_every_thing_that_can_be_settled_lifts_a_rule_and_every_source_is_used() -> None:
    text = Path(module.__file__).with_name("license_rules.toml").read_text(encoding="utf-8")
    assert {rule.settled for rule in license_rules().rules} == set(SETTLED)
    used = [clause.source for rule in license_rules().rules for clause in rule.clauses]
    assert {source.key for source in used} == set(tomllib.loads(text)["sources"])
    assert all(source.judgment or source.address.startswith("https://") for source in used)


def test_a_source_that_codes_and_rules_both_rest_on_is_the_same_in_both_files() -> None:
    of_codes = {code.source.key: code.source for code in professional_codes().codes.values()}
    of_rules = {clause.source.key: clause.source for rule in license_rules().rules for clause in rule.clauses}
    both = of_codes.keys() & of_rules.keys()
    assert {"known", "E1a", "E7"} <= both
    assert all(of_codes[key] == of_rules[key] for key in both)


def test_the_rules_of_the_course_rest_on_the_codes_that_every_room_shares() -> None:
    assert license_rules().codes is professional_codes()


def test_the_sample_itself_is_taken() -> None:
    rules = rules_of_the_guild()
    [found] = rules.against("Guildsman", catalog().channel("reddit"))
    assert found[1].words() == "The Code of the Guild (1999, 7: KNOWN) bars asking birds for praise"
    assert list(rules.against("Guildsman", catalog().channel("own-blog"))) == []


def test_the_gates_hold_a_license_against_the_rules_that_they_are_given() -> None:
    [gone] = gate(Practice(licence="Guildsman"), catalog().channels, rules_of_the_guild()).out
    assert gone.why == "The Code of the Guild (1999, 7: KNOWN) bars asking birds for praise, and birds praise here."
    assert gate(Practice(licence="LPC"), catalog().channels, rules_of_the_guild()).out == ()


@pytest.mark.parametrize("key", ["code", "says", "verified_on", "mark", "source"])
def test_a_clause_without_one_of_its_parts_is_refused(key: str) -> None:
    [line] = [line for line in CLAUSE.splitlines() if line.startswith(f"{key} =")]
    told = refused(changed(CLAUSE, CLAUSE.replace(f"{line}\n", ""), SAMPLE))
    assert told == f"rule praise, clause of {'no code' if key == 'code' else 'guild'} has no {key}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('settled = "reviews"', 'settled = "everything"', "rule praise: settled is 'everything'; expected one of"),
        ('settled = "reviews"', "settled = []", "rule praise: settled is []; expected one of reviews"),
        ('channels = ["reddit"]', 'channels = ["pigeons"]', "rule praise: there is no channel 'pigeons'"),
        ('channels = ["reddit"]', "channels = []", "rule praise: channels is []; a list of words"),
        ('channels = ["reddit"]', 'fact = "praise"\nat_least = 3', "rule praise: 'praise' is no fact from 0 to 3"),
        ('channels = ["reddit"]', 'fact = "half_life"\nat_least = 3', "rule praise: 'half_life' is no fact"),
        ('channels = ["reddit"]', 'fact = "review"\nat_least = 4', "rule praise: at_least is 4; a number above 0"),
        ('channels = ["reddit"]', 'fact = "review"\nat_least = nan', "rule praise: at_least is nan"),
        ('channels = ["reddit"]', 'fact = "review"', "rule praise should name either channels, or a fact and at_least"),
        ('channels = ["reddit"]', "", "rule praise should name either channels, or a fact and at_least"),
        (
            'channels = ["reddit"]',
            'channels = ["reddit"]\nfact = "review"\nat_least = 3',
            "rule praise should name either channels, or a fact and at_least",
        ),
        ('because = "birds praise here"', 'because = " "', "rule praise: because is ' '; words were expected"),
        ('because = "birds praise here"', 'reason = "x"', "rule praise has a key 'reason', which is not known"),
        ('code = "guild"', 'code = "gild"', "rule praise, clause of gild: there is no code 'gild' in"),
        ('mark = "KNOWN"', 'mark = "ESTIMATE"', "rule praise, clause of guild: the mark is 'ESTIMATE'; expected one"),
        ('mark = "KNOWN"', 'mark = "SEEN"', "rule praise, clause of guild is marked SEEN and rests on 'known'"),
        ('source = "known"', 'source = "book"', "rule praise, clause of guild: there is no source 'book' in [sources]"),
        (', address = "https://example.org/code"', "", "source page has no address; only a source with judgment"),
        ('"2026-10"', '"2026-12"', "rule praise, clause of guild: verified_on is 2026-12, after the edition"),
        ('"2026-10"', '"2026"', "rule praise, clause of guild: verified_on is '2026'; a year and month"),
        ('edition = "2026-11"', "edition = 2026", "the file: edition is 2026; a year and month"),
        ('edition = "2026-11"', 'edition = "2026-11"\nversion = 2', "the file has a key 'version', which is not known"),
        (RULE, "", "the file has no rule"),
        ("[recheck]\nrules = 12\n", "", "the file has no recheck"),
        ("rules = 12", "rules = 0", "recheck: rules is 0; whole months from 1 to 120 were expected"),
        ("rules = 12", "rule = 12", "recheck has a key 'rule', which is not known"),
        (RULE, f"{CODE}{RULE}", "the file has a key 'codes', which is not known"),
        (RULE, "\n[rule]\n", "the file: rule is no list of tables"),
        (RULE, RULE + RULE, "rule praise stands there twice"),
        (CLAUSE, CLAUSE + CLAUSE, "rule praise has two clauses of one code"),
        (CLAUSE, "\nclause = []\n", "rule praise: clause is no list of tables"),
        (CLAUSE, "\nclause = [3]\n", "rule praise, a clause is no table"),
        ("[sources]", "[sources", "is not TOML"),
        ('number = "7"', f"number = {'9' * 5000}", "is not TOML"),
        ('number = "7"', f"number = 0x{'f' * 9000}", "rule praise, clause of guild: number is a giant; words were"),
        ('id = "praise"', f"id = 0x{'f' * 9000}", "rule a giant: id is a giant; words were expected"),
        ('channels = ["reddit"]', f'fact = "review"\nat_least = 0x{"f" * 9000}', "rule praise: at_least is a giant"),
        ('code = "guild"', 'code = ["guild"]', "rule praise, clause of ['guild']: there is no code ['guild']"),
        ('"https://example.org/code"', '"javascript:x"', "source page has the address 'javascript:x'; one with http"),
        ('/code" }', '/code", also = ["data:x"] }', "source page has the address 'data:x'; one with http"),
        ('/code" }', f'/code", year = 0x{"f" * 9000} }}', "source page: the year is a giant; a whole number from 1990"),
        ("judgment = true", 'judgment = "yes"', "source known: judgment is 'yes'; true or false was expected"),
        ('says = "bars', 'says = "\\u202ebars', "rule praise, clause of guild: says is '\\u202ebars asking"),
        ('"2026-10"', '"٢٠٢٦-10"', "rule praise, clause of guild: verified_on is '٢٠٢٦-10'; a year and month"),
        ('edition = "2026-11"', 'edition = "2099-01"', "the file: edition is '2099-01'; a year and month such as"),
    ],
)  # fmt: skip
def test_a_bad_file_of_rules_is_refused_and_the_rule_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new, SAMPLE)).startswith(told)


def test_a_clause_of_a_code_that_is_not_held_is_refused() -> None:
    with pytest.raises(SourceError) as error:
        parse_rules(SAMPLE, professional_codes())
    assert error.value.what == "rule praise, clause of guild: there is no code 'guild' in professional_codes.toml"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("x = 'é'".encode("latin-1"))
    for name in ("latin.toml", "missing.toml"):
        with pytest.raises(SourceError, match=rf"{name}: cannot be read"):
            read_rules(tmp_path / name, professional_codes())


def test_a_file_that_is_nested_too_deep_is_refused_in_a_sentence() -> None:
    assert refused("x = " + "[" * 5000).startswith("is not TOML")
