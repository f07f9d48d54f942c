"""The import file for Ghost, and a reader for the exports of Ghost itself."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.posts.exporting import ghost_reading
from outreach.posts.exporting.found_post import FoundPost
from outreach.posts.exporting.ghost import ghost_json
from outreach.posts.exporting.ghost_reading import read_ghost
from outreach.posts.exporting.html_page import body_html
from outreach.posts.exporting.letters import one_line, shortened
from outreach.posts.exporting.slug import tags_with_slugs
from tests.posts.test_exports_of_one_post import SITE, WRITTEN, post, unhurried

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real-data" / "ghost"
TEXT = st.text(st.characters(codec=None, categories=None))
TAG = st.text(st.characters(codec=None, categories=None), max_size=100)


def written(**changes: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(ghost_json(post(**changes)))
    return read


def data(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = written(**changes)["db"][0]["data"]
    return found


def real(name: str) -> str:
    if not REAL.is_dir():
        pytest.skip("the real exports lie beside the repository, and are not here")
    return (REAL / name).read_text(encoding="utf-8")


def file(**tables: Any) -> str:
    return json.dumps({"meta": {"version": "6.0.0"}, "data": {"posts": [], **tables}})


def test_the_file_has_the_documented_form() -> None:
    assert list(written()) == ["db"]
    (only,) = written()["db"]
    assert only["meta"]["exported_on"] == 1_777_912_200_000
    assert list(only["data"]) == ["posts", "tags", "posts_tags", "users", "posts_authors"]


def test_the_version_is_one_that_the_importer_takes() -> None:
    # semver.valid knows no "5.x".
    assert re.fullmatch(r"\d+\.\d+\.\d+", written()["db"][0]["meta"]["version"])


def test_the_post_is_a_draft_that_everybody_may_read_once_it_is_published() -> None:
    (made,) = data()["posts"]
    assert (made["status"], made["visibility"], made["type"]) == ("draft", "public", "post")
    assert made["published_at"] is None
    assert made["created_at"] == "2026-05-04T16:30:00.000Z"
    assert (made["slug"], made["title"]) == ("sleep-in-winter", "Sleep in winter")
    assert made["custom_excerpt"] == "Three small habits."


def test_the_body_stands_there_as_html_and_as_one_html_card() -> None:
    (made,) = data()["posts"]
    root = json.loads(made["lexical"])["root"]
    assert made["html"] == body_html(post())
    assert root["children"] == [{"type": "html", "version": 1, "html": body_html(post())}]
    assert (root["type"], root["version"], root["direction"], root["format"], root["indent"]) == (
        "root",
        1,
        None,
        "",
        0,
    )


def test_everything_that_is_linked_is_there() -> None:
    made = data()
    (only,) = made["posts"]
    assert [tag["name"] for tag in made["tags"]] == ["sleep", "rest"]
    assert [(link["post_id"], link["tag_id"]) for link in made["posts_tags"]] == [
        (only["id"], tag["id"]) for tag in made["tags"]
    ]
    (user,) = made["users"]
    assert made["posts_authors"] == [{"post_id": only["id"], "author_id": user["id"], "sort_order": 0}]
    assert (user["name"], user["slug"], user["email"]) == ("Nadia Rahimi", "nadia-rahimi", SITE.email)


def test_ids_are_those_of_ghost_in_form_and_stay_with_the_slug() -> None:
    first, second = data(), data(title="Another title", body="Other words.")
    ids = [row["id"] for table in ("posts", "tags", "users") for row in first[table]]
    assert all(re.fullmatch(r"[0-9a-f]{24}", one) for one in ids)
    assert len(set(ids)) == len(ids)
    assert first["posts"][0]["id"] == second["posts"][0]["id"] != data(slug="another")["posts"][0]["id"]


@pytest.mark.parametrize("email", ["", "no address", "a@b", "@b.example"])
def test_without_an_e_mail_address_no_user_is_written(email: str) -> None:
    made = data(site=replace(SITE, email=email))
    assert made["users"] == made["posts_authors"] == []


def test_what_ghost_would_refuse_for_its_length_is_cut() -> None:
    made = data(title="t" * 500, summary="word " * 100, tags=("t" * 500,))
    assert len(made["posts"][0]["title"]) == 255
    assert made["posts"][0]["custom_excerpt"] == "word " * 59 + "word\u2026"
    assert len(made["tags"][0]["name"]) == 191
    assert data(summary="")["posts"][0]["custom_excerpt"] is None


@unhurried
@given(TEXT, TEXT, TEXT, st.lists(TAG, max_size=4))
def test_what_was_written_is_read_back(title: str, body: str, summary: str, tags: list[str]) -> None:
    made = post(f"{body}\n", title=title, summary=summary, tags=tuple(tags))
    assert read_ghost(ghost_json(made)) == (
        FoundPost(
            title=shortened(one_line(title), 255),
            html=body_html(made),
            slug="sleep-in-winter",
            status="draft",
            written=WRITTEN,
            summary=shortened(one_line(summary), 300),
            tags=tuple(name for name, _ in tags_with_slugs(tags)),
            author="Nadia Rahimi",
        ),
    )


def test_the_wrapped_form_the_flat_form_and_an_answer_are_read_alike() -> None:
    row = {"title": "T", "slug": "t", "status": "published", "html": "<p>x</p>"}
    inner = {"posts": [row]}
    forms = ({"db": [{"meta": {}, "data": inner}]}, {"meta": {}, "data": inner}, inner)
    assert {read_ghost(json.dumps(form)) for form in forms} == {(FoundPost("T", "<p>x</p>", "t", "published"),)}


def test_pages_are_left_out_in_both_ways_of_saying_so() -> None:
    rows: list[dict[str, object]] = [{"type": "page"}, {"page": True}, {"page": 1}, {"page": 0}, {"type": "post"}]
    assert len(read_ghost(file(posts=rows))) == 2


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2025-06-30T15:31:36.000Z", datetime(2025, 6, 30, 15, 31, 36, tzinfo=UTC)),
        ("2025-06-30 15:31:36", datetime(2025, 6, 30, 15, 31, 36, tzinfo=UTC)),
        ("2025-06-30T08:31:36-07:00", datetime(2025, 6, 30, 15, 31, 36, tzinfo=UTC)),
        (1_751_297_496_000, datetime(2025, 6, 30, 15, 31, 36, tzinfo=UTC)),
        ("yesterday", None),
        (10**30, None),
        (True, None),
        (None, None),
        ("0001-01-01T00:00:00+14:00", None),
    ],
)
def test_a_moment_is_read_in_each_form_or_not_at_all(said: object, moment: datetime | None) -> None:
    assert read_ghost(file(posts=[{"published_at": said}]))[0].written == moment
    assert read_ghost(file(posts=[{"published_at": None, "created_at": said}]))[0].written == moment


def test_tags_come_in_their_order_and_only_where_they_are_known() -> None:
    found = read_ghost(
        file(
            posts=[{"id": 1, "author_id": 7}],
            tags=[{"id": 5, "name": "B"}, {"id": "6", "name": "A"}],
            posts_tags=[
                {"post_id": 1, "tag_id": 5, "sort_order": 1},
                {"post_id": 1, "tag_id": 6, "sort_order": 0},
                {"post_id": 1, "tag_id": 99},
                {"post_id": 2, "tag_id": 5},
            ],
            users=[{"id": 7, "name": "Nadia Rahimi"}],
        )
    )
    assert (found[0].tags, found[0].author) == (("A", "B"), "Nadia Rahimi")


def test_values_of_a_strange_kind_are_read_as_nothing() -> None:
    odd = {"title": 5, "slug": ["x"], "html": {"a": 1}, "status": None, "custom_excerpt": False, "page": [], "id": {}}
    assert read_ghost(file(posts=[odd], tags=None)) == (FoundPost("", "", "", ""),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not JSON: reading stopped at line 1, column 1"),
        ('{"db": [', "may be cut off"),
        ("<rss/>", "not JSON"),
        ("[]", "no export of Ghost: it holds no list of posts"),
        ("null", "no export of Ghost"),
        ('{"posts": {}}', "no export of Ghost"),
        ('{"db": []}', "no export of Ghost"),
        ('{"db": [{"data": {"posts": "x"}}]}', "no export of Ghost"),
        ('{"posts": ["x"]}', "posts is no list of entries"),
        ('{"posts": [], "tags": {"a": 1}}', "tags is no list of entries"),
        ('{"posts": [{"tags": [1]}]}', "tags is no list of entries"),
        ("[" * 200_000, "nested too deep"),
        ("9" * 10_000, "a number that is too long"),
    ],
)
def test_a_file_that_is_no_export_says_what_was_seen(text: str, sentence: str) -> None:
    with pytest.raises(OutreachError, match=re.escape(sentence)):
        read_ghost(text)


def test_a_file_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ghost_reading, "LONGEST_FILE", 10)
    with pytest.raises(OutreachError, match="at most 10 are read"):
        read_ghost(file())


def test_an_export_of_ghost_is_read() -> None:
    found = read_ghost(real("export_fixture.json"))
    assert [(one.title, one.tags, one.author) for one in found] == [
        ("Post 1", ("News",), "Alice Johnson"),
        ("Post 2", ("Technology",), "Bob Smith"),
        ("Post 3 - Lexical", (), ""),
    ]
    assert found[0].written == datetime(2025, 1, 1, tzinfo=UTC)
    assert (found[0].status, found[2].html) == ("published", "")


def test_an_answer_of_the_programming_interface_is_read() -> None:
    (found,) = read_ghost(real("admin_api_posts_fixture.json"))
    assert (found.title, found.tags, found.author) == ("Welcome", ("Getting Started",), "Ghost")
