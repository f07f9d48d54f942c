"""X: the exports of its analytics page, and the one file of its archive that may be opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach.engagement.forms.form import Reading
from outreach.engagement.platforms.networks.meta_content import FORMS as META
from outreach.engagement.platforms.networks.passed_over import FORMS as OTHERS
from outreach.engagement.platforms.networks.x_archive import FORMS as ARCHIVE
from outreach.engagement.platforms.networks.x_posts import FORMS as TABLES
from outreach.engagement.reading.opened import Opened
from outreach.errors import OutreachError
from tests.engagement.files import best, made, on_disk, read
from tests.engagement.real_data import real

FORMS = (*TABLES, *ARCHIVE, *OTHERS, *META)


def total(reading: Reading, metric: str) -> float:
    return float(reading.rows["value"][reading.rows["metric"] == metric].sum())


def test_the_real_overview_has_a_row_a_day() -> None:
    reading = read(on_disk(real("x/account_overview_analytics.csv")), FORMS)
    assert (total(reading, "impressions"), reading.rows["date"].nunique()) == (9699, 50)
    assert (str(reading.rows["date"].min().date()), str(reading.rows["date"].max().date())) == (
        "2024-12-31",
        "2025-02-18",
    )
    assert set(reading.rows["window"]) == {"day"}


def test_the_real_content_export_keeps_ids_and_hides_who_was_named() -> None:
    reading = read(on_disk(real("x/account_analytics_content_part1.csv")), FORMS)
    assert (total(reading, "impressions"), reading.rows["item"].nunique()) == (7077, 95)
    assert "1891564128784855141" in set(reading.rows["item"])
    assert not reading.rows["title"].str.contains("@user").any()
    assert str(reading.rows["published"].min().date()) == "2025-01-12"


def test_the_real_file_from_before_2023_reads_dashes_as_missing() -> None:
    reading = read(on_disk(real("x/tweet_activity_metrics_classic_fixture.csv")), FORMS)
    assert (total(reading, "impressions"), total(reading, "likes"), total(reading, "shares")) == (835, 4, 1)
    assert not reading.set_aside
    assert set(reading.rows["published"].astype("str")) == {"2015-09-30 18:42:00", "2015-09-30 03:35:00"}


def test_the_real_archive_gives_a_post_and_an_answer() -> None:
    reading = read(on_disk(real("x/archive_tweets_fixture.js.txt")), FORMS)
    assert (total(reading, "posts"), total(reading, "own_replies")) == (1, 1)
    assert reading.ties is not None
    assert list(reading.ties["parent"]) == ["", "1001"]


def test_the_other_form_of_the_content_export_is_the_same_to_a_reader() -> None:
    header = (
        "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,"
        "URL Clicks"
    )
    reading = read(
        made("a.csv", f'{header}\n1891564128784855141,"Tue, Jul 14, 2026",Hello,x,70,3,4,1,9,0,2,5,6\n'), FORMS
    )
    assert (total(reading, "shares"), total(reading, "link_clicks"), total(reading, "replies")) == (5, 6, 2)
    assert set(reading.rows["published"].astype("str")) == {"2026-07-14"}
    assert any("left out" in said for said in reading.warnings)


TWEETS = """window.YTD.{name}.part0 = [
  {{"tweet": {{"id_str": "2001", "full_text": "Thanks @walker_w", "created_at": "Mon Jan 01 12:00:00 +0000 2024",
    "favorite_count": "7", "retweet_count": "2",
    "entities": {{"user_mentions": [{{"screen_name": "walker_w", "id_str": "77"}}]}}}}}},
  {{"tweet": {{"id_str": "2002", "full_text": "@walker_w yes", "created_at": "Mon Jan 01 12:05:00 +0000 2024",
    "in_reply_to_status_id_str": "88112233", "in_reply_to_user_id_str": "77", "favorite_count": "1"}}}},
  {{"tweet": {{"id_str": "2003", "full_text": "RT @walker_w: walks", "created_at": "Tue Jan 02 12:05:00 +0000 2024",
    "favorite_count": "900", "retweet_count": "50"}}}}
]
"""


@pytest.mark.parametrize("name", ["tweets", "tweet"])
def test_what_the_owner_did_is_counted_and_others_are_numbers(name: str) -> None:
    reading = read(made("tweets.js", TWEETS.format(name=name)), FORMS)
    assert [total(reading, metric) for metric in ("posts", "own_replies", "boosts", "likes", "shares")] == [
        1,
        1,
        1,
        8,
        2,
    ]
    assert reading.ties is not None
    told = reading.rows.to_csv() + reading.ties.to_csv() + reading.detail["mentions"].to_csv()
    assert "walker_w" not in told
    assert "88112233" not in told
    assert list(reading.detail["mentions"]["person"]) == ["1"]
    answer = reading.ties[reading.ties["post"] == "2002"].iloc[0]
    answered = reading.ties[reading.ties["post"] == answer["parent"]].iloc[0]
    assert (answer["own"], answered["own"], answered["parent"]) == (True, False, "")
    assert set(reading.ties["thread"]) == {"2001", answered["post"]}


def test_the_other_parts_of_an_archive_are_named_and_not_read(tmp_path: Path) -> None:
    path = tmp_path / "direct-messages.js"
    path.write_text('window.YTD.direct_messages.part0 = [ {"text": "a secret of somebody"} ]', encoding="utf-8")
    reading = read(Opened(path.name, path.name, path), FORMS)
    assert reading.rows.empty
    assert len(reading.warnings) == 1
    assert reading.warnings[0].startswith("This is 'direct messages' of an archive of X. It was not read")
    assert "secret" not in reading.warnings[0]
    account = read(made("account.js", 'window.YTD.account.part0 = [ {"account": {"email": "a@b.example"}} ]'), FORMS)
    assert account.rows.empty
    assert "a@b.example" not in repr(account)


def test_an_archive_that_is_cut_off_or_no_list_says_so_in_a_sentence() -> None:
    cut = made("tweets.js", TWEETS.format(name="tweets")[:300])
    with pytest.raises(OutreachError, match=r"tweets\.js"):
        read(cut, FORMS)
    with pytest.raises(OutreachError, match="expected to hold a list"):
        read(made("tweets.js", 'window.YTD.tweets.part0 = {"a": 1}'), FORMS)


def test_entries_that_are_no_posts_are_counted() -> None:
    reading = read(made("tweets.js", 'window.YTD.tweets.part0 = [1, {"tweet": 5}, {"tweet": {"id_str": "1"}}]'), FORMS)
    assert [(one.reason, one.count) for one in reading.set_aside] == [("entries that are no posts", 2)]


def test_near_tables_are_not_of_x() -> None:
    for text in (
        "Post ID,Date,Impressions\n1,2025-01-01,5\n",
        "Date,Impressions,Likes\n2025-01-01,5,1\n",
        "Tweet id,time\n1,2025-01-01\n",
        "const a = [1]",
    ):
        assert best(made("a.csv", text), FORMS) is None


@pytest.mark.parametrize("name", ["Reposts", "New follows"])
def test_some_of_the_columns_of_the_overview_are_enough(name: str) -> None:
    text = f'Date,Impressions,Engagements,{name}\n"Tue, Feb 18, 2025",10,2,1\n'
    form = best(made("a.csv", text), FORMS)
    assert form is not None
    assert (form.platform, form.export) == ("X", "account overview")


def test_an_archive_in_utf_16_is_known() -> None:
    text = TWEETS.format(name="tweets")
    assert len(read(made("a.js", text.encode("utf-16")), FORMS).rows) == len(read(made("a.js", text), FORMS).rows) > 0
