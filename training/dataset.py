"""All corpora as one table of blocks, with labels and weights."""

import hashlib
import json
from dataclasses import dataclass, replace
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from corpora import BEGINNINGS, Page, read_corpus, words
from dump import FAMILIES, Dump, Tokens, read_dump, write_dump
from labels import article_shares, snippet_labels
from marks import marked_labels
from scoring import WordScores
from settings import Settings

LABELS_VERSION = "2"


@dataclass
class Dataset:
    """The blocks of all pages, one after the other; `offsets[i]:offsets[i + 1]` are those of page i."""

    pages: list[Page]
    blocks: list[list[str]]
    offsets: np.ndarray
    names: list[str]
    features: np.ndarray
    company: np.ndarray
    tokens: dict[str, Tokens]
    # Words of each block, as the scorer counts them.
    words: np.ndarray
    # The share of each block's words in the truth; NaN where only snippets are known.
    shares: np.ndarray
    # 1 article, 0 not, -1 unknown.
    labels: np.ndarray
    # The same as readers marked it, of pages of which else only snippets are known.
    marked: np.ndarray
    # Flags the pages all of whose blocks have been looked at.
    is_labelled_whole: np.ndarray
    word_scores: WordScores
    # The best word F1 that keeping whole blocks can reach; NaN without a truth.
    oracle_f1: np.ndarray

    @property
    def page_of_block(self) -> np.ndarray:
        return np.repeat(np.arange(len(self.pages)), np.diff(self.offsets))

    def of_corpus(self, name: str) -> np.ndarray:
        """Flags the pages of a corpus."""
        return np.array([page.corpus == name for page in self.pages])

    def blocks_of(self, page: int) -> slice:
        return slice(self.offsets[page], self.offsets[page + 1])

    def with_marks(self) -> "Dataset":
        """With labels for all blocks of the pages that readers marked; where snippets say otherwise, they count."""
        is_marked = np.array([(self.marked[self.blocks_of(place)] >= 0).any() for place in range(len(self.pages))])
        return replace(
            self,
            labels=np.where(self.labels < 0, self.marked, self.labels),
            is_labelled_whole=self.is_labelled_whole | is_marked,
        )

    def text_kept(self, page: int, keep: np.ndarray) -> str:
        """The text of the page's blocks that are kept."""
        return "\n\n".join(text for text, kept in zip(self.blocks[page], keep[self.blocks_of(page)]) if kept)


def _label_page(task: tuple[list[str], Page]) -> tuple[np.ndarray, np.ndarray]:
    blocks, page = task
    if page.text is None:
        return np.full(len(blocks), np.nan), snippet_labels(blocks, page)
    shares = article_shares([words(text) for text in blocks], page.text)
    return shares, (shares >= 0.5).astype(np.int8)


def label_corpus(dump: Dump, pages: list[Page], cache: Path | None, processes: int = 2):
    """Shares and labels of all blocks of a corpus, kept in the folder `cache` while blocks and truths stay the same."""
    digest = hashlib.sha256(LABELS_VERSION.encode())
    for page, blocks in zip(pages, dump.blocks):
        digest.update(json.dumps([page.id, page.text, page.with_snippets, page.without_snippets, page.clutter, blocks]).encode())
    kept = cache / f"{digest.hexdigest()[:20]}.npz" if cache else None
    if kept and kept.is_file():
        stored = np.load(kept)
        return stored["shares"], stored["labels"]
    with Pool(processes) as pool:
        done = pool.map(_label_page, zip(dump.blocks, pages), chunksize=4)
    shares = np.concatenate([row[0] for row in done])
    labels = np.concatenate([row[1] for row in done]).astype(np.int8)
    if kept:
        cache.mkdir(parents=True, exist_ok=True)
        np.savez(kept, shares=shares, labels=labels)
    return shares, labels


def beginnings(part: Dump, dump: Dump, pages: list[Page], labels: np.ndarray, name: str):
    """Beginnings of pages as pages of their own, without a truth to score: their blocks have the labels of the whole page's."""
    starts = np.concatenate([[0], np.cumsum([len(texts) for texts in dump.blocks])])
    own_labels = []
    for place, texts in enumerate(part.blocks):
        whole = dump.blocks[place]
        same = next((row for row, (one, other) in enumerate(zip(texts, whole)) if one != other), min(len(texts), len(whole)))
        own = np.full(len(texts), -1, np.int8)
        of_page = labels[starts[place] : starts[place + 1]]
        # A page without a single block of the article teaches nothing.
        if (of_page == 1).any():
            own[:same] = of_page[:same]
        own_labels.append(own)
    own_pages = [replace(page, corpus=name, text=None, with_snippets=[], without_snippets=[], marks=None) for page in pages]
    labels = np.concatenate(own_labels)
    return part, own_pages, np.full(len(labels), np.nan), labels


def labels_by_marks(page: Page, blocks: list[str]) -> np.ndarray:
    """What a reader marked on a page, -1 on pages that nobody read, that are others by now, or that have no text."""
    labels = marked_labels(blocks, page.marks) if page.marks else None
    return labels if labels is not None and (labels == 1).any() else np.full(len(blocks), -1, np.int8)


