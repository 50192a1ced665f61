// Builds the edge worker: one module with the package inside, and the WebAssembly beside it as the runtime wants it.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Everything of its own that the build reads; the npm package besides. */
export const inputs = [here];

/**
 * Writes the worker into a folder, over what was there.
 *
 * @param {{ outDir: string }} to
 */
export async function build({ outDir }) {
  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });
  await esbuild.build({
    entryPoints: [join(here, 'worker.ts')],
    outdir: outDir,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    // What Cloudflare's own bundler asks packages for.
    conditions: ['workerd', 'worker', 'browser'],
    // Stays an import: `import module from './muslin_bg.wasm'` gives the compiled module there.
    loader: { '.wasm': 'copy' },
    assetNames: '[name]',
    logLevel: 'warning',
  });
  await copyFile(join(here, 'workerd.capnp'), join(outDir, 'workerd.capnp'));
}
