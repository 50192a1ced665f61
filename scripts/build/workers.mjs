// The examples of workers, which know themselves how they are built.
import { join } from 'node:path';
import { dist, fromTop } from '../paths.mjs';
import { runStage } from './stage.mjs';

/** Builds dist/service-worker and dist/edge-worker; dist/package must be there. */
export async function buildWorkers() {
  // Loaded only now: they need npm packages, which set-up may just have installed.
  const examples = /** @type {const} */ ([
    ['service-worker', await import('../../www/service-worker/build.mjs'), 'service-worker.js'],
    ['edge-worker', await import('../../www/edge-worker/build.mjs'), 'worker.js'],
  ]);
  for (const [name, { inputs, build }, script] of examples) {
    const folder = join(dist, name);
    await runStage({
      name,
      inputs: [...inputs, join(dist, 'package'), fromTop('package-lock.json')],
      outputs: [join(folder, script), join(folder, 'muslin_bg.wasm')],
      work: () => build({ outDir: folder }),
    });
  }
}
