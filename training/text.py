"""Learns the small forest of `cleanText`, whose texts have words and nothing else: `src/plain/weights.bin`.

    cargo run --release --features training --example text -- --features WORK/CORPUS ../shared/data/CORPUS   # for both corpora
    python training/text.py ../shared/data WORK

It is learned from the articles of wcxb-dev and the pages of news-dev, each as the whole text of its page, a line for each
block, and from the same articles as they should come out, all of which is to be kept. First it learns on one half of the
domains and scores the other, then the other way round, and prints word F1; what is written is learned on all.

The file is a u32 fingerprint of the features' names, then a forest as in `weights.py`, parts 2 and 3.
"""

import argparse
import json
import struct
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import lightgbm
import numpy as np

from corpora import Page, read_corpus, words
from labels import article_shares
from weights import fnv1a, forest_parts, quantise

CORPORA = ("wcxb-dev", "news-dev")
TOP = Path(__file__).parent.parent

TREES = 60
LEAVES = 15
SETTINGS = {
    "objective": "binary",
    "num_leaves": LEAVES,
    "learning_rate": 0.15,
    "min_child_samples": 60,
    "lambda_l2": 5.0,
    "feature_fraction": 0.5,
    "max_bin": 63,
    "seed": 1,
    "verbosity": -1,
    "num_threads": 2,
}
# A page weighs 1, the article alone so much.
CLEAN_WEIGHT = 0.3
# A block weighs its words against the article's, at least this; more in the article and right around it.
LEAST_WEIGHT = 0.002
LEAST_NEAR = 0.03
MOST_OF_A_PAGE = 4.0


class Text:
    """The blocks of one text, their features, and which of them are the article."""

    def __init__(self, page: Page, blocks: list[str], rows: np.ndarray, clean: bool):
        self.page, self.blocks, self.rows, self.clean = page, blocks, rows, clean
        spelled = [words(block) for block in blocks]
        self.words = np.array([max(1, len(block)) for block in spelled])
        self.keep = np.ones(len(blocks), bool) if clean else article_shares(spelled, page.text) >= 0.5
        self.weights = self.weigh()

    def weigh(self) -> np.ndarray:
        weights = np.maximum(self.words / max(100, len(words(self.page.text))), LEAST_WEIGHT)
        places = np.nonzero(self.keep)[0]
        if len(places):
            near = slice(max(0, places[0] - 5), places[-1] + 6)
            weights[near] = np.maximum(weights[near], LEAST_NEAR)
        weights *= min(1.0, MOST_OF_A_PAGE / weights.sum()) if len(weights) else 1.0
        return weights * (CLEAN_WEIGHT if self.clean else 1.0)

    @property
    def half(self) -> int:
        return crc32(self.page.domain.encode()) % 2


def read(data: Path, work: Path) -> tuple[list[str], list[Text]]:
    texts, names = [], []
    for corpus in CORPORA:
        names = json.loads((work / corpus / "names.json").read_text())
        pages = read_corpus(data / corpus)
        rows = np.fromfile(work / corpus / "features.f32", np.float32).reshape(-1, len(names))
        at = 0
        with open(work / corpus / "pages.jsonl", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)
                own = rows[at : at + len(text["blocks"])]
                at += len(text["blocks"])
                page = pages[text["id"]]
                if page.type == "article" and len(own):
                    texts.append(Text(page, text["blocks"], own, text["clean"]))
    return names, texts


def learn(texts: list[Text]) -> lightgbm.Booster:
    rows = np.concatenate([text.rows for text in texts])
    labels = np.concatenate([text.keep for text in texts])
    weights = np.concatenate([text.weights for text in texts])
    # Without the usual start from the mean, the bias is 0 and all is in the trees.
    settings = {**SETTINGS, "boost_from_average": False}
    return lightgbm.train(settings, lightgbm.Dataset(rows, labels, weight=weights), TREES)


def quantised(model: lightgbm.Booster, width: int):
    return quantise(model.dump_model()["tree_info"], np.arange(width), 0.0)


def word_f1(kept: list[str], truth: str) -> float:
    mine, true = Counter(words("\n".join(kept))), Counter(words(truth))
    hits = (mine & true).total()
    return 2 * hits / max(1, mine.total() + true.total())


def check(names: list[str], texts: list[Text]) -> None:
    """Prints word F1 on texts of domains that the forest has not seen."""
    figures = defaultdict(list)
    for half in (0, 1):
        forest = quantised(learn([text for text in texts if text.half != half]), len(names))
        for text in texts:
            if text.half == half:
                kept = forest.scores(text.rows, stops=False) >= 0
                f1 = word_f1([block for block, keep in zip(text.blocks, kept) if keep], text.page.text)
                group = f"{text.page.corpus}, {'the article alone' if text.clean else 'pages'}"
                figures[group].append(f1)
                if text.page.corpus == "news-dev" and not text.clean:
                    figures[f"{group}, {text.page.lang}"].append(f1)
    for group, own in sorted(figures.items()):
        print(f"{group}: word F1 {np.mean(own):.4f} of {len(own)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="the folder of the corpora")
    parser.add_argument("work", type=Path, help="the folder of the features")
    parser.add_argument("--no-check", action="store_true", help="learn on all pages only")
    arguments = parser.parse_args()
    names, texts = read(arguments.data, arguments.work)
    if not arguments.no_check:
        check(names, texts)
    forest = quantised(learn(texts), len(names))
    file = struct.pack("<I", fnv1a("\n".join(names))) + b"".join(forest_parts(forest, names))
    (TOP / "src" / "plain" / "weights.bin").write_bytes(file)
    print(f"src/plain/weights.bin: {len(file)} bytes")


if __name__ == "__main__":
    main()
