// What the playground shows of a page.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shownFacts, shownText, standUp, view } from './opened.mjs';
import { paste, seed } from './served.mjs';

/** @typedef {import('playwright-core').Page} Page */

const open = standUp();

describe('the page it was made for', () => {
  test('is shown first, with exactly its article beside it', async (t) => {
    const page = await open(t);
    assert.equal(await shownText(page), seed.text);
    assert.equal(await page.locator('.headline').textContent(), seed.facts.title);
    await view(page).getByRole('heading', { name: 'Must-Reads' }).first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'News story' }).getAttribute('aria-current'), 'true');
  });

  test('its facts and numbers are named', async (t) => {
    const page = await open(t);
    const facts = await shownFacts(page, '#facts');
    assert.equal(facts.Title, seed.facts.title);
    assert.equal(facts.Byline, seed.facts.byline);
    assert.equal(facts.Site, seed.facts.siteName);
    assert.equal(facts.Published, 'December 20, 2024, 10:12 +09:00');
    assert.equal(facts.Language, 'American English (en-US)');
    assert.equal(await page.locator('#facts a').first().getAttribute('href'), seed.facts.url);
    assert.match(facts.Score ?? '', /^[01]\.\d\d$/);
    const numbers = await shownFacts(page, '#numbers');
    const bytes = Buffer.byteLength(seed.source);
    assert.equal(numbers.Page, `${(bytes / 1000).toFixed(1)} kB`);
    assert.equal(numbers.Kept, `${Math.round((Buffer.byteLength(seed.text) / bytes) * 100)} %`);
    assert.match(numbers.Time ?? '', /^(under )?\d+(\.\d)? m?s$/);
    assert.equal(numbers['Left out'], `${await page.locator('.block').count()} blocks`);
  });

  test('all that was left out is grouped by kind, with counts and reasons, and found in the page', async (t) => {
    const page = await open(t);
    let counted = 0;
    for (const group of await page.locator('.group').all()) {
      const count = Number(await group.locator('summary .count').textContent());
      assert.equal(await group.locator('.block').count(), count);
      counted += count;
    }
    assert.equal(Number(await page.locator('#removed-count').textContent()), counted);
    for (const { text } of seed.facts.removed) {
      assert.ok((await page.locator('.block', { hasText: text }).count()) > 0, `“${text}” is not listed`);
    }
    for (const block of await page.locator('.block').all()) {
      assert.notEqual((await block.locator('.block-reason').textContent())?.trim(), '');
      await block.hover();
      await page.waitForTimeout(120);
      assert.notEqual(
        await block.locator('.block-note').textContent(),
        'Not found in the page view.',
        (await block.textContent()) ?? '',
      );
    }
  });

  test('a block is outlined where it stands while the pointer is on it, and for good once pressed', async (t) => {
    const page = await open(t);
    const block = page.locator('.block', { hasText: 'Comments0' }).first();
    await block.hover();
    await page.locator('.outline').waitFor();
    await page.waitForTimeout(900); // the page scrolls there smoothly
    await assertOutlined(page, '#comments');
    await page.mouse.move(5, 5);
    await page.locator('.outline').waitFor({ state: 'detached' });

    await block.click();
    await page.mouse.move(5, 5);
    assert.equal(await block.getAttribute('aria-pressed'), 'true');
    await assertOutlined(page, '#comments');
    await page.locator('.block').first().hover();
    await page.mouse.move(5, 5);
    await page.waitForTimeout(900);
    assert.equal(await page.locator('.outline').count(), 1, 'back to what is pinned');
    await block.click();
    await page.mouse.move(5, 5);
    await page.locator('.outline').waitFor({ state: 'detached' });
  });

  test('one of two lists of the same path is told from the other by its text', async (t) => {
    const page = await open(t, { at: '' });
    await page.evaluate(paste, {
      plain: `<title>x</title><article><h1>Rain</h1><p>It rained all of Tuesday, and the river rose by a metre before noon, they said.</p>
        <p>By evening the water had gone down again, and the bridge was opened to carts, and then to cars.</p></article>
        <div class="related-posts"><h3>Related posts</h3><ul><li><a href=1>A dry summer remembered</a></ul></div><p>
        <div class="related-posts"><h3>Popular posts</h3><ul><li><a href=2>Where the ferry used to land</a></ul></div>`,
    });
    await page.locator('.block', { hasText: 'ferry' }).hover();
    await page.locator('.outline').waitFor();
    await page.waitForTimeout(300);
    const [outline, text] = [
      await page.locator('.outline').boundingBox(),
      await view(page).getByText('ferry').boundingBox(),
    ];
    assert.ok(outline && text && outline.y <= text.y && outline.y + outline.height >= text.y + text.height);
    const other = await view(page).getByText('A dry summer').boundingBox();
    assert.ok(other && other.y + other.height <= outline.y);
  });
});

/**
 * The outline lies on the element of the page view.
 *
 * @param {Page} page
 * @param {string} selector
 */
async function assertOutlined(page, selector) {
  const outline = await page.locator('.outline').boundingBox();
  const element = await view(page).locator(selector).first().boundingBox();
  assert.ok(outline && element);
  for (const side of /** @type {const} */ (['x', 'y', 'width', 'height'])) {
    assert.ok(Math.abs(outline[side] - element[side]) < 3, `${side}: ${outline[side]} and ${element[side]}`);
  }
}

