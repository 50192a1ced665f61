// Builds the playground: its scripts and style as one file each, the page, and the samples with their index.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const fixtures = fileURLToPath(new URL('../../tests/fixtures', import.meta.url));

/**
 * A line of samples/samples.json. What is shown comes from a fixture of the tests, or from a file beside it.
 *
 * @typedef {{ id: string, title: string, note: string, fixture?: string, file?: string }} Sample
 */

/** @type {import('esbuild').BuildOptions} */
const common = { bundle: true, target: 'es2022', minify: true, sourcemap: true, logLevel: 'warning' };

/**
 * Everything that the build reads, for a build that skips what has not changed.
 *
 * @returns {Promise<string[]>}
 */
export async function inputs() {
  return [here, ...(await readSamples()).map(sourceOf)];
}

/**
 * Writes the whole playground into a folder, over what was there. It imports `../package/index.js`: the folder belongs
 * beside the npm package's.
 *
 * @param {{ outDir: string }} to
 */
export async function build({ outDir }) {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(join(outDir, 'samples'), { recursive: true });
  await Promise.all([
    esbuild.build({
      ...common,
      entryPoints: ['playground.ts', 'worker.ts'].map((name) => join(here, name)),
      outdir: outDir,
      format: 'esm',
      // The package stays a file of its own, loaded from beside the playground, as on anyone's site.
      external: ['../package/index.js'],
    }),
    esbuild.build({ ...common, entryPoints: [join(here, 'theme.ts')], outdir: outDir, format: 'iife' }),
    esbuild.build({ ...common, entryPoints: [join(here, 'playground.css')], outdir: outDir }),
    ...['index.html', 'icon.svg'].map((name) => copyFile(join(here, name), join(outDir, name))),
    copySamples(join(outDir, 'samples')),
  ]);
}

/** @param {string} folder */
async function copySamples(folder) {
  const samples = await readSamples();
  await Promise.all(samples.map((sample) => copyFile(sourceOf(sample), join(folder, `${sample.id}.html`))));
  const index = samples.map(({ id, title, note }) => ({ id, title, note, file: `${id}.html` }));
  await writeFile(join(folder, 'samples.json'), `${JSON.stringify(index, null, 2)}\n`);
}

/** @returns {Promise<Sample[]>} */
async function readSamples() {
  return JSON.parse(await readFile(join(here, 'samples', 'samples.json'), 'utf8'));
}

/** @param {Sample} sample */
function sourceOf({ id, fixture, file }) {
  if (fixture) return join(fixtures, fixture, 'source.html');
  if (file) return join(here, 'samples', file);
  throw new TypeError(`samples.json: ${id} names neither a fixture nor a file`);
}
