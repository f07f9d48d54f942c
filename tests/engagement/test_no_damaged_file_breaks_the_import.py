"""Whatever a file looks like, it is read or gets a sentence; nothing crashes, and nothing counts twice."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.engagement.importing.importing import import_files
from outreach.engagement.sample.writing import sample_files
from outreach.engagement.table.metrics import METRICS

SEED = 20_261_129
CASES = 2
SMALL = 60_000
"""Bytes. Longer files are cut to this, so that many damages fit into a short test."""

FILES = {
    name: data[:SMALL] if name.endswith((".log", ".json")) else data
    for name, data in sample_files().items()
    if not name.endswith((".zip", ".DS_Store", "(1).csv"))
}
TABLES = {name: data for name, data in FILES.items() if name.endswith(".csv") and data[:2] != b"\xff\xfe"}
OWN_LOGS = ("notes/answers.csv", "notes/inquiries.csv")
"""Two people may answer on one day, so two lines of these that are the same are two answers."""


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def scribbled(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(max(3, len(data) // 400)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def with_a_hole(data: bytes, chance: random.Random) -> bytes:
    first = chance.randrange(len(data))
    return data[:first] + data[first + chance.randrange(1, 2_000) :]


def noise(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(min(len(data), 5_000))


def in_another_encoding(data: bytes, chance: random.Random) -> bytes:
    text = data.decode("utf-8-sig", "replace") if data[:2] != b"\xff\xfe" else data.decode("utf-16", "replace")
    return text.encode(chance.choice(["utf-16", "utf-16-le", "cp1252", "latin-1", "utf-32"]), "replace")


def without_quotes(data: bytes, chance: random.Random) -> bytes:
    del chance
    return data.replace(b'"', b"")


DAMAGES: list[Callable[[bytes, random.Random], bytes]] = [
    cut,
    scribbled,
    with_a_hole,
    noise,
    in_another_encoding,
    without_quotes,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_gets_a_sentence(
    name: str, damage: Callable[[bytes, random.Random], bytes], tmp_path: Path
) -> None:
    chance = random.Random(f"{SEED} {name} {damage.__name__}")
    for case in range(CASES):
        path = tmp_path / f"{case} {Path(name).name}"
        path.write_bytes(damage(FILES[name], chance))
        came = import_files([path])
        assert came.files
        for file in came.files:
            assert not file.trouble or (file.trouble.endswith((".", "?")) and "Traceback" not in file.trouble)
        assert came.table["value"].notna().all()
        assert set(came.table["channel"].unique()) <= {*came.table["channel"].cat.categories}


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", TABLES)
def test_columns_in_another_order_give_the_same_numbers(name: str, tmp_path: Path) -> None:
    rows = rows_of(TABLES[name])
    width = max(map(len, rows))
    order = random.Random(f"{SEED} {name}").sample(range(width), width)
    made = io.StringIO()
    out = csv.writer(made)
    for row in rows:
        padded = [*row, *[""] * (width - len(row))]
        out.writerow([padded[place] for place in order])
    (tmp_path / "before.csv").write_bytes(TABLES[name])
    (tmp_path / "after.csv").write_text(made.getvalue(), encoding="utf-8")
    (before,), (after,) = (import_files([tmp_path / f"{one}.csv"]).files for one in ("before", "after"))
    assert (after.platform, after.export, after.rows) == (before.platform, before.export, before.rows)
    assert after.totals == before.totals


@pytest.mark.parametrize("name", [name for name in TABLES if name not in OWN_LOGS])
def test_a_file_whose_lines_stand_there_twice_counts_nothing_twice(name: str, tmp_path: Path) -> None:
    rows = rows_of(TABLES[name])
    made = io.StringIO()
    csv.writer(made).writerows([rows[0], *(row for row in rows[1:] for _ in range(2))])
    (tmp_path / "once.csv").write_bytes(TABLES[name])
    (tmp_path / "twice.csv").write_text(made.getvalue(), encoding="utf-8")
    (once,), (twice,) = (import_files([tmp_path / f"{one}.csv"]).files for one in ("once", "twice"))
    for metric, value in twice.totals.items():
        assert value <= once.totals.get(metric, 0), metric


@pytest.mark.parametrize("name", FILES)
def test_a_file_beside_itself_under_another_name_and_cut_short_counts_once(name: str, tmp_path: Path) -> None:
    data = FILES[name]
    end = data.rfind(b"\n", 0, len(data) * 2 // 3) + 1
    (tmp_path / "whole").write_bytes(data)
    (tmp_path / "part").write_bytes(data[:end])
    alone, both = import_files([tmp_path / "whole"]), import_files([tmp_path / "whole", tmp_path / "part"])
    sums = [one.table.groupby("metric", observed=True)["value"].sum().to_dict() for one in (alone, both)]
    for metric, value in sums[1].items():
        if METRICS[str(metric)].adds == "yes" and not name.endswith(".xml"):
            assert value <= sums[0].get(metric, 0) + 1e-9, metric
