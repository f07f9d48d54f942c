"""The studio while it is open: it keeps every edit, reviews it, and answers the page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from outreach.errors import OutreachError
from outreach.form import BOX_CSS
from outreach.posts.drafting.attesting import attest, attested_as_it_stands, withdraw
from outreach.posts.drafting.draft_file import (
    FILE_NAME,
    changes,
    digest_of,
    is_due,
    keep_draft,
    keep_version,
    read_draft,
    text_of_version,
    versions,
)
from outreach.posts.findings.finding import Story
from outreach.posts.page import (
    authority_html,
    gravest_first,
    reading_html,
    shown,
    ways_html,
    what_html,
    what_of_story_html,
)
from outreach.posts.review import CHANNELS, review
from outreach.posts.studio.words import CHANNEL_WORDS, attested_words
from outreach.workspace import WORK, whole

if TYPE_CHECKING:
    from outreach.posts.findings.finding import Finding
    from outreach.posts.review import Review
    from outreach.posts.studio.view import Studio

_HERE = Path(__file__).parent
MOST_REVIEWED = 250_000
"""Characters of a draft that are reviewed while somebody types, some 40,000 words."""

MOST_SHOWN = 200
"""Findings that the page lists; a draft with more of them is another kind of text."""


class StudioWidget(anywidget.AnyWidget):
    """A field for the draft with marks, the findings, what is asked, and earlier versions."""

    _esm = (_HERE / "studio.js").read_text(encoding="utf-8")
    _css = BOX_CSS + (_HERE / "studio.css").read_text(encoding="utf-8")

    title = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    base = traitlets.Unicode().tag(sync=True)
    channel = traitlets.Unicode().tag(sync=True)
    channels: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    keeps = traitlets.Bool(default_value=False).tag(sync=True)
    own = traitlets.Bool(default_value=False).tag(sync=True)
    memory = traitlets.Unicode().tag(sync=True)

    def __init__(self, studio: Studio) -> None:
        """Open a studio; from then on what is typed here is kept there."""
        keeps = studio.is_own and not studio.space.is_temporary
        super().__init__(
            title=studio.title,
            text=studio.text,
            base=digest_of(studio.text),
            channel=studio.channel,
            channels=[[key, words] for key, words in CHANNEL_WORDS.items()],
            keeps=keeps,
            own=studio.is_own,
            memory=str(studio.space.path(FILE_NAME)) if keeps else "",
        )
        self._studio = studio
        self.on_msg(self._received)

    def __repr__(self) -> str:
        return f"StudioWidget({self.title!r})"

    def _received(self, _widget: StudioWidget, content: Any, _buffers: Any) -> None:
        if not isinstance(content, Mapping):
            return
        try:
            self._answer(content)
        except OutreachError as error:
            self.send({"kept": False, "words": str(error)})

    def _answer(self, content: Mapping[str, Any]) -> None:
        text = content.get("text")
        if content.get("look"):
            self._look(str(content.get("base", "")))
        elif not isinstance(text, str):
            return
        elif "compare" in content:
            self._compare(whole(text), str(content["compare"]))
        elif "restore" in content:
            self._restore(whole(text), str(content["restore"]))
        else:
            self._edited(whole(text), content)

    def _edited(self, text: str, content: Mapping[str, Any]) -> None:
        studio = self._studio
        channel = content.get("channel")
        studio.channel = channel if channel in CHANNELS else studio.channel
        kept = self._keep(text, str(content.get("base", "")), is_edit=bool(content.get("edit")))
        studio.text = text
        found = review(text[:MOST_REVIEWED], studio.author, studio.channel)
        trouble = self._attest(found, content) if kept and studio.is_own else ""
        self.send({"result": {"number": content.get("number", 0), **self._result(found, trouble)}})

    def _keep(self, text: str, base: str, *, is_edit: bool) -> bool:
        """Keep a text and tell the page; False where another window was quicker or the disk is full."""
        studio = self._studio
        if not self.keeps:
            self.send({"kept": True, "base": digest_of(text), "words": ""})
            return True
        try:
            there = keep_draft(studio.space, text, base)
            if there is not None:
                keep_version(studio.space, text, "from one window")
                keep_version(studio.space, there, "from another")
                self.send({"outside": there, "base": digest_of(there)})
                return False
        except OutreachError as error:
            self.send({"kept": False, "words": f"{error} Your words are still on this page."})
            return False
        words = f"Saved in {WORK}/{FILE_NAME}." if is_edit else ""
        try:
            if is_due(studio.space):
                keep_version(studio.space, text)
        except OutreachError as error:
            words = f"{words} {error}".strip()  # the draft itself is saved
        self.send({"kept": True, "base": digest_of(text), "words": words})
        return True

    def _attest(self, found: Review, content: Mapping[str, Any]) -> str:
        """Attest the text or take that back, where the page asks for it; return why it could not be done."""
        studio = self._studio
        agreed, form = content.get("attest"), content.get("form")
        keys = [one for one in agreed if isinstance(one, str)] if isinstance(agreed, list) else []
        try:
            if "attest" in content:
                note = form if isinstance(form, str) else ""
                attest(studio.space, studio.text, found.questions, keys, consent_form=note)
                if self.keeps:
                    keep_version(studio.space, studio.text, "attested")
            elif content.get("withdraw"):
                withdraw(studio.space, studio.text)
        except OutreachError as error:
            return str(error)
        return ""

    def _look(self, base: str) -> None:
        """Tell the page where the file holds something else than it last saw there."""
        if not self.keeps:
            return
        there = read_draft(self._studio.space)
        if digest_of(there) != base:
            self.send({"outside": there, "base": digest_of(there)})

    def _compare(self, text: str, name: str) -> None:
        self.send({"changes_html": changes_html(text_of_version(self._studio.space, name), text)})

    def _restore(self, text: str, name: str) -> None:
        before = text_of_version(self._studio.space, name)
        keep_version(self._studio.space, text, "before going back")
        self.send({"take": before})

    def _result(self, found: Review, trouble: str) -> dict[str, Any]:
        studio = self._studio
        made = None
        try:
            made = attested_as_it_stands(studio.space, studio.text, found.questions)
        except OutreachError as error:
            trouble = trouble or str(error)
        words = " ".join([*studio.space.take_notices(), trouble or attested_words(made)])
        verdict = found.verdict()
        if len(studio.text) > MOST_REVIEWED:
            verdict = f"This is very long: its first {MOST_REVIEWED:,} characters were reviewed. {verdict}"
        elif made is not None and not found.findings:
            verdict = f"Nothing found; you attested the rest on {made.attested_on.isoformat()}."
        return {
            "verdict": verdict,
            "items": items_of(found),
            "reading_html": reading_html(found),
            "questions": [{"key": one.key, "words": one.words, "why": one.why} for one in found.questions]
            if found.draft.strip()
            else [],
            "attested": made is not None,
            "attested_html": f"<strong>{html.escape(words)}</strong>",
            "versions": [
                {"name": one.name, "words": f"{one.when:%Y-%m-%d %H:%M:%S}{f', {one.why}' if one.why else ''}"}
                for one in reversed(versions(studio.space))
            ]
            if self.keeps
            else [],
        }


def items_of(found: Review) -> list[dict[str, Any]]:
    """Return what the page lists, the gravest first: stories as one card with all their parts, and single findings."""
    listed = gravest_first(found)[:MOST_SHOWN]
    return [_story_item(one) if isinstance(one, Story) else _item(one) for one in listed]


def _item(one: Finding) -> dict[str, Any]:
    return {
        "key": f"{one.key}@{one.start}",
        "severity": one.severity,
        "whole": one.is_of_the_whole,
        "html": what_html(one),
        "after_html": authority_html(one.clauses),
        "marks": [] if one.is_of_the_whole else [_mark(one, f"{one.key}@{one.start}")],
        "edit": _edit(one),
    }


def _mark(one: Finding, key: str) -> dict[str, Any]:
    return {"start": one.start, "end": one.end, "severity": one.severity, "key": key}


def _edit(one: Finding) -> dict[str, Any] | None:
    if one.edit is None:
        return None
    words = one.edit.text.strip()
    if one.is_of_the_whole:
        label = "Add these words at the end"
    elif not words:
        label = "Leave it out"
    else:
        label = f"Put in: {shown(words)}"
    return {"start": one.edit.start, "end": one.edit.end, "text": one.edit.text, "label": label}


def _story_item(story: Story) -> dict[str, Any]:
    key = f"story@{story.start}"
    return {
        "key": key,
        "severity": story.severity,
        "whole": False,
        "html": what_of_story_html(story),
        "after_html": f"{ways_html(story)}{authority_html(story.clauses)}",
        "marks": [_mark(part, f"{part.key}@{part.start}") for part in story.parts],
        "edit": None,
        "parts": [
            {
                "key": f"{part.key}@{part.start}",
                "severity": part.severity,
                "name": part.rule.name.lower(),
                "words": shown(part.words),
                "edit": _edit(part),
            }
            for part in story.parts
        ],
    }


def changes_html(before: str, after: str) -> str:
    """Return how one text became another, as HTML: what was taken struck out, what was added underlined."""
    found = changes(before, after)
    if all(one.kind == "same" for one in found):
        return "<p>Nothing has changed since.</p>"
    tags = {"same": "", "added": "ins", "taken": "del"}
    return "".join(
        f"<{tags[one.kind]}>{html.escape(one.text)}</{tags[one.kind]}>"
        if tags[one.kind]
        else html.escape(_middle(one.text))
        for one in found
    )


LONGEST_SAME = 400


def _middle(text: str) -> str:
    """Return a stretch that is the same in both texts, the middle of a long one left out."""
    return text if len(text) <= LONGEST_SAME else f"{text[: LONGEST_SAME // 2]}\n[…]\n{text[-LONGEST_SAME // 2 :]}"
