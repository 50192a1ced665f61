"""Named experiments: each is a change to the settings, validated out of fold and compared with the base page by page.

    python training/experiments.py NAME... [--data ../shared/data] [--cache FOLDER]

Without a name it lists them. Results are kept in CACHE/experiments.json, which train.py puts into the report.
"""

import argparse
import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpora import CORPORA
from dataset import Dataset, block_weights, load
from deciding import DEFAULT_RULE, MAIN, figures, keep
from dump import DEFAULT_CACHE
from folds import folds_by_domain
from forest import encode_out_of_fold, prepare, validate
from settings import Settings

BASE = Settings()


def without_corpus(name: str) -> Settings:
    return replace(BASE, corpus_factors={**BASE.corpus_factors, name: 0.0})


# An experiment is settings, or a function from the data to settings.
EXPERIMENTS = {
    "base": BASE,
    "base, another seed": replace(BASE, seed=1),
    "25 % of the pages": replace(BASE, share_of_pages=0.25),
    "50 % of the pages": replace(BASE, share_of_pages=0.5),
    "no encodings": replace(BASE, encodings=()),
    "class encodings only": replace(BASE, encodings=("class",)),
    "100 trees": replace(BASE, trees=100),
    "300 trees": replace(BASE, trees=300),
    "15 leaves": replace(BASE, leaves=15, trees=360),
    "63 leaves": replace(BASE, leaves=63, trees=90),
    "all rows": replace(BASE, sample_rows=0),
    "slow and long": replace(BASE, learning_rate=0.04, trees=360),
    "without wcxb-dev": without_corpus("wcxb-dev"),
    "without news-dev": without_corpus("news-dev"),
    "without multilingual-dev": without_corpus("multilingual-dev"),
    "without readability-pages": without_corpus("readability-pages"),
    "soft labels": replace(BASE, soft_labels=True),
    "pseudo-labels": replace(BASE, pseudo_weight=0.4),
    "pseudo-labels, heavy": replace(BASE, pseudo_weight=1.0),
    "readability-pages a quarter": replace(BASE, corpus_factors={**BASE.corpus_factors, "readability-pages": 0.25}),
    "pages that were marked": replace(
        BASE, marked=True, corpus_factors={**BASE.corpus_factors, "multilingual-dev": 1.0}
    ),
    "teacher": replace(BASE, teacher_trees=400),
    "monotone": replace(
        BASE,
        monotone={"class_all": 1, "class_near": 1, "text_encoding": 1, "heading_encoding": 1, "link_density": -1},
    ),
    "no second forest": replace(BASE, second_trees=0),
    "a second forest of 31 leaves": replace(BASE, second_leaves=31),
    "blocks near the article weigh as others": replace(BASE, near_floor=0.0),
    "fewer tokens": replace(BASE, least_domains={"class": 60, "text": 100, "heading": 40}),
    "more tokens": replace(BASE, least_domains={"class": 15, "text": 25, "heading": 10}),
    "pages weigh alike": replace(BASE, domain_power=0.0),
    "domains weigh alike": replace(BASE, domain_power=1.0),
    "readability-pages and news-dev halved": replace(
        BASE, corpus_factors={**BASE.corpus_factors, "news-dev": 0.5, "readability-pages": 0.5}
    ),
}


def encodings_key(settings: Settings) -> str:
    """Settings with the same key have the same encodings."""
    parts = (
        settings.corpus_factors, settings.domain_power, settings.least_truth_words, settings.weight_floor, settings.near_floor,
        settings.page_cap, settings.least_oracle_f1, settings.share_of_pages, settings.seed if settings.share_of_pages < 1 else 0,
        settings.encodings, settings.least_domains, settings.inverse_penalty, settings.marked,
    )
    return repr(parts)


class Laboratory:
    """The data, with encodings and results of earlier experiments kept."""

    def __init__(self, data_folder: Path, cache: Path):
        self.cache = cache
        self.data = load(data_folder, list(CORPORA), cache, dump_again=False)
        self.folds = folds_by_domain(self.data.pages)
        self.results_path = cache / "experiments.json"
        self.results = json.loads(self.results_path.read_text()) if self.results_path.is_file() else {}

    def run(self, name: str, settings=None) -> dict[str, float]:
        """Validates, prints and keeps an experiment."""
        started = time.time()
        settings = EXPERIMENTS[name] if settings is None else settings
        settings = settings(self.data) if callable(settings) else settings
        data = self.data.with_marks() if settings.marked else self.data
        validated = validate(data, prepare(data, self.folds, settings, self.encodings(data, settings)))
        (self.cache / "scores").mkdir(exist_ok=True)
        (self.cache / "gains.json").write_text(json.dumps(validated.gains))
        np.save(self.cache / "scores" / f"{name}.npy", validated.scores)
        kept = keep(self.data, validated.scores, DEFAULT_RULE)
        result = figures(self.data, kept)
        base = self.cache / "scores" / "base.npy"
        note = ""
        if name != "base" and base.is_file():
            mean, error = self.difference(kept, keep(self.data, np.load(base), DEFAULT_RULE))
            result["word F1 against base"], result["standard error"] = mean, error
            note = f"  {mean:+.4f} ± {error:.4f}"
        self.results[name] = result
        self.results_path.write_text(json.dumps(self.results, indent=1))
        print(f"{name:<28}" + "".join(f" {result.get(one, 0):.4f}" for one in MAIN) + note + f"  ({time.time() - started:.0f} s)", flush=True)
        return result

    def encodings(self, data: Dataset, settings: Settings) -> np.ndarray:
        """Out-of-fold encodings, kept between runs while labels and blocks stay the same."""
        about = f"{encodings_key(settings)} {len(data.labels)} {data.labels.sum()} {len(data.tokens['class'].tokens)}"
        path = self.cache / "encodings" / f"{hashlib.sha256(about.encode()).hexdigest()[:16]}.npy"
        if not path.is_file():
            weights = block_weights(data, settings)
            path.parent.mkdir(exist_ok=True)
            np.save(path, encode_out_of_fold(data, self.folds, weights, settings)[0])
        return np.load(path)

    def difference(self, kept, other) -> tuple[float, float]:
        """The mean difference of word F1 over pages with a truth, and its standard error."""
        flags = np.array([page.text is not None for page in self.data.pages])
        gap = (self.data.word_scores.of(kept).f1 - self.data.word_scores.of(other).f1)[flags]
        return float(gap.mean()), float(gap.std() / len(gap) ** 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="experiments to run; 'all' for all of them")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of the corpora")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where dumps and results are kept")
    arguments = parser.parse_args()
    if not arguments.names:
        print("\n".join(EXPERIMENTS))
        return
    laboratory = Laboratory(arguments.data, arguments.cache)
    print(" " * 28 + " ".join(MAIN), flush=True)
    for name in EXPERIMENTS if arguments.names == ["all"] else arguments.names:
        laboratory.run(name)


if __name__ == "__main__":
    main()
