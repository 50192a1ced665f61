// What is left of clutter, and what is lost, on pages that muslin has cleaned: `npm run score -- page`.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { shared, target } from '../paths.mjs';
import { ask, Failure, run } from '../programs.mjs';
import { bold, say } from '../report.mjs';
import { sharedCorpora } from './corpora.mjs';
import { furnitureTexts } from './furniture.mjs';

/** What cargo has to build for it. */
export const example = 'page';

const tool = join(shared, 'tools', 'clutter_score.py');
const byDefault = 'ad,recommendation';
const allKinds = `${byDefault},newsletter,share,consent,comments`;

/** The corpora whose clutter is labelled. */
const labelled = ['wcxb-dev', 'multilingual-dev'];
/** The corpus that tells what its pages are about: articles, posts, products, lists. */
const told = 'wcxb-dev';
/** Sets of which is known what must stay, and not what is clutter. */
const unlabelled = {
  articles: (/** @type {string} */ type) => type === 'article',
  'other pages': (/** @type {string} */ type) => type !== 'article',
};

/** @typedef {{ id: string, clutter: { kind: string, texts: string[] }[], other: string[] }} Labels */
/** @typedef {{ kind: string, reason: string, path: string, text: string }} Removed */

/**
 * Cleans the labelled pages of two corpora and all pages of one, whole and as streams, and prints what is gone, what is lost, and
 * the rules that have cost most words.
 *
 * @param {string} python
 * @param {string} results  the folder for what comes out
 * @returns {Promise<Record<string, import('./floors.mjs').Scores>>} by mode: for each corpus, the share of blocks that is gone by kind
 *   (`all`, with every kind asked for; `default` without), the share of words `lost`, that of the site's `furniture`, and of streams the
 *   most bytes `held` back
 */
export async function scorePages(python, results) {
  if (!existsSync(tool)) throw new Failure(`the scoring tool is not at ${tool}`);
  /** @type {Record<string, import('./floors.mjs').Scores>} */
  const scores = {};
  const sets = [
    ...labelled.map(readLabels),
    ...Object.entries(unlabelled).map(([name, has]) => readContent(name, has)),
  ];
  for (const mode of ['whole', 'stream']) {
    /** @type {import('./floors.mjs').Scores} */
    const ofMode = {};
    for (const set of sets) {
      for (const kinds of set.name in unlabelled ? [byDefault] : [byDefault, allKinds]) {
        const label = kinds === allKinds ? `${set.name} all kinds` : set.name;
        ofMode[label] = await score(
          python,
          set,
          { mode, kinds, label },
          join(results, 'page', mode, label.replaceAll(' ', '-')),
        );
      }
    }
    scores[mode] = ofMode;
  }
  return scores;
}

/** @param {string} corpus */
const readLabels = (corpus) => prepare(corpus, corpus, lines(join(sharedCorpora, 'clutter-dev', `${corpus}.jsonl`)));

/** @param {string} name @param {(type: string) => boolean} has */
function readContent(name, has) {
  const pages = lines(join(sharedCorpora, told, 'truth.jsonl')).filter(({ type }) => has(type));
  const passages = (/** @type {string} */ text) => text.split('\n').filter((passage) => passage.trim() !== '');
  return prepare(
    name,
    told,
    pages.map(({ id, text }) => ({ id, clutter: [], other: passages(text) })),
  );
}

/** @param {string} file @returns {any[]} */
const lines = (file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/**
 * Unpacks the pages of a set beside its labels.
 *
 * @param {string} name
 * @param {string} corpus
 * @param {Labels[]} labels
 */
function prepare(name, corpus, labels) {
  /** @type {Map<string, string[]>} what is seen in the furniture of each page */
  const furniture = new Map();
  const folder = join(target, 'score', 'page', 'in', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'pages'), { recursive: true });
  for (const { id } of labels) {
    const packed = readFileSync(join(sharedCorpora, corpus, 'pages', `${id}.html.gz`));
    writeFileSync(join(folder, 'pages', `${id}.html.gz`), packed);
    const bytes = gunzipSync(packed);
    writeFileSync(join(folder, `${id}.html`), bytes);
    const html = bytes.toString('utf8');
    const seen = flat(visible(html));
    const passages = furnitureTexts(html).map(flat);
    furniture.set(
      id,
      passages.filter((passage) => seen.includes(passage)),
    );
  }
  writeFileSync(join(folder, 'labels.jsonl'), labels.map((page) => `${JSON.stringify(page)}\n`).join(''));
  return { name, folder, labels, furniture };
}

/**
 * @param {string} python
 * @param {ReturnType<typeof prepare>} set
 * @param {{ mode: string, kinds: string, label: string }} how
 * @param {string} out
 */
