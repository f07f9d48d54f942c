"""A post as a file for the WordPress importer: WXR, WordPress eXtended RSS 1.2."""

from __future__ import annotations

import uuid
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from outreach.posts.exporting.addresses import address_of, home_of
from outreach.posts.exporting.dates import in_utc
from outreach.posts.exporting.html_page import body_html, language_of
from outreach.posts.exporting.letters import one_line, printable
from outreach.posts.exporting.slug import address_part, slug_of, stable_digits, tags_with_slugs

if TYPE_CHECKING:
    from datetime import datetime

    from outreach.posts.post import Post, Site

_NAMESPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}


def wxr(post: Post) -> str:
    """Return the post as a WXR file with one item, a draft: nothing goes live by itself.

    Comments and pings are closed: an open comment field wants a policy and somebody who reads it. No category is
    named, so WordPress puts the post into the default one of the site; tags are tags. The form is what
    ``src/class-wxr-parser-simplexml.php`` and, for servers without an XML extension, ``class-wxr-parser-regex.php`` of
    github.com/WordPress/wordpress-importer read (stored copies, read in November 2026): no document type, an author
    on one line, ``wp:base_site_url`` even where it is empty.

    Raises
    ------
    OutreachError
        Where an image has no alternative text.
    """
    site, tags = post.site, tags_with_slugs(post.tags)
    namespaces = "".join(f'\n  xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    home = escape(home_of(site))
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"{namespaces}>\n<channel>\n'
        f"  <title>{_text(site.title)}</title>\n  <link>{home}</link>\n  <description></description>\n"
        f"  <pubDate>{format_datetime(post.written)}</pubDate>\n  <language>{language_of(site)}</language>\n"
        "  <wp:wxr_version>1.2</wp:wxr_version>\n"
        f"  <wp:base_site_url>{home}</wp:base_site_url>\n  <wp:base_blog_url>{home}</wp:base_blog_url>\n"
        f"  {_author(site)}\n{''.join(map(_tag, tags))}{_item(post, tags)}</channel>\n</rss>\n"
    )


def _item(post: Post, tags: tuple[tuple[str, str], ...]) -> str:
    slug = address_part(post)
    identity = uuid.uuid5(uuid.NAMESPACE_URL, address_of(post) or slug)
    fields = {
        "title": _html_text(post.title),
        "link": escape(address_of(post)),
        "pubDate": format_datetime(post.written),
        "dc:creator": _cdata(_login(post.site)),
        "description": "",
        "content:encoded": _cdata(body_html(post)),
        "excerpt:encoded": _html_text(post.summary),
        "wp:post_id": str(int(stable_digits(slug, 7), 16) + 1),
        "wp:post_date": _clock(post.written),
        "wp:post_date_gmt": _clock(in_utc(post.written)),
        "wp:comment_status": "closed",
        "wp:ping_status": "closed",
        "wp:post_name": slug,
        "wp:status": "draft",
        "wp:post_parent": "0",
        "wp:menu_order": "0",
        "wp:post_type": "post",
        "wp:post_password": "",
        "wp:is_sticky": "0",
    }
    lines = [f"    <{name}>{value}</{name}>\n" for name, value in fields.items()]
    lines.append(f'    <guid isPermaLink="false">urn:uuid:{identity}</guid>\n')
    lines += [
        f'    <category domain="post_tag" nicename="{slug}">{_html_text(name)}</category>\n' for name, slug in tags
    ]
    return f"  <item>\n{''.join(lines)}  </item>\n"


def _author(site: Site) -> str:
    name = one_line(site.author) or one_line(site.title)
    return (
        f"<wp:author><wp:author_id>1</wp:author_id><wp:author_login>{_cdata(_login(site))}</wp:author_login>"
        f"<wp:author_email>{_text(site.email)}</wp:author_email>"
        f"<wp:author_display_name>{_text(name)}</wp:author_display_name>"
        "<wp:author_first_name></wp:author_first_name><wp:author_last_name></wp:author_last_name></wp:author>"
    )


def _login(site: Site) -> str:
    return slug_of(site.author or site.title)


def _tag(tag: tuple[str, str]) -> str:
    name, slug = tag
    return (
        f"  <wp:tag><wp:term_id>{int(stable_digits(slug, 7), 16) + 1}</wp:term_id><wp:tag_slug>{slug}</wp:tag_slug>"
        f"<wp:tag_name>{_html_text(name)}</wp:tag_name></wp:tag>\n"
    )


def _clock(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(" ", timespec="seconds")


def _text(text: str) -> str:
    return _cdata(one_line(text))


def _html_text(text: str) -> str:
    """Return a line for a place where WordPress keeps HTML: titles, excerpts and the names of tags."""
    return _cdata(escape(one_line(text), quote=False))


def _cdata(text: str) -> str:
    return f"<![CDATA[{printable(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