describe('the page without its clutter', () => {
  const given = (/** @type {Page} */ page) => page.frameLocator('#stage iframe');
  const clean = (/** @type {Page} */ page) => page.frameLocator('#clean-stage iframe');
  const wanted = (/** @type {Page} */ page) => page.getByRole('group', { name: 'What to make of the page' });

  test('stands beside the page as it was given, without its five lists', async (t) => {
    const page = await open(t);
    await wanted(page).getByRole('radio', { name: 'Page' }).check();
    await clean(page).getByRole('heading', { level: 1 }).waitFor();
    for (const heading of ['Latest Stories', 'You May Also Like', 'Popular Now', 'Must-Reads']) {
      assert.ok((await given(page).getByText(heading).count()) > 0, `${heading} is not in the page`);
      assert.equal(await clean(page).getByText(heading).count(), 0, `${heading} is left`);
    }
    const first = seed.text.split('\n')[0] ?? '';
    assert.ok((await clean(page).locator('body').textContent())?.includes(first));
    const numbers = await shownFacts(page, '#numbers');
    assert.equal(numbers.Removed, `${await page.locator('.block').count()} blocks`);
    assert.equal(await page.locator('#clean-stage iframe').getAttribute('sandbox'), 'allow-same-origin');
    assert.match(
      (await page.getByRole('status').textContent()) ?? '',
      /^The page without its clutter: \d+ blocks removed\.$/,
    );
  });

  test('all that was removed is listed, and outlined where it stood', async (t) => {
    const page = await open(t);
    await wanted(page).getByRole('radio', { name: 'Page' }).check();
    await clean(page).getByRole('heading', { level: 1 }).waitFor();
    assert.deepEqual(
      await page.locator('.group').evaluateAll((groups) => groups.map((group) => group.getAttribute('data-kind'))),
      ['ad', 'recommendation'],
    );
    for (const block of await page.locator('.block').all()) {
      await block.hover();
      await page.waitForTimeout(120);
      assert.notEqual(await block.locator('.block-note').textContent(), 'Not found in the page view.');
    }
    await page.locator('.block', { hasText: 'Must-Reads' }).first().click();
    await page.locator('.outline').waitFor();
  });

  test('gives way to the article again, and follows the page', async (t) => {
    const page = await open(t);
    await wanted(page).getByRole('radio', { name: 'Page' }).check();
    await clean(page).getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Blog post' }).click();
    await clean(page)
      .getByRole('heading', { name: /Mending/ })
      .first()
      .waitFor();
    await wanted(page).getByRole('radio', { name: 'Article' }).check();
    await page.locator('.headline', { hasText: 'Mending' }).waitFor();
    assert.equal(await page.locator('#clean-stage').isVisible(), false);
    await wanted(page).getByRole('radio', { name: 'Page' }).check();
    await page.evaluate(paste, {
      plain: '<title>x</title><p>It rained all of Tuesday, and the river rose by a metre.',
    });
    await clean(page).getByText('the river rose').waitFor();
    await page.getByText('Nothing was removed').waitFor();
    await page.getByRole('button', { name: 'Paste a page' }).click();
    await page.getByText('Nothing to read yet').waitFor();
  });
});

describe('when there is nothing to show', () => {
  test('a page without an article says so', async (t) => {
    const page = await open(t);
    await page.evaluate(paste, { plain: '<nav class="menu"><a href=1>Home</a> <a href=2>News</a></nav>' });
    await page.getByText('No article in this page').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Copy text' }).isDisabled(), true);
  });

  test('a file that is no page is refused kindly', async (t) => {
    const page = await open(t);
    const buffer = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 0, 1, 2]);
    await page.locator('#picker').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer });
    await page.locator('#article').getByText('That does not look like a page').waitFor();
    await page.getByText('No page to show').waitFor();
    await page.getByRole('button', { name: 'Blog post' }).click();
    await page.locator('.headline', { hasText: 'Mending' }).waitFor();
  });

  // The package's errors are rare: a stand-in throws them.
  const stub = (/** @type {string} */ extract) => `export default async () => {};
    export class MuslinError extends Error { constructor(code) { super('told by the package'); this.code = code; } }
    export const extract = () => { ${extract} };
    export const cleanPage = extract;
    export const cleanText = extract;`;
  for (const [code, title] of [
    ['too-large', 'That page is too long'],
    ['out-of-memory', 'One piece of that page is too big'],
    ['crashed', 'Muslin stumbled over this page'],
  ]) {
    test(`the package's error ${code} is told in plain words`, async (t) => {
      const body = stub(`throw new MuslinError('${code}')`);
      const page = await open(t, {
        before: (unopened) =>
          unopened.route('**/package/index.js', (route) => route.fulfill({ contentType: 'text/javascript', body })),
      });
      await page
        .locator('#article')
        .getByText(title ?? '')
        .waitFor();
      await page.locator('#article').getByText('told by the package').waitFor();
    });
  }

  test('a package that does not load is told, too', async (t) => {
    const page = await open(t, {
      before: (unopened) => unopened.route('**/package/index.js', (route) => route.abort()),
    });
    await page.locator('#article').getByText('Muslin could not start').waitFor();
  });
});
