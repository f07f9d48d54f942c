"""The studio as somebody who writes meets it: marks while typing, the keyboard, other windows, and hostile pastes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.driving import Course, browser, open_notebook, page_of, run_all, running

PRACTICE = "exercises/03-write-first-post.ipynb"
TITLE = "Your first post"
TELLING = "Maria Delgado, 43, a baker from Elm Falls, came to see me last Tuesday. She was crazy."
HARMLESS = (
    "# Sunday evening\n\nIf you look after your mother, Sunday evening may be the longest of the week. Write down one "
    "thing that went well enough tonight, and put it where you will see it in the morning. It makes the week a little "
    "less alone.\n"
)
HOSTILE = (
    "Dear all, شكرا جزيلا 👩‍👩‍👧‍👦 <b onclick=alert(1)>bold</b> <img src=x onerror=alert(1)> “smart” "
    "Ma\u200bria Del\u200bgado sat with me for an hour. "
)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    base = tmp_path_factory.mktemp("studio")
    with running(base / "course", base / "home") as started:
        yield started


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def page(course: Course, chrome: BrowserContext) -> Iterator[Page]:
    """The practice of module 03, open and run; each test puts a text of its own into it."""
    with page_of(chrome, height=1400) as opened:
        open_notebook(opened, course.url(PRACTICE))
        run_all(opened)
        yield opened


@pytest.fixture
def studio(page: Page) -> Locator:
    found = page.locator(".jp-Notebook:visible .outreach-studio").filter(has_text=TITLE).first
    found.scroll_into_view_if_needed()
    return found


def write(page: Page, studio: Locator, text: str) -> Locator:
    """Put a text in the place of what stands in the field, as a paste does."""
    field = studio.locator("textarea")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)
    return field


def on_file(course: Course) -> str:
    file = course.folder / "my-work" / "first-post.md"
    return file.read_bytes().decode("utf-8") if file.exists() else ""


def wait_until(holds: Callable[[], bool], page: Page) -> None:
    """Wait until something holds on this computer, outside of the page."""
    for _ in range(300):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def selected(field: Locator) -> str:
    words: str = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    return words


def test_marks_follow_the_typing_and_the_list_goes_by_keyboard(course: Course, page: Page, studio: Locator) -> None:
    field = studio.locator("textarea")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type(f"# Sunday 😀\n\n{TELLING}")
    expect(studio.locator(".outreach-under mark").first).to_have_text("Maria Delgado")
    expect(studio.locator(".outreach-verdict")).to_contain_text("to put right before anybody sees this")
    wait_until(lambda: on_file(course) == f"# Sunday 😀\n\n{TELLING}", page)

    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert selected(field) == "Maria Delgado"
    page.keyboard.press("F8")
    assert selected(field) == "43"
    page.keyboard.press("Shift+F8")
    assert selected(field) == "Maria Delgado"

    entries = studio.locator(".outreach-findings > li")
    entries.first.focus()
    page.keyboard.press("ArrowDown")
    assert entries.count() > 1
    expect(entries.nth(1)).to_be_focused()

    before = field.input_value()
    studio.locator(".outreach-use").first.click()
    expect(field).not_to_have_value(before)
    studio.get_by_role("button", name="Undo").click()
    expect(field).to_have_value(before)


def test_what_was_attested_is_the_exact_text(course: Course, page: Page, studio: Locator) -> None:
    field = write(page, studio, HARMLESS)
    expect(studio.locator(".outreach-verdict")).to_have_text(re.compile("Nothing found; you attest the rest"))
    for box in studio.locator(".outreach-asked input").all():
        box.check()
    # The last word is still on its way to the file when the button is pressed.
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("Good night.")
    studio.get_by_role("button", name="I attest").click()
    expect(studio.locator(".outreach-verdict")).to_contain_text("you attested the rest")
    assert on_file(course) == f"{HARMLESS}Good night."
    assert (course.folder / "my-work" / "first-post-attested.json").is_file()
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type("x")
    expect(studio.locator(".outreach-state")).to_contain_text(
        re.compile("changed|not attested|withdrawn", re.IGNORECASE)
    )


def test_what_another_editor_changes_shows_up(course: Course, page: Page, studio: Locator) -> None:
    field = write(page, studio, HARMLESS)
    wait_until(lambda: on_file(course) == HARMLESS, page)
    file = course.folder / "my-work" / "first-post.md"
    file.write_bytes((on_file(course) + "\nAdded elsewhere.\n").encode())
    expect(field).to_have_value(re.compile("Added elsewhere"))
    assert "Added elsewhere." in on_file(course)


def test_axe_finds_nothing_serious_in_the_studio(page: Page, studio: Locator) -> None:
    write(page, studio, TELLING)
    studio.locator("mark").first.wait_for()
    results = Axe().run(page, context=".outreach-studio, .outreach-form")
    grave = [
        f"{fault['id']}: {fault['nodes'][0]['html'][:160]}"
        for fault in results.response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]
    assert grave == []


def test_hostile_pastes_stay_text_and_typing_goes_on(course: Course, page: Page, studio: Locator) -> None:
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    field = write(page, studio, HOSTILE)
    expect(studio.locator(".outreach-under mark", has_text="Del")).to_have_text("Ma\u200bria Del\u200bgado")
    long = (HOSTILE * 2000)[:200_000]
    write(page, studio, long)
    page.keyboard.type(" and on")
    expect(field).to_have_value(re.compile(" and on$"))
    expect(studio.locator(".outreach-verdict")).to_contain_text("to put right")
    wait_until(lambda: on_file(course) == f"{long} and on", page)
    assert not said
    assert page.locator(".outreach-studio img, .outreach-studio b[onclick]").count() == 0
