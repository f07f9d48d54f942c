"""Buttondown, Beehiiv and Curated: what was sent, who joined when, and numbers where there are any."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from outreach.engagement.platforms.shared.letter_cautions import OPENS_INFLATED
from outreach.engagement.platforms.subscriptions import beehiiv, buttondown, curated
from outreach.engagement.table.adding import total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*buttondown.FORMS, *beehiiv.FORMS, *curated.FORMS)
COUNTS = {
    "recipients": 90,
    "deliveries": 88,
    "opens": 51,
    "clicks": 12,
    "temporary_failures": 1,
    "permanent_failures": 2,
    "unsubscriptions": 1,
    "complaints": 0,
    "survey_responses": 4,
    "replies": 3,
    "comments": 2,
    "page_views__lifetime": 140,
}
METRICS = {
    "sends": 90,
    "deliveries": 88,
    "opens": 51,
    "clicks": 12,
    "bounces": 2,
    "unsubscribes": 1,
    "complaints": 0,
    "replies": 3,
    "comments": 2,
    "page_views": 140,
}
EMAIL = {"id": "e1", "subject": "On Sundays", "publish_date": "2026-03-01T18:00:00Z", "body": "Dear Ada"}


def values(table: pd.DataFrame) -> dict[str, float]:
    return dict(zip(table["metric"].astype(str), table["value"], strict=True))


def test_the_e_mails_of_buttondown_are_what_was_sent() -> None:
    reading = read(on_disk(real("buttondown/emails_fixture.csv")), FORMS)
    assert reading.rows["title"].tolist() == ["This is a Plain Post", "This is a Fancy Post"]
    assert reading.rows["date"].tolist() == [pd.Timestamp(2023, 1, 2), pd.Timestamp(2023, 1, 5)]
    assert total(reading.rows, "posts") == 2


def test_the_text_of_an_e_mail_is_known_and_passed_over() -> None:
    assert read(on_disk(real("buttondown/emails/plain-post.md")), FORMS).rows.empty
    assert best(made("note.md", "# A note\n"), FORMS) is None


@pytest.mark.parametrize("before", ["", "analytics.", "analytics__"])
def test_numbers_of_buttondown_are_read_from_a_table(before: str) -> None:
    header = ["id", "subject", "publish_date", *(before + name for name in COUNTS)]
    row = ["e1", "On Sundays", "2026-03-01T18:00:00Z", *map(str, COUNTS.values())]
    reading = read(made("a.csv", ",".join(header) + "\n" + ",".join(row) + "\n"), FORMS)
    assert values(reading.rows) == METRICS
    assert OPENS_INFLATED in reading.warnings


@pytest.mark.parametrize(
    "held",
    [
        {**EMAIL, **COUNTS},
        [{**EMAIL, "analytics": COUNTS}],
        {"results": [{**EMAIL, "analytics": COUNTS}, {"id": "draft", "analytics": None}], "count": 2},
    ],
)
def test_numbers_of_buttondown_are_read_from_json(held: object) -> None:
    reading = read(made("a.json", json.dumps(held)), FORMS)
    assert values(reading.rows) == METRICS
    row = reading.rows.iloc[0]
    assert (row["item"], row["title"], row["window"]) == ("e1", "On Sundays", "lifetime")
    assert row["published"] == pd.Timestamp(2026, 3, 1, 18)
    assert "Dear Ada" not in reading.rows.to_csv()


def test_numbers_that_are_missing_or_none_are_no_zeros() -> None:
    held = {**EMAIL, **COUNTS, "opens": None, "clicks": "many"}
    assert {"opens", "clicks"}.isdisjoint(values(read(made("a.json", json.dumps(held)), FORMS).rows))


def test_other_json_is_not_taken_for_it() -> None:
    assert best(made("a.json", json.dumps({"recipients": 3, "deliveries": 2})), FORMS) is None
    assert best(made("a.json", "not JSON at all"), FORMS) is None


def test_posts_of_beehiiv_are_what_was_written() -> None:
    reading = read(on_disk(real("beehiiv/posts_fixture.csv")), FORMS)
    assert reading.rows["title"].tolist() == ["Sample Post", "Another Post"]
    assert any("begun" in said for said in reading.warnings)


def test_drafts_of_beehiiv_are_set_aside() -> None:
    text = (
        "id,web_title,status,audience,email_subject_line,created_at\n"
        "a,One,confirmed,free,One,2026-01-18 21:25:27\nb,Two,draft,free,Two,2026-01-19 21:25:27\n"
    )
    reading = read(made("posts.csv", text), FORMS)
    assert reading.rows["item"].tolist() == ["a"]
    assert reading.set_aside[0].count == 1


def test_subscribers_of_beehiiv_are_those_whose_days_are_known() -> None:
    reading = read(on_disk(real("beehiiv/subscribers_fixture.csv")), FORMS)
    people = reading.people
    assert people is not None
    assert len(people) == 6
    assert people["left"].dropna().tolist() == [pd.Timestamp(2024, 3, 13, 11, 33, 53)]
    assert people["joined"].min() == pd.Timestamp(2022, 3, 12, 11, 43, 23)
    assert {one.count for one in reading.set_aside} == {1, 2}


def test_subscribers_of_curated_are_days_of_joining() -> None:
    reading = read(on_disk(real("curated/subscribers_fixture.csv")), FORMS)
    assert reading.people is not None
    assert len(reading.people) == 20
    assert reading.people["joined"].max() == pd.Timestamp(2021, 2, 4, 7, 55, 20)


def test_no_address_is_kept_of_any_list() -> None:
    texts = (
        "email,First Name,status,tier,created_at,unsubscribed_at\nada@mail.example,Ada,pending,free,2026-01-02,\n",
        "Email Address,Subscribed at,UTM Source\nada@mail.example,no day,\n",
    )
    for text in texts:
        assert "mail.example" not in repr(read(made("list.csv", text), FORMS))


@pytest.mark.parametrize(
    "header",
    ["id,subject,publish_date,slug", "email,status,created_at", "Email Address,Subscribed", "recipients,opens"],
)
def test_what_comes_near_is_not_taken_for_it(header: str) -> None:
    assert best(made("near.csv", header + "\na,b,c,d\n"), FORMS) is None
