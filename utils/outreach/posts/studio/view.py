"""The studio: write a draft in the notebook and see its review while you type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.drafting.attesting import attested_as_it_stands
from outreach.posts.drafting.draft_file import FILE_NAME, read_draft
from outreach.posts.drafting.worked_posts import worked_post
from outreach.posts.page import page_of, summary_of
from outreach.posts.profile import author_of
from outreach.posts.review import CHANNELS, review
from outreach.posts.studio.words import CHANNEL_WORDS, attested_words
from outreach.posts.teller import channel_of
from outreach.practice import load_practice
from outreach.view import View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from outreach.posts.author import Author
    from outreach.posts.review import Review
    from outreach.posts.studio.live import StudioWidget
    from outreach.workspace import Workspace


def write_post(example: str | None = None, *, channel: str | None = None) -> Studio:
    """Open your draft, ``my-work/first-post.md``, in the studio; or a worked post of the lessons, to try things on.

    Parameters
    ----------
    example
        The name of a worked post, such as ``"nadia-first"``. Nothing that is changed in it is kept.
    channel
        Where the draft is going: blog, newsletter, linkedin, social, community or review_reply. Left out, it is where
        the channel plan says, or a blog.

    Raises
    ------
    OutreachError
        For a channel or an example that does not exist, or a draft that cannot be read.
    """
    if channel is not None and channel not in CHANNELS:
        msg = f"There is no channel called {channel[:40]!r}. They are: {', '.join(CHANNELS)}."
        raise OutreachError(msg)
    space = workspace()
    if example is not None:
        worked = worked_post(example)
        return Studio(space, worked.text, worked.author, channel or "blog", title=worked.title, is_own=False)
    practice = load_practice(space)
    return Studio(
        space,
        read_draft(space),
        author_of(practice),
        channel or channel_of(space),
        title="Your first post",
        is_own=True,
    )


class Studio(View):
    """One draft with its review. What is written in one's own is kept at every keystroke."""

    def __init__(self, space: Workspace, text: str, author: Author, channel: str, *, title: str, is_own: bool) -> None:
        self.space = space
        self.text = text
        self.author = author
        self.channel = channel
        self.title = title
        self.is_own = is_own
        self._live: StudioWidget | None = None

    @property
    def review(self) -> Review:
        """The review of the draft as it stands."""
        return review(self.text, self.author, self.channel)

    def summary(self) -> str:
        """Return verdict, findings and what is asked as text."""
        found = self.review
        said = [summary_of(found, f"{self.title}, for {CHANNEL_WORDS[self.channel]}")]
        if self.is_own:
            made = attested_as_it_stands(self.space, self.text, found.questions)
            said.append(attested_words(made) if self.text.strip() else f"Begin here, or in {WORK}/{FILE_NAME}.")
        return "\n".join(said)

    def page(self) -> str:
        """Return the draft with its marks, and the review, as static HTML."""
        return page_of(self.review, f"{self.title}, for {CHANNEL_WORDS[self.channel]}")

    def widget(self) -> StudioWidget:
        """Return the live studio; the same at every call."""
        if self._live is None:
            from outreach.posts.studio.live import StudioWidget

            self._live = StudioWidget(self)
        return self._live
