"""Logs of giving and of inquiries: what they tell, and that a name is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from outreach.engagement.measuring.giving import Favor, give_ask, read_favors, reciprocity
from outreach.engagement.measuring.inquiries import Inquiry, inquiry_conversion, read_inquiries, referral_shares
from outreach.engagement.measuring.intervals import wilson
from outreach.errors import OutreachError

MARCH = date(2026, 3, 1)
UNTIL = date(2026, 8, 1)
GIVING = """date,code,direction,kind
2026-03-01,gp-03,gave,article
2026-03-20,GP-03,got,referral

2026-03-02,hos-1,gave,talk
"""
INQUIRIES = """date,source,count,qualified
2026-03-01,Hospice,2,yes
2026-03-05,search,,no
2026-03-09,,1,yes
"""


def gave(code: str, day: int = 0) -> Favor:
    return Favor(MARCH + timedelta(day), code, "gave")


def got(code: str, day: int) -> Favor:
    return Favor(MARCH + timedelta(day), code, "got")


def test_six_of_fourteen_gave_back() -> None:
    codes = [f"c{number}" for number in range(14)]
    found = reciprocity([*map(gave, codes), *[got(code, 30) for code in codes[:6]]], UNTIL)
    assert (found.share.part, found.share.whole) == (6, 14)
    assert found.share.interval == wilson(6, 14)
    assert found.share.interval.width > 0.4


def test_giving_back_counts_within_sixty_days_and_after_giving() -> None:
    def back(day: int) -> int:
        return reciprocity([gave("c1"), got("c1", day)], UNTIL).share.part

    assert [back(day) for day in (-1, 0, 60, 61)] == [0, 1, 1, 0]
    assert reciprocity([got("c1", 3)], UNTIL).share.whole == 0


def test_contacts_whose_days_are_not_over_are_set_apart() -> None:
    found = reciprocity([gave("c1"), gave("c2", 40), got("c2", 45), gave("c3", 40)], MARCH + timedelta(60))
    assert (found.share.part, found.share.whole) == (0, 1)
    assert (found.not_over, found.back_already) == (2, 1)


def test_giving_twice_is_one_contact() -> None:
    assert reciprocity([gave("c1"), gave("c1", 50), got("c1", 80)], UNTIL).share.whole == 1


def test_helpful_posts_are_set_against_those_that_ask() -> None:
    ratio = give_ask(12, 3)
    assert ratio.ratio == 4
    assert 4 in ratio.interval
    assert give_ask(5, 0).ratio is None
    assert give_ask(5, 0).interval.high == float("inf")


def test_a_log_of_giving_is_read() -> None:
    favors = read_favors(GIVING)
    assert [(favor.code, favor.direction) for favor in favors] == [
        ("gp-03", "gave"),
        ("gp-03", "got"),
        ("hos-1", "gave"),
    ]
    assert reciprocity(favors, UNTIL).share.part == 1


@pytest.mark.parametrize(
    "code", ["Maria1", "m.lopez@clinic.example", "Dr Lopez", "lopez", "LOPEZ", "", "gp 3", "=cmd1", "x" * 30]
)
def test_a_code_that_may_be_a_name_is_refused(code: str) -> None:
    with pytest.raises(OutreachError, match=r"Line 2 of the log has the code .* may be a name\. Use a code such as"):
        read_favors(f"date,code,direction,kind\n2026-03-01,{code},gave,talk\n")


@pytest.mark.parametrize("code", ["gp-03", "GP-03", "C07", "hospice-2", "7"])
def test_a_code_is_taken(code: str) -> None:
    assert read_favors(f"date,code,direction,kind\n2026-03-01,{code},gave,talk\n")[0].code == code.lower()


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ("date,code,kind\n", "no column 'direction'"),
        ("", "no column 'date'"),
        ("date,code,direction\n03/04/2026,c1,gave\n", "Line 2 .* such as 2026-03-31"),
        ("date,code,direction\n2026-03-01,c1,lent\n", "Write gave or got"),
        ("date,code,direction\n2026-03-01\n", "may be a name"),
    ],
)
def test_a_log_that_cannot_be_read_says_where(log: str, said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        read_favors(log)


def test_sources_of_inquiries_are_shared_out() -> None:
    shares = referral_shares(read_inquiries(INQUIRIES))
    assert {source: (share.part, share.whole) for source, share in shares.items()} == {
        "hospice": (2, 4),
        "search": (1, 4),
        "not asked": (1, 4),
    }
    hospice = referral_shares([Inquiry(MARCH, "hospice", 5), Inquiry(MARCH, "search", 4)])["hospice"]
    assert hospice.interval == wilson(5, 9)


def test_inquiries_that_fit_are_a_share_of_visitors() -> None:
    rate = inquiry_conversion(read_inquiries(INQUIRIES), 60)
    assert (rate.numerator, rate.value) == (3, 0.05)
    assert inquiry_conversion([], 0).value is None
    assert "is not known" in inquiry_conversion([], None).note
    assert "Some came without the page" in inquiry_conversion(read_inquiries(INQUIRIES), 2).note


@pytest.mark.parametrize("source", ["Dr. Lopez", "dr lopez", "Maria Lopez", "m@clinic.example", "=cmd()", "555-0101"])
def test_a_source_that_may_be_a_name_is_refused(source: str) -> None:
    with pytest.raises(OutreachError, match="Write the kind of source"):
        read_inquiries(f"date,source\n2026-03-01,{source}\n")


@pytest.mark.parametrize(
    ("cells", "said"), [("many,yes", "has the count 'many'"), ("-1,yes", "'-1'"), ("1,perhaps", "yes or no")]
)
def test_counts_and_answers_are_looked_at(cells: str, said: str) -> None:
    with pytest.raises(OutreachError, match=said):
        read_inquiries(f"date,source,count,qualified\n2026-03-01,search,{cells}\n")
