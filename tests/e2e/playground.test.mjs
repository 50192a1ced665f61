// The playground in Chromium, as a person uses it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openChromium, paste, seed, servePlayground } from './served.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof servePlayground>>} */
let server;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  server = await servePlayground();
  browser = await openChromium();
});
after(async () => {
  await browser.close();
  await server.close();
});

/**
 * Opens the playground in a browser profile of its own, closed when the test ends, and fails the test if a script of
 * the playground fails or anything is asked of another server.
 *
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').BrowserContextOptions & { at?: string, before?: (page: Page) => Promise<void> }} [options]
 * @returns {Promise<Page>}
 */
async function open(t, { at = '', before: prepare, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(String(error.stack)));
  context.on('request', (request) => {
    if (!request.url().startsWith(server.address)) wrong.push(request.url());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  });
  await prepare?.(page);
  await page.goto(server.playground + at);
  await settled(page);
  return page;
}

/** @param {Page} page */
const settled = (page) => page.locator('main:not([data-state=reading])').waitFor();
/** @param {Page} page */
const view = (page) => page.frameLocator('iframe');

/**
 * The article's text as it is shown, which must be the clean text itself.
 *
 * @param {Page} page
 */
async function shownText(page) {
  const blocks = await page
    .locator('#article article > p:not(.credit)')
    .evaluateAll((all) => all.map((p) => p.textContent));
  return blocks.join('\n\n');
}

/**
 * The facts as they are shown.
 *
 * @param {Page} page
 * @param {string} list
 * @returns {Promise<Record<string, string>>}
 */
const shownFacts = (page, list) =>
  page
    .locator(list)
    .evaluate((dl) =>
      Object.fromEntries(
        [...dl.querySelectorAll('dt')].map((dt) => [dt.textContent, dt.nextElementSibling?.textContent]),
      ),
    );

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

