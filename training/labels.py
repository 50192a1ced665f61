"""Which blocks of a page are the article: the truth's text aligned with the page's blocks."""

from collections import Counter

import numba
import numpy as np

from corpora import Page, words

# The alignment keeps a byte for each pair of a page word and a truth word; longer pages are cut to this many bytes.
MOST_CELLS = 1_500_000_000

# A page word that is not in the truth, and what stands for a truth word that is taken.
NOT_IN_TRUTH = -1
TAKEN = "\x00"

# A block of fewer words is too common to be looked up anywhere in the truth.
LOOKUP_WORDS = 4


@numba.njit(cache=True)
def align(page, page_starts, page_ends, truth, truth_starts, truth_ends):
    """The best alignment of the page's words with the truth's: for each page word the place of its truth word, or -1.

    A global alignment with affine costs: a run of matches earns 1 a word, and pays to open and to close. Opening is cheap
    where a block starts (`page_starts`) and cheaper where a line of the truth starts too (`truth_starts`); closing
    likewise at ends. So a text that stands on the page twice is matched where its neighbours are matched as well.
    """
    rows, columns = len(page), len(truth)
    never = np.float32(-1e9)
    # Bit 0: the match came from a match. Bits 1–2: the gap came from above (0), from the left (1), from a match (2).
    trace = np.zeros((rows + 1, columns + 1), np.uint8)
    match_before = np.full(columns + 1, never, np.float32)
    gap_before = np.zeros(columns + 1, np.float32)
    match = np.full(columns + 1, never, np.float32)
    gap = np.zeros(columns + 1, np.float32)
    for j in range(1, columns + 1):
        trace[0, j] = 2
    for i in range(1, rows + 1):
        word = page[i - 1]
        match[0] = never
        gap[0] = 0
        for j in range(1, columns + 1):
            code = np.uint8(0)
            best = never
            where = 2
            if word == truth[j - 1]:
                if page_starts[i - 1]:
                    opening = 0.2 if truth_starts[j - 1] else 0.6
                else:
                    opening = 0.9 if truth_starts[j - 1] else 1.2
                going_on = match_before[j - 1]
                opened = gap_before[j - 1] - np.float32(opening)
                if going_on >= opened:
                    match[j] = going_on + 1
                    code |= 1
                else:
                    match[j] = opened + 1
                if page_ends[i - 1]:
                    closing = 0.1 if truth_ends[j - 1] else 0.4
                else:
                    closing = 0.5 if truth_ends[j - 1] else 0.8
                best = match[j] - np.float32(closing)
            else:
                match[j] = never
            if gap_before[j] >= best:
                best = gap_before[j]
                where = 0
            if gap[j - 1] > best:
                best = gap[j - 1]
                where = 1
            gap[j] = best
            trace[i, j] = code | np.uint8(where << 1)
        match_before, match = match, match_before
        gap_before, gap = gap, gap_before
    places = np.full(rows, -1, np.int32)
    i, j, in_match = rows, columns, False
    while i > 0 and j > 0:
        code = trace[i, j]
        if in_match:
            places[i - 1] = j - 1
            in_match = code & 1 == 1
            i -= 1
            j -= 1
        elif code >> 1 == 0:
            i -= 1
        elif code >> 1 == 1:
            j -= 1
        else:
            in_match = True
    return places


