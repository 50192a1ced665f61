// The package as npm would deliver it: compiled against, run and bundled.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rain } from '../face/pages.mjs';
import { installPacked, top } from './packed.mjs';

/** @type {ReturnType<typeof installPacked>} */
let project;

before(() => {
  project = installPacked();
});
after(() => project?.remove());

test('a program of Node imports it and needs nothing more', () => {
  writeFileSync(join(project.folder, 'page.html'), rain.html);
  writeFileSync(
    join(project.folder, 'program.js'),
    `import { readFileSync } from 'node:fs';
     import { articleText } from 'muslin';
     process.stdout.write(articleText(readFileSync('page.html', 'utf8')));`,
  );
  assert.equal(project.run(process.execPath, ['program.js']), rain.text);
});

test('a strict compiler takes its types, with the DOM and without', () => {
  const tsc = join(top, 'node_modules', '.bin', 'tsc');
  cpSync(join(top, 'tests', 'consumer'), join(project.folder, 'source'), { recursive: true });
  project.lend('@types/node');
  project.lend('undici-types');
  assert.equal(project.run(tsc, ['--project', 'source']), '');
  assert.equal(project.run(tsc, ['--project', join('source', 'node')]), '');
});

/** The package in one file, without its wasm. */
async function bundledFor(/** @type {'browser' | 'node'} */ platform) {
  const outfile = join(project.folder, `${platform}.mjs`);
  await build({
    stdin: { contents: "export { default as init, articleText } from 'muslin'", resolveDir: project.folder },
    bundle: true,
    format: 'esm',
    platform,
    outfile,
    logLevel: 'silent',
  });
  return import(pathToFileURL(outfile).href);
}

const wasm = () =>
  readFileSync(join(project.folder, 'node_modules', 'muslin', 'dist', 'package', 'wasm', 'muslin_bg.wasm'));

test('a bundler takes it into one file for the browser', async () => {
  const { init, articleText } = await bundledFor('browser');
  assert.throws(() => articleText(rain.html), { code: 'not-initialised' });
  project.run(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { existsSync } from 'node:fs';
     if (!existsSync(new URL(import.meta.resolve('muslin/muslin_bg.wasm')))) process.exit(1);`,
  ]);
  await init(wasm());
  assert.equal(articleText(rain.html), rain.text);
});

test('a script that does not know its own address says so, and takes the module from its caller', async () => {
  const outfile = join(project.folder, 'script.mjs');
  await build({
    stdin: { contents: "import * as muslin from 'muslin'; globalThis.muslin = muslin", resolveDir: project.folder },
    bundle: true,
    format: 'iife',
    platform: 'browser',
    outfile,
    logLevel: 'silent',
  });
  await import(pathToFileURL(outfile).href);
  const { default: init, articleText } = /** @type {any} */ (globalThis).muslin;
  // That one caller has nothing to give does not keep it from another.
  const [nothing, bytes] = [init(), init(wasm())];
  await assert.rejects(nothing, {
    name: 'MuslinError',
    code: 'load-failed',
    message: /init takes its address or bytes/,
  });
  await bytes;
  assert.equal(articleText(rain.html), rain.text);
});

test('a bundler takes it into one file for Node', async () => {
  const { init, articleText } = await bundledFor('node');
  assert.throws(() => articleText(rain.html), { code: 'not-initialised' });
  await assert.rejects(init(), { code: 'load-failed', message: /from file:.*muslin_bg\.wasm: / });
  await init(wasm());
  assert.equal(articleText(rain.html), rain.text);
});
