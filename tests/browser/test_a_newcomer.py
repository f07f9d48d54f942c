"""The course as a newcomer meets it: a real server, a real browser, the keyboard."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.driving import Course, browser, form, kernel_is_ready, open_notebook, page_of, run_all, running

START = "lessons/00-start-here.ipynb"
NETWORK = "lessons/01-why-network.ipynb"
CHOOSE = "lessons/02-choose-channels.ipynb"
AUDIT_PRACTICE = "exercises/01-why-network.ipynb"
PRACTICE = "exercises/02-choose-channels.ipynb"
RIGHT, WRONG = "I start with it", "I count on two hours at most"
QUESTION = "What to do with an estimate"
FIRST_PICTURE = "Where the points come from"
BY_POINTS = "By points: how much each step is worth to me"
NO_MODEL = re.compile("Error displaying widget|model not found", re.IGNORECASE)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """One server for this file, in a folder with blanks and letters of other alphabets."""
    base = tmp_path_factory.mktemp("newcomer")
    with running(base / "Мой курс für alle", base / "home") as started:
        yield started


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One browser for this file; each test has a page of its own in it."""
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def kept(course: Course, name: str) -> dict[str, object]:
    content: dict[str, object] = json.loads((course.folder / "my-work" / name).read_text(encoding="utf-8"))
    return content


def faults(page: Page, selector: str) -> list[str]:
    """Return what axe-core finds serious or critical in what the course draws."""
    results = Axe().run(page, context=selector)
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
        for violation in results.response["violations"]
        if violation["impact"] in {"serious", "critical"}
    ]


def test_the_course_opens_on_its_first_lesson_and_nothing_else_asks_for_attention(
    course: Course, chrome: BrowserContext
) -> None:
    with page_of(chrome) as page:
        open_notebook(page, course.address)
        expect(page.locator(".jp-Notebook:visible h1").first).to_contain_text("Start here")
        expect(page.locator(".jp-Launcher")).to_have_count(0)
        page.wait_for_timeout(1500)
        expect(page.locator(".Toastify__toast")).to_have_count(0)
        expect(page.locator(".jp-Dialog")).to_have_count(0)
        expect(page.locator(".jp-TableOfContents:visible")).to_have_count(1)
        # Before any cell runs: the stored page is there, and no live part is missed.
        expect(page.locator(".jp-OutputArea").get_by_text(QUESTION).last).to_be_visible()
        assert not NO_MODEL.search(page.locator(".jp-Notebook:visible").inner_text())


def test_wrong_then_right_then_a_new_kernel_and_a_new_page_and_the_answer_is_still_there(
    course: Course, chrome: BrowserContext
) -> None:
    with page_of(chrome) as page:
        open_notebook(page, course.address)
        run_all(page)
        question = form(page, QUESTION)
        question.get_by_label(WRONG).press("Space")
        expect(question.get_by_label(WRONG)).to_be_checked()
        question.get_by_role("button", name="Check").press("Enter")
        expect(question.get_by_role("status")).to_contain_text("Not yet.")
        question.get_by_label(WRONG).focus()
        page.keyboard.press("ArrowDown")
        expect(question.get_by_label(RIGHT)).to_be_checked()
        question.get_by_role("button", name="Check").focus()
        page.keyboard.press("Enter")
        expect(question.get_by_role("status")).to_contain_text("Correct.")
        expect(question.get_by_text("The worked explanation")).to_be_visible()

        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name=re.compile("^Restart Kernel and Run All Cells")).click()
        page.get_by_role("button", name="Confirm Kernel Restart").click()
        page.wait_for_timeout(1000)
        page.locator(".jp-Notebook:visible .outreach-form").first.wait_for()
        expect(form(page, QUESTION).get_by_role("status")).to_contain_text("correct")
        expect(form(page, QUESTION).get_by_label(RIGHT)).to_be_checked()

        page.reload()
        page.locator(".jp-Notebook:visible").first.wait_for()
        run_all(page)
        expect(form(page, QUESTION).get_by_label(RIGHT)).to_be_checked()
        nothing_serious(page)
    progress = kept(course, "progress.json")["questions"]
    assert isinstance(progress, dict)
    assert (progress["start.try-one"]["outcome"], progress["start.try-one"]["tries"]) == ("correct", 2)


