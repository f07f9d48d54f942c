"""Threads: short enough for the network, no word split or lost, numbered to the end."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes

from outreach.errors import OutreachError
from outreach.posts.exporting.bluesky import bluesky_thread
from outreach.posts.exporting.mastodon import counted, mastodon_thread
from outreach.posts.exporting.plain import plain_text
from outreach.posts.exporting.thread import Rule, clusters, thread
from tests.posts.test_exports_of_one_post import post, unhurried

COUNTER = re.compile(r"\n\n(\d+)/(\d+)\Z")
FAMILY = "👩‍👩‍👧‍👦"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
WORDS = st.one_of(
    st.text("abcxyzé", min_size=1, max_size=12),
    st.sampled_from(
        [
            FAMILY,
            SCOTLAND,
            "🇺🇸🇪🇸",
            "1️⃣",
            "e\u0301\u0302",
            "می‌خواهم",
            "שָׁלוֹם.",
            "क्षत्रिय",
            "漢字",
            "End.",
            "“Yes!”",
            "(https://juniperstreet.example/sleep_(winter)?x=1&y=2).",
            "https://juniperstreet.example/" + "long/" * 20,
            "@nadia@juniperstreet.example,",
            "Dr.",
        ]
    ),
)
GAPS = st.sampled_from([" ", " ", " ", "\n", "\r\n", "\n\n", "  \n", "\r\n\r\n"])
BODIES = st.lists(st.tuples(WORDS, GAPS), max_size=120).map(lambda pairs: "".join(word + gap for word, gap in pairs))
TEN = Rule("Ten", (10,), lambda text: (len(text),))
THIRTY = Rule("Thirty", (30,), lambda text: (len(text),))


def without_counters(posts: tuple[str, ...]) -> list[str]:
    if len(posts) == 1:
        return list(posts)
    for number, text in enumerate(posts, 1):
        found = COUNTER.search(text)
        assert found
        assert (int(found[1]), int(found[2])) == (number, len(posts))
    return [COUNTER.sub("", text) for text in posts]


def graphemes(text: str) -> int:
    return sum(1 for _ in iter_graphemes(text))


@unhurried
@given(BODIES)
@example("word " * 2_000)
@example(f"{FAMILY} " * 900)
@example(f"{FAMILY * 11}\r\n\r\n" * 40)
def test_a_thread_for_bluesky_is_short_enough_and_loses_no_word(body: str) -> None:
    made = post(body, title="Sleep")
    posts = bluesky_thread(made)
    assert all(graphemes(text) <= 300 and len(text.encode()) <= 3_000 for text in posts)
    assert " ".join(without_counters(posts)).split() == plain_text(made).split()


@unhurried
@given(BODIES)
@example("word " * 2_000)
@example("https://juniperstreet.example/x " * 300)
def test_a_thread_for_mastodon_is_short_enough_and_loses_no_word(body: str) -> None:
    made = post(body, title="Sleep")
    posts = mastodon_thread(made)
    assert all(counted(text) <= 500 for text in posts)
    assert " ".join(without_counters(posts)).split() == plain_text(made).split()


@unhurried
@given(BODIES)
def test_no_post_is_empty_and_none_begins_or_ends_with_a_blank(body: str) -> None:
    for text in without_counters(bluesky_thread(post(body, title="Sleep"))):
        assert text
        assert text == text.strip()


def test_what_fits_into_one_post_has_no_counter() -> None:
    assert bluesky_thread(post("One.\n\nTwo.", title="T")) == ("T\n\nOne.\n\nTwo.",)
    assert bluesky_thread(post("a" * 300, title="")) == ("a" * 300,)
    assert len(bluesky_thread(post("a" * 290 + " " + "b" * 10, title=""))) == 2
    assert mastodon_thread(post("a" * 250 + " " + "b" * 249, title="")) == ("a" * 250 + " " + "b" * 249,)


def test_nothing_makes_no_post() -> None:
    assert bluesky_thread(post(" \n", title="")) == ()


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("One two three four.\n\nFive six seven.", ["One two three four.", "Five six seven."]),
        ("One two three. Four five six seven.", ["One two three.", "Four five six seven."]),
        ("One two. Three.\n\nFour five six seven.", ["One two. Three.", "Four five six seven."]),
        ("One two three.\n\nFour. Five six seven.", ["One two three.", "Four. Five six seven."]),
        ("one two three four five six seven", ["one two three four five", "six seven"]),
        ("one two three\nfour five six seven", ["one two three", "four five six seven"]),
        ("“Is it so?” Yes it is so, he said.", ["“Is it so?”", "Yes it is so, he said."]),
        ("I saw Dr. Rahimi there in May too.", ["I saw Dr. Rahimi there in", "May too."]),
        ("Ask for it, e.g. a quiet room now.", ["Ask for it, e.g. a quiet", "room now."]),
        ("Hm.\n\none two three four five six seven eight", ["Hm.\n\none two three four", "five six seven eight"]),
        (
            "まず これは一つの文です。 これは二つ目の 少し長い 文ですね。",
            ["まず これは一つの文です。", "これは二つ目の 少し長い 文ですね。"],
        ),
    ],
)
def test_a_post_ends_with_a_paragraph_else_a_sentence_else_a_word(text: str, posts: list[str]) -> None:
    assert without_counters(thread(text, THIRTY)) == posts


def test_the_counter_is_counted_and_keeps_its_room_when_the_posts_get_two_digits() -> None:
    nine, ten = thread("abcde " * 9, TEN), thread("abcde " * 10, Rule("Eleven", (12,), lambda text: (len(text),)))
    assert nine[0] == "abcde\n\n1/9"
    assert all(len(text) <= 10 for text in nine)
    assert ten[0] == "abcde\n\n1/10"
    assert ten[-1] == "abcde\n\n10/10"
    assert all(len(text) <= 12 for text in ten)


def test_where_two_digits_leave_room_for_less_the_posts_are_filled_anew() -> None:
    posts = thread("abc de " * 11, Rule("Eleven", (12,), lambda text: (len(text),)))
    assert all(len(text) <= 12 for text in posts)
    assert " ".join(without_counters(posts)) == " ".join(["abc de"] * 11)


def test_a_hundred_posts_and_more_are_numbered() -> None:
    many = bluesky_thread(post(("a" * 289 + " ") * 120, title=""))
    assert len(many) == 120
    assert many[0].endswith("\n\n1/120")
    assert many[-1].endswith("\n\n120/120")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("a" * 301, r"“a{40}…” has 301 characters without a blank, and a post on Bluesky has room for 295"),
        (
            "x https://juniperstreet.example/" + "a" * 300,
            r"“https://juniperstreet\.example/aaaaaaaaaa…” has 330 characters .* use a shorter link",
        ),
        ("e" + "\u0301" * 1_600, r"has 3,201 bytes without a blank, and a post on Bluesky has room for 2,995"),
    ],
)
def test_a_word_that_is_longer_than_a_post_is_refused_in_a_sentence(body: str, sentence: str) -> None:
    with pytest.raises(OutreachError, match=sentence):
        bluesky_thread(post(body, title=""))


def test_a_word_that_fits_only_without_a_counter_is_refused_where_there_is_one() -> None:
    with pytest.raises(OutreachError, match=r"has 298 characters .* room for 295 beside its counter"):
        bluesky_thread(post("a" * 298 + " b c", title=""))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("plain words", 11),
        (FAMILY + SCOTLAND + "1️⃣" + "e\u0301" + "👍🏽", 5),
        ("https://juniperstreet.example/" + "a" * 400, 23),
        ("http://a.example", 23),
        ("a https://a.example/x, https://b.example/y.", 2 + 23 + 2 + 23 + 1),
        ("(https://a.example/x)", 25),
        ("https://a.example/x_(y)", 23),
        ("https://a.example/x_(y).", 24),
        ("https://a.example/x(y", 23 + 2),
        ("https://a.example?q=1&r=2", 23),
        ("https://a.example/?q=(1)", 24),
        ("https://a.example:8080/x#y", 23),
        ("https://a.example/ä漢", 23),
        ("HTTPS://A.EXAMPLE/x", 23),
        ("xhttps://a.example/y", 20),
        ("https://localhost/x", 19),
        ("https://", 8),
        ("gemini://a.example", 18),
        ("www.a.example", 13),
        ("@nadia@juniperstreet.example", 6),
        ("@nadia", 6),
        ("Hi @nadia.r@juniperstreet.example!", 3 + 8 + 1),
        ("nadia@juniperstreet.example", 27),
        ("x@nadia@juniperstreet.example", 29),
        ("@a@b.example@c", 14),
        ("https://a.example/@nadia@juniperstreet.example", 23),
    ],
)
def test_mastodon_counts_links_and_mentions_in_its_own_way(text: str, count: int) -> None:
    assert counted(text) == count


def test_mastodons_own_examples_fit() -> None:
    # spec/validators/status_length_validator_spec.rb of Mastodon.
    assert counted("a" * 476 + f" http://{'b' * 30}.com/example") == 500
    assert counted("a" * 475 + f" @alice@{'b' * 30}.com") == 482


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (FAMILY, 1),
        ("\r\n", 1),
        ("🇺🇸🇪🇸", 2),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("क्षि", 2),
        ("नमस्ते", 4),
        ("ක්‍රම", 3),
    ],
)
def test_characters_are_counted_as_people_see_them_and_never_too_few(text: str, count: int) -> None:
    assert clusters(text) == count


@pytest.mark.parametrize(
    "link", ["https://a." * 5_000, "https://a.example/" + "(" * 20_000, "@a." * 10_000, "(" * 40_000]
)
def test_a_link_that_was_made_to_be_slow_is_counted_at_once(link: str) -> None:
    assert counted(link) > 0
