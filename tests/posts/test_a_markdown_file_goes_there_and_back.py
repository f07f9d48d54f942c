"""The Markdown file: what was written is read back, what people changed is read or refused in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.posts.exporting.markdown_file import LONGEST_FILE, markdown_file, read_markdown_file
from outreach.posts.post import Site
from tests.posts.test_exports_of_one_post import BODY, HOSTILE, SITE, WRITTEN, post, unhurried

yaml = pytest.importorskip("yaml")

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"))
MOMENTS = st.datetimes(
    datetime(1971, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


def head(text: str) -> str:
    return text.split("---\n")[1]


def with_head(lines: str, body: str = "Words.") -> str:
    return f"---\n{lines}\n---\n\n{body}"


def test_the_file_looks_like_this() -> None:
    assert markdown_file(post("Words.\n")) == (
        "---\n"
        'title: "Sleep in winter"\n'
        "date: 2026-05-04T09:30:00-07:00\n"
        'slug: "sleep-in-winter"\n'
        'description: "Three small habits."\n'
        'tags: ["sleep", "rest"]\n'
        'author: "Nadia Rahimi"\n'
        'language: "en-US"\n'
        "---\n"
        "\n"
        "Words.\n"
    )


@unhurried
@given(TEXT.filter(str.strip), TEXT, TEXT, TEXT, st.lists(TEXT), MOMENTS)
def test_every_post_is_read_back_as_it_was(
    title: str, body: str, summary: str, author: str, tags: list[str], written: datetime
) -> None:
    site = replace(SITE, author=author or "A", language="sv")
    made = post(body, title=title, summary=summary, tags=tuple(tags), written=written, site=site)
    found = read_markdown_file(markdown_file(made), site)
    assert found == made
    assert found.written.utcoffset() == written.utcoffset()


@unhurried
@given(TEXT.filter(str.strip), st.lists(TEXT))
def test_another_reader_of_yaml_finds_the_same_words(title: str, tags: list[str]) -> None:
    read = yaml.safe_load(head(markdown_file(post("", title=title, tags=tuple(tags)))))
    assert (read["title"], read["tags"], read["date"]) == (title, tags, WRITTEN)


@pytest.mark.parametrize(
    "words",
    [
        *(said for said in HOSTILE if "\ud83d" not in said),
        "a: b, \"c\", 'd' # e",
        "- item",
        "? key",
        "&anchor *alias !tag",
        "one\ntwo\n---\nthree",
        "\\n \\u0041 \\",
        "no",
        "2026-05-04",
        "1e3",
        "null",
        "😴 zzz",
        "\t tab",
        "{a: b}",
        "\ufeff",
    ],
)
def test_words_that_mean_something_in_yaml_stay_words(words: str) -> None:
    made = post(words, title=f"x{words}", slug=words, summary=words, tags=(words, words))
    assert read_markdown_file(markdown_file(made), SITE) == made
    assert yaml.safe_load(head(markdown_file(made)))["title"] == f"x{words}"


def test_the_body_is_unchanged_but_for_its_line_ends_and_letters_that_no_file_holds() -> None:
    body = "\n\n  one\r\n\ttwo\rthree  \n---\ntitle: no head\n---\n\x00\u202e\ud800"
    found = read_markdown_file(markdown_file(post(body)), SITE)
    assert found.body == "\n\n  one\n\ttwo\nthree  \n---\ntitle: no head\n---\n\x00\u202e\ufffd"


def test_a_direction_that_is_turned_round_shows_in_the_head() -> None:
    assert "\\u202e" in head(markdown_file(post(title="a\u202eb")))


def test_a_file_that_people_wrote_by_hand_is_read() -> None:
    found = read_markdown_file(
        "\ufeff---\r\ntitle: It's \U0001f634 late\r\ndate: 2026-05-04 09:30-07:00\r\ntags:\r\n  - sleep\r\n  - no\r\n"
        "draft: true\r\ndescription: >\r\n  Two\r\n  lines.\r\n---\r\nWords.\r\n",
        SITE,
    )
    assert (found.title, found.slug, found.tags) == ("It's \U0001f634 late", "its-late", ("sleep", "no"))
    assert (found.summary, found.body, found.site) == ("Two lines.\n", "Words.\n", SITE)
    assert found.written == WRITTEN


def test_the_site_comes_from_the_caller_and_author_and_language_from_the_file() -> None:
    file = with_head('title: "T"\ndate: 2026-05-04T09:30:00Z\nauthor: "Nadia Rahimi"\nlanguage: "es"')
    assert read_markdown_file(file).site == Site(title="", author="Nadia Rahimi", language="es")
    assert read_markdown_file(file, SITE).site == replace(SITE, language="es")
    assert read_markdown_file(file).written == datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("", "does not begin with a head"),
        ("Words without a head.", "does not begin with a head"),
        ("---\ntitle: no end", "does not begin with a head"),
        (with_head("date: 2026-05-04T09:30:00Z"), "no title"),
        (with_head('title: " "\ndate: 2026-05-04T09:30:00Z'), "no title"),
        (with_head("just words"), "no title"),
        (with_head("title: T"), "The date in the head of this file is “”"),
        (with_head("title: T\ndate: May 4"), "is “May 4”; it needs day, time and time zone"),
        (with_head("title: T\ndate: 2026-05-04"), "needs day, time and time zone"),
        (with_head("title: [T]"), "title is not one text"),
        (with_head("title: T\ndate: 2026-05-04T09:30:00Z\ntags: {a: b}"), "tags is no list of words"),
        (with_head("title: T\ndate: 2026-05-04T09:30:00Z\ntags: [[a]]"), "tags is no list of words"),
        (with_head('title: "T\ndate: x'), "Line 2 in the head"),
        (with_head("title: T\ndate: a: b"), "Line 3 in the head"),
        (with_head("title: T\x00"), "Something in the head"),
        (with_head("title: " + "{a: " * 5_000), "in the head of this file cannot be read"),
        (with_head("title: " + "T" * 300_000), "at most 300,000 are read"),
        (with_head("? [a]\n: b"), "in the head of this file cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_change(file: str, sentence: str) -> None:
    with pytest.raises(OutreachError, match=re.escape(sentence)):
        read_markdown_file(file)


def test_names_that_stand_for_other_text_do_not_grow() -> None:
    bomb = "\n".join(["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + [f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]" for n in range(1, 30)])
    assert read_markdown_file(with_head(f"title: T\ndate: 2026-05-04T09:30:00Z\n{bomb}")).title == "T"


def test_objects_are_not_made_from_a_file() -> None:
    file = with_head("title: !!python/object/apply:os.getcwd []\ndate: 2026-05-04T09:30:00Z")
    with pytest.raises(OutreachError, match="title is not one text"):
        read_markdown_file(file)


def test_one_tag_may_stand_alone() -> None:
    assert read_markdown_file(with_head("title: T\ndate: 2026-05-04T09:30:00Z\ntags: sleep")).tags == ("sleep",)


def test_a_file_that_is_longer_than_any_post_is_not_read() -> None:
    with pytest.raises(OutreachError, match=r"has 2,000,001 characters"):
        read_markdown_file("-" * (LONGEST_FILE + 1))


def test_the_usual_post_keeps_its_body() -> None:
    assert read_markdown_file(markdown_file(post()), SITE).body == BODY
