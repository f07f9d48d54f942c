"""Facebook pages: what their exports hold becomes facts, and what is no fact is counted and set aside."""

from __future__ import annotations

import random

import pytest

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.platforms.networks.facebook_insights import FORMS as INSIGHTS
from outreach.engagement.platforms.networks.meta_audience import FORMS as AUDIENCE
from outreach.engagement.platforms.networks.meta_content import FORMS as CONTENT
from outreach.engagement.platforms.networks.meta_days import FORMS as DAYS
from outreach.engagement.platforms.networks.x_posts import FORMS as X
from outreach.engagement.reading.rows import SHORT
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*CONTENT, *DAYS, *AUDIENCE, *INSIGHTS, *X)
START = "Post ID,Page ID,Page name,Title,Description,Publish time,Permalink,Post type,Data comment,Date,"
OLD = START + 'Reach,Impressions,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks'
VIDEO = START + "Views,Reach,Reactions,Comments,Shares,Total clicks,Views,3-second video views"


def total(reading: Reading, metric: str) -> float:
    return float(reading.rows["value"][reading.rows["metric"] == metric].sum())


def utf16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


def posts(times: list[str]) -> str:
    rows = [
        f"9007199254740{place:03d},1,Page,Text,,{time},,Photos,,Lifetime,1,2,3,1,1,1,"
        for place, time in enumerate(times)
    ]
    return "\n".join([OLD, *rows])


def test_the_real_content_export_gives_the_totals_that_are_known_of_it() -> None:
    reading = read(on_disk(real("facebook/mh4u_posts_lifetime_2023-12_2024-03.csv")), FORMS)
    found = {
        name: total(reading, name) for name in ("reach", "impressions", "reactions", "comments", "shares", "clicks")
    }
    assert found == {
        "reach": 958_872,
        "impressions": 1_237_195,
        "reactions": 22_548,
        "comments": 992,
        "shares": 4_648,
        "clicks": 39_560,
    }
    assert reading.rows["item"].nunique() == 41
    assert [(one.reason, one.count) for one in reading.set_aside] == [("rows that the platform marks as errors", 3)]
    assert any("minute equals the month" in said for said in reading.warnings)
    assert not reading.detail["clock"]["usable"].any()


def test_the_real_daily_charts_hold_a_page_and_an_account() -> None:
    reading = read(on_disk(real("facebook/mh4u_Visits_daily_utf16.csv")), FORMS)
    assert set(reading.rows["channel"]) == {"facebook", "instagram"}
    assert set(reading.rows["window"]) == {"day"}
    days = reading.rows["date"]
    assert (str(days.min().date()), str(days.max().date())) == ("2023-07-08", "2024-03-05")
    assert (days.dt.hour == 0).all()


def test_a_real_chart_that_a_spreadsheet_saved_again_is_read() -> None:
    reading = read(on_disk(real("facebook/mh4u_Reach_daily_utf16_resaved_tab.csv")), FORMS)
    first = reading.rows.iloc[0]
    assert (first["channel"], first["metric"], first["value"]) == ("facebook", "reach", 2768)
    assert len(reading.rows) == 2 * 242


def test_the_real_audience_export_joins_the_names_of_cities_that_a_spreadsheet_cut() -> None:
    reading = read(on_disk(real("facebook/mh4u_Audience_utf16_resaved_tab.csv")), FORMS)
    facebook = reading.rows[reading.rows["channel"] == "facebook"].set_index("item")["value"]
    assert facebook["city: Lviv, Lviv Oblast, Ukraine"] == 8.7
    assert facebook["age and gender: 35-44, Women"] == 36
    assert facebook["country: Ukraine"] == 86.4
    assert facebook[""] == 30_222


def test_the_real_classic_insights_are_read_below_two_headers() -> None:
    reading = read(on_disk(real("facebook/classic_page_insights_posts_fixture.csv")), FORMS)
    assert total(reading, "reach") == 8
    assert set(reading.rows["published"].astype("str")) == {"2015-10-01 21:00:00", "2015-10-01 09:22:00"}
    assert [(one.reason, one.count) for one in reading.set_aside] == [("rows that explain the columns", 1)]


