"""Which blocks of a page are its text, marked by a reader: marked/CORPUS.jsonl, a page a line.

    python training/marks.py CORPUS READ.jsonl [--cache FOLDER]

adds what was read to marked/CORPUS.jsonl. A line of READ.jsonl is a page, {"id", "keep": [[3, 17], [20, 20]], "unsure": [[18, 19]]},
with the numbers of the first and the last block of each run as the last dump has them (CACHE/dump/CORPUS/pages.jsonl).
README.md says what to keep.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpora import MARKED, Marks, words
from dump import DEFAULT_CACHE, read_blocks


def mark(text: str) -> str:
    """What a block is known by, whatever its number becomes: a few letters made of its words."""
    return hashlib.blake2s(" ".join(words(text)).encode(), digest_size=3).hexdigest()


def marks_of(runs: list[list[int]], blocks: list[str]) -> str:
    """Runs of blocks as they are written: the number and the mark of the first and of the last of each, if these are two."""
    return " ".join("-".join(f"{end}:{mark(blocks[end])}" for end in sorted({first, last})) for first, last in sorted(runs))


@dataclass
class Run:
    """From a block to a block, both of the run."""

    first: int
    last: int


def find_runs(written: str, marks: list[str]) -> list[Run] | None:
    """Where the runs are among blocks with these marks; None if one is not to be found.

    Of several blocks with the same mark the one nearest to where it was.
    """
    found = []
    start = 0
    for run in written.split():
        ends = []
        for place, letters in (end.split(":") for end in run.split("-")):
            alike = [number for number in range(start, len(marks)) if marks[number] == letters]
            if not alike:
                return None
            ends.append(min(alike, key=lambda number: abs(number - int(place))))
            start = ends[-1]
        found.append(Run(ends[0], ends[-1]))
        start += 1
    return found


def marked_labels(blocks: list[str], marks: Marks) -> np.ndarray | None:
    """Labels of all blocks of a page: 1 its text, 0 not, -1 where the reader was in doubt; None if the page is another by now."""
    own = [mark(text) for text in blocks]
    keep, unsure = find_runs(marks.keep, own), find_runs(marks.unsure, own)
    if keep is None or unsure is None:
        return None
    labels = np.zeros(len(blocks), np.int8)
    for run in keep:
        labels[run.first : run.last + 1] = 1
    for run in unsure:
        labels[run.first : run.last + 1] = -1
    return labels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("read", type=Path, help="what was read, a page a line")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where the last dump is")
    arguments = parser.parse_args()
    blocks = read_blocks(arguments.cache / "dump" / arguments.corpus)
    path = MARKED / f"{arguments.corpus}.jsonl"
    marked = {}
    for source in (path, arguments.read):
        if source.is_file():
            with open(source, encoding="utf-8") as lines:
                marked |= {row["id"]: row for row in map(json.loads, lines)}
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        for id, row in sorted(marked.items()):
            runs = {name: row.get(name, "") for name in ("keep", "unsure")}
            written = {name: own if isinstance(own, str) else marks_of(own, blocks[id]) for name, own in runs.items()}
            out.write(json.dumps({"id": id} | {name: own for name, own in written.items() if own or name == "keep"}) + "\n")
    print(f"{path.name}: {len(marked)} pages")


if __name__ == "__main__":
    main()
