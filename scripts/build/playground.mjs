// The playground, which knows itself how it is built.
import { join } from 'node:path';
import { dist, fromTop } from '../paths.mjs';
import { runStage } from './stage.mjs';

const folder = join(dist, 'playground');

/** Builds dist/playground. */
export async function buildPlayground() {
  // Loaded only now: it needs npm packages, which set-up may just have installed.
  const playground = await import('../../www/playground/build.mjs');
  await runStage({
    name: 'playground',
    inputs: [...(await playground.inputs()), fromTop('package-lock.json')],
    outputs: [join(folder, 'index.html'), join(folder, 'playground.js')],
    work: () => playground.build({ outDir: folder }),
  });
}
