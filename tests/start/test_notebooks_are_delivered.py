"""Copies of the notebooks in the learner's folder, and what every kind of update does to them."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.sign import NotebookNotary

from outreach.course.delivery import Delivery, cells_digest, deliver
from outreach.course.outline import read_outline
from outreach.errors import WorkspaceError
from tests.start.clones import ROOT, read_only, small_disk

LESSON = "lessons/00-start-here.ipynb"
CHANNELS = "lessons/02-choose-channels.ipynb"
EXERCISE = "exercises/02-choose-channels.ipynb"
SOLUTION = "solutions/02-choose-channels.ipynb"
ALL = (LESSON, CHANNELS, EXERCISE, SOLUTION)


def notebook(*sources: str, output: str = "") -> dict[str, Any]:
    """Return a small notebook: its first cell is Markdown, the others are code."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    cells: list[dict[str, Any]] = [{"cell_type": "markdown", "id": "c0", "metadata": {}, "source": sources[0]}]
    cells += [
        {
            "cell_type": "code",
            "id": f"c{n}",
            "metadata": {},
            "source": source,
            "outputs": outputs,
            "execution_count": None,
        }
        for n, source in enumerate(sources[1:], 1)
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")


def course(
    home: Path,
    *,
    version: str = "1",
    text: str = "read",
    modules: Iterable[str] = ("00-start-here", "02-choose-channels"),
) -> Path:
    """Make a course in ``home`` whose notebooks all say ``text``."""
    listed = "".join(
        f'[[module]]\nid = "{name}"\ntitle = "Module {name[:2]}"\nkeeps = "k"\nobjectives = ["o"]\nprerequisites = []\n'
        f"minutes = {{ lesson = 5{'' if name.startswith('00') else ', practice = 5'} }}\n"
        for name in modules
    )
    (home / "course").mkdir(parents=True, exist_ok=True)
    (home / "course" / "course.toml").write_text(f'title = "T"\nversion = "{version}"\n{listed}', encoding="utf-8")
    read_outline.cache_clear()
    for module in read_outline(home).modules:
        for name in module.notebooks():
            write(home / name, notebook(f"# {name}", f"print('{text}')", output=text))
    return home


def delivered(tmp_path: Path) -> tuple[Path, Path]:
    """Return a course and a learner's folder that it was delivered to."""
    home, folder = course(tmp_path / "home"), tmp_path / "mine"
    deliver(home, folder)
    return home, folder


def edit(folder: Path, name: str, **changes: Any) -> bytes:
    """Change the second cell of the learner's copy, and return the file as it is then."""
    content = json.loads((folder / name).read_bytes())
    content["cells"][1].update(changes)
    write(folder / name, content)
    return (folder / name).read_bytes()


def texts(path: Path) -> str:
    return json.dumps([cell["source"] for cell in json.loads(path.read_bytes())["cells"]])


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {str(p): (p.stat().st_mtime_ns, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_first_delivery_copies_every_notebook_and_says_nothing_of_news(tmp_path: Path) -> None:
    home, folder = course(tmp_path / "home"), tmp_path / "mine"
    done = deliver(home, folder)
    assert done.first
    assert done.new == ALL
    assert done.sentences() == []
    assert all((folder / name).read_bytes() == (home / name).read_bytes() for name in ALL)
    assert not (folder / "what-is-new.md").exists()


def test_delivered_notebooks_are_trusted_so_that_their_stored_pages_show(tmp_path: Path) -> None:
    _, folder = delivered(tmp_path)
    notary = NotebookNotary(data_dir=str(folder / ".outreach/jupyter/data"))
    try:
        assert all(notary.check_signature(nbformat.read(folder / name, as_version=4)) for name in ALL)
        assert not notary.check_signature(nbformat.from_dict(notebook("# not ours")))
    finally:
        notary.store.close()


def test_a_course_that_did_not_change_touches_nothing(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    edit(folder, CHANNELS, source="mine")
    before = everything(folder)
    done = deliver(home, folder)
    assert done == Delivery(version="1")
    assert everything(folder) == before


def test_an_update_replaces_what_the_learner_did_not_change_and_brings_what_is_new(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    course(home, version="2", text="read more", modules=("00-start-here", "02-choose-channels", "03-write-first-post"))
    done = deliver(home, folder)
    assert done.updated == ALL
    assert done.new == (
        "lessons/03-write-first-post.ipynb",
        "exercises/03-write-first-post.ipynb",
        "solutions/03-write-first-post.ipynb",
    )
    assert all((folder / name).read_bytes() == (home / name).read_bytes() for name in (*ALL, *done.new))
    assert "New: lessons/03-write-first-post.ipynb (“Module 03”)." in done.sentences()
    assert f"Updated: {CHANNELS} (“Module 02”)." in done.sentences()


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([("markdown", "# mine"), ("code", "print('read')")], id="a cell changed"),
        pytest.param(
            [("markdown", f"# {CHANNELS}"), ("code", "print('read')"), ("markdown", "mine")], id="a cell added"
        ),
        pytest.param([("markdown", f"# {CHANNELS}")], id="a cell removed"),
        pytest.param([("code", "print('read')"), ("markdown", f"# {CHANNELS}")], id="cells moved"),
        pytest.param([("markdown", f"# {CHANNELS}"), ("raw", "print('read')")], id="a cell turned into another kind"),
    ],
)
def test_a_notebook_that_the_learner_changed_is_never_touched(cells: list[tuple[str, str]], tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    content = notebook("# x")
    content["cells"] = [
        {
            "cell_type": kind,
            "metadata": {},
            "source": text,
            **({"outputs": [], "execution_count": 1} if kind == "code" else {}),
        }
        for kind, text in cells
    ]
    write(folder / CHANNELS, content)
    mine = (folder / CHANNELS).read_bytes()
    course(home, version="2", text="read more")
    done = deliver(home, folder)
    beside = "lessons/02-choose-channels (new 2).ipynb"
    assert (folder / CHANNELS).read_bytes() == mine
    assert (folder / beside).read_bytes() == (home / CHANNELS).read_bytes()
    assert done.kept == (CHANNELS,)
    assert f"You changed {CHANNELS}, so it stays as it is. The new version is beside it: {beside}." in done.sentences()
    assert CHANNELS not in done.updated


@pytest.mark.parametrize(
    "content",
    [
        notebook(f"# {CHANNELS}", "print('read')", output="ran it"),
        notebook(f"# {CHANNELS}", "print('read')", ""),
        notebook(f"# {CHANNELS}", "print('read')") | {"metadata": {"widgets": {"state": {}}}},
    ],
    ids=["outputs", "the empty cell that running the last one adds", "widget state"],
)
def test_what_running_a_lesson_leaves_is_no_change_but_is_kept_all_the_same(
    content: dict[str, Any], tmp_path: Path
) -> None:
    home, folder = delivered(tmp_path)
    write(folder / CHANNELS, content)
    mine = (folder / CHANNELS).read_bytes()
    course(home, version="2", text="read more")
    assert CHANNELS in deliver(home, folder).updated
    assert (folder / CHANNELS).read_bytes() == (home / CHANNELS).read_bytes()
    kept = list((folder / ".outreach/previous").rglob("*.ipynb"))
    assert [path.read_bytes() for path in kept] == [mine]


def test_two_updates_on_one_day_keep_both_earlier_files(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    for version in ("2", "3"):
        edit(folder, LESSON, outputs=[{"output_type": "stream", "name": "stdout", "text": f"before {version}"}])
        course(home, version=version, text=f"text {version}")
        deliver(home, folder)
    assert len(list((folder / ".outreach/previous").rglob("00-start-here.ipynb"))) == 2


def test_new_outputs_alone_reach_a_notebook_that_was_never_run(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    ran = edit(folder, CHANNELS, outputs=[])
    for name in ALL:
        write(home / name, notebook(f"# {name}", "print('read')", output="a better page"))
    deliver(home, folder)
    assert "a better page" in (folder / LESSON).read_text(encoding="utf-8")
    assert (folder / CHANNELS).read_bytes() == ran


def test_a_version_is_put_beside_once_and_again_only_when_there_is_a_newer_one(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    edit(folder, CHANNELS, source="mine")
    course(home, version="2", text="second")
    (beside,) = deliver(home, folder).beside
    (folder / beside[1]).unlink()
    write(home / LESSON, notebook("# another lesson changed"))
    assert deliver(home, folder).beside == ()
    assert not (folder / beside[1]).exists()
    course(home, version="3", text="third")
    assert deliver(home, folder).beside == ((CHANNELS, "lessons/02-choose-channels (new 3).ipynb"),)


def test_a_copy_beside_in_which_the_learner_worked_is_not_overwritten(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    edit(folder, CHANNELS, source="mine")
    course(home, version="2", text="second")
    ((_, beside),) = deliver(home, folder).beside
    worked = edit(folder, beside, source="mine too")
    course(home, version="2", text="second, mended")
    assert deliver(home, folder).beside == ((CHANNELS, "lessons/02-choose-channels (new 2, 2).ipynb"),)
    assert (folder / beside).read_bytes() == worked


def test_a_change_taken_back_lets_the_next_update_through(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    edit(folder, CHANNELS, source="mine")
    course(home, version="2", text="second")
    deliver(home, folder)
    shutil.copy(home / CHANNELS, folder / CHANNELS)
    course(home, version="3", text="third")
    assert CHANNELS in deliver(home, folder).updated


def test_a_notebook_that_was_deleted_comes_back_and_is_said(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    (folder / EXERCISE).unlink()
    done = deliver(home, folder)
    assert done.restored == (EXERCISE,)
    assert done.sentences() == [f"{EXERCISE} was missing and is there again."]
    assert (folder / EXERCISE).read_bytes() == (home / EXERCISE).read_bytes()


@pytest.mark.parametrize("damage", [b"", b'{"cells": [', bytes(4096), b"[]", b"\xff\xfe\x00"])
def test_a_damaged_notebook_is_set_aside_and_a_fresh_one_takes_its_place(damage: bytes, tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    (folder / CHANNELS).write_bytes(damage)
    done = deliver(home, folder)
    ((name, other),) = done.set_aside
    assert name == CHANNELS
    assert (folder / other).read_bytes() == damage
    assert (folder / CHANNELS).read_bytes() == (home / CHANNELS).read_bytes()
    assert any("could not be read" in sentence and other in sentence for sentence in done.sentences())


@pytest.mark.parametrize(
    "list_of_files", [b"", b"{", b"[1]", b'{"notebooks": {"lessons/00-start-here.ipynb": {"odd": 1}}}']
)
def test_when_the_list_of_what_was_delivered_is_lost_every_notebook_counts_as_the_learners(
    list_of_files: bytes, tmp_path: Path
) -> None:
    home, folder = delivered(tmp_path)
    mine = edit(folder, CHANNELS, source="mine")
    (folder / ".outreach/delivered.json").write_bytes(list_of_files)
    deliver(home, folder)
    assert (folder / CHANNELS).read_bytes() == mine
    assert (folder / LESSON).read_bytes() == (home / LESSON).read_bytes()


def test_answers_and_everything_else_of_the_learner_stay_untouched(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    for name in ("my-work/progress.json", "my-work/channel-plan.md", "lessons/notes.md", "lessons/my-own.ipynb"):
        (folder / name).write_text("mine", encoding="utf-8")
    theirs = {p: v for p, v in everything(folder).items() if "mine" in v[1].decode("utf-8", "replace")}
    course(home, version="2", text="second")
    deliver(home, folder)
    assert theirs.items() <= everything(folder).items()


def test_what_is_new_is_written_on_top_of_what_was_new_before(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    for version in ("2", "3"):
        course(home, version=version, text=version)
        deliver(home, folder)
    news = (folder / "what-is-new.md").read_text(encoding="utf-8")
    assert news.startswith("# What is new in the course\n\n## Version 3, ")
    assert news.index("## Version 3") < news.index("## Version 2")
    assert f"- Updated: {LESSON} (“Module 00”).\n" in news
    assert news.count("# What is new") == 1


KILLED = """
import json, os, signal, sys
from pathlib import Path
import filelock, nbformat.sign, outreach.course.delivery as delivery  # the first two it imports late

def deliver_until(home, folder, left):
    def die_at(event, arguments):
        nonlocal left
        if event in {"open", "os.rename", "os.remove"} and folder in str(arguments[0]):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(die_at)
    delivery.deliver(Path(home), Path(folder))

for line in sys.stdin:
    child = os.fork()
    if not child:
        deliver_until(*json.loads(line))
        sys.exit()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Imports once, then delivers as often as it is asked, each time in a process of its own that it is told to kill."""


@contextlib.contextmanager
def deliveries() -> Iterator[Callable[[Path, Path, int], bool]]:
    """Return what delivers in a process that is killed when it touches the folder for the n-th time.

    It says whether the process was killed; otherwise there were no more than n moments.
    """
    with subprocess.Popen(
        [sys.executable, "-c", KILLED],
        env={**os.environ, "PYTHONPATH": str(ROOT / "utils")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked is not None
        assert answers is not None

        def killed(home: Path, folder: Path, moment: int) -> bool:
            asked.write(json.dumps([str(home), str(folder), moment]) + "\n")
            asked.flush()
            code = int(answers.readline())
            assert code in {0, -signal.SIGKILL}
            return code != 0

        yield killed


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX systems do")
def test_a_delivery_killed_at_any_moment_is_repaired_by_the_next_and_told_in_full(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    edit(folder, CHANNELS, source="mine")
    edit(folder, EXERCISE, outputs=[])
    mine = {name: (folder / name).read_bytes() for name in ALL}
    course(home, version="2", text="second")
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    told = deliver(home, whole).sentences()
    moments = 0
    with deliveries() as is_killed:
        while True:
            place = tmp_path / f"killed-{moments}"
            shutil.copytree(folder, place)
            killed = is_killed(home, place, moments)
            for name in ALL:
                assert (place / name).read_bytes() in {mine[name], (home / name).read_bytes()}
            assert (place / CHANNELS).read_bytes() == mine[CHANNELS]
            sentences = deliver(home, place).sentences()
            assert not killed or not sentences or sorted(sentences) == sorted(told)
            assert {name: (place / name).read_bytes() for name in ALL} == {
                name: (whole / name).read_bytes() for name in ALL
            }
            news = (place / "what-is-new.md").read_text(encoding="utf-8")
            assert all(f"- {sentence}\n" in news for sentence in told)
            assert sorted(p.name for p in (place / "lessons").iterdir()) == sorted(
                p.name for p in (whole / "lessons").iterdir()
            )
            shutil.rmtree(place)
            if not killed:
                break
            # Every moment at the start, where the order matters most, then every third: there are some sixty.
            moments += 3
    assert moments > 20


def test_two_deliveries_at_once_end_with_whole_notebooks(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    edit(folder, CHANNELS, source="mine")
    course(home, version="2", text="second")
    code = (
        "import sys; from pathlib import Path; from outreach.course.delivery import deliver; "
        "deliver(Path(sys.argv[1]), Path(sys.argv[2]))"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(home), str(folder)], env={**os.environ, "PYTHONPATH": str(ROOT / "utils")}
        )
        for _ in range(2)
    ]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert len(list((folder / "lessons").glob("*(new*"))) == 1
    assert (folder / LESSON).read_bytes() == (home / LESSON).read_bytes()


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    course(home, version="2", text="second")
    before = (folder / LESSON).read_bytes()
    with read_only(folder), pytest.raises(WorkspaceError, match="does not allow it"):
        deliver(home, folder)
    assert (folder / LESSON).read_bytes() == before


def test_a_disk_that_is_full_leaves_the_old_notebooks_whole_and_the_next_start_goes_on(tmp_path: Path) -> None:
    home = course(tmp_path / "home")
    with small_disk(tmp_path / "disk", 1) as disk:
        folder = disk / "mine"
        deliver(home, folder)
        course(home, version="2", text="second " * 20_000)
        (disk / "filler").write_bytes(bytes(300_000))
        try:
            told = " ".join(deliver(home, folder).sentences())
        except WorkspaceError as error:
            told = str(error)
        assert "the disk is full" in told
        assert all(cells_digest((folder / name).read_bytes()) for name in ALL)
        (disk / "filler").unlink()
        course(home, version="2", text="second, shorter")
        deliver(home, folder)
        assert all((folder / name).read_bytes() == (home / name).read_bytes() for name in ALL)


def test_finding_nothing_to_do_is_fast(tmp_path: Path) -> None:
    home, folder = delivered(tmp_path)
    began = time.perf_counter()
    for _ in range(20):
        deliver(home, folder)
    assert (time.perf_counter() - began) / 20 < 0.05


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5), st.lists(st.text(max_size=20), max_size=3))
def test_outputs_never_count_and_written_text_always_does(sources: list[str], outputs: list[str]) -> None:
    plain = notebook(*sources)
    ran = notebook(*sources, output="".join(outputs))
    assert cells_digest(json.dumps(plain).encode()) == cells_digest(json.dumps(ran).encode())
    more = notebook(*sources, "written")
    assert cells_digest(json.dumps(plain).encode()) != cells_digest(json.dumps(more).encode())
    as_lines = json.loads(json.dumps(plain))
    for cell in as_lines["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
    assert cells_digest(json.dumps(as_lines).encode()) == cells_digest(json.dumps(plain).encode())


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)).map(
        lambda x: json.dumps(x).encode()
    )
)
def test_whatever_is_in_a_file_its_digest_is_made_or_it_is_no_notebook(content: bytes) -> None:
    assert cells_digest(content) is None or json.loads(content)["cells"] is not None
