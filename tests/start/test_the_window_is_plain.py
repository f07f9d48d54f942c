"""What a person sees who does not program: few words, nothing that pops up, the way about at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.driving import browser, open_notebook, page_of, running

MENUS = ["File", "Edit", "View", "Run", "Kernel", "Settings", "Help"]


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One browser for this file; each test has a page of its own in it."""
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


def complaints(page: Page) -> list[str]:
    """Return a list that fills with what the page reports as errors."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", lambda answer: heard.append(answer.url) if answer.status >= 400 else None)
    return heard


def entries(page: Page, menu: str) -> list[str]:
    """Return the words in one of the menus."""
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.locator(".lm-Menu:visible").first.wait_for()
    words = [word for word in page.locator(".lm-Menu-itemLabel:visible").all_inner_texts() if word]
    page.keyboard.press("Escape")
    return words


def test_the_window_shows_the_lesson_its_contents_and_little_else(chrome: BrowserContext, tmp_path: Path) -> None:
    with running(tmp_path / "mine", tmp_path / "home") as course, page_of(chrome) as page:
        heard = complaints(page)
        open_notebook(page, course.address)
        assert page.locator(".lm-MenuBar-itemLabel").all_inner_texts() == MENUS
        toolbar = page.locator(".jp-NotebookPanel-toolbar:visible")
        assert [word for word in toolbar.inner_text().split() if word] == ["Run", "Stop", "Restart"]
        expect(page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab")).to_have_count(2)
        expect(page.locator(".jp-SideBar.jp-mod-right .lm-TabBar-tab")).to_have_count(0)
        expect(page.locator("#jp-main-statusbar")).to_have_count(0)
        expect(page.locator(".jp-cell-toolbar")).to_have_count(0)
        contents = page.locator(".jp-TableOfContents:visible")
        expect(contents.get_by_text("Start here").first).to_be_visible()
        assert {"Save Notebook", "Shut Down"} <= set(entries(page, "File"))
        for menu, gone in (("File", "New"), ("File", "Log Out"), ("Kernel", "Change Kernel…"), ("Run", "Render All")):
            assert not [word for word in entries(page, menu) if word.startswith(gone)], (menu, gone)
        assert "Theme" in entries(page, "Settings")
        assert heard == []


def test_the_window_comes_back_as_it_was_left(chrome: BrowserContext, tmp_path: Path) -> None:
    with running(tmp_path / "mine", tmp_path / "home") as course, page_of(chrome) as page:
        open_notebook(page, course.address)
        # JupyterLab writes the layout down when nothing has moved for a moment.
        with page.expect_request(
            lambda request: "/lab/api/workspaces/" in request.url and shows_the_files(request.post_data or "")
        ) as written:
            page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab").first.click()
        expect(page.locator(".jp-FileBrowser:visible")).to_have_count(1)
        assert written.value.response()
    with running(tmp_path / "mine", tmp_path / "home") as course, page_of(chrome) as page:
        heard = complaints(page)
        open_notebook(page, course.address)
        expect(page.locator(".jp-FileBrowser:visible")).to_have_count(1)
        assert heard == []


def shows_the_files(layout: str) -> bool:
    """Return whether a layout that is written down has the list of files open at the left."""
    return bool(re.search(r'"left":\s*\{[^{}\[]*"current":\s*"filebrowser"', layout))
