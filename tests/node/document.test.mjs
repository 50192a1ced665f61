// The articles' HTML and Markdown, of every fixture: read back by an HTML validator, by DOMPurify and by a Markdown renderer.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import createDOMPurify from 'dompurify';
import { HtmlValidate } from 'html-validate';
import { JSDOM } from 'jsdom';
import { extract } from 'muslin';
import { renderedLike } from '../../scripts/scoring/formulas.mjs';
import { structuresOf } from '../../scripts/scoring/structure.mjs';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

const documents = await Promise.all(
  readdirSync(fixtures).map(async (name) => {
    const facts = join(fixtures, name, 'expected.json');
    const { options } = existsSync(facts) ? JSON.parse(readFileSync(facts, 'utf8')) : {};
    const { html, markdown } = await extract(readFileSync(join(fixtures, name, 'source.html')), options);
    return { name, html, markdown };
  }),
);

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    // What the page's author has to answer for: no alternative text, a link that holds only a picture without one.
    'wcag/h30': 'off',
    'wcag/h37': 'off',
    'wcag/h63': 'off',
    'text-content': 'off',
    // Of style, not of validity; and a fragment may begin with any heading.
    'attr-quotes': 'off',
    'heading-level': ['error', { minInitialRank: 'any', allowMultipleH1: false }],
    'long-title': 'off',
    'no-inline-style': 'error',
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off',
    'void-style': 'off',
  },
});

const { window } = new JSDOM('<!doctype html><body></body>');
const purifier = createDOMPurify(new JSDOM('').window);

/** @param {string} html */
function parsed(html) {
  const body = window.document.createElement('div');
  body.innerHTML = html;
  return body;
}

describe('articles as documents', () => {
  test('there are some', () => {
    assert.ok(documents.filter(({ html }) => html.includes('<p>')).length > 100);
  });

  for (const { name, html, markdown } of documents) {
    test(`${name}: valid, pure, and read back from Markdown`, () => {
      const { results } = validator.validateStringSync(html);
      const faults = results.flatMap(({ messages }) =>
        messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
      );
      assert.deepEqual(faults, [], html);
      const ours = parsed(html);
      assert.equal(purifier.sanitize(html), ours.innerHTML);
      const [own, read] = structuresOf(ours, parsed(renderedLike(markdown, html)));
      assert.deepEqual(read, own, markdown);
    });
  }
});
