// The page view can run nothing, load nothing and go nowhere, whatever is pasted.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { By } from 'selenium-webdriver';
import { hostilePage, openCanary } from './hostile-page.mjs';
import { openChromium, openFirefox, paste, servePlayground } from './served.mjs';

/** Long enough for a refresh, a retry and whatever else waits a moment. */
const A_WHILE = 1200;

/** @type {Awaited<ReturnType<typeof servePlayground>>} */
let server;
/** @type {Awaited<ReturnType<typeof openCanary>>} */
let canary;

before(async () => {
  server = await servePlayground();
  canary = await openCanary();
});
beforeEach(() => {
  canary.reached.length = 0;
});
after(async () => {
  await server.close();
  canary.close();
});

/** Runs in the page: what the hostile page could have left behind, and where its frame is. */
function traces() {
  const frame = document.querySelector('iframe');
  return {
    ran: Reflect.get(window, 'ran') ?? localStorage.getItem('ran'),
    title: document.title,
    address: frame?.contentWindow?.location.href,
    text: frame?.contentDocument?.querySelector('h1')?.textContent,
    focusIsTaken: document.activeElement === frame,
  };
}

const untouched = {
  ran: null,
  title: 'Muslin playground',
  address: 'about:srcdoc',
  text: 'A page that means no good',
};

/** Runs in the page: the middle of everything in the frame that a person could press, scrolled to one by one. */
function places() {
  const frame = document.querySelector('iframe');
  const around = frame?.getBoundingClientRect();
  return [...(frame?.contentDocument?.querySelectorAll('.try') ?? [])].map((element, at) => {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = element.getBoundingClientRect();
    return { at, x: (around?.x ?? 0) + box.x + box.width / 2, y: (around?.y ?? 0) + box.y + box.height / 2 };
  });
}

/** Runs in the page: where the element of that number is now, scrolled to. */
function placeOf(/** @type {number} */ number) {
  const frame = document.querySelector('iframe');
  const element = frame?.contentDocument?.querySelectorAll('.try')[number];
  element?.scrollIntoView({ block: 'center', behavior: 'instant' });
  const [around, box] = [frame?.getBoundingClientRect(), element?.getBoundingClientRect()];
  if (!around || !box) return undefined;
  return { x: Math.round(around.x + box.x + box.width / 2), y: Math.round(around.y + box.y + box.height / 2) };
}

