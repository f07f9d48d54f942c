"""Plain text, and the text for LinkedIn: Markdown flattened, no word lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.posts.exporting.linkedin import LIMIT, linkedin_text
from outreach.posts.exporting.plain import plain_text
from tests.posts.test_exports_of_one_post import SITE, post, unhurried

WORD = st.text("abcdé漢ש", min_size=1, max_size=9)
PARAGRAPHS = st.lists(st.lists(WORD, min_size=1, max_size=9), min_size=1, max_size=9)


def flat(body: str, **changes: object) -> str:
    return plain_text(post(body, title="", **changes))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("one\ntwo\n\nthree", "one two\n\nthree"),
        ("one  \ntwo\\\nthree", "one\ntwo\nthree"),
        ("# One\ntwo\n## Three", "One\n\ntwo\n\nThree"),
        ("*a* **b** ***c*** _d_ `e*`", "a b c d e*"),
        ("~~cures~~ helps", "~~cures~~ helps"),
        ("- one\n- two", "• one\n• two"),
        ("- one\n\n- two", "• one\n\n• two"),
        ("* one\n  goes on\n* two", "• one goes on\n• two"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("9. nine\n9. ten", "9. nine\n10. ten"),
        ("- one\n  1. a\n  2. b\n- two", "• one\n  1. a\n  2. b\n• two"),
        ("- one\n\n  more\n\n- two", "• one\n\n  more\n\n• two"),
        ("-\n- two", "•\n• two"),
        ("> quoted\n>\n> again", "> quoted\n>\n> again"),
        ("```\na\n\n  b\n```", "a\n\n  b"),
        ("    code", "code"),
        ("one\n\n---\n\ntwo", "one\n\n* * *\n\ntwo"),
        ("| a | *b* |\n|---|---|\n| 1 | |", "a | b\n1 |"),
        ("<b>kept</b> as &lt;text&gt;", "<b>kept</b> as <text>"),
        ("&copy; \\*no star\\*", "© *no star*"),
        ("", ""),
    ],
)
def test_blocks_become_lines(body: str, text: str) -> None:
    assert flat(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("[help](https://portellery.example/a)", "help (https://portellery.example/a)"),
        ("[*a* b](https://portellery.example)", "a b (https://portellery.example)"),
        ("[https://portellery.example](https://portellery.example)", "https://portellery.example"),
        ("<https://portellery.example/a>", "https://portellery.example/a"),
        ("<https://portellery.example/ä>", "https://portellery.example/ä"),
        ("<nadia@juniperstreet.example>", "nadia@juniperstreet.example"),
        ("[write](mailto:nadia@juniperstreet.example)", "write (nadia@juniperstreet.example)"),
        ("[about](/about)", "about (https://juniperstreet.example/about)"),
        ("[](https://portellery.example)", "https://portellery.example"),
        ("[a]()", "a"),
        ("[a][r]\n\n[r]: https://portellery.example 'title'", "a (https://portellery.example)"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("![A desk](desk.jpg)", "[Image: A desk]"),
        ("![A *blue*\ndesk](desk.jpg)", "[Image: A blue desk]"),
        ("![](desk.jpg)", "[Image]"),
        ("[![A desk](desk.jpg)](https://portellery.example)", "[Image: A desk] (https://portellery.example)"),
    ],
)
def test_links_and_images_become_words(body: str, text: str) -> None:
    assert flat(body) == text


def test_without_a_home_base_a_place_of_the_site_stays_as_it_was() -> None:
    assert flat("[about](/about)", site=replace(SITE, address="")) == "about (/about)"


def test_the_title_comes_first_and_alone() -> None:
    assert plain_text(post("Words.", title=" Sleep \n in  winter ")) == "Sleep in winter\n\nWords."


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u202e", "&#8203;", "&#x202e;", "\U000e0041"]
)
def test_nothing_invisible_is_left(hidden: str) -> None:
    assert flat(f"a{hidden}b `c{hidden}`").startswith("ab c")


@unhurried
@given(PARAGRAPHS)
def test_plain_words_stay_in_their_order(paragraphs: list[list[str]]) -> None:
    body = "\n\n".join("\n".join(words) for words in paragraphs)
    assert flat(body) == "\n\n".join(" ".join(words) for words in paragraphs)


@unhurried
@given(st.text(st.characters(codec="utf-8")))
def test_any_body_becomes_text_without_blank_ends_and_double_gaps(body: str) -> None:
    text = flat(body)
    assert not re.search(r"\n{3,}|[ \t]\n|^\n|\n$", text)


def test_linkedin_takes_three_thousand_characters_and_not_one_more() -> None:
    assert linkedin_text(post("a" * LIMIT, title="")) == "a" * 3_000
    with pytest.raises(
        OutreachError, match=r"has 3,001 characters, and LinkedIn takes at most 3,000: 1 too many\. Sho"
    ):
        linkedin_text(post("a" * (LIMIT + 1), title=""))


def test_an_emoji_counts_two_as_a_browser_counts() -> None:
    assert linkedin_text(post("\U0001f634" * 1_500, title=""))
    with pytest.raises(OutreachError, match="has 3,002 characters"):
        linkedin_text(post("\U0001f634" * 1_501, title=""))


def test_linkedin_gets_title_list_and_links_as_text() -> None:
    assert linkedin_text(post()) == (
        "Sleep in winter\n\n"
        "Many people lie awake in winter. This is common, and help (https://juniperstreet.example/help) is near.\n\n"
        "Three habits\n\n"
        "• Get up at one time.\n• Keep the phone out of the bedroom.\n\n"
        "[Image: A desk with two chairs]"
    )
