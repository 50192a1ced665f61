// The ways a page comes into the playground.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settled, shownFacts, shownText, standUp, view } from './opened.mjs';
import { dump, paste } from './served.mjs';

const open = standUp();

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

  test('plain text is read line by line, and says so', async (t) => {
    const page = await open(t);
    const text =
      'A walk along the canal\n\nThe path begins behind the brickworks, if x < y and <b is no tag>, & goes down.\n\n• boots\n• bread';
    await page.evaluate(paste, { plain: text });
    await page.getByText('Read as plain text').waitFor();
    await view(page).getByText('if x < y and <b is no tag>, & goes').waitFor();
    assert.equal(await view(page).locator('p').count(), 6, 'a paragraph for each line');
    await page.getByRole('radio', { name: 'Source' }).check();
    assert.equal(await page.locator('#source').inputValue(), text);
  });

  test('text that was copied off a page is cleaned by its words', async (t) => {
    const page = await open(t);
    await page.evaluate(paste, { plain: dump.source });
    await page.getByText('Read as plain text').waitFor();
    await page.locator('.headline', { hasText: 'North Korea on the Back Burner?' }).waitFor();
    assert.equal(await shownText(page), dump.text);
    const list = page
      .locator('#removed [data-kind=recommendation] li')
      .filter({ hasText: 'Ukrainian Feminist Group' })
      .first();
    assert.match((await list.locator('.block-path').textContent()) ?? '', /^lines \d+\u2013\d+$/);
    await list.getByRole('button').hover();
    await page.locator('#outlines').getByText('Recommendation').first().waitFor();
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
