"""The report: whole, harmless whatever a title holds, without names, and the same bytes for the same files."""

from __future__ import annotations

import csv
import io
import re
import time
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from outreach.engagement.findings.gathered import gathered
from outreach.engagement.importing.imported import Imported, ImportedFile
from outreach.engagement.reading.counted import SetAside
from outreach.engagement.reporting.command import written_from
from outreach.engagement.reporting.drawing import marks
from outreach.engagement.reporting.report import report
from outreach.engagement.reporting.table_file import harmless, table_csv
from outreach.errors import OutreachError
from tests.engagement.tables import by_week, day, imported, many_posts, post, ties

MADE_ON = date(2026, 11, 29)
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("https://evil.example","x")',
    "\u202egnp.exe",
    "a\u0000b\u0007\x1bc",
    "مرحبا بالعالم",
    "x" * 10_000,
    "</svg></style><style>*{display:none}</style>",
    "&lt;b&gt; &amp;",
    "{{7*7}} ${7*7}",
    "@import url(//evil.example/x.css)",
    "日本語" * 50,
)
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """What stands in a page: its elements with their attributes, and whether they close as they opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def whole(titles: tuple[str, ...] = HOSTILE, **more: Any) -> Imported:
    """Return an import that has every finding with a figure, with these titles."""
    facts = by_week([1, 0, 2, 1, 0, 1, 2, 1, 0, 1, 1, 0, 1, 2, 3, 2, 1, 3, 2, 2, 4, 2, 2, 3, 1, 2])
    for place, title in enumerate(titles):
        numbers = {"reach": 100.0 + place, "comments": float(place % 4), "likes": 5.0, "shares": 1.0}
        facts += post(f"p{place}", day(1 + place), numbers, title=title)
    for place, source in enumerate(("hospice", "hospice", "<b>doctor", "search")):
        facts.append(
            {
                "channel": "inquiries",
                "metric": "inquiries",
                "item": f"source: {source}",
                "value": 6.0,
                "date": pd.Timestamp(day(2 + place)),
                "window": "day",
                "source": "log.csv",
            }
        )
    people = pd.DataFrame({"joined": [pd.Timestamp(day(1))] * 30, "left": [pd.Timestamp(day(9))] * 3 + [pd.NaT] * 27})
    told = ties(
        ("t", "a", 1, "", "2026-03-04 10:00", False),
        ("t", "b", 2, "a", "2026-03-05 11:00", False),
    )
    return imported(*facts, people=people, ties=told, **more)


def page_of(made: Imported, *, names: bool = False) -> str:
    return report(made, gathered(made, names=names), made_on=MADE_ON, names=names)


@pytest.fixture(scope="module")
def hostile_page() -> str:
    return page_of(whole())


def test_a_page_has_no_script_and_nothing_that_is_fetched(hostile_page: str) -> None:
    page = Page(hostile_page)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {
        "script",
        "iframe",
        "object",
        "embed",
        "link",
        "img",
        "a",
        "form",
        "input",
        "base",
        "audio",
        "video",
    }
    for tag, attributes in page.elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in {"src", "href", "srcset", "action", "style", "xlink:href"}, (tag, name)
            assert "//" not in (value or ""), (tag, name, value)
    styles = re.findall(r"<style>(.*?)</style>", hostile_page, re.DOTALL)
    assert len(styles) == 1
    assert not re.search(r"url\(|@import|expression", styles[0])


def test_a_page_forbids_the_browser_to_fetch_or_run_anything(hostile_page: str) -> None:
    policy = next(
        attributes["content"]
        for tag, attributes in Page(hostile_page).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_every_element_of_a_page_is_closed_and_every_id_is_there_once(hostile_page: str) -> None:
    page = Page(hostile_page)
    assert page.open == []
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        for name in ("aria-labelledby", "aria-describedby"):
            if name in attributes:
                assert attributes[name] in ids


def test_a_page_says_its_language_and_has_its_landmarks(hostile_page: str) -> None:
    elements = Page(hostile_page).elements
    assert ("html", {"lang": "en"}) in elements
    tags = [tag for tag, _ in elements]
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert tags.count(landmark) == 1


def test_every_figure_has_words_and_a_table(hostile_page: str) -> None:
    sections = re.findall(r"<section.*?</section>", hostile_page, re.DOTALL)
    drawn = [section for section in sections if "<svg" in section]
    assert len(drawn) == 5
    for section in drawn:
        assert re.search(r'<svg role="img" aria-label="[^"]+" aria-describedby="[^"]+"', section)
        assert re.search(r"<desc[^>]*>[^<]{40,}</desc>", section)
        assert "<details>" in section
        assert "<table>" in section


def test_no_letter_of_a_figure_is_smaller_than_twelve(hostile_page: str) -> None:
    sizes = {int(size) for size in re.findall(r'font-size="(\d+)"', hostile_page)}
    assert sizes
    assert min(sizes) >= 12


def test_folded_tables_are_open_on_paper(hostile_page: str) -> None:
    printed = hostile_page[hostile_page.index("@media print") :]
    assert re.search(r"details::details-content \{[^}]*content-visibility: visible", printed)
    together = re.search(r"([^{}]*)\{ break-after: avoid; \}", printed)
    assert together is not None
    assert {"h2", ".said", "summary", "caption", "thead"} <= {one.strip() for one in together[1].split(",")}


def test_hostile_titles_are_text(hostile_page: str) -> None:
    page = Page(hostile_page)
    text = "".join(page.text)
    assert "<script>alert(1)</script>" in text
    assert "\u202e" not in text
    assert "\u0000" not in text
    assert "x" * 200 not in text
    assert len(hostile_page) < 200_000
    # Written from right to left, a title is isolated, so that it cannot turn what stands beside it.
    for place in (match.start() for match in re.finditer("مرحبا", hostile_page)):
        assert "\u2068" in hostile_page[place - 3 : place]


def test_what_cannot_be_concluded_is_always_on_the_page() -> None:
    for made in (whole(), imported()):
        text = page_of(made)
        assert "What you cannot conclude yet" in text
        assert "Follower counts say nothing about trust." in text


def test_a_page_without_findings_says_what_is_missing() -> None:
    text = page_of(imported())
    assert "What these files do not show" in text
    assert "<svg" not in text
    assert Page(text).open == []


def test_addresses_numbers_and_handles_in_titles_are_masked_unless_asked_for() -> None:
    titles = (
        "Write to nadia.r@juniper.example now",
        "Call (360) 555-0123 or +1 360 555 0188",
        "Thank you @grace.okonkwo@social.example",
        "The 2026-03-02 list of 12,500 things in 1-2-3 steps, 24/7",
    )
    masked, shown = page_of(whole(titles)), page_of(whole(titles), names=True)
    for private in ("nadia.r@", "555-0123", "555 0188", "grace.okonkwo"):
        assert private not in masked
        assert private in shown
    assert "The 2026-03-02 list of 12,500 things in 1-2-3 steps, 24/7" in masked


def test_findings_that_were_gathered_with_names_are_masked_in_a_page_without() -> None:
    made = whole(("Write to nadia.r@juniper.example", "b"))
    page = report(made, gathered(made, names=True), made_on=MADE_ON)
    assert "nadia.r@" not in page


def test_no_path_and_no_example_of_a_file_is_on_the_page_unless_asked_for() -> None:
    file = ImportedFile(
        "nadia/Content_NadiaRahimi.csv",
        "A platform",
        "posts",
        "posts",
        rows=3,
        set_aside=(SetAside("rows without an id", 2, ("Maria Lopez",)),),
        warnings=('3 lines could not be read and were set aside, such as: 203.0.113.9 "GET /maria-lopez"',),
    )
    broken = ImportedFile("nadia/Maria.csv", trouble="This is a table with the columns 'Maria Lopez'.")
    made = whole(files=(file, broken))
    plain, named = page_of(made), page_of(made, names=True)
    for private in ("nadia", "NadiaRahimi", "Maria", "maria", "203.0.113.9"):
        assert private not in plain
    assert "rows without an id (2)" in plain
    assert "1 file could not be read" in plain
    assert "Content_NadiaRahimi.csv" in named


def test_the_same_files_give_the_same_bytes() -> None:
    assert page_of(whole()) == page_of(whole())
    assert table_csv(whole()) == table_csv(whole())


def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe() -> None:
    for text in ("=1+1", "+1", "-1+cmd", "@SUM(A1)", "\tx", "\rx", " =1", "-", "- a list"):
        assert harmless(text).startswith("'"), text
    for text in ("-12", "-0.5", "12", "a=b", "", "2025-01-01/2025-03-31"):
        assert harmless(text) == text


def test_the_table_holds_every_number_and_no_formula() -> None:
    made = whole()
    rows = list(csv.DictReader(io.StringIO(table_csv(made, names=True).decode("utf-8"), newline="")))
    assert len(rows) == len(made.table)
    assert [float(row["value"]) for row in rows] == made.table["value"].tolist()
    cells = [cell for row in rows for name, cell in row.items() if name != "value"]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("https://evil.example","x")' in cells


def test_the_table_without_names_holds_no_path_and_no_address() -> None:
    facts = post("1", day(1), {"comments": 1.0}, title="mail a@b.example", account="Nadia Rahimi", source="nadia/x")
    made = imported(*facts, files=(ImportedFile("nadia/x", "A platform", "posts", "posts", rows=1),))
    text = table_csv(made).decode("utf-8")
    assert "nadia" not in text.lower()
    assert "a@b.example" not in text
    assert "A platform, posts" in text
    assert "account 1" in text


def test_the_command_writes_page_and_table_and_says_so(tmp_path: Path) -> None:
    out, table = tmp_path / "report.html", tmp_path / "table.csv"
    told = written_from(whole(), out=out, csv=table, made_on=MADE_ON)
    assert told.is_fine
    assert str(out) in told.text
    assert str(table) in told.text
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert table.read_bytes().startswith(b"channel,account,item")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["report.html", "table.csv"]


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "report.html"
    out.write_text("the old report", encoding="utf-8")

    def full(_handle: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("outreach.workspace.os.fsync", full)
    with pytest.raises(OutreachError, match="the disk is full"):
        written_from(whole(), out=out, made_on=MADE_ON)
    assert out.read_text(encoding="utf-8") == "the old report"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_nothing_is_written_where_nothing_was_read(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    for files in ((), (ImportedFile("x.csv", trouble="This is no export."),)):
        with pytest.raises(OutreachError, match="no report was written"):
            written_from(imported(files=files), out=out, made_on=MADE_ON)
    assert not out.exists()


def test_the_marks_of_an_axis_are_round_and_reach_the_highest() -> None:
    for highest in (0.003, 0.7, 1, 7, 19.7, 130, 99_999, 1e15):
        found = marks(highest)
        assert found[0] == 0
        assert found[-1] >= highest
        assert len(found) <= 8
    assert marks(0) == [0.0, 1.0]


def test_a_hundred_thousand_posts_become_a_page_in_seconds() -> None:
    rows = 100_000
    made = Imported(many_posts(rows), (ImportedFile("content.csv", "A platform", "posts", "posts", rows=rows),))
    began = time.perf_counter()
    page = page_of(made)
    # A fifth of the largest export, in a fifth of what is allowed for it with its reading; alone it takes a second.
    assert time.perf_counter() - began < 4
    assert f"there are {rows - 20:,} more" in page
    assert len(page) < 200_000
