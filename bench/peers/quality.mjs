// What every extractor finds in the pages of the corpora, scored alike.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fromTop, target } from '../../scripts/paths.mjs';
import { ask, Failure, run } from '../../scripts/programs.mjs';
import { bold, duration, say } from '../../scripts/report.mjs';
import { scoreTool } from '../../scripts/scoring/corpora.mjs';
import { extractAll } from './extraction.mjs';
import { pagesOf } from './pages.mjs';
import { table, tableBelow } from './tables.mjs';

/** @typedef {import('../../scripts/scoring/corpora.mjs').Corpus} Corpus */
/** @typedef {Record<string, Record<string, number>>} Scores  by group of pages, by figure */
/** @typedef {{ name: string, scores: Record<string, Scores>, failed: number }} Row */

/** What is told of each extractor: a figure of a group of pages of a corpus. */
const columns = [
  { corpus: 'wcxb-dev', group: 'article', figure: 'f1', label: 'WCXB, articles' },
  { corpus: 'wcxb-dev', group: 'article', figure: 'exact', label: 'word for word right' },
  { corpus: 'wcxb-dev', group: 'wcxb-dev', figure: 'f1', label: 'WCXB, all kinds' },
  { corpus: 'news-dev', group: 'news-dev', figure: 'f1', label: 'news' },
  { corpus: 'multilingual-dev', group: 'multilingual-dev', figure: 'segment_f1', label: 'multilingual, segments' },
  { corpus: 'readability-pages', group: 'readability-pages', figure: 'f1', label: "Readability's pages" },
];

const results = join(target, 'peers');

/**
 * Prints how near each extractor comes to the truths of each corpus.
 *
 * @param {string} python
 * @param {Corpus[]} corpora
 * @param {{ name: string, commandLine: string[] }[]} peers
 */
export async function compareQuality(python, corpora, peers) {
  mkdirSync(results, { recursive: true });
  const muslin = { name: 'Muslin, learned on these pages', scores: await scoresOfMuslin(python, corpora), failed: 0 };
  const outOfFold = { name: 'Muslin, out of fold', scores: scoresOutOfFold(), failed: 0 };
  /** @type {Row[]} */
  const rows = [outOfFold, muslin, ...peers.map(({ name }) => ({ name, scores: {}, failed: 0 }))];
  const work = corpora.flatMap((corpus) => peers.map(({ name, commandLine }) => ({ corpus, name, commandLine })));
  // As many at once as there are cores: nothing is timed here.
  const lanes = Array.from({ length: availableParallelism() }, async () => {
    for (let next = work.shift(); next; next = work.shift()) {
      const { corpus, name, commandLine } = next;
      const row = rows.find((one) => one.name === name);
      if (!row) continue;
      row.failed += await predict(corpus, name, commandLine);
      row.scores[corpus.name] = await score(python, corpus, fileOf(corpus, name));
    }
  });
  await Promise.all(lanes);
  const told = columns.filter(({ corpus }) => corpora.some(({ name }) => name === corpus));
  say(
    `\n${table(
      ['', ...told.map(({ label }) => label), 'pages failed'],
      rows.map(({ name, scores, failed }) => [
        name,
        ...told.map(({ corpus, group, figure }) => cell(figure, scores[corpus]?.[group]?.[figure])),
        `${failed}`,
      ]),
    )}`,
  );
  for (const { name } of corpora.filter(({ by }) => by !== undefined)) say(`\n${byGroup(name, rows)}`);
}

/** @param {string} figure @param {number | undefined} value */
function cell(figure, value) {
  if (value === undefined) return '';
  return figure === 'exact' ? `${Math.round(value * 100)} %` : value.toFixed(3);
}

/** A corpus by kind of page or by language. @param {string} corpus @param {Row[]} rows */
function byGroup(corpus, rows) {
  const figure = corpus === 'multilingual-dev' ? 'segment_f1' : 'f1';
  const [first] = rows.slice(1).map(({ scores }) => scores[corpus] ?? {});
  const groups = Object.keys(first ?? {}).filter((group) => group !== corpus);
  return table(
    [corpus, ...groups.map((group) => `${group} (${first?.[group]?.pages})`)],
    rows.map(({ name, scores }) => [name, ...groups.map((group) => cell(figure, scores[corpus]?.[group]?.[figure]))]),
  );
}

/** @param {Corpus} corpus @param {string} name */
const fileOf = ({ name: corpus }, name) => join(results, `${corpus}.${name.replace(/\W+/g, '-')}.jsonl`);

/**
 * Has a peer read a corpus.
 *
 * @param {Corpus} corpus
 * @param {string} name
 * @param {string[]} commandLine
 * @returns {Promise<number>} the pages on which it threw, ended or took too long
 */
async function predict(corpus, name, commandLine) {
  const began = performance.now();
  const answers = await extractAll(commandLine, pagesOf(join(corpus.folder, 'pages')));
  writeFileSync(fileOf(corpus, name), answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  const failed = answers.filter(({ error }) => error !== undefined);
  say(
    `${bold(corpus.name)}: ${name}: ${answers.length} pages in ${duration(performance.now() - began)}, ${failed.length} failed`,
  );
  for (const { id, error } of failed) say(`  ${id}: ${error?.split('\n')[0]?.slice(0, 160)}`);
  return failed.length;
}

/** @param {string} python @param {Corpus} corpus @param {string} predictions @returns {Promise<Scores>} */
async function score(python, { name, folder, by }, predictions) {
  const json = await ask(python, [scoreTool, folder, predictions, ...(by ? ['--by', by] : []), '--json']);
  if (!json.ok) throw new Failure(`score.py failed on ${name}: ${json.stderr}`);
  return JSON.parse(json.stdout);
}

/** @param {string} python @param {Corpus[]} corpora */
async function scoresOfMuslin(python, corpora) {
  /** @type {Record<string, Scores>} */
  const scores = {};
  for (const corpus of corpora) {
    const predictions = fileOf(corpus, 'muslin');
    await run(join(target, 'release', 'muslin'), ['--jsonl', join(corpus.folder, 'pages')], { intoFile: predictions });
    scores[corpus.name] = await score(python, corpus, predictions);
  }
  return scores;
}

/** Muslin's scores on sites that its forests had not seen, as the report of the training has them. */
function scoresOutOfFold() {
  const report = fromTop('training', 'REPORT.md');
  const { head, rows } = tableBelow(
    existsSync(report) ? readFileSync(report, 'utf8') : '',
    '## Through the whole pipeline',
  );
  const figures = { f1: head.indexOf('word F1'), exact: head.indexOf('exact'), segment_f1: head.indexOf('segment F1') };
  /** @type {Record<string, Scores>} */
  const scores = {};
  let corpus = '';
  for (const row of rows) {
    const group = row[0]?.replace(/^– /, '') ?? '';
    if (!row[0]?.startsWith('–')) corpus = group;
    const known = Object.entries(figures).filter(([, column]) => row[column]);
    scores[corpus] = {
      ...scores[corpus],
      [group]: Object.fromEntries(known.map(([figure, column]) => [figure, Number(row[column])])),
    };
  }
  return scores;
}
