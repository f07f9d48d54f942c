"""What a learner made survives crashes, other windows, damage and a full disk."""

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
from pathlib import Path

import pytest

from outreach.errors import WorkspaceError
from outreach.practice import Practice, load_practice, save_practice
from outreach.workspace import (
    Workspace,
    atomic_write,
    find_workspace,
    make_learner_folder,
    temporary_workspace,
)

ANSWERS = "answers.json"


def a_folder(tmp_path: Path) -> Workspace:
    return make_learner_folder(tmp_path / "Mein Ordner für Öffentlichkeit")


def run_python(code: str, *args: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


SAVE_FOR_EVER = """
    import sys
    from pathlib import Path
    from outreach.workspace import make_learner_folder
    space = make_learner_folder(Path(sys.argv[1]))
    number = space.read_json("answers.json").get("number", 0)
    print("ready", flush=True)
    while True:
        number += 1
        space.update_json("answers.json", lambda content: {**content, "number": number, "padding": "x" * 4000})
        print(number, flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of Unix; Windows has no such signal")
def test_a_kill_at_any_moment_leaves_a_whole_file_with_the_last_saved_answer(tmp_path: Path) -> None:
    folder = tmp_path / "learner"
    moments = random.Random(20261101)
    for _ in range(12):
        with run_python(SAVE_FOR_EVER, folder) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0.0, 0.08))
            process.send_signal(signal.SIGKILL)
            printed = [line for line in process.stdout.read().split("\n")[:-1] if line.isdigit()]
        space = Workspace(folder)
        content = space.read_json(ANSWERS)
        assert space.take_notices() == []
        if printed:
            # What was reported as saved is there; one more may have been saved and not yet reported.
            assert content["number"] - int(printed[-1]) in {0, 1}
            assert len(content["padding"]) == 4000


def test_two_notebooks_that_write_at_once_lose_no_answer_of_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "learner"
    make_learner_folder(folder)
    code = """
        import sys
        from pathlib import Path
        from outreach.course.record import keep_answer
        from outreach.workspace import Workspace
        space = Workspace(Path(sys.argv[1]))
        for number in range(40):
            keep_answer(space, f"{sys.argv[2]}.question-{number}", number)
    """
    processes = [run_python(code, folder, name) for name in ("left", "right", "third")]
    for process in processes:
        with process:
            output, _ = process.communicate(timeout=60)
        assert process.returncode == 0, output
    answers = Workspace(folder).read_json(ANSWERS)["answers"]
    assert len(answers) == 120
    assert answers["right.question-39"]["value"] == 39


@pytest.mark.parametrize(
    "damaged",
    [b"", b'{"answers": {"start.try', b"\xff\xfe\x00garbage", b"[1, 2, 3]", b'"just text"', b"[" * 100_000],
    ids=["empty", "cut off", "not text", "a list", "text", "nested too deep"],
)
def test_a_damaged_file_is_set_aside_and_reported_and_a_new_one_is_begun(tmp_path: Path, damaged: bytes) -> None:
    space = a_folder(tmp_path)
    space.path(ANSWERS).write_bytes(damaged)
    space.update_json(ANSWERS, lambda content: {**content, "answers": {}})
    [aside] = space.work.glob("answers.damaged-*.json")
    assert aside.read_bytes() == damaged
    [notice] = space.take_notices()
    assert aside.name in notice
    assert space.take_notices() == []
    assert space.read_json(ANSWERS) == {"answers": {}, "form": 1}


def test_two_damaged_files_in_one_second_do_not_overwrite_each_other(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    for damaged in (b"first", b"second"):
        space.path(ANSWERS).write_bytes(damaged)
        assert space.read_json(ANSWERS) == {}
    assert sorted(path.read_bytes() for path in space.work.glob("answers.damaged-*")) == [b"first", b"second"]


def test_a_file_of_a_newer_course_is_left_alone(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    text = json.dumps({"form": 2, "answers": {"later": 1}})
    space.path(ANSWERS).write_text(text, encoding="utf-8")
    with pytest.raises(WorkspaceError, match="newer course"):
        space.update_json(ANSWERS, lambda content: content)
    assert space.path(ANSWERS).read_text(encoding="utf-8") == text


def test_a_change_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    space.update_json(ANSWERS, lambda content: {**content, "kept": 1})
    before = space.path(ANSWERS).read_bytes()
    with pytest.raises(ZeroDivisionError):
        space.update_json(ANSWERS, lambda content: {**content, "never": 1 / 0})
    assert space.path(ANSWERS).read_bytes() == before


def test_no_temporary_file_is_left_behind(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    for number in range(5):
        space.write_text("channel-plan.md", f"plan {number}\n")
    assert [path.name for path in space.work.iterdir()] == ["channel-plan.md"]
    assert space.read_text("channel-plan.md") == "plan 4\n"


def test_what_a_killed_process_left_is_swept_up_once_it_is_old(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    old, young = space.work / ".answers.json.old.tmp", space.work / ".answers.json.young.tmp"
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (1, 1))
    make_learner_folder(space.folder)
    assert not old.exists()
    assert young.exists()


def a_small_disk(tmp_path: Path) -> Path:
    """Mount a disk of 64 KiB, or skip by name where this user may not."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if not mount or sys.platform != "linux":
        pytest.skip("a full disk can be made here only on Linux with mount")
    made = subprocess.run([mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("a full disk needs the right to mount one, which this user does not have")
    return disk


def test_a_full_disk_keeps_the_old_file_and_says_what_to_do(tmp_path: Path) -> None:
    disk = a_small_disk(tmp_path)
    try:
        space = make_learner_folder(disk / "learner")
        space.update_json(ANSWERS, lambda content: {**content, "answer": "mine"})
        with pytest.raises(WorkspaceError, match=r"answers\.json was not saved: the disk is full.*untouched"):
            space.update_json(ANSWERS, lambda content: {**content, "more": "x" * 200_000})
        assert space.read_json(ANSWERS)["answer"] == "mine"
        assert [path.name for path in space.work.iterdir()] == [ANSWERS]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_folder_that_may_not_be_written_is_named_in_a_sentence(tmp_path: Path) -> None:
    disk = a_small_disk(tmp_path)
    try:
        space = make_learner_folder(disk / "learner")
        space.write_text("channel-plan.md", "mine\n")
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        with pytest.raises(WorkspaceError, match="does not allow it"):
            space.write_text("channel-plan.md", "other\n")
        with pytest.raises(WorkspaceError, match="does not allow it"):
            make_learner_folder(disk / "another")
        assert space.read_text("channel-plan.md") == "mine\n"
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_file_where_a_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="is a file; a folder was expected"):
        make_learner_folder(tmp_path / "taken")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file"


def test_a_text_in_another_encoding_gets_a_sentence_and_stays(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    space.path("channel-plan.md").write_bytes("Plan für März".encode("latin-1"))
    with pytest.raises(WorkspaceError, match=r"not UTF-8 text \(at byte 6\)"):
        space.read_text("channel-plan.md")
    assert space.path("channel-plan.md").read_bytes() == "Plan für März".encode("latin-1")


def test_a_text_saved_by_windows_reads_the_same(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    space.path("channel-plan.md").write_bytes("\ufeffone\r\ntwo\r\n".encode())
    assert space.read_text("channel-plan.md") == "one\ntwo\n"


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    with space.path("channel-plan.md").open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(WorkspaceError, match="3000 MB"):
        space.read_text("channel-plan.md")


@pytest.mark.parametrize("name", ["../outside.json", "/etc/passwd", "", "a/../../b", "..\\b", "C:b"])
def test_a_name_never_leads_out_of_my_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not a file name inside my-work"):
        a_folder(tmp_path).path(name)


def test_a_file_keeps_the_rights_that_its_owner_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "shared.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    atomic_write(path, b"new")
    assert path.read_bytes() == b"new"
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(os.name == "nt", reason="making a link needs a special right on Windows")
def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    elsewhere = tmp_path / "synced.md"
    elsewhere.write_text("old", encoding="utf-8")
    space.path("channel-plan.md").symlink_to(elsewhere)
    space.write_text("channel-plan.md", "new")
    assert space.path("channel-plan.md").is_symlink()
    assert elsewhere.read_text(encoding="utf-8") == "new"


def test_a_notebook_finds_the_folder_it_stands_in(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    below = space.folder / "lessons" / "deeper"
    below.mkdir(parents=True)
    found = find_workspace(below)
    assert found is not None
    assert found.folder == space.folder
    assert find_workspace(tmp_path) is None


def test_a_notebook_outside_leaves_no_trace(tmp_path: Path) -> None:
    code = """
        from outreach.workspace import workspace
        space = workspace()
        space.write_text("channel-plan.md", "gone soon")
        print(space.is_temporary, space.folder)
    """
    process = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    temporary, folder = process.stdout.split(maxsplit=1)
    assert temporary == "True"
    assert not Path(folder.strip()).exists()
    assert list(tmp_path.iterdir()) == []


def test_two_temporary_workspaces_know_nothing_of_each_other() -> None:
    first, second = temporary_workspace(), temporary_workspace()
    first.write_text("channel-plan.md", "first")
    assert second.read_text("channel-plan.md") is None


def test_the_profile_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    practice = Practice(
        name='Практика "Ünïcode" \\ ועוד',
        serves="adults who care for a parent",
        age_bands=("50-64", "65+"),
        hours_per_week=2.5,
        money_per_month=0.0,
        ways_of_giving=("writing",),
        confidentiality_ceiling=1,
    )
    space = a_folder(tmp_path)
    save_practice(space, practice)
    assert load_practice(space) == practice


def test_the_problem_log_does_not_grow_without_end(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    for _ in range(3):
        space.log_problem("a test", ValueError("x" * 400_000))
    assert sum(path.stat().st_size for path in space.hidden.glob("problems*")) < 2_000_000


def test_a_huge_file_of_answers_is_set_aside_unread(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    with space.path(ANSWERS).open("wb") as file:
        file.truncate(4_000_000_000)
    assert space.read_json(ANSWERS) == {}
    assert "4000 MB" in space.take_notices()[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are a thing of Unix")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    os.mkfifo(space.path(ANSWERS))
    with pytest.raises(WorkspaceError, match="is no file"):
        space.read_json(ANSWERS)


def test_a_folder_that_may_only_be_read_can_be_read(tmp_path: Path) -> None:
    disk = a_small_disk(tmp_path)
    try:
        space = make_learner_folder(disk / "learner")
        space.update_json(ANSWERS, lambda content: {**content, "mine": 1})
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert space.read_json(ANSWERS)["mine"] == 1
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_clone_in_a_learners_folder_belongs_to_nobody(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    clone = space.folder / "clone"
    (clone / "course").mkdir(parents=True)
    (clone / "start.py").write_text("", encoding="utf-8")
    (clone / "course" / "course.toml").write_text("", encoding="utf-8")
    assert find_workspace(clone / "course") is None


def test_a_worked_answer_never_takes_the_place_of_a_learners_own(tmp_path: Path) -> None:
    space = a_folder(tmp_path)
    space.update_json(ANSWERS, lambda content: {**content, "mine": 1})
    (space.folder / "solutions").mkdir()
    code = "from outreach.workspace import workspace; print(workspace().is_temporary)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=space.folder / "solutions", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"
    assert space.read_json(ANSWERS)["mine"] == 1
