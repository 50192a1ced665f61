"""The report: what was measured, as Markdown."""

from dataclasses import fields
from pathlib import Path

import numpy as np

from dataset import Dataset
from deciding import MAIN, Rule, headline, probability
from evidence import as_table, count_kinds
from settings import Settings


def table(head: list[str], rows: list[list]) -> str:
    """A Markdown table; numbers with four digits."""

    def cell(value) -> str:
        return f"{value:.4f}" if isinstance(value, float) else str(value)

    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    lines += ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
    return "\n".join(lines)


def pipeline_rows(summaries: dict[str, dict[str, dict]]) -> list[list]:
    """The corpus scorer's summaries by corpus and group as rows."""
    rows = []
    for corpus, groups in summaries.items():
        for name, one in groups.items():
            label = corpus if name == corpus else f"– {name}"
            f1 = one.get("f1", "")
            rows.append(
                [label, one["pages"], f1, one.get("precision", ""), one.get("recall", ""), one.get("exact", ""),
                 one.get("segment_f1", ""), one.get("with", ""), one.get("without", "")]
            )
    return rows


def calibration(data: Dataset, scores: np.ndarray, weights: np.ndarray) -> list[list]:
    """What share of the words the forest gives a probability is the article's: predicted against found."""
    probabilities = probability(scores)
    rows = []
    for low in np.arange(0, 1, 0.1):
        here = (weights > 0) & (probabilities >= low) & (probabilities < low + 0.1 + 1e-9 * (low > 0.85))
        if here.any():
            rows.append(
                [f"{low:.1f} – {low + 0.1:.1f}", int(here.sum()), float(np.average(probabilities[here], weights=weights[here])),
                 float(np.average(data.labels[here], weights=weights[here]))]
            )
    return rows


def write(path: Path, data: Dataset, settings: Settings, *, scores, weights, figures: dict[str, float], pipeline, rule: Rule,
          rules, gains: dict[str, float], sizes: dict[str, int], experiments: dict, notes: str, thresholds: dict[str, float]) -> None:
    """Writes the report. `notes` is what people wrote about the experiments."""
    counts = {}
    for page in data.pages:
        counts[page.corpus] = counts.get(page.corpus, 0) + 1
    sections = [
        "# The block model: report\n\nWritten by `training/train.py`; all figures are out of fold, folds grouped by domain.",
        "## Pages\n\n" + table(
            ["corpus", "pages", "blocks", "best possible word F1", "left out: truth empty or out of reach"],
            [
                [name, count, int(np.diff(data.offsets)[data.of_corpus(name)].sum()), _best(data, name),
                 int((data.oracle_f1[data.of_corpus(name)] < settings.least_oracle_f1).sum())]
                for name, count in counts.items()
            ],
        ),
        "## Settings\n\n" + table(["", ""], [[f"`{one.name}`", f"`{getattr(settings, one.name)}`"] for one in fields(settings)]),
    ]
    if pipeline:
        sections.append(
            "## Through the whole pipeline\n\nOut-of-fold scores, settled and written by the crate, scored by the corpora's own scorer.\n\n"
            + table(["", "pages", "word F1", "precision", "recall", "exact", "segment F1", "with", "without"], pipeline_rows(pipeline))
        )
    sections += [
        "## Of blocks alone\n\nBlocks kept by the rule chosen below; neither the title nor repeated texts are taken away.\n\n"
        + table(["", ""], [[name, float(value)] for name, value in figures.items()]),
        f"## Deciding\n\nChosen on the folds: **{rule.name}**. Exported thresholds, in order: "
        + ", ".join(f"`{name}` {value:g}" for name, value in thresholds.items())
        + ".\n\n" + table(["rule", *MAIN, "together"], [[one.name, *(float(own.get(name, 0)) for name in MAIN), headline(own)] for one, own in rules]),
        "## Calibration\n\nBlocks weigh as in training.\n\n" + table(["probability", "blocks", "predicted", "found"], calibration(data, scores, weights)),
        "## Size\n\n" + table(["part", "bytes"], [[name, size] for name, size in sizes.items()] + [["together", sum(sizes.values())]]),
        "## Features by gain\n\n" + table(["feature", "share of gain"], [[f"`{name}`", float(gain)] for name, gain in sorted(gains.items(), key=lambda pair: -pair[1])[:60]])
        + "\n\nWithout any gain: " + (", ".join(f"`{name}`" for name, gain in gains.items() if gain == 0) or "none") + ".",
    ]
    if experiments:
        rows = []
        for name, own in experiments.items():
            gap = own.get("word F1 against base")
            rows.append([name, *(float(own.get(main, 0)) for main in MAIN), "" if gap is None else f"{gap:+.4f} ± {own['standard error']:.4f}"])
        sections.append(
            "## What was tried\n\nEach against `base`, by the same rule; the last column is the mean difference of word F1 over all pages with a "
            "truth, and its standard error.\n\n" + table(["", *MAIN, "against base"], rows)
        )
    if notes:
        sections.append(notes.strip())
    sections.append(
        "## What counts as article text\n\nHow much of what looks like this the truths contain: on pages whose truth can be reached, inside the "
        "body unless the name says otherwise.\n\n" + as_table(count_kinds(data))
    )
    path.write_text("\n\n".join(sections) + "\n", encoding="utf-8")


def _best(data: Dataset, corpus: str):
    values = data.oracle_f1[data.of_corpus(corpus)]
    return "snippets only" if np.isnan(values).all() else float(np.nanmean(values))
