"""Mailchimp's campaigns and lists are read by name; tests and people are kept out of the numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.shared.letter_cautions import OPENS_INFLATED
from outreach.engagement.platforms.subscriptions.mailchimp import CAMPAIGNS, FORMS, TESTS
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, total
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FULL = (
    "Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,"
    "Total Bounces,Times Forwarded,Forwarded Opens,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,"
    "Total Clicks,Unsubscribes,Abuse Complaints,Times Liked on Facebook,Folder Id,Unique Id"
)
LETTER = (
    'Letter 1,When a parent asks to go home,Juniper letter,"Mar 04, 2026 07:30 pm",Wednesday,"1,204",1198,4,2,6,3,5,'
    "601,50.17%,911,84,7.01%,120,2,1,0,,a1"
)
REDUCED = "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Unique Id\n"


def reduced(*sent: tuple[str, int]) -> str:
    rows = [f'Letter,Hello,All,"{when}",Friday,{many},id{place}' for place, (when, many) in enumerate(sent)]
    return REDUCED + "\n".join(rows)


def values(table: pd.DataFrame) -> dict[str, float]:
    return dict(zip(table["metric"].astype(str), table["value"], strict=True))


def test_the_campaigns_of_a_real_association_are_read() -> None:
    reading = read(on_disk(real("mailchimp/campaigns_phillybikeaction.csv")), FORMS)
    assert len(reading.rows) == 41
    assert [(one.reason, one.count) for one in reading.set_aside] == [(TESTS, 2)]
    first = reading.rows.iloc[0]
    assert (first["item"], first["metric"], first["value"]) == ("031aae0fbe", "sends", 33)
    assert first["published"] == pd.Timestamp(2023, 6, 1, 21, 46)
    assert any("(8)" in said for said in reading.warnings)


def test_the_full_header_and_the_older_name_of_the_list_are_read() -> None:
    reading = read(made("c.csv", f"{FULL}\n{LETTER}\n"), FORMS)
    assert values(reading.rows) == {
        "sends": 1204,
        "deliveries": 1198,
        "bounces": 6,
        "forwards": 3,
        "unique_opens": 601,
        "open_rate": 50.17,
        "opens": 911,
        "unique_clicks": 84,
        "click_rate": 7.01,
        "clicks": 120,
        "unsubscribes": 2,
        "complaints": 1,
    }
    assert set(reading.rows["account"]) == {"Juniper letter"}
    assert set(reading.rows["window"]) == {tidy.LIFETIME}
    assert set(reading.rows["channel"]) == {"newsletter"}
    assert reading.columns["Total Opens"] == "opens"


def test_columns_in_another_order_say_the_same() -> None:
    frame = pd.read_csv(made("c.csv", f"{FULL}\n{LETTER}\n").open(), dtype=str, keep_default_na=False)
    turned = frame[frame.columns[::-1]].to_csv(index=False)
    straight = read(made("c.csv", f"{FULL}\n{LETTER}\n"), FORMS).rows
    pd.testing.assert_frame_equal(read(made("c.csv", turned), FORMS).rows, straight, check_categorical=False)


def test_opens_are_flagged_since_the_autumn_of_2021_and_not_before() -> None:
    assert OPENS_INFLATED in read(made("c.csv", f"{FULL}\n{LETTER}\n"), FORMS).warnings
    old = LETTER.replace("Mar 04, 2026", "Mar 03, 2021")
    assert OPENS_INFLATED not in read(made("c.csv", f"{FULL}\n{old}\n"), FORMS).warnings


def test_nothing_is_said_of_opens_where_there_are_none() -> None:
    assert OPENS_INFLATED not in read(made("c.csv", reduced(("Mar 04, 2026 07:30 pm", 90))), FORMS).warnings


def test_rates_and_people_are_not_added() -> None:
    other = LETTER.replace(",a1", ",a2").replace("Letter 1", "Letter 2")
    rows = read(made("c.csv", f"{FULL}\n{LETTER}\n{other}\n"), FORMS).rows
    assert total(rows, "clicks") == 240
    for name in ("unique_opens", "open_rate"):
        with pytest.raises(NotAdditiveError):
            total(rows, name)


def test_a_send_to_three_among_hundreds_is_a_test() -> None:
    sent = [(f"Mar {day:02d}, 2026 07:30 pm", 300) for day in range(1, 9)]
    reading = read(made("c.csv", reduced(*sent, ("Mar 05, 2026 07:00 pm", 3))), FORMS)
    assert total(reading.rows, "sends") == 2400
    assert "estimate" in reading.warnings[0]


def test_a_small_list_is_no_row_of_tests() -> None:
    sent = [(f"Mar {day:02d}, 2026 07:30 pm", 4) for day in range(1, 9)]
    reading = read(made("c.csv", reduced(*sent)), FORMS)
    assert total(reading.rows, "sends") == 32
    assert not reading.set_aside


def test_the_first_letters_of_a_list_that_grew_are_no_tests() -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul")
    recent = [(f"{month} 01, 2016 07:30 pm", 6 + place) for place, month in enumerate(months)]
    late = [(f"{month} 01, 2026 07:30 pm", 2000) for month in months]
    kept = read(made("c.csv", reduced(("Jan 03, 2016 07:30 pm", 5), *recent, *late)), FORMS)
    assert not kept.set_aside


LIST = "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,"
LISTS = {
    "subscribed": LIST + "LAST_CHANGED,LEID,EUID,NOTES,TAGS\n"
    'ada@mail.example,Ada,2,2026-01-02 10:00:00,,2026-01-02 10:05:00,192.0.2.7,2026-01-02 10:05:00,1,x,,"""Care"""\n'
    "bo@mail.example,Bo,2,,,,,2026-01-02 10:05:00,2,y,,\n",
    "unsubscribed": LIST
    + "UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,LEID,EUID\n"
    "cy@mail.example,Cy,2,2026-01-02 10:00:00,,,,2026-02-03 09:00:00,Letter,a1,,,3,z\n"
    "di@mail.example,Di,2,2026-03-02 10:00:00,,,,2026-02-03 09:00:00,Letter,a1,,,4,w\n",
    "cleaned": LIST + "CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,LEID,EUID\n"
    "ed@mail.example,Ed,2,2026-01-02 10:00:00,,,,2026-04-05 09:00:00,Letter,a1,5,v\n",
}


def test_lists_become_days_of_joining_and_leaving() -> None:
    readings = {status: read(made(f"{status}.csv", text), FORMS) for status, text in LISTS.items()}
    people = readings["subscribed"].people
    assert people is not None
    assert people["joined"].tolist() == [pd.Timestamp(2026, 1, 2, 10, 5)]
    assert people["left"].isna().all()
    left = readings["unsubscribed"].people
    assert left is not None
    assert left["left"].tolist() == [pd.Timestamp(2026, 2, 3, 9)]
    assert {one.reason for one in readings["unsubscribed"].set_aside} == {
        "people whose day of leaving comes before that of joining"
    }
    assert any("mail to their addresses came back" in said for said in readings["cleaned"].warnings)


@pytest.mark.parametrize("status", LISTS)
def test_no_name_or_address_leaves_a_list(status: str) -> None:
    reading = read(made("list.csv", LISTS[status] + "eva@mail.example,Eva\n"), FORMS)
    assert "mail.example" not in repr(reading)
    assert "Eva" not in repr(reading)
    assert any("were passed over" in said for said in reading.warnings)


def test_the_real_lists_are_read() -> None:
    joined = read(on_disk(real("mailchimp/members_subscribed_fixture.csv")), FORMS).people
    left = read(on_disk(real("mailchimp/members_unsubscribed_fixture.csv")), FORMS).people
    assert joined is not None
    assert left is not None
    assert (len(joined), int(joined["left"].notna().sum())) == (5, 0)
    assert (len(left), int(left["left"].notna().sum())) == (5, 5)


@pytest.mark.parametrize(
    "header",
    ["Title,Subject,Send Date,Total Recipients", "send date,recipients,unique id", "Email Address,First Name,TAGS"],
)
def test_what_comes_near_is_not_taken_for_it(header: str) -> None:
    assert best(made("near.csv", f"{header}\na,b,c,d\n"), FORMS) is None


def test_a_file_that_is_cut_off_keeps_what_is_whole() -> None:
    text = f"{FULL}\n{LETTER}\n{LETTER}"
    reading = CAMPAIGNS.read(made("c.csv", text[: len(text) - 60]), Answers())
    assert values(reading.rows[:12])["clicks"] == 120


@pytest.mark.parametrize(
    "text",
    [
        "Subject,Audience,Send Date,Total Recipients,Total Clicks\nS,M,1-Jun-23,1000,6\nT,M,1-Jul-23,1000,7\n",
        'Subject,Send Date,Unique Id,Total Clicks\nS,"Jun 01, 2023 09:46 pm",a,6\nT,"Jul 01, 2023 09:46 pm",b,7\n',
    ],
)
def test_some_of_the_columns_are_enough(text: str) -> None:
    reading = read(made("a.csv", text), FORMS)
    assert total(reading.rows, "clicks") == 13
    assert reading.rows["item"].nunique() == 2
    assert (reading.rows["item"] != "").all()


def test_a_campaign_to_a_thousand_written_with_a_dot_is_no_test() -> None:
    header = REDUCED.replace(",", ";").strip()
    rows = [f"L;H;All;{day}.06.2023 21:46;Friday;1.0{day};id{day}" for day in (13, 14, 15)]
    reading = read(made("a.csv", "\n".join([header, *rows])), FORMS)
    assert total(reading.rows, "sends") == 3042
    assert not reading.set_aside


def test_a_list_of_letters_of_another_kind_is_not_of_mailchimp() -> None:
    assert best(made("a.csv", "Title,Subject,Send Date,Opens\nA,S,2026-01-05,4\n"), FORMS) is None
