// What clutter is left in the texts of pages whose ads, recommendations and the like are labelled.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../paths.mjs';
import { ask, Failure } from '../programs.mjs';
import { bold, say } from '../report.mjs';
import { sharedCorpora } from './corpora.mjs';

const tool = join(shared, 'tools', 'clutter_score.py');

/**
 * @param {string} python
 * @param {import('./corpora.mjs').Corpus} corpus
 * @param {string} predictions  the file of predictions
 * @param {string} results  the folder for the texts
 * @returns {Promise<import('./floors.mjs').Scores>} the group `clutter`: the share of the blocks that is gone, by kind; none
 *   for a corpus without labels
 */
export async function scoreClutter(python, { name }, predictions, results) {
  const labels = join(sharedCorpora, 'clutter-dev', `${name}.jsonl`);
  if (!existsSync(labels) || !existsSync(tool)) return {};
  const texts = join(results, `${name}.texts`);
  mkdirSync(texts, { recursive: true });
  for (const line of readFileSync(predictions, 'utf8').trim().split('\n')) {
    const { id, text } = JSON.parse(line);
    writeFileSync(join(texts, `${id}.txt`), text ?? '');
  }
  const [table, json] = await Promise.all([
    ask(python, [tool, labels, texts]),
    ask(python, [tool, labels, texts, '--json']),
  ]);
  if (!table.ok || !json.ok) throw new Failure(`clutter_score.py failed on ${name}: ${table.stderr || json.stderr}`);
  say(`${bold(name)}: clutter left out of the text, share of blocks`);
  say(table.stdout.trimEnd());
  return { clutter: JSON.parse(json.stdout) };
}
