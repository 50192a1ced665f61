// The package as npm would deliver it, installed in a project of its own.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const top = fileURLToPath(new URL('../..', import.meta.url));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Packs what is built, and installs it in an empty project. */
export function installPacked() {
  const folder = mkdtempSync(join(tmpdir(), 'muslin-consumer-'));
  /**
   * Runs a program in the project.
   *
   * @param {string} program
   * @param {string[]} args
   */
  const run = (program, args) =>
    execFileSync(program, args, { cwd: folder, encoding: 'utf8', shell: program === npm && npm.endsWith('.cmd') });
  writeFileSync(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }');
  const [{ filename }] = JSON.parse(run(npm, ['pack', top, '--json', '--ignore-scripts']));
  run(npm, ['install', `./${filename}`, '--offline', '--ignore-scripts', '--no-audit', '--no-fund']);
  return {
    folder,
    run,
    /**
     * Gives the project a development dependency that is installed here already.
     *
     * @param {string} name
     */
    lend(name) {
      const place = join(folder, 'node_modules', name);
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(join(top, 'node_modules', name), place, 'junction');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
