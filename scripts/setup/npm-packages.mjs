// What a package-lock.json names, in the node_modules beside it.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromTop } from '../paths.mjs';
import { run } from '../programs.mjs';

/**
 * The packages of a folder's package-lock.json.
 *
 * @param {string} folder  from the repository's top
 * @returns {import('./step.mjs').SetupStep}
 */
export function npmPackagesOf(folder) {
  const cwd = fromTop(folder);
  /** npm writes this at the end of every installation. */
  const installed = join(cwd, 'node_modules', '.package-lock.json');
  const wanted = join(cwd, 'package-lock.json');
  return {
    name: folder === '.' ? 'npm packages' : `npm packages of ${folder}`,
    isThere: () => existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs,
    install: async () => {
      // None of the packages needs its install script; the programs come as packages of their own, one a platform. The
      // others undo settings that npm hands down to its scripts: NODE_ENV=production, `npm pack --dry-run`.
      const args = ['ci', '--ignore-scripts', '--include=dev', '--dry-run=false'];
      const npm = process.env.npm_execpath;
      await (npm?.endsWith('.js') ? run(process.execPath, [npm, ...args], { cwd }) : run('npm', args, { cwd }));
    },
    whatToDo: 'See what `npm ci` says: most often the network, or a Node older than 20 (`node --version`).',
  };
}

/** Those of the project itself. */
export const npmPackages = npmPackagesOf('.');
