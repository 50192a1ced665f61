// Brings a machine to where the project can be built or tested: every missing thing is installed, in order.
import { Failure } from '../programs.mjs';
import { duration, say, step } from '../report.mjs';

/**
 * One thing the project needs.
 *
 * @typedef {object} SetupStep
 * @property {string} name
 * @property {() => Promise<boolean> | boolean} isThere  quick, and changes nothing
 * @property {() => Promise<void>} install
 * @property {string} whatToDo  how a person gets it when `install` cannot
 */

/**
 * Installs what is not there.
 *
 * @param {SetupStep[]} steps  in the order they depend on each other
 */
export async function setUp(steps) {
  const began = performance.now();
  const there = await Promise.all(steps.map(({ isThere }) => isThere()));
  const missing = steps.filter((_, index) => !there[index]);
  for (const { name, isThere, install, whatToDo } of missing) {
    // An earlier step may have brought this one along.
    if (await isThere()) continue;
    await step(`set-up: ${name} is missing, installing it`, async () => {
      try {
        await install();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Failure(`${name} could not be installed: ${reason}`, whatToDo);
      }
      if (!(await isThere())) throw new Failure(`${name} is still missing after its installation`, whatToDo);
    });
  }
  const summary = missing.length === 0 ? 'all there' : `${missing.length} installed`;
  say(`Set-up: ${steps.map(({ name }) => name).join(', ')}: ${summary}, ${duration(performance.now() - began)}`);
}
