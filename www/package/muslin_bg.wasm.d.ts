import type { ModuleSource } from './core/types.js';

/** What the file is when it is imported depends on who loads it: a module, its address or its bytes. `init` takes each of these. */
declare const wasm: ModuleSource;
export default wasm;
