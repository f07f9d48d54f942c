"""A number for a crisis has its mark, source and month, or the file is not read; no other country's is given."""

from __future__ import annotations

from datetime import date

import pytest

from outreach.crisis_lines import crisis_lines, line_for, parse_lines
from outreach.dated import Mark, days_after, months_after
from outreach.errors import OutreachError, SourceError
from tests.channels.samples import changed

LINE = """
[[line]]
country = "XA"
kind = "crisis"
how = "call"
number = "555-0100"
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


def test_the_course_holds_an_emergency_and_a_crisis_line_for_the_us() -> None:
    assert (line_for("US").number, line_for("US", "emergency").number) == ("988", "911")
    assert line_for("US").source.address.startswith("https://med.uth.edu/")
    assert all(line.mark in (Mark.SEEN, Mark.KNOWN) for line in crisis_lines().lines)


def test_no_other_line_is_given_in_the_place_of_one_that_is_not_held() -> None:
    with pytest.raises(OutreachError, match=r"^No crisis line of 'NZ' is held here\. Look up the one of your country"):
        line_for("NZ")
    with pytest.raises(OutreachError, match=r"^No emergency line of 'XA'"):
        parse_lines(SAMPLE).line_for("XA", "emergency")


def test_a_line_is_due_so_many_days_after_the_first_of_its_month() -> None:
    [dated] = parse_lines(SAMPLE).dated()
    assert dated.due == days_after("2026-10", 90) == date(2026, 12, 30)
    assert dated.due < months_after("2026-10", 3)


@pytest.mark.parametrize("key", ["country", "kind", "how", "number", "mark", "source", "verified_on"])
def test_a_line_without_one_of_its_parts_is_refused(key: str) -> None:
    [part] = [part for part in LINE.splitlines() if part.startswith(f"{key} =")]
    assert refused(changed(f"{part}\n", "", SAMPLE)) == f"line 1 has no {key}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"XA"', '"Xanadu"', "line 1: country is 'Xanadu'; two capital letters such as US were expected"),
        ('"crisis"', '"hotline"', "line 1: the kind is 'hotline'; expected one of emergency, crisis"),
        ('"crisis"', "[3]", "line 1: the kind is [3]; expected one of"),
        ('"555-0100"', "5550100", "line 1: number is 5550100; figures in quotes"),
        ('"555-0100"', '"555 o100"', "line 1: number is '555 o100'; figures in quotes"),
        ('"555-0100"', '"\u0665\u0665"', "line 1: number is '\u0665\u0665'; figures in quotes"),
        ('"555-0100"', '"555--0100"', "line 1: number is '555--0100'; figures in quotes"),
        ('how = "call"', 'how = " "', "line 1: how is ' '; words were expected"),
        ('mark = "SEEN"', 'mark = "ESTIMATE"', "line 1: the mark is 'ESTIMATE'; expected one of SEEN, KNOWN"),
        ('source = "page"', 'source = "known"', "line 1 is marked SEEN and rests on 'known'; expected one that was"),
        ('source = "page"', 'source = "book"', "line 1: there is no source 'book' in [sources]"),
        ('"2026-10"', '"2026-12"', "line 1: verified_on is 2026-12, after the edition of the file, 2026-11"),
        ('"2026-10"', '"2026-10-05"', "line 1: verified_on is '2026-10-05'; a year and month"),
        ('how = "call"', 'how = "call"\nfax = "1"', "line 1 has a key 'fax', which is not known"),
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
