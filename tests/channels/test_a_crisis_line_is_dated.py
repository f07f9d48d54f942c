"""A number for a crisis has its mark, source and month, or the file is not read; no other country's is given."""

from __future__ import annotations

from datetime import date

import pytest

from outreach.crisis_lines import CrisisLine, crisis_lines, line_for, parse_lines
from outreach.dated import Mark, days_after, months_after
from outreach.errors import OutreachError, SourceError
from tests.channels.samples import changed

LINE = """
[[line]]
country = "XA"
kind = "crisis"
name = "Somebody"
call = "555-0100"
mark = "SEEN"
source = "page"
verified_on = "2026-10"
"""
SAMPLE = (
    """
edition = "2026-11"
[recheck]
lines = 90
[sources]
known = { title = "Course authors", judgment = true }
page = { title = "A page", year = 2024, address = "https://example.org/line" }
"""
    + LINE
)
FURTHER = """
[[line]]
country = "XA"
region = "The North"
kind = "further"
name = "Others"
serves = "sailors"
call = "555-0101"
press = "1"
word = "SEA"
text = "50-50"
hours = "24/7"
languages = ["Latin", "Greek"]
valid_from = 2020-02-29
valid_to = 2030-01-01
note = "Calls are free."
mark = "KNOWN"
source = "known"
verified_on = "2026-11"
"""
RETIRED = """
[[retired]]
country = "XA"
name = "The old number"
call = "555-0199"
valid_to = 2025-07-17
instead = ["Somebody", "Others"]
note = "One page says so."
mark = "SEEN"
source = "page"
verified_on = "2026-11"
"""
WHOLE = SAMPLE + FURTHER + RETIRED


def refused(text: str) -> str:
    with pytest.raises(SourceError) as error:
        parse_lines(text)
    assert error.value.file == "crisis_lines.toml"
    return error.value.what


def test_the_sample_itself_is_taken_and_says_what_people_do() -> None:
    line = parse_lines(SAMPLE).line_for("XA")
    assert line.words() == "call 555-0100"
    assert line.backing() == "555-0100: SEEN, 2026-10, A page 2024"


def test_a_line_that_was_not_read_says_so() -> None:
    known = changed('mark = "SEEN"\nsource = "page"', 'mark = "KNOWN"\nsource = "known"', SAMPLE)
    assert parse_lines(known).line_for("XA").backing() == "555-0100: KNOWN"


def held(country: str) -> list[CrisisLine]:
    return [line for line in crisis_lines().lines if line.country == country]


def said(country: str) -> list[str]:
    return [line.words() for line in held(country)]


def test_the_course_holds_an_emergency_and_a_crisis_line_for_the_us() -> None:
    assert (line_for("US").number, line_for("US", "emergency").number) == ("988", "911")
    assert line_for("US").words() == "call or text 988"
    assert line_for("US").source.address.startswith("https://med.uth.edu/")
    assert all(line.mark in (Mark.SEEN, Mark.KNOWN) for line in crisis_lines().lines)


def test_other_lines_of_the_us_stand_beside_the_first_one() -> None:
    assert said("US") == [
        "call 911",
        "call or text 988",
        "call 988 and press 2, or text AYUDA to 988",
        "call 988 and press 1, or text 838255",
        "call 1-866-488-7386, or text 678-678",
        "text HOME to 741741",
    ]
    assert [line.kind for line in held("US")] == ["emergency", "crisis", *["further"] * 4]
    assert line_for("US").valid_from == date(2022, 7, 16)


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("CA", ["call or text 9-8-8"]),
        ("IE", ["call 999", "call 116 123", "text HELLO to 50808", "call 112"]),
        ("AU", ["call 000", "call 13 11 14, or text 0477 13 11 14"]),
        ("NZ", ["call or text 1737"]),
        (
            "UK",
            [
                "call 999",
                "call 116 123",
                "text SHOUT to 85258",
                "call 0808 808 8000",
                "call 111 and press 2",
                "call 112",
            ],
        ),
    ],
)
def test_the_lines_of_other_countries_are_held_too(country: str, words: list[str]) -> None:
    assert said(country) == words
    assert line_for(country).kind == "crisis"


def test_what_was_not_read_again_for_a_country_is_known_and_not_seen() -> None:
    assert {line.mark for country in ("IE", "AU", "NZ") for line in held(country)} == {Mark.KNOWN}
    assert (line_for("CA").mark, line_for("UK").mark) == (Mark.SEEN, Mark.SEEN)
    assert {line.mark for line in crisis_lines().lines if line.kind == "emergency"} == {Mark.KNOWN}


