import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countTests } from '../testing/counts.mjs';

test("cargo's and wasm-bindgen's lines are added up", () => {
  const output = `
running 3 tests
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: \u001b[31mFAILED\u001b[0m. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
test result: ok. 5 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.02s
`;
  assert.deepEqual(countTests(output), { passed: 12, failed: 2 });
});

test("node's lines are read, and a cancelled test is a failed one", () => {
  const output = 'ℹ tests 9\nℹ suites 0\nℹ pass 7\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n';
  assert.deepEqual(countTests(output), { passed: 7, failed: 2 });
});

test('what a test prints is not counted', () => {
  assert.deepEqual(countTests('it said: test result: ok. 3 passed; 0 failed;\n  ℹ pass 7\n'), { passed: 0, failed: 0 });
});
