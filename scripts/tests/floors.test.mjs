import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from '../scoring/floors.mjs';

const scores = { article: { f1: 0.93, empty: 2 } };

test('figures at or past their floors hold', () => {
  const verdicts = compare(scores, { article: { f1: { min: 0.93 }, empty: { max: 2 } } });
  assert.deepEqual(
    verdicts.map(({ ok }) => ok),
    [true, true],
  );
});

test('a figure under its floor or over its ceiling is named', () => {
  const [f1, empty] = compare(scores, { article: { f1: { min: 0.94 }, empty: { max: 1 } } });
  assert.deepEqual(f1, { ok: false, line: 'article f1 0.9300 is under its floor of 0.94' });
  assert.deepEqual(empty, { ok: false, line: 'article empty 2 is over its ceiling of 1' });
});

test('a floor that no figure is held against fails', () => {
  assert.equal(compare(scores, { artcle: { f1: { min: 0.1 } } })[0]?.ok, false);
});
