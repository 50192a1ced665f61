import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fromTop } from '../paths.mjs';

/** @param {string} path  of a Cargo.lock */
function locked(path) {
  const lock = readFileSync(fromTop(path), 'utf8');
  return new Set(
    [...lock.matchAll(/name = "(.+)"\r?\nversion = "(.+)"/g)].map(([, name, version]) => `${name} ${version}`),
  );
}

test('the wasm module is built with the versions of dependencies that the crate is tested with', () => {
  const crate = locked('Cargo.lock');
  const module = locked('wasm/Cargo.lock');
  assert.ok(module.size > 10);
  for (const each of module) {
    if (!each.startsWith('muslin-wasm ')) assert.ok(crate.has(each), each);
  }
});
