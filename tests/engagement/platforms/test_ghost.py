"""Ghost's four exports are read; members lose their names, and columns may be missing."""

from __future__ import annotations

import pytest

from outreach.engagement.platforms.shared.letter_cautions import OPENS_INFLATED
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.platforms.websites import FORMS, by_item, everything, left_out, of
from tests.engagement.real_data import real

FULL = (
    "id,title,url,author,status,created_at,updated_at,published_at,featured,tags,post_access,email_recipients,newsletter_name,sends,"
    "opens,clicks,signups,paid_conversions,feedback_more_like_this,feedback_less_like_this\n"
)
FIRST = (
    '5c1,"Caring, resting",https://juniperstreet.example/a/,Nadia Q,published and emailed,2026-03-01T08:00:00.000Z,'
    "2026-03-01T08:00:00.000Z,2026-03-04T09:00:00.000Z,false,"
    '"Caring, Rest",Public,All subscribers,Letter,200,90,12,3,0,4,1\n'
)
DRAFT = "5c2,Not yet,https://juniperstreet.example/b/,Nadia Q,draft,2026-03-01T08:00:00.000Z,,,false,,Public,,,,,,,,,\n"
BARE = (
    "id,title,url,author,status,created_at,updated_at,published_at,featured,tags,post_access\n"
    "5c1,Caring,https://juniperstreet.example/a/,Nadia Q,published only,"
    "2026-03-01T08:00:00.000Z,,2026-03-04T09:00:00.000Z,false,,Public\n"
)
POST = (
    '{{"id": "{id}", "uuid": "u", "title": "Caring", "slug": "a", '
    '"lexical": null, "feature_image": null, "comment_id": "{id}", '
    '"type": "{type}", "status": "{status}", "published_at": "2026-03-04T09:00:00.000Z"{more}}}'
)


def post(number: str, status: str = "published", kind: str = "post", more: str = "") -> str:
    return POST.format(id=number, status=status, type=kind, more=more)


def data(*posts: str) -> str:
    users = '"users": [{"id": "1", "name": "Nadia Q", "email": "nadia@juniperstreet.example"}]'
    return f'"data": {{"posts": [{",".join(posts)}], {users}}}'


META = '"meta": {"exported_on": 1775409738177, "version": "5.0.0"}'


def test_the_numbers_of_posts_are_those_of_their_whole_life() -> None:
    reading = read(made("posts.csv", FULL + FIRST + DRAFT), FORMS)
    assert {
        str(metric): value for metric, value in zip(reading.rows["metric"], reading.rows["value"], strict=True)
    } == {
        "sends": 200,
        "unique_opens": 90,
        "unique_clicks": 12,
        "signups": 3,
        "more_like_this": 4,
        "less_like_this": 1,
    }
    assert set(reading.rows["window"]) == {tidy.LIFETIME}
    assert set(reading.rows["title"]) == {"Caring, resting"}
    assert left_out(reading) == {"posts that are not published": 1}
    assert OPENS_INFLATED in reading.warnings
    assert "Nadia" not in everything(reading)


def test_opens_of_people_are_not_added_over_letters() -> None:
    reading = read(made("posts.csv", FULL + FIRST + FIRST.replace("5c1", "5c3")), FORMS)
    assert total(reading.rows, "sends") == 400
    with pytest.raises(NotAdditiveError):
        total(reading.rows, "unique_opens")


def test_columns_that_are_switched_off_are_said_and_posts_still_count() -> None:
    reading = read(made("posts.csv", BARE), FORMS)
    assert by_item(reading, "posts") == {"5c1": 1}
    assert any("no column for sends, opens, clicks, signups" in said for said in reading.warnings)


def test_columns_in_another_order_change_nothing() -> None:
    header = "sends,post_access,featured,published_at,status,url,title,id\n"
    text = header + "200,Public,false,2026-03-04T09:00:00.000Z,emailed only,u,Caring,5c1\n"
    assert by_item(read(made("posts.csv", text), FORMS), "sends") == {"5c1": 200}


def test_a_site_of_an_importer_is_read() -> None:
    reading = read(on_disk(real("ghost/export_fixture.json")), FORMS)
    assert of(reading, "posts")["title"].tolist() == ["Post 1", "Post 2", "Post 3 - Lexical"]


