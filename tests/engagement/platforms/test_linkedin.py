"""LinkedIn: the workbook of a person, the workbooks of a page, and the copy of one's data."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from outreach.engagement.forms.form import Answers, Reading
from outreach.engagement.platforms.networks.linkedin_copy import FORMS as COPY
from outreach.engagement.platforms.networks.linkedin_page import FORMS as PAGE
from outreach.engagement.platforms.networks.linkedin_workbook import FORMS as CREATOR
from outreach.engagement.sample.written.workbook import Cell, Share, workbook
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*CREATOR, *PAGE, *COPY)
Sheets = dict[str, Sequence[Sequence[Cell]]]
LINK = "https://www.linkedin.com/feed/update/urn:li:activity:"


def total(reading: Reading, metric: str, window: str = "") -> float:
    rows = reading.rows[reading.rows["metric"] == metric]
    return float((rows[rows["window"] == window] if window else rows)["value"].sum())


def creator(engagement: list[list[object]] | None = None, impressions: float = 30.0) -> bytes:
    return workbook(
        {
            "DISCOVERY": [
                ("Overall Performance", "3/2/2026 - 3/4/2026"),
                ("Impressions", impressions),
                ("Members reached", 12.0),
            ],
            "ENGAGEMENT": engagement
            or [  # type: ignore[dict-item] # rows of words and of numbers
                ("Date", "Impressions", "Engagements"),
                ("3/2/2026", 10.0, 1.0),
                ("3/3/2026", 20.0, 2.0),
                ("3/4/2026", 0.0, 0.0),
            ],
            "TOP POSTS": [
                ("Maximum of 50 posts available to include in this list",),
                (),
                ("Post URL", "Post publish date", "Engagements", None, "Post URL", "Post publish date", "Impressions"),
                (f"{LINK}7438811255978266226", "3/2/2026", 3.0, None, f"{LINK}7438811255978266226", "3/2/2026", 25.0),
                (None, None, None, None, f"{LINK}7438811255978266227", "2/13/2026", 5.0),
            ],
            "FOLLOWERS": [("Total followers on 3/4/2026:", 300.0), (), ("Date", "New followers"), ("3/2/2026", 2.0)],
            "DEMOGRAPHICS": [
                ("Top Demographics", "Value", "Percentage"),
                ("Job titles", "Social Worker", Share(0.25)),
                ("Job titles", "Nurse", "< 1%"),
            ],
        }
    )


def test_the_real_workbook_gives_the_totals_that_are_known_of_it() -> None:
    reading = read(on_disk(real("linkedin/Content_2025-03-24_2026-03-23.xlsx")), FORMS)
    assert total(reading, "impressions", "day") == 32_506
    assert total(reading, "followers") == 3050
    reach = reading.rows[reading.rows["metric"] == "reach"]
    assert [(row.value, row.window) for row in reach.itertuples()] == [(14_032, "2025-03-24/2026-03-23")]
    assert reading.rows["date"].nunique() == 365
    assert not any("days are missing" in said for said in reading.warnings)


def test_two_tables_side_by_side_are_read_each_for_itself() -> None:
    reading = read(made("a.xlsx", creator()), FORMS)
    posts = reading.rows[reading.rows["item"].str.startswith("urn:li:activity")]
    assert {(row.item[-3:], row.metric, row.value, str(row.published.date())) for row in posts.itertuples()} == {
        ("226", "engagements", 3, "2026-03-02"),
        ("226", "impressions", 25, "2026-03-02"),
        ("227", "impressions", 5, "2026-02-13"),
    }
    assert set(posts["window"]) == {"2026-03-02/2026-03-04"}
    assert any("1 of them" in said for said in reading.warnings)


def test_shares_of_readers_are_percent_and_small_ones_are_counted_apart() -> None:
    reading = read(made("a.xlsx", creator()), FORMS)
    share = reading.rows[reading.rows["metric"] == "percent"].iloc[0]
    assert (share["item"], share["value"]) == ("job titles: Social Worker", 25)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("shares given only as less than one percent", 1)]


def test_days_that_do_not_add_up_to_the_total_are_told() -> None:
    assert any("days are missing" in said for said in read(made("a.xlsx", creator(impressions=31.0)), FORMS).warnings)
    assert not any("days are missing" in said for said in read(made("a.xlsx", creator()), FORMS).warnings)


def test_days_before_months_are_seen_where_a_day_is_past_the_twelfth() -> None:
    rows: Sequence[Sequence[Cell]] = [
        ("Date", "Impressions", "Engagements"),
        ("28/2/2026", 10.0, 1.0),
        ("1/3/2026", 20.0, 2.0),
    ]
    followers: Sequence[Sequence[Cell]] = [("Total followers on 1/3/2026:", 3.0), (), ("Date", "New followers")]
    sheets: Sheets = {"ENGAGEMENT": rows, "FOLLOWERS": followers}
    reading = read(made("a.xlsx", workbook(sheets)), FORMS)
    assert {str(day.date()) for day in reading.rows["date"]} == {"2026-02-28", "2026-03-01"}


def test_a_page_export_is_read_below_its_description() -> None:
    sheets: Sheets = {
        "Metrics": [
            ("Aggregated engagement metrics for your organic and sponsored posts, in UTC.",),
            (
                "Date",
                "Impressions (organic)",
                "Impressions (total)",
                "Unique impressions (organic)",
                "Clicks (total)",
                "Reposts (total)",
            ),
            ("03/14/2026", 8.0, 10.0, 7.0, 3.0, 1.0),
        ],
        "All posts": [
            ("Engagement metrics for individual posts.",),
            (
                "Post title",
                "Post link",
                "Posted by",
                "Created date",
                "Impressions",
                "Likes",
                "Comments",
                "Reposts",
            ),
            ("A walk", f"{LINK}1/", "Somebody Real", "03/12/2026", 9.0, 2.0, 1.0, 0.0),
        ],
    }
    reading = read(made("a.xlsx", workbook(sheets)), FORMS)
    assert total(reading, "impressions", "day") == 10
    assert total(reading, "impressions", "lifetime") == 9
    assert total(reading, "shares", "day") == 1
    assert "Somebody Real" not in reading.rows.to_csv()
    assert set(reading.rows["item"]) == {"", "urn:li:activity:1"}


def test_followers_of_a_page_by_day_and_by_group_are_read() -> None:
    sheets: Sheets = {
        "New followers": [
            ("Date", "Sponsored followers", "Organic followers", "Total followers"),
            ("03/14/2026", 0.0, 2.0, 2.0),
        ],
        "Location": [("Location", "Total followers"), ("Port Ellery", 40.0)],
    }
    reading = read(made("a.xlsx", workbook(sheets)), FORMS)
    assert total(reading, "follows", "day") == 2
    assert {(row.item, row.metric) for row in reading.rows.itertuples()} == {
        ("", "follows"),
        ("location: Port Ellery", "followers"),
    }


def test_numbers_of_competitors_stay_out_of_the_table() -> None:
    rows = [
        ("Period",),
        ("Page", "Total Followers", "New Followers", "Total post engagements", "Total posts"),
        ("B", 9.0, 1.0, 5.0, 2.0),
    ]
    reading = read(made("a.xlsx", workbook({"COMPETITORS": rows})), FORMS)
    assert reading.rows.empty
    assert list(reading.detail["competitors"]["page"]) == ["B"]


def test_other_and_damaged_workbooks_are_not_of_linkedin() -> None:
    assert best(made("a.xlsx", workbook({"Sheet": [("Date", "Views"), ("3/2/2026", 1.0)]})), FORMS) is None
    assert best(made("a.xlsx", creator()[:-400]), FORMS) is None
    assert best(made("a.xlsx", b"PK\x03\x04 not a workbook"), FORMS) is None


def test_the_real_shares_set_an_impossible_day_aside_and_keep_text_as_text() -> None:
    reading = read(on_disk(real("linkedin/Shares_data_export_fixture.csv")), FORMS)
    assert total(reading, "posts") == 5
    assert [(one.reason, one.count) for one in reading.set_aside] == [("dates that could not be read", 1)]
    titles = dict(zip(reading.rows["item"], reading.rows["title"], strict=True))
    assert titles["urn:li:share:1"].splitlines()[0] == 'He said "hi".'
    assert titles["urn:li:share:3"] == ""
    assert titles["urn:li:share:4"] == "=SUM(A1:B2)"


def test_a_comment_with_quotes_is_one_comment_and_its_text_is_passed_over() -> None:
    text = (
        "Date,Link,Message\n"
        f'2026-01-05 10:00:00,{LINK}5?commentUrn=7,"He said \\"no, never\\", and\nleft"\n'
        f'2026-01-06 11:00:00,{LINK}6,"Plain ""doubled"" quotes"\n'
        f"2026-02-30 11:00:00,{LINK}7,impossible\n"
    )
    reading = read(made("Comments.csv", text), FORMS)
    assert total(reading, "own_replies") == 2
    assert set(reading.rows["date"].astype("str")) == {"2026-01-05", "2026-01-06"}
    assert [(one.reason, one.count) for one in reading.set_aside] == [("dates that could not be read", 1)]
    assert "never" not in reading.rows.to_csv()
    assert reading.ties is not None
    assert reading.ties["own"].sum() == 2


def test_a_table_of_other_links_is_no_list_of_comments() -> None:
    assert best(made("a.csv", "Date,Link,Message\n2026-01-05,https://practice.example,hello\n"), FORMS) is None
    assert best(made("a.csv", "Date,ShareLink\n2026-01-05,x\n"), FORMS) is None


@pytest.mark.parametrize("size", [200, 60, 30])
def test_a_list_of_comments_that_is_cut_off_does_no_harm(size: int) -> None:
    text = f'Date,Link,Message\n2026-01-05 10:00:00,{LINK}5,"One"\n2026-01-06 11:00:00,{LINK}6,"Two, and a long text'
    form = best(made("a.csv", text[:size]), FORMS)
    if form is not None:
        assert len(form.read(made("a.csv", text[:size]), Answers()).rows) <= 2


def test_comments_that_a_spreadsheet_has_saved_again_are_read() -> None:
    text = f"Date;Link;Message\n2026-01-05 10:00:00;{LINK}7;hello\n2026-01-06 10:00:00;{LINK}8;good\n"
    assert total(read(made("Comments.csv", text), FORMS), "own_replies") == 2


def test_sheets_of_a_page_that_were_saved_as_text_are_read() -> None:
    days = 'Aggregated metrics,,\nDate,Impressions (total),Clicks (total)\n03/13/2025,"1,010",4\n'
    posts = f"All posts,,\nPost title,Post link,Created date,Impressions,Likes\nT,{LINK}7,03/13/2025,10,1\n"
    assert total(read(made("a.csv", days), FORMS), "impressions", "day") == 1010
    assert total(read(made("b.csv", posts), FORMS), "impressions", "lifetime") == 10
    for near in ("Date,Total followers\n03/13/2025,5\n", "Industry,Total followers\nCare,5\n"):
        assert best(made("a.csv", near), FORMS) is None
