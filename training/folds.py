"""Folds for cross-validation: all pages of a domain, over all corpora, are in the same fold."""

from collections import Counter

import numpy as np

from corpora import Page

FOLDS = 5


def folds_by_domain(pages: list[Page], seed: int = 0) -> np.ndarray:
    """The fold of each page, 0 to FOLDS - 1.

    Domains are shuffled, then dealt out, those with most pages first, each to the fold that has fewest pages of its corpus.
    """
    sizes = Counter(page.domain for page in pages)
    corpus = {page.domain: page.corpus for page in pages}
    domains = sorted(sizes)
    np.random.default_rng(seed).shuffle(domains)
    domains.sort(key=lambda domain: -sizes[domain])
    filled = {name: np.zeros(FOLDS, int) for name in sorted(set(corpus.values()))}
    fold = {}
    for domain in domains:
        emptiest = int(np.argmin(filled[corpus[domain]]))
        fold[domain] = emptiest
        filled[corpus[domain]][emptiest] += sizes[domain]
    return np.array([fold[page.domain] for page in pages])
