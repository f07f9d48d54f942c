"""The last part of a web address: ASCII, short, never empty."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.posts.exporting.addresses import address_of, home_of, in_full, may_be_followed
from outreach.posts.exporting.slug import LIMIT, address_part, slug_of, tags_with_slugs
from outreach.posts.post import Site
from tests.posts.test_exports_of_one_post import SITE, post, unhurried


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Sleep in winter", "sleep-in-winter"),
        ("Don't panic: 10 small ways", "dont-panic-10-small-ways"),
        ("It\u2019s “only” grief?", "its-only-grief"),
        ("Über Ängste", "uber-angste"),
        ("Straße, Œuvre, Søn, Łódź", "strasse-oeuvre-son-lodz"),
        ("  --Anxiety & you--  ", "anxiety-you"),
        ("\uff33leep \u2460", "sleep-1"),
        ("a/../../etc/passwd", "a-etc-passwd"),
        ("👩‍👧 talk", "talk"),
        ("", "post"),
        ("\u200b \n", "post"),
    ],
)
def test_a_title_becomes_words_with_hyphens(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_title_is_cut_at_a_word() -> None:
    assert slug_of("what we can do " * 20) == "what-we-can-do-what-we-can-do-what-we-can-do-what-we-can-do"
    assert slug_of("a" * 60 + " b") == "a" * 60
    assert slug_of("a" * 61) == "a" * 60
    assert slug_of("a" * 200_000) == "a" * 60


def test_titles_in_another_script_get_addresses_that_differ_and_stay() -> None:
    slugs = [slug_of("النوم في الشتاء"), slug_of("冬の睡眠"), slug_of("冬の眠り")]
    assert all(re.fullmatch(r"post-[0-9a-f]{8}", slug) for slug in slugs)
    assert len(set(slugs)) == 3
    assert slug_of("冬の睡眠") == slugs[1]


@unhurried
@given(st.text(st.characters(codec=None, categories=None)))
def test_any_title_gives_a_short_plain_slug(title: str) -> None:
    slug = slug_of(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= LIMIT
    assert slug_of(slug) == slug


@pytest.mark.parametrize(
    ("slug", "part"),
    [
        ("sleep-in-winter", "sleep-in-winter"),
        ("a-" * 40 + "z", "a-" * 40 + "z"),
        ("Über uns", "uber-uns"),
        ("../x?y#z", "x-y-z"),
        ("", "sleep-in-winter"),
        ("a" * 191, "a" * 60),
    ],
)
def test_a_post_keeps_an_address_part_that_is_fit_for_one(slug: str, part: str) -> None:
    assert address_part(post(slug=slug)) == part
    assert address_of(post(slug=slug)) == f"https://juniperstreet.example/{part}"


def test_tags_are_named_once_without_a_hash_and_never_share_a_slug() -> None:
    named = tags_with_slugs(("#sleep", "sleep", " ", "C", "C++", "C#", ",x", "Sleep"))
    assert named == (("sleep", "sleep"), ("C", "c"), ("C++", "c-2"), ("C#", "c-3"), ("x", "x"), ("Sleep", "sleep-2"))


@pytest.mark.parametrize(
    ("address", "home"),
    [
        ("https://juniperstreet.example/", "https://juniperstreet.example"),
        (" HTTP://juniperstreet.example/blog ", "HTTP://juniperstreet.example/blog"),
        ("juniperstreet.example", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("", ""),
    ],
)
def test_a_home_base_is_an_address_of_the_web_or_none(address: str, home: str) -> None:
    assert home_of(Site("T", "A", address)) == home


@pytest.mark.parametrize(
    ("address", "followed"),
    [
        ("https://juniperstreet.example", True),
        ("HTTP://juniperstreet.example", True),
        ("mailto:nadia@juniperstreet.example", True),
        ("/about", True),
        ("about?x=a:b", True),
        ("#part", True),
        ("", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("%01javascript:alert(1)", False),
        ("vbscript:x", False),
        ("data:text/html,x", False),
        ("data:image/png;base64,AAAA", False),
        ("file:///etc/passwd", False),
        ("tel:360-555-0142", False),
        ("//juniperstreet.example/x", False),
    ],
)
def test_links_lead_to_the_web_a_mailbox_or_the_same_site(address: str, *, followed: bool) -> None:
    assert may_be_followed(address) is followed


def test_a_place_of_the_site_is_found_from_the_home_base() -> None:
    assert in_full("/about", SITE) == "https://juniperstreet.example/about"
    assert in_full("about", Site("T", "A", "https://juniperstreet.example/blog")) == (
        "https://juniperstreet.example/blog/about"
    )
    assert in_full("https://portellery.example", SITE) == "https://portellery.example"
    assert in_full("/about", Site("T", "A")) == "/about"
    assert in_full("http://[half", SITE) == "http://[half"
