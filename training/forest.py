"""The forest: gradient-boosted trees over the blocks' features, trained by LightGBM."""

from dataclasses import dataclass, replace
from multiprocessing.pool import ThreadPool

import lightgbm
import numpy as np

from bfloat import ceil_bfloat16
from company import NAMES as COMPANY_NAMES
from company import company_features
from dataset import Dataset, block_weights
from context import NAMES as CONTEXT_NAMES
from context import context
from token_encodings import NAMES as ENCODING_NAMES
from token_encodings import FamilyWeights, fit_families
from settings import Settings
from weights import HOPELESS, Forest, quantise

# Folds side by side on one thread each are faster than one fold on two.
FOLDS_AT_ONCE = 2


@dataclass
class Inputs:
    """What the forest sees: dumped features, then the encodings, rounded up to bfloat16.

    Thresholds fall between values that occur. With values rounded up to bfloat16 and thresholds rounded down to it, the
    exported forest sends every value the way the trained one does: 16-bit thresholds lose nothing.
    """

    names: list[str]
    values: np.ndarray


@dataclass
class Validated:
    """Out-of-fold raw scores of all blocks, those of the first forest alone, and each of its features' share of the gain."""

    scores: np.ndarray
    first_scores: np.ndarray
    gains: dict[str, float]


def inputs(data: Dataset, encoded: np.ndarray) -> Inputs:
    """Joins the dumped features, the encodings, and those of the blocks around."""
    around = context(encoded, data.features[:, data.names.index("words")], data.offsets)
    parts = (data.features, encoded, around)
    values = np.empty((len(encoded), sum(part.shape[1] for part in parts)), np.float32)
    for start in range(0, len(values), 50_000):
        rows = slice(start, start + 50_000)
        values[rows] = ceil_bfloat16(np.hstack([part[rows] for part in parts]))
    return Inputs(data.names + list(ENCODING_NAMES) + list(CONTEXT_NAMES), values)


