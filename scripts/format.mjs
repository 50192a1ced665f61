// npm run format: formats everything, and mends the lints that can safely be mended.
import { run } from './programs.mjs';
import { command, step } from './report.mjs';
import { forFormat } from './setup/needs.mjs';
import { setUp } from './setup/step.mjs';

await command(async () => {
  await setUp(forFormat);
  await step('format Rust', async () => {
    for (const crate of ['.', 'wasm', 'wasm/encoding_rs', 'bench']) {
      await run('cargo', ['fmt', '--manifest-path', `${crate}/Cargo.toml`]);
    }
  });
  await step('format the rest', () => run('biome', ['check', '--write']));
});
