// The one instance of the WebAssembly module, and its renewal after a crash.
//
// The module is compiled with panic=abort: after a trap (or a stack overflow, or an exception of the engine's own in the
// glue) its memory is in an unknown state and must not be used again. So every call goes through `call`, which tells the
// errors that Rust gave, they carry a code, from all others, and for those puts a new instance in the place of the broken one.
import * as glue from '../wasm/muslin.js';
import { codeOf, MuslinError } from './errors.js';

export type Raw = typeof glue;

let state: 'absent' | 'sound' | 'broken' = 'absent';

/** Counts the instances; what an instance handed out is of no use to the next. */
let generation = 0;

/** Whether the module has been started. */
export const isStarted = (): boolean => state !== 'absent';

/** Which instance is at work: memory and objects of another one must not be touched. */
export const currentGeneration = (): number => generation;

/** Makes the instance from a compiled module; does nothing when there is one. */
export function start(module: WebAssembly.Module): void {
  if (isStarted()) return;
  glue.initSync({ module });
  state = 'sound';
}

/** As {@link start}, for a browser's main thread, where instantiating large modules has to be asynchronous. */
export async function startAsync(module: WebAssembly.Module): Promise<void> {
  if (isStarted()) return;
  await glue.default({ module_or_path: module });
  state = 'sound';
}

/**
 * Does some work inside the module. All calls of the glue are made through here.
 *
 * @param name  the public function that is at work, for the message when the module is not loaded yet
 * @param work  must hand nothing of the module on but plain values
 * @throws MuslinError with Rust's code; `crashed` when the module broke down, which is sound again then
 */
export function call<T>(name: string, work: (raw: Raw) => T): T {
  if (state === 'absent') {
    throw new MuslinError(
      'not-initialised',
      `${name}: the WebAssembly module is not loaded yet; \`await init()\` first (init is the default export of muslin)`,
    );
  }
  // A renewal right after a crash may have failed for want of stack or memory.
  if (state === 'broken') renew(name);
  try {
    return work(glue);
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined) throw new MuslinError(code, `${name}: ${(error as Error).message}`);
    state = 'broken';
    try {
      renew(name);
    } catch {
      // The next call tries again.
    }
    throw new MuslinError('crashed', `${name}: the WebAssembly module crashed over this page`, { cause: error });
  }
}

/** Makes a new instance from the module that the glue has kept, and forgets all views of the old one's memory. */
function renew(name: string): void {
  generation += 1;
  try {
    glue.__wbg_reset_state();
    state = 'sound';
  } catch (error) {
    throw new MuslinError('crashed', `${name}: the WebAssembly module crashed, and cannot be started afresh now`, {
      cause: error,
    });
  }
}
