// Titles, authors and dates against the truth of a corpus that has them, and how often one is invented. The pages are
// parted in halves by a hash of their domains: what was learned on one is checked on the other.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bold, say } from '../report.mjs';

/** Corpora that say which of their pages have no author and no date. */
const measured = ['wcxb-dev'];

/** @param {import('./corpora.mjs').Corpus} corpus */
export const hasFacts = ({ name }) => measured.includes(name);

/** @typedef {{ id: string, url?: string, type: string, title?: string, author?: string, date?: string }} Truth */
/** @typedef {{ title: string | null, byline: string | null, publishedTime: string | null }} Facts */

/** @param {string | null | undefined} text */
const words = (text) => (text ?? '').toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];

/** @param {string | null} found @param {string} wanted */
const sameTitle = (found, wanted) => found !== null && words(found).join(' ') === words(wanted).join(' ');

/**
 * As score.py has it: the same words but for 'by', or up to three more.
 *
 * @param {string | null} found @param {string} wanted
 */
function sameAuthor(found, wanted) {
  const [own, all] = [found, wanted].map((text) => new Set(words(text).filter((word) => word !== 'by')));
  if (!own || !all || own.size === 0) return false;
  return [...all].every((word) => own.has(word)) && own.size <= all.size + 3;
}

/** @param {string | null} found @param {string} wanted */
const sameDay = (found, wanted) => (found ?? '').slice(0, 10) === wanted.slice(0, 10);

/** @type {readonly [fact: 'title' | 'author' | 'date', field: keyof Facts, same: (found: string | null, wanted: string) => boolean][]} */
const facts = [
  ['title', 'title', sameTitle],
  ['author', 'byline', sameAuthor],
  ['date', 'publishedTime', sameDay],
];

/** @param {Truth} page */
function half({ id, url }) {
  const domain = url ? new URL(url).host.replace(/^www\./, '') : id;
  return (createHash('md5').update(domain).digest()[0] ?? 0) & 1;
}

/**
 * The shares of right facts, and of invented ones.
 *
 * @param {Truth[]} pages
 * @param {Map<string, Facts>} found
 */
export function sharesOf(pages, found) {
  /** @type {Record<string, number>} */
  const shares = {};
  for (const [fact, field, same] of facts) {
    const of = (/** @type {Truth} */ page) => found.get(page.id)?.[field] ?? null;
    const having = pages.filter((page) => page[fact]);
    const without = pages.filter((page) => !page[fact]);
    if (having.length > 0) {
      shares[fact] = having.filter((page) => same(of(page), page[fact] ?? '')).length / having.length;
    }
    if (without.length > 0) shares[`${fact}_invented`] = without.filter(of).length / without.length;
  }
  return shares;
}

/**
 * @param {import('./corpora.mjs').Corpus} corpus
 * @param {string} predictions  the file of predictions
 * @returns {import('./floors.mjs').Scores} the groups `facts`, of all pages, and `facts of articles`; none for a corpus
 *   that is not measured
 */
export function scoreFacts(corpus, predictions) {
  if (!hasFacts(corpus)) return {};
  const { name, folder } = corpus;
  const read = (/** @type {string} */ file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const found = new Map(read(predictions).map((facts) => [facts.id, facts]));
  /** @type {Truth[]} */
  const pages = read(join(folder, 'truth.jsonl'));
  const articles = pages.filter(({ type }) => type === 'article');
  const halves = [0, 1].map((which) => pages.filter((page) => half(page) === which));
  const groups = {
    facts: sharesOf(pages, found),
    'facts, learned on': sharesOf(halves[0] ?? [], found),
    'facts, checked on': sharesOf(halves[1] ?? [], found),
    'facts of articles': sharesOf(articles, found),
  };
  say(`${bold(name)}: facts found of the pages that have them, and invented on those that have none`);
  for (const [group, shares] of Object.entries(groups)) {
    const shown = Object.entries(shares).map(([fact, share]) => `${fact.replace('_', ' ')} ${share.toFixed(3)}`);
    say(`  ${group.padEnd(18)} ${shown.join('  ')}`);
  }
  return groups;
}
