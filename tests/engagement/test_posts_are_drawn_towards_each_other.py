"""Shrinkage: the published numbers, and that luck is not taken for skill."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.dated import Mark
from outreach.engagement.measuring.shrinkage import (
    FEWEST_POSTS,
    STRONGEST,
    WEAK_PRIOR,
    fit_count_prior,
    fit_prior,
    shrink,
    shrink_counts,
)

POSTS = st.lists(
    st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=20
)


def test_the_weak_prior_gives_the_published_numbers() -> None:
    shrunk = shrink([3, 0, 9], [10, 30, 300], WEAK_PRIOR)
    assert [round(post.shrunk, 3) for post in shrunk] == [0.083, 0.025, 0.031]
    assert [post.raw for post in shrunk] == [0.3, 0.0, 0.03]


def test_few_posts_get_the_stated_weak_prior() -> None:
    assert fit_prior([], []) == WEAK_PRIOR
    prior = fit_prior([30] * 3, [100] * 3)
    assert (prior.fitted_from, prior.mark) == (0, Mark.ESTIMATE)
    assert prior.weight == pytest.approx(50)
    assert 0.25 < prior.mean < 0.3
    assert "weak prior" in prior.words()


def test_eight_posts_speak_for_themselves() -> None:
    assert fit_prior([3] * FEWEST_POSTS, [100] * FEWEST_POSTS).fitted_from == FEWEST_POSTS
    assert fit_prior([3] * 8 + [0], [100] * 8 + [0]).fitted_from == 8, "a post without a visit says nothing"
    assert "of your own" in fit_prior([3] * 8, [100] * 8).words()


def test_how_much_posts_differ_is_found_again() -> None:
    chance = np.random.default_rng(3)
    trials = chance.integers(50, 300, 300)
    prior = fit_prior(chance.binomial(trials, chance.beta(4, 36, 300)).tolist(), trials.tolist())
    assert prior.mean == pytest.approx(0.1, abs=0.01)
    assert 28 < prior.weight < 55


def test_where_chance_explains_all_posts_have_nearly_one_rate() -> None:
    chance = np.random.default_rng(4)
    trials = [60] * 26
    successes = chance.binomial(60, 0.05, 26).tolist()
    prior = fit_prior([3] * 26, trials)
    assert prior.weight == pytest.approx(STRONGEST)
    drawn = shrink(successes, trials)
    raw = [post.raw for post in drawn if post.raw is not None]
    assert max(post.shrunk for post in drawn) - min(post.shrunk for post in drawn) < (max(raw) - min(raw)) / 2


def test_very_many_posts_are_fitted_in_time_and_order_does_not_matter() -> None:
    chance = np.random.default_rng(5)
    trials = chance.integers(1, 3000, 50_000)
    successes = chance.binomial(trials, chance.beta(2, 48, 50_000))
    prior = fit_prior(successes.tolist(), trials.tolist())
    assert prior.mean == pytest.approx(0.04, abs=0.005)
    assert fit_prior(successes[::-1].tolist(), trials[::-1].tolist()) == prior


@settings(max_examples=25, deadline=None)
@given(POSTS)
def test_a_shrunk_rate_lies_between_its_own_and_that_of_all(posts: list[tuple[int, int]]) -> None:
    successes, trials = [x for x, _ in posts], [n for _, n in posts]
    prior = fit_prior(successes, trials)
    for post in shrink(successes, trials, prior):
        assert 0 <= post.interval.low <= post.shrunk <= post.interval.high <= 1
        if post.raw is not None:
            low, high = sorted([post.raw, prior.mean])
            assert low - 1e-9 <= post.shrunk <= high + 1e-9


def test_counts_without_visits_are_drawn_towards_their_mean() -> None:
    counts = [0, 1, 0, 2, 1, 0, 9, 1, 0, 1]
    drawn = shrink_counts(counts)
    assert drawn[6].raw == 9
    assert np.mean(counts) < drawn[6].shrunk < 9
    assert drawn[0].shrunk > 0
    assert all(post.shrunk in post.interval for post in drawn)


def test_counts_that_differ_by_chance_alone_are_drawn_further() -> None:
    calm, wild = [1, 2, 2, 1, 3, 2, 1, 2, 2, 4], [0, 0, 0, 0, 15, 0, 1, 0, 0, 4]
    assert fit_count_prior(calm).shape > 100
    assert fit_count_prior(wild).shape < 1
    assert fit_count_prior(wild).mean == pytest.approx(2)
    assert shrink_counts(calm)[9].shrunk < 2.5
    assert fit_count_prior([2, 4]).fitted_from == 0
    assert fit_count_prior([0] * 12).mean > 0


def test_impossible_posts_are_refused() -> None:
    with pytest.raises(ValueError, match="one for each"):
        fit_prior([1], [1, 2])
    with pytest.raises(ValueError, match="post 2 has 3 of 2"):
        shrink([1, 3], [2, 2])
    with pytest.raises(ValueError, match="missing"):
        fit_prior([float("nan")], [2])
    with pytest.raises(ValueError, match="negative or missing"):
        shrink_counts([-1])
