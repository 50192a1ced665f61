// The package as npm would deliver it: packed, installed in an empty project, compiled against, run and bundled.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { rain } from '../face/pages.mjs';

const top = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
let project = '';

/**
 * Runs a program in the project.
 *
 * @param {string} program
 * @param {string[]} args
 */
const run = (program, args) =>
  execFileSync(program, args, { cwd: project, encoding: 'utf8', shell: program === npm && npm.endsWith('.cmd') });

before(() => {
  project = mkdtempSync(join(tmpdir(), 'muslin-consumer-'));
  writeFileSync(join(project, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const [{ filename }] = JSON.parse(run(npm, ['pack', top, '--json', '--ignore-scripts']));
  run(npm, ['install', `./${filename}`, '--offline', '--ignore-scripts', '--no-audit', '--no-fund']);
});

after(() => rmSync(project, { recursive: true, force: true }));

test('a program of Node imports it and needs nothing more', () => {
  writeFileSync(join(project, 'page.html'), rain.html);
  writeFileSync(
    join(project, 'program.js'),
    `import { readFileSync } from 'node:fs';
     import { articleText } from 'muslin';
     process.stdout.write(articleText(readFileSync('page.html', 'utf8')));`,
  );
  assert.equal(run(process.execPath, ['program.js']), rain.text);
});

test('a strict compiler takes its types, with the DOM and without', () => {
  const tsc = join(top, 'node_modules', '.bin', 'tsc');
  cpSync(join(top, 'tests', 'consumer'), join(project, 'source'), { recursive: true });
  mkdirSync(join(project, 'node_modules', '@types'));
  symlinkSync(join(top, 'node_modules', '@types', 'node'), join(project, 'node_modules', '@types', 'node'), 'junction');
  symlinkSync(join(top, 'node_modules', 'undici-types'), join(project, 'node_modules', 'undici-types'), 'junction');
  assert.equal(run(tsc, ['--project', 'source']), '');
  assert.equal(run(tsc, ['--project', join('source', 'node')]), '');
});

test('a bundler takes it into one file for the browser', async () => {
  const outfile = join(project, 'bundle.mjs');
  await build({
    stdin: { contents: "export { default as init, articleText } from 'muslin'", resolveDir: project },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    outfile,
    logLevel: 'silent',
  });
  const { init, articleText } = await import(pathToFileURL(outfile).href);
  assert.throws(() => articleText(rain.html), { code: 'not-initialised' });
  await init(readFileSync(join(project, 'node_modules', 'muslin', 'dist', 'package', 'wasm', 'muslin_bg.wasm')));
  assert.equal(articleText(rain.html), rain.text);
});
