"""Plan and page are written both or not at all, and nothing that a person changed by hand is lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from outreach import workspace
from outreach.channels.planning.keeping import MISSING, OLDER, SETTING_FILE, keep_plan, page_is_behind
from outreach.channels.planning.plan import FILE_NAME, PAGE_NAME
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
    space.write_text(
        SETTING_FILE, f'{{"plan_written": {digests}, "page_of_plan": {digests}, "weights": {{"search": 5}}}}'
    )
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


# A save that fails or is stopped.


def stopped(space: Workspace, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> None:
    """Try to save the second plan, stopped at one of the renames: 1 that of the setting, 2 the plan, 3 the page."""
    rename, calls = workspace._rename, count(1)

    def stop(temporary: Path, target: Path) -> None:
        if next(calls) == at:
            raise error
        rename(temporary, target)

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "_rename", stop)
        with pytest.raises(type(error) if not isinstance(error, OSError) else OutreachError):
            keep_plan(space, PLAN_2, PAGE_2)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), PermissionError(13, "no"), MemoryError()])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_wherever_a_save_is_stopped_both_are_as_before_and_known_as_ours(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    keep_plan(space, PLAN, PAGE)
    for _ in range(4):
        stopped(space, monkeypatch, at, error)
        assert there(space) == {FILE_NAME: PLAN, PAGE_NAME: PAGE}
        assert page_is_behind(space) == ""
    assert keep_plan(space, PLAN_2, PAGE_2) == ""
    assert there(space) == {FILE_NAME: PLAN_2, PAGE_NAME: PAGE_2}


def test_an_interrupt_right_after_a_rename_puts_both_back_too(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_plan(space, PLAN, PAGE)
    rename = workspace._rename

    def too_late(temporary: Path, target: Path) -> None:
        rename(temporary, target)
        if target.name == PAGE_NAME and target.read_text(encoding="utf-8") == PAGE_2:
            raise KeyboardInterrupt

    monkeypatch.setattr(workspace, "_rename", too_late)
    with pytest.raises(KeyboardInterrupt):
        keep_plan(space, PLAN_2, PAGE_2)
    assert there(space) == {FILE_NAME: PLAN, PAGE_NAME: PAGE}


@pytest.mark.parametrize("at", [2, 3])
def test_a_first_save_that_is_stopped_leaves_nothing(
    space: Workspace, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    stopped(space, monkeypatch, at, KeyboardInterrupt())
    assert there(space) == {}


def test_many_plans_that_were_never_written_push_none_of_ours_out(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_plan(space, PLAN, PAGE)
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "write_together", refuse)
        for number in range(5):
            with pytest.raises(OutreachError, match="no room"):
                keep_plan(space, f"# try {number}\n", f"<p>try {number}</p>\n")
    assert keep_plan(space, PLAN_2, PAGE_2) == ""


def refuse(_space: Workspace, _texts: object) -> None:
    msg = "no room"
    raise OutreachError(msg)


def test_a_plan_changed_by_hand_is_copied_once_however_often_a_save_fails(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_plan(space, PLAN, PAGE)
    space.write_text(FILE_NAME, "my words\n")
    for _ in range(3):
        stopped(space, monkeypatch, 3, KeyboardInterrupt())
    assert keep_plan(space, PLAN_2, PAGE_2) == "channel-plan.earlier-1.md"
    assert there(space) == {FILE_NAME: PLAN_2, PAGE_NAME: PAGE_2, "channel-plan.earlier-1.md": "my words\n"}


KILLED_AT = """
    import os, sys
    from pathlib import Path
    from outreach import workspace
    from outreach.channels.planning.keeping import keep_plan
    rename, calls = workspace._rename, []
    def stop(temporary, target):
        calls.append(target)
        if len(calls) == int(sys.argv[2]):
            os._exit(9)
        rename(temporary, target)
    workspace._rename = stop
    keep_plan(workspace.make_learner_folder(Path(sys.argv[1])), *sys.argv[3:])
