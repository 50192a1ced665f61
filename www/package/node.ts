/**
 * The entry for Node, Bun and Deno: as `index`, with the module loaded when it is imported, so that `init` is not needed.
 *
 * @packageDocumentation
 */

import { readFileSync } from 'node:fs';
import { start } from './core/instance.js';

try {
  start(new WebAssembly.Module(readFileSync(new URL('./wasm/muslin_bg.wasm', import.meta.url))));
} catch {
  // A bundler has left it behind; calls say that `init` is needed.
}

export * from './index.js';
export { default } from './index.js';
