"""Feeds show when something came out, and at most how many comments there were."""

from __future__ import annotations

import pytest

from outreach.engagement.table.adding import total
from outreach.errors import OutreachError
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_item, everything, left_out, of
from tests.engagement.real_data import real

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Juniper Street</title><managingEditor>nadia@juniperstreet.example</managingEditor>
<item><title>Caring &amp;amp; resting</title><link>https://juniperstreet.example/a/</link><comments>https://juniperstreet.example/a/#c</comments>
<dc:creator>Nadia Q</dc:creator>
<pubDate>Wed, 04 Mar 2026 09:00:00 +0000</pubDate><guid>a</guid><slash:comments>4</slash:comments></item>
<item><title>Second</title><link>https://juniperstreet.example/b/</link>
<pubDate>Thu, 05 Mar 2026 09:00:00 +0000</pubDate></item>
<item><title>No day</title><guid>c</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<title>Juniper Street</title>
<entry><id>tag:a</id><title type="html">Caring</title><link href="https://juniperstreet.example/a/"/>
<published>2026-03-04T23:30:00-05:00</published><updated>2026-03-09T08:00:00-05:00</updated><thr:total>2</thr:total></entry>{more}</feed>"""


@pytest.mark.parametrize(
    ("name", "posts"), [("blog_atom_fixture", 10), ("blog_rss2_fixture", 12), ("podcast_libsyn_rss_fixture", 2)]
)
def test_feeds_of_fixtures_are_read(name: str, posts: int) -> None:
    reading = read(on_disk(real(f"feeds/{name}.xml")), FORMS)
    assert total(reading.rows, "posts") == posts
    assert set(reading.rows["channel"]) == {"podcast" if name.startswith("podcast") else "blog"}
    assert any("newest" in said for said in reading.warnings)
    assert "person@example.com" not in everything(reading)


def test_posts_and_comments_of_rss_are_read() -> None:
    reading = read(made("feed.xml", RSS), FORMS)
    assert by_item(reading, "posts") == {"a": 1, "https://juniperstreet.example/b/": 1}
    assert by_item(reading, "comments") == {"a": 4}
    assert left_out(reading) == {"posts without a date that could be read": 1}
    assert set(reading.rows["account"]) == {"Juniper Street"}
    assert "Nadia" not in everything(reading)


def test_the_day_of_an_atom_entry_is_that_of_its_own_clock_and_of_its_publication() -> None:
    reading = read(made("atom.xml", ATOM.format(more="")), FORMS)
    assert str(of(reading, "posts")["date"][0])[:10] == "2026-03-04"
    assert by_item(reading, "comments") == {"tag:a": 2}


def test_comments_and_settings_of_a_whole_blog_as_atom_are_no_posts() -> None:
    more = (
        "<entry><id>tag:b</id><title>Well said</title><published>2026-03-05T08:00:00Z</published>"
        '<category scheme="s" term="http://schemas.google.com/blogger/2008/kind#comment"/></entry>'
    )
    reading = read(made("blog.xml", ATOM.format(more=more)), FORMS)
    assert by_item(reading, "posts") == {"tag:a": 1}
    assert left_out(reading) == {"entries that are no posts": 1}
    assert "Well said" not in everything(reading)


def test_a_feed_that_is_not_well_formed_is_repaired_and_said() -> None:
    reading = read(made("feed.xml", RSS.replace("/a/</link>", "/a/?x=1&y=2</link>")), FORMS)
    assert total(reading.rows, "posts") == 2
    assert any("repaired" in said for said in reading.warnings)


def test_a_feed_that_ends_early_is_a_sentence() -> None:
    with pytest.raises(OutreachError, match="cut off"):
        read(made("feed.xml", RSS[:-120]), FORMS)


@pytest.mark.parametrize(
    "text", ["<html><body><feed/></body></html>", "<feed><a/></feed>", "rss and feed", '<opml version="2.0"></opml>']
)
def test_other_markup_is_no_feed(text: str) -> None:
    assert best(made("x.xml", text), FORMS) is None


def test_a_post_that_stands_twice_in_a_feed_is_one() -> None:
    first = RSS[RSS.index("<item>") : RSS.index("</item>") + len("</item>")]
    reading = read(made("feed.xml", RSS.replace(first, first + first)), FORMS)
    assert total(reading.rows, "posts") == 2
    assert left_out(reading)["posts that stand there twice"] == 1
