// The npm package's TypeScript face: JavaScript and type declarations beside the wasm.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist, fromTop } from '../paths.mjs';
import { run } from '../programs.mjs';
import { runStage } from './stage.mjs';
import { wasmFolder } from './wasm.mjs';

const folder = join(dist, 'package');

/** Builds dist/package; its wasm must be there. */
export function buildPackage() {
  return runStage({
    name: 'package',
    inputs: [
      fromTop('www', 'package'),
      fromTop('tsconfig.base.json'),
      fromTop('package-lock.json'),
      join(wasmFolder, 'muslin.d.ts'),
    ],
    outputs: ['index', 'node', 'workerd'].flatMap((entry) => [
      join(folder, `${entry}.js`),
      join(folder, `${entry}.d.ts`),
    ]),
    work: async () => {
      // What a source file that is gone has left behind must not be published.
      const stale = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'wasm') : [];
      for (const name of stale) rmSync(join(folder, name), { recursive: true });
      await run('tsc', ['--project', fromTop('www', 'package')]);
    },
  });
}
