"""Many files at once: each is told, what stands in two of them counts once, and trouble stops nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from outreach.engagement.forms.form import Answers, Order
from outreach.engagement.importing.answering import answers_from
from outreach.engagement.importing.command import told
from outreach.engagement.importing.importing import import_files
from outreach.engagement.importing.telling import as_data, as_text, summary
from outreach.engagement.sample.writing import write_sample
from outreach.engagement.table.adding import total
from outreach.errors import OutreachError

DAYS = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,"
    "Create Post,Video views,Media views"
)


PROMISED = (
    "path",
    "platform",
    "export",
    "kind",
    "rows",
    "first_date",
    "last_date",
    "totals",
    "columns",
    "not_additive",
    "set_aside",
    "warnings",
)
"""What is said of each file, for programs that read it."""


def x_days(*days: tuple[str, int]) -> str:
    return "\n".join([DAYS, *(f'"{day}",{views},0,0,0,0,0,0,0,0,0,0,0,0' for day, views in days)]) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_sample(tmp_path / "juniper")
    return tmp_path / "juniper"


def test_a_folder_a_zip_of_it_and_its_files_one_by_one_give_the_same_numbers(folder: Path, tmp_path: Path) -> None:
    packed = Path(shutil.make_archive(str(tmp_path / "all"), "zip", folder))
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    ways = [import_files([folder]), import_files([packed]), import_files(files)]
    sums = [one.table.groupby(["channel", "metric"], observed=True)["value"].sum().to_dict() for one in ways]
    assert sums[0] == sums[1] == sums[2]
    assert len(ways[0].table) > 2_000


def test_the_same_file_twice_counts_once_and_is_said(folder: Path, tmp_path: Path) -> None:
    log = folder / "notes" / "inquiries.csv"
    twin = shutil.copy(log, tmp_path / "another name.txt")
    both = import_files([log, twin])
    assert total(both.table, "inquiries") == 9
    assert [one.same_as != "" for one in both.files] == [False, True]
    assert "counts once" in as_text(both)


def test_exports_that_overlap_count_once_as_the_newest_has_it(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text(x_days(("Mon, Feb 17, 2025", 10), ("Tue, Feb 18, 2025", 4)), encoding="utf-8")
    (tmp_path / "new.csv").write_text(x_days(("Tue, Feb 18, 2025", 9), ("Wed, Feb 19, 2025", 7)), encoding="utf-8")
    for order in (["old.csv", "new.csv"], ["new.csv", "old.csv"]):
        both = import_files([tmp_path / name for name in order])
        assert total(both.table, "impressions") == 10 + 9 + 7
        assert any("stand in more than one file" in note for note in both.notes)
        assert [one.totals["impressions"] for one in both.files] != [26, 26]


def test_exports_that_share_nothing_are_not_said_to_overlap(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(x_days(("Mon, Feb 17, 2025", 10)), encoding="utf-8")
    (tmp_path / "two.csv").write_text(x_days(("Tue, Feb 18, 2025", 4)), encoding="utf-8")
    both = import_files([tmp_path / "one.csv", tmp_path / "two.csv"])
    assert total(both.table, "impressions") == 14
    assert both.notes == ()


def test_what_cannot_be_read_gets_a_sentence_and_stops_nothing(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "cat.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nothing more")
    (tmp_path / "prices.csv").write_text("what,price\nbread,3\n", encoding="utf-8")
    (tmp_path / "settings.json").write_text('{"theme": "dark", "columns": [1, 2]}', encoding="utf-8")
    names = ["empty.csv", "cat.png", "broken.zip", "prices.csv", "settings.json", "not there.csv"]
    came = import_files([*(tmp_path / name for name in names), folder / "notes" / "inquiries.csv"])
    assert total(came.table, "inquiries") == 9
    troubles = {one.path: one.trouble for one in came.files if one.trouble}
    assert len(troubles) == len(names)
    assert all(said.endswith((".", "?")) and len(said) > 20 for said in troubles.values())
    assert "empty" in troubles["empty.csv"]
    assert "a picture" in troubles["cat.png"]
    assert "a JSON file" in troubles["settings.json"]
    assert "'what' and 'price'" in troubles["prices.csv"]


def test_a_file_that_comes_near_is_told_what_it_lacks_and_how_to_get_the_right_one(tmp_path: Path) -> None:
    near = "Post ID,Publish time,Reach\n1,03/03/2026 10:00,12\n"
    (tmp_path / "near.csv").write_text(near, encoding="utf-8")
    (one,) = import_files([tmp_path / "near.csv"]).files
    assert "comes near" in one.trouble
    assert "What it lacks is" in one.trouble
    assert "Meta Business Suite" in one.trouble


def test_columns_of_ones_own_are_read_by_what_they_are_said_to_mean(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Day,Readers at the stand\n2026-03-02,4\n2026-03-03,6\n", encoding="utf-8")
    answers = answers_from(columns="Day=date,Readers at the stand=visits", channel="market")
    came = import_files([path], answers)
    assert total(came.table, "visits") == 10
    assert came.table["channel"].unique().tolist() == ["market"]


def test_dates_that_can_be_read_in_two_ways_are_asked_about_and_never_guessed(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("Day,Visits\n03/04/2026,4\n05/06/2026,6\n", encoding="utf-8")
    columns = {"Day": "date", "Visits": "visits"}
    asked = import_files([path], Answers(columns=columns))
    assert asked.table.empty
    assert asked.files[0].asked[0].about == "dates"
    assert "03/04/2026" in as_text(asked)
    orders: tuple[Order, ...] = ("MDY", "DMY")
    told_so = [import_files([path], Answers(columns=columns, dates=order)).table["date"] for order in orders]
    assert [days.dt.month.tolist() for days in told_so] == [[3, 5], [4, 6]]


def test_each_file_is_told_as_data_with_all_its_parts(folder: Path) -> None:
    came = import_files([folder])
    for file in came.files:
        data = as_data(file)
        assert set(PROMISED) <= data.keys()
        json.dumps(data)
    campaigns = next(as_data(one) for one in came.files if one.export == "campaigns" and not one.same_as)
    assert (campaigns["platform"], campaigns["rows"], campaigns["kind"]) == ("Mailchimp", 14, "posts")
    assert campaigns["columns"]["Unique Opens"] == "unique_opens"
    assert "unique_opens" in campaigns["not_additive"]
    assert (campaigns["first_date"], campaigns["last_date"]) == ("2026-03-15", "2026-08-30")


def test_a_zip_in_a_zip_is_read_and_one_that_unpacks_without_end_is_not(folder: Path, tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w") as packed:
        packed.write(folder / "notes" / "inquiries.csv", "inquiries.csv")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as packed:
        packed.write(inner, "inner.zip")
    assert total(import_files([tmp_path / "outer.zip"]).table, "inquiries") == 9
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("zeros.csv", bytes(400_000_000))
    came = import_files([tmp_path / "bomb.zip"])
    assert came.table.empty
    assert all(one.trouble for one in came.files)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"dates": "YDM"}, "MDY"),
        ({"period": "spring"}, "first and last day"),
        ({"period": "2026-08-30/2026-03-02"}, "Turn them around"),
        ({"columns": "Day"}, "header=meaning"),
    ],
)
def test_an_answer_that_cannot_be_understood_gets_a_sentence(typed: dict[str, str], said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        answers_from(**typed)


def test_answers_are_taken_as_they_are_typed() -> None:
    answers = answers_from(
        dates="day first", channel=" Facebook ", period="2026-03-02 to 2026-08-30", own="203.0.113.4, 203.0.113.9"
    )
    assert (answers.dates, answers.channel) == ("DMY", "facebook")
    assert answers.period == ("2026-03-02", "2026-08-30")
    assert answers.own == ("203.0.113.4", "203.0.113.9")


def test_the_command_ends_well_unless_a_named_file_or_everything_failed(folder: Path, tmp_path: Path) -> None:
    fine = folder / "notes" / "inquiries.csv"
    strange = folder / "notes" / "shopping list.csv"
    assert told([folder], Answers(), as_json=False).is_fine
    assert told([fine], Answers(), as_json=True).is_fine
    assert not told([fine, strange], Answers(), as_json=False).is_fine
    (tmp_path / "nothing").mkdir()
    nothing = told([tmp_path / "nothing"], Answers(), as_json=False)
    assert not nothing.is_fine
    assert "no file" in nothing.text


def test_the_command_prints_one_json_list_and_nothing_else(folder: Path) -> None:
    command = [sys.executable, "-m", "outreach.cli", "import", str(folder / "notes"), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    files = json.loads(ran.stdout)
    assert len(files) == 4
    assert ran.stderr == ""
    failed = subprocess.run(
        [*command[:4], str(folder / "notes" / "shopping list.csv")], capture_output=True, text=True, check=False
    )
    assert (failed.returncode, "Traceback" in failed.stderr) == (1, False)


def test_progress_is_told_to_the_end(folder: Path) -> None:
    seen: dict[str, tuple[int, int]] = {}

    def progress(file: str, done: int, whole: int) -> None:
        seen[file] = (done, whole)

    import_files([folder / "blog", folder / "notes"], progress=progress)
    assert len(seen) >= 4
    assert all(done == whole for done, whole in seen.values())


def test_the_summary_counts_what_became_of_the_files(folder: Path) -> None:
    assert "counted already" in summary(import_files([folder]))
    assert summary(import_files([folder / "notes" / "inquiries.csv"])).startswith("1 file: 1 read.")
