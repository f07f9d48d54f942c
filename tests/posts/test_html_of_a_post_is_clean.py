"""HTML from a post: semantic, harmless, and nothing from elsewhere that the post does not name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from outreach.errors import OutreachError
from outreach.posts.exporting.html_page import STYLE, body_html, html_page
from outreach.posts.exporting.images import images_of, require_alternative_texts
from outreach.posts.post import Image
from tests.posts.test_exports_of_one_post import SITE, Tags, post


def test_the_page_is_an_article_with_header_time_and_language() -> None:
    made = Tags(html_page(post()))
    assert made.names()[:6] == ["html", "head", "meta", "meta", "meta", "title"]
    assert ("html", (("lang", "en-US"),)) in made.tags
    assert ("time", (("datetime", "2026-05-04T09:30:00-07:00"),)) in made.tags
    assert [made.names().count(name) for name in ("article", "header", "h1", "title", "style")] == [1] * 5
    assert made.values("content")[-1] == "Three small habits."
    assert "Nadia Rahimi, Juniper Street Counseling, May 4, 2026" in made.words


def test_the_page_needs_no_script_and_nothing_from_elsewhere() -> None:
    text = html_page(post("Words."))
    made = Tags(text)
    assert not set(made.names()) & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not made.values("src") + made.values("style") + made.values("href")
    assert not re.search(r"https?:|url\(|@import", text)
    assert "@media print" in STYLE


@pytest.mark.parametrize(
    ("language", "lang", "day"),
    [("en", "en", "May 4, 2026"), ("es-MX", "es-MX", "2026-05-04"), ('x" onload="', "en", "2026-05-04")],
)
def test_a_day_is_said_in_words_where_the_language_is_english(language: str, lang: str, day: str) -> None:
    made = Tags(html_page(post(site=replace(SITE, language=language))))
    assert made.tags[0] == ("html", (("lang", lang),))
    assert f", {day}" in made.words


def test_a_page_without_summary_and_names_leaves_them_out() -> None:
    made = Tags(html_page(post(summary="", site=replace(SITE, author="", title=""))))
    assert "description" not in made.values("name")
    assert "bdi" not in made.names()


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        ("# One\n\n## Two\n\n# Three", ["h2", "h3", "h2"]),
        ("### Three\n\n#### Four", ["h2", "h3"]),
        ("One\n===\n\nTwo\n---", ["h2", "h3"]),
        ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6", ["h2", "h3", "h4", "h5", "h6", "h6"]),
        ("> ## In a quote", ["h2"]),
        ("Words.", []),
    ],
)
def test_the_title_is_the_only_heading_of_the_first_rank(body: str, headings: list[str]) -> None:
    assert [name for name in Tags(html_page(post(body))).names() if re.fullmatch(r"h\d", name)] == ["h1", *headings]
    text = body_html(post(body))
    assert [text.count(f"</{name}>") for name in set(headings)] == [headings.count(name) for name in set(headings)]


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("a <b>b</b> <script>x</script>", "<p>a &lt;b&gt;b&lt;/b&gt; &lt;script&gt;x&lt;/script&gt;</p>\n"),
        ("<div>\nblock\n</div>", "<p>&lt;div&gt; block &lt;/div&gt;</p>\n"),
        ("one\ntwo  \nthree", "<p>one two<br />\nthree</p>\n"),
        ("https://juniperstreet.example", "<p>https://juniperstreet.example</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](java&#115;cript:x)", "<p>[a](javascript:x)</p>\n"),
        ("[a][r]\n\n[r]: javascript:x", "<p>[a][r]</p>\n<p>[r]: javascript:x</p>\n"),
        ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>\n"),
        ("[a](/b?c&d '\"t\"')", '<p><a href="/b?c&amp;d" title="&quot;t&quot;">a</a></p>\n'),
        ("<nadia@juniperstreet.example>", None),
        ("![a](data:image/png;base64,AA)", "<p>![a](data:image/png;base64,AA)</p>\n"),
        ("![a]()", "<p>a</p>\n"),
        ("![a](mailto:a@b.example)", "<p>a</p>\n"),
        ("![a *b*\nc](d.png)", '<p><img src="d.png" alt="a b c" /></p>\n'),
        ("~~a~~", "<p><s>a</s></p>\n"),
        ("a &#8238;b &#0; c", "<p>a b \ufffd c</p>\n"),
        ('```"><script>\nx\n```', '<pre><code class="language-&quot;&gt;&lt;script&gt;">x\n</code></pre>\n'),
    ],
)
def test_markdown_becomes_this_html(body: str, html: str | None) -> None:
    mailto = '<p><a href="mailto:nadia@juniperstreet.example">nadia@juniperstreet.example</a></p>\n'
    assert body_html(post(body)) == (html or mailto)


def test_a_table_names_its_columns_and_carries_no_style() -> None:
    made = Tags(body_html(post("| a | b |\n|:--|--:|\n| 1 | 2 |")))
    assert [attrs for tag, attrs in made.tags if tag == "th"] == [(("scope", "col"),)] * 2
    assert [attrs for tag, attrs in made.tags if tag == "td"] == [()] * 2


def test_images_are_found_with_their_words_and_lines() -> None:
    body = (
        "# One ![heading](1.png)\n\n"
        "First\nsecond ![in a\nparagraph](2.png) ![](3.png)\n\n"
        "- item\n  - ![in a list](4.png)\n\n"
        "> quote\n> ![*in* a `quote`](5.png)\n\n"
        "| a |\n|---|\n| ![cell](6.png) |\n\n"
        "[![in a link](7.png)](/x) `![code](no.png)`\n\n"
        "    ![code](no.png)\n\n"
        "![by name][ref]\r\n\r\n[ref]: 8.png\n"
    )
    assert images_of(body) == (
        Image("1.png", "heading", 1),
        Image("2.png", "in a paragraph", 4),
        Image("3.png", "", 5),
        Image("4.png", "in a list", 8),
        Image("5.png", "in a quote", 11),
        Image("6.png", "cell", 15),
        Image("7.png", "in a link", 17),
        Image("8.png", "by name", 21),
    )


def test_a_body_without_images_has_none() -> None:
    assert images_of("") == images_of("Words [link](a.png).") == ()


def test_each_image_without_words_is_named_by_its_line() -> None:
    with pytest.raises(OutreachError) as caught:
        require_alternative_texts(post("![](a.png)\n\n![ok](b.png)\n\n![ \u200b ](c.png)"))
    assert "These images have no alternative text: line 1 (a.png); line 5 (c.png)." in str(caught.value)
    assert "Write in the square brackets what the image shows" in str(caught.value)


def test_images_with_words_are_let_through() -> None:
    require_alternative_texts(post("![words](a.png)"))
    require_alternative_texts(post("no image"))
