"""Markdown of the course as HTML and as plain text."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|<>~&$-])")
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BLOCK_END = re.compile(r"</(?:p|li|h\d|t[dhr]|blockquote|pre)>|<br ?/?>|\n")
_TAG = re.compile(r"<[^>]*>")


@cache
def _markdown() -> MarkdownIt:
    """Return a parser that shows HTML as text and loads no picture from anywhere."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where something is shown

    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def as_html(markdown: str) -> str:
    """Return Markdown as HTML; HTML inside it is shown as text."""
    return str(_markdown().render(markdown)).strip()


def as_text(markdown: str) -> str:
    """Return Markdown as the words a person reads, on one line."""
    return text_of(as_html(markdown))


def text_of(page: str) -> str:
    """Return the words of HTML that we made ourselves, on one line."""
    return " ".join(html.unescape(_TAG.sub("", _BLOCK_END.sub(" ", page))).split())


def visible(foreign: str) -> str:
    """Return text that somebody typed on one line, without what no reader can see."""
    return " ".join(_INVISIBLE.sub("", foreign.replace("\r", "\n")).split())


def plain(foreign: str) -> str:
    """Return text that somebody typed so that Markdown shows it as it is."""
    return _SPECIAL.sub(r"\\\1", visible(foreign))
