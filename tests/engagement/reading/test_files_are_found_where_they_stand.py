from __future__ import annotations

import gzip
import hashlib
import io
import os
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from outreach.engagement.reading import containers
from outreach.engagement.reading import opened as module
from outreach.engagement.reading.containers import Unopened, opened
from outreach.engagement.reading.opened import Opened, TooLarge, Unreadable
from outreach.errors import OutreachError
from tests.engagement.reading.givens import file, reasons, shown, zipped


def put(folder: Path, name: str, data: bytes | str = b"a,b\n1,2\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def taped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tape:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tape.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link.json")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hosts"
        tape.addfile(link)
    return made.getvalue()


def test_two_files_are_the_same_only_where_they_are_one() -> None:
    assert file("a") != file("a")
    assert file("a").digest() == file("a").digest() == hashlib.sha256(b"a").hexdigest()


def test_a_folder_gives_its_files_in_order_and_each_knows_the_others(tmp_path: Path) -> None:
    for name in ("b.csv", "A.csv", "sub/c.csv", ".hidden", "~$lock.xlsx", "photo.JPG", "__MACOSX/x.csv"):
        put(tmp_path / "exports", name)
    found = list(opened([tmp_path / "exports"]))
    assert shown(found) == ["exports/A.csv", "exports/b.csv", "exports/sub/c.csv"]
    assert [[one.name for one in each.siblings] for each in found if isinstance(each, Opened)] == [
        ["b.csv"],
        ["A.csv"],
        [],
    ]
    assert [one.passed_over for one in found if isinstance(one, Unopened)] == [3, 1]


def test_a_zip_gives_what_is_in_it_and_leads_nowhere_else(tmp_path: Path) -> None:
    names = ["Chart.csv", "Pages.csv", "../../evil.csv", "/absolute.csv", "C:\\folder\\c.csv", "sub/d.csv", ".DS_Store"]
    path = put(tmp_path, "export.zip", zipped((name, name) for name in names))
    before = sorted(tmp_path.parent.rglob("*"))
    found = list(opened([path]))
    assert shown(found) == [
        "export.zip/evil.csv",
        "export.zip/absolute.csv",
        "export.zip/Chart.csv",
        "export.zip/Pages.csv",
        "export.zip/C:/folder/c.csv",
        "export.zip/sub/d.csv",
    ]
    assert {one.data().decode() for one in found if isinstance(one, Opened)} == set(names) - {".DS_Store"}
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_zips_are_opened_two_deep(tmp_path: Path) -> None:
    one = zipped([("in.csv", "1")])
    two = zipped([("one.zip", one)])
    assert shown(opened([put(tmp_path, "two.zip", two)])) == ["two.zip/one.zip/in.csv"]
    assert (
        "within a zip within a zip"
        in reasons(opened([put(tmp_path, "four.zip", zipped([("two.zip", zipped([("two.zip", two)]))]))]))[0]
    )


def test_a_workbook_and_a_zip_are_told_apart_by_content(tmp_path: Path) -> None:
    book = zipped([("[Content_Types].xml", ""), ("xl/workbook.xml", "")])
    assert shown(opened([put(tmp_path, "book.csv", book)])) == ["book.csv"]
    assert shown(opened([put(tmp_path, "export.csv", zipped([("a.csv", "1")]))])) == ["export.csv/a.csv"]


def test_a_packed_file_loses_its_ending(tmp_path: Path) -> None:
    (one,) = opened([put(tmp_path, "posts.csv.gz", gzip.compress(b"a,b\n"))])
    assert isinstance(one, Opened)
    assert (one.shown, one.name, one.data(), one.size) == ("posts.csv.gz", "posts.csv", b"a,b\n", 4)


@pytest.mark.parametrize("held", [containers.MOST_KEPT, 0])
def test_a_packed_tape_gives_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr(containers, "MOST_KEPT", held)
    path = put(tmp_path, "archive.tar.gz", taped({"outbox.json": b"{}", "../actor.json": b"[1]", "media/x.png": b""}))
    found = list(opened([path]))
    assert [(one.shown, one.data()) for one in found if isinstance(one, Opened)] == [
        ("archive.tar.gz/outbox.json", b"{}"),
        ("archive.tar.gz/actor.json", b"[1]"),
    ]


def test_a_file_given_twice_comes_once(tmp_path: Path) -> None:
    path = put(tmp_path, "folder/a.csv")
    assert len(shown(opened([path, path.parent, path]))) == 1


def test_files_of_the_same_name_are_shown_apart(tmp_path: Path) -> None:
    assert shown(opened([put(tmp_path, "q/a.csv"), put(tmp_path, "r/a.csv")])) == ["q/a.csv", "r/a.csv"]


