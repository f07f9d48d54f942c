"""Newsletters: clean HTML and text, and never without sender, postal address and a way out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from outreach.errors import OutreachError
from outreach.posts.exporting.newsletter import newsletter_html, newsletter_text
from outreach.posts.exporting.plain import plain_text
from outreach.posts.post import Post
from tests.posts.test_exports_of_one_post import SITE, Tags, post

Letter = Callable[..., str]
BOTH = pytest.mark.parametrize("letter", [newsletter_html, newsletter_text])
TAG = "{{ unsubscribe_url }}"
WHY = "You get this e-mail because you signed up for the newsletter of Juniper Street Counseling."


def words(text: str) -> str:
    return re.sub(r"\s+", " ", Tags(text).words)


def test_the_html_ends_with_sender_address_reason_and_way_out() -> None:
    made = Tags(newsletter_html(post(), unsubscribe=TAG))
    foot = made.words.partition(SITE.title)[2]
    assert "12 Juniper Street" in foot
    assert "Port Ellery, WA 98000" in foot
    assert WHY in made.words
    assert made.values("href")[-1] == TAG
    assert made.words.rstrip().endswith("Unsubscribe: get no more of these e-mails")


def test_the_text_says_the_same_below_the_post() -> None:
    assert newsletter_text(post(), unsubscribe=TAG) == (
        f"{plain_text(post())}\n\n-- \nJuniper Street Counseling\n12 Juniper Street\nPort Ellery, WA 98000\n\n{WHY}\n"
        "To get no more of these e-mails: {{ unsubscribe_url }}\n"
    )


def test_the_html_is_plain_has_a_language_and_loads_nothing_but_the_posts_images() -> None:
    text = newsletter_html(post(), unsubscribe=TAG)
    made = Tags(text)
    assert ("html", (("lang", "en-US"),)) in made.tags
    assert not set(made.names()) & {"script", "link", "iframe", "form", "table", "object"}
    assert made.values("src") == ["https://juniperstreet.example/desk.jpg"]
    assert made.values("alt") == ["A desk with two chairs"]
    assert "max-width:600px" in text
    assert [name for name in made.names() if re.fullmatch(r"h\d", name)] == ["h1", "h2"]
    assert not re.search(r"url\(|@import|position:|float:", text)


def test_the_summary_is_what_a_list_of_e_mails_shows_first() -> None:
    made = Tags(newsletter_html(post(), unsubscribe=TAG))
    hidden = next(attrs for tag, attrs in made.tags if tag == "div")
    assert dict(hidden)["style"] == "display:none;max-height:0;overflow:hidden"
    assert words(newsletter_html(post(), unsubscribe=TAG)).index("Three small habits.") < made.words.index("Many")
    assert "display:none" not in newsletter_html(post(summary=""), unsubscribe=TAG)


@pytest.mark.parametrize(
    ("given", "href"),
    [
        ("{{ unsubscribe_url }}", "{{ unsubscribe_url }}"),
        ("*|UNSUB|*", "*|UNSUB|*"),
        ("{$unsubscribe}", "{$unsubscribe}"),
        ("{!remove_web}", "{!remove_web}"),
        ("[unsubscribe]", "[unsubscribe]"),
        ("[[unsubscribe_url]]", "[[unsubscribe_url]]"),
        ("%unsubscribe_url%", "%unsubscribe_url%"),
        ("<%asm_group_unsubscribe_raw_url%>", "<%asm_group_unsubscribe_raw_url%>"),
        ("https://juniperstreet.example/out?a=1&b=2", "https://juniperstreet.example/out?a=1&b=2"),
        (" https://juniperstreet.example/out ", "https://juniperstreet.example/out"),
        ("nadia@juniperstreet.example", "mailto:nadia@juniperstreet.example"),
        ("mailto:nadia@juniperstreet.example?subject=out", "mailto:nadia@juniperstreet.example?subject=out"),
    ],
)
def test_the_way_out_is_a_mark_of_the_service_or_an_address(given: str, href: str) -> None:
    assert Tags(newsletter_html(post(), unsubscribe=given)).values("href")[-1] == href
    assert newsletter_text(post(), unsubscribe=given).endswith(f": {href.removeprefix('mailto:')}\n")


def test_a_mark_goes_out_letter_for_letter() -> None:
    assert '<a href="<%unsubscribe%>"' in newsletter_html(post(), unsubscribe="<%unsubscribe%>")


@BOTH
@pytest.mark.parametrize("unsubscribe", ["", "  \n"])
def test_without_a_way_out_there_is_no_newsletter(letter: Letter, unsubscribe: str) -> None:
    with pytest.raises(
        OutreachError, match=r"no way to unsubscribe\. The CAN-SPAM Act asks for it .* 10 business days"
    ):
        letter(post(), unsubscribe=unsubscribe)


@BOTH
@pytest.mark.parametrize(
    "unsubscribe",
    [
        "javascript:alert(1)",
        "reply with STOP",
        '{{ x }}" onclick="x',
        "{{ '<script>' }}",
        'https://a.example/"x',
        "https://a.example/ x",
        "//a.example/out",
        "mailto:",
        "a@b",
        "https://",
    ],
)
def test_what_no_reader_could_follow_is_no_way_out(letter: Letter, unsubscribe: str) -> None:
    with pytest.raises(OutreachError, match="is no way to unsubscribe that a reader could follow"):
        letter(post(), unsubscribe=unsubscribe)


@BOTH
@pytest.mark.parametrize("address", ["", " \n \n", "\u200b"])
def test_without_a_postal_address_there_is_no_newsletter(letter: Letter, address: str) -> None:
    with pytest.raises(OutreachError, match=r"no postal address\. The CAN-SPAM Act asks for it .* post office box"):
        letter(post(site=replace(SITE, postal_address=address)), unsubscribe=TAG)


@BOTH
def test_a_postal_address_where_no_letter_would_arrive_is_refused(letter: Letter) -> None:
    with pytest.raises(OutreachError, match="“Port Ellery, Washington”: no number of a house, a box or a place"):
        letter(post(site=replace(SITE, postal_address="Port Ellery\nWashington")), unsubscribe=TAG)


@BOTH
def test_without_a_sender_there_is_no_newsletter(letter: Letter) -> None:
    with pytest.raises(OutreachError, match="names no sender"):
        letter(post(site=replace(SITE, title="", author=" ")), unsubscribe=TAG)


def test_an_author_alone_is_a_sender() -> None:
    site = replace(SITE, title="")
    assert "for the newsletter of Nadia Rahimi." in newsletter_text(post(site=site), unsubscribe=TAG)


@BOTH
def test_hostile_lines_of_an_address_are_text(letter: Letter) -> None:
    site = replace(SITE, postal_address="12 <b>Juniper</b> \u202eStreet\r\n\r\n\x00Port Ellery & more")
    made = letter(post(site=site), unsubscribe=TAG)
    assert "b" not in Tags(made).names() or letter is newsletter_text
    assert "12 <b>Juniper</b> Street" in (made if letter is newsletter_text else Tags(made).words)


def in_an_e_mail(made: Post) -> list[str | None]:
    text = Tags(newsletter_html(made, unsubscribe=TAG))
    return [*text.values("src"), *text.values("href")][:-1]


def test_places_of_the_site_are_written_in_full() -> None:
    body = "[a](/about) ![b](b.png) [c](https://portellery.example/c) [d](mailto:d@portellery.example) [e](#part)"
    assert in_an_e_mail(post(body)) == [
        "https://juniperstreet.example/b.png",
        "https://juniperstreet.example/about",
        "https://portellery.example/c",
        "mailto:d@portellery.example",
        "https://juniperstreet.example/#part",
    ]


@BOTH
def test_places_of_a_site_without_an_address_lead_nowhere_and_are_refused(letter: Letter) -> None:
    site = replace(SITE, address="")
    with pytest.raises(OutreachError, match="leads to “/about”, a place of your own site"):
        letter(post("[a](/about)", site=site), unsubscribe=TAG)
    assert letter(post("[a](https://portellery.example) [b]()", site=site), unsubscribe=TAG)
