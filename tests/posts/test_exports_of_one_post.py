"""What holds for every export: the same post gives the same text, and hostile text stays text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import settings

from outreach.errors import OutreachError
from outreach.posts.exporting.bluesky import bluesky_thread
from outreach.posts.exporting.ghost import ghost_json
from outreach.posts.exporting.html_page import body_html, html_page
from outreach.posts.exporting.letters import one_line, printable, shortened, visible
from outreach.posts.exporting.linkedin import linkedin_text
from outreach.posts.exporting.markdown import LONGEST_BODY
from outreach.posts.exporting.markdown_file import markdown_file
from outreach.posts.exporting.mastodon import mastodon_thread
from outreach.posts.exporting.newsletter import newsletter_html, newsletter_text
from outreach.posts.exporting.plain import plain_text
from outreach.posts.exporting.wordpress import wxr
from outreach.posts.post import Post, Site

SITE = Site(
    title="Juniper Street Counseling",
    author="Nadia Rahimi",
    address="https://juniperstreet.example",
    email="nadia@juniperstreet.example",
    postal_address="12 Juniper Street\nPort Ellery, WA 98000",
)
WRITTEN = datetime(2026, 5, 4, 9, 30, tzinfo=timezone(timedelta(hours=-7)))
BODY = """\
Many people lie awake in winter. *This* is **common**, and [help](https://juniperstreet.example/help) is near.

## Three habits

- Get up at one time.
- Keep the phone out of the bedroom.

![A desk with two chairs](https://juniperstreet.example/desk.jpg)
"""


def post(body: str = BODY, **changes: Any) -> Post:
    made = Post("Sleep in winter", body, WRITTEN, SITE, "sleep-in-winter", "Three small habits.", ("sleep", "rest"))
    return replace(made, **changes)


unhurried = settings(deadline=None, max_examples=60)
"""For properties: a slow moment of the computer is no fault of theirs."""

EXPORTS: dict[str, Callable[[Post], str]] = {
    "Markdown": markdown_file,
    "fragment": body_html,
    "page": html_page,
    "WordPress": wxr,
    "Ghost": ghost_json,
    "plain": plain_text,
    "LinkedIn": linkedin_text,
    "Bluesky": lambda made: "\n".join(bluesky_thread(made)),
    "Mastodon": lambda made: "\n".join(mastodon_thread(made)),
    "newsletter": lambda made: newsletter_html(made, unsubscribe="{{ unsubscribe_url }}"),
    "newsletter as text": lambda made: newsletter_text(made, unsubscribe="{{ unsubscribe_url }}"),
}
MARKED_UP = ("fragment", "page", "WordPress", "Ghost", "newsletter")
HOSTILE = (
    "</script><script>alert(1)</script>",
    "</title></style><img src=x onerror=alert(1)>",
    "]]> and ]]]]><![CDATA[> and ]]",
    "&lt;b&gt; & &amp; &#60; <b>",
    "\"double\" 'single' `back`",
    "a\x00b\x08c\x1bd\x7fe\x85f",
    "line\u2028paragraph\u2029end",
    "half a letter \ud83d and \udc00",
    "left \u202egnitsil\u202c \u2066right\u2069",
    "- : # @ % {} [] --- ...",
    "{{ 7*7 }} ${x} <?php ?> <!-- -->",
)


class Tags(HTMLParser):
    """The tags of HTML with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def values(self, name: str) -> list[str | None]:
        return [value for _, attrs in self.tags for key, value in attrs if key == name]

    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


@pytest.mark.parametrize("name", EXPORTS)
def test_the_same_post_gives_the_same_text(name: str) -> None:
    assert EXPORTS[name](post()) == EXPORTS[name](post())


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_can_be_written_as_a_file_and_turn_nothing_round(name: str, said: str) -> None:
    written = EXPORTS[name](post(f"{said}\n\n{said}", title=said, summary=said, tags=(said,)))
    assert written.encode("utf-8")
    if name != "Markdown":
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", written)


@pytest.mark.parametrize("name", ["page", "newsletter"])
@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_in_title_summary_and_names_change_no_tag(name: str, said: str) -> None:
    hostile = post(title=said, summary=said, site=replace(SITE, author=said, title=said, email=said))
    tame = post(title="T", summary="T", site=replace(SITE, author="T", title="T"))
    made, plain = Tags(EXPORTS[name](hostile)), Tags(EXPORTS[name](tame))
    assert made.names() == plain.names()
    assert [key for _, attrs in made.tags for key, _ in attrs] == [key for _, attrs in plain.tags for key, _ in attrs]
    assert one_line(said) in made.words


@pytest.mark.parametrize("name", MARKED_UP)
@pytest.mark.parametrize("said", HOSTILE)
def test_hostile_words_in_the_body_make_no_script_and_no_handler(name: str, said: str) -> None:
    written = EXPORTS[name](post(f"{said}\n\n# {said}\n\n- {said}\n\n```\n{said}\n```\n\n![{said}](a.png '{said}')"))
    html = str(json.loads(written)["db"][0]["data"]["posts"][0]["html"]) if name == "Ghost" else written
    made = Tags(html)
    assert not set(made.names()) & {"script", "iframe", "object", "svg", "form", "b"}
    assert not [key for _, attrs in made.tags for key, _ in attrs if key.startswith("on")]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_title_of_two_hundred_thousand_characters_is_written_or_refused_in_a_sentence(name: str) -> None:
    made = post(title="a <b> & " * 25_000)
    if name == "LinkedIn":
        with pytest.raises(OutreachError, match=r"has 200,\d+ characters, and LinkedIn takes at most 3,000"):
            linkedin_text(made)
    else:
        written = EXPORTS[name](made)
        assert "a <b> &" not in written or name not in {"page", "WordPress", "newsletter"}


@pytest.mark.parametrize("name", MARKED_UP)
def test_an_image_without_words_in_its_place_goes_into_no_html(name: str) -> None:
    with pytest.raises(OutreachError, match=r"line 3 \(desk\.jpg\)"):
        EXPORTS[name](post("Words.\n\n![](desk.jpg)"))


@pytest.mark.parametrize("name", ["Markdown", "page", "WordPress", "Ghost"])
def test_a_moment_without_a_time_zone_is_an_error_of_the_program(name: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        EXPORTS[name](post(written=datetime(2026, 5, 4, 9, 30)))  # noqa: DTZ001 - the missing zone is the test


def test_a_body_that_is_longer_than_any_post_is_refused_in_a_sentence() -> None:
    with pytest.raises(OutreachError, match=r"has 500,001 characters; at most 500,000 can be exported"):
        html_page(post("a" * (LONGEST_BODY + 1)))


@pytest.mark.parametrize("body", ["*a **b " * 1_000, "[" * 2_000, "> " * 2_000, "- " * 2_000, "`" * 5_000, "\\" * 999])
def test_a_body_of_nothing_but_marks_is_written(body: str) -> None:
    assert html_page(post(body))
    assert plain_text(post(body))


@pytest.mark.parametrize("name", EXPORTS)
def test_windows_line_ends_are_line_ends_like_others(name: str) -> None:
    assert EXPORTS[name](post(BODY.replace("\n", "\r\n"))) == EXPORTS[name](post())


@pytest.mark.parametrize(
    "kept",
    [
        "👩‍👩‍👧‍👦 ❤️‍🔥 👍🏽",
        "🇺🇸🇪🇸",
        "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
        "1️⃣ #️⃣",
        "می‌خواهم",
        "שלום",
        "क्षत्रिय ක්‍රම",
        "e\u0301a\u0308",
        "漢字 ไทย 한국어",
    ],
)
def test_letters_of_all_scripts_and_joined_pictures_are_kept(kept: str) -> None:
    assert visible(kept) == kept
    for export in EXPORTS.values():
        assert kept in export(post(f"Words {kept} words.", title="T"))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("\u200d\u200ba\u200d\u200d\u200db", "a\u200db"),
        ("a\ufe0f\ufe0f\ufe0f", "a\ufe0f"),
        ("tag \U000e0041\U000e0042 letters", "tag  letters"),
        ("\u3164\u2800", ""),
        ("a\u200e\u200fb", "ab"),
    ],
)
def test_letters_that_nobody_sees_are_taken_out(text: str, seen: str) -> None:
    assert visible(text) == seen
    assert visible(visible(text)) == seen


def test_lines_keep_their_numbers_whatever_ends_them() -> None:
    assert printable("one\r\ntwo\rthree\x0bstill three\u2028still three") == "one\ntwo\nthree still three still three"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 10, "one two…"),
        ("one two three", 8, "one two…"),
        ("onetwothree", 6, "onetw…"),
    ],
)
def test_a_long_line_is_cut_at_a_word_where_it_can_be(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
