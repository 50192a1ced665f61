/**
 * The entry for Node, Bun and Deno: as `index`, with the module loaded when it is imported, so that `init` is not needed.
 *
 * @packageDocumentation
 */

import { readFileSync } from 'node:fs';
import { start } from './core/instance.js';

start(new WebAssembly.Module(readFileSync(new URL('./wasm/muslin_bg.wasm', import.meta.url))));

export * from './index.js';
export { default } from './index.js';
