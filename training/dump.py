"""The dump of features: made by the Rust crate itself, so that training and use cannot drift."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from company import NUMBERS

REPOSITORY = Path(__file__).resolve().parent.parent
# Where dumps, labels and results are kept unless another folder is named.
DEFAULT_CACHE = Path(__file__).resolve().parent / ".cache"
FAMILIES = ("class", "text", "heading")


@dataclass
class Tokens:
    """Hashed tokens of all blocks of a corpus, one block after the other; `counts` says how many each block has."""

    tokens: np.ndarray
    counts: np.ndarray
    levels: np.ndarray | None = None


@dataclass
class Dump:
    """What the crate says about the blocks of a corpus; see examples/features.rs for the files."""

    names: list[str]
    ids: list[str]
    blocks: list[list[str]]
    features: np.ndarray
    # NUMBERS of company.py for each block.
    company: np.ndarray
    tokens: dict[str, Tokens]


def cargo_example(name: str, *arguments: str, stdout=None) -> None:
    """Builds and runs one of the crate's training examples."""
    command = ["cargo", "run", "--quiet", "--release", "--features", "training", "--example", name, "--", *arguments]
    subprocess.run(command, cwd=REPOSITORY, check=True, stdout=stdout)


def write_dump(corpus: Path, out: Path, beginnings: bool = False) -> None:
    """Runs the dump of a corpus into the folder `out`; with `beginnings`, of a part of each page only."""
    out.mkdir(parents=True, exist_ok=True)
    cargo_example("features", *(["--beginnings"] if beginnings else []), str(corpus.resolve()), str(out.resolve()))


def write_settled(corpus: Path, scores: Path, predictions: Path) -> None:
    """Runs the real pipeline's settling over given scores; writes a line a page as the scorer wants them."""
    with open(predictions, "wb") as out:
        cargo_example("settle", str(corpus.resolve()), str(scores.resolve()), stdout=out)


def read_blocks(folder: Path) -> dict[str, list[str]]:
    """The texts of the blocks of each page of a dump, by id, in its order."""
    with open(folder / "pages.jsonl", encoding="utf-8") as lines:
        return {row["id"]: row["blocks"] for row in map(json.loads, lines)}


def read_dump(folder: Path) -> Dump:
    """Reads back what `write_dump` wrote, and checks that its parts agree."""
    about = json.loads((folder / "names.json").read_text(encoding="utf-8"))
    pages = read_blocks(folder)
    ids, blocks = list(pages), list(pages.values())
    total = sum(map(len, blocks))
    features = np.fromfile(folder / "features.f32", "<f4").reshape(total, len(about["features"]))
    company = np.fromfile(folder / "company.u32", "<u4").reshape(total, NUMBERS)
    tokens = {}
    for family in FAMILIES:
        tokens[family] = Tokens(
            np.fromfile(folder / f"{family}_tokens.u32", "<u4"), np.fromfile(folder / f"{family}_counts.u32", "<u4")
        )
        if len(tokens[family].counts) != total or tokens[family].counts.sum() != len(tokens[family].tokens):
            raise ValueError(f"{folder}: the {family} tokens do not fit the blocks")
    tokens["class"].levels = np.fromfile(folder / "class_levels.u8", "u1")
    if not np.isfinite(features).all():
        raise ValueError(f"{folder}: a feature is not finite")
    return Dump(about["features"], ids, blocks, features, company, tokens)


def token_names(folder: Path) -> dict[int, str]:
    """What the hashed tokens are, for reading only."""
    names = {}
    path = folder / "token_names.tsv"
    if path.is_file():
        with open(path, encoding="utf-8", newline="\n") as lines:
            for line in lines:
                key, _, name = line.rstrip("\n").partition("\t")
                names[int(key)] = name
    return names
