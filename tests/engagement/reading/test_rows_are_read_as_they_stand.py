from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.engagement.reading.rows import LONG, QUOTES, SHORT, blocks, headerless, key, keys, outline
from outreach.errors import OutreachError
from tests.engagement.reading.givens import cells, counted, file, read


def test_names_are_compared_without_marks_and_capitals() -> None:
    assert key('\ufeff"Post\u00a0 ID" ') == "post id"
    assert key("VERÖFFENTLICHUNG") == "veröffentlichung"


def test_a_name_that_comes_again_is_counted() -> None:
    assert keys(["Views", "x", "views", "Views "]) == {
        "views": "Views",
        "x": "x",
        "views (2)": "views",
        "views (3)": "Views ",
    }
    assert list(keys(["", "a"])) == ["column 1", "a"]


def test_a_country_called_na_stays_a_country() -> None:
    assert cells("Geography,Views\nNA,3\nnull,\n") == [["NA", "3"], ["null", ""]]


def test_what_stands_above_the_header_is_kept() -> None:
    found = read("# Account\n#\nDate,Views\n20250303,5\n", 2)
    assert found.above == (("# Account",), ("#",))
    assert found.first_line == 4
    assert list(found.frame) == ["date", "views"]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    text = sign.join(("Datum", "Klicks", "CTR")) + "\n" + (sign.join(("2025-01-01", "3", '"5,0 %"')) + "\n") * 3
    found = outline(file(text))
    assert found is not None
    assert found.delimiter == sign
    assert cells(text)[0] == ["2025-01-01", "3", "5,0 %"]


def test_decimals_with_commas_do_not_make_a_comma_the_delimiter() -> None:
    assert cells("a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n")[0] == ["1,5", "2,5", "3,5"]


def test_a_line_that_names_the_delimiter_is_followed_and_left_out() -> None:
    found = outline(file('sep=,\n"Reach"\n"Date","Primary"\n"2025-01-01T01:00:00","5"\n'))
    assert found is not None
    assert found.lines[0] == ("Reach",)
    assert cells("sep=;\na;b\n1,2;3\n") == [["1,2", "3"]]
    assert read("sep=;\na;b\n1;3\n").first_line == 3


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_three_ways(end: str) -> None:
    assert cells(end.join(("a,b", "1,2", "3,4"))) == [["1", "2"], ["3", "4"]]


def test_short_rows_are_filled_and_counted() -> None:
    found = read("a,b,c\n1,2,3\n4,5\n6\n")
    assert found.frame.to_numpy().tolist() == [["1", "2", "3"], ["4", "5", ""], ["6", "", ""]]
    assert counted(found) == {SHORT: 2}


def test_short_rows_are_counted_beside_quoted_ones() -> None:
    found = read('a,b,c\r\n1,"x, y\r\nz",3\r\n\r\n4,"5, 6"\r\n7,8,')
    assert found.frame.to_numpy().tolist() == [["1", "x, y\r\nz", "3"], ["4", "5, 6", ""], ["7", "8", ""]]
    assert counted(found) == {SHORT: 1}
    assert found.set_aside[0].examples == ('4,"5, 6"',)


def test_rows_with_empty_cells_are_not_short() -> None:
    assert counted(read('a,b,c\n1,"x, y",\n4,,\n')) == {}


def test_long_rows_are_set_aside_and_counted() -> None:
    found = read("a,b\n1,2,3\n4,5\n7,8,\n")
    assert found.frame.to_numpy().tolist() == [["4", "5"], ["7", "8"]]
    assert counted(found) == {LONG: 1}
    assert found.set_aside[0].examples == ("1,2,3",)
    assert counted(read("a,b\n1,2,3,4,5\n4,5\n")) == {LONG: 1}


def test_rows_of_nothing_are_left_out() -> None:
    assert cells('a,b\n1,2\n,\n\n"",""\n3,4\n,\n') == [["1", "2"], ["3", "4"]]


def test_breaks_and_delimiters_within_quotes_are_text() -> None:
    text = 'a,"b, c",d\r\n1,"x\r\ny, ""z""",2\r\n'
    assert cells(text) == [["1", 'x\r\ny, "z"', "2"]]
    assert list(read(text).frame) == ["a", "b, c", "d"]


def test_a_file_without_a_header_gets_names() -> None:
    found = headerless(file('"Home page",12\n"a > b",3,https://practice.example/b\n'), ("label", "views", "url"))
    assert found.frame.to_numpy().tolist() == [["Home page", "12", ""], ["a > b", "3", "https://practice.example/b"]]


def test_only_the_first_quote_of_a_label_is_doubled_by_some() -> None:
    found = headerless(file('"Say ""no" more",12\n"b",3\n'), ("label", "views"))
    assert found.frame.to_numpy().tolist() == [['Say "no" more', "12"], ["b", "3"]]
    assert counted(found) == {QUOTES: 1}


def test_quotes_may_be_escaped_with_a_backslash() -> None:
    text = 'Date,Link,Message\n2025-01-01,x,"She said \\"yes\\", and left"\n2025-01-02,y,plain\n'
    assert cells(text)[0][2] == 'She said "yes", and left'


def test_a_backslash_at_the_end_of_a_cell_is_a_backslash() -> None:
    assert cells('a,b\n"C:\\",2\n') == [["C:\\", "2"]]


def test_blank_lines_part_blocks() -> None:
    found = blocks(file('sep=,\n"A"\nDate,Primary\n1,2\n\n"B"\nDate,Primary\n3,4\n,\n'))
    assert found == [[["A"], ["Date", "Primary"], ["1", "2"]], [["B"], ["Date", "Primary"], ["3", "4"]]]


def test_a_header_that_is_not_there_is_a_sentence() -> None:
    for text, at in (("", 0), ("a,b\n1,2\n", 7)):
        with pytest.raises(OutreachError, match="has no row"):
            read(text, at)


def test_a_table_of_no_rows_has_its_columns() -> None:
    found = read("a,b\n")
    assert list(found.frame) == ["a", "b"]
    assert found.frame.empty


def test_an_outline_is_no_more_than_the_beginning() -> None:
    found = outline(file("a,b\n" + "1,2\n" * 100_000))
    assert found is not None
    assert len(found.lines) == 60


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=12).map(
    lambda text: "".join(sign for sign in text if sign.isprintable() or sign == "\n")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), min_size=1, max_size=12))
def test_a_table_that_pandas_wrote_is_read_back(rows: list[tuple[str, str, str]]) -> None:
    kept = [row for row in rows if any(row)]
    made = io.StringIO()
    pd.DataFrame(kept, columns=["first", "second", "third"]).to_csv(made, index=False, lineterminator="\n", quoting=1)
    assert cells(made.getvalue()) == [list(row) for row in kept]
