// What `cleanText` makes of the whole text of pages: `npm run score -- text`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { target } from '../paths.mjs';
import { ask, Failure, run } from '../programs.mjs';
import { bold, say } from '../report.mjs';
import { scoreTool, sharedCorpora } from './corpora.mjs';

/** What cargo has to build for it, and the feature that it needs. */
export const example = 'text';
export const features = 'training';

/** The corpora, and what of them is scored: pages of other kinds than articles are not what a text is cleaned to. */
const scored = new Map([
  ['wcxb-dev', ['--type', 'article']],
  ['news-dev', ['--by', 'lang']],
]);

/**
 * Scores what comes of all the text of each page, a line for each block, beside the same text as it was.
 *
 * @param {string} python
 * @param {string} results  the folder for what comes out
 * @returns {Promise<Record<string, import('./floors.mjs').Scores>>} by corpus, what `score.py` says of the cleaned texts
 */
export async function scoreTexts(python, results) {
  /** @type {Record<string, import('./floors.mjs').Scores>} */
  const scores = {};
  for (const [corpus, which] of scored) {
    for (const [label, flags] of /** @type {const} */ ([
      ['all of the text', ['--whole']],
      ['cleaned', []],
    ])) {
      const predictions = join(results, `${corpus}.text${flags.length > 0 ? '.whole' : ''}.jsonl`);
      const folder = join(sharedCorpora, corpus);
      await run(join(target, 'release', 'examples', example), [...flags, folder], { intoFile: predictions });
      const args = [scoreTool, folder, predictions, ...which];
      const [table, json] = await Promise.all([ask(python, args), ask(python, [...args, '--json'])]);
      if (!table.ok || !json.ok) throw new Failure(`score.py failed on ${corpus}: ${table.stderr || json.stderr}`);
      say(`${bold(corpus)}: ${label}`);
      say(table.stdout.trimEnd());
      scores[corpus] = JSON.parse(json.stdout);
    }
  }
  writeFileSync(join(results, 'text.scores.json'), JSON.stringify(scores, undefined, 2));
  return scores;
}
