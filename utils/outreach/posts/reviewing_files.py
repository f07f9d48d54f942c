"""The review of a file, as a terminal shows it."""

from __future__ import annotations

from pathlib import Path

from outreach.errors import OutreachError
from outreach.posts.drafting.draft_file import LONGEST_DRAFT
from outreach.posts.page import summary_of
from outreach.posts.profile import author_of
from outreach.posts.review import CHANNELS, review
from outreach.practice import load_practice
from outreach.workspace import workspace

LARGEST_FILE = 5_000_000
"""Bytes of a draft."""


def review_file(draft: Path | None, channel: str) -> tuple[str, bool]:
    """Return the review of a draft as text, and whether something of high severity remains.

    Who signs it is taken from the practice profile of the course folder in use.

    Raises
    ------
    OutreachError
        If the file is missing, too large or not UTF-8 text, the channel is not known, or the profile cannot be read.
    """
    if channel not in CHANNELS:
        raise OutreachError(f"There is no channel called {channel[:40]!r}. They are: {', '.join(CHANNELS)}.")
    found = review(_text(Path(draft or "")), author_of(load_practice(workspace())), channel)
    return summary_of(found), bool(found.of("high"))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise OutreachError(
                f"{path.name} is larger than {LARGEST_FILE // 1_000_000} MB, which no draft is. Is it another file?"
            )
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise OutreachError(f"There is no file {path}.") from error
    except OSError as error:
        raise OutreachError(f"{path} could not be read ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise OutreachError(
            f"{path.name} is not UTF-8 text (at byte {error.start}). Save it as plain text or Markdown in UTF-8; "
            "a file of Word or a PDF cannot be read."
        ) from error
    if len(text) > LONGEST_DRAFT:
        raise OutreachError(f"{path.name} has {len(text):,} characters; a draft has at most {LONGEST_DRAFT:,}.")
    return text
