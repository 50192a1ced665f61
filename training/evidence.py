"""What counts as article text: how often the truths contain captions, bylines, comments and the like.

What a block stands in is told by its tokens: names of elements and words in their classes, near (0), farther (1) or far (2).
Blocks of a kind are counted only on pages whose truth can be reached, and, for kinds that stand inside the body, only
between the first and the last block of the article: a caption in a list of teasers says nothing.
"""

import re
from dataclasses import dataclass
from typing import Callable

import numpy as np

from dataset import Dataset

# A page this well reached has labels that can be trusted.
LEAST_ORACLE_F1 = 0.9


@dataclass(frozen=True)
class Kind:
    """A kind of block: its name, where it counts, and how it is told, from its text and its features."""

    name: str
    where: str
    told: Callable[[str, dict], bool]


def says(pattern: str, most_words: int = 1000) -> Callable[[str, dict], bool]:
    """Text that begins with a pattern and is not longer than so many words."""
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda text, block: bool(compiled.match(text)) and len(text.split()) <= most_words


def token(family: str, name: str) -> int:
    """The hash the crate gives a token: of an element's name (family `t`) or of a word in a class or id (`s`)."""
    value = 0x811C9DC5
    for byte in (family + name).encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return (value ^ value >> 24) & 0xFFFFFF


def within(family: str, names: str, levels: int = 2, least_words: int = 1, most_words: int = 1000) -> Callable[[str, dict], bool]:
    """Text of so many words in an element with one of these tokens, at most that far off."""
    wanted = {token(family, name) for name in names.split()}
    return lambda text, block: (
        least_words <= len(text.split()) <= most_words
        and any(level <= levels and own in wanted for own, level in block["tokens"])
    )


READ_MORE = (
    r"(read (more|also|next)|also read|see also|related( articles| stories| coverage)?:|recommended:|more:|watch:|"
    r"lire aussi|leia (mais|também)|lee también|lesen sie auch|mehr zum thema|siehe auch|"
    r"czytaj (też|także|więcej)|zobacz (też|także)|читайте (также|по теме)|相关(阅读|新闻)|διαβάστε)"
)
BYLINE = r"(by|von|par|por|autor|author|written by|posted by|reported by|автор|redakcja|记者|編輯|责任编辑|来源)\b[ :：]"
MONTHS = (
    r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|okt|dez|stycz|lut|kwie|maj|czerw|lip|"
    r"sierp|wrze|paźdz|listop|grud|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)"
)
DATE = rf"(published|updated|posted|last (updated|modified|reviewed)|publicado|stand|data publikacji|опубликовано)?\W*((\d{{1,2}}\W{{1,2}}{MONTHS}|{MONTHS}\w*\W{{1,2}}\d{{1,2}}|\d{{4}}[-/.年]\d{{1,2}}[-/.月]|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}))"
BIO = r".{0,60}\b(is an? (\w+[ -]){0,4}(writer|editor|reporter|journalist|author|professor|contributor|correspondent|blogger|columnist|founder)|(covers|writes about|has written for)\b)"

IN_CAPTION = within("t", "figcaption caption")
CLASS_CAPTION = within("s", "caption figcaption credit credits", 1, 3, 40)

KINDS = (
    Kind("figure captions (`figcaption`)", "inside", IN_CAPTION),
    Kind("figure captions (by class name, short)", "inside", lambda text, block: CLASS_CAPTION(text, block) and not IN_CAPTION(text, block)),
    Kind("block quotes", "inside", within("t", "blockquote")),
    Kind("quotes that repeat the body (pull quotes)", "inside", lambda text, block: block["repeated"] > 0 and len(text.split()) >= 6),
    Kind("editor's notes, corrections", "page", says(r"\W*(editor.{0,2}s note|correction|clarification|this (story|article|post) (was|has been|is) (originally|updated|corrected|published|part)|note:)")),
    Kind("standfirst: the page's description, before the body", "before", lambda text, block: block["of_description"] >= 0.9 and len(text.split()) >= 6),
    Kind("bylines above the body", "before", says(BYLINE, 15)),
    Kind("bylines inside and after the body", "from first", says(BYLINE, 15)),
    Kind("dates above the body", "before", says(DATE, 12)),
    Kind("dates inside and after the body", "from first", says(DATE, 12)),
    Kind("tags", "page", says(r"\W*(tags|tagged|topics|filed under|keywords|schlagw\w+|etiquetas|tagi|теги|метки|标签)\b", 40)),
    Kind("'Read more', 'Also read' lines", "inside", says(r"\W*" + READ_MORE, 30)),
    Kind("author bios", "page", says(BIO, 120)),
    Kind("comments (by class name)", "page", within("s", "comment comments disqus replies respond commentlist", 2, 5)),
    Kind("related lists (by class name)", "page", within("s", "related recommended recommendations trending popular mostread latest", 1, 3)),
    Kind("newsletter and subscription (by class name)", "page", within("s", "newsletter subscribe subscription signup paywall", 1, 3)),
    Kind("share buttons (by class name)", "page", within("s", "share sharing social addthis sharedaddy", 1)),
    Kind("subheadings", "inside", lambda text, block: block["is_heading"] > 0 and block["covers_title"] < 0.8),
    Kind("the page's title", "page", lambda text, block: block["covers_title"] >= 0.6 and block["is_heading"] > 0 and len(text.split()) <= 25),
    Kind("table cells", "inside", within("t", "td th")),
    Kind("code, preformatted text", "inside", within("t", "pre")),
    Kind("prices, 'Shop' and 'Buy' lines", "inside", says(r"\W*(shop|buy|check price|view (deal|price)|\$\d)", 12)),
    Kind("'Advertisement', 'Image', 'Embed' place holders", "inside", says(r"\W*(advertisement|anzeige|publicidad|реклама|image|photo|embed|video|loading)\W*$", 3)),
)

