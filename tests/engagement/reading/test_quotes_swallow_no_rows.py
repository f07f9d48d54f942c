from __future__ import annotations

import pytest

from outreach.engagement.reading.rows import LONG, QUOTES, VERY_LONG, outline
from outreach.errors import OutreachError
from tests.engagement.reading.givens import cells, counted, file, read

HEADER = "id,text,views\n"
ROWS = [f"{one},text {one},{one * 2}\n" for one in range(1, 1_001)]


def with_quote_at(*places: int) -> str:
    return HEADER + "".join(
        row.replace("text", '"text') if place in places else row for place, row in enumerate(ROWS, 1)
    )


@pytest.mark.parametrize("place", [1, 500, 999, 1_000])
def test_a_lone_quote_costs_no_row(place: int) -> None:
    found = read(with_quote_at(place))
    assert len(found.frame) == 1_000
    assert found.frame["text"][place - 1] == f'"text {place}'
    assert counted(found) == {QUOTES: 1}
    assert found.frame["views"].astype(int).sum() == 1_001_000


def test_lone_quotes_do_not_part_texts_of_several_lines() -> None:
    rows = "".join(f'{one},"text {one}\n,,and more",3\n{one},"lone {one},3\n' for one in range(500))
    found = read(HEADER + rows)
    assert len(found.frame) == 1_000
    assert found.frame["text"][998] == "text 499\n,,and more"
    assert counted(found) == {QUOTES: 500}


def test_every_row_may_have_a_lone_quote() -> None:
    found = read(with_quote_at(*range(1, 1_001)))
    assert len(found.frame) == 1_000
    assert counted(found) == {QUOTES: 1_000}


def test_two_lone_quotes_that_come_together_cost_no_row() -> None:
    text = with_quote_at(500).replace("text 503,", 'text 503",')
    found = read(text)
    assert len(found.frame) == 1_000
    assert found.frame["text"][499:503].tolist() == ['"text 500', "text 501", "text 502", 'text 503"']
    assert counted(found) == {QUOTES: 1}


def test_a_text_of_several_lines_with_commas_stays_whole() -> None:
    whole = "one, two, three\nfour, five, six"
    assert cells(f'{HEADER}1,"{whole}",3\n') == [["1", whole, "3"]]


def test_a_stray_quote_within_text_is_text() -> None:
    assert cells('id,text,views\n1,a 5" screen,2\n3,"b",4\n') == [["1", 'a 5" screen', "2"], ["3", "b", "4"]]


def test_quotes_that_were_not_doubled_are_text() -> None:
    found = read('id,text,views\n1,"He said "hi" to me, twice",3\n2,"line\nshe "knew" it\nend",4\n3,x,5\n')
    assert found.frame["text"].tolist() == ['He said "hi" to me, twice', 'line\nshe "knew" it\nend', "x"]
    assert counted(found) == {QUOTES: 2}


@pytest.mark.parametrize("line", ["<p>hello</p>\n", "<p>hello, you</p>\n"])
def test_a_long_text_that_is_rightly_quoted_stays_whole(line: str) -> None:
    text = line * 20_000
    found = read(f'{HEADER}1,"{text}",3\n2,"ok",4\n')
    assert found.frame["text"].tolist() == [text, "ok"]
    assert counted(found) == {}


def test_a_line_without_end_is_set_aside() -> None:
    found = read("a,b\n" + "x" * 6_000_000 + "\n1,2\n")
    assert found.frame.to_numpy().tolist() == [["1", "2"]]
    assert counted(found) == {VERY_LONG: 1}
    assert len(found.set_aside[0].examples[0]) < 200


@pytest.mark.parametrize("unit", ['"x,', ',"a', "x,", '""', '"\n'])
def test_storms_of_signs_end(unit: str) -> None:
    data = file(unit * 400_000)
    assert outline(data) is not None
    assert list(read(b"a,b\n" + data.data()).frame) == ["a", "b"]


def test_a_row_of_thousands_of_cells_is_set_aside() -> None:
    assert counted(read("a,b\n1,2\n" + "3," * 100_000 + "4\n")) == {LONG: 1}


def test_a_header_of_thousands_of_cells_is_refused() -> None:
    with pytest.raises(OutreachError, match="columns"):
        read("x," * 5_000 + "\n")
