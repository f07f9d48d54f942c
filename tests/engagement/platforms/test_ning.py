"""Ning's archive is read in spite of its faults, and without its people."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.forms.form import Answers
from outreach.engagement.platforms.communities.ning import FORMS
from outreach.engagement.table.adding import total
from outreach.errors import OutreachError
from tests.engagement.files import best, made, read

DISCUSSIONS = """([{"id":"d2","contributorName":"u2","title":"Sleep &amp; rest","description":"<p>Tired</p>",
"createdDate":"2009-05-03T08:00:00.000Z","category":"Care"}{"id":"d1","contributorName":"u1","title":"Hello",
"description":"<p>Who is here? (I am)</p>","createdDate":"2009-05-01T08:00:00.000Z","comments":[
{"id":"c2","contributorName":"u1","description":"Thanks Ada Lim","createdDate":"2009-05-02T09:00:00.000Z"}
{"id":"c1","contributorName":"u2","description":"Me","createdDate":"2009-05-01T09:00:00.000Z"}]}])"""
MEMBERS = """([{"contributorName":"u1","fullName":"Ada Lim","email":"ada@mail.example","createdDate":
"2009-04-01T08:00:00.000Z","birthdate":"1970-01-01","level":"owner","state":"active"}
{"contributorName":"u2","fullName":"Bo Day","email":"bo@mail.example","createdDate":"2009-04-02T08:00:00.000Z","level":
"member","state":"active"}{"contributorName":"u3","fullName":"Cy","email":"cy@mail.example","createdDate":
"2009-04-03T08:00:00.000Z","level":"member","state":"left"}{"contributorName":"u4","fullName":"Di","email":
"di@mail.example","createdDate":"2009-04-03T08:00:00.000Z","level":"member","state":"pending"}])"""


def test_discussions_become_posts_and_comments() -> None:
    reading = read(made("ning-discussions-local.json", DISCUSSIONS), FORMS)
    assert total(reading.rows, "posts") == 2
    assert total(reading.rows, "comments") == 2
    by_item = reading.rows[reading.rows["metric"] == "comments"].set_index("item")
    assert by_item["value"].to_dict() == {"d2": 0, "d1": 2}
    assert by_item.loc["d1", "published"] == pd.Timestamp(2009, 5, 1, 8)
    assert by_item.loc["d2", "title"] == "Sleep & rest"
    assert set(reading.rows["channel"]) == {"community"}


def test_the_repairs_are_said() -> None:
    said = " ".join(read(made("d.json", DISCUSSIONS), FORMS).warnings)
    assert "round brackets" in said
    assert "commas" in said


def test_who_answered_whom_is_kept_as_numbers() -> None:
    ties = read(made("d.json", DISCUSSIONS), FORMS).ties
    assert ties is not None
    assert ties.columns.tolist() == ["thread", "post", "author", "parent", "when", "own"]
    of_post = ties.set_index("post")
    assert of_post["parent"].to_dict() == {"d2": "", "d1": "", "c2": "d1", "c1": "d1"}
    assert of_post.loc["c2", "author"] == of_post.loc["d1", "author"] != of_post.loc["c1", "author"]
    assert of_post.loc["c1", "when"] == pd.Timestamp(2009, 5, 1, 9)
    assert not ties["own"].any()


def test_the_file_of_members_beside_it_tells_the_owner() -> None:
    ties = read(made("d.json", DISCUSSIONS, made("ning-members-local.json", MEMBERS)), FORMS).ties
    assert ties is not None
    assert ties.set_index("post")["own"].to_dict() == {"d2": False, "d1": True, "c2": True, "c1": False}


def test_the_owner_may_be_said() -> None:
    ties = read(made("d.json", DISCUSSIONS), FORMS, Answers(own=("U2",))).ties
    assert ties is not None
    assert ties["own"].sum() == 2


def test_members_become_counts_and_days() -> None:
    reading = read(made("ning-members-local.json", MEMBERS), FORMS)
    assert total(reading.rows, "members") == 2
    assert reading.people is not None
    assert reading.people["joined"].tolist() == [pd.Timestamp(2009, 4, 1, 8), pd.Timestamp(2009, 4, 2, 8)]
    assert {one.count for one in reading.set_aside} == {1}


@pytest.mark.parametrize("text", [DISCUSSIONS, MEMBERS])
def test_no_person_and_no_text_is_kept(text: str) -> None:
    reading = read(made("x.json", text), FORMS)
    kept = repr(reading) + reading.rows.to_csv()
    for secret in ("Ada", "Lim", "mail.example", "1970", "Tired", "u1"):
        assert secret not in kept


def test_a_post_that_stands_there_twice_counts_once() -> None:
    twice = DISCUSSIONS.replace("])", "]").removeprefix("(").rstrip(")")
    reading = read(made("d.json", f"[{twice[1:-1]},{twice[1:-1]}]"), FORMS)
    assert total(reading.rows, "posts") == 2
    assert total(reading.rows, "comments") == 2
    assert ("posts that stand there twice", 4) in [(one.reason, one.count) for one in reading.set_aside]


def test_messages_are_never_taken_for_a_discussion() -> None:
    message = '([{"contributorName":"u1","recipients":["u2"],"title":"Secret","description":"x","createdDate":"2009"}])'
    assert best(made("ning-messages-local.json", message), FORMS) is None


@pytest.mark.parametrize(
    "text", ['[{"title":"x","comments":[]}]', "contributorName,title\nu1,x\n", '{"contributorName":1}']
)
def test_what_comes_near_is_not_taken_for_it(text: str) -> None:
    assert best(made("x.json", text), FORMS) is None


def test_a_file_that_is_cut_off_is_refused_with_a_sentence() -> None:
    with pytest.raises(OutreachError, match="Export it again"):
        read(made("d.json", DISCUSSIONS[:-150]), FORMS)
