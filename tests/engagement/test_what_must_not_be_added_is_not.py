"""Adding what must not be added is an error that names the right way."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from outreach.engagement.importing.imported import totals
from outreach.engagement.table import tidy
from outreach.engagement.table.adding import NotAdditiveError, may_add, total
from outreach.engagement.table.metrics import METRICS, RIGHT_WAY, WHY_NOT, metric


def rows(*facts: dict[str, Any]) -> pd.DataFrame:
    plain = {"channel": "facebook", "window": tidy.LIFETIME, "source": "a.csv"}
    return tidy.table(pd.DataFrame([{**plain, **fact} for fact in facts]))


def test_comments_of_posts_are_added() -> None:
    table = rows(*({"item": str(n), "metric": "comments", "value": n} for n in (1, 2, 4)))
    assert total(table, "comments") == 7
    assert total(table, "shares") == 0


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("reach", "side by side"),
        ("active_users", "the whole period"),
        ("followers", "the last one"),
        ("open_rate", "then divide"),
        ("average_seconds", "then divide"),
    ],
)
def test_people_levels_shares_and_averages_are_not(name: str, way: str) -> None:
    table = rows(*({"item": str(n), "metric": name, "value": n} for n in (3, 5)))
    with pytest.raises(NotAdditiveError, match=way):
        total(table, name)
    assert not may_add(table, name)
    assert total(table[table["item"] == "3"], name) == 3  # one number alone is nothing that was added


def test_a_day_is_not_added_to_a_lifetime() -> None:
    table = rows(
        {"item": "1", "metric": "comments", "value": 3},
        {"date": "2026-04-14", "metric": "comments", "value": 3, "window": tidy.DAY},
    )
    with pytest.raises(NotAdditiveError, match="single days and some for the whole life of a post"):
        total(table, "comments")


def test_a_whole_is_not_added_to_its_parts() -> None:
    span = tidy.span("2026-03-02", "2026-08-30")
    table = rows(
        {"item": "country: US", "metric": "views", "value": 90, "window": span},
        {"item": "country: NA", "metric": "views", "value": 4, "window": span},
        {"item": "", "metric": "views", "value": 100, "window": span},
    )
    with pytest.raises(NotAdditiveError, match="holds the posts already"):
        total(table, "views")
    assert totals(table) == ({"views": 100.0}, {})


def test_the_same_searches_by_query_and_by_page_are_not_added() -> None:
    span = tidy.span("2026-03-02", "2026-08-30")
    table = rows(
        {"item": "query: grief", "metric": "clicks", "value": 2, "window": span},
        {"item": "page: /", "metric": "clicks", "value": 3, "window": span},
    )
    with pytest.raises(NotAdditiveError, match="by page and query"):
        total(table, "clicks")
    assert list(totals(table)[1]) == ["clicks"]


def test_a_fact_that_stands_there_twice_is_not_added() -> None:
    fact = {"item": "1", "metric": "comments", "value": 3}
    with pytest.raises(NotAdditiveError, match="stands there twice"):
        total(rows(fact, fact), "comments")


def test_the_same_post_in_two_places_is_added() -> None:
    table = rows(
        {"item": "1", "metric": "comments", "value": 3},
        {"item": "1", "metric": "comments", "value": 4, "channel": "linkedin"},
    )
    assert total(table, "comments") == 7


def test_every_metric_says_what_it_means_and_whether_it_adds() -> None:
    for name, one in METRICS.items():
        assert one.name == name
        assert one.means.endswith(".")
        assert one.adds == "yes" or (one.adds in WHY_NOT and one.adds in RIGHT_WAY)
    assert metric("readers_at_the_bakery").adds == "yes"


def test_the_tidy_table_has_its_columns_in_order_and_no_value_that_is_missing() -> None:
    table = rows({"metric": "comments", "value": None}, {"metric": "comments", "value": 2})
    assert tuple(table.columns) == tidy.COLUMNS
    assert table["value"].tolist() == [2]
    assert (table["item"].tolist(), table["account"].tolist()) == ([""], [""])
    assert tuple(tidy.empty().columns) == tidy.COLUMNS
    assert tidy.joined([]).empty


@pytest.mark.parametrize("columns", [{"metric": ["a"]}, {"metric": ["a"], "value": [1], "when": [2]}])
def test_a_table_of_other_columns_is_refused(columns: dict[str, list[Any]]) -> None:
    with pytest.raises(ValueError, match="not the columns of a tidy table"):
        tidy.table(pd.DataFrame(columns))
