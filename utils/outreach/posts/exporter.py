"""The exports as a form: what is asked for them, and the files that follow from the draft."""

from __future__ import annotations

import html
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from outreach.errors import OutreachError
from outreach.posts.drafting.attesting import attested_as_it_stands
from outreach.posts.drafting.draft_file import FILE_NAME, digest_of, keep_draft, read_draft
from outreach.posts.drafting.worked_posts import worked_post
from outreach.posts.exporting.exports import export as write_exports
from outreach.posts.exporting.exports import exports_for, where
from outreach.posts.exporting.finished import images_without_words, parts_of, post_of, with_words_for_images
from outreach.posts.page import shown
from outreach.posts.profile import author_of, site_of
from outreach.posts.review import review
from outreach.posts.teller import channel_of, plan_of
from outreach.practice import Practice, load_practice
from outreach.view import Saved, View
from outreach.workspace import WORK, workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from outreach.form import Field, Form
    from outreach.posts.exporting.exports import Export
    from outreach.posts.post import Image, Post, Site
    from outreach.workspace import Workspace

IMAGE = "image-"
"""How the fields for words of images are called, with the place of the image behind it."""

MOST_IMAGES = 20
MOST_SHOWN = 6_000
"""Characters of a file that a preview shows."""

EXAMPLE_DAY = datetime(2026, 11, 30, 9, tzinfo=timezone(timedelta(hours=-8)))
"""When the invented practice publishes."""


def export_post(example: str | None = None, *, home_base: str = "", outpost: str = "") -> Exporter:
    """Make files of your draft for home base and outpost. Nothing is sent anywhere.

    Parameters
    ----------
    example
        The name of a worked post, such as ``"nadia-third"``.
    home_base, outpost
        Ids of channels such as ``"own-blog"`` and ``"linkedin"``. Left out, they are those of the channel plan.

    Raises
    ------
    OutreachError
        For an example that does not exist, or a draft or profile that cannot be read.
    """
    space = workspace()
    if example is not None:
        worked = worked_post(example)
        author = worked.author
        practice = Practice(
            name=author.practice,
            author=author.name,
            town=author.city,
            country=author.country,
            licence=author.licence,
            email=author.email,
            website=author.website,
            address=author.address,
        )
        return Exporter(
            space, worked.text, practice, home_base or "own-blog", outpost, title=worked.title, is_own=False
        )
    plan = plan_of(space)
    return Exporter(
        space,
        read_draft(space),
        load_practice(space),
        home_base or plan.get("home_base_id", ""),
        outpost or plan.get("outpost_id", ""),
        title="Your first post",
        is_own=True,
    )


