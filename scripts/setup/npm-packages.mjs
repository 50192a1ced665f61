// What package-lock.json names, in node_modules.
import { existsSync, statSync } from 'node:fs';
import { fromTop } from '../paths.mjs';
import { run } from '../programs.mjs';

/** npm writes this at the end of every installation. */
const installed = fromTop('node_modules', '.package-lock.json');
const wanted = fromTop('package-lock.json');

/** @type {import('./step.mjs').SetupStep} */
export const npmPackages = {
  name: 'npm packages',
  isThere: () => existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs,
  install: async () => {
    // None of the packages needs its install script; the programs come as packages of their own, one a platform. The
    // others undo settings that npm hands down to its scripts: NODE_ENV=production, `npm pack --dry-run`.
    const args = ['ci', '--ignore-scripts', '--include=dev', '--dry-run=false'];
    const npm = process.env.npm_execpath;
    await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...args]) : run('npm', args));
  },
  whatToDo: 'See what `npm ci` says: most often the network, or a Node older than 20 (`node --version`).',
};
