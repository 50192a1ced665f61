// npm run peers [-- quality [CORPUS…]|speed [FOLDER]]: Muslin beside others that pull articles out of pages, in JavaScript and in
// Rust: how near they come to the corpora's truths, and how long they take over the same pages. Predictions stay in target/peers.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from '../../scripts/build/all.mjs';
import { fromTop } from '../../scripts/paths.mjs';
import { Failure, find, run } from '../../scripts/programs.mjs';
import { bold, command, say, step } from '../../scripts/report.mjs';
import { corporaIn, corporaNamed, scoreTool, sharedCorpora } from '../../scripts/scoring/corpora.mjs';
import { forBuild } from '../../scripts/setup/needs.mjs';
import { npmPackagesOf } from '../../scripts/setup/npm-packages.mjs';
import { setUp } from '../../scripts/setup/step.mjs';
import { compareQuality } from './quality.mjs';

const here = fromTop('bench', 'peers');
/** Cargo puts what it makes of the benchmarks there. */
const release = join(process.env.CARGO_TARGET_DIR ?? fromTop('bench', 'target'), 'release');
const [ofCrates, memoryOfCrates] = [join(release, 'peers'), join(release, 'peers_memory')];
const node = process.execPath;
/** Where relative paths start. */
const from = process.env.INIT_CWD ?? '.';

const inJavaScript = ['Readability.js, jsdom', 'Readability.js, linkedom', 'defuddle'];
const inRust = ['dom_smoothie', 'rs-trafilatura'];
const peers = [
  ...inJavaScript.map((name) => ({ name, commandLine: [node, join(here, 'extract.mjs'), name] })),
  ...inRust.map((name) => ({ name, commandLine: [ofCrates, '--extract', name] })),
];

/** The versions that are compared. */
function versions() {
  const inLock = (/** @type {string} */ lock, /** @type {string} */ name) =>
    `${name} ${JSON.parse(readFileSync(fromTop(lock), 'utf8')).packages[`node_modules/${name}`]?.version}`;
  const crateLock = readFileSync(fromTop('bench', 'Cargo.lock'), 'utf8');
  return [
    ...['@mozilla/readability', 'jsdom'].map((name) => inLock('package-lock.json', name)),
    ...['linkedom', 'defuddle'].map((name) => inLock('bench/package-lock.json', name)),
    ...inRust.map((name) => `${name} ${new RegExp(`name = "${name}"\\s+version = "(.+)"`).exec(crateLock)?.[1]}`),
  ].join(', ');
}

/** @param {string[]} named  corpora by name or folder; none for all of ../shared/data */
async function quality(named) {
  const python = find('python3', 'python');
  if (!python)
    throw new Failure('there is no Python', 'Install Python 3.9 or newer; the scoring tool needs nothing else.');
  if (!existsSync(scoreTool)) throw new Failure(`the scoring tool is not at ${scoreTool}`);
  const corpora = named.length > 0 ? named.flatMap((name) => corporaNamed(name, from)) : corporaIn(sharedCorpora);
  await compareQuality(python, corpora, peers);
}

/** @param {string} folder  of pages */
async function speed(folder) {
  say(`\n${bold('Rust')}: ${folder}`);
  await run(ofCrates, [folder]);
  await run(memoryOfCrates, [folder]);
  say(`\n${bold('Node')}: ${folder}`);
  await run(node, [join(here, 'time.mjs'), folder]);
}

await command(async ([part, ...args]) => {
  if (part !== undefined && part !== 'quality' && part !== 'speed') {
    throw new Failure(`${part} is no part of the comparison`, 'One of: quality [CORPUS…], speed [FOLDER].');
  }
  const folder = resolve(from, args[0] ?? join(sharedCorpora, 'wcxb-dev', 'pages'));
  if (part !== 'quality' && !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Failure(`${folder} is no folder of pages`, 'Name one of your own: npm run peers -- speed FOLDER');
  }
  await setUp([...forBuild, npmPackagesOf('bench')]);
  await build();
  await step('build the command and the benchmarks', async () => {
    await run('cargo', ['build', '--release', '--bin', 'muslin']);
    const ofBench = ['--manifest-path', fromTop('bench', 'Cargo.toml'), '--features', 'peers'];
    await run('cargo', ['build', '--release', ...ofBench, '--bin', 'peers', '--bin', 'peers_memory']);
  });
  say(`Compared: ${versions()}`);
  if (part !== 'speed') await quality(args);
  if (part !== 'quality') await speed(folder);
});
