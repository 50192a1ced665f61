// npm test [-- STEP…]: every test there is, or the named steps' (rust, node, browsers …).
import { build } from './build/all.mjs';
import { Failure } from './programs.mjs';
import { bold, command, complain, duration, green, red, say } from './report.mjs';
import { forBuild } from './setup/needs.mjs';
import { setUp } from './setup/step.mjs';
import { countTests } from './testing/counts.mjs';
import { testSteps } from './testing/steps.mjs';

/** @typedef {import('./testing/steps.mjs').TestStep} TestStep */

/** @param {string[]} names  none for all */
function chosen(names) {
  /** @param {string} name @param {TestStep} step */
  const means = (name, step) => name === step.name || name === step.group;
  const unknown = names.find((name) => !testSteps.some((step) => means(name, step)));
  if (unknown !== undefined) {
    const known = [...new Set(testSteps.flatMap(({ name, group }) => [name, group ?? name]))];
    throw new Failure(`there is no test step ${unknown}`, `One or more of: ${known.join(', ')}.`);
  }
  return testSteps.filter((step) => names.length === 0 || names.some((name) => means(name, step)));
}

/**
 * Runs one step.
 *
 * @param {TestStep} step
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runStep({ name, what, work, isOneTest, whatToDo }) {
  let output = '';
  let ok = true;
  try {
    await work((text) => {
      output += text;
    });
  } catch (error) {
    ok = false;
    complain(error);
  }
  const { passed, failed } = isOneTest ? { passed: Number(ok), failed: 0 } : countTests(output);
  if (ok && passed === 0) {
    ok = false;
    complain(new Failure(`${name}: not a single test ran`));
  }
  if (!ok) complain(new Failure(`${name} failed: ${what}`, whatToDo));
  // A step that could not even run its tests failed all the same.
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}

await command(async (args) => {
  const steps = chosen(args);
  const builds = steps.some((step) => step.builds);
  await setUp([...new Set([...(builds ? forBuild : []), ...steps.flatMap(({ needs }) => needs)])]);
  if (builds) await build();

  const total = { passed: 0, failed: 0 };
  const summary = [];
  for (const step of steps) {
    say(bold(`\n• ${step.name}: ${step.what} …`));
    const began = performance.now();
    const { passed, failed } = await runStep(step);
    const mark = failed === 0 ? green('✓') : red('✗');
    const line = `${mark} ${step.name}: ${passed} passed, ${failed} failed, ${duration(performance.now() - began)}`;
    say(line);
    summary.push(line);
    total.passed += passed;
    total.failed += failed;
  }
  say(`\n${summary.join('\n')}\n`);
  say(`${total.passed} passed, ${total.failed} failed`);
  if (total.failed > 0) process.exitCode = 1;
});