def load(data: Path, corpora: list[str], cache: Path, dump_again: bool = True) -> Dataset:
    """Dumps, reads and labels these corpora of the folder `data`."""
    parts = []
    for name in corpora:
        folder = cache / "dump" / name
        if dump_again or not (folder / "names.json").is_file():
            write_dump(data / name, folder)
        dump = read_dump(folder)
        truths = read_corpus(data / name)
        pages = [truths[id] for id in dump.ids]
        shares, labels = label_corpus(dump, pages, cache / "labels")
        parts.append((dump, pages, shares, labels))
        if name in BEGINNINGS:
            part = cache / "dump" / BEGINNINGS[name]
            if dump_again or not (part / "names.json").is_file():
                write_dump(data / name, part, beginnings=True)
            parts.append(beginnings(read_dump(part), dump, pages, labels, BEGINNINGS[name]))
    first = parts[0][0]
    if any(part[0].names != first.names for part in parts):
        raise ValueError("the corpora were dumped with different features: dump them again")
    pages = [page for part in parts for page in part[1]]
    blocks = [texts for part in parts for texts in part[0].blocks]
    offsets = np.concatenate([[0], np.cumsum([len(texts) for texts in blocks])])
    tokens = {}
    for family in FAMILIES:
        own = [part[0].tokens[family] for part in parts]
        levels = np.concatenate([one.levels for one in own]) if family == "class" else None
        tokens[family] = Tokens(np.concatenate([one.tokens for one in own]), np.concatenate([one.counts for one in own]), levels)
    block_words = [words(text) for texts in blocks for text in texts]
    labels = np.concatenate([part[3] for part in parts])
    marked = np.concatenate([labels_by_marks(page, texts) for page, texts in zip(pages, blocks)])
    word_scores = WordScores(pages, block_words, offsets)
    oracle = word_scores.of(labels == 1).f1
    oracle[[page.text is None for page in pages]] = np.nan
    return Dataset(
        pages=pages,
        blocks=blocks,
        offsets=offsets,
        names=first.names,
        features=np.concatenate([part[0].features for part in parts]),
        company=np.concatenate([part[0].company for part in parts]),
        tokens=tokens,
        words=np.array([len(block) for block in block_words], np.int32),
        shares=np.concatenate([part[2] for part in parts]).astype(np.float32),
        labels=labels,
        marked=marked,
        is_labelled_whole=np.array([page.text is not None for page in pages]),
        word_scores=word_scores,
        oracle_f1=oracle,
    )


def trained_on(data: Dataset, settings: Settings) -> np.ndarray:
    """Flags the pages that can teach: those with a truth that can be reached, or with snippets."""
    reachable = np.isnan(data.oracle_f1) | (data.oracle_f1 >= settings.least_oracle_f1)
    empty = np.array([page.text is not None and not words(page.text) for page in data.pages])
    flags = reachable & ~empty
    if settings.share_of_pages < 1:
        flags &= np.random.default_rng(settings.seed + 1).random(len(flags)) < settings.share_of_pages
    return flags


# Blocks right before the article and right after it that count as near.
NEAR_BEFORE, NEAR_AFTER = 6, 8


def near_article(labels: np.ndarray) -> slice:
    """The blocks of a page from shortly before its article to shortly after."""
    article = np.nonzero(labels == 1)[0]
    return slice(max(0, article[0] - NEAR_BEFORE), article[-1] + 1 + NEAR_AFTER) if len(article) else slice(0, 0)


def block_weights(data: Dataset, settings: Settings) -> np.ndarray:
    """What each block weighs in training: 0 where its label is unknown or its page is left out; mean 1 over the others."""
    weights = np.zeros(len(data.labels))
    flags = trained_on(data, settings)
    sizes: dict[str, int] = {}
    for page in data.pages:
        sizes[page.domain] = sizes.get(page.domain, 0) + 1
    for place, page in enumerate(data.pages):
        factor = settings.corpus_factors.get(page.corpus, 0.0)
        if not flags[place] or not factor:
            continue
        blocks = data.blocks_of(place)
        known = data.labels[blocks] >= 0
        if page.text is None:
            truth_words = data.words[blocks][data.labels[blocks] == 1].sum()
        else:
            truth_words = data.word_scores.truth_sizes[place]
        # Where few blocks have a label, these weigh more.
        floor = settings.weight_floor if data.is_labelled_whole[place] else 10 * settings.weight_floor
        floors = np.full(blocks.stop - blocks.start, floor)
        floors[near_article(data.labels[blocks])] = max(floor, settings.near_floor)
        own = np.maximum(data.words[blocks] / max(settings.least_truth_words, truth_words), floors) * known
        total = own.sum()
        if total > settings.page_cap:
            own *= settings.page_cap / total
        weights[blocks] = own * factor * sizes[page.domain] ** -settings.domain_power
    return weights / weights[weights > 0].mean()