class Exporter(View):
    """The files that one draft becomes, and what is asked before they are made."""

    def __init__(
        self,
        space: Workspace,
        draft: str,
        practice: Practice,
        home_base: str,
        outpost: str,
        *,
        title: str,
        is_own: bool,
    ) -> None:
        self.space = space
        self.draft = draft
        self.practice = practice
        self.home_base, self.outpost = home_base, outpost
        self.title = title
        self.is_own = is_own
        self.asked: dict[str, str] = {}
        self._image_words: dict[str, str] = {}
        self._form: Form | None = None

    @property
    def wanted(self) -> tuple[Export, ...]:
        """The forms that will be made."""
        return exports_for(self.home_base, self.outpost)

    def summary(self) -> str:
        """Return what would be made of which title, and what is missing, as text."""
        parts = parts_of(self.draft)
        lines = [f"{self.title}: {shown(parts.title) or 'nothing is written yet'}"]
        lines += [f"  {one.file}: {one.words}" for one in self.wanted]
        lines += self._before()
        return "\n".join(lines)

    def page(self) -> str:
        """Return the same as static HTML."""
        notes = "".join(f"<p>{html.escape(note.strip())}</p>" for note in self._before())
        title = html.escape(shown(parts_of(self.draft).title) or "nothing is written yet")
        shown_files = "" if self.is_own else "".join(_folded(name, text) for name, text in self.previews())
        return (
            f"<div class='tex2jax_ignore'><p><strong>{html.escape(self.title)}</strong>: {title}</p>"
            f"{self._files_html()}{notes}{shown_files}</div>"
        )

    def previews(self) -> list[tuple[str, str]]:
        """Return what would stand in each file, or why it cannot be made."""
        if not self.draft.strip():
            return []
        found = []
        for one in self.wanted:
            try:
                text = one.make(self._post(self.draft), self.asked.get("unsubscribe", ""))
            except OutreachError as error:
                text = str(error)
            found.append((one.file, text))
        return found

    def widget(self) -> Form:
        """Return the live form; the same at every call."""
        from outreach.form import Button, Form

        if self._form is None:
            form = Form(
                title=f"{self.title}: the files",
                prompt_html=f"<p>These files are made and kept in <code>{WORK}/posts</code> with today's date. "
                f"Nothing is sent anywhere.</p>{self._files_html()}"
                if self.is_own
                else f"<p>This is what the files would be. Nothing of them is kept.</p>{self._files_html()}",
                fields=self._fields() if self.is_own else (),
                values=self._values() if self.is_own else {},
                buttons=[Button("make", "Make the files", primary=True)] if self.is_own else (),
            )
            form.on_click(lambda _button: self._pressed())
            self._form = form
            self._show_previews()
            notes = self._before()
            if notes:
                form.say("".join(f"<p>{html.escape(note.strip())}</p>" for note in notes))
        return self._form

    def make(self, **asked: str) -> Saved:
        """Make the files, with what was asked: summary, tags, unsubscribe, and words for images by their place.

        Raises
        ------
        OutreachError
            If the draft is empty, an image has no words, or nothing can be written.
        """
        if not self.is_own and not self.space.is_temporary:
            msg = f"This is {self.title}. Nothing was made of it, so that {WORK}/posts holds what is yours."
            raise OutreachError(msg)
        # A place means the draft as it was shown; by now an image may have gone from it, or come.
        for name, image in self._bare_images().items():
            if asked.get(name, "").strip():
                self._image_words[image.address] = asked[name]
        self.asked |= {name: words for name, words in asked.items() if not name.startswith(IMAGE)}
        draft = read_draft(self.space) if self.is_own else self.draft
        said = with_words_for_images(draft, self._image_words)
        if self.is_own and said != draft and keep_draft(self.space, said, digest_of(draft)) is not None:
            msg = f"{WORK}/{FILE_NAME} has just been changed in another window. Run this box again. Nothing was made."
            raise OutreachError(msg)
        self.draft = said
        made = write_exports(
            self.space, said, self._post(said), self.wanted, unsubscribe=self.asked.get("unsubscribe", "")
        )
        notes = [note.strip() for note in self._before()]
        return Saved(" ".join([where(made), *made.refused, *notes, *self.space.take_notices()]))

    def _post(self, draft: str) -> Post:
        tags = [tag.strip() for tag in self.asked.get("tags", "").split(",") if tag.strip()]
        now = datetime.now().astimezone().replace(microsecond=0) if self.is_own else EXAMPLE_DAY
        return post_of(draft, self._site(), now, summary=self.asked.get("summary", ""), tags=tags)

    def _site(self) -> Site:
        return site_of(load_practice(self.space) if self.is_own else self.practice)

    def _before(self) -> list[str]:
        """Return what an author should know before a file goes out."""
        if not self.draft.strip():
            return []
        author, channel = author_of(self.practice), channel_of(self.space) if self.is_own else "blog"
        found = review(self.draft, author, channel)
        notes = []
        high = len(found.of("high"))
        if high:
            left = "1 thing of high severity is" if high == 1 else f"{high} things of high severity are"
            notes.append(f"  {left} left in it. Look at the studio once more.")
        # What is asked for here goes out with the text, and is not in the draft that was attested.
        beside = "\n\n".join(self.asked.get(name, "") for name in ("summary", "tags"))
        if beside.strip() and (grave := review(beside, author, channel).of("high")):
            words = f"“{shown(grave[0].words)}”" if grave[0].words else grave[0].rule.name
            notes.append(f"  The summary or the tags hold something of high severity, too: {words}.")
        if self.is_own and attested_as_it_stands(self.space, self.draft, found.questions) is None:
            notes.append("  This text is not attested as it stands.")
        return notes

    def _files_html(self) -> str:
        rows = (f"<li><code>{html.escape(one.file)}</code>: {html.escape(one.words)}</li>" for one in self.wanted)
        return f"<ul>{''.join(rows)}</ul>"

    def _fields(self) -> list[Field]:
        from outreach.form import Field

        fields = [
            Field(
                "summary",
                "textarea",
                "A summary in one or two sentences",
                "It stands in lists and search results.",
                rows=2,
                limit=500,
            ),
            Field("tags", "text", "Tags, parted by commas (you may leave this empty)", limit=300),
        ]
        if any(one.key == "newsletter" for one in self.wanted):
            fields.append(
                Field(
                    "unsubscribe",
                    "text",
                    "How readers get out of the newsletter",
                    "The mark that your newsletter service fills in, such as {{ unsubscribe_url }}, a web address, "
                    "or an e-mail address.",
                    limit=300,
                )
            )
        for name, image in self._bare_images().items():
            fields.append(
                Field(
                    name,
                    "text",
                    f"What the image {shown(image.address)} shows, for people who cannot see it",
                    "A few words, such as: a desk with two chairs.",
                    limit=300,
                )
            )
        return fields

    def _bare_images(self) -> dict[str, Image]:
        """Return the images of the draft as it is shown that have no words, by the names of their fields."""
        bare = images_without_words(self.draft)[:MOST_IMAGES]
        return {f"{IMAGE}{number}": image for number, image in enumerate(bare, 1)}

    def _values(self) -> Mapping[str, Any]:
        parts = parts_of(self.draft)
        words = {name: self._image_words.get(image.address, "") for name, image in self._bare_images().items()}
        return {"summary": parts.summary, "tags": ", ".join(parts.tags), **self.asked, **words}

    def _pressed(self) -> None:
        form = self._form
        if form is None:
            return
        try:
            said = self.make(**{name: str(value) for name, value in form.values.items()})
        except OutreachError as error:
            form.say(f"<p>{html.escape(str(error))}</p>", "trouble")
        else:
            form.say(f"<p>{html.escape(said.sentence)}</p>", "good")
            self._show_previews()
        form.show_fields(self._fields())
        form.values = dict(self._values())

    def _show_previews(self) -> None:
        from outreach.form import Section

        if self._form is not None:
            self._form.show_sections([Section(name, name, _pre(text), open=False) for name, text in self.previews()])


def _pre(text: str) -> str:
    cut = text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}\n[…]"
    return f"<pre class='tex2jax_ignore' style='white-space:pre-wrap;overflow-wrap:anywhere'>{html.escape(cut)}</pre>"


def _folded(name: str, text: str) -> str:
    return f"<details><summary>{html.escape(name)}</summary>{_pre(text)}</details>"
