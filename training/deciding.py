"""From scores to what is kept: a threshold a page, and how well that does."""

from collections import defaultdict
from dataclasses import dataclass

import numba
import numpy as np

from dataset import Dataset
from forest import probability
from scoring import segment_scores



@dataclass(frozen=True)
class Rule:
    """Keep blocks whose probability reaches `share * expected + (1 - share) * fixed`.

    `expected` is the threshold that maximises the page's expected word F1, if the probabilities are right.
    """

    fixed: float
    share: float = 0.0

    def thresholds(self) -> dict[str, float]:
        """What is exported, in this order."""
        return {"fixed": self.fixed, "share": self.share}

    @property
    def name(self) -> str:
        return f"{self.fixed:.2f}" if not self.share else f"{self.share:.2f} expected F1 + {1 - self.share:.2f} × {self.fixed:.2f}"


# What experiments are compared with, before a rule is chosen.
DEFAULT_RULE = Rule(0.4, 0.5)


@numba.njit(cache=True)
def expected_f1_thresholds(probabilities, words, offsets):
    """For each page the threshold with the greatest expected F1, 2 Σ w p (kept) / (Σ w (kept) + Σ w p (all)); 0.5 without blocks."""
    thresholds = np.full(len(offsets) - 1, 0.5)
    for page in range(len(offsets) - 1):
        own = probabilities[offsets[page] : offsets[page + 1]]
        weight = words[offsets[page] : offsets[page + 1]]
        expected = (own * weight).sum()
        best, kept, right = -1.0, 0.0, 0.0
        for place in np.argsort(-own, kind="mergesort"):
            kept += weight[place]
            right += weight[place] * own[place]
            if kept + expected > 0 and 2 * right / (kept + expected) > best:
                best = 2 * right / (kept + expected)
                thresholds[page] = own[place]
    return thresholds


def keep(data: Dataset, scores: np.ndarray, rule: Rule, expected: np.ndarray | None = None) -> np.ndarray:
    """Flags the blocks that are kept."""
    probabilities = probability(scores)
    if not rule.share:
        return probabilities >= rule.fixed
    if expected is None:
        expected = expected_f1_thresholds(probabilities, data.words.astype(np.float64), data.offsets)
    thresholds = rule.share * expected + (1 - rule.share) * rule.fixed
    return probabilities >= np.repeat(thresholds, np.diff(data.offsets))


def figures(data: Dataset, kept: np.ndarray) -> dict[str, float]:
    """Word F1 by corpus, type and language, exactness on articles, segment F1; of blocks kept, before text is written."""
    scores = data.word_scores.of(kept)
    groups: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(3, int))
    for place, page in enumerate(data.pages):
        if page.with_snippets or page.without_snippets:
            own = segment_scores(page, data.text_kept(place, kept)) if page.text is None else None
            if own:
                counts[page.corpus] += own
        if page.text is None:
            continue
        groups[page.corpus].append(place)
        if page.corpus == "wcxb-dev":
            groups[f"{page.corpus} {page.type}"].append(place)
        if page.corpus == "news-dev":
            groups[f"{page.corpus} {page.lang}"].append(place)
    out = {}
    for name, places in groups.items():
        out[f"{name} F1"] = float(scores.f1[places].mean())
        if name in ("wcxb-dev article", "news-dev", "readability-pages"):
            out[f"{name} exact"] = float(scores.exact[places].mean())
            out[f"{name} precision"] = float(scores.precision[places].mean())
            out[f"{name} recall"] = float(scores.recall[places].mean())
    for name, (here, wrong, missing) in counts.items():
        out[f"{name} segment F1"] = 2 * here / max(1, 2 * here + wrong + missing)
        out[f"{name} segment precision"] = here / max(1, here + wrong)
        out[f"{name} segment recall"] = here / max(1, here + missing)
    return out


MAIN = (
    "wcxb-dev F1", "wcxb-dev article F1", "wcxb-dev article exact", "news-dev F1", "multilingual-dev segment F1",
    "readability-pages F1",
)


# How much each of MAIN counts where a rule is chosen: articles and news first.
MAIN_WEIGHTS = (1.0, 2.0, 0.5, 2.0, 1.0, 1.0)


def headline(result: dict[str, float]) -> float:
    """One number to choose by: the weighted mean of the main figures."""
    return float(np.average([result.get(name, 0.0) for name in MAIN], weights=MAIN_WEIGHTS))


# Rules that differ by no more are equally good: another seed moves the headline as much.
NOISE = 0.001


def choose_rule(data: Dataset, scores: np.ndarray) -> tuple[Rule, list[tuple[Rule, dict[str, float]]]]:
    """Tries rules on out-of-fold scores; gives the best and what each gave.

    Of those that are as good as the best, that which does best over all kinds of pages.
    """
    expected = expected_f1_thresholds(probability(scores), data.words.astype(np.float64), data.offsets)
    tried = []
    for share in (0.0, 0.3, 0.5, 0.6, 0.7):
        for fixed in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6):
            rule = Rule(fixed, share)
            tried.append((rule, figures(data, keep(data, scores, rule, expected))))
    best = max(headline(result) for _, result in tried)
    good = [(rule, result) for rule, result in tried if headline(result) >= best - NOISE]
    return max(good, key=lambda pair: pair[1][MAIN[0]])[0], tried
