// Finds programs and runs them as child processes.
import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, openSync, realpathSync, statSync } from 'node:fs';
import { constants as os } from 'node:os';
import { delimiter, extname, isAbsolute, join } from 'node:path';
import { cargoBin, fromTop, top } from './paths.mjs';

/** What a person can act on: printed without a stack trace. */
export class Failure extends Error {
  /**
   * @param {string} what  what went wrong
   * @param {string} [whatToDo]  what mends it
   */
  constructor(what, whatToDo) {
    super(what);
    this.whatToDo = whatToDo;
  }
}

/** The folders searched for programs: what npm installed for this project, then PATH, then where cargo installs. */
function searchPath() {
  const folders = [fromTop('node_modules', '.bin'), ...(process.env.PATH ?? '').split(delimiter), cargoBin];
  return [...new Set(folders.filter((folder) => isAbsolute(folder)))];
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Every place where one of these programs is, the best first.
 *
 * @param {(string | undefined)[]} names  bare names, looked up on the search path, or absolute paths
 * @returns {string[]} absolute paths
 */
export function findAll(...names) {
  const endings = process.platform === 'win32' ? (process.env.PATHEXT ?? '.EXE;.CMD').split(';') : [''];
  const found = names
    .flatMap((name) => name || [])
    .flatMap((name) => (isAbsolute(name) ? [name] : searchPath().map((folder) => join(folder, name))))
    .flatMap((file) => (extname(file) ? [file] : endings.map((ending) => file + ending)))
    .filter(isProgram);
  // The same program under two names, such as in /bin and in /usr/bin, counts once.
  const real = found.map((file) => `${realpathSync(file)}`);
  return found.filter((_, index) => real.indexOf(`${real[index]}`) === index);
}

/**
 * The first place where one of these programs is.
 *
 * @param {(string | undefined)[]} names
 */
export const find = (...names) => findAll(...names).at(0);

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]  the repository's top when absent
 * @property {NodeJS.ProcessEnv} [env]  added to this process's
 * @property {string[]} [pathFirst]  folders whose programs go before all others
 * @property {'inherit' | 'ignore'} [stdin]
 * @property {string} [intoFile]  where its standard output goes instead of the terminal
 * @property {(text: string) => void} [onOutput]  is given every piece of output
 */

/**
 * Starts a program that finds the tools the scripts found.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} options
 * @param {[stdout: 'inherit' | 'pipe' | number, stderr: 'inherit' | 'pipe']} output
 */
function start(program, args, { cwd = top, env = {}, pathFirst = [], stdin = 'ignore' }, output) {
  return spawn(find(program) ?? program, args, {
    cwd,
    env: { ...process.env, ...env, PATH: [...pathFirst, ...searchPath()].join(delimiter) },
    stdio: [stdin, ...output],
    // npm's own programs are .cmd files on Windows, which start only through a shell.
    shell: process.platform === 'win32',
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>} the exit code, counted as a shell does
 */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? 128 + (signal ? os.signals[signal] : 0)));
  });
}

/**
 * Runs a program with its output shown as it comes; a Failure when it does not end well.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function run(program, args, options = {}) {
  const { intoFile, onOutput } = options;
  // A program whose output is read does not see the terminal that it goes on to.
  const colours =
    onOutput && process.stdout.isTTY && !process.env.NO_COLOR ? { CARGO_TERM_COLOR: 'always', FORCE_COLOR: '1' } : {};
  const shown = onOutput ? 'pipe' : 'inherit';
  const file = intoFile === undefined ? undefined : openSync(intoFile, 'w');
  const env = { ...colours, ...options.env };
  const child = start(program, args, { ...options, env }, [file ?? shown, shown]);
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    from?.setEncoding('utf8').on('data', (text) => {
      to.write(text);
      onOutput?.(text);
    });
  }
  const code = await ended(child)
    .catch((error) => {
      throw new Failure(`${program} could not be started: ${error.message}`);
    })
    .finally(() => file !== undefined && closeSync(file));
  if (code !== 0) throw new Failure(`\`${[program, ...args].join(' ')}\` ended with code ${code}`);
}

/**
 * Runs a program silently.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ ok: boolean, stdout: string, stderr: string }>} `ok` is false when it could not be started either
 */
export async function ask(program, args, options = {}) {
  const child = start(program, args, options, ['pipe', 'pipe']);
  const said = { stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
    child[name]?.setEncoding('utf8').on('data', (text) => {
      said[name] += text;
    });
  }
  const code = await ended(child).catch(() => -1);
  return { ok: code === 0, ...said };
}
