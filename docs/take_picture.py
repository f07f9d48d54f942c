"""Take the picture of the chooser that README shows, from the course as it runs.

python docs/take_picture.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from tests.browser.driving import open_notebook, page_of, run_all, running  # noqa: E402 - the line above finds them

CHOOSER = "Channels for Juniper Street"


def main() -> None:
    """Run lesson 02, and keep what its chooser looks like."""
    with (
        tempfile.TemporaryDirectory() as base,
        running(Path(base) / "course", Path(base) / "home") as course,
        page_of(width=1280, height=1340) as page,
    ):
        open_notebook(page, course.url("lessons/02-choose-channels.ipynb"))
        run_all(page)
        form = page.locator(".jp-Notebook:visible .outreach-form").filter(has_text=CHOOSER).first
        page.locator(".jp-Notebook:visible .outreach-figure .main-svg").first.wait_for()
        page.wait_for_timeout(1500)
        form.evaluate("element => element.scrollIntoView({block: 'start'})")
        page.wait_for_timeout(1000)
        page.screenshot(path=HOME / "docs" / "chooser.png")


if __name__ == "__main__":
    main()
