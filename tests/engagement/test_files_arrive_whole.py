"""What is dropped arrives whole or not at all, under a name that every system can write, and takes nothing's place."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outreach.engagement.exploring.drop_zone import DropZone
from outreach.engagement.exploring.exports_folder import (
    LARGEST,
    Coming,
    entries,
    folder_of,
    safe_name,
    sweep,
    take_out,
)
from outreach.errors import WorkspaceError
from outreach.workspace import Workspace
from tests.engagement.exports_dropped import Page, learner


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    yield from learner(tmp_path)


@pytest.fixture
def arrivals() -> list[str]:
    return []


@pytest.fixture
def page(space: Workspace, arrivals: list[str]) -> Page:
    return Page(
        DropZone("Your exports", "", lambda name, size: Coming(space, name, size), lambda: arrivals.append("all"))
    )


def files(space: Workspace) -> dict[str, bytes]:
    folder = folder_of(space)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_file_in_parts_is_put_together_and_each_part_is_answered(space: Workspace, page: Page) -> None:
    assert page.gives("a.csv", b"0123456789") == {"file": "1", "taken": "end"}
    assert [answer["taken"] for answer in page.heard] == ["begin", "part", "part", "part", "end"]
    assert files(space) == {"a.csv": b"0123456789"}


def test_an_empty_file_arrives_too(space: Workspace, page: Page) -> None:
    page.gives("empty.csv", b"")
    assert files(space) == {"empty.csv": b""}


def test_when_all_has_come_the_explorer_is_told(page: Page, arrivals: list[str]) -> None:
    assert page.says({"do": "all", "file": "x-all-1"}) == {"file": "x-all-1", "taken": "all"}
    assert arrivals == ["all"]


def test_a_file_that_is_still_coming_is_no_entry(space: Workspace, page: Page) -> None:
    page.says({"do": "begin", "file": "1", "name": "a.csv", "size": 8})
    page.says({"do": "part", "file": "1"}, b"0123")
    assert entries(space) == []


def test_a_broken_transfer_leaves_nothing(space: Workspace, page: Page) -> None:
    page.says({"do": "begin", "file": "1", "name": "a.csv", "size": 8})
    page.says({"do": "part", "file": "1"}, b"0123")
    answer = page.says({"do": "end", "file": "1"})
    assert answer["trouble"] == "a.csv did not arrive whole (4 of 8 bytes). Drop it again."
    assert files(space) == {}


def test_a_page_that_gives_up_leaves_nothing(space: Workspace, page: Page) -> None:
    page.says({"do": "begin", "file": "1", "name": "a.csv", "size": 8})
    page.says({"do": "stop", "file": "1"})
    assert files(space) == {}


def test_a_file_that_grows_meanwhile_is_refused(space: Workspace, page: Page) -> None:
    page.says({"do": "begin", "file": "1", "name": "a.csv", "size": 2})
    assert "grew while it was copied" in page.says({"do": "part", "file": "1"}, b"0123")["trouble"]
    assert files(space) == {}


@pytest.mark.parametrize("do", ["part", "end"])
def test_parts_of_a_file_that_nobody_began_are_not_taken_silently(page: Page, do: str) -> None:
    answer = page.says({"do": do, "file": "lost"}, b"0123")
    assert answer == {"file": "lost", "trouble": "This file is not being copied any more. Drop it again."}


@pytest.mark.parametrize(
    "message",
    [
        {"do": "begin", "file": "1"},
        {"do": "begin", "file": "1", "name": 5, "size": 5},
        {"do": "begin", "file": "1", "name": "a", "size": -1},
        {"do": "begin", "file": "1", "name": "a", "size": True},
        {"do": "dance", "file": "1"},
        {"file": "1"},
        {},
    ],
)
def test_a_message_that_no_page_sends_is_answered(space: Workspace, page: Page, message: dict[str, Any]) -> None:
    assert "trouble" in page.says(message)
    assert not files(space)


@pytest.mark.parametrize("message", [None, "begin", 5, ["begin"]])
def test_what_is_no_message_is_passed_over(page: Page, message: object) -> None:
    page.drop._received(page.drop, message, None)
    assert page.heard == []


def test_the_same_file_twice_is_kept_once(space: Workspace, page: Page) -> None:
    page.gives("a.csv", b"one")
    page.gives("a.csv", b"one", key="2")
    assert files(space) == {"a.csv": b"one"}


def test_another_file_of_the_same_name_stands_beside_it(space: Workspace, page: Page) -> None:
    for key, data in enumerate((b"one", b"two", b"three", b"two")):
        page.gives("a.csv", data, key=str(key))
    assert files(space) == {"a.csv": b"one", "a (2).csv": b"two", "a (3).csv": b"three"}


def test_two_files_of_one_name_may_come_at_the_same_time(space: Workspace, page: Page) -> None:
    for key in "12":
        page.says({"do": "begin", "file": key, "name": "a.csv", "size": 1})
    for key in "12":
        page.says({"do": "part", "file": key}, key.encode())
    for key in "12":
        page.says({"do": "end", "file": key})
    assert files(space) == {"a.csv": b"1", "a (2).csv": b"2"}


def test_a_folder_keeps_its_inner_folders(space: Workspace, page: Page) -> None:
    page.gives("export/posts/a.csv", b"one")
    assert files(space) == {"export/posts/a.csv": b"one"}
    assert [path.name for path in entries(space)] == ["export"]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../escape.csv", "escape.csv"),
        ("/etc/passwd", "etc/passwd"),
        ("a/../../../b.csv", "a/b.csv"),
        ("..\\..\\b.csv", "b.csv"),
        ("C:\\Users\\me\\b.csv", "C_/Users/me/b.csv"),
        ("con.csv", "_con.csv"),
        ("LPT1", "_LPT1"),
        ("aux .csv", "_aux .csv"),
        ('what? "now" <b>|*.csv', "what_ _now_ _b___.csv"),
        ("line\nbreak\x00.csv", "line_break_.csv"),
        (" .hidden. ", "hidden"),
        ("..", "file"),
        ("", "file"),
        ("a/b/c/d/e/f/g/h.csv", "c/d/e/f/g/h.csv"),
        ("cafe\u0301.csv", "caf\u00e9.csv"),
        ("half \ud83d.csv", "half \ufffd.csv"),
        ("Content 2026-03-02_2026-08-30.xlsx", "Content 2026-03-02_2026-08-30.xlsx"),
    ],
)
def test_a_name_leads_nowhere_else_and_can_be_written_everywhere(name: str, safe: str) -> None:
    assert safe_name(name).as_posix() == safe


@pytest.mark.parametrize("letter", ["a", "\u5b57", "\U0001f600"])
def test_a_long_name_is_cut_and_keeps_its_ending(space: Workspace, page: Page, letter: str) -> None:
    assert "trouble" not in page.gives(f"{letter * 300}.csv", b"one")
    page.gives(f"{letter * 300}.csv", b"two", key="2")
    names = list(files(space))
    assert len(names) == 2
    assert all(name.endswith(".csv") and len(name.encode()) < 200 for name in names)


def test_nothing_is_written_outside_of_the_folder(space: Workspace, page: Page) -> None:
    before = {path for path in space.folder.parent.rglob("*") if path.is_file()}
    for key, name in enumerate(("../a.csv", "../../b.csv", "/c.csv", "..\\d.csv")):
        page.gives(name, b"one", key=str(key))
    new = {path for path in space.folder.parent.rglob("*") if path.is_file()} - before
    assert {path.parent for path in new} <= {folder_of(space), space.hidden / "locks"}


def test_a_disk_without_room_is_told_before_anything_is_sent(
    space: Workspace, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10, 8, 2))
    assert "the disk is full" in page.gives("a.csv", b"0123456789")["trouble"]
    assert files(space) == {}


def test_a_disk_that_fills_up_meanwhile_is_told_and_leaves_nothing(
    space: Workspace, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    page.gives("before.csv", b"one")
    monkeypatch.setattr(os, "fsync", full)
    assert page.gives("a.csv", b"0123")["trouble"] == (
        "a.csv was not copied: the disk is full. Free some space, then drop it again."
    )
    assert files(space) == {"before.csv": b"one"}


def test_a_folder_that_may_not_be_written_is_told(space: Workspace, page: Page) -> None:
    space.work.mkdir(exist_ok=True)
    folder_of(space).write_text("a file stands here")
    assert "a.csv was not copied" in page.gives("a.csv", b"0123")["trouble"]


def test_a_file_that_is_too_large_is_told_the_other_way(space: Workspace) -> None:
    with pytest.raises(WorkspaceError, match=r"has 2\.0 GB\. .* outreach import"):
        Coming(space, "log.gz", LARGEST + 1)


def test_what_a_killed_kernel_left_is_swept_away_a_day_later(space: Workspace, page: Page) -> None:
    page.says({"do": "begin", "file": "1", "name": "old.csv", "size": 8})
    page.says({"do": "begin", "file": "2", "name": "new.csv", "size": 8})
    old = next(folder_of(space).glob(".old*"))
    yesterday = time.time() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    half = folder_of(space) / ".juniper-street.coming"
    half.mkdir()
    (half / "a.csv").write_text("one")
    os.utime(half, (yesterday, yesterday))
    sweep(space)
    assert [path.name for path in folder_of(space).iterdir()] == [".new.csv.coming"]


def test_a_copy_can_be_taken_out(space: Workspace, page: Page) -> None:
    page.gives("a.csv", b"one")
    page.gives("folder/b.csv", b"two", key="2")
    take_out(space, "folder")
    take_out(space, "a.csv")
    assert files(space) == {}
    with pytest.raises(WorkspaceError, match=r"There is no my-work/exports/a\.csv"):
        take_out(space, "a.csv")


@pytest.mark.parametrize("name", ["..", "../..", "folder/b.csv", "", "."])
def test_nothing_but_an_entry_can_be_taken_out(space: Workspace, page: Page, name: str) -> None:
    page.gives("folder/b.csv", b"two")
    with pytest.raises(WorkspaceError):
        take_out(space, name)
    assert files(space) == {"folder/b.csv": b"two"}


def test_taking_out_a_link_leaves_what_it_leads_to(space: Workspace, tmp_path: Path) -> None:
    other = tmp_path / "mine"
    other.mkdir()
    (other / "a.csv").write_text("one")
    folder_of(space).mkdir(parents=True)
    (folder_of(space) / "link").symlink_to(other, target_is_directory=True)
    take_out(space, "link")
    assert (other / "a.csv").read_text() == "one"
