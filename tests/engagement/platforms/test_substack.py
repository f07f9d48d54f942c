"""Substack: posts are what the owner did, lists are days, and files of readers are counted at once."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.platforms.shared.letter_cautions import IN_UTC, OPENS_INFLATED
from outreach.engagement.platforms.subscriptions import substack, substack_readers
from outreach.engagement.platforms.subscriptions.substack import PAGES
from outreach.engagement.reading.opened import Opened
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*substack.FORMS, *substack_readers.FORMS)
POSTS = (
    "post_id,post_date,is_published,email_sent_at,type,audience,title,subtitle,podcast_url\n"
    "77.first-letter,2026-03-01T18:00:00.000Z,true,2026-03-01T18:05:00.000Z,newsletter,everyone,First letter,,\n"
    "78.about,2026-03-01T18:00:00.000Z,TRUE,,page,everyone,About,,\n"
    "79.later,2026-03-09T18:00:00.000Z,FALSE,,newsletter,everyone,Later,,\n"
)
READER = "post_id,timestamp,email,post_type,post_audience,active_subscription"
OPEN = f"{READER},country,city,region,device_type,client_os,client_type,user_agent"
DELIVERIES = f"{READER}\n" + "".join(
    f"77,2026-03-01T18:0{place}:00.000Z,{who}@mail.example,newsletter,everyone,false\n"
    for place, who in enumerate(("ada", "bo", "cy"), 5)
)
OPENS = f"{OPEN}\n" + "".join(
    f"77,2026-03-02T08:0{place}:00.000Z,{who}@mail.example,newsletter,everyone,false,"
    "US,Port Ellery,WA,phone,x,app,Agent/1\n"
    for place, who in enumerate(("ada", "ada", "bo"))
)


def numbers_of(reading: Reading) -> dict[tuple[str, str], float]:
    rows = reading.rows
    return dict(zip(zip(rows["item"], rows["metric"].astype(str), strict=True), rows["value"], strict=True))


def beside(name: str, text: str) -> Opened:
    return made(name, text)


def test_real_posts_are_what_was_published_and_no_draft_or_page() -> None:
    reading = read(on_disk(real("substack/posts.csv")), FORMS)
    assert reading.rows["item"].tolist() == ["123401", "123402", "123403"]
    assert reading.rows["metric"].unique().tolist() == ["posts"]
    assert {one.reason: one.count for one in reading.set_aside} == {"drafts": 1, PAGES: 1}
    assert IN_UTC in reading.warnings


def test_posts_are_counted_on_their_day() -> None:
    row = read(made("posts.csv", POSTS), FORMS).rows.iloc[0]
    assert row["date"] == pd.Timestamp(2026, 3, 1)
    assert row["published"] == pd.Timestamp(2026, 3, 1, 18)
    assert (row["window"], row["value"], row["channel"]) == ("day", 1, "newsletter")


def test_texts_of_posts_are_known_and_passed_over() -> None:
    reading = read(on_disk(real("substack/posts/123403.thread.html")), FORMS)
    assert reading.rows.empty
    assert "no numbers" in reading.warnings[0]
    assert best(made("page.html", "<p>Hello</p>"), FORMS) is None
    assert best(made("77.first-letter.html", "no markup"), FORMS) is None


def test_the_real_list_becomes_days_of_joining() -> None:
    people = read(on_disk(real("substack/signup_emails.csv")), FORMS).people
    assert people is not None
    assert len(people) == 21
    assert people["joined"].min() == pd.Timestamp(2018, 8, 27, 15, 2, 18)
    assert people["left"].isna().all()


def test_a_list_without_days_gives_its_number_alone() -> None:
    text = (
        "email,expiry,email_disabled,prefer_digests,stripe_connected_customer_id,type\n"
        "ada@mail.example,,false,false,,free\nbo@mail.example,,true,false,,free\n"
    )
    reading = read(made("list.csv", text), FORMS)
    assert numbers_of(reading) == {("", "subscribers"): 2}
    assert reading.people is None
    assert any("1 person on the list gets no e-mail" in said for said in reading.warnings)


def test_the_list_of_the_page_is_known_whatever_columns_were_chosen() -> None:
    header = "Activity,Email,Name,Start date,Type,Emails opened (6mo),Country"
    text = f"{header}\n5,ada@mail.example,Ada Lim,2026-01-05,Free,9,US\n"
    reading = read(made("subscribers.csv", text), FORMS)
    assert reading.people is not None
    assert reading.people["joined"].tolist() == [pd.Timestamp(2026, 1, 5)]
    assert "Ada" not in repr(reading)


def test_an_address_book_is_no_list_of_subscribers() -> None:
    assert best(made("people.csv", "Email,Name,Start date\nada@mail.example,Ada,2026-01-05\n"), FORMS) is None


def test_deliveries_and_opens_are_counted_by_post() -> None:
    assert numbers_of(read(made("77.delivers.csv", DELIVERIES), FORMS)) == {("77", "deliveries"): 3}
    opens = read(made("77.opens.csv", OPENS), FORMS)
    assert numbers_of(opens) == {("77", "opens"): 3, ("77", "unique_opens"): 2}
    assert OPENS_INFLATED in opens.warnings


def test_title_and_day_come_from_the_list_of_posts_beside_it() -> None:
    row = read(made("77.opens.csv", OPENS, beside("posts.csv", POSTS)), FORMS).rows.iloc[0]
    assert row["title"] == "First letter"
    assert row["published"] == pd.Timestamp(2026, 3, 1, 18)


def test_in_a_folder_of_posts_the_text_gives_the_title_and_the_delivery_the_day() -> None:
    folder = (beside("77.first-letter.html", "<p>Dear all</p>"), beside("77.delivers.csv", DELIVERIES))
    row = read(made("77.opens.csv", OPENS, *folder), FORMS).rows.iloc[0]
    assert row["title"] == "first letter"
    assert row["published"] == pd.Timestamp(2026, 3, 1, 18, 5)


def test_a_damaged_list_of_posts_beside_it_does_no_harm() -> None:
    folder = (beside("posts.csv", POSTS[:95] + "\x00\x00,,,\n"),)
    assert numbers_of(read(made("77.opens.csv", OPENS, *folder), FORMS))["77", "opens"] == 3


def test_clicks_are_no_opens() -> None:
    by_link = OPENS.replace("user_agent\n", "user_agent,url\n").replace("Agent/1\n", "Agent/1,https://blog.example\n")
    expected = {("77", "clicks"): 3, ("77", "unique_clicks"): 2}
    assert numbers_of(read(made("clicks.csv", by_link), FORMS)) == expected
    assert numbers_of(read(made("77.clicks.csv", OPENS), FORMS)) == expected


@pytest.mark.parametrize(("name", "text"), [("77.delivers.csv", DELIVERIES), ("77.opens.csv", OPENS)])
def test_no_reader_leaves_the_file(name: str, text: str) -> None:
    reading = read(made(name, text + "77,short,dora@mail.example\n"), FORMS)
    assert "mail.example" not in repr(reading)
    assert "mail.example" not in reading.rows.to_csv()
    assert "Port Ellery" not in reading.rows.to_csv()
    assert any("nothing else was kept" in said for said in reading.warnings)


def test_columns_in_another_order_and_a_cut_off_end_are_read() -> None:
    lines = [line.split(",") for line in DELIVERIES.splitlines()]
    turned = "\n".join(",".join(reversed(line)) for line in lines)
    assert numbers_of(read(made("d.csv", turned), FORMS)) == {("77", "deliveries"): 3}
    cut = substack.POSTS.read(made("posts.csv", POSTS[:200]), Answers())
    assert len(cut.rows) <= 1


def test_a_draft_stays_one_where_a_spreadsheet_has_translated_its_no() -> None:
    text = POSTS.replace("true", "WAHR").replace("TRUE", "WAHR").replace("FALSE", "FALSCH")
    reading = read(made("posts.csv", text), FORMS)
    assert reading.rows["item"].tolist() == ["77"]
    assert {one.reason: one.count for one in reading.set_aside} == {"drafts": 1, PAGES: 1}