async function score(python, { folder, labels, furniture }, { mode, kinds, label }, out) {
  rmSync(out, { recursive: true, force: true });
  const figures = `${out}.json`;
  mkdirSync(out, { recursive: true });
  const flags = mode === 'stream' ? ['--stream'] : [];
  await run(join(target, 'release', 'examples', example), [folder, out, kinds, ...flags], { intoFile: figures });
  const { held, first_after, first_microseconds } = JSON.parse(readFileSync(figures, 'utf8'));
  const [after, before] = await Promise.all(
    [out, folder].map((pages) => left(python, join(folder, 'labels.jsonl'), pages)),
  );
  const { pages: counts, must_stay_words_missing: missing, pages_not_answered: _, ...gone } = after ?? {};
  const lost = missing - (before?.must_stay_words_missing ?? 0);
  say(
    `${bold(`${label}, ${mode}`)}: ${labels.length} pages; ${(lost * 100).toFixed(3)} % of the words that must stay are lost`,
  );
  for (const [kind, share] of Object.entries(gone)) say(`  ${kind.padEnd(16)}${share}  of ${counts[kind]} pages`);
  if (mode === 'stream') {
    say(`  held back at most, bytes: ${spread(held)}`);
    say(`  first byte out after bytes in: ${spread(first_after)}; after µs of work: ${spread(first_microseconds)}`);
  }
  const lostFurniture = furnitureLost(furniture, out);
  say(`  ${(lostFurniture * 100).toFixed(1)} % of the words of the sites' menus, headers and footers are lost`);
  for (const [rule, words] of costs(labels, folder, out)) say(`  lost to ${rule}: ${words} words`);
  return { ...gone, lost, furniture: lostFurniture, ...(mode === 'stream' && { held: held.most }) };
}

/** @param {{ median: number, p95: number, most: number }} figures */
const spread = ({ median, p95, most }) => `median ${median}, 95 % ${p95}, most ${most}`;

/** @param {string} python @param {string} truth @param {string} pages */
async function left(python, truth, pages) {
  const answer = await ask(python, [tool, truth, pages, '--json']);
  if (!answer.ok) throw new Failure(`clutter_score.py failed on ${pages}: ${answer.stderr}`);
  return JSON.parse(answer.stdout);
}

/** Rules told of each set. */
const MOST_RULES = 5;

/**
 * @param {Map<string, string[]>} furniture  the passages that stand in it, by page
 * @param {string} out  the pages as they came out
 * @returns {number} the share of the words of the site's menus, header and footer that is missing, a mean over the pages that have some
 */
function furnitureLost(furniture, out) {
  /** @type {number[]} */
  const shares = [];
  for (const [id, passages] of furniture) {
    let [all, lost] = [0, 0];
    const after = flat(visible(readFileSync(join(out, `${id}.html`), 'utf8')));
    for (const passage of passages) {
      const words = passage.trim().split(' ').length;
      all += words;
      if (!after.includes(passage)) lost += words;
    }
    if (all > 0) shares.push(lost / all);
  }
  return shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
}

/**
 * The rules that have cost most words of what must stay, by what the removals say of themselves.
 *
 * @param {Labels[]} labels
 * @param {string} folder  the pages as they were
 * @param {string} out  the pages as they came out
 * @returns {[string, number][]}
 */
function costs(labels, folder, out) {
  const removed = new Map(
    lines(join(out, 'removed.jsonl')).map((page) => [page.id, /** @type {Removed[]} */ (page.removed)]),
  );
  /** @type {Map<string, number>} */
  const words = new Map();
  for (const { id, other } of labels) {
    const removals = (removed.get(id) ?? []).map(({ reason, text }) => ({ reason, text: flat(text) }));
    if (removals.length === 0) continue;
    const [before, after] = [folder, out].map((pages) =>
      flat(visible(readFileSync(join(pages, `${id}.html`), 'utf8'))),
    );
    for (const passage of other.map(flat)) {
      if (!before?.includes(passage) || after?.includes(passage)) continue;
      const reason = removals.find(({ text }) => text.includes(passage))?.reason ?? 'several together';
      const rule = reason.replace(/\u201c.*\u201d/, '\u2026');
      words.set(rule, (words.get(rule) ?? 0) + passage.trim().split(' ').length);
    }
  }
  return [...words].sort(([, one], [, other]) => other - one).slice(0, MOST_RULES);
}

/** Words, each between spaces. @param {string} text */
const flat = (text) => ` ${(text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []).join(' ')} `;

/** The text of a page, well enough to look for passages. @param {string} html */
const visible = (html) =>
  html
    .replace(/<(script|style|template)\b.*?(<\/\1\s*>|$)|<!--.*?(-->|$)/gis, ' ')
    .replace(/<\/?(a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)\b[^>]*>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&');
