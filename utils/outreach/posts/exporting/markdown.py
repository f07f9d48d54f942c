"""The body of a post, read as Markdown: one parser for all exports, so that all say the same."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import image

from outreach.errors import OutreachError
from outreach.posts.exporting.addresses import may_be_followed
from outreach.posts.exporting.letters import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

LONGEST_BODY = 500_000
"""Characters. A post of 2,000 words has about 12,000; a body made to be slow takes a minute at this length."""


def tokens_of(body: str) -> list[Token]:
    """Return the body as tokens of the parser. HTML in it is text; links to what is not allowed are text too.

    Raises
    ------
    OutreachError
        Where the body is longer than any post.
    """
    if len(body) > LONGEST_BODY:
        raise OutreachError(
            f"The text of this post has {len(body):,} characters; at most {LONGEST_BODY:,} can be exported. "
            "Was a whole file pasted into it? Take out what does not belong to the post."
        )
    return parser().parse(printable(body))


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 - the parser's own way to ask
        return may_be_followed(url)


@cache
def parser() -> MarkdownIt:
    """Return the one parser: CommonMark with tables and strikethrough, without HTML and without guessed links."""
    made = _Parser("commonmark", {"html": False, "linkify": False, "typographer": False})
    made.enable(["table", "strikethrough"])
    made.inline.ruler.at("image", _image_with_its_line)
    return made


def _image_with_its_line(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    start = state.pos
    if not image(state, silent):
        return False
    if not silent:
        state.tokens[-1].meta["line"] = state.src.count("\n", 0, start)
    return True


def inline_tokens(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """Return each token inside of a line, with the number of the line where its block begins."""
    for block in tokens:
        for child in block.children or ():
            yield (block.map[0] + 1 if block.map else 1), child


def alternative_text(token: Token) -> str:
    """Return what is said in place of an image, without its marks."""
    return RendererHTML().renderInlineAsText(token.children, parser().options, {})
