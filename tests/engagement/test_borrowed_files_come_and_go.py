"""The files of Juniper Street can be borrowed and given back, and nothing of the learner's goes with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach.engagement.exploring.borrowing import borrow, give_back, is_borrowed
from outreach.engagement.exploring.explorer import Explorer, explore
from outreach.engagement.exploring.exports_folder import entries, folder_of
from outreach.engagement.sample.writing import sample_files
from outreach.errors import WorkspaceError
from outreach.workspace import Workspace
from tests.engagement.exports_dropped import LOG, learner, parts, put


@pytest.fixture(autouse=True)
def space(tmp_path: Path) -> Iterator[Workspace]:
    yield from learner(tmp_path)


def buttons(view: Explorer) -> list[str]:
    read, *_ = parts(view)
    return [button["name"] for button in read.buttons]


def test_borrowed_files_are_copied_read_and_given_back(space: Workspace) -> None:
    put(space, access_log=LOG)
    view = explore()
    read, look, _, _ = parts(view)
    assert buttons(view) == ["again", "borrow"]
    read.press("borrow")
    assert "my-work/exports/juniper-street" in read.status_html
    assert read.status_kind == "good"
    assert buttons(view) == ["again", "give-back"]
    assert {file.path.split("/")[0] for file in view.imported.read} == {"access.log", "juniper-street"}
    assert "5 of 9 inquiries name" in view.summary()
    assert look.fields
    read.press("give-back")
    assert [path.name for path in entries(space)] == ["access.log"]
    assert buttons(view) == ["again", "borrow"]
    assert "5 of 9" not in view.summary()


def test_what_is_borrowed_is_the_whole_sample(space: Workspace) -> None:
    borrow(space)
    folder = folder_of(space) / "juniper-street"
    lent = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert lent == sample_files()


def test_what_the_learner_put_beside_them_is_not_deleted(space: Workspace) -> None:
    borrow(space)
    mine = folder_of(space) / "juniper-street" / "mine.csv"
    mine.write_text("a,b\n1,2\n")
    with pytest.raises(WorkspaceError, match=r"mine\.csv.*Nothing was deleted"):
        give_back(space)
    assert mine.exists()
    mine.unlink()
    give_back(space)
    assert not is_borrowed(space)


def test_a_borrowed_file_that_was_changed_is_not_deleted(space: Workspace) -> None:
    borrow(space)
    changed = folder_of(space) / "juniper-street" / "notes" / "inquiries.csv"
    changed.write_text("date,source,qualified\n2026-03-02,doctor,yes\n")
    with pytest.raises(WorkspaceError, match=r"notes/inquiries\.csv"):
        give_back(space)
    assert changed.exists()


def test_nothing_is_borrowed_over_what_is_there(space: Workspace) -> None:
    put(space, access_log=LOG)
    (folder_of(space) / "juniper-street").mkdir()
    with pytest.raises(WorkspaceError, match="is there already"):
        borrow(space)


def test_a_loan_that_cannot_be_written_leaves_nothing_and_is_told(
    space: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        folder.mkdir(parents=True)
        (folder / "half.csv").write_text("one")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("outreach.engagement.exploring.borrowing.write_sample", full)
    view = explore()
    read, *_ = parts(view)
    read.press("borrow")
    assert read.status_kind == "trouble"
    assert "No space left" in read.status_html
    assert list(folder_of(space).iterdir()) == []


def test_looking_at_the_example_writes_nothing_into_the_learners_folder(space: Workspace) -> None:
    before = sorted(space.folder.rglob("*"))
    view = explore("juniper-street")
    view.widget()
    view.page()
    assert sorted(space.folder.rglob("*")) == before