def draw(weights: np.ndarray, rows: int, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draws about so many rows, heavier ones rather, and what they weigh so that sums stay the same on average.

    No row is drawn with a chance below 0.12: rare rows with huge weights would make noise.
    """
    usable = np.nonzero(weights > 0)[0]
    own = weights[usable]
    if not rows or rows >= len(usable):
        return usable, own
    low, high = 1e-5, 100.0
    for _ in range(50):
        middle = (low * high) ** 0.5
        if np.clip(own / middle, 0.12, 1).sum() > rows:
            low = middle
        else:
            high = middle
    chance = np.clip(own / high, 0.12, 1)
    chosen = random.random(len(usable)) < chance
    return usable[chosen], (own / chance)[chosen]


def grow(table: Inputs, labels, weights, settings: Settings) -> tuple[Forest, np.ndarray]:
    """Trains one forest on the blocks that weigh something; gives it and each feature's gain. `labels` are 0 to 1."""
    random = np.random.default_rng(settings.seed)
    chosen, own = draw(weights, settings.sample_rows, random)
    values = table.values[chosen]
    used = usable_features(table, settings)
    target = labels[chosen].astype(np.float64)
    soft = not np.isin(target, (0, 1)).all()
    parameters = dict(
        objective="cross_entropy" if soft else "binary",
        boost_from_average=False,
        learning_rate=settings.learning_rate,
        num_leaves=settings.leaves,
        min_data_in_leaf=settings.least_rows_in_leaf,
        feature_fraction=settings.feature_fraction,
        bagging_fraction=0.8,
        bagging_freq=1,
        lambda_l2=settings.pull,
        max_bin=settings.bins,
        use_missing=False,
        force_col_wise=True,
        deterministic=True,
        num_threads=1,
        seed=settings.seed,
        verbose=-1,
    )
    if settings.monotone:
        parameters["monotone_constraints"] = [settings.monotone.get(table.names[place], 0) for place in used]
    mean = np.average(target, weights=own)
    bias = float(np.log(mean / (1 - mean)))
    rows = lightgbm.Dataset(
        values[:, used], target, weight=own, init_score=np.full(len(chosen), bias), params={"verbose": -1}
    )
    booster = lightgbm.train(parameters, rows, settings.trees)
    gains = np.zeros(len(table.names))
    gains[used] = booster.feature_importance("gain")
    return quantise(booster.dump_model()["tree_info"], used, bias), gains


def usable_features(table: Inputs, settings: Settings) -> np.ndarray:
    """The places of the features that are not dropped."""
    dropped = set(settings.drop_features)
    return np.array([place for place, name in enumerate(table.names) if name not in dropped])


def grow_out_of_fold(table: Inputs, labels, weights, folds, settings: Settings) -> np.ndarray:
    """Raw scores of every block by a forest that saw no page of its domain."""
    scores = np.zeros(len(labels), np.float32)

    def one_fold(fold: int) -> None:
        here = folds == fold
        forest, _ = grow(table, labels, np.where(here, 0, weights), settings)
        scores[here] = forest.scores(table.values[here])

    with ThreadPool(FOLDS_AT_ONCE) as pool:
        pool.map(one_fold, range(folds.max() + 1), chunksize=1)
    return scores


def targets(data: Dataset, settings: Settings) -> np.ndarray:
    """The labels to learn, 0 to 1."""
    if settings.soft_labels:
        return np.where(np.isnan(data.shares), data.labels, data.shares).clip(0, 1)
    return data.labels.clip(0, 1).astype(np.float32)


def probability(scores: np.ndarray) -> np.ndarray:
    """Of raw scores, log-odds."""
    return 1 / (1 + np.exp(-scores.astype(np.float64)))


@dataclass
class Prepared:
    """What validating and training the final forest share."""

    settings: Settings
    labels: np.ndarray
    weights: np.ndarray
    table: Inputs
    folds: np.ndarray
    families: dict[str, FamilyWeights]


def prepare(data: Dataset, page_folds: np.ndarray, settings: Settings, encoded=None) -> Prepared:
    """Encodes, and labels anew where a first forest, a teacher or both are to say more than the truths do.

    With `encoded`, encodings of an earlier run, the final families stay empty.
    """
    folds = page_folds[data.page_of_block]
    weights = block_weights(data, settings)
    labels = targets(data, settings)
    families = {}
    if encoded is None:
        encoded, families = encode_out_of_fold(data, page_folds, weights, settings)
    table = inputs(data, encoded)
    if settings.pseudo_weight or settings.teacher_trees:
        first = settings
        if settings.teacher_trees:
            first = replace(settings, trees=settings.teacher_trees, leaves=settings.teacher_leaves, sample_rows=0)
        guess = probability(grow_out_of_fold(table, labels, weights, folds, first))
        if settings.pseudo_weight:
            labels, weights = with_pseudo_labels(data, guess, labels, weights, settings)
        if settings.teacher_trees:
            labels = (1 - settings.teacher_share) * labels + settings.teacher_share * guess
    return Prepared(settings, labels, weights, table, folds, families)


def encode_out_of_fold(data: Dataset, page_folds, weights, settings: Settings):
    """The six encodings of every block, out of fold, and the families fitted on everything."""
    pages = data.page_of_block
    domains = np.unique([page.domain for page in data.pages], return_inverse=True)[1][pages]
    labels = data.labels.clip(0, 1)
    return fit_families(data.tokens, labels, weights, page_folds[pages], domains, settings)


def with_pseudo_labels(data: Dataset, guess, labels, weights, settings: Settings):
    """Labels the blocks nobody labelled, on pages with snippets, where a first forest is sure.

    The first forest saw no page of the domain. Such blocks of a page weigh together `pseudo_weight` times what a page
    of a corpus with whole truths weighs, times the corpus's factor; each by its words, with the same floor.
    """
    labels, weights = labels.copy(), weights.copy()
    page_weights = np.add.reduceat(np.append(weights, 0), data.offsets[:-1]) * (np.diff(data.offsets) > 0)
    whole = np.array([page.text is not None for page in data.pages])
    whole_page = page_weights[whole & (page_weights > 0)].mean()
    for place, page in enumerate(data.pages):
        blocks = data.blocks_of(place)
        if page.text is not None or not page_weights[place]:
            continue
        certainty = np.maximum(guess[blocks], 1 - guess[blocks])
        chosen = (data.labels[blocks] < 0) & (certainty >= settings.pseudo_certainty)
        article_words = max(settings.least_truth_words, (data.words[blocks] * guess[blocks]).sum())
        own = np.maximum(data.words[blocks] / article_words, settings.weight_floor)
        own *= whole_page * settings.pseudo_weight * settings.corpus_factors[page.corpus] / own.sum()
        labels[blocks] = np.where(chosen, guess[blocks] >= 0.5, labels[blocks])
        weights[blocks] = np.where(chosen, own, weights[blocks])
    return labels, weights


def second_inputs(data: Dataset, scores: np.ndarray) -> Inputs:
    """What the second forest sees: what the first one's raw scores say of a block and of those it belongs together with."""
    words = data.features[:, data.names.index("words")]
    return Inputs(list(COMPANY_NAMES), ceil_bfloat16(company_features(scores, words, data.company, data.offsets)))


def second_settings(settings: Settings) -> Settings:
    """The second forest's settings in the first one's place."""
    return replace(settings, trees=settings.second_trees, leaves=settings.second_leaves, drop_features=(), monotone={}, feature_fraction=1.0)


def validate(data: Dataset, prepared: Prepared) -> Validated:
    """Trains and scores out of fold: every block is scored by encodings and trees that saw no page of its domain.

    The second forest of a fold learns from scores of first forests that saw neither the fold nor the block's own one.
    """
    own = prepared
    first, folds = [], range(own.folds.max() + 1)
    gains = np.zeros(len(own.table.names))

    def one(left_out: tuple[int, ...]) -> Forest:
        forest, gain = grow(own.table, own.labels, np.where(np.isin(own.folds, left_out), 0, own.weights), own.settings)
        if len(left_out) == 1:
            gains.__iadd__(gain)
        return forest

    pairs = [(fold,) for fold in folds] + [(fold, other) for fold in folds for other in range(fold)]
    if not own.settings.second_trees:
        pairs = pairs[: len(folds)]
    with ThreadPool(FOLDS_AT_ONCE) as pool:
        first = dict(zip(pairs, pool.map(one, pairs, chunksize=1)))
    scores, first_scores = np.zeros(len(own.folds), np.float32), np.zeros(len(own.folds), np.float32)
    for fold in folds:
        here = own.folds == fold
        first_scores[here] = first[fold,].scores(own.table.values[here])
    if not own.settings.second_trees:
        return Validated(first_scores, first_scores, shares(own.table.names, gains))

    def second(fold: int) -> None:
        learnt = first_scores.copy()
        for other in folds:
            if other != fold:
                here = own.folds == other
                learnt[here] = first[max(fold, other), min(fold, other)].scores(own.table.values[here])
        table, here = second_inputs(data, learnt), own.folds == fold
        forest, _ = grow(table, own.labels, np.where(here, 0, own.weights), second_settings(own.settings))
        second = forest.scores(table.values[here], stops=False)
        scores[here] = np.where(first_scores[here] <= HOPELESS, first_scores[here], second)

    with ThreadPool(FOLDS_AT_ONCE) as pool:
        pool.map(second, folds, chunksize=1)
    return Validated(scores, first_scores, shares(own.table.names, gains))


def shares(names: list[str], gains: np.ndarray) -> dict[str, float]:
    """Of the gain of all features together, by name."""
    return {name: float(gain / gains.sum()) for name, gain in zip(names, gains)}


def train(data: Dataset, prepared: Prepared, first_scores: np.ndarray) -> tuple[Forest, Forest]:
    """The final forests, on everything.

    The rows that the first learns from carry out-of-fold encodings, those of the second out-of-fold scores of the first, as
    those of pages not seen will be.
    """
    own = prepared
    first, _ = grow(own.table, own.labels, own.weights, own.settings)
    table = second_inputs(data, first_scores)
    return first, grow(table, own.labels, own.weights, second_settings(own.settings))[0]
