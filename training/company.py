"""What a first forest says of the blocks a block belongs together with; src/model/forest/company.rs computes the same."""

import numba
import numpy as np

# The numbers the crate dumps of each block, see src/model/features/company.rs: dress, group, section, element, levels.
LEVELS = 4
NUMBERS = 5 + 2 * LEVELS
ABSENT = 0xFFFFFFFF

NAMES = (
    "first", "first_dress", "first_group", "first_section", "first_element",
    *(f"first_level_{level + 1}" for level in range(LEVELS)),
    "first_two_before", "first_before", "first_after", "first_two_after",
    "first_share_before", "first_share_after", "first_words", "first_line", "first_most",
)

# The value where there are no such blocks.
NONE = -1.0
# A longer block weighs no more than one of so many words.
MOST_WORDS = 60


def company_features(scores: np.ndarray, words: np.ndarray, company: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """The features NAMES of every block. `scores` are the first forest's log odds, `words` as the dump counts them."""
    return _features(
        scores.astype(np.float32), words.astype(np.float64), company.reshape(-1, NUMBERS).astype(np.int64), offsets.astype(np.int64)
    )


@numba.njit(cache=True)
def _features(scores, words, company, offsets):
    result = np.full((len(scores), len(NAMES)), NONE, np.float32)
    for page in range(len(offsets) - 1):
        start, end = offsets[page], offsets[page + 1]
        if end > start:
            _of_page(scores[start:end], words[start:end], company[start:end], result[start:end])
    return result


@numba.njit(cache=True)
def _of_page(scores, words, company, result):
    count = len(scores)
    odds = 1 / (1 + np.exp(-scores.astype(np.float64)))
    weights = np.minimum(words, MOST_WORDS) + 1
    # Sums over the blocks before each, weighted.
    sums, totals, expected = np.zeros(count + 1), np.zeros(count + 1), np.zeros(count + 1)
    for place in range(count):
        sums[place + 1] = sums[place] + odds[place] * weights[place]
        totals[place + 1] = totals[place] + weights[place]
        expected[place + 1] = expected[place] + odds[place] * words[place]
    result[:, 0] = scores
    for column, kind in ((1, 0), (2, 1), (4, 4)):
        largest = 0
        for place in range(count):
            if company[place, kind] != ABSENT:
                largest = max(largest, company[place, kind])
        sort_sums, sort_totals = np.zeros(largest + 1), np.zeros(largest + 1)
        for place in range(count):
            own = company[place, kind]
            if own != ABSENT:
                sort_sums[own] += odds[place] * weights[place]
                sort_totals[own] += weights[place]
        for place in range(count):
            own = company[place, kind]
            if own != ABSENT:
                result[place, column] = sort_sums[own] / sort_totals[own]
    for place in range(count):
        for column, first in ((3, 2), (5, 5), (6, 7), (7, 9), (8, 11)):
            start, end = company[place, first], company[place, first + 1]
            if start != ABSENT and end > start:
                result[place, column] = (sums[end] - sums[start]) / (totals[end] - totals[start])
        for column, step in ((9, -2), (10, -1), (11, 1), (12, 2)):
            if 0 <= place + step < count:
                result[place, column] = odds[place + step]
        all_expected = max(expected[count], 1.0)
        result[place, 13] = expected[place] / all_expected
        result[place, 14] = (expected[count] - expected[place + 1]) / all_expected
    result[:, 15] = expected[count]
    result[:, 16] = _line(odds, words)
    result[:, 17] = odds.max()


@numba.njit(cache=True)
def _line(odds, words):
    """The threshold with the greatest expected F1, as src/model/deciding.rs finds it."""
    kept, right, best, line = 0.0, 0.0, 0.0, 0.5
    everything = (odds * words).sum()
    for place in np.argsort(-odds, kind="mergesort"):
        kept += words[place]
        right += odds[place] * words[place]
        f1 = 2 * right / (kept + everything)
        if f1 > best:
            best, line = f1, odds[place]
    return min(max(line, 0.05), 0.95)
