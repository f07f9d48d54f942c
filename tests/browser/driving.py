"""Start the course as a newcomer does and drive it in a real browser."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

ADDRESS = re.compile(r"https?://(?:127\.0\.0\.1|localhost):\d+/\S+")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LOADED = 60_000
"""Milliseconds; a cold JupyterLab on a slow machine takes a while, and other tests run beside it."""
expect.set_options(timeout=LOADED)
TRIES = 3
"""How often somebody chooses Run when nothing happens, as on a slow machine, before they give up."""


def chromium() -> str:
    """Return an installed Chromium; without one the tests skip by name, except where CI runs them."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        for folder in (
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "C:/Program Files/Google/Chrome/Application/chrome.exe",
        ):
            if Path(folder).exists():
                return folder
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed, and CI must not pass without the browser tests")
        pytest.skip("Chromium is not installed, so nothing was looked at in a browser")
    return found


class Course:
    """A running `outreach lab`, and the folder that it works in."""

    def __init__(self, process: subprocess.Popen[str], folder: Path, address: str) -> None:
        self.process = process
        self.folder = folder
        self.address = address

    def url(self, notebook: str) -> str:
        """Return the address of another notebook, with the same key."""
        base, _, query = self.address.partition("?")
        root = base[: base.index("/lab")]
        return f"{root}/lab/tree/{notebook}" + (f"?{query}" if query else "")

    def stop_kernels(self) -> None:
        """Stop every kernel, as a closed lid or a restarted computer does."""
        base, _, key = self.address.partition("?token=")
        api = f"{base[: base.index('/lab')]}/api/kernels"
        headers = {"Authorization": f"token {key}"}
        with urllib.request.urlopen(urllib.request.Request(api, headers=headers)) as answer:
            kernels = json.load(answer)
        for kernel in kernels:
            asked = urllib.request.Request(f"{api}/{kernel['id']}", headers=headers, method="DELETE")
            urllib.request.urlopen(asked).close()


@contextlib.contextmanager
def running(folder: Path, home: Path) -> Iterator[Course]:
    """Run `outreach lab` with an empty HOME, and stop it at the end."""
    home.mkdir(exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    environment = {**kept, "HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "outreach.cli", "lab", "--no-browser", "--folder", str(folder)]
    with subprocess.Popen(
        command,
        env=environment,
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            address = None
            for line in process.stdout:
                said.append(line)
                if found := ADDRESS.search(line):
                    address = found[0]
                    break
            assert address, "".join(said)
            # What it says later must not fill the pipe and stop it.
            threading.Thread(target=process.stdout.read, daemon=True).start()
            yield Course(process, folder, address)
        finally:
            process.terminate()
            try:
                process.wait(timeout=30)
            finally:
                process.kill()


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[BrowserContext]:
    """Open a browser for the tests of one file, with a profile of its own.

    It keeps what it has fetched and compiled, as a person's browser does: to open
    JupyterLab once more takes about half the time then. A test still has a page of its own.
    """
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch_persistent_context(profile, executable_path=chromium(), args=list(QUIET))
        opened.set_default_timeout(LOADED)
        yield opened
        opened.close()


@contextlib.contextmanager
def page_of(opened: BrowserContext, width: int = 1280, height: int = 1000) -> Iterator[Page]:
    """Open a page; a request to anywhere but this computer fails the test."""
    outside: list[str] = []
    page = opened.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.on(
        "request",
        lambda request: (
            None
            if re.match(r"(https?://(127\.0\.0\.1|localhost)[:/]|data:|blob:|wss?://)", request.url)
            else outside.append(request.url)
        ),
    )
    try:
        yield page
    finally:
        page.close()
    assert outside == []


def open_notebook(page: Page, url: str) -> None:
    """Open a notebook and wait until it is drawn; other tabs may come back beside it."""
    page.goto(url)
    name = url.partition("?")[0].rpartition("/")[2]
    page.locator(".jp-MainAreaWidget:visible .jp-Notebook .jp-MarkdownOutput h1").first.wait_for()
    current = page.locator("#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current")
    expect(current).to_contain_text(name)
    page.locator(".jp-Notebook:visible .jp-MarkdownOutput h1").first.wait_for()


KERNEL_IS_CONNECTED = """async () => {
  // The whole path: a lesson and its practice have one name, and the tab of the other may come back beside this one.
  // JupyterLab takes it out of the address while it opens a page, and puts it back.
  const [root, place] = location.pathname.split("/lab", 2);
  const notebook = decodeURIComponent(place.split("/tree/")[1] ?? "");
  const sessions = await (await fetch(`${root}/api/sessions`)).json();
  return sessions.some(({ path, kernel }) => path === notebook && kernel?.connections > 0);
}"""


def kernel_is_ready(page: Page) -> None:
    """Wait until the notebook in front and its kernel know of each other.

    JupyterLab runs nothing, and says nothing, when Run is chosen before that. Its own mark of an idle
    kernel comes first with the page and then once more with the kernel, so the server is asked before.
    """
    page.wait_for_function(KERNEL_IS_CONNECTED, polling=200)
    page.locator(".jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()


def run_all(page: Page) -> None:
    """Run every cell by the menu, as the lesson says, and wait until the kernel is idle."""
    page.locator(".jp-Notebook:visible").first.wait_for()
    kernel_is_ready(page)
    drawn = page.locator(".jp-Notebook:visible .outreach-form").first
    for attempt in range(TRIES):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        try:
            drawn.wait_for(timeout=LOADED / 2)
            break
        except TookTooLong:
            if attempt + 1 == TRIES:
                raise
    page.wait_for_function(
        """() => [...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')]
            .filter((prompt) => prompt.offsetParent !== null || prompt.textContent)
            .every((prompt) => !prompt.textContent.includes('*'))"""
    )
    # When the last cell has run, JupyterLab takes the focus back to the notebook, a moment after its mark is gone.
    page.locator(".jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
    page.wait_for_timeout(400)


def form(page: Page, title: str) -> Locator:
    """Return the form of that title."""
    return (
        page.locator(".jp-Notebook:visible .outreach-form")
        .filter(has=page.locator(".outreach-title", has_text=title))
        .first
    )