describe('a page comes in', () => {
  const html = `<html lang=en><title>Bees - The Meadow</title><nav><a href=/>Home</a> <a href=/b>Bees</a></nav><article><h1>Bees</h1>
    <p>The hive stood where the orchard ends, and on warm days one could hear it from the kitchen, a note between c and d.</p>
    <p>In May they swarmed, twice, and settled on the same branch of the same pear tree as the year before, to nobody’s surprise.</p></article>`;

  test('pasted from the clipboard, anywhere', async (t) => {
    const page = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.evaluate((text) => navigator.clipboard.writeText(text), html);
    await page.keyboard.press('Control+V');
    await page.getByText('the orchard ends').first().waitFor();
    await settled(page);
    assert.equal(await page.locator('.headline').textContent(), 'Bees');
    assert.equal(await page.locator('#samples [aria-current]').count(), 0);
    assert.equal(await page.locator('#page-note').isVisible(), false);
  });

  test('pasted into the source, and then changed by hand', async (t) => {
    const page = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Paste a page' }).click();
    await page.getByText('Nothing to read yet').waitFor();
    const source = page.getByRole('textbox', { name: 'Source of the page' });
    assert.equal(await source.evaluate((field) => field === document.activeElement), true);
    await page.evaluate((text) => navigator.clipboard.writeText(text), html);
    await page.keyboard.press('Control+V');
    await view(page).getByText('the orchard ends').waitFor();
    await page.getByRole('radio', { name: 'Source' }).check();
    await source.press('Control+End');
    await page.keyboard.insertText(
      '<article><p>A third paragraph, typed by hand, that is long enough to be kept as one of the article too.</p>',
    );
    await page.locator('#article').getByText('typed by hand').waitFor();
    await source.fill('');
    await page.getByText('Nothing to read yet').waitFor();
  });

  test('plain text is read as paragraphs, and says so', async (t) => {
    const page = await open(t);
    const text =
      'A walk along the canal\n\nThe path begins behind the brickworks, if x < y and <b is no tag>, & goes down.\n\n• boots\n• bread';
    await page.evaluate(paste, { plain: text });
    await page.getByText('Read as plain text').waitFor();
    await view(page).getByText('if x < y and <b is no tag>, & goes').waitFor();
    assert.equal(await view(page).locator('p').count(), 3);
    await page.getByRole('radio', { name: 'Source' }).check();
    assert.equal(await page.locator('#source').inputValue(), text);
  });

  test('of a clipboard that holds text and its formatted copy, either can be read', async (t) => {
    const page = await open(t);
    await page.evaluate(paste, { plain: 'Bees\n\nThe hive stood where the orchard ends.', formatted: html });
    await page.getByText('Read as plain text').waitFor();
    await page.getByRole('button', { name: 'Read the formatted copy' }).click();
    await page.getByText('Read as plain text').waitFor({ state: 'hidden' });
    await view(page).getByRole('heading', { name: 'Bees' }).waitFor();
  });

  test('picked as a file, in its own encoding', async (t) => {
    const page = await open(t);
    const russian = '<meta charset=windows-1251><title>x</title><article><p>';
    const letters = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]); // Привет
    const buffer = Buffer.concat([Buffer.from(russian), letters, Buffer.from('</article>')]);
    await page.locator('#picker').setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer });
    await view(page).getByText('Привет').waitFor();
    await settled(page);
    const numbers = await shownFacts(page, '#numbers');
    assert.equal(numbers.Page, `${buffer.length} B, windows-1251`);
  });

  test('dropped onto the window', async (t) => {
    const page = await open(t);
    await page.evaluate((text) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text], 'bees.html', { type: 'text/html' }));
      const drag = (/** @type {EventTarget | null} */ at, /** @type {string} */ type) =>
        at?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      // From within the frame, which would take the drop for itself.
      drag(document.querySelector('iframe')?.contentDocument?.body ?? null, 'dragenter');
      if (document.getElementById('drop-zone')?.hidden) throw new Error('the zone is not there');
      drag(document.getElementById('drop-zone'), 'drop');
    }, html);
    await view(page).getByText('the orchard ends').waitFor();
    await page.getByText('Drop the page here').waitFor({ state: 'hidden' });
  });

  test('every sample gives an article, and the address remembers which', async (t) => {
    const page = await open(t, { at: '#arabic' });
    assert.equal(await page.locator('#article article').getAttribute('dir'), 'rtl');
    assert.equal(await page.locator('#article article').getAttribute('lang'), 'ar');
    const samples = await page.locator('#samples button').all();
    assert.equal(samples.length, 7);
    for (const sample of samples) {
      await sample.click();
      await page.locator('#samples [aria-current]', { hasText: (await sample.textContent()) ?? '' }).waitFor();
      await settled(page);
      assert.ok((await shownText(page)).length > 400, `${await sample.textContent()} gives no article`);
      assert.equal(new URL(page.url()).hash, `#${await sample.getAttribute('data-sample')}`);
    }
  });

  test('with no network at all', async (t) => {
    const page = await open(t);
    await page.context().setOffline(true);
    await page.evaluate(paste, { plain: html });
    await page.locator('.headline', { hasText: 'Bees' }).waitFor();
  });

  test('of five megabytes, and the window goes on answering', async (t) => {
    const page = await open(t);
    const longest = await page.evaluate(async () => {
      const row =
        '<div class="row"><p>A sentence of some length, which is here, as are all the others, to be many.</p><ul class="menu"><li><a href="/a">One</a><li><a href="/b">Two</a></ul></div>';
      const held = new DataTransfer();
      held.setData('text/plain', `<title>Long</title><body>${row.repeat(5_000_000 / row.length)}`);
      let last = performance.now();
      let gap = 0;
      const timer = setInterval(() => {
        gap = Math.max(gap, performance.now() - last);
        last = performance.now();
      }, 5);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true }),
      );
      const main = document.querySelector('main');
      await new Promise((done) => {
        const poll = setInterval(() => {
          if (main?.dataset.state !== 'ready') return;
          clearInterval(poll);
          done(undefined);
        }, 10);
      });
      await new Promise((done) => setTimeout(done, 300));
      clearInterval(timer);
      return gap;
    });
    t.diagnostic(`longest wait: ${Math.round(longest)} ms`);
    assert.ok(longest < 1000, `the window was busy for ${Math.round(longest)} ms on end`);
    await page.getByText('A long page, 5.0 MB').waitFor();
    await page.getByRole('button', { name: 'Draw the page' }).click();
    await view(page).getByText('A sentence of some length').first().waitFor();
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
    export const extract = () => { ${extract} };`;
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

describe('for everyone', () => {
  test('the text can be copied', async (t) => {
    const page = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy text' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), seed.text);
  });

  test('by keyboard: everything is reached, named and seen, and a block is pinned and let go', async (t) => {
    const page = await open(t);
    const seen = [];
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const element = document.activeElement;
        const ring = element?.closest('label') ?? element;
        const drawn = [ring, element?.nextElementSibling].some((e) => e && getComputedStyle(e).outlineStyle !== 'none');
        const isBlock = element?.classList.contains('block');
        return {
          what: element?.id || element?.className || element?.getAttribute('name') || element?.localName,
          drawn,
          isBlock,
        };
      });
      seen.push(stop.what);
      assert.ok(stop.drawn, `focus is not seen on ${stop.what}`);
      if (stop.isBlock) break;
    }
    for (const id of ['paste', 'picker', 'copy', 'article']) assert.ok(seen.includes(id), `${id} is not among ${seen}`);
    await page.locator('.outline').waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('.block').first().getAttribute('aria-pressed'), 'true');
    assert.match((await page.getByRole('status').textContent()) ?? '', /outlined in the page|in the page view/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.block').first().getAttribute('aria-pressed'), 'false');
  });

  test('by ear: what was found is announced, and every control has a name', async (t) => {
    const page = await open(t);
    assert.match(
      (await page.getByRole('status').textContent()) ?? '',
      /^North Korea.*: \d+ words\. \d+ blocks left out\.$/,
    );
    for (const role of /** @type {const} */ ([
      'button',
      'radio',
      'textbox',
      'region',
      'navigation',
      'link',
      'heading',
    ])) {
      const all = await page.getByRole(role).count();
      const named = await page.getByRole(role, { name: /\S/ }).count();
      assert.equal(named, all, `${all - named} of ${all} have no name: ${role}`);
    }
    assert.notEqual(await page.locator('iframe').getAttribute('title'), null);
    assert.equal(await page.getByRole('main').count(), 1);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1);
  });

  test('light, dark, or as the system has it; the choice is remembered', async (t) => {
    const page = await open(t, { colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await ground();
    assert.notEqual(dark, light);
    await page.getByRole('radio', { name: 'Light' }).check({ force: true });
    assert.equal(await ground(), light);
    await page.reload();
    assert.equal(await ground(), light);
    assert.equal(await page.getByRole('radio', { name: 'Light' }).isChecked(), true);
    await page.getByRole('radio', { name: 'Auto' }).check({ force: true });
    assert.equal(await ground(), dark);
  });

  test('on a narrow screen one pane at a time, and a block that is pressed is shown in the page', async (t) => {
    const page = await open(t, { viewport: { width: 360, height: 740 }, hasTouch: true });
    assert.equal(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
      true,
      'it scrolls sideways',
    );
    await page.locator('#article').getByText('more than a month').waitFor();
    assert.equal(await page.locator('#page-pane').isVisible(), false);
    await page.getByRole('radio', { name: 'Facts & left out' }).check();
    assert.equal(await page.locator('#article').isVisible(), false);
    await page.locator('.block', { hasText: 'Comments0' }).first().tap();
    await page.locator('#page-pane').waitFor();
    await page.locator('.outline').waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Page' }).isChecked(), true);
  });
});
