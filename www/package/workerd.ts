/**
 * The entry for Cloudflare's runtime and others that read the `workerd` condition: as `index`, with the module loaded when it is
 * imported, so that `init` is not needed. No code may compile WebAssembly there: the runtime does, and hands the module out.
 *
 * @packageDocumentation
 */

import { start } from './core/instance.js';
import module from './wasm/muslin_bg.wasm';

start(module as WebAssembly.Module);

export * from './index.js';
export { default } from './index.js';