def test_a_state_that_comes_late_takes_no_choice_back(course: Course, chrome: BrowserContext) -> None:
    # As when JupyterLab has connected to a busy kernel: the state it asked for is older than what was chosen since.
    cells = (
        'from outreach import ask\nquestion = ask("start.try-one")\nquestion',
        'form = question._form\nolder = form.get_state(["values", "edits", "kept"])',
        'form.comm.send({"method": "update", "state": older, "buffer_paths": []})',
    )
    notebook = new_notebook(cells=[new_markdown_cell("# Late"), *map(new_code_cell, cells)])
    (course.folder / "late.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    with page_of(chrome) as page:
        course.stop_kernels()
        open_notebook(page, course.url("late.ipynb"))
        kernel_is_ready(page)
        page.locator(".jp-Notebook:visible .jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Shift+Enter")
        question = form(page, QUESTION)
        question.get_by_role("button", name="Check").wait_for()
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".jp-Notebook:visible .jp-CodeCell .jp-InputPrompt").nth(1)).to_have_text("[2]:")
        chosen = question.get_by_role("radio", checked=False).last
        name = chosen.get_attribute("value")
        chosen.check()
        expect(question.locator(".outreach-kept")).to_have_text("Kept.")
        page.locator(".jp-Notebook:visible .jp-CodeCell .cm-content").last.click()
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".jp-Notebook:visible .jp-CodeCell .jp-InputPrompt").nth(2)).to_have_text("[3]:")
        expect(question.get_by_role("radio", checked=True)).to_have_value(name or "")
        question.get_by_role("button", name="Check").press("Enter")
        expect(question.get_by_role("status")).not_to_contain_text("Nothing is answered")
        expect(question.get_by_role("radio", checked=True)).to_have_value(name or "")
    answers = kept(course, "answers.json")
    assert name is not None
    assert name in json.dumps(answers)


def test_a_box_in_the_middle_of_a_page_can_be_run_first(course: Course, chrome: BrowserContext) -> None:
    with page_of(chrome) as page:
        course.stop_kernels()
        open_notebook(page, course.url(START))
        kernel_is_ready(page)
        box = page.locator(".jp-Notebook:visible .jp-CodeCell").filter(has_text='ask("start.profile")').first
        box.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        expect(form(page, "Your profile on file").get_by_role("button", name="Check")).to_be_visible()


def test_reopened_twice_and_saved_between_without_a_kernel_it_shows_what_was_there(
    course: Course, chrome: BrowserContext
) -> None:
    with page_of(chrome) as page:
        open_notebook(page, course.url(START))
        run_all(page)
        form(page, QUESTION).get_by_label(RIGHT).check()
        save(page)
        assert '"model_id"' in (course.folder / START).read_text(encoding="utf-8")
        course.stop_kernels()
        page.reload()
        page_without_its_kernel_can_be_read(page)
        save(page)
        page.reload()
        page_without_its_kernel_can_be_read(page)


def page_without_its_kernel_can_be_read(page: Page) -> None:
    """Wait until the stored page is there, and a while for what might take its place, then look at it."""
    page.locator(".jp-Notebook:visible h1").first.wait_for()
    expect(page.locator(".jp-Notebook:visible .jp-OutputArea").get_by_text(QUESTION).first).to_be_visible()
    kernel_is_ready(page)
    page.wait_for_timeout(1000)
    text = page.locator(".jp-Notebook:visible").inner_text()
    assert not NO_MODEL.search(text)
    assert QUESTION in text


def save(page: Page) -> None:
    """Save by the menu, as a person does, and wait until the server has written the file."""
    page.get_by_role("menuitem", name="File", exact=True).click()
    with page.expect_response(lambda answer: "/api/contents/" in answer.url and answer.request.method == "PUT"):
        page.get_by_role("menuitem", name=re.compile("^Save Notebook")).click()


