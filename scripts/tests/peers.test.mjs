import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { blockText } from '../../bench/peers/block-text.mjs';
import { extractAll } from '../../bench/peers/extraction.mjs';
import { decode } from '../../bench/peers/pages.mjs';
import { quantile, table, tableBelow } from '../../bench/peers/tables.mjs';
import { fromTop } from '../paths.mjs';

/** A peer that answers, throws, ends or never answers, as the page says. */
const peer = `
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const { id, html } = JSON.parse(line);
    if (html === 'end') process.exit(1);
    if (html === 'hang') for (;;);
    console.log(JSON.stringify(html === 'throw' ? { id, error: 'thrown' } : { id, text: html.toUpperCase() }));
  });
`;

test('a page on which a peer throws, ends or hangs costs no other page', async () => {
  const pages = ['one', 'throw', 'end', 'two', 'hang', 'three', 'end'].map((html, id) => ({
    id: `${id}`,
    html,
  }));
  assert.deepEqual(await extractAll([process.execPath, '-e', peer], pages, { limit: 4000 }), [
    { id: '0', text: 'ONE' },
    { id: '1', error: 'thrown' },
    { id: '2', error: 'the process ended' },
    { id: '3', text: 'TWO' },
    { id: '4', error: 'no answer within 4 s, twice' },
    { id: '5', text: 'THREE' },
    { id: '6', error: 'the process ended' },
  ]);
});

test('a peer that cannot be started is told', async () => {
  await assert.rejects(extractAll(['/no/such/program'], [{ id: '0', html: 'one' }]), /ENOENT/);
});

/** @param {string} nodeName @param {(string | Node)[]} children @returns {Node} */
const element = (nodeName, ...children) =>
  /** @type {Node} */ (
    /** @type {unknown} */ ({
      nodeName,
      childNodes: children.map((child) =>
        typeof child === 'string' ? { nodeName: '#text', nodeValue: child, childNodes: [] } : child,
      ),
    })
  );

test("blocks' words stay apart, and those of inline elements together", () => {
  const list = element('UL', element('LI', 'one'), element('LI', 'two'));
  const line = element('P', 'It ', element('B', 'rain'), 'ed\n  all ', element('BR'), 'day.', element('SCRIPT', 'x()'));
  assert.equal(blockText(element('DIV', element('H2', 'Rain'), line, list)), 'Rain\nIt rained all\nday.\none\ntwo');
});

test('pages are read as UTF-8 where they are, else as they declare', () => {
  assert.equal(decode(Buffer.from('<meta charset=gbk>Zürich')), '<meta charset=gbk>Zürich');
  assert.equal(decode(Buffer.from('<meta charset="windows-1251">\xcc', 'latin1')), '<meta charset="windows-1251">М');
  assert.equal(decode(Buffer.from('<meta charset=none>\x80', 'latin1')), '<meta charset=none>€');
});

test('a quantile is one of the values', () => {
  assert.equal(quantile([3, 1, 2], 0.5), 2);
  assert.equal(quantile([4, 1, 3, 2], 0.5), 2);
  assert.equal(quantile([3, 1, 2], 1), 3);
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

test('a table that is written is read back', () => {
  const written = table(
    ['', 'F1'],
    [
      ['all', '0.9'],
      ['– article', '0.96'],
    ],
  );
  assert.equal(written, '|  | F1 |\n| --- | --- |\n| all | 0.9 |\n| – article | 0.96 |');
  assert.deepEqual(
    tableBelow(`# Report\n\n${table(['x'], [['y']])}\n\n## Scores\n\nSome.\n\n${written}\n\nMore.`, '## Scores'),
    {
      head: ['', 'F1'],
      rows: [
        ['all', '0.9'],
        ['– article', '0.96'],
      ],
    },
  );
  assert.deepEqual(tableBelow('# Report', '## Scores'), { head: [], rows: [] });
});

test('the report of the training has the scores that the comparison takes from it', () => {
  const { head, rows } = tableBelow(
    readFileSync(fromTop('training', 'REPORT.md'), 'utf8'),
    '## Through the whole pipeline',
  );
  for (const figure of ['word F1', 'exact', 'segment F1']) assert.ok(head.includes(figure), figure);
  for (const group of ['wcxb-dev', '– article', 'news-dev', 'multilingual-dev', 'readability-pages']) {
    assert.ok(
      rows.some(([name]) => name === group),
      group,
    );
  }
});
