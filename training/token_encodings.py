"""Token encodings: what the class and id names around a block, its words and its heading's words say, as one number each.

Each family of tokens has a weight per token, from a logistic regression. The encoding of n tokens is the sum of their weights
divided by the square root of n, unknown tokens counted; 0 for no tokens.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from dump import FAMILIES, Tokens
from settings import Settings

# In this order they are appended to the dumped features.
NAMES = ("class_near", "class_middle", "class_far", "class_all", "text_encoding", "heading_encoding")
LEVELS = 3

# Long blocks outweigh all others: no block counts for more than this quantile of the weights, nor, for the tokens of texts
# and headings, for more than this many mean ones.
WEIGHT_QUANTILE = 0.995
MOST_TEXT_WEIGHT = 3.0

STEPS = 60

# Of 127 steps of the largest weight of a family, those below so many are left out: every seventh token, which say next to nothing.
LEAST_VALUE = 3


@dataclass
class FamilyWeights:
    """The weight of a token is `values * scale`; `tokens` are ascending; others weigh nothing."""

    tokens: np.ndarray
    values: np.ndarray
    scale: np.float32

    @staticmethod
    def quantised(tokens: np.ndarray, weights: np.ndarray) -> "FamilyWeights":
        """Rounds weights to steps of 1/127 of the largest; drops those of too few steps."""
        largest = np.abs(weights).max() if len(weights) else 0.0
        scale = np.float32(largest / 127) if largest else np.float32(1)
        values = np.round(weights / scale).clip(-127, 127).astype(np.int8)
        order = np.argsort(tokens)
        order = order[np.abs(values[order].astype(int)) >= LEAST_VALUE]
        return FamilyWeights(tokens[order].astype(np.uint32), values[order], scale)

    def look_up(self, tokens: np.ndarray) -> np.ndarray:
        """The values (to be multiplied by the scale) of tokens."""
        if not len(self.tokens):
            return np.zeros(len(tokens), np.int64)
        places = np.searchsorted(self.tokens, tokens).clip(max=len(self.tokens) - 1)
        return np.where(self.tokens[places] == tokens, self.values[places], 0).astype(np.int64)

    def encode(self, tokens: Tokens, level: int | None = None) -> np.ndarray:
        """The encoding of every block's tokens, or of those of one level only."""
        blocks = np.repeat(np.arange(len(tokens.counts)), tokens.counts)
        values, counts = self.look_up(tokens.tokens), tokens.counts
        if level is not None:
            here = tokens.levels == level
            blocks, values = blocks[here], values[here]
            counts = np.bincount(blocks, minlength=len(tokens.counts))
        sums = np.bincount(blocks, weights=values, minlength=len(counts))
        return (sums * np.float64(self.scale) / np.sqrt(np.maximum(counts, 1))).astype(np.float32)


def encode(families: dict[str, FamilyWeights], tokens: dict[str, Tokens]) -> np.ndarray:
    """The six encodings of every block, columns as NAMES."""
    columns = [families["class"].encode(tokens["class"], level) for level in range(LEVELS)]
    columns += [families[family].encode(tokens[family]) for family in FAMILIES]
    return np.stack(columns, axis=1)


def frequent_tokens(tokens: Tokens, domain_of_block: np.ndarray, least_domains: int) -> np.ndarray:
    """Tokens that stand on at least so many domains, ascending. `domain_of_block` numbers the domains; -1 is left out."""
    domains = np.repeat(domain_of_block, tokens.counts)
    pairs = tokens.tokens[domains >= 0].astype(np.uint64) << np.uint64(20) | domains[domains >= 0].astype(np.uint64)
    pairs = np.unique(pairs)
    found, counts = np.unique(pairs >> np.uint64(20), return_counts=True)
    return found[counts >= least_domains].astype(np.uint32)


def token_rows(tokens: Tokens, known: np.ndarray) -> sparse.csr_matrix:
    """A row a block, a column a known token; a row of n tokens (unknown ones counted) is scaled by 1 / sqrt(n)."""
    places = np.searchsorted(known, tokens.tokens).clip(max=max(0, len(known) - 1))
    found = known[places] == tokens.tokens
    blocks = np.repeat(np.arange(len(tokens.counts)), tokens.counts)[found]
    scale = (1 / np.sqrt(np.maximum(tokens.counts, 1))).astype(np.float32)
    return sparse.csr_matrix((scale[blocks], (blocks, places[found])), shape=(len(tokens.counts), len(known)))


def fit(rows, known, labels, weights, inverse_penalty: float) -> FamilyWeights:
    """Fits the weights of the known tokens. Stopping early is part of what keeps them small."""
    model = LogisticRegression(C=inverse_penalty, solver="lbfgs", max_iter=STEPS, tol=1e-4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(rows, labels, sample_weight=weights)
    return FamilyWeights.quantised(known, model.coef_[0])


def fit_families(tokens, labels, weights, folds, domains, settings: Settings):
    """Encodings out of fold, [blocks, 6], and the weights fitted on everything.

    `weights` are the blocks' weights, 0 for those not to learn from; `folds` and `domains` are per block.
    """
    learn = weights > 0
    capped = np.minimum(weights, np.quantile(weights[learn], WEIGHT_QUANTILE))
    empty = FamilyWeights(np.zeros(0, np.uint32), np.zeros(0, np.int8), np.float32(1))
    final = dict.fromkeys(FAMILIES, empty)
    by_fold = [dict.fromkeys(FAMILIES, empty) for _ in range(folds.max() + 1)]
    for family in settings.encodings:
        known = frequent_tokens(tokens[family], np.where(learn, domains, -1), settings.least_domains[family])
        if not len(known):
            continue
        rows = token_rows(tokens[family], known)
        own = capped if family == "class" else np.minimum(capped, MOST_TEXT_WEIGHT)
        for fold in range(folds.max() + 1):
            chosen = learn & (folds != fold)
            by_fold[fold][family] = fit(
                rows[chosen], known, labels[chosen], own[chosen], settings.inverse_penalty[family]
            )
        final[family] = fit(rows[learn], known, labels[learn], own[learn], settings.inverse_penalty[family])
    encoded = np.zeros((len(labels), len(NAMES)), np.float32)
    for fold, families in enumerate(by_fold):
        here = folds == fold
        encoded[here] = encode(families, {family: _of_blocks(tokens[family], here) for family in FAMILIES})
    return encoded, final


def _of_blocks(tokens: Tokens, chosen: np.ndarray) -> Tokens:
    """The tokens of the chosen blocks only."""
    here = np.repeat(chosen, tokens.counts)
    return Tokens(tokens.tokens[here], tokens.counts[chosen], None if tokens.levels is None else tokens.levels[here])