def test_the_profile_is_filled_in_by_keyboard_and_is_on_disk(course: Course, chrome: BrowserContext) -> None:
    with page_of(chrome) as page:
        open_notebook(page, course.address)
        run_all(page)
        profile = form(page, "Your practice profile")
        profile.get_by_label("Whom you serve").press_sequentially("adults who care for a parent")
        profile.get_by_label("50 to 64").focus()
        page.keyboard.press("Space")
        profile.get_by_label("Writing something people can keep").focus()
        page.keyboard.press("Space")
        profile.get_by_label("Time you can give").press_sequentially("3")
        profile.get_by_label("Money you can give").press_sequentially("40")
        expect(profile.locator(".outreach-kept")).to_have_text("Kept.")
        check = form(page, "Your profile on file")
        check.get_by_role("button", name="Check").press("Enter")
        expect(check.get_by_role("status")).to_contain_text("Correct.")
    text = (course.folder / "my-work" / "practice.toml").read_text(encoding="utf-8")
    assert 'serves = "adults who care for a parent"' in text
    assert "hours_per_week = 3.0" in text


@pytest.fixture(scope="module")
def choosers(course: Course, chrome: BrowserContext) -> Iterator[Page]:
    """One page for the tests of the lesson on channels, run, with its last figure drawn."""
    with page_of(chrome, height=1400) as page:
        open_notebook(page, course.url(CHOOSE))
        run_all(page)
        page.locator(".jp-Notebook:visible .outreach-figure .main-svg").last.wait_for()
        yield page


def weights(page: Page) -> Locator:
    """Return the form of one's own weights; those of the examples stand above it."""
    return page.locator(".jp-Notebook:visible .outreach-form").filter(has=page.get_by_label(BY_POINTS)).last


def look(page: Page) -> Locator:
    """Return the form right above one's own figure."""
    with_pictures = page.locator(".jp-Notebook:visible .outreach-form").filter(has=page.get_by_label(FIRST_PICTURE))
    return with_pictures.last


def figure(page: Page) -> Locator:
    """Return the figure of one's own ranking."""
    return page.locator(".jp-Notebook:visible .outreach-figure").last


def below(page: Page) -> Locator:
    """Return the form below one's own figure."""
    return page.locator(".jp-Notebook:visible .outreach-form").filter(has=page.get_by_label("My outpost")).last


def words(page: Page) -> tuple[str, str]:
    """Return the alternative text and the table of the figure, which need not be open."""
    table = figure(page).locator(".outreach-table").text_content()
    return figure(page).locator("[role=img]").get_attribute("aria-label") or "", table or ""


def changed(page: Page, before: tuple[str, str]) -> tuple[str, str]:
    """Wait until alternative text and table are both others than before, and return them."""
    expect(figure(page).locator("[role=img]")).not_to_have_attribute("aria-label", before[0])
    expect(figure(page).locator(".outreach-table")).not_to_have_text(before[1])
    return words(page)


def test_a_weight_moved_by_keyboard_moves_figure_words_and_table(course: Course, choosers: Page) -> None:
    page = choosers
    before = words(page)
    slider = weights(page).get_by_role("slider", name=re.compile("Strangers find it"))
    slider.focus()
    page.keyboard.press("Home")
    after = changed(page, before)
    assert after[0].startswith("Bar chart of ")
    expect(weights(page).get_by_role("spinbutton", name=re.compile("Strangers find it"))).to_have_value("0")
    expect(weights(page).locator(".outreach-kept")).to_have_text("Kept.")
    number = weights(page).get_by_role("spinbutton", name=re.compile("I give easily there"))
    number.fill("100")
    expect(weights(page).get_by_role("slider", name=re.compile("I give easily there"))).to_have_value("100")
    changed(page, after)
    # A number between two steps of the slider is kept as it was typed, and stays in sight.
    number.fill("62")
    number.press("Tab")
    expect(number).to_have_value("62")
    expect(weights(page).locator(".outreach-kept")).to_have_text("Kept.")
    points = kept(course, "channel-weights.json")["weights"]
    assert isinstance(points, dict)
    assert (points["search"], points["comfort"]) == (0, 62)


