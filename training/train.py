"""From a folder of corpora to the model: python training/train.py ../shared/data

Dumps the features, labels the blocks, validates out of fold, chooses the thresholds on the folds, trains the final forest on
everything, and writes src/model/forest/weights.bin, training/parity/sample.json and training/REPORT.md.
"""

import argparse
import json
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

import parity
import report
from corpora import CORPORA
from dataset import Dataset, block_weights, load
from deciding import choose_rule, figures, keep
from dump import DEFAULT_CACHE, REPOSITORY, write_settled
from folds import folds_by_domain
from forest import second_inputs, prepare, train, validate
from scoring import corpus_scorer
from settings import Settings
from weights import Model, from_bytes, parts, to_bytes

HERE = Path(__file__).resolve().parent
PARITY = 1e-5


def through_the_pipeline(data_folder: Path, data: Dataset, scores: np.ndarray, cache: Path) -> dict:
    """The scorer's summaries of each corpus when these scores go through the crate's own settling and writing."""
    scorer = corpus_scorer(data_folder)
    summaries = {}
    for name in CORPORA:
        folder = cache / "settled" / name
        folder.mkdir(parents=True, exist_ok=True)
        scores[data.of_corpus(name)[data.page_of_block]].astype("<f4").tofile(folder / "scores.f32")
        write_settled(data_folder / name, folder, folder / "predictions.jsonl")
        with open(folder / "predictions.jsonl", encoding="utf-8") as lines:
            predictions = {row["id"]: row for row in map(json.loads, lines)}
        with open(data_folder / name / "truth.jsonl", encoding="utf-8") as lines:
            rows = scorer.score([json.loads(line) for line in lines], predictions)
        groups = {name: rows}
        by = "lang" if name == "news-dev" else "type"
        if len({row[by] for row in rows}) > 1:
            groups |= {group: [row for row in rows if row[by] == group] for group in sorted({row[by] for row in rows})}
        summaries[name] = {group: scorer.summary(own) for group, own in groups.items()}
    return summaries


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"), help="the folder of the corpora")
    parser.add_argument("--cache", type=Path, default=DEFAULT_CACHE, help="where dumps, labels and results are kept")
    parser.add_argument("--keep-dump", action="store_true", help="use the dumps of the last time")
    parser.add_argument("--quick", action="store_true", help="few trees on few pages; writes into the cache, not the repository")
    arguments = parser.parse_args()
    started = time.time()

    def say(what: str) -> None:
        print(f"{time.time() - started:5.0f} s  {what}", flush=True)

    settings = Settings()
    if arguments.quick:
        settings = replace(settings, trees=40, share_of_pages=0.3, sample_rows=40_000)
    data = load(arguments.data, list(CORPORA), arguments.cache, dump_again=not arguments.keep_dump)
    if settings.marked:
        data = data.with_marks()
    page_folds = folds_by_domain(data.pages)
    say(f"{len(data.pages)} pages, {len(data.labels)} blocks, {len(data.names)} features")

    prepared = prepare(data, page_folds, settings)
    table = prepared.table
    validated = validate(data, prepared)
    rule, rules = choose_rule(data, validated.scores)
    scored = figures(data, keep(data, validated.scores, rule))
    say(f"validated; {rule.name}")
    for name, value in scored.items():
        print(f"        {name:<34}{value:.4f}")
    first, second = train(data, prepared, validated.first_scores)
    model = Model(table.names, first, second, prepared.families, list(rule.thresholds().values()))
    exported = to_bytes(model)
    again = from_bytes(exported, table.names)
    second_values = second_inputs(data, validated.first_scores).values
    drift = max(
        np.abs(one.scores(rows[:5000]) - other.scores(rows[:5000])).max()
        for one, other, rows in ((again.first, first, table.values), (again.second, second, second_values))
    )
    if drift > PARITY:
        raise SystemExit(f"what was exported scores otherwise, by {drift}")
    out = arguments.cache / "quick" if arguments.quick else REPOSITORY
    weights_path = out / "weights.bin" if arguments.quick else out / "src" / "model" / "forest" / "weights.bin"
    weights_path.parent.mkdir(parents=True, exist_ok=True)
    weights_path.write_bytes(exported)
    used = np.arange(0, len(data.labels), max(1, len(data.labels) // 20_000))
    parity.write((out if arguments.quick else HERE) / "parity" / "sample.json", again, table.values[used], second_values[used])
    sizes = {name: len(part) for name, part in parts(model).items()}
    say(f"exported {len(exported)} bytes: {sizes}")

    try:
        pipeline = through_the_pipeline(arguments.data, data, validated.scores, arguments.cache)
        say("through the whole pipeline")
    except subprocess.CalledProcessError as error:
        # The model is made; the report says what is known without.
        pipeline = {}
        say(f"the pipeline could not be run: {error}")
    for row in report.pipeline_rows(pipeline):
        print("        " + "  ".join(f"{value:.4f}" if isinstance(value, float) else f"{value:<18}" for value in row))

    experiments = arguments.cache / "experiments.json"
    notes = HERE / "NOTES.md"
    report.write(
        (out if arguments.quick else HERE) / "REPORT.md", data, settings,
        scores=validated.scores, weights=block_weights(data, settings), figures=scored, pipeline=pipeline, rule=rule,
        rules=rules, gains=validated.gains, sizes=sizes, thresholds=rule.thresholds(),
        experiments=json.loads(experiments.read_text()) if experiments.is_file() else {},
        notes=notes.read_text(encoding="utf-8") if notes.is_file() else "",
    )
    say("reported")


if __name__ == "__main__":
    main()
