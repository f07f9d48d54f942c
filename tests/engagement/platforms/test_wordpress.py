"""WordPress: its export gives posts, comments and answers without anybody's name; statistics and JSON are read too."""

from __future__ import annotations

import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.websites.wordpress_stats import named
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import total
from outreach.errors import OutreachError
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_item, everything, left_out, of, windows
from tests.engagement.real_data import real

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.7.2" created="2026-08-31 09:12" -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="{space}">
<channel><title>Juniper Street</title><link>https://juniperstreet.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_id>7</wp:author_id><wp:author_login>nadia</wp:author_login>
<wp:author_email>nadia@juniperstreet.example</wp:author_email>
<wp:author_display_name>Nadia Q</wp:author_display_name></wp:author>
{items}
</channel></rss>"""


def item(
    number: int, *comments: str, kind: str = "post", status: str = "publish", when: str = "2026-03-04 09:00:00"
) -> str:
    return (
        f"<item><title>Post &amp; {number}</title><link>https://juniperstreet.example/?p={number}</link>"
        f"<dc:creator>nadia</dc:creator><wp:post_id>{number}</wp:post_id><wp:post_date>{when}</wp:post_date>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{''.join(comments)}</item>"
    )


def comment(
    number: int, name: str, *, parent: int = 0, approved: str = "1", kind: str = "comment", user: int = 0
) -> str:
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author>{name}</wp:comment_author>"
        f"<wp:comment_author_email>{name.lower()}@people.example</wp:comment_author_email>"
        f"<wp:comment_author_IP>203.0.113.{number}</wp:comment_author_IP>"
        f"<wp:comment_date>2026-03-05 1{number}:00:00</wp:comment_date>"
        f"<wp:comment_content>words of {name}</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>"
        f"<wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_user_id>{user}</wp:comment_user_id></wp:comment>"
    )


def wxr(*items: str, space: str = "http://wordpress.org/export/1.2/") -> str:
    return WXR.format(space=space, items="".join(items))


TALK = (
    comment(1, "Rosa"),
    comment(2, "Nadia", parent=1, user=7),
    comment(3, "Rosa", parent=2),
    comment(4, "Seller", approved="spam"),
    comment(5, "Waiting", approved="0"),
    comment(6, "Hospice page", kind="pingback"),
)


def test_the_theme_test_file_gives_its_posts_and_comments() -> None:
    reading = read(on_disk(real("wordpress/themeunittestdata.wordpress.xml")), FORMS)
    assert total(reading.rows, "posts") == 56
    assert total(reading.rows, "comments") + total(reading.rows, "own_replies") == 30 - 4
    left = left_out(reading)
    assert left["items that are no posts"] == 70 + 37 + 21
    assert left["posts that are not published"] == 2
    assert left["comments that wait, are spam or are in the trash"] == 3
    assert left["comments that are links from other sites and not from people"] == 4
    ties = reading.ties
    assert ties is not None
    answers = ties[ties["parent"].str.startswith("c")]
    assert len(answers) == 10 - 1, "one of the ten answers waits for approval"
    assert set(answers["parent"]) <= set(ties["post"])


@pytest.mark.parametrize("name", ["sample", "co-authors-plus", "has-audio-enclosure", "multiple_posts-only"])
def test_small_exports_of_an_importer_are_read(name: str) -> None:
    reading = read(on_disk(real(f"wordpress/wxr_fixture_{name}.xml")), FORMS)
    published = {"sample": 2, "co-authors-plus": 4, "has-audio-enclosure": 1, "multiple_posts-only": 2}
    assert total(reading.rows, "posts") == published[name]
    assert any("repaired" in said for said in reading.warnings) == (name == "sample")


def test_comments_of_people_are_counted_by_post_and_own_ones_apart() -> None:
    reading = read(made("site.xml", wxr(item(10, *TALK), item(11))), FORMS)
    assert by_item(reading, "comments") == {"10": 2, "11": 0}
    assert by_item(reading, "own_replies") == {"10": 1}
    assert of(reading, "posts")["title"].tolist() == ["Post & 10", "Post & 11"]
    assert set(of(reading, "comments")["window"]) == {tidy.LIFETIME}
    assert set(of(reading, "posts")["window"]) == {tidy.DAY}


def test_who_answered_whom_is_kept_without_a_name() -> None:
    ties = read(made("site.xml", wxr(item(10, *TALK))), FORMS).ties
    assert ties is not None
    assert ties[["post", "author", "parent", "own"]].to_numpy().tolist() == [
        ["10", "0", "", True],
        ["c1", "1", "10", False],
        ["c2", "0", "c1", True],
        ["c3", "1", "c2", False],
    ]
    assert str(ties["when"].iloc[1]) == "2026-03-05 11:00:00"


def test_names_addresses_and_words_of_others_are_nowhere_in_a_reading() -> None:
    reading = read(made("site.xml", wxr(item(10, *TALK))), FORMS)
    text = everything(reading)
    for private in ("Rosa", "rosa@", "203.0.113", "words of", "Seller", "nadia@"):
        assert private not in text
    assert any("of 1 person who commented" in said for said in reading.warnings)


def test_an_answer_to_a_comment_that_was_taken_away_answers_the_post() -> None:
    ties = read(made("site.xml", wxr(item(10, comment(3, "Rosa", parent=99)))), FORMS).ties
    assert ties is not None
    assert ties["parent"].tolist() == ["", "10"]


def test_a_stranger_with_an_owner_s_name_is_no_owner() -> None:
    reading = read(made("site.xml", wxr(item(10, comment(1, "Nadia")))), FORMS)
    assert by_item(reading, "comments") == {"10": 1}
    assert of(reading, "own_replies").empty


def test_what_is_not_out_is_counted_and_not_read() -> None:
    items = [
        item(1, status="draft", when="0000-00-00 00:00:00"),
        item(2, status="future"),
        item(3, status="private"),
        item(4, kind="page"),
        item(5, kind="attachment", status="inherit"),
        item(6),
    ]
    reading = read(made("site.xml", wxr(*items)), FORMS)
    assert of(reading, "posts")["item"].tolist() == ["6"]
    assert left_out(reading) == {"items that are no posts": 2, "posts that are not published": 3}
    assert reading.ties is None


def test_the_older_version_and_a_secure_namespace_are_known() -> None:
    for space in ("http://wordpress.org/export/1.1/", "https://wordpress.org/export/1.2/"):
        assert total(read(made("site.xml", wxr(item(10), space=space)), FORMS).rows, "posts") == 1


def test_an_unbound_prefix_is_repaired_and_said() -> None:
    text = wxr(item(10)).replace(
        "<link>", '<atom:link rel="self" href="https://juniperstreet.example/?a=1&b=2"/><link>', 1
    )
    reading = read(made("site.xml", text), FORMS)
    assert total(reading.rows, "posts") == 1
    assert any("repaired" in said for said in reading.warnings)


def test_a_file_that_ends_early_is_a_sentence() -> None:
    text = wxr(item(10, *TALK), item(11))
    with pytest.raises(OutreachError, match="cut off"):
        read(made("site.xml", text[:-200]), FORMS)


def test_entities_are_refused() -> None:
    text = wxr(item(10)).replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1)
    with pytest.raises(OutreachError, match="entities"):
        read(made("site.xml", text), FORMS)


POST = (
    '{{"id": {id}, "date": "2026-03-04T09:00:00", "date_gmt": "2026-03-04T14:00:00", "guid": {{"rendered": "x"}}, '
    '"modified": "2026-03-04T09:00:00", "slug": "a", "status": "{status}", "type": "{type}", '
    '"link": "https://juniperstreet.example/a/", '
    '"title": {{"rendered": "Caring &amp; <em>resting</em>"}}, '
    '"_embedded": {{"author": [{{"name": "Somebody Else"}}]}}}}'
)


def post(number: int, status: str = "publish", kind: str = "post") -> str:
    return POST.format(id=number, status=status, type=kind)


def test_one_post_as_json_is_read() -> None:
    reading = read(on_disk(real("wordpress/rest_api_single_post_fixture.json")), FORMS)
    assert of(reading, "posts")["title"].tolist() == ["My Awesome Post"]
    assert str(of(reading, "posts")["published"][0]) == "2019-11-07 10:36:54"


def test_a_list_of_posts_as_json_is_read_and_its_title_without_markup() -> None:
    text = "[" + ",".join((post(1), post(2, "draft"), post(3, kind="page"))) + "]"
    reading = read(made("posts.json", text), FORMS)
    assert of(reading, "posts")["item"].tolist() == ["1"]
    assert of(reading, "posts")["title"].tolist() == ["Caring & resting"]
    assert left_out(reading) == {"items that are no posts": 1, "posts that are not published": 1}
    assert "Somebody Else" not in everything(reading)


def test_comments_as_json_are_not_taken_for_posts() -> None:
    text = '[{"id": 1, "author_name": "R", "date_gmt": "2026-03-04T14:00:00", "content": {"rendered": "w"}}]'
    assert best(made("comments.json", text), FORMS) is None


STATS = '"Home page / Archives",40,https://juniperstreet.example/\n"Caring, ""resting" and more",12,https://juniperstreet.example/caring/\n'
REFERRERS = '"Search Engines",10\n"Search Engines > Google",8\n"Search Engines > Bing",2\n"hospice.example",3\n'
NAME = "juniperstreet.example_{module}_week_03_02_2026_03_08_2026.csv"


def test_statistics_of_posts_are_read_for_the_days_in_the_name_and_with_lenient_quotes() -> None:
    reading = read(made(NAME.format(module="posts"), STATS), FORMS)
    assert by_item(reading, "page_views") == {
        "page: https://juniperstreet.example/": 40,
        "page: https://juniperstreet.example/caring/": 12,
    }
    assert of(reading, "page_views")["title"].tolist() == ["Home page / Archives", 'Caring, "resting" and more']
    assert windows(reading) == {"2026-03-02/2026-03-08"}
    assert set(reading.rows["account"]) == {"juniperstreet.example"}


def test_rows_inside_a_group_do_not_count_twice() -> None:
    reading = read(made(NAME.format(module="referrers"), REFERRERS), FORMS)
    assert by_item(reading, "page_views") == {"source: Search Engines": 10, "source: hospice.example": 3}
    assert left_out(reading) == {"rows inside a group that counts them already": 2}


def test_names_of_authors_are_not_kept() -> None:
    text = '"Nadia Q",12\n"Nadia Q > Caring",12\n"Tomas R",5\n"Tomas R > Resting",5\n'
    reading = read(made(NAME.format(module="authors"), text), FORMS)
    assert by_item(reading, "page_views") == {"page: Caring": 12, "page: Resting": 5}
    assert "Nadia" not in everything(reading)


def test_statistics_whose_name_was_changed_ask_for_their_days_and_are_then_read() -> None:
    file = made("stats.csv", STATS)
    reading = read(file, FORMS)
    assert reading.rows.empty
    assert [one.about for one in reading.asked] == ["period"]
    told = read(file, FORMS, Answers(period=("2026-03-02", "2026-03-08")))
    assert not told.asked
    assert total(told.rows, "page_views") == 52


def test_a_table_that_does_not_say_what_it_counts_is_told_so() -> None:
    reading = read(made("stats.csv", REFERRERS), FORMS, Answers(period=("2026-03-02", "2026-03-08")))
    assert by_item(reading, "views") == {"label: Search Engines": 10, "label: hospice.example": 3}
    assert any("views, clicks or downloads" in said for said in reading.warnings)


@pytest.mark.parametrize(
    ("name", "periods"),
    [
        ("a.example_posts_week_03_02_2026_03_08_2026.csv", [("2026-03-02", "2026-03-08")]),
        ("a.example-posts-month-01-02-2026-28-02-2026.csv", [("2026-02-01", "2026-02-28")]),
        ("a.example-clicks-month-01.03.2026-31.03.2026.csv", [("2026-03-01", "2026-03-31")]),
        ("a.example_posts_year_2025-01-01_2025-12-31.csv", [("2025-01-01", "2025-12-31")]),
        ("a.example-locations-03-02-2026-05-04-2026.csv", [("2026-03-02", "2026-05-04"), ("2026-02-03", "2026-04-05")]),
        ("my posts.csv", []),
    ],
)
def test_the_days_in_a_name_are_read_by_the_unit_beside_them(name: str, periods: list[tuple[str, str]]) -> None:
    assert list(named(name).periods) == periods


def test_a_name_that_can_mean_two_periods_asks_and_the_order_of_day_and_month_answers() -> None:
    file = made("a.example-locations-03-02-2026-05-04-2026.csv", '"Namibia","4"\n"Chad","3"\n')
    assert [one.about for one in read(file, FORMS).asked] == ["period"]
    assert windows(read(file, FORMS, Answers(dates="DMY"))) == {"2026-02-03/2026-04-05"}


def test_a_single_day_is_a_day() -> None:
    reading = read(made("a.example_posts_day_03_22_2026_03_22_2026.csv", STATS), FORMS)
    assert windows(reading) == {tidy.DAY}


@pytest.mark.parametrize(
    "text",
    [
        "Date,Primary\n2026-03-02,5\n2026-03-03,4\n",
        "label,value\nHome,5\n",
        "2026-03-02,5\n2026-03-03,4\n",
        "Home,5,7\nCaring,4,3\n",
        "Some prose, with a comma\nand another line\n",
        "{}",
    ],
)
def test_other_tables_are_not_taken_for_statistics(text: str) -> None:
    assert best(made("x.csv", text), FORMS) is None


def test_days_that_fit_no_unit_are_those_that_were_chosen() -> None:
    assert list(named("a.example_posts_day_2026-03-02_2026-03-08.csv").periods) == [("2026-03-02", "2026-03-08")]


@pytest.mark.parametrize("sign", [";", "\t"])
def test_statistics_that_a_spreadsheet_saved_are_read_with_their_thousands(sign: str) -> None:
    rows = ("Home page / Archives,1.200,https://juniperstreet.example/", "Caring,12,", "Resting,3,")
    text = "".join(row.replace(",", sign) + "\r\n" for row in rows)
    reading = read(made(NAME.format(module="posts"), text), FORMS)
    assert total(reading.rows, "page_views") == 1215


def test_a_line_that_is_none_does_not_hide_statistics_with_their_name() -> None:
    reading = read(made(NAME.format(module="posts"), '"Title","Views"\n' + STATS), FORMS)
    assert total(reading.rows, "page_views") == 52
    assert left_out(reading) == {"lines that are not a label and a number": 1}
    assert best(made("mine.csv", '"Title","Views"\n' + STATS), FORMS) is None


def test_records_and_what_was_set_aside_are_all_of_an_export() -> None:
    text = wxr(item(1, comment(1, "Rosa"), comment(2, "Seller", approved="spam")), item(2, status="draft"))
    reading = read(made("w.xml", text), FORMS)
    assert reading.records is not None
    assert reading.records + sum(left_out(reading).values()) == 4
