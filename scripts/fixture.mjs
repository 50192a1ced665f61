// npm run fixture -- NAME FILE [--force]: adds a page to tests/fixtures, with what is extracted from it now as expectation.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Failure, run } from './programs.mjs';
import { command } from './report.mjs';
import { forNative } from './setup/needs.mjs';
import { setUp } from './setup/step.mjs';

await command(async (args) => {
  const force = args.filter((arg) => arg === '--force');
  const [name, file, ...rest] = args.filter((arg) => arg !== '--force');
  const usage = '`npm run fixture -- NAME FILE.html`, as in `npm run fixture -- list--nested-in-figure page.html`.';
  if (!name || !file || rest.length > 0) throw new Failure('a name and a file are needed', usage);
  // Relative to where the person stands, not to the repository's top.
  const page = resolve(process.env.INIT_CWD ?? '.', file);
  if (!existsSync(page)) throw new Failure(`there is no ${file}`, usage);
  await setUp(forNative);
  await run('cargo', ['run', '--quiet', '--example', 'fixture', '--', name, page, ...force]);
});
