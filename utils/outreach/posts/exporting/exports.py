"""The files that a draft becomes for home base and outpost, kept with their date in ``my-work/posts/``.

Nothing is sent anywhere: the author takes a file to its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.drafting.draft_file import digest_of, keep_version
from outreach.posts.exporting.bluesky import bluesky_thread
from outreach.posts.exporting.ghost import ghost_json
from outreach.posts.exporting.html_page import html_page
from outreach.posts.exporting.images import require_alternative_texts
from outreach.posts.exporting.linkedin import linkedin_text
from outreach.posts.exporting.markdown_file import markdown_file
from outreach.posts.exporting.mastodon import mastodon_thread
from outreach.posts.exporting.newsletter import newsletter_html, newsletter_text
from outreach.posts.exporting.plain import plain_text
from outreach.posts.exporting.slug import address_part
from outreach.posts.exporting.wordpress import wxr
from outreach.workspace import WORK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from outreach.posts.post import Post
    from outreach.workspace import Workspace

FOLDER = "posts"
RECORD = "exported.json"
MOST_RECORDED = 500


@dataclass(frozen=True)
class Export:
    """One form of a post: the name of its file, what it is for, and how it is made.

    ``make`` gets the post and how a reader leaves the newsletter.
    """

    key: str
    file: str
    words: str
    make: Callable[[Post, str], str]


def _thread(posts: tuple[str, ...]) -> str:
    rule = "\n\n----------------------------------------\n\n"
    return rule.join(posts) + "\n"


EXPORTS: dict[str, Export] = {
    one.key: one
    for one in (
        Export(
            "markdown",
            "post.md",
            "Markdown with a head, for most blogs and to keep",
            lambda post, _: markdown_file(post),
        ),
        Export("html", "page.html", "a page in plain HTML, for a site of one's own", lambda post, _: html_page(post)),
        Export("wordpress", "wordpress.xml", "WordPress: Tools, Import, WordPress", lambda post, _: wxr(post)),
        Export(
            "ghost", "ghost.json", "Ghost: Settings, Import/Export, Universal import", lambda post, _: ghost_json(post)
        ),
        Export(
            "newsletter",
            "newsletter.html",
            "the e-mail, with the foot that US law asks for",
            lambda post, out: newsletter_html(post, unsubscribe=out),
        ),
        Export(
            "newsletter-text",
            "newsletter.txt",
            "the plain text that goes with the e-mail",
            lambda post, out: newsletter_text(post, unsubscribe=out),
        ),
        Export("linkedin", "linkedin.txt", "text to paste into LinkedIn", lambda post, _: linkedin_text(post) + "\n"),
        Export(
            "bluesky",
            "bluesky.txt",
            "a thread for Bluesky, one post between two lines",
            lambda post, _: _thread(bluesky_thread(post)),
        ),
        Export(
            "mastodon",
            "mastodon.txt",
            "a thread for Mastodon, one post between two lines",
            lambda post, _: _thread(mastodon_thread(post)),
        ),
        Export("plain", "post.txt", "plain text to paste", lambda post, _: plain_text(post) + "\n"),
    )
}

FOR_CHANNEL: dict[str, tuple[str, ...]] = {
    "own-blog": ("wordpress", "ghost", "html"),
    "newsletter": ("newsletter", "newsletter-text"),
    "linkedin": ("linkedin",),
    "bluesky": ("bluesky",),
    "mastodon": ("mastodon",),
}
"""Forms by the channel's id in the catalog; every other channel takes plain text."""


@dataclass(frozen=True)
class Exported:
    """What was made: the folder, the files in it, and what could not be made and why."""

    folder: str
    files: tuple[str, ...]
    refused: tuple[str, ...]


def exports_for(home_base: str, outpost: str) -> tuple[Export, ...]:
    """Return the forms for two channels of the catalog, by their ids; the Markdown copy is always among them."""
    keys = ["markdown"]
    for channel in (home_base or "own-blog", outpost):
        if channel:
            keys += FOR_CHANNEL.get(channel, ("plain",))
    return tuple(EXPORTS[key] for key in dict.fromkeys(keys))


def export(space: Workspace, draft: str, post: Post, wanted: tuple[Export, ...], *, unsubscribe: str = "") -> Exported:
    """Write a post in some forms into a folder with its date, and keep which text it was.

    A form that cannot be made is passed over, with the reason; the others are made.

    Raises
    ------
    OutreachError
        If an image has no words in its place, or nothing can be written.
    """
    require_alternative_texts(post)
    made: dict[str, str] = {}
    refused = []
    for one in wanted:
        try:
            made[one.file] = one.make(post, unsubscribe)
        except OutreachError as error:
            refused.append(f"{one.file} was not made. {error}")
    if not made:
        return Exported("", (), tuple(refused))
    folder = _folder_for(space, f"{post.written:%Y-%m-%d} {address_part(post)}", made)
    with space.lock(FOLDER):
        space.write_together({f"{folder}/{name}": text for name, text in made.items()})
    keep_version(space, draft, "exported")
    _record(space, draft, folder, tuple(made))
    return Exported(folder, tuple(made), tuple(refused))


def _folder_for(space: Workspace, name: str, made: Mapping[str, str]) -> str:
    """Return a folder that is new, or holds the very same files: what was exported once is never written over."""
    for number in count(1):
        folder = f"{FOLDER}/{name}" if number == 1 else f"{FOLDER}/{name} {number}"
        there = space.path(folder)
        is_free = not there.exists() or _is_empty(there)
        if is_free or all(_same(space, f"{folder}/{file}", text) for file, text in made.items()):
            return folder
    raise AssertionError  # pragma: no cover - counting does not end


def _is_empty(folder: Path) -> bool:
    """Tell whether a folder holds nothing, as one that was made when the disk was full."""
    return folder.is_dir() and not any(folder.iterdir())


def _same(space: Workspace, name: str, text: str) -> bool:
    try:
        return space.read_text(name) == text
    except OutreachError:
        return False


def _record(space: Workspace, draft: str, folder: str, files: tuple[str, ...]) -> None:
    entry = {"text_sha256": digest_of(draft), "folder": folder, "files": list(files)}

    def change(content: dict[str, object]) -> dict[str, object]:
        kept = content.get("exported")
        before = [one for one in kept if one != entry] if isinstance(kept, list) else []
        return {**content, "exported": [*before, entry][-MOST_RECORDED:]}

    space.update_json(RECORD, change)


def exported(space: Workspace, draft: str) -> tuple[str, ...]:
    """Return the folders in which this very text was exported and still stands, the oldest first."""
    wanted = digest_of(draft)
    kept = space.read_json(RECORD).get("exported")
    found = []
    for entry in kept if isinstance(kept, list) else []:
        if isinstance(entry, dict) and entry.get("text_sha256") == wanted and isinstance(entry.get("folder"), str):
            try:
                stands = any(space.path(entry["folder"]).iterdir())
            except (OSError, ValueError):
                stands = False
            if stands:
                found.append(entry["folder"])
    return tuple(found)


def where(made: Exported) -> str:
    """Return what was made as a sentence."""
    if not made.files:
        return "No file was made."
    return f"Made in {WORK}/{made.folder}: {', '.join(made.files)}."