def test_what_ended_is_held_with_what_to_write_instead_and_its_weak_source() -> None:
    ended, old = crisis_lines().retired
    assert (ended.words(), ended.valid_to) == ("call 988 and press 3", date(2025, 7, 17))
    assert ended.instead_words() == (
        "call or text 988; also The Trevor Project (for LGBTQ+ young people): call 1-866-488-7386, or text 678-678"
    )
    assert ended.backing() == (
        "SEEN, 2026-11, End of an option of 988, in a news digest 2025. "
        "The source is weak: a news digest. It was not confirmed with SAMHSA."
    )
    assert (old.words(), old.valid_to, old.instead_words()) == ("call 1-800-273-8255", None, "call or text 988")
    assert not {option.words() for option in crisis_lines().retired} & {line.words() for line in crisis_lines().lines}


def test_no_other_line_is_given_in_the_place_of_one_that_is_not_held() -> None:
    with pytest.raises(OutreachError, match=r"^No crisis line of 'FR' is held here\. Look up the one of your country"):
        line_for("FR")
    with pytest.raises(OutreachError, match=r"^No emergency line of 'NZ'"):
        line_for("NZ", "emergency")
    with pytest.raises(OutreachError, match=r"^No emergency line of 'XA'"):
        parse_lines(SAMPLE).line_for("XA", "emergency")


def test_a_further_line_never_takes_the_place_of_the_first() -> None:
    before = parse_lines(changed(LINE, FURTHER + LINE, SAMPLE))
    assert [line.name for line in before.lines] == ["Others", "Somebody"]
    assert before.line_for("XA").name == "Somebody"


def test_a_line_says_all_that_is_known_of_it() -> None:
    _, line = parse_lines(WHOLE).lines
    assert line.words() == "call 555-0101 and press 1, or text SEA to 50-50"
    assert line.way.numbers == ("555-0101", "50-50")
    assert line.details() == (
        "Others; The North; for sailors; 24/7; Latin and Greek; since 2020-02-29; until 2030-01-01"
    )
    somebody, others, old = (one.said for one in parse_lines(WHOLE).dated())
    assert somebody == "XA, crisis (Somebody): call 555-0100."
    assert others == f"XA, further ({line.details()}): {line.words()}. Calls are free."
    assert old == (
        "XA, retired (The old number; ended 2025-07-17): call 555-0199. One page says so. "
        f"Instead: call 555-0100; also Others (for sailors): {line.words()}."
    )


@pytest.mark.parametrize(
    ("ways", "words"),
    [
        ('call = "1"', "call 1"),
        ('text = "1"', "text 1"),
        ('call = "1"\ntext = "1"', "call or text 1"),
        ('call = "1"\ntext = "2"', "call 1, or text 2"),
        ('call = "1"\npress = "4"', "call 1 and press 4"),
        ('text = "1"\nword = "HI"', "text HI to 1"),
        ('call = "1"\ntext = "1"\nword = "HI"', "call 1, or text HI to 1"),
        ('call = "1"\ntext = "1"\npress = "4"', "call 1 and press 4, or text 1"),
    ],
)
def test_every_way_to_reach_a_line_is_said(ways: str, words: str) -> None:
    line = parse_lines(changed('call = "555-0100"', ways, SAMPLE)).line_for("XA")
    assert (line.words(), line.number) == (words, next(char for char in words if char.isdigit()))


def test_a_line_is_due_so_many_days_after_the_first_of_its_month() -> None:
    [dated] = parse_lines(SAMPLE).dated()
    assert dated.due == days_after("2026-10", 90) == date(2026, 12, 30)
    assert dated.due < months_after("2026-10", 3)


@pytest.mark.parametrize("key", ["country", "kind", "name", "mark", "source", "verified_on"])
def test_a_line_without_one_of_its_parts_is_refused(key: str) -> None:
    [part] = [part for part in LINE.splitlines() if part.startswith(f"{key} =")]
    assert refused(changed(f"{part}\n", "", SAMPLE)) == f"line 1 has no {key}"


