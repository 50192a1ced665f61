// How early an article's blocks come while its page arrives: measured by examples/early.rs.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { target } from '../paths.mjs';
import { run } from '../programs.mjs';
import { bold, say } from '../report.mjs';

/** Corpora that say which of their pages are articles. */
const measured = ['wcxb-dev'];

/** What cargo has to build for it. */
export const example = 'early';

/**
 * @param {import('./corpora.mjs').Corpus} corpus
 * @param {string} results  the folder for the figures
 * @returns {Promise<import('./floors.mjs').Scores>} the group `early`, or none for a corpus that is not measured
 */
export async function scoreEarly({ name, folder }, results) {
  if (!measured.includes(name)) return {};
  const figures = join(results, `${name}.early.json`);
  say(`${bold(name)}: blocks before the page's end`);
  await run(join(target, 'release', 'examples', example), [folder], { intoFile: figures });
  return { early: JSON.parse(readFileSync(figures, 'utf8')) };
}