def edges(lengths: list[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where runs of these lengths begin, and flags for the first and the last word of each."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    starts, ends = np.zeros(offsets[-1], np.bool_), np.zeros(offsets[-1], np.bool_)
    filled = np.diff(offsets) > 0
    starts[offsets[:-1][filled]] = True
    ends[offsets[1:][filled] - 1] = True
    return offsets, starts, ends


def article_shares(blocks: list[list[str]], truth: str) -> np.ndarray:
    """For each block (its words), the share of its words that are the truth's, from 0 to 1."""
    lines = [line for line in map(words, truth.split("\n")) if line]
    shares = np.zeros(len(blocks))
    if not lines or not any(blocks):
        return shares
    number: dict[str, int] = {}
    truth_words = [number.setdefault(word, len(number)) for line in lines for word in line]
    truth_words = np.array(truth_words, np.int32)
    line_offsets, truth_starts, truth_ends = edges([len(line) for line in lines])
    page_words = np.array([number.get(word, NOT_IN_TRUTH) for block in blocks for word in block], np.int32)
    offsets, page_starts, page_ends = edges([len(block) for block in blocks])

    # Of a run of words that are not in the truth one is enough to part its neighbours.
    known = page_words != NOT_IN_TRUTH
    used_rows = np.nonzero(known | np.concatenate([[True], known[:-1]]))[0]
    used_rows = used_rows[: MOST_CELLS // len(truth_words)]
    aligned = align(
        page_words[used_rows], page_starts[used_rows], page_ends[used_rows], truth_words, truth_starts, truth_ends
    )
    places = np.full(len(page_words), -1, np.int32)
    places[used_rows] = aligned
    for place in range(len(blocks)):
        run = places[offsets[place] : offsets[place + 1]]
        if len(run):
            shares[place] = (run >= 0).mean()

    taken = np.zeros(len(truth_words), bool)
    taken[places[places >= 0]] = True
    if not taken.all():
        find_moved_blocks(blocks, lines, line_offsets, taken, shares)
    return shares


def find_moved_blocks(blocks, lines, line_offsets, taken, shares) -> None:
    """Finds blocks whose text the truth has in another order, and sets their shares to 1.

    Longer blocks first; among equals those nearest to blocks that are the article already. A truth word is taken once.
    """
    free_lines = Counter(
        " ".join(line)
        for place, line in enumerate(lines)
        if not taken[line_offsets[place] : line_offsets[place + 1]].any()
    )
    all_words = [word for line in lines for word in line]
    left = " " + " ".join(TAKEN if gone else word for word, gone in zip(all_words, taken)) + " "
    lengths = np.array([len(block) for block in blocks])
    article_words = np.concatenate([[0], np.cumsum((shares >= 0.5) * lengths)])
    candidates = []
    for place in np.nonzero(shares < 0.5)[0]:
        text = " ".join(blocks[place])
        if text and (lengths[place] >= LOOKUP_WORDS and f" {text} " in left or text in free_lines):
            near = article_words[min(len(blocks), place + 11)] - article_words[max(0, place - 10)]
            candidates.append((-lengths[place], -near, place, text))
    for _, far, place, text in sorted(candidates):
        at = left.find(f" {text} ")
        if at < 0:
            continue
        if lengths[place] < LOOKUP_WORDS:
            if free_lines[text] == 0 or far == 0:
                continue
            free_lines[text] -= 1
        left = f"{left[:at]} {TAKEN} {left[at + len(text) + 2 :]}"
        shares[place] = 1.0


def snippet_labels(blocks: list[str], page: Page) -> np.ndarray:
    """Labels from snippets that must or must not be in the article: 1, 0, or -1 where they say nothing.

    A block is the article when it holds a `with` snippet, or when the snippet holds the whole block and the block is no
    short phrase. Clutter labelled by hand is 0 where a block's text is the clutter's, and 0 beats 1 nowhere: a block of
    which both are said is left open.
    """
    flat = [" ".join(text.split()) for text in blocks]
    with_snippets = [" ".join(text.split()) for text in page.with_snippets]
    without_snippets = [" ".join(text.split()) for text in page.without_snippets]
    clutter = {" ".join(words(text)) for text in page.clutter} - {""}
    stays = " | ".join(" ".join(words(text)) for text in page.must_stay)
    labels = np.full(len(blocks), -1, np.int8)
    for place, text in enumerate(flat):
        lower = " ".join(words(text))
        count = lower.count(" ") + 1
        good = any(snippet and (snippet in text or count >= 5 and text in snippet) for snippet in with_snippets)
        bad = any(snippet and snippet in text for snippet in without_snippets)
        if lower in clutter and (count >= 3 or lower not in stays):
            bad = True
        if good != bad:
            labels[place] = int(good)
    return labels
