from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.engagement.reading import json_text
from outreach.engagement.reading.json_text import loaded
from outreach.engagement.reading.opened import TooLarge
from outreach.errors import OutreachError
from tests.engagement.reading.givens import file


@pytest.mark.parametrize(
    ("text", "value", "repairs"),
    [
        ('{"a": [1, "x"]}', {"a": [1, "x"]}, ()),
        ('window.YTD.tweets.part0 = [{"a": 1}]', [{"a": 1}], (json_text.ASSIGNMENT,)),
        ('window.YTD["tweets"] = [{"a": 1}];\n', [{"a": 1}], (json_text.ASSIGNMENT,)),
        ('([{"a": "x}{y"}{"b": [{"c": 1}{"c": 2}]}])', [{"a": "x}{y"}, {"b": [{"c": 1}, {"c": 2}]}], None),
        ("([[1][2]])", [[1], [2]], (json_text.WRAPPER, json_text.COMMAS)),
        ('{"a": [1, 2,],}', {"a": [1, 2]}, (json_text.COMMAS,)),
        ('{"a": 1}\n{"a": 2}\n', [{"a": 1}, {"a": 2}], (json_text.LINES,)),
        ('{"a": 1}\n{"a": 2}\n{"a": ', [{"a": 1}, {"a": 2}], (json_text.LINES, json_text.CUT)),
        ("[NaN, -Infinity]", [None, None], (json_text.NOT_NUMBERS,)),
        ('["a\nb"]', ["a\nb"], (json_text.BREAKS,)),
        ('["\\ud83d\\ude00 \\ud83d \\\\ud83d"]', ["😀 \ufffd \\ud83d"], (json_text.SURROGATES,)),
    ],
)
def test_known_faults_are_repaired(text: str, value: object, repairs: tuple[str, ...] | None) -> None:
    found = loaded(file(text))
    assert found.value == value
    assert repairs is None or found.repairs == repairs


def test_large_numbers_stay_exact() -> None:
    assert loaded(file('{"id": 1891564128784855141234}')).value == {"id": 1891564128784855141234}


def test_other_encodings_are_read() -> None:
    assert loaded(file('{"a": "ö"}'.encode("utf-16"))).value == {"a": "ö"}
    assert loaded(file('{"a": "ö"}'.encode("utf-8-sig"))).value == {"a": "ö"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1,\n"b" 2}', "line 2, column 5"),
        ("window.YTD.x = [\n1\n2]", "line 3, column 1"),
        ('[{"a": 1}, {"a":', "line 1"),
        ("", "is empty"),
        ("<html>", "line 1, column 1"),
        ("[" * 100_000 + "]" * 100_000, "nested deeper"),
        ('{"a":' * 100_000, "nested deeper"),
        ("[" + "9" * 5_000 + "]", "digits"),
    ],
)
def test_other_faults_are_a_sentence(text: str, said: str) -> None:
    given_file = file(text)
    for _ in range(2):
        with pytest.raises(OutreachError, match=said):
            loaded(given_file)


def test_a_very_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "LARGEST", 10)
    with pytest.raises(TooLarge):
        loaded(file("[1, 2, 3, 4, 5]"))


@pytest.mark.parametrize("unit", ['"', ",", ", ", "}", "[1]", "\\", "("])
def test_storms_of_signs_end(unit: str) -> None:
    with pytest.raises(OutreachError):
        loaded(file("[" + unit * 100_000))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=80, deadline=None)
@given(_VALUES)
def test_what_is_right_is_never_repaired(value: object) -> None:
    found = loaded(file(json.dumps([value])))
    assert found.repairs == ()
    assert found.value == [value]
