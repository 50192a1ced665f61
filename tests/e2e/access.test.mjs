// The playground by keyboard, by ear, in the dark and on a narrow screen.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { standUp } from './opened.mjs';
import { seed } from './served.mjs';

const open = standUp();

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

  test('at any width the heads of the panes show all of their controls', async (t) => {
    const page = await open(t, { viewport: { width: 1500, height: 800 } });
    for (const width of [1500, 1300, 1210, 1000, 700, 360]) {
      await page.setViewportSize({ width, height: 800 });
      const cut = await page
        .locator('.pane-head')
        .evaluateAll((heads) => heads.filter((head) => head.scrollWidth > head.clientWidth).length);
      assert.equal(cut, 0, `${width} pixels`);
    }
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
