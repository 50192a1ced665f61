// Packages of the operating system: apt-get on Debian and its kin, Homebrew on macOS.
import { ask, Failure, find, run } from '../programs.mjs';

const isRoot = process.getuid?.() === 0;

/** The words before apt-get that make it run as root, or undefined when there is no way to. */
async function asRoot() {
  if (isRoot) return [];
  if (!find('sudo')) return undefined;
  const noPassword = (await ask('sudo', ['-n', 'true'])).ok;
  return noPassword || process.stdin.isTTY ? ['sudo'] : undefined;
}

let listsAreFresh = false;

/**
 * Installs the first of several sets of packages that the distribution has.
 *
 * @param {string[][]} choices  what one distribution calls chromium, another calls chromium-browser
 */
async function aptInstall(choices) {
  const root = await asRoot();
  if (!root) throw new Failure('apt-get needs root, and sudo cannot be used here');
  /** @param {string[]} args */
  const apt = ([...args]) => {
    const [program = 'apt-get', ...rest] = [...root, 'apt-get', ...args];
    return run(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' }, stdin: 'inherit' });
  };
  if (!listsAreFresh) await apt(['update', '-qq']);
  listsAreFresh = true;
  let failure;
  for (const packages of choices) {
    try {
      return await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

/**
 * Installs packages with whatever package manager this machine has.
 *
 * @param {{ apt?: string[][], brew?: string[] }} packages  `apt`: sets to try in turn; `brew`: formulae and casks
 */
export async function installPackages({ apt, brew }) {
  if (apt && find('apt-get')) return aptInstall(apt);
  if (brew && find('brew')) return run('brew', ['install', ...brew]);
  throw new Failure('no package manager that this script knows has it');
}