describe('in Chromium', () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  /** @type {import('playwright-core').Page} */
  let page;
  /** @type {string[]} */
  const events = [];

  before(async () => {
    browser = await openChromium();
    const context = await browser.newContext();
    page = await context.newPage();
    page.on('dialog', (dialog) => {
      events.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('popup', (popup) => events.push(`popup ${popup.url()}`));
    page.on('download', (download) => events.push(`download ${download.url()}`));
    page.on('framenavigated', (frame) => events.push(`navigated ${frame.url()}`));
    await page.goto(server.playground);
    await page.locator('main[data-state=ready]').waitFor();
  });
  after(() => browser.close());

  test('the page is as hostile as it says, where nothing holds it', async () => {
    const context = await browser.newContext();
    const loose = await context.newPage();
    await loose.setContent(hostilePage(canary.address), { waitUntil: 'commit' });
    await loose.waitForTimeout(A_WHILE);
    await context.close();
    const reached = new Set(canary.reached);
    for (const way of ['connection', 'GET /inline-script', 'GET /image.png', 'GET /style.css', 'GET /refresh']) {
      assert.ok(reached.has(way), `${way} is not among ${[...reached].join(', ')}`);
    }
  });

  test('a hostile page is shown, and does nothing', async () => {
    await page.evaluate(paste, { plain: hostilePage(canary.address) });
    await page.getByRole('heading', { name: 'A page that means no good' }).first().waitFor();
    await page.frameLocator('iframe').locator('#plain-link').waitFor();
    events.length = 0;
    await page.waitForTimeout(A_WHILE);
    assert.deepEqual(await page.evaluate(traces), { ...untouched, focusIsTaken: false });
    assert.deepEqual(canary.reached, []);
    assert.deepEqual(events, []);
  });

  test('whatever is pressed in it', async () => {
    const count = (await page.evaluate(places)).length;
    assert.ok(count >= 12, `${count} things to press`);
    for (let number = 0; number < count; number += 1) {
      const place = await page.evaluate(placeOf, number);
      assert.ok(place);
      await page.mouse.move(place.x, place.y);
      await page.mouse.click(place.x, place.y);
      await page.mouse.click(place.x, place.y, { button: 'middle' });
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Alt+x');
    await page.waitForTimeout(A_WHILE);
    assert.deepEqual(
      { ...(await page.evaluate(traces)), focusIsTaken: undefined },
      { ...untouched, focusIsTaken: undefined },
    );
    assert.deepEqual(canary.reached, []);
    assert.deepEqual(events, []);
    assert.equal(page.url(), server.playground);
    assert.equal(page.context().pages().length, 1);
  });

  test('its blocks are still outlined, though it hides the methods that this takes', async () => {
    const block = page.locator('.block', { hasText: 'Another story altogether' }).first();
    await block.hover();
    await page.locator('.outline').first().waitFor();
    assert.equal(await block.locator('.block-note').textContent(), '');
  });

  test('the frame has the one permission it needs, and its policy comes before the page', async () => {
    const frame = page.locator('iframe');
    assert.equal(await frame.getAttribute('sandbox'), 'allow-same-origin');
    assert.match(
      (await frame.getAttribute('srcdoc')) ?? '',
      /^<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">$/,
    );
  });

  // The inner wall (what `disarm` takes away) is left out here: what it would have stopped is put straight into the frame.
  test('the outer walls hold by themselves', async () => {
    await page.evaluate((address) => {
      const view = document.querySelector('iframe')?.contentDocument;
      const run = `parent.ran='wall'`;
      const script = view?.createElement('script');
      if (!view || !script) throw new Error('no frame');
      script.textContent = run;
      view.body.append(script);
      view.body.insertAdjacentHTML(
        'afterbegin',
        `<meta http-equiv=refresh content="0;url=${address}/wall-refresh">
         <img src="${address}/wall-image" onerror="${run}"><link rel=stylesheet href="${address}/wall-style">
         <iframe src="${address}/wall-frame"></iframe><iframe srcdoc="<script>parent.${run}</script>"></iframe>
         <form action="${address}/wall-form"><button id=wall-submit>x</button></form>
         <a id=wall-script href="javascript:${run}">x</a><a id=wall-top target=_top href="${address}/wall-top">x</a>
         <a id=wall-blank target=_blank href="${address}/wall-blank">x</a>`,
      );
      for (const id of ['wall-submit', 'wall-script', 'wall-top', 'wall-blank']) view.getElementById(id)?.click();
    }, canary.address);
    await page.waitForTimeout(A_WHILE);
    assert.deepEqual(
      await page.evaluate(() => [
        Reflect.get(window, 'ran'),
        document.querySelector('iframe')?.contentWindow?.location.href,
      ]),
      [undefined, 'about:srcdoc'],
    );
    // A link without a target would move the frame itself: the playground's own policy lets it go nowhere.
    await page.evaluate((address) => {
      const view = document.querySelector('iframe')?.contentDocument;
      view?.body.insertAdjacentHTML('afterbegin', `<a id=wall-link href="${address}/wall-link">x</a>`);
      view?.getElementById('wall-link')?.click();
    }, canary.address);
    await page.waitForTimeout(A_WHILE);
    // Chromium opens a connection for a pressed link before it asks the policy; that is for the inner wall to stop.
    assert.deepEqual(
      canary.reached.filter((what) => what !== 'connection'),
      [],
    );
    assert.equal(page.url(), server.playground);
    assert.equal(page.context().pages().length, 1);
  });

  test('without its clutter it does nothing either', async () => {
    await page.evaluate(paste, { plain: hostilePage(canary.address) });
    await page.locator('main[data-state=ready]').waitFor();
    canary.reached.length = 0;
    await page.getByRole('group', { name: 'What to make of the page' }).getByRole('radio', { name: 'Page' }).check();
    const clean = page.frameLocator('#clean-stage iframe');
    await clean.locator('#plain-link').waitFor();
    events.length = 0;
    assert.equal(await clean.getByText('Another story altogether').count(), 0);
    for (const id of ['plain-link', 'script-link', 'top-link']) await clean.locator(`#${id}`).click({ force: true });
    await page.waitForTimeout(A_WHILE);
    const { ran, title } = await page.evaluate(traces);
    assert.deepEqual([ran, title, canary.reached, events], [null, untouched.title, [], []]);
    await page.getByRole('group', { name: 'What to make of the page' }).getByRole('radio', { name: 'Article' }).check();
  });

  test('and the next page is shown as if nothing had been', async () => {
    await page.getByRole('button', { name: 'Blog post' }).click();
    await page.frameLocator('#stage iframe').getByText('Weaving across').waitFor();
  });
});

describe('in Firefox', () => {
  /** @type {import('selenium-webdriver').WebDriver} */
  let driver;
  const folder = mkdtempSync(join(tmpdir(), 'muslin-'));
  const file = join(folder, 'hostile.html');

  before(async () => {
    driver = await openFirefox();
    await driver.get(server.playground);
    await driver.wait(
      () => driver.executeScript(() => document.querySelector('main')?.dataset.state === 'ready'),
      20_000,
    );
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await driver.quit();
  });

  test('a hostile page is shown, and does nothing, whatever is pressed in it', async () => {
    writeFileSync(file, hostilePage(canary.address));
    await driver.findElement(By.id('picker')).sendKeys(file);
    await driver.wait(async () => (await driver.executeScript(traces)).text === untouched.text, 10_000);
    await driver.sleep(A_WHILE);
    assert.deepEqual(await driver.executeScript(traces), { ...untouched, focusIsTaken: false });
    const count = (await driver.executeScript(places)).length;
    assert.ok(count >= 12, `${count} things to press`);
    for (let number = 0; number < count; number += 1) {
      const place = await driver.executeScript(placeOf, number);
      await driver.actions().move(place).click().perform();
    }
    await driver.sleep(A_WHILE);
    const { ran, title, address } = await driver.executeScript(traces);
    assert.deepEqual({ ran, title, address }, { ran: null, title: untouched.title, address: untouched.address });
    assert.deepEqual(canary.reached, []);
    assert.equal(await driver.getCurrentUrl(), server.playground);
    assert.equal((await driver.getAllWindowHandles()).length, 1);
  });
});
