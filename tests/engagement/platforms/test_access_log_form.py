"""An access log is known by its lines, read as one log from several files, and its addresses are gone."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.websites.access_log_form import AccessLog
from outreach.engagement.reading.containers import opened
from outreach.engagement.reading.opened import Opened
from outreach.errors import OutreachError
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, everything, left_out, of
from tests.engagement.real_data import real

AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def line(address: str, day: int, path: str = "/caring/", agent: str = AGENT, referrer: str = "-") -> str:
    return f'{address} - - [{day:02d}/Mar/2026:09:00:00 +0000] "GET {path} HTTP/1.1" 200 512 "{referrer}" "{agent}"\n'


FIRST = (
    line("203.0.113.1", 2, referrer="https://www.google.com/")
    + line("203.0.113.2", 2)
    + line("203.0.113.9", 2, agent="Googlebot/2.1")
)
SECOND = line("203.0.113.2", 2) + line("203.0.113.3", 3)


def site_views(reading_of: Opened, answers: Answers | None = None) -> float:
    rows = of(read(reading_of, FORMS, answers), "page_views")
    return float(rows.loc[rows["item"] == "", "value"].sum())


def test_a_real_log_is_read_and_no_address_is_kept() -> None:
    reading = read(on_disk(real("access_log/combined_2015-05-17_20_part1.log")), FORMS)
    whole = reading.rows[reading.rows["item"] == ""]
    assert whole["date"].nunique() == 3
    assert {"referrers"} <= set(reading.detail)
    assert "10.0." not in everything(reading)
    assert reading.records == 7000


def test_pages_are_counted_and_machines_are_set_aside() -> None:
    file = made("access.log", FIRST)
    assert site_views(file) == 2
    assert left_out(read(file, FORMS)) == {"page views by crawlers and other machines": 1}
    assert "203.0.113" not in everything(read(file, FORMS))


def test_own_visits_are_set_aside_where_the_learner_gave_an_address() -> None:
    assert site_views(made("access.log", FIRST), Answers(own=("203.0.113.2",))) == 1


def test_two_files_of_one_log_are_read_as_one() -> None:
    reading = AccessLog().read_together([made("access.log", SECOND), made("access.log.1", FIRST)], Answers())
    rows = of(reading, "page_views")
    assert rows.loc[rows["item"] == "", "value"].sum() == 3
    assert left_out(reading)["lines that stood in several files"] == 1


def test_a_log_in_a_zip_and_a_packed_one_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("logs/access.log", FIRST)
    (tmp_path / "logs.zip").write_bytes(packed.getvalue())
    (tmp_path / "access.log.gz").write_bytes(gzip.compress(FIRST.encode()))
    found = [file for file in opened([tmp_path / "logs.zip", tmp_path / "access.log.gz"]) if isinstance(file, Opened)]
    assert [site_views(file) for file in found] == [2, 2]


def test_a_line_that_was_cut_off_is_counted() -> None:
    file = made("access.log", FIRST + line("203.0.113.4", 2)[:40])
    assert left_out(read(file, FORMS))["lines that are not those of an access log"] == 1


def test_the_place_that_the_learner_named_stands_in_the_table() -> None:
    assert set(read(made("access.log", FIRST), FORMS, Answers(channel="shop")).rows["channel"]) == {"shop"}


def test_other_text_is_no_log() -> None:
    assert best(made("access.log", "09:00 opened the door\n09:05 a call from 203.0.113.1\n"), FORMS) is None


@pytest.mark.parametrize(
    "saved",
    [
        "\ufeff".encode() + FIRST.encode(),
        FIRST.encode("utf-16"),
        FIRST.replace("\n", "\r").encode(),
        FIRST.replace("\n", "\r\n").encode(),
    ],
    ids=["mark", "utf-16", "carriage return", "both"],
)
def test_a_log_that_an_editor_saved_is_the_same(saved: bytes, tmp_path: Path) -> None:
    place = tmp_path / "access.log"
    place.write_bytes(saved)
    for file in (made("access.log", saved), on_disk(place)):
        reading = read(file, FORMS)
        whole = reading.rows[reading.rows["item"] == ""].set_index("metric")["value"]
        assert (whole["page_views"], whole["visitors"], reading.records) == (2, 2, 3)


def test_lines_that_could_not_be_read_are_no_records() -> None:
    reading = read(made("access.log", FIRST + FIRST[:60]), FORMS)
    assert reading.records == 3
    assert left_out(reading)["lines that are not those of an access log"] == 1


def test_of_three_lines_one_may_be_cut_off() -> None:
    assert best(made("access.log", line("203.0.113.1", 2) + "cut\n" + line("203.0.113.2", 2)[:-1]), FORMS) is not None


@pytest.mark.parametrize(
    ("begin", "words"),
    [
        ("#Version: 1.0\n#Fields: date time c-ip cs-method\n2026-03-02 10:00:00 203.0.113.9 GET\n", "W3C"),
        ("203.0.113.9, -, 03/02/26, 10:00:00, W3SVC1, SRV, 192.0.2.1, 15, 1, 5, 200, 0, GET, /, -,\n", "IIS"),
        ('{"time":"2026-03-02T10:00:00Z","remote_addr":"203.0.113.9","status":200}\n', "JSON"),
        ("http 2026-03-02T10:00:00.0Z app/x/1 203.0.113.9:2817 192.0.2.1:80 0 0 0 200\n", "load balancer"),
        ('203.0.113.9 - - [2026-03-02T10:00:00+00:00] "GET / HTTP/1.1" 200 512 "-" "-"\n', "other times"),
        ("[Mon Mar 02 10:00:00.1 2026] [core:error] [pid 1] no file\n", "errors"),
        ("2026/03/02 10:00:00 [error] 1#1: *1 open() failed\n", "errors"),
    ],
)
def test_a_log_in_another_form_is_recognized_and_said(begin: str, words: str) -> None:
    file = made("some.log", begin * 3)
    form = best(file, FORMS)
    assert form is not None
    with pytest.raises(OutreachError, match=words):
        form.read(file, Answers())


@pytest.mark.parametrize("text", ['{"title": "x", "posts": []}\n', "#tag,count\na,1\n", "2026/03/02 10:00,4\n"])
def test_what_is_no_log_is_not_taken_for_one(text: str) -> None:
    assert best(made("some.txt", text), FORMS) is None
