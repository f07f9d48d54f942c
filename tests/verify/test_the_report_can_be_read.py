"""What was found is kept as data, drawn as a table and written as XML that any reader of reports takes."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from pathlib import Path

from rich.console import Console

from outreach.course.report import Check, Report, write_junit, write_table

GOOD = Check("outputs", "lessons/00-start-here.ipynb", (), 1.25, "6 of 6 cells")
BAD = Check(
    "outputs",
    "lessons/<b>&[red].ipynb",
    ("under “Tomás”: \x1b[31mCell outputs differ\x00\n    -1\n    +2", "more"),
    0.5,
)


def drawn(report: Report, width: int = 100) -> str:
    out = io.StringIO()
    write_table(report, Console(file=out, width=width))
    return out.getvalue()


def test_a_line_says_what_was_found() -> None:
    assert str(GOOD) == "outputs: lessons/00-start-here.ipynb: passed (6 of 6 cells)"
    assert str(BAD).split("\n")[0] == "outputs: lessons/<b>&[red].ipynb: FAILED"
    assert "      +2\n  more" in str(BAD)


def test_a_table_counts_what_failed_and_shows_names_as_they_are() -> None:
    text = drawn(Report((GOOD, BAD), 2.0))
    assert "1 of 2 checks failed in 2.0 seconds." in text
    assert "2 found" in text
    assert "All 1 checks passed" in drawn(Report((GOOD,), 1.0))
    assert "lessons/<b>&[red].ipynb" in text


def test_a_narrow_terminal_loses_no_part_of_a_name() -> None:
    text = drawn(Report((GOOD,), 1.0), width=60)
    cells = [line.split("│")[2].strip() for line in text.splitlines() if line.startswith("│")]
    assert "".join(cells) == GOOD.subject


def test_the_xml_is_whole_whatever_a_cell_printed(tmp_path: Path) -> None:
    write_junit(Report((GOOD, BAD), 1.75), tmp_path / "report.xml")
    root = ET.parse(tmp_path / "report.xml").getroot()  # noqa: S314 - our own file
    (suite,) = root
    assert root.tag == "testsuites"
    assert suite.attrib == {"name": "outreach verify", "tests": "2", "failures": "1", "errors": "0", "time": "1.750"}
    good, bad = suite
    assert good.attrib == {"classname": "outputs", "name": GOOD.subject, "time": "1.250"}
    assert len(good) == 0
    (failure,) = bad
    assert failure.get("message") == "under “Tomás”: ?[31mCell outputs differ?"
    assert failure.text == "under “Tomás”: ?[31mCell outputs differ?\n    -1\n    +2\nmore"
