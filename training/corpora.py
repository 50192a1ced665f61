"""The corpora: what is known about each page before its HTML is read."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

# Words as the scorer counts them: a run of Chinese letters is one word.
WORD = re.compile(r"\w+")

CORPORA = ("wcxb-dev", "news-dev", "multilingual-dev", "readability-pages")

# Corpora whose pages are trained on a second time as if they were still arriving, and what those are called.
BEGINNINGS = {"wcxb-dev": "wcxb-dev, beginnings", "news-dev": "news-dev, beginnings"}

# What readers marked on pages of which only snippets are known; marks.py reads and writes it.
MARKED = Path(__file__).resolve().parent / "marked"

# Second-level labels under which names are registered, as in example.co.uk.
SECOND_LEVEL = {"ac", "co", "com", "edu", "go", "gob", "gov", "gouv", "ne", "net", "or", "org"}

# Hosts whose pages belong to others: every page (or path) there is a site of its own.
ARCHIVES = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/")


@dataclass
class Marks:
    """Runs of blocks that a reader took for the page's text, and those that left the reader in doubt; see marks.py."""

    keep: str
    unsure: str


@dataclass
class Page:
    """One page and its truth.

    `text` is the article's whole text, or None where only snippets are known: `with_snippets` must be in the article,
    `without_snippets` must not; `marks` say what a reader made of the blocks of such a page. `clutter` are texts of blocks known
    to be clutter, `must_stay` texts known not to be;
    both only on pages whose clutter was labelled by hand.
    """

    corpus: str
    id: str
    url: str
    type: str
    lang: str
    text: str | None
    with_snippets: list[str]
    without_snippets: list[str]
    clutter: list[str] = field(default_factory=list)
    must_stay: list[str] = field(default_factory=list)
    marks: Marks | None = None
    domain: str = ""


def words(text: str) -> list[str]:
    """Lower-cased words, as the scorer counts them."""
    return WORD.findall(text.lower())


def registrable_domain(url: str) -> str:
    """The domain somebody registered: bbc.co.uk of https://news.bbc.co.uk/x; '' when there is none.

    Without a list of public suffixes: the last two labels, or three under well-known second levels of countries.
    Blogs on a shared host (x.wordpress.com, x.blogspot.de) are told apart by taking the host whole.
    """
    if "::" in url:  # 'hard::100noticias.com-millones.html'
        found = re.match(r"([\w.-]*?\.[a-z]{2,})(?=[-/_]|$)", url.split("::", 1)[1])
        host = found.group(1) if found else ""
    else:
        found = re.match(r"(?:https?:)?//([^/?#:@]+)", ARCHIVES.sub("", url) if ARCHIVES.match(url) else url)
        host = found.group(1).lower() if found else ""
    labels = host.lower().strip(".").split(".")
    if len(labels) < 2:
        return host
    if len(labels) > 2 and re.search(r"(^|\.)(wordpress|blogspot|substack|tumblr|medium|github|typepad|livejournal)\.", host):
        return host
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def read_corpus(folder: Path) -> dict[str, Page]:
    """All pages of a corpus by id, with the hand-labelled clutter of `../clutter-dev` where there is some."""
    pages = {}
    with open(folder / "truth.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            page = Page(
                corpus=folder.name,
                id=row["id"],
                url=row.get("url") or "",
                type=row.get("type") or "article",
                lang=row.get("lang") or "?",
                text=row.get("text"),
                with_snippets=row.get("with") or [],
                without_snippets=row.get("without") or [],
            )
            domain = registrable_domain(page.url)
            # The test pages of readability share a made-up host: each is a site of its own.
            page.domain = domain if "." in domain else f"{folder.name}/{page.id}"
            pages[page.id] = page
    marked = MARKED / f"{folder.name}.jsonl"
    if marked.is_file():
        with open(marked, encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in pages:
                    pages[row["id"]].marks = Marks(row["keep"], row.get("unsure", ""))
    clutter = folder.parent / "clutter-dev" / f"{folder.name}.jsonl"
    if clutter.is_file():
        with open(clutter, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if row["id"] in pages:
                    pages[row["id"]].clutter = [text for block in row["clutter"] for text in block["texts"]]
                    pages[row["id"]].must_stay = row["other"]
    return pages
