// A stage of the build runs only when something it reads has changed since its last run.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { target } from '../paths.mjs';
import { step } from '../report.mjs';

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string[]} inputs  files and folders it reads; those that do not exist count as absent
 * @property {string[]} outputs  files and folders it writes
 * @property {() => Promise<void>} work
 */

/**
 * Names, sizes and times of all files under the inputs: changes when one is edited, added, removed or put back.
 *
 * @param {string[]} inputs
 */
export function fingerprint(inputs) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0${stat ? `${stat.size} ${stat.mtimeMs}` : 'absent'}\n`);
    }
  };
  inputs.forEach(add);
  return hash.digest('hex');
}

/**
 * Runs a stage unless its outputs are up to date.
 *
 * @param {Stage} stage
 * @returns {Promise<boolean>} whether it ran
 */
export async function runStage({ name, inputs, outputs, work }) {
  const record = join(target, 'stages', name.replaceAll(/\W+/g, '-'));
  // Taken before the work: an edit made meanwhile makes the next run do it again.
  const now = fingerprint(inputs);
  const isFresh = existsSync(record) && readFileSync(record, 'utf8') === now && outputs.every(existsSync);
  if (isFresh) return false;
  rmSync(record, { force: true });
  await step(`build: ${name}`, work);
  mkdirSync(join(target, 'stages'), { recursive: true });
  writeFileSync(record, now);
  return true;
}