def overlapping() -> bytes:
    base = zipped([("a.csv", "x" * 100)], zipfile.ZIP_STORED)
    start, end = base.index(b"PK\x01\x02"), base.index(b"PK\x05\x06")
    entry = base[start:end]
    return base[:start] + 2 * entry + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 2, 2, 2 * len(entry), start, 0)


def locked() -> bytes:
    data = bytearray(zipped([("a.csv", "x")]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped([("a.csv", b"0" * 40_000_000)]), "grows more than 250 times"),
        (zipped((f"{one}.csv", "") for one in range(300)), "300 files"),
        (overlapping(), "overlap"),
        (locked(), "protected by a password"),
        (zipped([("a.csv", "x" * 100)], zipfile.ZIP_STORED)[:60], "damaged or was cut off"),
        (b"PK\x03\x04", "damaged or was cut off"),
        (b"Rar!\x1a\x07", "packed as RAR"),
        (b"\x1f\x8b\x08rubbish", "damaged or was cut off"),
        (gzip.compress(zipped([("a.csv", "x")])), "archive within an archive"),
        (taped({"a.json": os.urandom(600_000)})[:500_000], "could not be read to its end"),
    ],
    ids=["grows", "many", "overlaps", "locked", "cut", "begins", "rar", "rubbish", "zip in gz", "tar cut"],
)
def test_what_is_not_read_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    monkeypatch.setattr(containers, "MOST_FILES", 200)
    assert said in " ".join(reasons(opened([put(tmp_path, "export.zip", data)])))


def test_nested_bombs_are_counted_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "LARGEST_UNPACKED", 3_000)
    inner = zipped([("a.csv", os.urandom(600))])
    found = list(opened([put(tmp_path, "export.zip", zipped((f"{one}.zip", inner) for one in range(4)))]))
    assert "unpacks to more" in " ".join(reasons(found))
    assert len(shown(found)) < 4


def test_a_packed_bomb_is_stopped_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "FREE", 100_000)
    (one,) = opened([put(tmp_path, "a.csv.gz", gzip.compress(b"0" * 5_000_000))])
    assert isinstance(one, Opened)
    with pytest.raises(Unreadable, match="far more than any export"):
        one.data()
    with pytest.raises(Unreadable):
        one.digest()


def test_a_member_that_is_damaged_is_a_sentence(tmp_path: Path) -> None:
    data = bytearray(zipped([("a.csv", os.urandom(200_000))], zipfile.ZIP_STORED))
    data[199_000] ^= 255
    (one,) = opened([put(tmp_path, "export.zip", bytes(data))])
    assert isinstance(one, Opened)
    with pytest.raises(Unreadable, match="damaged"):
        one.data()


def test_a_file_that_went_away_is_a_sentence(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv")
    (one,) = opened([path])
    path.unlink()
    assert isinstance(one, Opened)
    for act in (one.data, one.head, one.digest, one.open, lambda: one.size):
        with pytest.raises(Unreadable, match="not there any more"):
            act()
    assert "is not there" in reasons(opened([path]))[0]


def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 5)
    for one in opened([put(tmp_path, "a.csv"), put(tmp_path, "b.zip", zipped([("c.csv", "a,b\n1,2")]))]):
        assert isinstance(one, Opened)
        with pytest.raises(TooLarge):
            one.data()


@pytest.mark.skipif(os.name == "nt", reason="links and pipes are made otherwise there")
def test_links_and_pipes_lead_nowhere(tmp_path: Path) -> None:
    put(tmp_path, "f/a.csv")
    (tmp_path / "f/loop").symlink_to(tmp_path / "f")
    (tmp_path / "f/broken").symlink_to("nowhere")
    (tmp_path / "f/self").symlink_to("self")
    os.mkfifo(tmp_path / "f/pipe")
    found = list(opened([tmp_path / "f"]))
    assert shown(found) == ["f/a.csv"]
    assert len(reasons(found)) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    put(tmp_path, "f/a.csv").chmod(0)
    (tmp_path / "g").mkdir(mode=0)
    found = reasons(opened([tmp_path / "f", tmp_path / "g", tmp_path / "g/x.csv"]))
    (tmp_path / "g").chmod(0o700)
    assert len(found) == 3
    assert all("permission" in reason for reason in found)


def test_faults_of_the_system_are_sentences(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "f/a.csv")
    monkeypatch.setattr(os, "scandir", refuse)
    assert "change the permission of the folder" in reasons(opened([tmp_path / "f"]))[0]


def test_a_member_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path, "export.zip", zipped([("a.csv", "x"), ("b.csv", "y")]))
    found = [one for one in opened([path]) if isinstance(one, Opened)]
    path.unlink()
    with pytest.raises(OutreachError):
        found[0].data()
