// What the end-to-end tests stand on: the built playground served, and browsers to open it in.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { Builder, Browser as Named } from 'selenium-webdriver';
import firefox from 'selenium-webdriver/firefox.js';
import { dist, fromTop } from '../../scripts/paths.mjs';
import { serve } from '../../scripts/serve/static-server.mjs';
import { findChromium, findFirefox } from '../../scripts/setup/browsers.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** Serves dist/; `playground` is the address to open. */
export async function servePlayground() {
  const { address, close } = await serve(dist, { port: 0 });
  return { address, playground: `${address}/playground/`, close };
}

/** A headless Chromium. As root, which is what containers are, it runs only without its own sandbox. */
export async function openChromium() {
  const found = await findChromium();
  if (!found) throw new Error('no Chromium: `npm run setup`, or CHROME=/path/to/chrome');
  return chromium.launch({
    executablePath: found.browser,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
}

/**
 * A headless Firefox, by WebDriver: the other library drives only builds of its own.
 *
 * @param {Record<string, string | number | boolean>} [preferences]  as in about:config
 */
export async function openFirefox(preferences = {}) {
  const found = await findFirefox();
  if (!found) throw new Error('no Firefox or geckodriver: `npm run setup`, or FIREFOX=… GECKODRIVER=…');
  const options = new firefox.Options().setBinary(found.browser).addArguments('-headless');
  for (const [name, value] of Object.entries(preferences)) options.setPreference(name, value);
  return new Builder()
    .forBrowser(Named.FIREFOX)
    .setFirefoxService(new firefox.ServiceBuilder(found.driver))
    .setFirefoxOptions(options)
    .build();
}

/** The seed's page, which the playground shows first, and what must come of it. */
export const seed = {
  source: fixture('source.html'),
  text: fixture('expected.txt').trimEnd(),
  facts: JSON.parse(fixture('expected.json')),
};

/** The same as the text it began with, and what must come of it. */
export const dump = {
  source: readFileSync(fromTop('tests', 'texts', 'seed', 'source.txt'), 'utf8'),
  text: readFileSync(fromTop('tests', 'texts', 'seed', 'expected.txt'), 'utf8').trimEnd(),
};

/** @param {string} name */
function fixture(name) {
  return readFileSync(fromTop('tests', 'fixtures', 'seed--news-theme', name), 'utf8');
}

/**
 * Runs in the page: pastes as a person would, with what the clipboard would hold, into the document or an element of it.
 *
 * @param {{ plain?: string, formatted?: string, into?: string }} clipboard
 */
export function paste({ plain = '', formatted = '', into }) {
  const held = new DataTransfer();
  if (plain) held.setData('text/plain', plain);
  if (formatted) held.setData('text/html', formatted);
  const target = into ? document.querySelector(into) : document.body;
  target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: held, bubbles: true, cancelable: true }));
}
