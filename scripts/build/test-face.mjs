// The JavaScript face as one file with the wasm inside: what the wasm-pack tests load in a browser.
import { join } from 'node:path';
import { dist, fromTop } from '../paths.mjs';
import { runStage } from './stage.mjs';

/** Builds dist/test/face.js; dist/package must be there. */
export function buildTestFace() {
  const source = fromTop('tests', 'browser');
  const bundle = join(dist, 'test', 'face.js');
  return runStage({
    name: 'test face',
    inputs: [
      source,
      fromTop('tests', 'face'),
      join(dist, 'package'),
      fromTop('package.json'),
      fromTop('scripts', 'build', 'test-face.mjs'),
      fromTop('package-lock.json'),
    ],
    outputs: [bundle],
    work: async () => {
      const { build } = await import('esbuild');
      await build({
        entryPoints: [join(source, 'face.ts')],
        outfile: bundle,
        bundle: true,
        format: 'esm',
        target: 'es2022',
        // The bytes themselves: the test page's server gives no file but its own.
        loader: { '.wasm': 'binary' },
        logLevel: 'warning',
      });
    },
  });
}