GROUPS = (
    ("wcxb-dev, articles", lambda page: page.corpus == "wcxb-dev" and page.type == "article"),
    ("wcxb-dev, forums", lambda page: page.corpus == "wcxb-dev" and page.type == "forum"),
    ("wcxb-dev, all else", lambda page: page.corpus == "wcxb-dev" and page.type not in ("article", "forum")),
    ("news-dev", lambda page: page.corpus == "news-dev"),
    ("readability-pages", lambda page: page.corpus == "readability-pages"),
)
NEEDED = ("of_description", "covers_title", "element")

# The feature `element` of h1 to h6.
HEADINGS = range(3, 9)


def count_kinds(data: Dataset) -> dict[str, dict[str, tuple[int, int, int]]]:
    """By kind and group of pages: blocks, those that are in the truth, and pages that have one."""
    columns = {name: data.names.index(name) for name in NEEDED}
    classes = data.tokens["class"]
    starts = np.concatenate([[0], np.cumsum(classes.counts.astype(np.int64))])
    out = {kind.name: {group: [0, 0, 0] for group, _ in GROUPS} for kind in KINDS}
    for place, page in enumerate(data.pages):
        if page.text is None or not data.oracle_f1[place] >= LEAST_ORACLE_F1:
            continue
        group = next(name for name, belongs in GROUPS if belongs(page))
        blocks = data.blocks_of(place)
        labels = data.labels[blocks] == 1
        inside = np.nonzero(labels)[0]
        if not len(inside):
            continue
        # A lonely first line, such as a date, is not yet the body.
        long = [row for row in inside if data.words[blocks][row] >= 20] or list(inside)
        first, last = long[0], inside[-1]
        texts = data.blocks[place]
        own_rows = data.features[blocks]
        whole = [" ".join(text.split()).lower() for text in texts]
        body = "\n".join(text for text, label in zip(whole, labels) if label)
        met = set()
        for row, text in enumerate(texts):
            if not data.words[blocks][row]:
                continue
            block: dict = {name: float(own_rows[row, column]) for name, column in columns.items()}
            own = slice(starts[blocks.start + row], starts[blocks.start + row + 1])
            block["tokens"] = list(zip(classes.tokens[own].tolist(), classes.levels[own].tolist()))
            block["is_heading"] = float(block["element"] in HEADINGS)
            # Said again inside another, longer block of the article.
            block["repeated"] = float(len(text.split()) >= 6 and body.count(whole[row]) > int(labels[row]) and row >= first)
            where = {"page": True, "inside": first <= row <= last, "before": row < first or row == first, "from first": row > first}
            for kind in KINDS:
                if where[kind.where] and kind.told(text, block):
                    counts = out[kind.name][group]
                    counts[0] += 1
                    counts[1] += int(labels[row])
                    if kind.name not in met:
                        counts[2] += 1
                        met.add(kind.name)
    return {kind: {group: tuple(counts) for group, counts in groups.items()} for kind, groups in out.items()}


def as_table(counted: dict) -> str:
    """The counts as Markdown: blocks of a kind, and the share of them that is in the truth."""
    groups = [name for name, _ in GROUPS]
    lines = ["| | " + " | ".join(groups) + " |", "|---" * (len(groups) + 1) + "|"]
    for kind, row in counted.items():
        cells = []
        for group in groups:
            blocks, kept, pages = row[group]
            cells.append(f"{kept / blocks:.0%} of {blocks} on {pages} p." if blocks else "–")
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines)
