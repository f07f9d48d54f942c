"""A post as plain text, for places that know no Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode

from outreach.posts.exporting.addresses import in_full
from outreach.posts.exporting.letters import one_line, visible
from outreach.posts.exporting.markdown import alternative_text, parser, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from outreach.posts.post import Post, Site

BULLET = "\u2022"
_RULE = "* * *"
_INDENT = "  "


def plain_text(post: Post) -> str:
    """Return title and body as plain text, with a blank line between paragraphs.

    Headings are lines of their own, items begin with a bullet or their number, a link is "text (address)" or the bare
    address where both are the same, an image is "[Image: alternative text]". Emphasis is dropped. What is struck out
    keeps its tildes: without them it would say what the author took back. Nothing invisible is left.
    """
    body = _blocks(SyntaxTreeNode(tokens_of(post.body)).children, post.site)
    text = visible("\n\n".join(part for part in (one_line(post.title), body) if part))
    lines = (line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _blocks(nodes: Iterable[SyntaxTreeNode], site: Site, between: str = "\n\n") -> str:
    return between.join(text for text in (_block(node, site) for node in nodes) if text)


def _block(node: SyntaxTreeNode, site: Site) -> str:
    match node.type:
        case "paragraph" | "heading":
            return _inlines(node.children[0].children, site)
        case "bullet_list" | "ordered_list":
            return _list(node, site)
        case "blockquote":
            return _after_each_line(">", _blocks(node.children, site))
        case "fence" | "code_block":
            return node.content.rstrip("\n")
        case "hr":
            return _RULE
        case "table":
            rows = (row for part in node.children for row in part.children)
            return "\n".join(
                " | ".join(_inlines(cell.children[0].children, site) for cell in row.children) for row in rows
            )
    raise ValueError(f"the parser made a block that plain text does not know: {node.type}")


def _list(node: SyntaxTreeNode, site: Site) -> str:
    tight = any(child.hidden for item in node.children for child in item.children)
    start = int(node.attrs.get("start", 1))
    between = "\n" if tight else "\n\n"
    items = []
    for number, item in enumerate(node.children, start):
        mark = BULLET if node.type == "bullet_list" else f"{number}."
        first, *more = _blocks(item.children, site, between).split("\n")
        items.append("\n".join([f"{mark} {first}", *(f"{_INDENT}{line}" if line else "" for line in more)]))
    return between.join(items)


def _after_each_line(mark: str, text: str) -> str:
    return "\n".join(f"{mark} {line}".rstrip() for line in text.split("\n"))


def _inlines(nodes: Iterable[SyntaxTreeNode], site: Site) -> str:
    return "".join(_inline(node, site) for node in nodes)


def _inline(node: SyntaxTreeNode, site: Site) -> str:
    match node.type:
        case "text" | "code_inline":
            return node.content
        case "softbreak":
            return " "
        case "hardbreak":
            return "\n"
        case "em" | "strong":
            return _inlines(node.children, site)
        case "s":
            return f"~~{_inlines(node.children, site)}~~"
        case "link":
            return _link(node, site)
        case "image":
            alt = one_line(alternative_text(node.token)) if node.token else ""
            return f"[Image: {alt}]" if alt else "[Image]"
    raise ValueError(f"the parser made a part of a line that plain text does not know: {node.type}")


def _link(node: SyntaxTreeNode, site: Site) -> str:
    text, href = _inlines(node.children, site), str(node.attrs["href"])
    if text in {href, href.removeprefix("mailto:"), parser().normalizeLinkText(href)} or not href:
        return text
    address = in_full(href, site).removeprefix("mailto:")
    return f"{text} ({address})" if text.strip() else address