def test_sliders_all_at_zero_get_a_sentence_and_are_not_called_kept(course: Course, choosers: Page) -> None:
    page = choosers
    before = kept(course, "channel-weights.json")["weights"] if there(course, "channel-weights.json") else None
    sliders = weights(page).get_by_role("slider")
    for place in range(sliders.count()):
        sliders.nth(place).focus()
        page.keyboard.press("Home")
    expect(weights(page).get_by_role("status")).to_contain_text("All weights are zero")
    expect(weights(page).locator(".outreach-kept")).to_have_text("Not kept.")
    expect(figure(page).locator(".main-svg").first).to_be_visible()
    sliders.first.focus()
    page.keyboard.press("End")
    expect(weights(page).locator(".outreach-kept")).to_have_text("Kept.")
    assert kept(course, "channel-weights.json")["weights"] != before


def there(course: Course, name: str) -> bool:
    return (course.folder / "my-work" / name).is_file()


def test_by_order_alone_the_sliders_give_way_to_an_order(course: Course, choosers: Page) -> None:
    page = choosers
    expect(weights(page).get_by_role("slider")).to_have_count(8)
    expect(weights(page).get_by_role("button", name=re.compile("^Move up"))).to_have_count(0)
    before = words(page)
    weights(page).get_by_label(BY_POINTS).focus()
    page.keyboard.press("ArrowDown")
    expect(weights(page).get_by_role("slider")).to_have_count(0)
    expect(weights(page).get_by_role("button", name=re.compile("^Move up"))).to_have_count(8)
    before = changed(page, before)
    expect(weights(page).get_by_label("By order alone: what matters most comes first")).to_be_focused()
    weights(page).get_by_role("button", name=re.compile("^Move up: It exposes little")).press("Enter")
    changed(page, before)
    assert faults(page, ".outreach-form") == []
    expect(weights(page).locator(".outreach-kept")).to_have_text("Kept.")
    assert kept(course, "channel-weights.json")["how"] == "order"
    weights(page).get_by_label(BY_POINTS).check()
    expect(weights(page).get_by_role("slider")).to_have_count(8)


def test_no_outpost_for_now_is_picked_and_plan_and_page_are_saved(course: Course, choosers: Page) -> None:
    page = choosers
    below(page).get_by_label("My outpost").select_option("None for now")
    expect(below(page)).to_contain_text("None, by your own pick.")
    expect(below(page).locator(".outreach-kept")).to_have_text("Kept.")
    below(page).get_by_role("button", name="Save my plan").press("Enter")
    expect(below(page).get_by_role("status")).to_contain_text("Saved as my-work/channel-plan.md")
    assert faults(page, ".outreach-form") == []
    plan = (course.folder / "my-work" / "channel-plan.md").read_text(encoding="utf-8")
    assert "## Home base" in plan
    assert "None, by your own pick." in plan
    assert "None, by your own pick." in (course.folder / "my-work" / "channel-plan.html").read_text(encoding="utf-8")
    assert kept(course, "channel-weights.json")["outpost"] == "none"


def test_each_picture_is_chosen_by_keyboard_with_its_words_and_its_table(
    choosers: Page,
) -> None:
    page = choosers
    said = [words(page)]
    look(page).get_by_label(FIRST_PICTURE).focus()
    for begins in ("Chances of places for ", "Spans of weight in which ", "Map of weightings. "):
        page.keyboard.press("ArrowDown")
        said.append(changed(page, said[-1]))
        assert said[-1][0].startswith(begins)
        expect(figure(page).locator(".main-svg").first).to_be_visible()
        assert faults(page, ".outreach-figure") == []
    figure(page).get_by_text("The same numbers as a table").focus()
    page.keyboard.press("Enter")
    expect(figure(page).get_by_role("table").first).to_be_visible()
    nothing_serious(page)


