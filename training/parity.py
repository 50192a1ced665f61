"""A sample that pins the crate's evaluation to this one: made-up rows and token lists with what the model gives for them."""

import json
from pathlib import Path

import numpy as np

from context import context
from dump import Tokens
from token_encodings import LEVELS
from token_encodings import NAMES as ENCODING_NAMES
from token_encodings import encode
from weights import Model

ROWS = 48
TOKEN_LISTS = 12
PAGE_BLOCKS = 15


def write(path: Path, model: Model, values: np.ndarray, seed: int = 0) -> None:
    """Writes rows drawn from each feature's own values, one feature apart from the others, so that no row is anybody's page.

    `values` are rows of features, encodings last. Expected scores are those of the exported model.
    """
    random = np.random.default_rng(seed)
    drawn = values[random.integers(0, len(values), 20_000)]
    rows = np.stack([random.choice(column, ROWS) for column in drawn.T], axis=1).astype(np.float32)
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
        "scores": [float(score) for score in model.forest.scores(rows)],
        "encodings": lists,
        "context": {
            "words": words.tolist(),
            "encoded": encoded.tolist(),
            "expected": context(encoded, words, np.array([0, PAGE_BLOCKS])).tolist(),
        },
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(sample) + "\n", encoding="utf-8")
