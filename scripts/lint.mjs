// npm run lint: format, lints and types of everything. `npm run format` mends what a program can mend.
import { build } from './build/all.mjs';
import { buildTestFace } from './build/test-face.mjs';
import { Failure, run } from './programs.mjs';
import { bold, command, complain, duration, green, say } from './report.mjs';
import { forBuild, forLint } from './setup/needs.mjs';
import { wasmTarget } from './setup/rust.mjs';
import { setUp } from './setup/step.mjs';

/** @type {[name: string, commandLine: string][]} */
const checks = [
  ['Rust format', 'cargo fmt --check'],
  ['Rust format, of the wasm module', 'cargo fmt --check --manifest-path wasm/Cargo.toml'],
  ['Rust format, of its encodings', 'cargo fmt --check --manifest-path wasm/encoding_rs/Cargo.toml'],
  ['Rust format, of the benchmarks', 'cargo fmt --check --manifest-path bench/Cargo.toml'],
  ['Rust lints', 'cargo clippy --all-targets -- -D warnings'],
  [
    'Rust lints, for the browser',
    `cargo clippy --lib --test browser --no-default-features --target ${wasmTarget} -- -D warnings`,
  ],
  [
    'Rust lints, of its encodings',
    'cargo clippy --manifest-path wasm/encoding_rs/Cargo.toml --target-dir target --all-targets -- -D warnings',
  ],
  ['TypeScript, JavaScript, CSS and JSON', 'biome check --error-on-warnings'],
  ['types', 'tsc --noEmit'],
];

await command(async () => {
  await setUp([...new Set([...forBuild, ...forLint])]);
  // The TypeScript face is checked against the types that wasm-bindgen writes, the browser tests against the face.
  await build();
  await buildTestFace();
  let failed = 0;
  for (const [name, commandLine] of checks) {
    say(bold(`• ${name} …`));
    const began = performance.now();
    try {
      const [program = '', ...args] = commandLine.split(' ');
      await run(program, args);
      say(`  ${green('clean')}: ${name}, ${duration(performance.now() - began)}`);
    } catch (error) {
      complain(error);
      failed += 1;
    }
  }
  if (failed > 0) {
    throw new Failure(`${failed} of ${checks.length} checks failed`, '`npm run format` mends what a program can mend.');
  }
  say(`${checks.length} checks, all clean`);
});
