"""A post as a newsletter, with the foot that US law wants below it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from outreach.errors import OutreachError
from outreach.posts.exporting.addresses import home_of, is_web
from outreach.posts.exporting.html_page import full_body_html, language_of, relative_addresses
from outreach.posts.exporting.letters import one_line, visible
from outreach.posts.exporting.plain import plain_text

if TYPE_CHECKING:
    from outreach.posts.post import Post, Site

_LAW = "The CAN-SPAM Act asks for it in every commercial e-mail in the US"
"""Rule A34 of the domain notes. SEEN at a vendor (Way2Mail, "main requirements for compliance"); the guide of the
Federal Trade Commission is KNOWN. 15 U.S.C. 7704(a)(3) and (5).
"""

# The forms in which newsletter services mark a place that they fill in; no letter in them can end an attribute.
_MERGE_TAG = re.compile(
    r"\*\|[\w:.]+\|\*|\{\{\s*[\w.]+\s*\}\}|\{[$!]?[\w.]+\}|\[\[?[\w.:]+\]?\]|<%\s*[\w.]+\s*%>|%%?[\w.]+%?%"
)
_MAILBOX = re.compile(r"[^@\s\"'<>:/?&]+@[^@\s\"'<>:/?&]+\.[^@\s\"'<>:/?&]+")

_BODY = (
    "margin:0 auto;padding:16px;max-width:600px;background:#ffffff;color:#111111;"
    "font-family:Georgia,serif;font-size:17px;line-height:1.6"
)
_FOOT = (
    "margin-top:32px;padding-top:16px;border-top:1px solid #767676;"
    "font-family:Arial,Helvetica,sans-serif;font-size:14px;color:#444444"
)
_UNSEEN = "display:none;max-height:0;overflow:hidden"


@dataclass(frozen=True)
class _Foot:
    """What stands below a newsletter. ``way_out`` is what a reader follows to get no more of them."""

    sender: str
    postal_address: tuple[str, ...]
    why: str
    way_out: str


def newsletter_html(post: Post, *, unsubscribe: str) -> str:
    """Return the post as HTML for an e-mail, with the foot that CAN-SPAM requires.

    Parameters
    ----------
    post
        The post. The summary is shown beside the subject in a list of e-mails.
    unsubscribe
        How a reader gets out: the mark that the newsletter service fills in, such as ``{{ unsubscribe_url }}`` or
        ``*|UNSUB|*``, or a web address, or an e-mail address.

    Raises
    ------
    OutreachError
        Where the sender, a postal address or the way out is missing, an image has no alternative text, or a link
        leads to a place of a site whose address is not known.
    """
    foot = _foot(post.site, unsubscribe)
    _require_full_addresses(post)
    title, summary = (escape(one_line(words)) for words in (post.title, post.summary))
    preheader = f'<div style="{_UNSEEN}">{summary}</div>\n' if summary else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language_of(post.site)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>img {{ height: auto; max-width: 100%; }}</style>\n</head>\n"
        f'<body style="margin:0;background:#ffffff">\n{preheader}<div dir="auto" style="{_BODY}">\n'
        f"<h1>{title}</h1>\n{full_body_html(post)}{_foot_html(foot)}</div>\n</body>\n</html>\n"
    )


def newsletter_text(post: Post, *, unsubscribe: str) -> str:
    """Return the post as the plain text that goes with the HTML of an e-mail, with the same foot.

    Raises
    ------
    OutreachError
        Where the sender, a postal address or the way out is missing, or a link leads to a place of a site whose
        address is not known.
    """
    foot = _foot(post.site, unsubscribe)
    _require_full_addresses(post)
    way_out = foot.way_out.removeprefix("mailto:")
    lines = [foot.sender, *foot.postal_address, "", foot.why, f"To get no more of these e-mails: {way_out}"]
    # "-- " is how mail programs know where the letter ends and the signature begins (RFC 3676, section 4.3).
    return "\n".join([plain_text(post), "", "-- ", *lines, ""])


def _foot_html(foot: _Foot) -> str:
    # A merge tag goes out as it is: a service would not know one whose signs are escaped.
    href = foot.way_out if _MERGE_TAG.fullmatch(foot.way_out) else escape(foot.way_out)
    postal = "<br />".join(map(escape, (foot.sender, *foot.postal_address)))
    return (
        f'<div style="{_FOOT}">\n<p>{postal}</p>\n<p>{escape(foot.why)}</p>\n'
        f'<p><a href="{href}" style="color:#111111">Unsubscribe: get no more of these e-mails</a></p>\n</div>\n'
    )


def _foot(site: Site, unsubscribe: str) -> _Foot:
    sender = one_line(site.title) or one_line(site.author)
    if not sender:
        raise OutreachError(
            "This newsletter names no sender: the practice profile has neither the name of a practice nor an author. "
            f"{_LAW}, truthfully. Write one of them into the profile."
        )
    return _Foot(
        sender=sender,
        postal_address=_postal(site),
        why=f"You get this e-mail because you signed up for the newsletter of {sender}.",
        way_out=_way_out(unsubscribe),
    )


def _postal(site: Site) -> tuple[str, ...]:
    lines = tuple(line for line in map(one_line, visible(site.postal_address).split("\n")) if line)
    if not lines:
        raise OutreachError(
            "This newsletter has no postal address. "
            f"{_LAW}: a street address, a post office box or a private mailbox where letters reach you. "
            "Write it into the profile; a box keeps your home address out of it."
        )
    if not any(char.isdigit() for line in lines for char in line):
        raise OutreachError(
            f"The postal address of this newsletter is “{', '.join(lines)[:80]}”: no number of a house, a box or a "
            f"place is in it, so no letter would arrive. {_LAW}. Write the whole address into the profile."
        )
    return lines


def _way_out(unsubscribe: str) -> str:
    given = unsubscribe.strip()
    if not given:
        raise OutreachError(
            f"This newsletter has no way to unsubscribe. {_LAW}, and readers must be off the list within 10 business "
            "days. Give the mark that your newsletter service fills in, such as {{ unsubscribe_url }}, a web address, "
            "or an e-mail address that you read."
        )
    if _MAILBOX.fullmatch(given):
        return f"mailto:{given}"
    is_mailto = given.startswith("mailto:") and _MAILBOX.fullmatch(given.removeprefix("mailto:").partition("?")[0])
    if _MERGE_TAG.fullmatch(given) or is_mailto or (is_web(given) and not re.search(r"[\s\"<>]", given)):
        return given
    raise OutreachError(
        f"“{one_line(given)[:60]}” is no way to unsubscribe that a reader could follow. Give the mark that your "
        "newsletter service fills in, such as {{ unsubscribe_url }} or *|UNSUB|*, a web address that begins with "
        "https://, or an e-mail address."
    )


def _require_full_addresses(post: Post) -> None:
    relative = relative_addresses(post)
    if relative and not home_of(post.site):
        raise OutreachError(
            f"A link or an image of this post leads to “{relative[0][:60]}”, a place of your own site. An e-mail "
            "stands on no site, so it would lead nowhere. Write the address in full, with https://, or give the "
            "address of your home base in the profile."
        )
