"""The draft is a plain file: read from any editor, never written over, with its versions and what changed since."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.posts.drafting import draft_file
from outreach.posts.drafting.draft_file import (
    FILE_NAME,
    LONGEST_DRAFT,
    VERSIONS,
    changes,
    digest_of,
    is_due,
    keep_draft,
    keep_version,
    read_draft,
    text_of_version,
    versions,
)
from outreach.workspace import Workspace, make_learner_folder
from tests.posts.samples import HARMLESS, files_in, full_disk, left_over, write

NOON = datetime(2026, 11, 28, 12, 0, 0, tzinfo=UTC)
unhurried = settings(deadline=None, max_examples=30)


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return make_learner_folder(tmp_path / "learner")


def texts(space: Workspace) -> list[str]:
    return [text_of_version(space, one.name) for one in versions(space)]


# Any editor.


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"One line", "One line"),
        ("Grief, søster, 悲しみ, 🦊\n".encode(), "Grief, søster, 悲しみ, 🦊\n"),
        (b"\xef\xbb\xbfWith a mark\n", "With a mark\n"),
        (b"one\r\ntwo\r\n", "one\ntwo\n"),
        (b"\xef\xbb\xbfone\r\ntwo", "one\ntwo"),
        (b"one\ttwo\x0c\n\n\n", "one\ttwo\x0c\n\n\n"),
    ],
)
def test_a_draft_is_read_whatever_editor_wrote_it(space: Workspace, data: bytes, text: str) -> None:
    space.path(FILE_NAME).write_bytes(data)
    assert read_draft(space) == text
    assert space.path(FILE_NAME).read_bytes() == data


def test_no_file_is_an_empty_draft(space: Workspace) -> None:
    assert read_draft(space) == ""
    assert files_in(space).keys() == {".outreach/folder.json"}


BAD = {
    "Windows' own letters": (
        "It\u2019s grief".encode("cp1252"),
        "not UTF-8 text (at byte 2). Open it in the program that",
    ),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8 text (at byte 0)"),
    "UTF-16": ("grief".encode("utf-16"), "not UTF-8 text (at byte 0)"),
    "far too long": (b"x" * (LONGEST_DRAFT + 1), "has 1,000,001 characters; a post has at most 1,000,000"),
    "another file altogether": (b"x" * 6_000_000, "is 6 MB; a file of at most 5 MB was expected"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_draft_that_cannot_be_read_gets_a_sentence_and_stays_as_it_is(space: Workspace, what: str) -> None:
    data, said = BAD[what]
    space.path(FILE_NAME).write_bytes(data)
    with pytest.raises(OutreachError, match=FILE_NAME) as error:
        read_draft(space)
    assert said in str(error.value)
    with pytest.raises(OutreachError, match=FILE_NAME) as error:
        keep_draft(space, HARMLESS, digest_of(""))
    assert said in str(error.value)
    assert space.path(FILE_NAME).read_bytes() == data


def test_a_folder_in_the_place_of_the_draft_gets_a_sentence(space: Workspace) -> None:
    space.path(FILE_NAME).mkdir()
    (space.path(FILE_NAME) / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutreachError, match=r"first-post\.md could not be read: it is no file"):
        read_draft(space)
    with pytest.raises(OutreachError, match="it is no file"):
        keep_draft(space, HARMLESS, digest_of(""))
    assert (space.path(FILE_NAME) / "mine.txt").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever may do everything can read every file")
def test_a_draft_that_may_not_be_read_gets_a_sentence(space: Workspace) -> None:
    write(space, HARMLESS)
    space.path(FILE_NAME).chmod(0)
    with pytest.raises(OutreachError, match=r"The course may not read my-work/first-post\.md"):
        read_draft(space)
    space.path(FILE_NAME).chmod(0o600)
    assert read_draft(space) == HARMLESS


# Keeping.


def test_a_draft_is_kept_as_it_was_typed_and_only_where_it_is_new(space: Workspace) -> None:
    write(space, "One.\n\n  Two 🦊 \u200b\t\n")
    assert space.path(FILE_NAME).read_bytes() == "One.\n\n  Two 🦊 \u200b\t\n".encode()
    before = space.path(FILE_NAME).stat().st_mtime_ns
    time.sleep(0.01)
    write(space, "One.\n\n  Two 🦊 \u200b\t\n")
    assert space.path(FILE_NAME).stat().st_mtime_ns == before


def test_an_edit_made_outside_is_never_written_over_and_is_returned(space: Workspace) -> None:
    write(space, "Mine.")
    seen = digest_of("Mine.")
    space.path(FILE_NAME).write_text("Theirs.", encoding="utf-8")
    assert keep_draft(space, "Mine, and more.", seen) == "Theirs."
    assert read_draft(space) == "Theirs."
    assert keep_draft(space, "Mine, and more.", digest_of("Theirs.")) is None
    assert read_draft(space) == "Mine, and more."


def test_a_draft_that_was_taken_away_outside_is_not_brought_back_unasked(space: Workspace) -> None:
    write(space, "Mine.")
    space.path(FILE_NAME).unlink()
    assert keep_draft(space, "Mine, and more.", digest_of("Mine.")) == ""
    assert not space.path(FILE_NAME).exists()


def test_the_same_words_from_two_windows_are_no_clash(space: Workspace) -> None:
    write(space, "Both typed this.")
    assert keep_draft(space, "Both typed this.", digest_of("an older text")) is None


def test_line_ends_of_another_editor_are_no_change(space: Workspace) -> None:
    space.path(FILE_NAME).write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert keep_draft(space, "one\ntwo\n", digest_of("one\ntwo\n")) is None
    assert space.path(FILE_NAME).read_bytes() == b"\xef\xbb\xbfone\r\ntwo\r\n"


def test_a_draft_that_is_far_too_long_is_not_kept(space: Workspace) -> None:
    write(space, HARMLESS)
    with pytest.raises(OutreachError, match=r"has 1,000,001 characters.*It was not saved"):
        keep_draft(space, "x" * (LONGEST_DRAFT + 1), digest_of(HARMLESS))
    assert read_draft(space) == HARMLESS


@pytest.mark.parametrize("pasted", ["\ufeffpasted", "pasted\r\nfrom elsewhere", "\ufeff"])
def test_what_a_file_does_not_hold_of_a_paste_is_no_clash_at_the_next_letter(space: Workspace, pasted: str) -> None:
    write(space, pasted)
    assert keep_draft(space, f"{pasted} and on", digest_of(pasted)) is None


def test_half_an_emoji_is_kept_as_a_sign_and_is_no_clash_at_the_next_letter(space: Workspace) -> None:
    cut = "cut \ud83d"
    write(space, cut)
    assert read_draft(space) == "cut \ufffd"
    assert keep_draft(space, "cut and on", digest_of(cut)) is None


def test_a_full_disk_gets_a_sentence_and_the_draft_stays(space: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    write(space, HARMLESS)
    with full_disk(monkeypatch), pytest.raises(OutreachError, match=r"first-post\.md was not saved: the disk is full"):
        keep_draft(space, "New words.", digest_of(HARMLESS))
    assert read_draft(space) == HARMLESS
    assert left_over(space) == []
    assert keep_draft(space, "New words.", digest_of(HARMLESS)) is None


@unhurried
@any_of(st.text(max_size=60))
def test_any_text_is_read_back_as_it_was_kept(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    space = make_learner_folder(tmp_path_factory.mktemp("any"))
    write(space, text)
    assert read_draft(space) == text.removeprefix("\ufeff").replace("\r\n", "\n")
    assert keep_draft(space, text + "x", digest_of(text)) is None


# Versions.


def test_a_version_is_a_plain_file_that_says_when_and_why(space: Workspace) -> None:
    kept = keep_version(space, HARMLESS, "attested", NOON)
    assert kept is not None
    assert kept.name == "2026-11-28 12.00.00 attested.md"
    assert (space.path(VERSIONS) / kept.name).read_text(encoding="utf-8") == HARMLESS
    assert versions(space) == [kept]
    assert text_of_version(space, kept.name) == HARMLESS


def test_an_empty_draft_and_the_same_one_again_make_no_version(space: Workspace) -> None:
    assert keep_version(space, " \n", now=NOON) is None
    keep_version(space, "One.", now=NOON)
    assert keep_version(space, "One.", "attested", NOON + timedelta(hours=1)) is None
    assert texts(space) == ["One."]


def test_versions_of_one_second_stay_in_their_order(space: Workspace) -> None:
    for text, why in [
        ("1", ""),
        ("2", ""),
        ("3", "from one window"),
        ("4", "from another"),
        ("5", ""),
        ("6", "attested"),
    ]:
        keep_version(space, text, why, NOON)
    assert texts(space) == list("123456")
    assert keep_version(space, "6", now=NOON) is None
    assert [one.why for one in versions(space)] == ["", "", "from one window", "from another", "", "attested"]


def test_twelve_versions_of_one_second_are_counted_and_not_spelled(space: Workspace) -> None:
    for number in range(12):
        keep_version(space, f"text {number}", now=NOON)
    assert texts(space) == [f"text {number}" for number in range(12)]


def test_a_version_is_due_after_some_minutes(space: Workspace) -> None:
    assert is_due(space, NOON)
    keep_version(space, "One.", now=NOON)
    assert not is_due(space, NOON + timedelta(minutes=4, seconds=59))
    assert is_due(space, NOON + timedelta(minutes=5))
    assert is_due(space, NOON - timedelta(hours=1)), "a clock that was set back keeps nobody from having versions"


def test_of_many_versions_the_first_the_newest_and_those_kept_for_a_reason_stay(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert draft_file.MOST_VERSIONS == 60
    monkeypatch.setattr(draft_file, "MOST_VERSIONS", 10)
    for number in range(25):
        keep_version(space, f"{number}", "attested" if number == 7 else "", NOON + timedelta(minutes=6 * number))
    assert len(versions(space)) == 10
    assert texts(space)[0] == "0"
    assert texts(space)[-1] == "24"
    assert "7" in texts(space)


def test_where_all_versions_have_a_reason_there_are_still_no_more_than_are_kept(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft_file, "MOST_VERSIONS", 10)
    for number in range(13):
        keep_version(space, f"{number}", "exported", NOON + timedelta(minutes=number))
    assert len(versions(space)) == 10


@pytest.mark.parametrize(
    "name",
    ["notes.md", "2026-11-28.md", "2026-02-30 12.00.00.md", "2026-11-28 99.00.00.md", "2026-11-28 12.00.00.txt", "x"],
)
def test_files_of_other_names_are_no_versions_and_are_left_alone(space: Workspace, name: str) -> None:
    space.write_text(f"{VERSIONS}/{name}", "mine")
    keep_version(space, "One.", now=NOON)
    assert texts(space) == ["One."]
    assert space.read_text(f"{VERSIONS}/{name}") == "mine"


@pytest.mark.parametrize(
    "name", ["../first-post.md", "/etc/passwd", "", "2026-11-28 12.00.00.md/../../x.md", "x" * 5000]
)
def test_a_version_that_does_not_exist_gets_a_short_sentence(space: Workspace, name: str) -> None:
    with pytest.raises(OutreachError, match="There is no version called") as error:
        text_of_version(space, name)
    assert len(str(error.value)) < 120


def test_a_version_that_is_gone_or_unreadable_gets_a_sentence(space: Workspace) -> None:
    kept = keep_version(space, "One.", now=NOON)
    assert kept is not None
    path = space.path(f"{VERSIONS}/{kept.name}")
    path.write_bytes(b"\xff")
    with pytest.raises(OutreachError, match="not UTF-8"):
        text_of_version(space, kept.name)
    assert keep_version(space, "One.", now=NOON) is not None, "what cannot be read is not taken for the same"
    path.unlink()
    with pytest.raises(OutreachError, match="is not there any more"):
        text_of_version(space, kept.name)


def test_a_version_on_a_full_disk_gets_a_sentence_and_the_others_stay(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_version(space, "One.", now=NOON)
    with full_disk(monkeypatch), pytest.raises(OutreachError, match="the disk is full"):
        keep_version(space, "Two.", now=NOON + timedelta(minutes=6))
    assert texts(space) == ["One."]
    assert left_over(space) == []


def test_a_file_in_the_place_of_the_versions_gets_a_sentence(space: Workspace) -> None:
    space.write_text(VERSIONS, "mine")
    assert versions(space) == []
    assert is_due(space)
    with pytest.raises(OutreachError, match="first-post-versions"):
        keep_version(space, "One.", now=NOON)
    assert space.read_text(VERSIONS) == "mine"


# What changed since.


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "", []),
        ("One.", "One.", [("same", "One.")]),
        ("", "One.", [("added", "One.")]),
        ("One.", "", [("taken", "One.")]),
        ("One two.", "One three.", [("same", "One "), ("taken", "two."), ("added", "three.")]),
        ("b c", "a b c", [("added", "a "), ("same", "b c")]),
        ("a b\n\nc", "a\n\nc", [("same", "a"), ("taken", " b"), ("same", "\n\nc")]),
        ("x x x", "x x", [("same", "x x"), ("taken", " x")]),
    ],
)
def test_what_changed_is_told_word_by_word(before: str, after: str, said: list[tuple[str, str]]) -> None:
    assert told(before, after) == said


def test_a_word_in_the_middle_of_a_post_is_found() -> None:
    before = " ".join(f"word{number}" for number in range(400))
    after = before.replace("word200 ", "").replace("word300", "another")
    assert [one for one in told(before, after) if one[0] != "same"] == [
        ("taken", "word200 "),
        ("taken", "word300"),
        ("added", "another"),
    ]


@unhurried
@any_of(
    st.lists(st.sampled_from(["a", "b", " ", "\n", "c d"]), max_size=30),
    st.lists(st.sampled_from("ab \n"), max_size=30),
)
def test_nothing_is_left_out_of_a_comparison(one: list[str], other: list[str]) -> None:
    before, after = "".join(one), "".join(other)
    found = changes(before, after)
    assert "".join(part.text for part in found if part.kind != "added") == before
    assert "".join(part.text for part in found if part.kind != "taken") == after
    assert all(part.text for part in found)


SLOW = {
    "one word again and again": ("a " * 9_000, "b " + "a " * 9_000 + "c"),
    "line after line": ("a\n" * 60_000, "b\n" + "a\n" * 60_000 + "c"),
    "two hundred words in any order": (
        "\n".join(f"w{number * 7919 % 199}" for number in range(30_000)),
        "\n".join(f"w{number * 104_729 % 197}" for number in range(30_000)),
    ),
    "200,000 characters": ("Grief comes. " * 15_000, "Grief goes. " * 15_000),
}


@pytest.mark.parametrize("what", SLOW)
def test_texts_that_were_made_to_be_slow_are_compared_at_once(what: str) -> None:
    before, after = SLOW[what]
    begun = time.perf_counter()
    found = changes(before, after)
    assert time.perf_counter() - begun < 2
    assert "".join(part.text for part in found if part.kind != "taken") == after
