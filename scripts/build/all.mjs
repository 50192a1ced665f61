// dist/, from the crate's wasm to the playground and the examples of workers.
import { duration, green, red, say } from '../report.mjs';
import { buildPackage } from './package.mjs';
import { buildPlayground } from './playground.mjs';
import { budget, describeSizes, measureWasm } from './size.mjs';
import { buildWasm } from './wasm.mjs';
import { buildWorkers } from './workers.mjs';

/** Builds all of dist/ that has changed, and says what the wasm weighs. */
export async function build() {
  const began = performance.now();
  await buildWasm();
  await buildPackage();
  await buildPlayground();
  await buildWorkers();
  const sizes = measureWasm();
  const limit = budget();
  const paint = sizes.brotli <= limit.brotli ? green : red;
  say(`Build: dist/ is up to date, ${duration(performance.now() - began)}`);
  say(paint(describeSizes(sizes, limit)));
}
