"""Folds, thresholds and drawing."""

import numpy as np

from corpora import Page
from deciding import expected_f1_thresholds
from folds import FOLDS, folds_by_domain
from forest import draw


def test_a_domain_is_in_one_fold_over_all_corpora():
    pages = [
        Page(corpus, str(place), "", "article", "en", "text", [], [], domain=f"site{place % 40}")
        for corpus in ("a", "b")
        for place in range(100)
    ]
    folds = folds_by_domain(pages)
    by_domain = {}
    for page, fold in zip(pages, folds):
        by_domain.setdefault(page.domain, set()).add(int(fold))
    assert all(len(found) == 1 for found in by_domain.values())
    assert set(folds) == set(range(FOLDS))
    assert (folds == folds_by_domain(pages)).all()


def test_the_threshold_with_the_best_expected_f1():
    probabilities = np.array([0.9, 0.5, 0.1, 0.3])
    words = np.array([10.0, 10.0, 100.0, 1.0])
    # One page of three blocks, one without any, one of a single block. Of the first, keeping two is best: 28 / 44.
    thresholds = expected_f1_thresholds(probabilities, words, np.array([0, 3, 3, 4]))
    assert thresholds.tolist() == [0.5, 0.5, 0.3]


def test_drawing_keeps_the_sums_and_leaves_out_what_weighs_nothing():
    random = np.random.default_rng(0)
    weights = random.exponential(size=20_000) * (random.random(20_000) < 0.8)
    rows, own = draw(weights, 5_000, random)
    assert 4_500 < len(rows) < 5_500
    assert (weights[rows] > 0).all()
    assert abs(own.sum() / weights.sum() - 1) < 0.05
