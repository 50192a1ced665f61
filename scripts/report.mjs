// What the scripts say: every step by name, with the time it took.
import { Failure } from './programs.mjs';

const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;

/** @param {number} code @param {string} text */
const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
/** @param {string} text */
export const bold = (text) => paint(1, text);
/** @param {string} text */
export const green = (text) => paint(32, text);
/** @param {string} text */
export const red = (text) => paint(31, text);

/** @param {string} text */
export const say = (text) => console.log(text);

/** @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** @param {number} bytes */
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/**
 * Does one step, announced and timed.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const began = performance.now();
  say(bold(`• ${name} …`));
  const result = await work();
  say(`  ${green('done')}: ${name}, ${duration(performance.now() - began)}`);
  return result;
}

/** @param {unknown} error */
export function complain(error) {
  if (!(error instanceof Failure)) {
    console.error(error);
    return;
  }
  console.error(red(`✗ ${error.message}`));
  if (error.whatToDo !== undefined) console.error(`  What to do: ${error.whatToDo.replaceAll('\n', '\n  ')}`);
}

/**
 * Runs a command's main function; what goes wrong is told and gives exit code 1.
 *
 * @param {(args: string[]) => Promise<void> | void} main
 */
export async function command(main) {
  try {
    await main(process.argv.slice(2));
  } catch (error) {
    complain(error);
    process.exitCode = 1;
  }
}
