"""A license declares codes, codes have rules against places, and a bad file of rules is not read at all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.deciding import licenses as module
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.license_file import parse_rules, read_rules
from outreach.channels.deciding.license_rules import NO_ADVICE, license_notes, license_rules, unplaced
from outreach.channels.facts.known import catalog
from outreach.errors import SourceError
from outreach.practice import SETTLED, TEXT_LIMIT, Practice
from tests.channels.samples import changed, unhurried

CODE = """
[codes.guild]
authority = "Code of the Guild"
edition = "1999"
verified_on = "2026-09"
mark = "SEEN"
source = "page"
words = ["guildsman", "master of birds"]
degrees = ["dr bird"]
"""
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
    + CODE
    + RULE
)


def declared(licence: str) -> list[str]:
    return [code.key for code in license_rules().declared(licence)]


def shut_by_license(licence: str, *settled: str) -> dict[str, list[str]]:
    gone = gate(Practice(licence=licence, settled=settled), catalog().channels).out
    assert {reason.gate for one in gone for reason in one.reasons} <= {"license"}
    return {one.channel.id: [reason.why for reason in one.reasons] for one in gone}


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_rules(text, "license_rules.toml")
    assert error.value.file == "license_rules.toml"
    return error.value.what


@pytest.mark.parametrize(
    ("licence", "codes"),
    [
        ("", []),
        ("LICSW, LMFT", ["nasw", "aamft"]),
        ("l.c.s.w.", ["nasw"]),
        ("LCSW-C", ["nasw"]),
        ("LICSW(WA)", ["nasw"]),
        ("Licensed Clinical Social Worker", ["nasw"]),
        ("Licensed Marriage & Family Therapist", ["aamft"]),
        ("LMHC/LPCC", ["aca"]),
        ("School Counselor", ["aca"]),
        ("Psy.D.", ["apa"]),
        ("Ph. D.", ["apa"]),
        ("licensed psychologist", ["apa"]),
        ("CADC-II", ["part-2"]),
        ("Addiction counselor", ["aca", "part-2"]),
        ("\uff2c\uff23\uff33\uff37", ["nasw"]),
        ("LC\u200bSW", ["nasw"]),
        ("MD", []),
        ("falcsw lpcx unsocial worker", []),
        ("not a psychologist", []),
        ("not a psychologist or counselor, but a social worker", ["nasw"]),
        ("I am not a psychologist but a social worker", ["nasw"]),
        ("LPC, not a psychologist", ["aca"]),
        ("LPC (not licensed in Ohio)", ["aca"]),
        ("no addiction work", []),
        ("License No. LCSW 4455", ["nasw"]),
        ("No. 4455 LCSW", ["nasw"]),
        ("not for profit counselor", ["aca"]),
        ("PhD in history", []),
        ("Ph.D. in Clinical Psychology", ["apa"]),
        ("PhD in history, PsyD", ["apa"]),
        ("camp counselor", []),
        ("credit counselor, LCSW", ["nasw"]),
        ("financial social worker", ["nasw"]),
        ("N/A", []),
    ],
)
def test_whole_words_of_a_license_declare_a_code_however_they_are_written(licence: str, codes: list[str]) -> None:
    assert declared(licence) == codes


def test_a_doctorate_declares_a_code_only_where_no_license_stands_beside_it() -> None:
    assert declared("PhD") == ["apa"]
    assert declared("LMFT, PhD") == ["aamft"]
    assert declared("PhD, licensed psychologist, LPC") == ["aca", "apa"]


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


def test_words_that_declare_no_code_are_named_in_a_sentence() -> None:
    assert unplaced("LICSW, XYZ") == (
        "We could not tell which professional code goes with “XYZ”, so no rule of a code was applied for that; "
        "look at the code of your profession yourself."
    )
    assert "“M.D.”, “b”, “c” and 2 more," in unplaced("M.D.; b/c|d+e, LPC")


@pytest.mark.parametrize("licence", ["not a psychologist", "no addiction work", "PhD in history", "camp counselor"])
def test_what_is_not_taken_for_a_license_is_said_to_be_unplaced(licence: str) -> None:
    assert f"“{licence}”" in unplaced(licence)


@pytest.mark.parametrize("licence", ["N/A", "n / a", "None.", "no license", " Not applicable "])
def test_a_word_for_nothing_is_no_license(licence: str) -> None:
    assert license_notes(licence) == ()


def test_of_an_endless_text_only_the_beginning_is_looked_at() -> None:
    beginning = "x" * (module.LONGEST_LICENSE - 4)
    assert declared(f"{beginning}, LPC" + " no" * 400_000) == []
    assert declared(f"LPC, {beginning}" + " LCSW" * 400_000) == ["aca"]
    assert len(unplaced(", LPCX" * 400_000)) < 350


@pytest.mark.parametrize("licence", ["", "  ", "LICSW, LMFT", "LPC;", "LCSW, 60012", "PhD, LMFT"])
def test_where_every_part_declares_a_code_nothing_is_said(licence: str) -> None:
    assert unplaced(licence) == ""


def test_a_code_without_any_rule_here_is_named_and_not_passed_over() -> None:
    assert license_notes("LICSW") == (NO_ADVICE,)
    first, second, last = license_notes("LMFT, XYZ")
    assert (first, last) == (unplaced("XYZ"), NO_ADVICE)
    assert second == (
        "We hold no rule of the AAMFT Code of Ethics (2015) that sets a channel aside, "
        "which does not mean that there is none; look at it yourself."
    )


def test_who_names_no_license_is_told_nothing_of_rules() -> None:
    assert license_notes(" ") == ()


def test_hostile_words_stay_on_one_short_line() -> None:
    said = unplaced("<b>x</b>\x1b[3m\n\u202ey" + "z" * TEXT_LIMIT)
    assert len(said) < 350
    assert not {"\x1b", "\n", "\u202e"} & set(said)


@unhurried
@given(st.text(max_size=200))
def test_any_text_at_all_is_either_placed_or_named_or_has_no_letter(licence: str) -> None:
    said = licence if license_notes(licence) else ""
    assert license_rules().declared(said) or unplaced(said) or not any(map(str.isalpha, said))


def test_every_thing_that_can_be_settled_lifts_a_rule_and_every_source_is_used() -> None:
    text = Path(module.__file__).with_name("license_rules.toml").read_text(encoding="utf-8")
    assert {rule.settled for rule in license_rules().rules} == set(SETTLED)
    used = [code.source for code in license_rules().codes.values()]
    used += [clause.source for rule in license_rules().rules for clause in rule.clauses]
    assert {source.key for source in used} == set(tomllib.loads(text)["sources"])
    assert all(source.judgment or source.address.startswith("https://") for source in used)


def test_the_sample_itself_is_taken() -> None:
    rules = parse_rules(SAMPLE)
    [found] = rules.against("Guildsman", catalog().channel("reddit"))
    assert found[1].words() == "The Code of the Guild (1999, 7: KNOWN) bars asking birds for praise"
    assert list(rules.against("Guildsman", catalog().channel("own-blog"))) == []


def test_the_gates_hold_a_license_against_the_rules_that_they_are_given() -> None:
    [gone] = gate(Practice(licence="Guildsman"), catalog().channels, parse_rules(SAMPLE)).out
    assert gone.why == "The Code of the Guild (1999, 7: KNOWN) bars asking birds for praise, and birds praise here."
    assert gate(Practice(licence="LPC"), catalog().channels, parse_rules(SAMPLE)).out == ()


@pytest.mark.parametrize("key", ["authority", "edition", "verified_on", "mark", "source", "words"])
def test_a_code_without_one_of_its_parts_is_refused(key: str) -> None:
    [line] = [line for line in CODE.splitlines() if line.startswith(f"{key} =")]
    assert refused(changed(CODE, CODE.replace(f"{line}\n", ""), SAMPLE)) == f"code guild has no {key}"


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
        ('code = "guild"', 'code = "gild"', "rule praise, clause of gild: there is no code 'gild' in [codes]"),
        ('mark = "KNOWN"', 'mark = "ESTIMATE"', "rule praise, clause of guild: the mark is 'ESTIMATE'; expected one"),
        ('mark = "KNOWN"', 'mark = "SEEN"', "rule praise, clause of guild is marked SEEN and rests on 'known'"),
        ('source = "page"', 'source = "book"', "code guild: there is no source 'book' in [sources]"),
        (', address = "https://example.org/code"', "", "source page has no address; only a source with judgment"),
        ('"guildsman"', '"Guildsman"', "code guild: 'Guildsman' can never be met; it would be written 'guildsman'"),
        ('"guildsman"', '"dr bird"', "code guild: the word 'dr bird' also declares guild"),
        ('"2026-09"', '"2026-12"', "code guild: verified_on is 2026-12, after the edition"),
        ('"2026-09"', '"2026"', "code guild: verified_on is '2026'; a year and month"),
        ('edition = "2026-11"', "edition = 2026", "the file: edition is 2026; a year and month"),
        ('edition = "2026-11"', 'edition = "2026-11"\nversion = 2', "the file has a key 'version', which is not known"),
        (RULE, "", "the file has no rule"),
        ("[recheck]\nrules = 12\n", "", "the file has no recheck"),
        ("rules = 12", "rules = 0", "recheck: rules is 0; whole months from 1 to 120 were expected"),
        ("rules = 12", "rule = 12", "recheck has a key 'rule', which is not known"),
        (CODE, "\n[codes]\n", "rule praise, clause of guild: there is no code 'guild' in [codes]"),
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
        ('"Code of the Guild"', '"Code\\u202e"', "code guild: authority is 'Code\\u202e'; words were expected"),
        ('"2026-09"', '"٢٠٢٦-09"', "code guild: verified_on is '٢٠٢٦-09'; a year and month"),
        ('edition = "2026-11"', 'edition = "2099-01"', "the file: edition is '2099-01'; a year and month such as"),
    ],
)  # fmt: skip
def test_a_bad_file_of_rules_is_refused_and_the_rule_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new, SAMPLE)).startswith(told)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes("x = 'é'".encode("latin-1"))
    for name in ("latin.toml", "missing.toml"):
        with pytest.raises(SourceError, match=rf"{name}: cannot be read"):
            read_rules(tmp_path / name)


def test_a_file_that_is_nested_too_deep_is_refused_in_a_sentence() -> None:
    assert refused("x = " + "[" * 5000).startswith("is not TOML")