@pytest.mark.parametrize(
    "shape",
    [f'{{"db": [{{{META}, %s}}]}}', f"{{{META}, %s}}", f"{{%s, {META}}}"],
    ids=["wrapped", "flat", "data first"],
)
def test_both_shapes_of_a_site_are_read(shape: str) -> None:
    text = shape % data(post("1"), post("2", "draft"), post("3", kind="page"), post("4", "sent"))
    reading = read(made("site.json", text), FORMS)
    assert of(reading, "posts")["item"].tolist() == ["1", "4"]
    assert left_out(reading) == {"items that are no posts": 1, "posts that are not published": 1}
    assert "nadia@" not in everything(reading)


def test_milliseconds_of_an_old_site_are_a_day() -> None:
    text = f"{{{META}, {data(post('1'))}}}".replace('"2026-03-04T09:00:00.000Z"', "1408546244000").replace(
        '"type": "post"', '"page": 0'
    )
    assert str(of(read(made("site.json", text), FORMS), "posts")["date"][0])[:10] == "2014-08-20"


def test_the_admin_api_of_an_importer_is_read() -> None:
    reading = read(on_disk(real("ghost/admin_api_posts_fixture.json")), FORMS)
    assert by_item(reading, "posts") == {"5c7ece47da174000c0c5c6d7": 1}


def test_numbers_of_the_admin_api_are_read_where_it_was_asked_for_them() -> None:
    email = ', "email": {"email_count": 200, "delivered_count": 198, "opened_count": 90}'
    more = email + ', "count": {"clicks": 12, "signups": 3}'
    reading = read(made("posts.json", f'{{"posts": [{post("1", more=more)}]}}'), FORMS)
    assert by_item(reading, "deliveries") == {"1": 198}
    assert by_item(reading, "unique_clicks") == {"1": 12}
    assert OPENS_INFLATED in reading.warnings


def test_members_keep_their_days_and_nothing_else() -> None:
    text = (
        "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers\n"
        "1,rosa@people.example,Rosa P,met at the library,true,false,,2026-03-01T08:00:00.000Z,,a,\n"
        "2,ivo@people.example,Ivo K,,true,false,,2026-03-02T08:00:00.000Z,2026-04-01T08:00:00.000Z,,\n"
        "3,lea@people.example,Lea M,,false,false,,2026-03-02T08:00:00.000Z,,,\n"
    )
    reading = read(made("members.csv", text), FORMS)
    assert reading.people is not None
    assert reading.people["joined"].dt.strftime("%m-%d").tolist() == ["03-01", "03-02"]
    assert reading.people["left"].isna().tolist() == [True, False]
    assert left_out(reading) == {"people who get no e-mails, since a day that is not stated": 1}
    for private in ("rosa", "Rosa", "library", "lea@"):
        assert private not in everything(reading)


def test_the_form_by_which_members_are_imported_is_read() -> None:
    reading = read(on_disk(real("ghost/members_import_fixture.csv")), FORMS)
    assert reading.people is not None
    assert sum(left_out(reading).values()) + len(reading.people) == 2
    assert "example.com" not in everything(reading)


@pytest.mark.parametrize(
    "text",
    [
        "id,title,url,status\n1,a,b,published\n",
        "email,name,created_at\na@people.example,A,2026-03-01\n",
        '{"posts": [{"id": 1, "text": "hello"}]}',
        '{"data": {"posts": 3}}',
    ],
)
def test_what_only_looks_like_it_is_not_ghost(text: str) -> None:
    assert best(made("x", text), FORMS) is None


def test_columns_that_the_owner_took_out_do_not_hide_the_export() -> None:
    text = (
        "id,title,status,published_at,post_access,sends,opens\n"
        "5c1,Caring,published and emailed,2026-03-04T09:00:00.000Z,Public,200,90\n"
    )
    assert by_item(read(made("posts.csv", text), FORMS), "sends") == {"5c1": 200}
    assert best(made("posts.csv", "id,title,status,published_at\n5c1,Caring,published,2026-03-04\n"), FORMS) is None
