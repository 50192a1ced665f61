"""Scores of kept blocks: word F1 and exactness by page, quickly, and the corpus scorer's own figures."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

import numba
import numpy as np

from corpora import Page, words


@dataclass
class PageScores:
    """By page. `exact`: the kept words are the truth's, in its order."""

    precision: np.ndarray
    recall: np.ndarray
    f1: np.ndarray
    exact: np.ndarray


@numba.njit(cache=True)
def _score(keep, page_offsets, word_offsets, word_numbers, truth_offsets, truth_numbers, vocabulary_sizes):
    pages = len(page_offsets) - 1
    precision, recall, f1 = np.zeros(pages), np.zeros(pages), np.zeros(pages)
    exact = np.zeros(pages, np.bool_)
    for page in range(pages):
        truth = truth_numbers[truth_offsets[page] : truth_offsets[page + 1]]
        counts = np.zeros(vocabulary_sizes[page], np.int64)
        for number in truth:
            counts[number] += 1
        kept, hits, same = 0, 0, True
        for block in range(page_offsets[page], page_offsets[page + 1]):
            if not keep[block]:
                continue
            for place in range(word_offsets[block], word_offsets[block + 1]):
                number = word_numbers[place]
                if same and (kept >= len(truth) or truth[kept] != number):
                    same = False
                kept += 1
                if number >= 0 and counts[number] > 0:
                    counts[number] -= 1
                    hits += 1
        exact[page] = same and kept == len(truth)
        if len(truth) == 0 and kept == 0:
            precision[page] = recall[page] = f1[page] = 1.0
        elif hits:
            precision[page] = hits / kept
            recall[page] = hits / len(truth)
            f1[page] = 2 * precision[page] * recall[page] / (precision[page] + recall[page])
    return precision, recall, f1, exact


class WordScores:
    """Scores any choice of blocks against the truths; pages without a truth get meaningless figures."""

    def __init__(self, pages: list[Page], block_words: list[list[str]], page_offsets: np.ndarray):
        self.page_offsets = page_offsets
        self.word_offsets = np.concatenate([[0], np.cumsum([len(block) for block in block_words])])
        word_numbers, truth_numbers, truth_sizes, vocabulary = [], [], [], []
        for place, page in enumerate(pages):
            number: dict[str, int] = {}
            truth = [number.setdefault(word, len(number)) for word in words(page.text or "")]
            truth_numbers.extend(truth)
            truth_sizes.append(len(truth))
            vocabulary.append(len(number))
            for block in block_words[page_offsets[place] : page_offsets[place + 1]]:
                word_numbers.extend([number.get(word, -1) for word in block])
        self.word_numbers = np.array(word_numbers, np.int32)
        self.truth_numbers = np.array(truth_numbers, np.int32)
        self.truth_sizes = np.array(truth_sizes, np.int64)
        self.truth_offsets = np.concatenate([[0], np.cumsum(truth_sizes)]).astype(np.int64)
        self.vocabulary = np.array(vocabulary, np.int64)

    def of(self, keep: np.ndarray) -> PageScores:
        """Scores of all pages when these blocks are kept."""
        return PageScores(
            *_score(
                keep, self.page_offsets, self.word_offsets, self.word_numbers,
                self.truth_offsets, self.truth_numbers, self.vocabulary,
            )
        )


def corpus_scorer(data: Path):
    """The corpora's own scorer, ../tools/score.py, as a module."""
    spec = importlib.util.spec_from_file_location("score", data.parent / "tools" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def segment_scores(page: Page, text: str) -> tuple[int, int, int]:
    """Of the page's snippets: those rightly there, those wrongly there, those missing; as the corpora's scorer counts."""
    body = " ".join(text.split())
    here = sum(" ".join(snippet.split()) in body for snippet in page.with_snippets)
    wrong = sum(" ".join(snippet.split()) in body for snippet in page.without_snippets)
    return here, wrong, len(page.with_snippets) - here
