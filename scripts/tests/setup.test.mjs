import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromTop } from '../paths.mjs';
import { isAtLeast } from '../setup/rust.mjs';
import { setUp } from '../setup/step.mjs';

/**
 * A thing that counts its installations.
 *
 * @param {{ isThere: boolean, works?: boolean }} state
 */
function thing(state) {
  const it = {
    name: 'thing',
    installed: 0,
    isThere: () => state.isThere,
    install: async () => {
      it.installed += 1;
      state.isThere = state.works ?? true;
    },
    whatToDo: 'Ask a person.',
  };
  return it;
}

test('what is there is left alone, what is missing is installed', async () => {
  const [there, missing] = [thing({ isThere: true }), thing({ isThere: false })];
  await setUp([there, missing]);
  assert.deepEqual([there.installed, missing.installed], [0, 1]);
});

test('an installation that did not bring the thing says what to do', async () => {
  const broken = thing({ isThere: false, works: false });
  await assert.rejects(setUp([broken]), { message: /still missing/, whatToDo: 'Ask a person.' });
});

test('versions are compared as numbers', () => {
  assert.equal(isAtLeast('1.95.0', '1.88'), true);
  assert.equal(isAtLeast('1.100.0', '1.88'), true);
  assert.equal(isAtLeast('1.88.0', '1.88'), true);
  assert.equal(isAtLeast('1.9.0', '1.88'), false);
});

test('the crate and the npm package have one version', () => {
  const [, crate] = readFileSync(fromTop('Cargo.toml'), 'utf8').match(/^version = "([^"]+)"/m) ?? [];
  assert.equal(JSON.parse(readFileSync(fromTop('package.json'), 'utf8')).version, crate);
});
