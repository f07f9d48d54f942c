"""The explorer as somebody with a folder of exports meets it: files in, a figure, a sentence, and a page to keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from outreach.engagement.sample.writing import write_sample
from tests.browser.driving import Course, browser, form, open_notebook, page_of, run_all, running

PRACTICE = "exercises/05-measure-engagement.ipynb"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    base = tmp_path_factory.mktemp("explorer")
    with running(base / "course", base / "home") as started:
        yield started


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(course: Course, chrome: BrowserContext) -> Iterator[Page]:
    """The practice of module 05, open and run."""
    with page_of(chrome, height=1600) as opened:
        open_notebook(opened, course.url(PRACTICE))
        run_all(opened)
        yield opened


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("downloads")
    write_sample(folder)
    return folder


def zone(page: Page) -> Locator:
    return page.locator(".jp-Notebook:visible .outreach-drop").last


def with_button(page: Page, name: str) -> Locator:
    """Return the form that has this button."""
    forms = page.locator(".jp-Notebook:visible .outreach-form")
    return forms.filter(has=page.get_by_role("button", name=name, exact=True)).last


def test_files_are_copied_in_and_told_and_what_was_not_read_is_told_too(
    course: Course, page: Page, exports: Path
) -> None:
    post = exports / "blog" / "juniperstreetcounseling.WordPress.2026-08-31.xml"
    notes = exports / "notes"
    files = [post, notes / "answers.csv", notes / "inquiries.csv", notes / "shopping list.csv"]
    zone(page).get_by_label("Choose files").set_input_files(files)
    expect(zone(page).get_by_role("status")).to_contain_text("Copied: 4 of 4.")
    read = with_button(page, "Read the files again")
    expect(read).to_contain_text("WordPress, site export (WXR)")
    expect(read).to_contain_text("shopping list.csv")
    expect(read).to_contain_text("No export that is known here has these columns.")
    kept = {path.name for path in (course.folder / "my-work" / "exports").iterdir()}
    assert kept == {path.name for path in files}


def test_another_figure_is_chosen_by_keyboard_with_its_words_and_its_table(page: Page) -> None:
    cell = page.locator(".jp-Notebook:visible .jp-CodeCell").filter(has=page.get_by_label("Which days?")).last
    figure = cell.locator(".outreach-figure")
    picture = figure.locator("[role=img]")
    expect(figure.locator(".main-svg").first).to_be_visible()
    before = picture.get_attribute("aria-label") or ""
    cell.locator(".outreach-form").filter(has=page.get_by_label("Which days?")).get_by_role(
        "radio", checked=True
    ).focus()
    page.keyboard.press("ArrowDown")
    expect(picture).not_to_have_attribute("aria-label", before)
    expect(figure.locator(".outreach-table")).not_to_be_empty()
    for selector in (".outreach-form", ".outreach-figure"):
        found = Axe().run(page, context=selector).response["violations"]
        assert [one["id"] for one in found if one["impact"] in {"serious", "critical"}] == []


BEYOND = """() => [...document.querySelectorAll('.jp-Notebook .outreach-figure .main-svg text')].filter((text) => {
  const [inner, outer] = [text, text.closest(".main-svg")].map((one) => one.getBoundingClientRect());
  return inner.width > 0 && (inner.left < outer.left - 1 || inner.right > outer.right + 1 || inner.top < outer.top - 1);
}).map((text) => text.textContent)"""


def test_on_a_page_of_half_the_width_every_word_of_a_figure_is_there(page: Page) -> None:
    whole = page.viewport_size or {"width": 1280, "height": 1600}
    title = page.locator(".jp-Notebook:visible .outreach-figure .gtitle").first
    lines = title.locator("tspan").count()
    page.set_viewport_size({"width": 640, "height": whole["height"]})
    expect(title.locator("tspan").nth(lines + 1)).to_be_attached()
    page.wait_for_function(f"() => ({BEYOND})().length === 0")
    page.set_viewport_size(whole)
    expect(title.locator("tspan")).to_have_count(lines)


def test_a_sentence_and_a_day_make_a_measurement_and_the_question_finds_it(course: Course, page: Page) -> None:
    below = with_button(page, "Save my measurement")
    expect(below).to_contain_text("What can I not conclude yet")
    below.get_by_label("What I take from it").fill("More people seem to answer us in summer than in spring.")
    expect(below.locator(".outreach-kept")).to_have_text("Kept.")
    below.get_by_role("button", name="Save my measurement").press("Enter")
    expect(below.get_by_role("status")).to_contain_text("my-work/measurement.md")
    below.get_by_role("button", name="Save the report").press("Enter")
    expect(below.get_by_role("status")).to_contain_text("my-work/engagement-report.html")
    check = form(page, "Your own measurement")
    check.get_by_role("button", name="Check").press("Enter")
    expect(check.get_by_role("status")).to_contain_text("Correct.")
    kept = (course.folder / "my-work" / "measurement.md").read_text(encoding="utf-8")
    assert "More people seem to answer us" in kept
    assert re.search(r"^- .*inquiries", kept, re.MULTILINE)
