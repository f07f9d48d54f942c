"""Plan and page are written both or not at all, and nothing that a person changed by hand is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.channels.planning.keeping import keep_plan
from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME
from outreach.channels.setting import SETTING_FILE
from outreach.errors import OutreachError
from outreach.workspace import Workspace, make_learner_folder

PLAN, PAGE = "# Channel plan\n\none\n", "<!DOCTYPE html>\n<title>one</title>\n"
PLAN_2, PAGE_2 = PLAN.replace("one", "two"), PAGE.replace("one", "two")


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return make_learner_folder(tmp_path / "learner")


def there(space: Workspace) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in space.work.iterdir() if path.name != SETTING_FILE}


def test_both_are_written_and_nothing_else_is_left(space: Workspace) -> None:
    assert keep_plan(space, PLAN, PAGE) == ""
    assert there(space) == {FILE_NAME: PLAN, PAGE_NAME: PAGE}


def test_what_we_wrote_makes_way_without_a_copy(space: Workspace) -> None:
    keep_plan(space, PLAN, PAGE)
    assert keep_plan(space, PLAN_2, PAGE_2) == ""
    assert keep_plan(space, PLAN_2, PAGE_2) == ""
    assert there(space) == {FILE_NAME: PLAN_2, PAGE_NAME: PAGE_2}


def test_a_plan_changed_by_hand_is_kept_under_another_name_each_time(space: Workspace) -> None:
    for number in (1, 2):
        keep_plan(space, PLAN, PAGE)
        space.write_text(FILE_NAME, f"my words {number}\n")
        assert keep_plan(space, PLAN_2, PAGE_2) == f"channel-plan.earlier-{number}.md"
        assert space.read_text(f"channel-plan.earlier-{number}.md") == f"my words {number}\n"
    assert space.read_text(FILE_NAME) == PLAN_2


def test_a_page_changed_by_hand_is_kept_too_and_both_names_are_given(space: Workspace) -> None:
    keep_plan(space, PLAN, PAGE)
    space.write_text(PAGE_NAME, "<p>my page</p>\n")
    assert keep_plan(space, PLAN, PAGE) == "channel-plan.earlier-1.html"
    space.write_text(FILE_NAME, "my plan\n")
    space.write_text(PAGE_NAME, "<p>again</p>\n")
    assert keep_plan(space, PLAN, PAGE) == "channel-plan.earlier-2.md and my-work/channel-plan.earlier-2.html"
    assert space.read_text("channel-plan.earlier-1.html") == "<p>my page</p>\n"
    assert space.read_text("channel-plan.earlier-2.html") == "<p>again</p>\n"


def test_a_plan_that_was_there_before_the_course_wrote_one_is_kept(space: Workspace) -> None:
    space.write_text(FILE_NAME, "from elsewhere\n")
    assert keep_plan(space, PLAN, PAGE) == "channel-plan.earlier-1.md"


@pytest.mark.parametrize("digests", ["[1, null]", "{}", "5", "null"])
def test_a_setting_file_with_odd_digests_costs_at_most_a_copy(space: Workspace, digests: str) -> None:
    space.write_text(FILE_NAME, PLAN)
    space.write_text(SETTING_FILE, f'{{"plan_written": {digests}, "weights": {{"search": 5}}}}')
    assert keep_plan(space, PLAN_2, PAGE_2) == "channel-plan.earlier-1.md"
    assert json.loads(space.read_text(SETTING_FILE) or "")["weights"] == {"search": 5}
    assert keep_plan(space, PLAN, PAGE) == ""


def test_a_plan_that_cannot_be_read_stays_and_is_said(space: Workspace) -> None:
    keep_plan(space, PLAN, PAGE)
    space.path(FILE_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(OutreachError, match="not UTF-8"):
        keep_plan(space, PLAN_2, PAGE_2)
    assert space.path(FILE_NAME).read_bytes() == b"\xff\xfe\x00"
    assert space.read_text(PAGE_NAME) == PAGE


def test_a_page_that_cannot_be_read_is_set_aside_and_made_anew(space: Workspace) -> None:
    space.path(PAGE_NAME).write_bytes(b"\xff\xfe\x00")
    keep_plan(space, PLAN, PAGE)
    assert there_is(space, "channel-plan.damaged-*.html") == [b"\xff\xfe\x00"]
    assert space.read_text(PAGE_NAME) == PAGE
    assert "channel-plan.html could not be read" in space.take_notices()[0]


def test_a_folder_in_the_place_of_the_page_is_moved_out_of_the_way(space: Workspace) -> None:
    space.path(PAGE_NAME).mkdir()
    (space.path(PAGE_NAME) / "mine.txt").write_text("mine", encoding="utf-8")
    keep_plan(space, PLAN, PAGE)
    assert space.read_text(PAGE_NAME) == PAGE
    assert there_is(space, "channel-plan.damaged-*.html/mine.txt") == [b"mine"]


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a special right on Windows")
def test_a_plan_that_is_a_link_stays_one(space: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "synced.md"
    elsewhere.write_text("", encoding="utf-8")
    space.path(FILE_NAME).symlink_to(elsewhere)
    keep_plan(space, PLAN, PAGE)
    assert space.path(FILE_NAME).is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == PLAN


def there_is(space: Workspace, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in space.work.glob(pattern)]


# A disk that is full, at every moment at which it can become so.


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of 256 kB."""
    made = tmp_path / "disk"
    made.mkdir()
    mount = shutil.which("mount")
    if not mount or sys.platform != "linux":
        pytest.skip("a full disk can be made here only on Linux with mount")
    done = subprocess.run([mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", made], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("a full disk needs the right to mount one, which this user does not have")
    yield made
    subprocess.run(["umount", made], check=True)


def test_whenever_the_disk_is_full_plan_and_page_are_both_old_or_both_new(disk: Path) -> None:
    space = make_learner_folder(disk / "learner")
    long = 20_000 * "x"
    old = {FILE_NAME: PLAN + long, PAGE_NAME: PAGE + long}
    new = {FILE_NAME: PLAN_2 + long, PAGE_NAME: PAGE_2 + long}
    filler, said = disk / "filler", []
    for kilobytes in range(100, 256, 4):
        filler.unlink(missing_ok=True)
        keep_plan(space, old[FILE_NAME], old[PAGE_NAME])
        try:
            filler.write_bytes(kilobytes * 1024 * b"x")
        except OSError:
            break
        try:
            kept = keep_plan(space, new[FILE_NAME], new[PAGE_NAME])
        except OutreachError as error:
            said.append(str(error))
            assert there(space) == old
        else:
            said.append("saved")
            assert kept == ""
            assert there(space) == new
    full = [sentence for sentence in said if sentence != "saved"]
    assert 0 < len(full) < len(said)
    assert all("the disk is full" in sentence for sentence in full)


def test_a_folder_that_may_not_be_written_is_said_and_both_stay(disk: Path) -> None:
    space = make_learner_folder(disk / "learner")
    keep_plan(space, PLAN, PAGE)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(OutreachError, match="does not allow it"):
        keep_plan(space, PLAN_2, PAGE_2)
    assert there(space) == {FILE_NAME: PLAN, PAGE_NAME: PAGE}
