// npm run score [-- CORPUS…|FOLDER…]: extracts every page of the corpora with the command, scores the texts, what clutter is
// left in them and how early their blocks come, and holds the scores against scripts/floors.json. Predictions and scores stay in target/score.
// `npm run score -- page` scores the pages without their clutter instead, `-- text` what is made of their text alone, `-- facts` titles,
// authors and dates alone, `-- document [CORPUS…]` the articles' HTML and Markdown.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { target } from './paths.mjs';
import { ask, Failure, find, run } from './programs.mjs';
import { bold, command, duration, green, red, say, step } from './report.mjs';
import { scoreClutter } from './scoring/clutter.mjs';
import { corporaIn, corporaNamed, scoreTool, sharedCorpora } from './scoring/corpora.mjs';
import { example, scoreEarly } from './scoring/early.mjs';
import { hasFacts, scoreFacts } from './scoring/facts.mjs';
import { compare, floorsOf } from './scoring/floors.mjs';
import { example as pageExample, scorePages } from './scoring/page.mjs';
import { scoreTexts, example as textExample, features as textFeatures } from './scoring/text.mjs';
import { forNative } from './setup/needs.mjs';
import { npmPackages } from './setup/npm-packages.mjs';
import { setUp } from './setup/step.mjs';

/** @typedef {import('./scoring/corpora.mjs').Corpus} Corpus */

const results = join(target, 'score');

/**
 * Extracts every page of a corpus.
 *
 * @param {Corpus} corpus
 * @returns {Promise<string>} the file of predictions
 */
async function predict({ name, folder }) {
  const predictions = join(results, `${name}.jsonl`);
  const began = performance.now();
  await run(join(target, 'release', 'muslin'), ['--jsonl', join(folder, 'pages')], { intoFile: predictions });
  const pages = readdirSync(join(folder, 'pages')).filter((file) => /\.html(\.gz)?$/.test(file)).length;
  const lines = readFileSync(predictions, 'utf8').split('\n').length - 1;
  if (lines !== pages) throw new Failure(`${name}: ${pages} pages went in, ${lines} lines came out`);
  say(`${bold(name)}: ${pages} pages extracted in ${duration(performance.now() - began)}`);
  return predictions;
}

/**
 * Scores a corpus's predictions.
 *
 * @param {string} python
 * @param {Corpus} corpus
 * @param {string} predictions
 * @returns {Promise<import('./scoring/floors.mjs').Scores>}
 */
async function score(python, { name, folder, by }, predictions) {
  const args = [scoreTool, folder, predictions, ...(by ? ['--by', by] : [])];
  const [table, json] = await Promise.all([ask(python, args), ask(python, [...args, '--json'])]);
  if (!table.ok || !json.ok) throw new Failure(`score.py failed on ${name}: ${table.stderr || json.stderr}`);
  say(table.stdout.trimEnd());
  writeFileSync(join(results, `${name}.scores.json`), json.stdout);
  return JSON.parse(json.stdout);
}

/**
 * Tells of each floor whether it is held.
 *
 * @param {string} name
 * @param {import('./scoring/floors.mjs').Scores} scores
 * @param {import('./scoring/floors.mjs').Floors} floors
 */
function hold(name, scores, floors) {
  const verdicts = compare(scores, floors);
  for (const { ok, line } of verdicts) say(ok ? green(`  ✓ ${line}`) : red(`  ✗ ${name}: ${line}`));
  return verdicts;
}

/**
 * Fails if a floor is not held.
 *
 * @param {{ ok: boolean }[]} verdicts
 * @param {string} hint
 */
function refuseFallen(verdicts, hint) {
  const fallen = verdicts.filter(({ ok }) => !ok).length;
  if (fallen > 0) throw new Failure(`${fallen} of ${verdicts.length} floors of scripts/floors.json not held`, hint);
}

await command(async (args) => {
  if (args.length === 0 && !existsSync(sharedCorpora)) {
    say(`There are no corpora: ${sharedCorpora} does not exist. Name a folder of your own: npm run score -- FOLDER`);
    return;
  }
  const ofPages = args.length === 1 && args[0] === 'page';
  const ofTexts = args.length === 1 && args[0] === 'text';
  const factsAlone = args.length === 1 && args[0] === 'facts';
  const ofDocuments = args[0] === 'document';
  const named = ofDocuments ? args.slice(1) : args;
  const from = process.env.INIT_CWD ?? '.';
  const corpora =
    ofPages || ofTexts
      ? []
      : named.length > 0 && !factsAlone
        ? named.flatMap((arg) => corporaNamed(arg, from))
        : corporaIn(sharedCorpora);
  const python = find('python3', 'python');
  if (!python)
    throw new Failure('there is no Python', 'Install Python 3.9 or newer; the scoring tool needs nothing else.');
  if (!existsSync(scoreTool)) throw new Failure(`the scoring tool is not at ${scoreTool}`);
  await setUp(ofDocuments ? [...forNative, npmPackages] : forNative);
  await step('build the command', () =>
    ofTexts
      ? run('cargo', ['build', '--release', '--features', textFeatures, '--example', textExample])
      : run('cargo', ['build', '--release', '--bin', 'muslin', '--example', ofPages ? pageExample : example]),
  );
  mkdirSync(results, { recursive: true });
  if (ofPages) {
    const scores = await scorePages(python, results);
    writeFileSync(join(results, 'page.scores.json'), JSON.stringify(scores, undefined, 2));
    const verdicts = Object.entries(scores).flatMap(([mode, ofMode]) => hold(mode, ofMode, floorsOf(`pages, ${mode}`)));
    refuseFallen(verdicts, 'The rules that cost most words are told above.');
    say(`Scored: pages without their clutter; ${verdicts.length} floors, all held`);
    return;
  }
  if (ofTexts) {
    await scoreTexts(python, results);
    return;
  }

  if (ofDocuments) {
    const { scoreDocuments } = await import('./scoring/document.mjs');
    await scoreDocuments(corpora, results);
    return;
  }

  const verdicts = [];
  for (const corpus of factsAlone ? corpora.filter(hasFacts) : corpora) {
    const predictions = await predict(corpus);
    const facts = scoreFacts(corpus, predictions);
    const scores = factsAlone
      ? facts
      : {
          ...(await score(python, corpus, predictions)),
          ...(await scoreClutter(python, corpus, predictions, results)),
          ...(await scoreEarly(corpus, results)),
          ...facts,
        };
    const floors = Object.entries(floorsOf(corpus.name)).filter(([group]) => !factsAlone || group in facts);
    verdicts.push(...hold(corpus.name, scores, Object.fromEntries(floors)));
    say('');
  }
  refuseFallen(
    verdicts,
    'Find the pages that lost: `python3 ../shared/tools/score.py CORPUS target/score/CORPUS.jsonl --worst 20`.',
  );
  say(`Scored: ${corpora.map(({ name }) => name).join(', ')}; ${verdicts.length} floors, all held`);
});
