"""The page of a plan in a real browser: one sheet of Letter or A4, type that can be read, and nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from outreach.channels.deciding.choice import Decision
from outreach.channels.examples import EXAMPLES
from outreach.channels.facts.known import catalog
from outreach.channels.planning.plan import make_plan
from outreach.channels.planning.plan_page import plan_html_page
from outreach.practice import Practice
from tests.browser.driving import QUIET, chromium

SEVEN_POINTS = 7 * 96 / 72
SIZES = """() => [...document.querySelectorAll("body *")]
  .filter(part => part.textContent.trim() && part.getClientRects().length)
  .map(part => parseFloat(getComputedStyle(part).fontSize))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for this file."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield started
        started.close()


def written(folder: Path, practice: Practice, weights: dict[str, float] | None = None) -> str:
    path = folder / "channel-plan.html"
    plan = make_plan(Decision(practice).choose(weights), date(2027, 2, 22))
    path.write_text(plan_html_page(plan, catalog()), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_take_one_sheet_each(browser: Browser, tmp_path: Path, name: str, paper: str) -> None:
    page = browser.new_page()
    page.goto(written(tmp_path, EXAMPLES[name].practice, dict(EXAMPLES[name].weights)))
    assert sheets(page, paper) == 1
    page.emulate_media(media="print")
    assert min(page.evaluate(SIZES)) >= SEVEN_POINTS - 0.01
    # Which typeface stands in for Arial is this computer's affair; a wider one still has room.
    page.add_style_tag(content="body { letter-spacing: .02em }")
    assert sheets(page, paper) == 1
    page.close()


def sheets(page: Page, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize(
    "practice",
    [
        EXAMPLES["juniper-street"].practice,
        Practice(),
        Practice(hours_per_week=0),
        Practice(name="مرکز مشاوره", purpose="کمک به مراقبان خانواده", hours_per_week=3),
    ],
    ids=["juniper-street", "nothing-said", "no-hours", "right-to-left"],
)
def test_axe_finds_no_fault_and_nothing_is_fetched(browser: Browser, tmp_path: Path, practice: Practice) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = written(tmp_path, practice)
    page.goto(address)
    found = Axe().run(page).response["violations"]
    assert [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found] == []
    assert asked == [address]
    page.close()


@pytest.mark.parametrize("width", [360, 1100])
def test_a_word_of_any_length_is_broken_and_makes_the_page_no_wider(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    long = "x" * 300
    page.goto(written(tmp_path, Practice(name=long, serves=long, place=long, purpose=long, hours_per_week=3)))
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_on_a_narrow_screen_nothing_is_wider_than_the_page(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(written(tmp_path, EXAMPLES["juniper-street"].practice))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.close()
