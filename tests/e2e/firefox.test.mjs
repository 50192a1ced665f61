// The seed's page in Firefox: the same clean text as everywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { By, Origin } from 'selenium-webdriver';
import { openFirefox, seed, servePlayground } from './served.mjs';

/** @type {Awaited<ReturnType<typeof servePlayground>>} */
let server;
/** @type {import('selenium-webdriver').WebDriver} */
let driver;

before(async () => {
  server = await servePlayground();
  driver = await openFirefox();
  await driver.get(server.playground);
  await driver.wait(
    () => driver.executeScript(() => document.querySelector('main')?.dataset.state === 'ready'),
    20_000,
  );
});
after(async () => {
  await driver?.quit();
  await server?.close();
});

test('the page it was made for comes out clean', async () => {
  const shown = await driver.executeScript(() => ({
    title: document.querySelector('.headline')?.textContent,
    text: [...document.querySelectorAll('#article article > p:not(.credit)')].map((p) => p.textContent).join('\n\n'),
    facts: document.querySelector('#facts')?.textContent ?? '',
  }));
  assert.equal(shown.text, seed.text);
  assert.equal(shown.title, seed.facts.title);
  assert.ok(shown.facts.includes(seed.facts.byline));
});

test('what was left out is outlined in the page', async () => {
  const block = await driver.findElement(By.css('[data-kind=comments] .block'));
  await driver.executeScript((/** @type {Element} */ element) => element.scrollIntoView({ block: 'center' }), block);
  await driver.actions().move({ origin: block }).perform();
  await driver.wait(async () => (await driver.findElements(By.css('.outline'))).length > 0, 5000);
  await driver.actions().move({ origin: Origin.VIEWPORT, x: 5, y: 5 }).perform();
  await driver.wait(async () => (await driver.findElements(By.css('.outline'))).length === 0, 5000);
});
