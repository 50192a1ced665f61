// The example of a service worker in Chromium: pages of its own site come without their clutter, while they still arrive.
import assert from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, beforeEach, describe, test } from 'node:test';
import { dist } from '../../scripts/paths.mjs';
import { answer } from '../../scripts/serve/static-server.mjs';
import { rain, river, windows1251 } from '../face/pages.mjs';
import { openChromium } from './served.mjs';

const ad = '<div class="ad-slot"><a href="/buy">Buy umbrellas</a></div>';
const related = rain.html.indexOf('<aside');
const page = rain.html.replace('</article>', `${ad}</article>`);
const clean = rain.html.slice(0, related) + rain.html.slice(rain.html.indexOf('</aside>') + '</aside>'.length);

/** What the site gives besides the example's own files, by address. @type {Record<string, import('node:http').RequestListener>} */
const site = {};
/** @type {import('node:http').Server} */
let server;
let address = '';
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  const files = answer(realpathSync(dist), '/service-worker/');
  server = createServer((request, response) => (site[request.url ?? ''] ?? files)(request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/service-worker/`;
  browser = await openChromium();
});
after(async () => {
  await browser?.close();
  server?.close();
  server?.closeAllConnections();
});

beforeEach(() => {
  for (const path of Object.keys(site)) delete site[path];
  give('/service-worker/rain.html', page);
});

/** @param {string} path @param {string | Uint8Array} body @param {string} [type] @param {number} [status] */
function give(path, body, type = 'text/html; charset=utf-8', status = 200) {
  site[path] = (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
}

/** Opens the example in a profile of its own, and waits until its worker is at work. @param {import('node:test').TestContext} t */
async function installed(t) {
  const context = await browser.newContext();
  t.after(() => context.close());
  const opened = await context.newPage();
  await opened.goto(address);
  await opened.getByText('The worker is at work').waitFor();
  return opened;
}

/** Asks as a link that is pressed would, and gives what came, byte for byte. @param {import('playwright-core').Page} opened @param {string} path */
async function visit(opened, path) {
  const response = await opened.goto(address + path);
  assert.ok(response);
  return { status: response.status(), body: await response.body(), byWorker: response.fromServiceWorker() };
}

describe('a service worker', () => {
  test('cleans the pages of its site, byte for byte', async (t) => {
    const opened = await installed(t);
    const cleaned = await visit(opened, 'rain.html');
    assert.deepEqual([cleaned.status, cleaned.byWorker, cleaned.body.toString()], [200, true, clean]);
    give('/service-worker/russian.html', windows1251(river.html.replace('</article>', `${ad}</article>`)), 'text/html');
    // Chromium gives a body as it decoded it; that it could shows that the page's own encoding was kept.
    await visit(opened, 'russian.html');
    assert.equal(await opened.locator('p').last().textContent(), river.text.split('\n\n').at(-1));
    assert.equal(await opened.locator('.ad-slot').count(), 0);
    assert.equal(await opened.evaluate(() => document.characterSet), 'windows-1251');
  });

  test('leaves alone what is no page, another site, and what is asked for as it came', async (t) => {
    const opened = await installed(t);
    give('/service-worker/rain.html?as-it-came', page);
    assert.deepEqual(await visit(opened, 'rain.html?as-it-came'), {
      status: 200,
      byWorker: false,
      body: Buffer.from(page),
    });
    give('/service-worker/text.html', page, 'text/plain; charset=utf-8');
    assert.equal((await visit(opened, 'text.html')).body.toString(), page);
    give('/service-worker/none.html', `<p>Not here.${ad}`, 'text/html', 404);
    assert.deepEqual(await visit(opened, 'none.html'), {
      status: 404,
      byWorker: true,
      body: Buffer.from('<p>Not here.'),
    });
    site['/service-worker/moved.html'] = (_, response) => response.writeHead(302, { location: 'rain.html' }).end();
    await visit(opened, 'moved.html');
    assert.equal(opened.url(), `${address}rain.html`);
    assert.equal(
      await opened.evaluate(() => fetch('rain.html').then((response) => response.text())),
      page,
      'a request',
    );
    const elsewhere = address.replace('127.0.0.1', 'localhost');
    await opened.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      document.body.append(frame);
    }, `${elsewhere}rain.html`);
    await opened.frameLocator('iframe').locator('.ad-slot').waitFor();
  });

  test('shows the beginning of a page before its end is there', async (t) => {
    const opened = await installed(t);
    let release = () => {};
    site['/service-worker/slow.html'] = async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(page.slice(0, related));
      await new Promise((resolve) => {
        release = () => resolve(undefined);
      });
      response.end(page.slice(related));
    };
    await opened.goto(`${address}slow.html`, { waitUntil: 'commit' });
    await opened.getByText('who has kept the ferry for forty years').waitFor();
    assert.equal(await opened.evaluate(() => document.readyState), 'loading');
    assert.equal(await opened.locator('.ad-slot').count(), 0);
    release();
    await opened.waitForLoadState();
    assert.equal(await opened.locator('.related-posts').count(), 0);
    assert.equal(await opened.locator('nav a').count(), 3, 'the menu is part of the page');
  });

  test('ends the request of a page that is left, and goes on after one that breaks off', async (t) => {
    const opened = await installed(t);
    /** @type {Promise<void>} */
    const ended = new Promise((resolve) => {
      site['/service-worker/endless.html'] = (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
        const writing = setInterval(() => response.write('<p>And it went on raining, day after day.</p>'), 5);
        response.once('close', () => {
          clearInterval(writing);
          resolve();
        });
      };
    });
    await opened.goto(`${address}endless.html`, { waitUntil: 'commit' });
    await opened.getByText('went on raining').first().waitFor();
    await visit(opened, 'rain.html');
    await ended;

    site['/service-worker/broken.html'] = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.write(page.slice(0, related));
      setTimeout(() => response.destroy(), 100);
    };
    await opened.goto(`${address}broken.html`, { waitUntil: 'commit' });
    await opened.getByText('who has kept the ferry for forty years').waitFor();
    assert.equal((await visit(opened, 'rain.html')).body.toString(), clean);
  });

  test('without its module stands in no page’s way', async (t) => {
    site['/service-worker/muslin_bg.wasm'] = (_, response) => response.writeHead(404).end();
    const context = await browser.newContext();
    t.after(() => context.close());
    const opened = await context.newPage();
    await opened.goto(address);
    assert.deepEqual(await visit(opened, 'rain.html'), { status: 200, byWorker: false, body: Buffer.from(page) });
  });

  test('has a page that shows it at work, with what was removed', async (t) => {
    const opened = await installed(t);
    const frame = opened.frameLocator('iframe');
    await frame.locator('h1').waitFor();
    await opened.locator('li').nth(4).waitFor();
    for (const heading of ['Must-Reads', 'Popular Now']) {
      assert.equal(await frame.getByRole('heading', { name: heading }).count(), 0);
    }
    await opened.getByLabel('As it came').check();
    await frame.getByRole('heading', { name: 'Must-Reads' }).first().waitFor();
    assert.equal(await opened.locator('li').count(), 0);
  });
});
