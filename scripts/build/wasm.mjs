// The crate as WebAssembly: compiled by cargo (wasm/Cargo.toml says why not as it is), given its JavaScript by wasm-bindgen, made
// small by wasm-opt.
import { join } from 'node:path';
import { cargoHome, dist, fromTop, target, top } from '../paths.mjs';
import { Failure, run } from '../programs.mjs';
import { step } from '../report.mjs';
import { findBindgen, bindgen as setupStep, wasmTarget } from '../setup/rust.mjs';
import { runStage } from './stage.mjs';

export const wasmFolder = join(dist, 'package', 'wasm');
export const wasmFile = join(wasmFolder, 'muslin_bg.wasm');
const compiled = join(target, wasmTarget, 'wasm', 'muslin_wasm.wasm');

// Where a source stands on this machine is nothing to load, and would make the module's size another on the next.
const remapped = [top, join(cargoHome, 'registry', 'src', '/')].map((folder) => `--remap-path-prefix=${folder}=`);

// LLVM inlines what is marked for it, as most of Rust's own library is, up to a cost of 325 even where it optimises for size. This limit
// makes the module 10 kB smaller, brotli, and hardly slower (160 is 3 kB larger, and within 3 % as fast); 100 makes it 3 kB smaller still,
// but an eighth slower: letters are read by a call each then.
const inlining = '-Cllvm-args=-inlinehint-threshold=140';

async function processCompiled() {
  const bindgen = await findBindgen();
  if (!bindgen) throw new Failure('wasm-bindgen is not there', setupStep.whatToDo);
  await run(bindgen, [
    ...['--target', 'web', '--out-dir', wasmFolder, '--out-name', 'muslin'],
    // The face says where the module is: bundlers need not guess.
    '--omit-default-module-path',
    // The face makes a new instance after a trap.
    '--experimental-reset-state-function',
    compiled,
  ]);
  await run('wasm-opt', ['-O3', '--converge', '--strip-debug', '--strip-producers', wasmFile, '-o', wasmFile]);
}

/** Builds dist/package/wasm. */
export async function buildWasm() {
  // Cargo knows best whether the crate has changed, and looks fast.
  await step('build: crate', () =>
    run(
      'cargo',
      [
        ...['build', '--manifest-path', fromTop('wasm', 'Cargo.toml'), '--target-dir', target],
        ...['--profile', 'wasm', '--target', wasmTarget],
      ],
      { env: { CARGO_ENCODED_RUSTFLAGS: [...remapped, inlining].join('\x1f') } },
    ),
  );
  await runStage({
    name: 'wasm',
    inputs: [compiled, fromTop('scripts', 'build', 'wasm.mjs'), fromTop('package-lock.json')],
    outputs: [wasmFile, join(wasmFolder, 'muslin.js'), join(wasmFolder, 'muslin.d.ts')],
    work: processCompiled,
  });
}
