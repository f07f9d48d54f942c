"""Write the sample: all files of the 26 weeks, the same bytes every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.engagement.sample.written import (
    access_log,
    facebook,
    instagram,
    linkedin,
    mailchimp,
    mastodon,
    notes,
    search_console,
    wordpress,
    youtube,
)

if TYPE_CHECKING:
    from pathlib import Path

PLATFORMS = (
    access_log,
    wordpress,
    mailchimp,
    facebook,
    instagram,
    linkedin,
    search_console,
    mastodon,
    youtube,
)


def sample_files() -> dict[str, bytes]:
    """Return every file by its path below the folder, with ``/`` between the parts."""
    made: dict[str, bytes] = {}
    for form in (*PLATFORMS, notes):
        made |= form.files()
    return made


def write_sample(folder: Path) -> tuple[Path, ...]:
    """Write the sample into a folder, which is made where it is missing, and return the files in order."""
    paths: list[Path] = []
    for name, content in sample_files().items():
        path = folder.joinpath(*name.split("/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        paths.append(path)
    return tuple(paths)
