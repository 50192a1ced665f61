// The npm package's TypeScript face: JavaScript and type declarations beside the wasm.
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dist, fromTop } from '../paths.mjs';
import { run } from '../programs.mjs';
import { runStage } from './stage.mjs';
import { wasmFolder } from './wasm.mjs';

const folder = join(dist, 'package');
/** Written by hand: the compiler does not take declarations along. */
const declared = 'muslin_bg.wasm.d.ts';

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
    outputs: ['index', 'node', 'workerd']
      .flatMap((entry) => [`${entry}.js`, `${entry}.d.ts`])
      .concat(declared)
      .map((file) => join(folder, file)),
    work: async () => {
      // What a source file that is gone has left behind must not be published.
      const stale = existsSync(folder) ? readdirSync(folder).filter((name) => name !== 'wasm') : [];
      for (const name of stale) rmSync(join(folder, name), { recursive: true });
      await run('tsc', ['--project', fromTop('www', 'package')]);
      cpSync(fromTop('www', 'package', declared), join(folder, declared));
    },
  });
}