def test_the_real_set_of_500_posts_has_no_dates_and_keeps_its_hours_apart() -> None:
    reading = read(on_disk(real("uci_facebook_metrics/dataset_Facebook.csv")), FORMS)
    assert reading.rows["item"].nunique() == 500
    assert reading.rows["published"].isna().all()
    assert len(reading.detail["times without a year"]) == 500


def test_of_two_columns_named_views_the_second_is_that_of_videos_wherever_it_stands() -> None:
    one = "900719925474099312345,1,Page,Walk,,03/04/2025 10:20,,Videos,,Lifetime,50,40,3,2,1,,30,25"
    two = "900719925474099312346,1,Page,Photo,,03/05/2025 11:31,,Photos,,Lifetime,20,10,3,2,1,7,0,"
    reading = read(made("a.csv", f"{VIDEO}\n{one}\n{two}\n"), FORMS)
    assert (total(reading, "views"), total(reading, "video_views")) == (70, 25)
    without = VIDEO.replace(",3-second video views", "")
    rows = [row.rsplit(",", 1)[0] for row in (one, two)]
    as_it_is = read(made("a.csv", "\n".join([without, *rows])), FORMS)
    assert (total(as_it_is, "views"), total(as_it_is, "video_views")) == (70, 30)
    assert (as_it_is.rows["metric"] == "video_views").sum() == 1
    swapped = [
        ",".join([*row.split(",")[:10], row.split(",")[16], *row.split(",")[11:16], row.split(",")[10]]) for row in rows
    ]
    turned = read(made("a.csv", "\n".join([without, *swapped])), FORMS)
    assert (total(turned, "views"), total(turned, "video_views")) == (70, 30)


def test_ids_beyond_the_exact_numbers_stay_as_they_are() -> None:
    reading = read(
        made("a.csv", f"{OLD}\n900719925474099312345,1,Page,T,,03/04/2024 10:20,,,,Lifetime,1,2,,,,,\n"), FORMS
    )
    assert set(reading.rows["item"]) == {"900719925474099312345"}


def test_impressions_and_views_are_two_measures_and_the_file_says_which_it_has() -> None:
    old = read(made("a.csv", posts(["03/04/2024 10:20"])), FORMS)
    new = read(made("a.csv", posts(["03/04/2025 10:20"]).replace("Impressions", "Views")), FORMS)
    assert "views" not in set(old.rows["metric"])
    assert "impressions" not in set(new.rows["metric"])
    assert any("counts impressions" in said for said in old.warnings)
    assert any("counts views" in said for said in new.warnings)


def test_short_rows_are_filled_and_counted_and_rows_without_an_id_are_set_aside() -> None:
    error, nameless = ",,,,,,,,An error occurred,Lifetime,51,,,,,,", ",1,Page,T,,,,,,,4,,,,,,"
    text = f"{OLD}\n1,1,Page,T,,03/04/2024 10:20,,,,Lifetime,7,8\n{error}\n{nameless}\n"
    reading = read(made("a.csv", text), FORMS)
    reasons = {one.reason: one.count for one in reading.set_aside}
    assert reasons["rows that the platform marks as errors"] == 1
    assert reasons["rows without an id"] == 1
    assert reasons[SHORT] == 1
    assert (total(reading, "reach"), total(reading, "impressions")) == (7, 8)


def test_empty_cells_are_no_zeros() -> None:
    reading = read(made("a.csv", posts(["03/04/2024 10:20"])), FORMS)
    assert "clicks" not in set(reading.rows["metric"])


