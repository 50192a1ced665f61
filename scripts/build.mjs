// npm run build: dist/package (the npm package), dist/playground and the examples of workers.
import { build } from './build/all.mjs';
import { command } from './report.mjs';
import { forBuild } from './setup/needs.mjs';
import { setUp } from './setup/step.mjs';

await command(async () => {
  await setUp(forBuild);
  await build();
});
