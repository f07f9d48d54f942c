"""The words of a license declare codes, what they leave open is named, and a bad file of codes is not read at all."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach import professional_codes as module
from outreach.dated import Mark
from outreach.errors import SourceError
from outreach.practice import TEXT_LIMIT
from outreach.professional_codes import LONGEST_LICENSE, parse_codes, parts_of, professional_codes
from tests.channels.samples import CODE, CODES, changed, unhurried


def declared(licence: str) -> list[str]:
    return [code.key for code in professional_codes().declared(licence)]


def unplaced(licence: str) -> str:
    return professional_codes().unplaced(licence)


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_codes(text)
    assert error.value.file == "professional_codes.toml"
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
def test_a_word_for_nothing_is_no_part_of_a_license(licence: str) -> None:
    assert not any(map(str.strip, parts_of(licence)))
    assert (declared(licence), unplaced(licence)) == ([], "")


def test_of_an_endless_text_only_the_beginning_is_looked_at() -> None:
    beginning = "x" * (LONGEST_LICENSE - 4)
    assert declared(f"{beginning}, LPC" + " no" * 400_000) == []
    assert declared(f"LPC, {beginning}" + " LCSW" * 400_000) == ["aca"]
    assert len(unplaced(", LPCX" * 400_000)) < 350


@pytest.mark.parametrize("licence", ["", "  ", "LICSW, LMFT", "LPC;", "LCSW, 60012", "PhD, LMFT"])
def test_where_every_part_declares_a_code_nothing_is_said(licence: str) -> None:
    assert unplaced(licence) == ""


def test_hostile_words_stay_on_one_short_line() -> None:
    said = unplaced("<b>x</b>\x1b[3m\n\u202ey" + "z" * TEXT_LIMIT)
    assert len(said) < 350
    assert not {"\x1b", "\n", "\u202e"} & set(said)


@unhurried
@given(st.text(max_size=200))
def test_any_text_at_all_is_either_placed_or_named_or_has_no_letter(licence: str) -> None:
    assert declared(licence) or unplaced(licence) or not any(map(str.isalpha, "".join(parts_of(licence))))


def test_the_codes_of_the_course_are_those_it_speaks_of_and_every_source_is_used() -> None:
    held = professional_codes().codes
    text = Path(module.__file__).with_name("professional_codes.toml").read_text(encoding="utf-8")
    assert list(held) == ["nasw", "aamft", "aca", "apa", "part-2"]
    assert {code.source.key for code in held.values()} == set(tomllib.loads(text)["sources"])
    assert all(code.source.judgment or code.source.address.startswith("https://") for code in held.values())
    assert all(code.mark in (Mark.SEEN, Mark.KNOWN) for code in held.values())


def test_the_sample_itself_is_taken() -> None:
    codes = parse_codes(CODES)
    assert [code.authority for code in codes.declared("Guildsman")] == ["Code of the Guild"]
    assert codes.declared("Dr. Bird") == codes.declared("Master of Birds") == (codes.codes["guild"],)
    assert codes.declared("LPC") == ()


def test_a_code_is_due_so_many_months_after_it_was_verified() -> None:
    [dated] = parse_codes(changed("codes = 12", "codes = 5", CODES)).dated()
    assert (dated.what, dated.group) == ("rule", "Rules of professional codes (2026-11)")
    assert (dated.said, dated.mark) == ("The Code of the Guild, edition: 1999.", Mark.SEEN)
    assert ([source.key for source in dated.sources], dated.due) == (["page"], date(2027, 2, 1))


@pytest.mark.parametrize("key", ["authority", "edition", "verified_on", "mark", "source", "words"])
def test_a_code_without_one_of_its_parts_is_refused(key: str) -> None:
    [line] = [line for line in CODE.splitlines() if line.startswith(f"{key} =")]
    assert refused(changed(CODE, CODE.replace(f"{line}\n", ""), CODES)) == f"code guild has no {key}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('mark = "SEEN"', 'mark = "ESTIMATE"', "code guild: the mark is 'ESTIMATE'; expected one of SEEN, KNOWN"),
        ('source = "page"', 'source = "known"', "code guild is marked SEEN and rests on 'known'; expected one that"),
        ('source = "page"', 'source = "book"', "code guild: there is no source 'book' in [sources]"),
        (', address = "https://example.org/code"', "", "source page has no address; only a source with judgment"),
        ('"guildsman"', '"Guildsman"', "code guild: 'Guildsman' can never be met; it would be written 'guildsman'"),
        ('"guildsman"', '"dr bird"', "code guild: the word 'dr bird' also declares guild"),
        ('"guildsman", "master of birds"', "", "code guild: words is []; a list of words was expected"),
        ('"2026-09"', '"2026-12"', "code guild: verified_on is 2026-12, after the edition"),
        ('"2026-09"', '"2026"', "code guild: verified_on is '2026'; a year and month"),
        ('"2026-09"', '"٢٠٢٦-09"', "code guild: verified_on is '٢٠٢٦-09'; a year and month"),
        ('edition = "1999"', 'edition = "1999"\nversion = 2', "code guild has a key 'version', which is not known"),
        ('edition = "2026-11"', "edition = 2026", "the file: edition is 2026; a year and month"),
        ('edition = "2026-11"', 'edition = "2099-01"', "the file: edition is '2099-01'; a year and month such as"),
        ('edition = "2026-11"', 'edition = "2026-11"\nversion = 2', "the file has a key 'version', which is not known"),
        ("[recheck]\ncodes = 12\n", "", "the file has no recheck"),
        ("codes = 12", "codes = 0", "recheck: codes is 0; whole months from 1 to 120 were expected"),
        ("codes = 12", "rules = 12", "recheck has a key 'rules', which is not known"),
        (CODE, "", "the file has no codes"),
        (CODE, "\n[codes]\n", "the file has no code in [codes]"),
        (CODE, "\n[[codes]]\n", "the file: codes is no table"),
        (CODE, "\n[codes]\nguild = 3\n", "code guild is no table"),
        ("[sources]", "[sources", "is not TOML"),
        ('"https://example.org/code"', '"javascript:x"', "source page has the address 'javascript:x'; one with http"),
        ('/code" }', '/code", also = ["data:x"] }', "source page has the address 'data:x'; one with http"),
        ('/code" }', f'/code", year = 0x{"f" * 9000} }}', "source page: the year is a giant; a whole number from 1990"),
        ("judgment = true", 'judgment = "yes"', "source known: judgment is 'yes'; true or false was expected"),
        ('"Code of the Guild"', '"Code\\u202e"', "code guild: authority is 'Code\\u202e'; words were expected"),
        ('"Code of the Guild"', "9" * 5000, "is not TOML"),
    ],
)  # fmt: skip
def test_a_bad_file_of_codes_is_refused_and_the_code_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new, CODES)).startswith(told)


def test_no_word_declares_two_codes() -> None:
    second = changed("[codes.guild]", "[codes.birds]", CODE)
    assert refused(CODES + second) == "code birds: the word 'guildsman' also declares guild"
    second = changed('"guildsman", "master of birds"', '"dr bird"', second)
    assert refused(CODES + second) == "code birds: the word 'dr bird' also declares guild"
