// Builds the service worker and the page that shows it at work: a folder that stands on its own on any server.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const sample = fileURLToPath(new URL('../../tests/fixtures/seed--news-theme/source.html', import.meta.url));
const wasm = fileURLToPath(new URL('../../dist/package/wasm/muslin_bg.wasm', import.meta.url));

/** Everything of its own that the build reads; the npm package besides. */
export const inputs = [here, sample];

/**
 * Writes the example into a folder, over what was there.
 *
 * @param {{ outDir: string }} to
 */
export async function build({ outDir }) {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  /** @type {import('esbuild').BuildOptions} */
  const common = { bundle: true, outdir: outDir, target: 'es2022', minify: true, logLevel: 'warning' };
  await Promise.all([
    // A classic script: not every browser takes a module for a service worker. It names the module's address itself.
    esbuild.build({
      ...common,
      entryPoints: [join(here, 'service-worker.ts')],
      format: 'iife',
      logOverride: { 'empty-import-meta': 'silent' },
    }),
    esbuild.build({ ...common, entryPoints: [join(here, 'page.ts')], format: 'esm' }),
    copyFile(join(here, 'index.html'), join(outDir, 'index.html')),
    copyFile(sample, join(outDir, 'news.html')),
    copyFile(wasm, join(outDir, 'muslin_bg.wasm')),
  ]);
}
