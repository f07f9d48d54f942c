"""Channels whose values on the eight criteria are said outright, so that what follows can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from outreach.channels.deciding.criteria import CRITERIA
from outreach.channels.deciding.ranking import Ranking, rank
from outreach.channels.facts.catalog import FACTS, Cell, Channel, Mark, Role
from outreach.practice import AGE_BANDS, GOALS, WAYS_OF_GIVING, WILL_NOT_DO, Practice

Value = float | tuple[float, float, float]
"""A value from 0 to 1, or its low end, itself and its high end."""

SAID = Practice(goals=("public",), ways_of_giving=("writing",))
"""A practice for which each criterion rests on the facts below and on no others."""

FACTS_OF: dict[str, tuple[tuple[str, ...], float, bool]] = {
    "purpose": (("fit.public",), 3.0, True),
    "audience": (("reach.all",), 100.0, True),
    "comfort": (("gives.writing",), 3.0, True),
    "ownership": (("ownership", "content_export", "audience_export"), 3.0, True),
    "hours": (("hours_per_week",), 8.0, False),
    "money": (("money_per_month",), 100.0, False),
    "search": (("search",), 3.0, True),
    "risk": (("confidentiality", "message", "review"), 3.0, False),
}
"""The facts behind a criterion, the figure at the other end of its scale, and whether more is better."""


def cell(value: float, low: float | None = None, high: float | None = None) -> Cell:
    ends = (value if low is None else low, value if high is None else high)
    return Cell(
        value=value,
        low=ends[0],
        high=ends[1],
        mark=Mark.ESTIMATE,
        source=("authors",),
        year=2026,
        verified_on="2026-11",
    )


def channel(
    name: str,
    values: Mapping[str, Value] | None = None,
    *,
    role: Role = "home",
    facts: Mapping[str, Cell] | None = None,
) -> Channel:
    """Return a channel with these values, 0 where none is given; single facts can be put in their place."""
    made = {key: cell(0) for key in FACTS if not key.startswith("requires.")}
    for criterion in CRITERIA:
        keys, top, more_is_better = FACTS_OF[criterion.id]
        value = (values or {}).get(criterion.id, 0.0)
        low, middle, high = value if isinstance(value, tuple) else (value, value, value)
        figures = [top * (part if more_is_better else 1 - part) for part in (low, middle, high)]
        made.update({key: cell(figures[1], min(figures), max(figures)) for key in keys})
    return Channel(id=name, name=name.title(), role=role, what="Made up.", facts={**made, **(facts or {})})


def of_matrix(rows: Sequence[Sequence[float]]) -> tuple[Channel, ...]:
    """Return channels called a, b, c ... with the values of each row, in the order of the criteria."""
    keys = [criterion.id for criterion in CRITERIA]
    return tuple(channel(chr(97 + place), dict(zip(keys, row, strict=True))) for place, row in enumerate(rows))


def ranked_rows(rows: Sequence[Sequence[float]], weights: Mapping[str, float]) -> Ranking:
    return rank(SAID, of_matrix(rows), weights)


def some_of(names: Mapping[str, str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(names)), unique=True).map(tuple)


practices = st.builds(
    Practice,
    goals=some_of(GOALS),
    age_bands=some_of(AGE_BANDS),
    ways_of_giving=some_of(WAYS_OF_GIVING),
    will_not_do=some_of(WILL_NOT_DO),
    hours_per_week=st.one_of(st.none(), st.floats(0, 10)),
    money_per_month=st.one_of(st.none(), st.floats(0, 120)),
    confidentiality_ceiling=st.one_of(st.none(), st.integers(0, 3)),
)
weightings = st.fixed_dictionaries({criterion.id: st.floats(0, 100) for criterion in CRITERIA}).filter(
    lambda weights: max(weights.values()) > 0.001
)
even_weightings = st.fixed_dictionaries({criterion.id: st.integers(0, 10) for criterion in CRITERIA}).filter(
    lambda weights: any(weights.values())
)
"""Whole numbers, so that ties and criteria without weight come up."""

matrices = st.lists(
    st.lists(st.integers(0, 12).map(lambda part: part / 12), min_size=len(CRITERIA), max_size=len(CRITERIA)),
    min_size=1,
    max_size=6,
)
"""Values in twelfths, so that ties come up."""