"""


def killed_at(space: Workspace, at: int, *texts: str) -> None:
    arguments = [sys.executable, "-c", textwrap.dedent(KILLED_AT), str(space.folder), str(at), *texts]
    assert subprocess.run(arguments, check=False).returncode == 9


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_kill_between_two_steps_leaves_a_plan_and_a_page_and_an_older_page_is_told(space: Workspace, at: int) -> None:
    keep_plan(space, PLAN, PAGE)
    killed_at(space, at, PLAN_2, PAGE_2)
    assert space.read_text(FILE_NAME) == (PLAN_2 if at == 3 else PLAN)
    assert space.read_text(PAGE_NAME) == PAGE
    assert page_is_behind(space) == (OLDER if at == 3 else "")
    assert keep_plan(space, PLAN_2, PAGE_2) == ""
    assert page_is_behind(space) == ""
    assert visible(space) == {FILE_NAME: PLAN_2, PAGE_NAME: PAGE_2}


def test_an_older_page_is_told_after_a_second_kill_too(space: Workspace) -> None:
    keep_plan(space, PLAN, PAGE)
    killed_at(space, 3, PLAN_2, PAGE_2)
    killed_at(space, 2, "plan three", "page three")
    assert visible(space) == {FILE_NAME: PLAN_2, PAGE_NAME: PAGE}
    assert page_is_behind(space) == OLDER
    assert keep_plan(space, PLAN, PAGE) == ""


def test_a_kill_in_the_first_save_is_told_where_it_left_no_page(space: Workspace) -> None:
    killed_at(space, 3, PLAN, PAGE)
    assert visible(space) == {FILE_NAME: PLAN}
    assert page_is_behind(space) == MISSING
    assert keep_plan(space, PLAN_2, PAGE_2) == ""
    assert page_is_behind(space) == ""


def visible(space: Workspace) -> dict[str, str]:
    return {name: text for name, text in there(space).items() if not name.endswith(".tmp")}


def test_nothing_is_said_of_pages_or_plans_that_are_not_ours(space: Workspace) -> None:
    assert page_is_behind(space) == ""
    keep_plan(space, PLAN, PAGE)
    keep_plan(space, PLAN_2, PAGE_2)
    space.write_text(PAGE_NAME, "<p>my page</p>\n")
    assert page_is_behind(space) == ""
    space.write_text(FILE_NAME, "my plan\n")
    space.write_text(PAGE_NAME, PAGE)
    assert page_is_behind(space) == ""
    space.path(FILE_NAME).write_bytes(b"\xff\xfe\x00")
    assert page_is_behind(space) == ""


SAVE_FOR_EVER = """
    import sys
    from pathlib import Path
    from outreach.channels.planning.keeping import keep_plan
    from outreach.workspace import make_learner_folder
    space = make_learner_folder(Path(sys.argv[1]))
    number = int(sys.argv[2])
    print("ready", flush=True)
    while True:
        number += 1
        if keep_plan(space, f"plan {number}\\n", f"page {number}\\n"):
            print("copied", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of Unix; Windows has no such signal")
def test_a_kill_at_any_moment_loses_no_page_and_makes_no_copy(space: Workspace) -> None:
    moments = random.Random(20261101)
    keep_plan(space, "plan 0\n", "page 0\n")
    for _ in range(12):
        arguments = [sys.executable, "-c", textwrap.dedent(SAVE_FOR_EVER), str(space.folder), str(generation(space)[0])]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.0, 0.05))
            process.send_signal(signal.SIGKILL)
            assert process.stdout.read() == ""
        plan, page = generation(space)
        assert plan - page in {0, 1}
        assert page_is_behind(space) == (OLDER if plan > page else "")
    assert set(visible(space)) == {FILE_NAME, PAGE_NAME}


def generation(space: Workspace) -> tuple[int, int]:
    return int((space.read_text(FILE_NAME) or "")[5:]), int((space.read_text(PAGE_NAME) or "")[5:])


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
