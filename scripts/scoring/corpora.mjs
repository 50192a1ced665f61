// The corpora to score: folders of pages/ID.html.gz beside truth.jsonl, in ../shared/data or anywhere.
import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { shared } from '../paths.mjs';
import { Failure } from '../programs.mjs';

export const sharedCorpora = join(shared, 'data');
export const scoreTool = join(shared, 'tools', 'score.py');

/** The groups within a corpus that are scored on their own: what varies most there. */
const groupings = new Map([
  ['wcxb-dev', 'type'],
  ['news-dev', 'lang'],
  ['multilingual-dev', 'lang'],
]);

/** @typedef {{ name: string, folder: string, by: string | undefined }} Corpus */

/** @param {string} folder */
const isCorpus = (folder) => existsSync(join(folder, 'truth.jsonl')) && existsSync(join(folder, 'pages'));

/**
 * The corpora in a folder: itself, or those right below it.
 *
 * @param {string} folder
 * @returns {Corpus[]}
 */
export function corporaIn(folder) {
  const folders = isCorpus(folder)
    ? [folder]
    : readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter(isCorpus);
  return folders.map((path) => ({ name: basename(path), folder: path, by: groupings.get(basename(path)) }));
}

/**
 * @param {string} wanted  a corpus of ../shared/data by its name, or a folder
 * @param {string} from  the folder that a relative path starts at
 * @returns {Corpus[]}
 */
export function corporaNamed(wanted, from) {
  const folder = [join(sharedCorpora, wanted), resolve(from, wanted)].find((path) => existsSync(path));
  const found = folder === undefined ? [] : corporaIn(folder);
  if (found.length > 0) return found;
  const known = existsSync(sharedCorpora) ? corporaIn(sharedCorpora).map(({ name }) => name) : [];
  throw new Failure(
    `${wanted} is no corpus and holds none`,
    `A folder with truth.jsonl and pages/${known.length > 0 ? `, or one of: ${known.join(', ')}` : ''}.`,
  );
}
