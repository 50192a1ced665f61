"""A sample that pins the crate's evaluation to this one: made-up rows and token lists with what the model gives for them."""

import json
from pathlib import Path

import numpy as np

from company import ABSENT, LEVELS as COMPANY_LEVELS, company_features
from context import context
from dump import Tokens
from token_encodings import LEVELS
from token_encodings import NAMES as ENCODING_NAMES
from token_encodings import encode
from weights import Model

ROWS = 48
TOKEN_LISTS = 12
PAGE_BLOCKS = 15


def made_up_rows(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Rows drawn from each feature's own values, one feature apart from the others, so that no row is anybody's page."""
    drawn = values[random.integers(0, len(values), 20_000)]
    return np.stack([random.choice(column, ROWS) for column in drawn.T], axis=1).astype(np.float32)


def made_up_company(random: np.random.Generator) -> dict:
    """A page of blocks that belong together in some way, with what a first forest would say of them."""
    numbers = []
    for place in range(PAGE_BLOCKS):
        start = int(random.integers(0, place + 1))
        end = int(random.integers(place + 1, PAGE_BLOCKS + 1))
        group = ABSENT if place % 3 == 0 else int(random.integers(0, 3))
        row = [int(random.integers(0, 4)), group, start, end, int(random.integers(0, 5))]
        for level in range(COMPANY_LEVELS):
            row += [ABSENT, ABSENT] if level > place % 4 + 1 else [max(0, start - level), min(PAGE_BLOCKS, end + level)]
        numbers.append(row)
    scores = random.normal(size=PAGE_BLOCKS).astype(np.float32) * 2
    words = random.integers(1, 120, PAGE_BLOCKS)
    expected = company_features(scores, words, np.array(numbers, np.uint32), np.array([0, PAGE_BLOCKS]))
    return {"words": words.tolist(), "scores": scores.tolist(), "company": numbers, "expected": expected.tolist()}


def write(path: Path, model: Model, values: np.ndarray, second_values: np.ndarray, seed: int = 0) -> None:
    """Writes made-up rows of the features of both forests, tokens and pages, and what the exported model gives for them."""
    random = np.random.default_rng(seed)
    rows, second_rows = made_up_rows(values, random), made_up_rows(second_values, random)
    lists, tokens = [], {}
    unknown = np.array([1, 2, 3], np.uint32)
    for place in range(TOKEN_LISTS):
        one = {}
        for family, own in model.families.items():
            pool = np.concatenate([own.tokens, unknown]) if len(own.tokens) else unknown
            count = 0 if place == 0 else int(random.integers(0, 20))
            chosen = random.choice(pool, count)
            levels = np.sort(random.integers(0, LEVELS, count)).astype(np.uint8) if family == "class" else None
            tokens[family] = Tokens(chosen, np.array([count]), levels)
            one[family] = [[int(token), int(level)] for token, level in zip(chosen, levels)] if family == "class" else chosen.tolist()
        one["expected"] = encode(model.families, tokens)[0].tolist()
        lists.append(one)
    encoded = random.normal(size=(PAGE_BLOCKS, len(ENCODING_NAMES))).astype(np.float32)
    words = random.integers(1, 120, PAGE_BLOCKS)
    sample = {
        "names": model.names,
        "rows": [[float(value) for value in row] for row in rows],
        "scores": [float(score) for score in model.first.scores(rows)],
        "second_rows": [[float(value) for value in row] for row in second_rows],
        "second_scores": [float(score) for score in model.second.scores(second_rows, stops=False)],
        "encodings": lists,
        "context": {
            "words": words.tolist(),
            "encoded": encoded.tolist(),
            "expected": context(encoded, words, np.array([0, PAGE_BLOCKS])).tolist(),
        },
        "company": made_up_company(random),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sample) + "\n", encoding="utf-8")
