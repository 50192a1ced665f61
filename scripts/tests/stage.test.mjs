import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fingerprint } from '../build/stage.mjs';

test('a fingerprint changes with every kind of change, and only then', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'muslin-stage-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'src', 'deep', 'a.ts');
  mkdirSync(join(folder, 'src', 'deep'), { recursive: true });
  writeFileSync(file, 'a');
  const inputs = [join(folder, 'src'), join(folder, 'lock.json')];

  const seen = [fingerprint(inputs)];
  /** @param {string} what */
  const isNew = (what) => {
    const now = fingerprint(inputs);
    assert.ok(!seen.includes(now), what);
    assert.equal(fingerprint(inputs), now, `${what}: not stable`);
    seen.push(now);
  };
  assert.equal(fingerprint(inputs), seen[0]);
  utimesSync(file, 1, 1);
  isNew('an older file was put back');
  writeFileSync(file, 'bb');
  isNew('a file was edited');
  writeFileSync(join(folder, 'src', 'b.ts'), '');
  isNew('a file was added');
  rmSync(file);
  isNew('a file was removed');
  writeFileSync(join(folder, 'lock.json'), '{}');
  isNew('an absent file appeared');
});
