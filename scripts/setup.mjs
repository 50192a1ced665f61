// npm run setup: installs all that building, testing and linting need, and nothing that is there already.
import { command } from './report.mjs';
import { forEverything } from './setup/needs.mjs';
import { setUp } from './setup/step.mjs';

await command(() => setUp(forEverything));
