"""The small language of patterns: what each part of a row means, and that all rows of the reviewer can be read."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from outreach.posts.reviewing import patterns
from outreach.posts.reviewing.grammar import Grammar
from outreach.posts.reviewing.lexicon import classes
from outreach.posts.reviewing.parts import PatternError
from outreach.posts.reviewing.reading import Reading

FORMS = Path(patterns.__file__).with_name("forms")
ROOMS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FORMS.glob("*.toml"))}


def pointed_at(pattern: str, text: str, **slots: list[str]) -> str | None:
    """Return what a pattern points at in a text; None where it fits nowhere."""
    grammar = Grammar()
    grammar.add("room", {"name": [pattern]}, slots)
    reading = Reading(text, classes())
    for fit in grammar.fits(reading):
        return reading.text[reading.starts[fit.start] : reading.ends[fit.end - 1]] if fit.end > fit.start else ""
    return None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("walk|run home", "We run home.", "run home"),
        ("walk|run home", "We ran home.", None),
        ("calm*", "She is calmer now.", "calmer"),
        ("calm*", "She is calling now.", None),
        ("my <kin>", "I rang my mother.", "my mother"),
        ("my <kin>", "I rang my dentist.", None),
        ("my <kin|client>", "I rang my client.", "my client"),
        ("very !good", "That is very odd.", "very odd"),
        ("very !good", "That is very good.", None),
        ("my !<kin>", "I rang my dentist.", "my dentist"),
        ("my !<kin>", "I rang my mother.", None),
        ("go ..2 home", "We go home.", "go home"),
        ("go ..2 home", "We go slowly back home.", "go slowly back home"),
        ("go ..2 home", "We go very slowly back home.", None),
        ("go ..2 home", "We go. Then home.", None),
        ("said ~3", "He said nothing at all, then left.", "said nothing at all"),
        ("said ~2", "He said nothing at all.", "said nothing at"),
        ("in # weeks", "Gone in six weeks.", "in six weeks"),
        ("in # weeks", "Gone in 6 weeks.", "in 6 weeks"),
        ("in # weeks", "Gone in some weeks.", None),
        ("near Cap", "She lives near Yreka.", "near Yreka"),
        ("near Cap", "She lives near water.", None),
        ("so * now", "It is so cold now.", "so cold now"),
        ("^ call", "Call today.", "Call"),
        ("^ call", "Please do call.", None),
        ("call END", "Do call.", "call"),
        ("call END", "Do call today.", None),
        ("we promise ( calm in # weeks )", "Here we promise calm in six weeks.", "calm in six weeks"),
        ("go back? home", "We go home.", "go home"),
        ("go back? home", "We go back home.", "go back home"),
        ("we {do} it", "Then we carry out it.", "we carry out it"),
        ("we {do} it", "Then we do it.", "we do it"),
        ("ask \\#", "Now ask # twice.", "ask #"),
        ("near|Cap home", "Her Yreka home.", "Yreka home"),
    ],
)
def test_a_part_of_a_row_means_what_the_language_says(pattern: str, text: str, expected: str | None) -> None:
    assert pointed_at(pattern, text, do=["do", "carry out"]) == expected


@pytest.mark.parametrize(
    "pattern",
    [
        "we {nobody}",  # no such slot
        "<kin>|word there",  # a class among words would be looked for letter by letter
        "word|{do} there",
        "ca*",  # a stem so short that it fits half of the language
        "Home",  # words are written small
        "on|^ day",
        "<ki-n> day",
    ],
)
def test_a_row_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        pointed_at(pattern, "Anything.", do=["do"])


def test_what_begins_differently_is_found_in_the_order_of_the_text() -> None:
    grammar = Grammar()
    grammar.add("room", {"one": ["my <kin>"], "two": ["# weeks"], "three": ["Cap street"]}, {})
    fits = list(grammar.fits(Reading("In 6 weeks my mother moved to Elm street.", classes())))
    assert [fit.name for fit in fits] == ["two", "one", "three"]


def test_every_room_is_read_and_every_file_is_a_room() -> None:
    assert set(ROOMS) == set(patterns.ROOMS)


def parts_of(content: dict[str, Any]) -> list[str]:
    rows = [row for written in content["patterns"].values() for row in written]
    rows += [row for written in content.get("slots", {}).values() for row in written]
    return [part for row in rows for part in row.split()]


@pytest.mark.parametrize("room", ROOMS)
def test_every_slot_of_a_room_is_used(room: str) -> None:
    used = {part[1:-1] for part in parts_of(ROOMS[room]) if part[0] == "{"}
    assert ROOMS[room].get("slots", {}).keys() == used


@pytest.mark.parametrize("room", ROOMS)
def test_every_class_that_a_row_asks_for_has_words(room: str) -> None:
    known = frozenset().union(*classes().values())
    asked = {
        name
        for part in parts_of(ROOMS[room])
        if part.lstrip("!").startswith("<")
        for name in part.strip("!<>?").split("|")
    }
    assert asked <= known


@pytest.mark.parametrize("room", ROOMS)
def test_no_row_stands_twice_in_one_place(room: str) -> None:
    for written in ROOMS[room]["patterns"].values():
        assert len(written) == len(set(written))
