"""A post as clean HTML: a fragment to paste into an editor, and a page that needs nothing else."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from markdown_it.token import Token

from outreach.posts.exporting.addresses import in_full, is_relative
from outreach.posts.exporting.dates import day_in_words, in_utc
from outreach.posts.exporting.images import require_alternative_texts
from outreach.posts.exporting.letters import one_line, printable
from outreach.posts.exporting.markdown import alternative_text, inline_tokens, parser, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from outreach.posts.post import Post, Site

STYLE = """
:root { color-scheme: light; }
body { background: #fff; color: #111; font: 1.0625rem/1.6 Georgia, serif; margin: 0; padding: 1rem; }
article { margin: 0 auto; max-width: 38rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { font-family: Arial, Helvetica, sans-serif; line-height: 1.25; break-after: avoid; }
header p { color: #444; }
img { height: auto; max-width: 100%; }
pre { overflow-x: auto; }
blockquote { border-left: 3px solid #767676; margin-left: 0; padding-left: 1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top; }
@media print {
  body { font-size: 11pt; padding: 0; }
  article { max-width: none; }
  a::after { content: " (" attr(href) ")"; font-size: 9pt; }
  blockquote, img, tr { break-inside: avoid; }
}
"""
_LOWEST = 6


def body_html(post: Post) -> str:
    """Return the body as HTML without title, page, script or style; its highest heading is an ``h2``.

    A line that goes on in the source goes on in the HTML too: WordPress would make a line break of each line end
    inside of a paragraph (``wpautop``).

    Raises
    ------
    OutreachError
        Where an image has no alternative text.
    """
    return rendered(post, lambda address: address)


def full_body_html(post: Post) -> str:
    """Return the body like ``body_html``, with relative addresses in full where the home base is known."""
    return rendered(post, lambda address: in_full(address, post.site))


def rendered(post: Post, lead: Callable[[str], str]) -> str:
    """Return the body as HTML; ``lead`` says where each address leads."""
    require_alternative_texts(post)
    tokens = tokens_of(post.body)
    _shift_headings(tokens)
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in {"th_open", "td_open"}:
            token.attrs.pop("style", None)
        token.children = [_clean(child, lead) for child in token.children] if token.children else token.children
    # What was written as &#8238; became a letter in the parser only.
    return printable(parser().renderer.render(tokens, parser().options, {}))


def _clean(token: Token, lead: Callable[[str], str]) -> Token:
    match token.type:
        case "softbreak":
            return _text(token, " ")
        case "link_open":
            token.attrSet("href", lead(str(token.attrs["href"])))
        case "image":
            address = str(token.attrs["src"])
            if not address or address.lower().startswith("mailto:"):
                return _text(token, alternative_text(token))
            token.attrSet("src", lead(address))
            token.children = [_text(Token("text", "", 0), one_line(alternative_text(token)))]
    return token


def _text(token: Token, words: str) -> Token:
    token.type, token.tag, token.content, token.children = "text", "", words, None
    return token


def _shift_headings(tokens: list[Token]) -> None:
    """Make the highest heading an ``h2``: the title is the only ``h1``."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    shift = 2 - min((int(token.tag[1]) for token in headings), default=2)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) + shift, _LOWEST)}"


def relative_addresses(post: Post) -> tuple[str, ...]:
    """Return the links and images of a post that lead to a place of its own site."""
    found = (
        str(token.attrs.get("href", token.attrs.get("src", "")))
        for _, token in inline_tokens(tokens_of(post.body))
        if token.type in {"link_open", "image"}
    )
    return tuple(dict.fromkeys(address for address in found if address and is_relative(address)))


def html_page(post: Post) -> str:
    """Return the post as one HTML file: no script, and nothing from elsewhere but the images of the post itself.

    Raises
    ------
    OutreachError
        Where an image has no alternative text.
    """
    title, summary = (escape(one_line(words)) for words in (post.title, post.summary))
    description = f'<meta name="description" content="{summary}">\n' if summary else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language_of(post.site)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{description}<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f'<article dir="auto">\n<header>\n<h1>{title}</h1>\n<p>{_byline(post)}</p>\n</header>\n'
        f"{body_html(post)}</article>\n</body>\n</html>\n"
    )


def _byline(post: Post) -> str:
    in_utc(post.written)  # refuses a moment without a time zone
    moment, day = post.written.isoformat(timespec="seconds"), day_in_words(post.written, post.site.language)
    names = dict.fromkeys(one_line(name) for name in (post.site.author, post.site.title))
    said = [f"<bdi>{escape(name)}</bdi>" for name in names if name]
    return ", ".join([*said, f'<time datetime="{moment}">{day}</time>'])


def language_of(site: Site) -> str:
    """Return the language of a site as a page names it; English where that is no name of a language."""
    return site.language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", site.language) else "en"
