"""How sure a ranking is: the counts from the draws agree with what can be worked out exactly.

Each bound is four standard errors of a share counted in 10,000 draws, so that a
wrong formula fails and luck does not; the seed is fixed, so a test that passes
once passes always.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta, triang

from outreach.channels.deciding.criteria import CRITERIA
from outreach.channels.deciding.essay import all_weightings, put_to_the_test
from outreach.channels.deciding.gates import gate
from outreach.channels.deciding.uncertainty import DRAWS, FOR_SPANS, Chances, Draws, sampling_interval
from outreach.channels.deciding.weights import CONFIDENCE, Weights, by_points
from outreach.channels.examples import EXAMPLES, example
from outreach.channels.facts.catalog import Channel
from outreach.channels.facts.known import catalog
from outreach.practice import Practice
from tests.channels.samples import unhurried
from tests.channels.values import SAID, cell, channel, even_weightings, of_matrix, practices

Span = tuple[float, float, float]


def chances(channels: list[Channel], weights: Weights) -> Chances:
    return Draws(SAID, channels).chances(weights)


def standard_error(share: float, draws: int = DRAWS) -> float:
    return math.sqrt(share * (1 - share) / draws)


def assert_counted(share: float, exact: float, errors: float = 4) -> None:
    assert abs(share - exact) <= errors * standard_error(exact), f"{share} counted, {exact} worked out"


# Weights alone vary.


@pytest.mark.parametrize("level", sorted(CONFIDENCE))
@pytest.mark.parametrize(("ahead", "behind", "points"), [(0.3, 0.2, 1.0), (0.5, 0.4, 0.7), (0.2, 0.3, 2.0)])
def test_two_channels_and_two_criteria(ahead: float, behind: float, points: float, level: str) -> None:
    # A leads by `ahead` on the first criterion and trails by `behind` on the second. With w = said * factor ** z,
    # A comes first where w1 ahead > w2 behind: where log(factor) (z1 - z2) > -log(said1 ahead / (said2 behind)).
    # z1 - z2 is normal with variance 2: the chance is Phi(log(said1 ahead / (said2 behind)) / (sqrt(2) log(factor))).
    # That weights add up to 1 divides both sides by the same and changes nothing.
    a = channel("a", {"purpose": 0.5 + ahead, "search": 0.1})
    b = channel("b", {"purpose": 0.5, "search": 0.1 + behind})
    weights = by_points({"purpose": points, "search": 1}, level)
    found = chances([a, b], weights)
    lead = math.log(points * ahead / behind) / (math.sqrt(2) * math.log(weights.confidence.factor))
    exact = NormalDist().cdf(lead)
    assert_counted(found.first(a), exact)
    assert_counted(found.beating(b, a), 1 - exact)
    assert found.expected_place(a) == pytest.approx(2 - found.first(a))


def test_a_channel_that_is_better_on_everything_always_wins() -> None:
    a, b = channel("a", {"purpose": 0.6, "search": 0.6}), channel("b", {"purpose": 0.5, "search": 0.5})
    found = chances([b, a], by_points({"purpose": 1, "search": 9}, "guess"))
    assert (found.first(a), found.beating(a, b), found.of_places(b)) == (1.0, 1.0, (0.0, 1.0))
    assert found.word(a) == "clear"
    assert found.contenders() == (a,)


# All weightings, evenly.


@pytest.mark.parametrize("steady", [0.05, 0.1, 0.25])
def test_one_strength_against_a_steady_middle_over_all_weightings(steady: float) -> None:
    # The blog has 1 on purpose and 0 on the rest; the other has the same value on everything. The blog comes first
    # where the weight of purpose is more than that value. One of eight even weights is Beta(1, 7): (1 - value) ** 7.
    blog = channel("own-blog", {"purpose": 1.0})
    even = channel("even", {criterion.id: steady for criterion in CRITERIA})
    found = put_to_the_test(SAID, Draws(SAID, [blog, even]))
    assert_counted(found.share, (1 - steady) ** 7)
    assert_counted(found.share_with_facts, (1 - steady) ** 7)
    assert found.better == (CRITERIA[0],)


def test_three_channels_with_a_strength_each_over_all_weightings() -> None:
    # Even weights are in the proportions of independent exponentials E, and a value v on one criterion makes v E, with
    # rate 1/v. With values 1, 1/2 and 1/4 the rates are 1, 2 and 4, and the chance of being the largest follows
    # from leaving out and putting back: 1 - 1/(1+2) - 1/(1+4) + 1/(1+2+4) for the first, and so on.
    rates = {"a": 1, "b": 2, "c": 4}
    criteria = dict(zip(rates, ("purpose", "audience", "comfort"), strict=True))
    three = [channel(name, {criteria[name]: 1 / rate}) for name, rate in rates.items()]
    shares = put_to_the_test(SAID, Draws(SAID, three)).shares
    for name, rate in rates.items():
        one, other = (rates[rival] for rival in rates if rival != name)
        exact = 1 - rate / (rate + one) - rate / (rate + other) + rate / (rate + one + other)
        assert_counted(shares[name], exact)


def test_eight_channels_with_a_strength_each_share_all_weightings_alike() -> None:
    eight = of_matrix(np.eye(8).tolist())
    found = put_to_the_test(SAID, Draws(SAID, eight))
    for share in found.shares.values():
        assert_counted(share, 1 / 8)
    assert math.fsum(found.shares.values()) == pytest.approx(1)


def test_weightings_are_drawn_evenly() -> None:
    drawn = all_weightings(200_000)
    assert drawn.sum(axis=0) == pytest.approx(np.ones(200_000))
    for row in drawn:
        for part in (0.05, 0.1, 0.3):
            exact = float(beta.cdf(part, 1, 7))
            assert abs((row < part).mean() - exact) <= 5 * standard_error(exact, 200_000)


# Facts alone vary: one criterion has all the weight, so that weights cannot matter.


def triangle(span: Span) -> object:
    low, mode, high = span
    return triang((mode - low) / (high - low), loc=low, scale=high - low)


@pytest.mark.parametrize("criterion", ["purpose", "search", "hours", "money", "audience"])
@pytest.mark.parametrize(("span", "against"), [((0.2, 0.5, 0.6), 0.45), ((0.1, 0.1, 0.9), 0.3), ((0, 0.8, 1), 0.85)])
def test_one_uncertain_fact_against_a_sure_one(criterion: str, span: Span, against: float) -> None:
    # Below the mode the distribution function is (x - low)^2 / ((high - low)(mode - low)),
    # from the mode on it is 1 - (high - x)^2 / ((high - low)(high - mode)).
    low, mode, high = span
    if against < mode:
        below = (against - low) ** 2 / ((high - low) * (mode - low))
    else:
        below = 1 - (high - against) ** 2 / ((high - low) * (high - mode))
    a, b = channel("a", {criterion: span}), channel("b", {criterion: against})
    found = chances([a, b], by_points({criterion: 5}))
    assert_counted(found.first(a), 1 - below)


@pytest.mark.parametrize(
    ("one", "other"),
    [((0.2, 0.5, 0.6), (0.1, 0.4, 0.9)), ((0.0, 0.9, 1.0), (0.5, 0.6, 0.8)), ((0.3, 0.3, 0.7), (0.3, 0.7, 0.7))],
)
def test_two_uncertain_facts_against_each_other(one: Span, other: Span) -> None:
    # P(A > B) is the integral of the density of A times the distribution function of B.
    first, second = triangle(one), triangle(other)
    exact, _ = quad(
        lambda x: first.pdf(x) * second.cdf(x),  # type: ignore[attr-defined] # a frozen distribution of scipy
        one[0],
        one[2],
        points=sorted({*one, *other} - {one[0], one[2]}),
    )
    a, b = channel("a", {"search": one}), channel("b", {"search": other})
    assert_counted(chances([a, b], by_points({"search": 1})).first(a), exact)


def test_the_same_uncertain_fact_on_both_sides_is_a_toss() -> None:
    a, b = (channel(name, {"search": (0.2, 0.5, 0.9)}) for name in "ab")
    assert_counted(chances([a, b], by_points({"search": 1})).first(a), 0.5)


def test_the_span_of_scores_is_that_of_the_distribution() -> None:
    # A quantile q of n draws is normal around the true one with standard error sqrt(q (1 - q) / n) / density.
    # The ends rest on the first draws alone.
    span = (0.1, 0.4, 0.9)
    a = channel("a", {"search": span})
    low, high = chances([a, channel("b")], by_points({"search": 1})).span_of_scores(a)
    for found, part in ((low, 0.05), (high, 0.95)):
        exact = triangle(span).ppf(part)  # type: ignore[attr-defined] # a frozen distribution of scipy
        density = triangle(span).pdf(exact)  # type: ignore[attr-defined] # as above
        assert abs(found - exact) <= 4 * standard_error(part, FOR_SPANS) / density


def test_places_of_three_uncertain_facts_that_are_alike_are_shared_alike() -> None:
    three = [channel(name, {"money": (0.0, 0.3, 0.8)}) for name in "abc"]
    found = chances(three, by_points({"money": 1}))
    for one in three:
        for share in found.of_places(one):
            assert_counted(share, 1 / 3)
        assert found.expected_place(one) == pytest.approx(2, abs=4 * math.sqrt(2 / 3 / DRAWS))
        assert found.span_of_places(one) == (1, 3)


def test_figures_beyond_the_scale_are_drawn_as_its_end() -> None:
    # Eight hours a week are worth nothing, and more cannot be worth less: the two are level in every draw.
    a = channel("a", {"search": 1.0}, facts={"hours_per_week": cell(9, 8, 12)})
    b = channel("b", facts={"hours_per_week": cell(10)})
    found = chances([a, b], by_points({"hours": 1}))
    assert_counted(found.first(a), 0.5)
    assert found.span_of_scores(a) == pytest.approx((0, 0), abs=1e-5)


# Ties, and few or many channels.


@pytest.mark.parametrize("number", [2, 3, 18])
def test_channels_that_are_level_in_every_draw_share_each_place(number: int) -> None:
    level = [channel(f"c{place}", {"purpose": 0.5, "search": place / 20}) for place in range(number)]
    found = chances(level, by_points({"purpose": 1}))
    assert found.places.sum(axis=0).tolist() == [DRAWS] * number
    for one in level:
        assert_counted(found.first(one), 1 / number)
    assert found.word(level[0]) == "tie"


def test_level_channels_share_first_place_ahead_of_the_rest() -> None:
    a, b, c = channel("a", {"search": 0.5}), channel("b", {"search": 0.5}), channel("c", {"search": 0.4})
    found = chances([a, b, c], by_points({"search": 1}))
    assert_counted(found.first(a), 0.5)
    assert found.first(a) + found.first(b) == 1
    assert found.of_places(c) == (0.0, 0.0, 1.0)
    assert {one.id for one in found.contenders()} == {"a", "b"}
    assert found.spans[0] == pytest.approx([0.5, 0.5, 0.4], abs=1e-5)


def test_one_channel_is_alone_and_none_is_nothing() -> None:
    one = channel("a", {"search": (0.2, 0.5, 0.9)})
    alone = chances([one], by_points())
    assert (alone.first(one), alone.expected_place(one), alone.word(one)) == (1.0, 1.0, "alone")
    assert alone.span_of_places(one) == (1, 1)
    nothing = chances([], by_points())
    assert (nothing.channels, nothing.contenders(), nothing.places.shape) == ((), (), (0, 0))


def test_places_counted_by_hand() -> None:
    # Three draws of three channels: a b c, then b a c, then c b a.
    scores = np.array([[0.9, 0.5, 0.1], [0.5, 0.9, 0.5], [0.1, 0.1, 0.9]])
    a, b, c = (channel(name) for name in "abc")
    found = Chances((a, b, c), scores)
    assert found.firsts.tolist() == [1, 1, 1]
    assert found.places.tolist() == [[1, 1, 1], [1, 2, 0], [1, 0, 2]]
    assert found.beats.tolist() == [[0, 1, 2], [2, 0, 2], [1, 1, 0]]
    assert [found.expected_place(one) for one in (a, b, c)] == pytest.approx([2, 5 / 3, 7 / 3])
    assert found.beating(b, c) == pytest.approx(2 / 3)


def test_the_span_of_scores_holds_the_middle_nine_tenths_of_the_draws() -> None:
    mixed = np.random.default_rng(1).permutation(101) / 100
    assert Chances((channel("a"),), mixed[None, :]).span_of_scores(channel("a")) == (0.05, 0.95)


@pytest.mark.parametrize(("outside", "span"), [(4, (2, 2)), (6, (1, 3))])
def test_the_span_of_places_leaves_out_what_happens_in_fewer_than_five_of_a_hundred(
    outside: int, span: tuple[int, int]
) -> None:
    # Of a hundred draws, b is first in so many, third in as many, and second in the rest.
    draws = np.array([*([[0.1, 0.9, 0.2]] * outside), *([[0.9, 0.1, 0.2]] * outside)])
    between = np.tile([0.9, 0.5, 0.1], (100 - 2 * outside, 1))
    a, b, c = (channel(name) for name in "abc")
    assert Chances((a, b, c), np.vstack([draws, between]).T).span_of_places(b) == span


@pytest.mark.parametrize(
    ("first", "word"), [(0.95, "clear"), (0.9499, "leaning"), (0.75, "leaning"), (0.7499, "tie"), (0.0, "tie")]
)
def test_the_words_have_their_bounds(first: float, word: str) -> None:
    won = round(first * DRAWS)
    scores = np.array([[1.0] * won + [0.0] * (DRAWS - won), [0.5] * DRAWS])
    a, b = channel("a"), channel("b")
    assert Chances((a, b), scores).word(a) == word


def test_contenders_are_the_fewest_that_come_first_in_nine_of_ten() -> None:
    # a wins 6 of 10, b 3, c 1: a and b together reach nine tenths exactly.
    winners = [0] * 6 + [1] * 3 + [2]
    scores = np.array([[float(winner == row) for winner in winners] for row in range(3)])
    assert [one.id for one in Chances(tuple(channel(name) for name in "abc"), scores).contenders()] == ["a", "b"]


def test_the_interval_of_a_share_is_wilsons() -> None:
    # Published: 81 of 263 gives 0.2553 to 0.3662 (Newcombe, Statistics in Medicine 17, 1998, table I, method 3).
    assert sampling_interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    low, high = sampling_interval(0.0)
    assert (low, round(high, 6)) == (0.0, 0.000384)
    with pytest.raises(ValueError, match="a share of 2"):
        sampling_interval(2)


# What always holds.


def test_the_same_question_has_the_same_answer() -> None:
    shown = example("juniper-street")
    first, again = (
        Draws(shown.practice, gate(shown.practice, catalog().channels).open).chances(by_points(shown.weights))
        for _ in range(2)
    )
    assert first.places.tolist() == again.places.tolist()
    assert first.beats.tolist() == again.beats.tolist()
    assert first.spans.tolist() == again.spans.tolist()


def test_weights_put_to_the_same_draws_again_have_the_same_answer() -> None:
    draws = Draws(SAID, catalog().channels)
    before = draws.chances(by_points({"search": 1, "money": 2}))
    draws.chances(by_points({"risk": 1}, "guess"))
    assert draws.chances(by_points({"search": 1, "money": 2})).places.tolist() == before.places.tolist()


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_order_of_the_catalog_changes_nothing_beyond_luck(name: str) -> None:
    shown = EXAMPLES[name]
    channels = gate(shown.practice, catalog().channels).open
    one, other = (
        Draws(shown.practice, order).chances(by_points(shown.weights)) for order in (channels, channels[::-1])
    )
    for each in channels:
        for rival in channels:
            if each.id != rival.id:
                share = (one.beating(each, rival) + other.beating(each, rival)) / 2
                error = math.sqrt(2 * max(share * (1 - share), 5 / DRAWS) / DRAWS)
                assert abs(one.beating(each, rival) - other.beating(each, rival)) <= 5 * error


@unhurried
@given(practices, even_weightings, st.sampled_from(sorted(CONFIDENCE)))
def test_chances_add_up_however_the_weights_stand(practice: Practice, points: dict[str, float], level: str) -> None:
    channels = gate(practice, catalog().channels).open
    found = Draws(practice, channels, draws=200).chances(by_points(points, level))
    assert found.places.sum(axis=1).tolist() == [200] * len(channels)
    assert found.places.sum(axis=0).tolist() == [200] * len(channels)
    assert (found.beats + found.beats.T + 200 * np.eye(len(channels), dtype=int) == 200).all()
    # A place is one more than the number of channels ahead, so the mean place follows from the pairs.
    ahead = 1 + found.beats.sum(axis=0) / 200
    assert [found.expected_place(one) for one in channels] == pytest.approx(ahead.tolist())
    assert (found.spans[0] <= found.spans[1]).all()
    assert found.places[:, :1].sum(axis=1).tolist() == found.firsts.tolist()
    for one in channels:
        best, worst = found.span_of_places(one)
        assert 1 <= best <= found.expected_place(one) + 1
        assert best <= worst <= len(channels)