@pytest.mark.parametrize(
    ("times", "reason"),
    [
        (
            [f"{1 + day % 4:02d}/{1 + day:02d}/2024 {day % 12 + 8:02d}:{1 + day % 4:02d}" for day in range(12)],
            "minute equals",
        ),
        ([f"03/{1 + day:02d}/2024 {1 + day % 10:02d}:{7 * day % 60:02d}" for day in range(12)], "between 01 and 10"),
        ([f"03/{1 + day:02d}/2024 {8 + day % 12:02d}:30" for day in range(12)], "have the minute 30"),
    ],
)
def test_a_clock_that_cannot_be_right_is_told(times: list[str], reason: str) -> None:
    reading = read(made("a.csv", posts(times)), FORMS)
    assert [said for said in reading.warnings if reason in said and "best hour" in said]
    assert not reading.detail["clock"]["usable"].any()


@pytest.mark.parametrize(
    "times",
    [
        [f"03/{1 + day:02d}/2024 {8 + day % 12:02d}:{7 * day % 60:02d}" for day in range(12)],
        [f"03/{1 + day:02d}/2024 {7 + day % 4:02d}:{7 * day % 60:02d}" for day in range(12)],
        [f"03/{1 + day:02d}/2024 04:03" for day in range(9)],
    ],
)
def test_a_clock_that_may_be_right_is_left_in_peace(times: list[str]) -> None:
    reading = read(made("a.csv", posts(times)), FORMS)
    assert not [said for said in reading.warnings if "best hour" in said]
    assert reading.detail["clock"]["usable"].all()


def test_numbers_of_single_days_are_not_taken_for_those_of_a_life() -> None:
    text = posts(["03/04/2024 10:20"]).replace("Lifetime", "03/05/2024")
    reading = read(made("a.csv", text), FORMS)
    assert set(reading.rows["window"]) == {"day"}
    assert set(reading.rows["date"].astype("str")) == {"2024-03-05"}


def test_columns_are_known_by_their_names_in_any_order() -> None:
    header = ["Post ID", "Page ID", "Page name", "Title", "Publish time", "Note", "Reach", "Impressions", "Comments"]
    cells = ["1", "2", "Page", "T", "03/04/2024 10:20", "", "7", "8", "9"]
    order = list(range(len(header)))
    random.Random(3).shuffle(order)
    text = "\n".join(",".join(line[place] for place in order) for line in (header, cells))
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "reach"), total(reading, "impressions"), total(reading, "comments")) == (7, 8, 9)


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    whole = posts([f"03/{day:02d}/2024 09:{day + 9}" for day in range(1, 9)])
    reading = read(made("a.csv", whole[: len(whole) - 6]), FORMS)
    assert reading.rows["item"].nunique() == 8
    assert best(made("a.csv", whole[:40]), FORMS) is None


def test_names_and_addresses_of_others_leave_the_titles() -> None:
    said = "Thanks @somebody.else, write to a.b@practice.example"
    text = f'{OLD}\n1,1,Page,"{said}",,03/04/2024 10:20,,,,Lifetime,7,8,,,,,\n'
    assert set(read(made("a.csv", text), FORMS).rows["title"]) == {"Thanks @…, write to (address)"}


def test_swedish_and_portuguese_headers_are_known() -> None:
    swedish = (
        "Publicerings-id,Sid-id,Sidnamn,Titel,Publiceringstid,Inläggstyp,Permalänk,Visningar,Räckvidd,Reaktioner,"
        "Kommentarer,Delningar"
    )
    reading = read(made("a.csv", f"{swedish}\n1,2,Sida,T,03/24/2025 10:20,Foton,x,70,60,5,4,3\n"), FORMS)
    assert (total(reading, "views"), total(reading, "comments")) == (70, 4)
    portuguese = (
        "Identificação do post,Nome da página,Título,Horário de publicação,Link permanente,Tipo de post,Data,Alcance,"
        "Reações,Comentários"
    )
    reading = read(
        made("a.csv", f"{portuguese}\n1,P,T,24/03/2025 10:20,x,Foto,Total,1.222,5,4\nTotal,,,,,,,1.222,5,4\n"), FORMS
    )
    assert (total(reading, "reach"), total(reading, "reactions")) == (1222, 5)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("rows of totals", 1)]
    assert set(reading.rows["published"].astype("str")) == {"2025-03-24 10:20:00"}


