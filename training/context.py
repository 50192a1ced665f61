"""The encodings of a block beside those of the blocks around it and of the whole page; src/model/forest/context.rs computes the same."""

import numpy as np

# In this order they follow the six encodings.
NAMES = (
    "class_before",
    "class_after",
    "class_around",
    "class_next_run",
    "class_of_page",
    "class_to_page",
    "class_to_best",
    "text_before",
    "text_after",
    "text_around",
    "text_last_run",
    "text_next_run",
    "text_of_page",
    "text_to_best",
    "text_of_rest",
)

# The value where there is no such block.
NONE = -9.0
# A longer block weighs no more than one of so many words.
MOST_WORDS = 60
# Blocks on each side, and blocks before or after.
AROUND = 4
RUN = 6

CLASS_ALL, TEXT = 3, 4


def context(encoded: np.ndarray, words: np.ndarray, offsets: np.ndarray) -> np.ndarray:
    """The features NAMES of every block. `encoded` are the six encodings, `words` the blocks' words as the dump counts them."""
    result = np.empty((len(encoded), len(NAMES)), np.float32)
    weights = np.minimum(words, MOST_WORDS).astype(np.float64) + 1
    for start, end in zip(offsets[:-1], offsets[1:]):
        if end > start:
            result[start:end] = _of_page(encoded[start:end, CLASS_ALL], encoded[start:end, TEXT], weights[start:end])
    return result


def _of_page(class_all: np.ndarray, text: np.ndarray, weights: np.ndarray) -> np.ndarray:
    count = len(weights)
    places = np.arange(count)
    around = np.maximum(places - AROUND, 0), np.minimum(places + AROUND + 1, count)
    last = np.maximum(places - RUN, 0), places
    following = np.minimum(places + 1, count), np.minimum(places + 1 + RUN, count)
    page = np.zeros(count, int), np.full(count, count)
    rest = following[0], page[1]
    class_means, text_means = _means(class_all, weights), _means(text, weights)
    return np.stack(
        [
            _shifted(class_all, 1),
            _shifted(class_all, -1),
            class_means(*around),
            class_means(*following),
            class_means(*page),
            class_all - class_means(*page),
            class_all - class_all.max(),
            _shifted(text, 1),
            _shifted(text, -1),
            text_means(*around),
            text_means(*last),
            text_means(*following),
            text_means(*page),
            text - text.max(),
            text_means(*rest),
        ],
        axis=1,
    )


def _means(values: np.ndarray, weights: np.ndarray):
    """Weighted means from one place to before another, NONE where there is nothing between."""
    sums = np.concatenate([[0], np.cumsum(values.astype(np.float64) * weights)])
    totals = np.concatenate([[0], np.cumsum(weights)])

    def over(start: np.ndarray, end: np.ndarray) -> np.ndarray:
        some = end > start
        means = (sums[end] - sums[start]) / np.where(some, totals[end] - totals[start], 1)
        return np.where(some, means, NONE).astype(np.float32)

    return over


def _shifted(values: np.ndarray, by: int) -> np.ndarray:
    """The value of the block before (1) or after (-1)."""
    shifted = np.full(len(values), NONE, np.float32)
    if by > 0:
        shifted[by:] = values[:-by]
    else:
        shifted[:by] = values[-by:]
    return shifted