def test_the_accounts_that_are_open_are_filled_in_by_keyboard(course: Course, chrome: BrowserContext) -> None:
    with page_of(chrome, height=1400) as page:
        open_notebook(page, course.url(NETWORK))
        run_all(page)
        audit = form(page, "The accounts that are open")
        audit.get_by_role("button", name="Add an account").press("Enter")
        place = audit.get_by_label("Where is it?")
        place.focus()
        page.keyboard.type("LinkedIn")
        expect(place).to_have_value("linkedin")
        page.keyboard.press("Tab")
        first = audit.get_by_role("group", name="Account 1: LinkedIn")
        for label, number in (
            ("When was the last post of your own?", "8"),
            ("How many people are there", "340"),
            ("How many of them do you know personally?", "60"),
            ("How many conversations were there", "4"),
        ):
            first.get_by_label(re.compile(re.escape(label))).press_sequentially(number)
        first.get_by_label("What do you want to do about it?").focus()
        page.keyboard.type("Keep")
        page.keyboard.press("Tab")
        expect(audit).to_contain_text("60 of 340")
        expect(audit.locator(".outreach-kept")).to_have_text("Kept.")
        nothing_serious(page)
    text = (course.folder / "my-work" / "accounts.toml").read_text(encoding="utf-8")
    for said in ('"linkedin"', "340", "60", '"keep"'):
        assert said in text
    assert there(course, "accounts.md")


def test_a_field_stays_itself_while_the_form_around_it_changes(course: Course, chrome: BrowserContext) -> None:
    with page_of(chrome, height=1400) as page:
        open_notebook(page, course.url(AUDIT_PRACTICE))
        run_all(page)
        audit = form(page, "The accounts that are open")
        audit.get_by_role("button", name="Add an account").press("Enter")
        added = audit.get_by_role("group", name=re.compile(r"^Account \d+$"))
        number = int(added.locator("legend").first.inner_text().rpartition(" ")[2])
        place = added.get_by_label("Where is it?").element_handle()
        place.focus()
        page.keyboard.press("l")
        # The answer of the kernel gives the frame another name while the list is being searched by its letters.
        named = audit.get_by_role("group", name=f"Account {number}: LinkedIn", exact=True)
        expect(named).to_be_visible()
        assert place.evaluate("place => place.isConnected && place === document.activeElement")
        name = named.get_by_label(re.compile("^Whose is it")).element_handle()
        name.focus()
        page.keyboard.type("Guest talks")
        page.keyboard.press("ArrowLeft")
        # Fields come and go around this one, and a number that is kept changes what stands below.
        named.get_by_label("I have never posted there").check()
        expect(named.get_by_label(re.compile("^When was the last post"))).to_have_count(0)
        assert name.evaluate("name => name.isConnected && name.value") == "Guest talks"
        named.get_by_role("button", name="Take this one away").press("Enter")
        expect(audit.get_by_role("group", name=re.compile("^Account "))).to_have_count(number - 1)
        nothing_serious(page)


def test_axe_finds_nothing_serious_in_a_practice(course: Course, chrome: BrowserContext) -> None:
    with page_of(chrome, height=1400) as page:
        open_notebook(page, course.url(PRACTICE))
        run_all(page)
        nothing_serious(page)


def nothing_serious(page: Page) -> None:
    """Open a hint of each question, and look at all that the course draws on this page."""
    for opened in page.locator(".jp-Notebook:visible .outreach-form").all():
        hint = opened.get_by_role("button", name=re.compile("Show a hint"))
        if hint.count():
            sections = opened.locator("details").count()
            hint.press("Enter")
            expect(opened.locator("details")).to_have_count(sections + 1)
    assert page.locator(".jp-Notebook:visible .outreach-form").count() >= 2
    assert faults(page, ".outreach-form") == []
    if page.locator(".jp-Notebook:visible .outreach-figure").count():
        page.locator(".jp-Notebook:visible .outreach-figure .main-svg").first.wait_for()
        assert faults(page, ".outreach-figure") == []