def test_a_translated_file_whose_dates_can_be_read_in_two_ways_asks() -> None:
    header = "Identificação do post,Nome da página,Horário de publicação,Link permanente,Reações"
    file = made("a.csv", f"{header}\n1,P,04/03/2025 10:20,x,5\n")
    asked = read(file, FORMS)
    assert [one.about for one in asked.asked] == ["dates"]
    assert asked.rows.empty
    assert set(read(file, FORMS, Answers(dates="DMY")).rows["published"].astype("str")) == {"2025-03-04 10:20:00"}


CHART = '"Date","Primary"\n"2025-03-29T00:00:00","5"\n"2025-03-30T01:00:00","6"\n'


def test_a_chart_that_names_no_place_asks_and_is_read_once_told() -> None:
    file = made("Views.csv", utf16(f'sep=,\n"Views"\n{CHART}'))
    reading = read(file, FORMS)
    assert reading.rows.empty
    assert [(one.about, one.choices) for one in reading.asked] == [("channel", ("facebook", "instagram"))]
    told = read(file, FORMS, Answers(channel="instagram"))
    assert not told.asked
    assert [(row.channel, row.metric, row.value) for row in told.rows.itertuples()] == [
        ("instagram", "views", 5),
        ("instagram", "views", 6),
    ]
    assert list(told.rows["date"].astype("str")) == ["2025-03-29", "2025-03-30"]


def test_a_nameless_chart_beside_the_same_chart_of_the_other_place_needs_no_question() -> None:
    both = f'sep=,\n"Follows"\n{CHART}\n"Instagram follows"\n{CHART}'
    reading = read(made("Follows.csv", utf16(both)), FORMS)
    assert not reading.asked
    assert set(reading.rows["channel"]) == {"facebook", "instagram"}
    assert any("names no place" in said for said in reading.warnings)
    apart = f'sep=,\n"Follows"\n{CHART}\n"Instagram reach"\n{CHART}'
    assert read(made("Follows.csv", utf16(apart)), FORMS).asked


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_charts_saved_again_with_other_signs_and_in_utf8_are_read(sign: str) -> None:
    text = f"sep={sign}\r\nFacebook reach{sign}\r\nDate{sign}Primary\r\n2025-03-29T00:00:00{sign}1222\r\n"
    reading = read(made("Reach.csv", text), FORMS)
    assert [(row.channel, row.metric, row.value) for row in reading.rows.itertuples()] == [("facebook", "reach", 1222)]


def test_a_chart_of_something_unknown_is_set_aside_by_its_title() -> None:
    reading = read(made("a.csv", utf16(f'sep=,\n"Facebook moods"\n{CHART}')), FORMS)
    assert reading.rows.empty
    assert [one.examples for one in reading.set_aside] == [("Facebook moods",)]


def test_an_audience_in_wide_rows_is_read_and_asks_whose_it_is() -> None:
    text = (
        'sep=,\n"Age & gender"\n"","Women","Men"\n"25-34","10.5%",""\n"35-44","","4%"\n\n"Top cities"\n'
        '"Port Ellery, WA","Westhaven"\n"40%","< 1%"\n\n"Top countries"\n"United States","Canada"\n"90%","10%"\n'
    )
    file = made("Audience.csv", utf16(text))
    assert [one.about for one in read(file, FORMS).asked] == ["channel"]
    reading = read(file, FORMS, Answers(channel="facebook"))
    assert dict(zip(reading.rows["item"], reading.rows["value"], strict=True)) == {
        "age and gender: 25-34, Women": 10.5,
        "age and gender: 35-44, Men": 4,
        "city: Port Ellery, WA": 40,
        "country: United States": 90,
        "country: Canada": 10,
    }
    assert [one.count for one in reading.set_aside] == [1]


def test_other_tables_with_a_date_are_no_charts() -> None:
    for text in (
        "Date,Value\n2025-01-01,5\n",
        "Title\n\nDate,Primary school\n2025-01-01,5\n",
        "Date,Views\n2025-01-01,5\n",
    ):
        assert best(made("a.csv", text), FORMS) is None


