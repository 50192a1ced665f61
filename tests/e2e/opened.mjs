// The playground open in Chromium, and what is read from it.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { openChromium, servePlayground } from './served.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Awaited<ReturnType<typeof servePlayground>>} Server */
/** @typedef {{ server: Server, browser: import('playwright-core').Browser }} Stand */

/**
 * Serves the playground and starts Chromium before the tests of a file, and ends both after them.
 *
 * @returns {(t: import('node:test').TestContext, options?: Parameters<typeof openIn>[2]) => Promise<Page>} opens the
 *   playground for one test
 */
export function standUp() {
  /** @type {Stand | undefined} */
  let stand;
  before(async () => {
    stand = { server: await servePlayground(), browser: await openChromium() };
  });
  after(async () => {
    await stand?.browser.close();
    await stand?.server.close();
  });
  return (t, options) => {
    if (!stand) throw new Error('opened before the tests began');
    return openIn(stand, t, options);
  };
}

/**
 * Opens the playground in a browser profile of its own, closed when the test ends, and fails the test if a script of
 * the playground fails or anything is asked of another server.
 *
 * @param {Stand} stand
 * @param {import('node:test').TestContext} t
 * @param {import('playwright-core').BrowserContextOptions & { at?: string, before?: (page: Page) => Promise<unknown> }} [options]
 * @returns {Promise<Page>}
 */
async function openIn({ server, browser }, t, { at = '', before: prepare, ...options } = {}) {
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
export const settled = (page) => page.locator('main:not([data-state=reading])').waitFor();
/** @param {Page} page */
export const view = (page) => page.frameLocator('iframe');

/**
 * The article's text as it is shown, which must be the clean text itself.
 *
 * @param {Page} page
 */
export async function shownText(page) {
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
 * @returns {Promise<Record<string, string | undefined>>}
 */
export const shownFacts = (page, list) =>
  page
    .locator(list)
    .evaluate((dl) =>
      Object.fromEntries(
        [...dl.querySelectorAll('dt')].map((dt) => [dt.textContent, dt.nextElementSibling?.textContent]),
      ),
    );