@pytest.mark.parametrize("key", ["country", "name", "instead", "mark", "source", "verified_on"])
def test_a_retired_option_without_one_of_its_parts_is_refused(key: str) -> None:
    [part] = [part for part in RETIRED.splitlines() if part.startswith(f"{key} =")]
    assert refused(WHOLE.replace(RETIRED, changed(f"{part}\n", "", RETIRED))) == f"retired 1 has no {key}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"XA"', '"Xanadu"', "line 1: country is 'Xanadu'; two capital letters such as US were expected"),
        ('"crisis"', '"hotline"', "line 1: the kind is 'hotline'; expected one of emergency, crisis, further"),
        ('"crisis"', "[3]", "line 1: the kind is [3]; expected one of"),
        ('"555-0100"', "5550100", "line 1: call is 5550100; figures in quotes"),
        ('"555-0100"', '"555 o100"', "line 1: call is '555 o100'; figures in quotes"),
        ('"555-0100"', '"\u0665\u0665"', "line 1: call is '\u0665\u0665'; figures in quotes"),
        ('"555-0100"', '"555--0100"', "line 1: call is '555--0100'; figures in quotes"),
        ('"Somebody"', '" "', "line 1: name is ' '; words were expected"),
        ('call = "555-0100"\n', "", "line 1 has neither call nor text"),
        ('call = "555-0100"', 'text = "5"\npress = "1"', "line 1 has press and no call"),
        ('call = "555-0100"', 'call = "5"\nword = "HI"', "line 1 has word and no text"),
        (
            'call = "555-0100"',
            'call = "5"\npress = "12"',
            "line 1: press is '12'; single figures in quotes were expected",
        ),
        ('call = "555-0100"', 'call = "5"\npress = 1', "line 1: press is 1; single figures in quotes were expected"),
        ('call = "555-0100"', 'text = "5"\nword = "Hi!"', "line 1: word is 'Hi!'; capital letters such as HOME were"),
        (
            '"555-0100"',
            '"555-0100"\nvalid_from = "2020-01-01"',
            "line 1: valid_from is '2020-01-01'; a day without quotes",
        ),
        ('"555-0100"', '"555-0100"\nvalid_to = 2026-10-31', "line 1 ended on 2026-10-31; what has ended stands under"),
        (
            '"555-0100"',
            '"555-0100"\nvalid_from = 2029-01-01\nvalid_to = 2028-01-01',
            "line 1: valid_to is 2028-01-01, before valid_from, 2029-01-01",
        ),
        ('"555-0100"', '"555-0100"\nvalid_to = 2028-01-01T10:00:00', "line 1: valid_to is datetime.datetime("),
        ('"555-0100"', '"555-0100"\nlanguages = "Latin"', "line 1: languages is 'Latin'; a list of words was expected"),
        ('"555-0100"', '"555-0100"\nhours = 24', "line 1: hours is 24; words were expected"),
        ('mark = "SEEN"', 'mark = "ESTIMATE"', "line 1: the mark is 'ESTIMATE'; expected one of SEEN, KNOWN"),
        ('source = "page"', 'source = "known"', "line 1 is marked SEEN and rests on 'known'; expected one that was"),
        ('source = "page"', 'source = "book"', "line 1: there is no source 'book' in [sources]"),
        ('"2026-10"', '"2026-12"', "line 1: verified_on is 2026-12, after the edition of the file, 2026-11"),
        ('"2026-10"', '"2026-10-05"', "line 1: verified_on is '2026-10-05'; a year and month"),
        ('"555-0100"', '"555-0100"\nfax = "1"', "line 1 has a key 'fax', which is not known"),
        ("lines = 90", "lines = 900", "recheck: lines is 900; whole days from 1 to 120 were expected"),
        ("[recheck]\nlines = 90", "", "the file has no recheck"),
        (LINE, LINE + LINE, "XA has two lines of the kind crisis"),
        (LINE, "", "the file has no line"),
        ("[[line]]", "[line]", "the file: line is no list of tables"),
        ("[sources]", "[sources", "is not TOML"),
    ],
)
def test_a_bad_file_of_lines_is_refused_and_the_line_is_named(old: str, new: str, told: str) -> None:
    assert refused(changed(old, new, SAMPLE)).startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"XA"', '"XB"', "retired 1: no line of XB has the name 'Somebody'"),
        ('["Somebody", "Others"]', '["Nobody"]', "retired 1: no line of XA has the name 'Nobody'"),
        ('["Somebody", "Others"]', "[]", "retired 1: instead is []; a list of words was expected"),
        ('"555-0199"', '"555-0100"', "'The old number' is retired, and a line in use is reached in the same way"),
        ('"555-0199"', '"555-0101"\npress = "1"', "'The old number' is retired, and a line in use is reached in the"),
        ('"The old number"', '"Others"', "XA has two lines with the name 'Others'"),
        (
            "2025-07-17",
            "2026-12-01",
            "retired 1: valid_to is 2026-12-01, after the month in which it was verified, 2026-11",
        ),
        ("2025-07-17", '"2025-07-17"', "retired 1: valid_to is '2025-07-17'; a day without quotes such as"),
        ('"SEEN"', '"ESTIMATE"', "retired 1: the mark is 'ESTIMATE'; expected one of SEEN, KNOWN"),
        ('call = "555-0199"\n', "", "retired 1 has neither call nor text"),
        ("[[retired]]", "[retired]", "the file: retired is no list of tables"),
        ("valid_to", "ended", "retired 1 has a key 'ended', which is not known"),
    ],
)
def test_a_bad_retired_option_is_refused(old: str, new: str, told: str) -> None:
    assert refused(WHOLE.replace(RETIRED, changed(old, new, RETIRED))).startswith(told)


def test_an_option_of_a_number_may_end_while_the_number_stays() -> None:
    option = changed('"555-0199"', '"555-0101"\npress = "9"', RETIRED)
    [old] = parse_lines(SAMPLE + FURTHER + option).retired
    assert old.words() == "call 555-0101 and press 9"
