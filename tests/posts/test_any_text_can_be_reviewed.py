"""Whatever is pasted into a draft: no error, no mark outside of the text, and each mark at what it means."""

from __future__ import annotations

import random
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from outreach.posts.author import Author
from outreach.posts.review import CHANNELS, review
from outreach.posts.reviewing.review import marks_in
from tests.posts.labelled import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = 10_000
WHOLE_REVIEWS = 500
AUTHOR = Author(
    name="Nadia Brandt", practice="Juniper Street Counseling", city="Elm Falls", region="Oregon", country="US"
)
BLOCKS = (
    (0x20, 0x7F), (0x00, 0x20), (0xA0, 0x250), (0x300, 0x370), (0x370, 0x590), (0x590, 0x780), (0x900, 0xE80),
    (0x1100, 0x1200), (0x2000, 0x2070), (0x2070, 0x2300), (0x2500, 0x2C00), (0x3000, 0x3100), (0x4E00, 0x5000),
    (0xD800, 0xE000), (0xE000, 0xE100), (0xFB00, 0x10000), (0x1D400, 0x1D800), (0x1F300, 0x1FA00), (0xE0000, 0xE0200),
    (0x10F000, sys.maxunicode + 1),
)  # fmt: skip
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u202c\u2066\u2069\ufe0f\u0301\u0000"


def any_signs(rng: random.Random) -> str:
    signs = []
    for _ in range(rng.randrange(60)):
        first, last = rng.choice(BLOCKS)
        signs.append(chr(rng.randrange(first, last)))
    return "".join(signs)


def broken(text: str, rng: random.Random) -> str:
    """Return a post in which signs were lost, doubled, dressed up or put in between."""
    signs = list(text)
    for _ in range(rng.randrange(1, 12)):
        place = rng.randrange(len(signs) + 1)
        signs[place : place + rng.randrange(3)] = rng.choice(
            (
                any_signs(rng)[:4],
                rng.choice(UNSEEN),
                " " * rng.randrange(5),
                "\r\n\n",
                "\u201c",
                "\u2019",
                "<b onclick='x'>",
            )
        )
    cut = rng.randrange(len(signs) + 1)
    return "".join(signs[cut : cut + rng.randrange(20, 160)])


def texts(count: int) -> Iterator[str]:
    rng = random.Random(20261128)
    posts = labelled("learned_from")
    for number in range(count):
        yield any_signs(rng) if number % 2 else broken(rng.choice(posts).text, rng)


def test_ten_thousand_texts_of_any_signs_are_reviewed_and_each_mark_stands_inside() -> None:
    seen = 0
    for number, text in enumerate(texts(TEXTS)):
        marks, _ = marks_in(text, AUTHOR, CHANNELS[number % len(CHANNELS)])
        assert all(0 <= one.start < one.end <= len(text) for one in marks), ascii(text)
        assert all(text[one.start : one.end].strip() for one in marks), ascii(text)
        seen += len(marks)
    assert seen > TEXTS / 20, "the texts hold nothing that could be marked"


def test_whole_reviews_of_any_signs_hold_findings_inside_of_the_text() -> None:
    for number, text in enumerate(texts(WHOLE_REVIEWS)):
        made = review(text, AUTHOR, CHANNELS[number % len(CHANNELS)])
        assert made.verdict()
        for finding in made.findings:
            assert finding.is_of_the_whole or 0 <= finding.start < finding.end <= len(text)
            if finding.edit is not None:
                assert 0 <= finding.edit.start <= finding.edit.end <= len(text)


def test_the_same_text_is_marked_in_the_same_way_again() -> None:
    for post in labelled("never_learned_from")[:40]:
        assert post.found() == post.found()


BOLD = "".join(
    chr(0x1D400 + ord(c) - 65) if c.isupper() else chr(0x1D41A + ord(c) - 97) if c.islower() else c
    for c in "Tamsin Okwu"
)
NAMED = "Thank you for coming to see me, Tamsin Okwu, I loved our sessions on Tuesdays."


def marked_name(text: str) -> str:
    marks, _ = marks_in(text, AUTHOR, "review_reply")
    return next((text[one.start : one.end] for one in marks if one.category == "NAME"), "")


@pytest.mark.parametrize(
    ("written", "marked"),
    [
        ("Tamsin Okwu", "Tamsin Okwu"),
        ("Tam\u200bsin Ok\u2060wu", "Tam\u200bsin Ok\u2060wu"),
        ("Tam\u00adsin Okwu", "Tam\u00adsin Okwu"),
        (BOLD, BOLD),
        ("\u202aTamsin Okwu\u202c", "Tamsin Okwu"),
        ("Tamsin\u00a0Okwu", "Tamsin\u00a0Okwu"),
        ("Tamsín Okwu", "Tamsín Okwu"),
        (unicodedata.normalize("NFD", "Tamsín Okwu"), unicodedata.normalize("NFD", "Tamsín Okwu")),
    ],
)
def test_a_name_is_found_however_it_is_written(written: str, marked: str) -> None:
    text = NAMED.replace("Tamsin Okwu", written)
    assert marked_name(text) == marked


@pytest.mark.parametrize(
    "before",
    ["👩‍👩‍👧‍👦 ", "شكرا جزيلا. ", "<p onclick='alert(1)'>Hi</p> ", "e\u0301" * 30 + " ", "\ufeff", "👍🏽👍🏿 "],
    ids=["family", "right-to-left", "HTML", "accents", "mark", "thumbs"],
)
def test_what_stands_before_a_name_moves_its_mark_and_no_more(before: str) -> None:
    assert marked_name(f"{before}{NAMED}") == "Tamsin Okwu"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "\u0301" * 50_000,
        "((((" * 20_000,
        "555-0100 " * 8_000,
        "Mr " * 15_000,
        "\u201c\u2018" * 40_000,
        "\n" * 100_000,
        "@" * 50_000,
        "A.B." * 8_000,
        "at at at dot " * 8_000,
    ],
    ids=["letters", "accents", "brackets", "numbers", "titles", "quotes", "lines", "at", "initials", "at and dot"],
)
def test_much_of_one_kind_is_no_trap(text: str) -> None:
    # A way that grows with the square of the length would never end here.
    marks, _ = marks_in(text, AUTHOR, "blog")
    assert all(0 <= one.start < one.end <= len(text) for one in marks)
