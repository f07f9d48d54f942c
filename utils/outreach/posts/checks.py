"""Named checks of the first post. They read the files that stand there, whoever wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.checks import Fine, NotMade, Problem, Result, Unreadable, named_check, words_in
from outreach.errors import OutreachError
from outreach.posts.drafting.attesting import attestation_of, latest
from outreach.posts.drafting.draft_file import read_draft
from outreach.posts.exporting.exports import exported
from outreach.posts.page import shown
from outreach.posts.profile import author_of
from outreach.posts.review import review
from outreach.posts.teller import channel_of
from outreach.practice import load_practice

if TYPE_CHECKING:
    from outreach.workspace import Workspace

FEWEST_WORDS = 40
"""A post of fewer words can hardly hold an idea and what to do with it; our judgment."""


@named_check("posts.first-post")
def check_first_post(space: Workspace) -> Result:
    """Look whether there is a first post without findings of high severity, attested as it stands, and exported."""
    try:
        text = read_draft(space)
        practice = load_practice(space)
        attested, before, folders = attestation_of(space, text), latest(space), exported(space, text)
    except OutreachError as error:
        return Unreadable(str(error))
    if not text.strip():
        return NotMade()
    words = words_in(text)
    if words < FEWEST_WORDS:
        return Problem("too-short", {"words": str(words)})
    found = review(text, author_of(practice), channel_of(space))
    high = found.of("high")
    if high:
        first = high[0]
        return Problem("high-left", {"count": str(len(high)), "first": shown(first.words) or first.rule.name.lower()})
    if attested is None or not attested.holds_for(text, found.questions):
        return Problem("edited-since") if before is not None else Problem("not-attested")
    return Fine() if folders else Problem("not-exported")