def test_classic_columns_of_one_name_are_told_apart_by_the_second_header() -> None:
    text = (
        "Post ID,Posted,Lifetime Post Total Reach,Lifetime Organic Video Views,Lifetime Organic Video Views\n"
        ",,Lifetime: People. (Unique Users),Lifetime: Views. (Unique Users),Lifetime: Views. (Total Count)\n"
        "1_2,07/17/2017 03:00:13 PM,9,5,7\n"
    )
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "reach"), total(reading, "video_views")) == (9, 7)
    assert set(reading.rows["published"].astype("str")) == {"2017-07-17 15:00:13"}


def test_some_of_the_columns_are_enough() -> None:
    text = "Post ID,Page name,Title,Publish time,Views,Reactions\n1,Page,Text,03/13/2025 01:03,4,2\n"
    reading = read(made("a.csv", text), FORMS)
    assert (set(reading.rows["channel"]), total(reading, "views")) == ({"facebook"}, 4)


@pytest.mark.parametrize(
    ("first", "second"),
    [("01/12/2025", "01/13/2025"), ("12.01.2025 01:00", "13.01.2025 01:00"), ("12-Jan-25", "13-Jan-25")],
)
def test_days_that_a_spreadsheet_has_rewritten_are_read(first: str, second: str) -> None:
    text = f"Facebook visits;\nDate;Primary\n{first};1.222\n{second};5\n"
    reading = read(made("a.csv", text), FORMS)
    assert reading.rows["date"].dt.strftime("%m-%d").tolist() == ["01-12", "01-13"]
    assert total(reading, "profile_visits") == 1227


def test_days_that_can_be_read_in_two_ways_are_asked_about_and_none_is_lost() -> None:
    file = made("a.csv", "Facebook visits;\nDate;Primary\n1/2/2025 1:00;4\n1/3/2025 1:00;5\n")
    asked = read(file, FORMS)
    assert [one.about for one in asked.asked] == ["dates"]
    assert asked.rows.empty
    answered = read(file, FORMS, Answers(dates="DMY"))
    assert answered.rows["date"].dt.strftime("%m-%d").tolist() == ["02-01", "03-01"]


def test_a_chart_counts_days_without_a_number_and_days_that_stand_there_twice() -> None:
    text = "sep=,\nFacebook visits\nDate,Primary\n2025-01-01,4\n2025-01-01,4\n2025-01-02,\n"
    reading = read(made("a.csv", text), FORMS)
    assert (total(reading, "profile_visits"), reading.records) == (4, 1)
    assert {one.reason: one.count for one in reading.set_aside} == {
        "rows that stand there twice": 1,
        "days without a number": 1,
    }


@pytest.mark.parametrize(
    ("title", "metric"),
    [("Facebook-Reichweite", "reach"), ("Visites Facebook", "profile_visits"), ("Facebook-Aufrufe", "views")],
)
def test_charts_in_other_languages_are_known(title: str, metric: str) -> None:
    reading = read(made("a.csv", f"sep=;\n{title}\nDatum;Primär\n2025-01-01T01:00:00;5\n"), FORMS)
    assert reading.rows["metric"].tolist() == [metric]


def test_follows_less_unfollows_are_no_follows() -> None:
    reading = read(made("a.csv", "sep=,\nFacebook net follows\nDate,Primary\n2025-01-01,5\n"), FORMS)
    assert reading.rows.empty
    assert reading.set_aside[0].count == 1


def test_shares_of_an_audience_that_stand_there_twice_count_once() -> None:
    section = "Age & gender\n,Women,Men\n18-24,1.5%,2%\n\nTop cities\nBonn,Bern\n3.4%,2.1%\n"
    once, twice = (read(made("a.csv", text), FORMS, Answers(channel="facebook")) for text in (section, 2 * section))
    assert len(once.rows) == len(twice.rows) == 4
    assert [(one.reason, one.count) for one in twice.set_aside] == [("shares that stand there twice", 4)]
