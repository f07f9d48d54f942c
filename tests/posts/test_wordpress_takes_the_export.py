"""WXR: what the WordPress importer wants, and a reader for the exports of WordPress itself."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import OutreachError
from outreach.posts.exporting import wordpress_reading
from outreach.posts.exporting.found_post import FoundPost
from outreach.posts.exporting.html_page import body_html
from outreach.posts.exporting.letters import one_line
from outreach.posts.exporting.slug import tags_with_slugs
from outreach.posts.exporting.wordpress import wxr
from outreach.posts.exporting.wordpress_reading import read_wxr
from tests.posts.test_exports_of_one_post import HOSTILE, SITE, WRITTEN, post, unhurried

WP = "{http://wordpress.org/export/1.2/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
REAL = Path(__file__).resolve().parents[2].parent / "shared" / "real-data" / "wordpress"
TEXT = st.text(st.characters(codec=None, categories=None))


def item(text: str) -> ET.Element:
    found = ET.fromstring(text).find("channel/item")  # noqa: S314 - written by ourselves
    assert found is not None
    return found


def said(parent: ET.Element, name: str) -> str:
    return parent.findtext(name) or ""


def export(items: str, version: str = "1.2", scheme: str = "http") -> str:
    site = f"{scheme}://wordpress.org/export/{version}/"
    return (
        f'<rss version="2.0" xmlns:excerpt="{site}excerpt/" xmlns:wp="{site}" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/">'
        f"<channel><wp:wxr_version>{version}</wp:wxr_version>{items}</channel></rss>"
    )


def a_post(inner: str = "", kind: str = "post") -> str:
    return f"<item><title>T</title><wp:post_type>{kind}</wp:post_type>{inner}</item>"


def real(name: str) -> str:
    if not REAL.is_dir():
        pytest.skip("the real exports lie beside the repository, and are not here")
    return (REAL / name).read_text(encoding="utf-8")


def test_the_file_holds_one_draft_of_version_1_2() -> None:
    text = wxr(post())
    found = item(text)
    assert "<wp:wxr_version>1.2</wp:wxr_version>" in text
    assert text.count("<item>") == 1
    for name, value in {
        "status": "draft",
        "post_type": "post",
        "post_name": "sleep-in-winter",
        "post_date": "2026-05-04 09:30:00",
        "post_date_gmt": "2026-05-04 16:30:00",
        "comment_status": "closed",
        "ping_status": "closed",
        "is_sticky": "0",
    }.items():
        assert said(found, WP + name) == value
    assert said(found, "pubDate") == "Mon, 04 May 2026 09:30:00 -0700"
    assert said(found, "link") == "https://juniperstreet.example/sleep-in-winter"
    assert said(found, CONTENT) == body_html(post())
    assert said(found, "{http://wordpress.org/export/1.2/excerpt/}encoded") == "Three small habits."
    guid = found.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"
    assert (guid.text or "").startswith("urn:uuid:")


def test_author_and_tags_stand_where_the_importer_looks_for_them() -> None:
    text = wxr(post())
    channel = ET.fromstring(text).find("channel")  # noqa: S314 - written by ourselves
    assert channel is not None
    assert said(channel, f"{WP}base_site_url") == said(channel, f"{WP}base_blog_url") == SITE.address
    author = channel.find(f"{WP}author")
    assert author is not None
    assert said(author, f"{WP}author_login") == said(item(text), "{http://purl.org/dc/elements/1.1/}creator")
    assert said(author, f"{WP}author_display_name") == "Nadia Rahimi"
    assert said(author, f"{WP}author_email") == "nadia@juniperstreet.example"
    assert [said(tag, f"{WP}tag_slug") for tag in channel.findall(f"{WP}tag")] == ["sleep", "rest"]
    labels = [(part.get("domain"), part.get("nicename"), part.text) for part in item(text).findall("category")]
    assert labels == [("post_tag", "sleep", "sleep"), ("post_tag", "rest", "rest")]


def test_the_reader_without_an_xml_extension_finds_the_author_on_one_line_and_every_tag() -> None:
    # Patterns of class-wxr-parser-regex.php.
    lines = wxr(post()).split("\n")
    assert [line for line in lines if re.search(r"<wp:author>(.*?)</wp:author>", line)]
    assert [line for line in lines if re.search(r"<wp:wxr_version>(\d+\.\d+)</wp:wxr_version>", line)]
    assert [line for line in lines if re.search(r"<wp:base_site_url>(.*?)</wp:base_site_url>", line)]
    assert len(re.findall(r'<category domain="([^"]+?)" nicename="([^"]+?)">(.+?)</category>', wxr(post()))) == 2


def test_a_post_without_home_base_and_author_is_written_too() -> None:
    text = wxr(post(site=replace(SITE, address="", author="", email="")))
    assert said(item(text), "link") == ""
    assert "<wp:author_display_name><![CDATA[Juniper Street Counseling]]>" in text
    assert read_wxr(text)[0].author == "Juniper Street Counseling"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_wherever_they_stand(words: str) -> None:
    tame = wxr(post("x", title="x", summary="x", tags=("x",), site=replace(SITE, title="x", author="x", email="x")))
    site = replace(SITE, title=words, author=words, email=words)
    made = wxr(post(words, title=words, summary=words, tags=(words,), site=site))
    tags = [part.tag for part in ET.fromstring(made).iter()]  # noqa: S314 - written by ourselves
    assert tags == [part.tag for part in ET.fromstring(tame).iter()]  # noqa: S314
    assert read_wxr(made)[0].title == one_line(words)
    # WordPress shows a title as HTML.
    assert "<" not in said(item(made), "title")


@unhurried
@given(TEXT, TEXT, TEXT, st.lists(TEXT, max_size=4))
def test_what_was_written_is_read_back(title: str, body: str, summary: str, tags: list[str]) -> None:
    made = post(f"{body}\n", title=title, summary=summary, tags=tuple(tags))
    assert read_wxr(wxr(made)) == (
        FoundPost(
            title=one_line(title),
            html=body_html(made),
            slug="sleep-in-winter",
            status="draft",
            written=WRITTEN,
            summary=one_line(summary),
            tags=tuple(name for name, _ in tags_with_slugs(tags)),
            author="Nadia Rahimi",
        ),
    )


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_version_is_read(version: str, scheme: str) -> None:
    inner = (
        "<media:title>another title</media:title><excerpt:encoded>E &amp;amp; F</excerpt:encoded>"
        "<content:encoded><![CDATA[<p>C</p>]]></content:encoded><dc:creator>nadia</dc:creator>"
        '<category domain="post_tag" nicename="s">Sleep</category><wp:post_name>s</wp:post_name>'
        '<category domain="category" nicename="uncategorized">Uncategorized</category>'
        '<category domain="category" nicename="n">News</category><category domain="post_format">Aside</category>'
        "<wp:post_date_gmt>2024-01-02 03:04:05</wp:post_date_gmt><wp:status>publish</wp:status>"
    )
    (found,) = read_wxr(export(a_post(inner), version, scheme))
    written = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found == FoundPost("T", "<p>C</p>", "s", "publish", written, "E & F", ("Sleep", "News"), "nadia")


def test_a_tag_may_be_called_like_the_category_of_what_has_none() -> None:
    assert read_wxr(wxr(post(tags=("uncategorized",))))[0].tags == ("uncategorized",)


def test_pages_pictures_and_menus_are_left_out() -> None:
    items = "".join(a_post(kind=kind) for kind in ("page", "attachment", "nav_menu_item", "post", ""))
    assert len(read_wxr(export(items))) == 1


def test_a_draft_without_a_moment_has_none() -> None:
    inner = "<wp:post_date>2024-01-02 03:04:05</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
    assert read_wxr(export(a_post(inner)))[0].written is None


def test_nothing_of_those_who_commented_is_read() -> None:
    comment = (
        "<wp:comment><wp:comment_author>Someone</wp:comment_author>"
        "<wp:comment_author_email>someone@portellery.example</wp:comment_author_email></wp:comment>"
    )
    assert "omeone" not in repr(read_wxr(export(a_post(comment))))


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("front", [BOMB, OUTSIDE, "<!DOCTYPE rss>", '<!DOCTYPE rss SYSTEM "http://a.example/x.dtd">'])
def test_a_file_that_defines_other_text_is_refused(front: str) -> None:
    with pytest.raises(OutreachError, match=r"document type or entities.* It was not read\. Export again"):
        read_wxr(front + export(a_post("<wp:post_name>&b;</wp:post_name>" if front == BOMB else "")))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not well-formed XML: reading stopped at line 1"),
        ("just words", "not well-formed XML"),
        ("<rss>\n<channel>\n<link>?a&b</link>", "reading stopped at line 3"),
        (export(a_post("&nbsp;")), "not well-formed XML"),
        (export(a_post("<atom:link/>")), "not well-formed XML"),
        (export(a_post())[:-20], "may be cut off"),
        (export(a_post("a\x00b")), "not well-formed XML"),
        ("<rss><channel></channel></rss>", "no export of WordPress: it names no WXR version"),
        ("<feed/>", "no export of WordPress"),
        ("<html><channel/></html>", "no export of WordPress"),
    ],
)
def test_a_file_that_is_no_export_says_what_was_seen(text: str, sentence: str) -> None:
    with pytest.raises(OutreachError, match=re.escape(sentence)):
        read_wxr(text)


def test_a_file_that_is_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordpress_reading, "LONGEST_FILE", 100)
    with pytest.raises(OutreachError, match="at most 100 are read"):
        read_wxr(export(a_post()))


def test_half_letters_and_a_mark_of_the_byte_order_do_not_stop_the_reader() -> None:
    assert read_wxr("\ufeff" + export(a_post("<wp:post_name>a\ud800</wp:post_name>")))[0].slug == "a\ufffd"


def test_the_theme_test_file_of_wordpress_is_read() -> None:
    found = read_wxr(real("themeunittestdata.wordpress.xml"))
    assert len(found) == 58
    assert {one.status for one in found} == {"publish", "draft", "future"}
    assert all(one.written for one in found)
    assert all(one.author for one in found)


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("wxr_fixture_has-audio-enclosure.xml", ["My Podcast Episode"]),
        ("wxr_fixture_multiple_posts-only.xml", ["Draft Post", "Basic Post", "Another Post"]),
    ],
)
def test_small_exports_are_read(name: str, titles: list[str]) -> None:
    assert [one.title for one in read_wxr(real(name))] == titles


def test_authors_are_named_as_they_show_themselves() -> None:
    assert read_wxr(real("wxr_fixture_co-authors-plus.xml"))[0].author == "Alice Smith"


def test_the_export_with_a_bare_ampersand_is_refused_with_its_line() -> None:
    with pytest.raises(OutreachError, match="reading stopped at line 109"):
        read_wxr(real("wxr_fixture_sample.xml"))
