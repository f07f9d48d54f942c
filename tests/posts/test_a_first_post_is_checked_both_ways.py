"""The named check of the first post: what passes, what is missing in each state, and what cannot be read."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import FILE_NAME as PLAN
from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, find_check, find_teller
from outreach.course.outline import course_home
from outreach.course.question_file import all_questions
from outreach.course.questions import Artefact
from outreach.errors import OutreachError
from outreach.posts.checks import FEWEST_WORDS
from outreach.posts.drafting.attesting import FILE_NAME as ATTESTED
from outreach.posts.drafting.attesting import withdraw
from outreach.posts.drafting.draft_file import FILE_NAME, digest_of
from outreach.posts.exporting.exports import EXPORTS, FOLDER, RECORD, exported
from outreach.posts.exporting.exports import export as write_exports
from outreach.posts.exporting.finished import post_of
from outreach.posts.profile import site_of
from outreach.posts.review import CHANNELS
from outreach.posts.teller import KINDS, channel_of, plan_of
from outreach.practice import Practice, save_practice
from outreach.workspace import Workspace, make_learner_folder
from tests.channels.test_the_plan_is_checked_both_ways import GOOD as GOOD_PLAN
from tests.posts.samples import HARMLESS, TOLD, attested, write

EDITED = HARMLESS.replace("The rain will do.", "The wind will do.")
PRACTICE = Practice(name="Juniper Street Counseling", author="Nadia Rahimi", town="Port Ellery", country="US")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    folder = make_learner_folder(tmp_path / "learner")
    save_practice(folder, PRACTICE)
    return folder


def checked(space: Workspace) -> Result:
    return find_check("posts.first-post")(space)


def export(space: Workspace, draft: str) -> None:
    written = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
    write_exports(space, draft, post_of(draft, site_of(PRACTICE), written), (EXPORTS["markdown"],))


def problem(space: Workspace) -> str:
    found = checked(space)
    assert isinstance(found, Problem)
    return found.name


def test_a_post_that_is_written_attested_and_exported_is_fine(space: Workspace) -> None:
    write(space, HARMLESS)
    attested(space, HARMLESS)
    export(space, HARMLESS)
    assert checked(space) == Fine()


@pytest.mark.parametrize("text", [None, "", " \n\t\n"])
def test_a_post_that_was_not_begun_is_not_wrong(space: Workspace, text: str | None) -> None:
    if text is not None:
        space.write_text(FILE_NAME, text)
    assert checked(space) == NotMade()


def test_each_state_on_the_way_is_told_by_its_name(space: Workspace) -> None:
    write(space, "Move one chair.")
    assert checked(space) == Problem("too-short", {"words": "3"})
    write(space, f"{HARMLESS}\n{TOLD}\n")
    found = checked(space)
    assert isinstance(found, Problem)
    assert found == Problem("high-left", {"count": "1", "first": "Marisol Vega"})
    write(space, HARMLESS)
    assert problem(space) == "not-attested"
    attested(space, HARMLESS)
    assert problem(space) == "not-exported"
    export(space, HARMLESS)
    assert checked(space) == Fine()
    write(space, EDITED)
    assert problem(space) == "edited-since"
    attested(space, EDITED)
    assert problem(space) == "not-exported"
    export(space, EDITED)
    assert checked(space) == Fine()
    withdraw(space, EDITED)
    assert problem(space) == "edited-since", "another text was attested before"
    write(space, HARMLESS)
    assert checked(space) == Fine(), "what was attested and exported of a text still holds when it comes back"


def test_exporting_comes_after_attesting_and_takes_its_place_in_no_order(space: Workspace) -> None:
    write(space, HARMLESS)
    export(space, HARMLESS)
    assert problem(space) == "not-attested"
    attested(space, HARMLESS)
    assert checked(space) == Fine()


def test_a_post_of_fewest_words_is_long_enough_and_one_less_is_not(space: Workspace) -> None:
    words = ["calm"] * FEWEST_WORDS
    write(space, " ".join(words))
    assert problem(space) == "not-attested"
    write(space, " ".join(words[1:]))
    assert checked(space) == Problem("too-short", {"words": f"{FEWEST_WORDS - 1}"})


def test_the_files_have_to_be_there_still(space: Workspace) -> None:
    write(space, HARMLESS)
    attested(space, HARMLESS)
    export(space, HARMLESS)
    [folder] = exported(space, HARMLESS)
    for path in space.path(folder).iterdir():
        path.unlink()
    assert problem(space) == "not-exported"
    shutil.rmtree(space.path(FOLDER))
    assert problem(space) == "not-exported"


def test_what_is_the_authors_own_is_no_finding(space: Workspace) -> None:
    signed = f"{HARMLESS}\nCall my client line: I am Nadia Rahimi, 206-555-0142, nadia@juniperstreet.example.\n"
    write(space, signed)
    save_practice(space, Practice(author="Nadia Rahimi", phone="206-555-0142", email="nadia@juniperstreet.example"))
    assert problem(space) == "not-attested"


def test_a_reply_to_nobody_is_judged_by_where_the_plan_sends_it(space: Workspace) -> None:
    assert channel_of(space) == "blog"
    space.write_text(PLAN, GOOD_PLAN.replace("Your own blog", "Newsletter"))
    assert plan_of(space) == {
        "home_base": "Newsletter",
        "home_base_id": "newsletter",
        "outpost": "LinkedIn",
        "outpost_id": "linkedin",
    }
    assert channel_of(space) == "newsletter"


@pytest.mark.parametrize(
    ("home", "channel"),
    [("LinkedIn", "linkedin"), ("Mastodon", "social"), ("Podcast", "blog"), ("A place of my own", "blog")],
)
def test_every_home_base_takes_some_kind_of_text(space: Workspace, home: str, channel: str) -> None:
    space.write_text(PLAN, GOOD_PLAN.replace("Your own blog", home))
    assert channel_of(space) == channel


def test_the_kinds_are_those_of_channels_that_there_are() -> None:
    assert set(KINDS) <= {channel.id for channel in catalog().channels}
    assert set(KINDS.values()) <= set(CHANNELS)


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"nothing of a plan", b"x" * 300_000])
def test_a_plan_that_says_nothing_or_cannot_be_read_leaves_a_blog(space: Workspace, data: bytes) -> None:
    space.path(PLAN).write_bytes(data)
    assert plan_of(space) == {}
    assert channel_of(space) == "blog"
    write(space, HARMLESS)
    assert problem(space) == "not-attested"


def test_a_teller_that_nobody_knows_gets_a_sentence() -> None:
    for name in ("channels.nothing", "nowhere.plan", "plan", ""):
        with pytest.raises(OutreachError, match="There is no teller called"):
            find_teller(name)


# Bad files.


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (FILE_NAME, b"It\x92s grief", "first-post.md holds bytes that are not UTF-8 text"),
        (FILE_NAME, b"x" * 1_000_001, "first-post.md has 1,000,001 characters"),
        ("practice.toml", b"author = Nadia", "practice.toml could not be read as a settings file"),
        ("practice.toml", b"\xff", "practice.toml holds bytes that are not UTF-8"),
        ("practice.toml", b'country = "France"', "The country holds 'France'"),
        (ATTESTED, b'{"form": 99}', "first-post-attested.json was written by a newer course"),
        (RECORD, b'{"form": 99}', "exported.json was written by a newer course"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_is_no_fault_of_the_post(
    space: Workspace, name: str, data: bytes, said: str
) -> None:
    write(space, HARMLESS)
    space.path(name).write_bytes(data)
    found = checked(space)
    assert isinstance(found, Unreadable)
    assert said in found.reason
    assert space.path(name).read_bytes() == data


@pytest.mark.parametrize("name", [FILE_NAME, "practice.toml", ATTESTED, RECORD])
def test_a_folder_in_the_place_of_a_file_is_said(space: Workspace, name: str) -> None:
    if name != FILE_NAME:
        write(space, HARMLESS)
    space.path(name).unlink(missing_ok=True)
    space.path(name).mkdir()
    found = checked(space)
    assert isinstance(found, Unreadable)
    assert f"{name} could not be read: it is no file" in found.reason


@pytest.mark.parametrize(("name", "missing"), [(ATTESTED, "not-attested"), (RECORD, "not-exported")])
@pytest.mark.parametrize("data", [b"{", b"", b"[]", b"\xff"])
def test_a_damaged_record_counts_as_none_is_set_aside_and_told(
    space: Workspace, name: str, missing: str, data: bytes
) -> None:
    write(space, HARMLESS)
    attested(space, HARMLESS)
    export(space, HARMLESS)
    space.path(name).write_bytes(data)
    assert problem(space) == missing
    [notice] = space.take_notices()
    assert f"my-work/{name} could not be read" in notice


@pytest.mark.parametrize(
    "content",
    [
        '{"exported": 3}',
        '{"exported": [3, null]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": "../.."}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": "/etc"}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": "C:\\\\Windows"}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": ""}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": 3}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": "posts/gone"}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": "first-post.md"}]}',
        '{"exported": [{"text_sha256": "DIGEST", "folder": "posts/\\u0000"}]}',
        '{"exported": [{"text_sha256": "0000", "folder": "posts"}]}',
    ],
)
def test_a_record_that_names_no_folder_of_this_text_counts_as_none(space: Workspace, content: str) -> None:
    write(space, HARMLESS)
    attested(space, HARMLESS)
    space.write_text(f"{FOLDER}/some/file.md", "x")
    space.write_text(RECORD, content.replace("DIGEST", digest_of(HARMLESS)))
    assert exported(space, HARMLESS) == ()
    assert problem(space) == "not-exported"


# The question of the course that asks for it.


def test_the_question_has_a_message_for_every_problem_that_the_check_can_tell() -> None:
    questions = all_questions(course_home()).values()
    [question] = [one for one in questions if isinstance(one, Artefact) and one.check == "posts.first-post"]
    assert {wrong.problem for wrong in question.wrong} == {
        "too-short",
        "high-left",
        "not-attested",
        "edited-since",
        "not-exported",
    }
    messages = {wrong.problem: wrong.feedback for wrong in question.wrong}
    assert "{words}" in messages["too-short"]
    assert "{count}" in messages["high-left"]
    assert "{first}" in messages["high-left"]
