"""The learner's own logs are read without names, and a name is refused with a sentence that helps."""

from __future__ import annotations

import pandas as pd
import pytest

from outreach.engagement.platforms.own.own_logs import FORMS
from outreach.engagement.table.adding import total
from outreach.errors import OutreachError
from tests.engagement.files import best, made, read

INQUIRIES = "date,source,qualified\n2026-03-02,hospice,yes\n2026-03-02,Hospice,no\n2026-03-05,,yes\n"
GIVES = "date,contact,gave_or_got,kind\n2026-03-02,C01,gave,sent a handout\n2026-03-20,c01,got,made a referral\n"
ANSWERS = "date,where,kind\n2026-03-02,newsletter,question\n2026-03-02,Newsletter,question\n2026-03-03,blog,\n"


def test_inquiries_are_counted_by_day_and_source() -> None:
    reading = read(made("inquiries.csv", INQUIRIES), FORMS)
    rows = reading.rows
    assert dict(zip(rows["item"], rows["value"], strict=True)) == {"source: hospice": 2, "source: not asked": 1}
    assert set(rows["metric"]) == {"inquiries"}
    assert set(rows["window"]) == {"day"}
    assert reading.detail["inquiries"]["qualified"].tolist() == [True, False, True]
    assert reading.records == 3


def test_an_inquiry_may_carry_a_count() -> None:
    text = "date;source;count;qualified\n02.03.2026;hospice;3;yes\n31.03.2026;friend;;no\n"
    assert total(read(made("inquiries.csv", text), FORMS).rows, "inquiries") == 4


def test_what_was_given_goes_to_the_details() -> None:
    reading = read(made("gives.csv", GIVES), FORMS)
    gives = reading.detail["favors"]
    assert gives.columns.tolist() == ["date", "code", "direction", "kind"]
    assert gives["code"].tolist() == ["c01", "c01"]
    assert gives["direction"].tolist() == ["gave", "got"]
    assert gives["date"].tolist() == [pd.Timestamp(2026, 3, 2), pd.Timestamp(2026, 3, 20)]
    assert reading.rows.empty


def test_answers_are_replies_where_they_came() -> None:
    rows = read(made("answers.csv", ANSWERS), FORMS).rows
    sums = rows.groupby(rows["channel"].astype(str))["value"].sum().to_dict()
    assert sums == {"newsletter": 2, "blog": 1}
    assert set(rows["metric"]) == {"replies"}
    assert set(rows["item"]) == {"kind: question", "kind: not said"}


@pytest.mark.parametrize(
    "contact", ["Maria Lopez", "maria", "Dr Lopez", "m.lopez@clinic.example", "Lopez3", "555-0142 Ada", ""]
)
def test_a_contact_that_may_be_a_name_is_refused_with_a_way_out(contact: str) -> None:
    with pytest.raises(OutreachError, match="such as gp-03"):
        read(made("gives.csv", GIVES + f"2026-03-21,{contact},gave,sent a handout\n"), FORMS)


@pytest.mark.parametrize("contact", ["C01", "gp-03", "h2", "hospice-1"])
def test_a_code_is_taken(contact: str) -> None:
    reading = read(made("gives.csv", GIVES.replace("C01", contact)), FORMS)
    assert len(reading.detail["favors"]) == 2


def test_the_line_of_a_refusal_is_that_of_the_file() -> None:
    with pytest.raises(OutreachError, match="Line 3 "):
        read(made("gives.csv", GIVES.replace("c01", "Ada")), FORMS)


@pytest.mark.parametrize("kind", ["for Ada Lim", "call 555-0142-77", "to ada@mail.example", "Mrs. Lim"])
def test_people_in_other_cells_are_refused_too(kind: str) -> None:
    for text in (
        f"date,contact,gave_or_got,kind\n2026-03-02,C01,gave,{kind}\n",
        f"date,source,qualified\n2026-03-02,{kind},yes\n",
        f"date,where,kind\n2026-03-02,blog,{kind}\n",
    ):
        with pytest.raises(OutreachError, match="Write the kind alone"):
            read(made("log.csv", text), FORMS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (INQUIRIES + "2026-03-06,hospice,perhaps\n", "Write yes or no"),
        (GIVES + "2026-03-06,C02,lent,book\n", "Write gave or got"),
        (ANSWERS + "2026-03-06,,question\n", "Write the place alone"),
    ],
)
def test_other_words_are_refused_with_those_that_are_meant(text: str, sentence: str) -> None:
    with pytest.raises(OutreachError, match=sentence):
        read(made("log.csv", text), FORMS)


def test_entries_without_a_day_are_set_aside_and_counted() -> None:
    reading = read(made("inquiries.csv", INQUIRIES + ",friend,yes\nsoon,friend,yes\n"), FORMS)
    assert total(reading.rows, "inquiries") == 3
    assert sum(one.count for one in reading.set_aside) == 2
    assert all(one.examples == () for one in reading.set_aside)


def test_days_that_can_be_read_in_two_ways_are_asked_about() -> None:
    reading = read(made("inquiries.csv", "date,source,qualified\n03/04/2026,hospice,yes\n"), FORMS)
    assert reading.asked[0].about == "dates"
    assert reading.rows.empty


@pytest.mark.parametrize(
    "header", ["date,source,utm_medium,visitors", "date,contact,kind", "where,kind", "date,value", "date,source"]
)
def test_what_comes_near_is_no_log(header: str) -> None:
    assert best(made("near.csv", header + "\n2026-03-02,a,b,1\n"), FORMS) is None
