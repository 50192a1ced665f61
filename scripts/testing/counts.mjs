// How many tests passed and failed, read from what the test runners print.
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failed: number }} Counts */

/** One for each runner: cargo's and wasm-bindgen's last line; node's last lines, one figure on each. */
const patterns = {
  passed: [/^test result: \w+\. (\d+) passed;/gm, /^(?:ℹ|#) pass (\d+)$/gm],
  failed: [/^test result: \w+\. \d+ passed; (\d+) failed;/gm, /^(?:ℹ|#) (?:fail|cancelled) (\d+)$/gm],
};

/**
 * @param {string} output  all that one or more runners printed
 * @returns {Counts}
 */
export function countTests(output) {
  const plain = stripVTControlCharacters(output).replaceAll('\r', '');
  /** @param {RegExp[]} kinds */
  const sum = (kinds) =>
    kinds.flatMap((kind) => [...plain.matchAll(kind)]).reduce((total, [, figure]) => total + Number(figure), 0);
  return { passed: sum(patterns.passed), failed: sum(patterns.failed) };
}
