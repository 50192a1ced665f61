// No page makes an article that runs, asks for or leads to anything it should not: its HTML, and its Markdown in two renderers, are
// shown in real browsers that record all they do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import markdownIt from 'markdown-it';
import { Marked } from 'marked';
import { extract } from 'muslin';
import { openChromium, openFirefox } from '../e2e/served.mjs';
import { places } from './pages.mjs';
import { mutations, payloads } from './payloads.mjs';
import { openStand } from './stand.mjs';

/** Another seed tries others: `MUSLIN_SEED=7 MUSLIN_MUTATIONS=5000 npm test -- attacks`. */
const SEED = Number(process.env.MUSLIN_SEED ?? 1962);
const MUTATIONS = Number(process.env.MUSLIN_MUTATIONS ?? 300);

/** How long a page has, after it was loaded, for what waits a moment. */
const A_WHILE = 30;

/** Findings told of when there are any. */
const TOLD = 40;

/** As generous as they are: raw HTML goes through. */
const renderers = {
  'markdown-it': (/** @type {string} */ markdown) => markdownIt({ html: true, linkify: true }).render(markdown),
  marked: (/** @type {string} */ markdown) => /** @type {string} */ (new Marked({ gfm: true }).parse(markdown)),
};

/**
 * What came out, each once, with the page it first came out of.
 *
 * @typedef {Map<string, string>} Outputs
 */

/** @type {Record<string, Outputs>} */
const outputs = { html: new Map(), 'markdown-it': new Map(), marked: new Map() };

before(() => {
  const written = payloads();
  /** @type {Map<string, string>} */
  const markdowns = new Map();
  for (const { name, text } of [...written, ...mutations(written, MUTATIONS, SEED)]) {
    for (const [place, pageOf] of Object.entries(places)) {
      const { html, markdown } = extract(pageOf(text), { url: 'https://site.example/news/flood' });
      const from = `${name} as ${place}: ${JSON.stringify(text.slice(0, 300))}`;
      if (!outputs.html?.has(html)) outputs.html?.set(html, from);
      if (!markdowns.has(markdown)) markdowns.set(markdown, from);
    }
  }
  for (const [renderer, render] of Object.entries(renderers)) {
    for (const [markdown, from] of markdowns) {
      const rendered = render(markdown);
      if (!outputs[renderer]?.has(rendered))
        outputs[renderer]?.set(rendered, `${from}\n  ${JSON.stringify(markdown.slice(0, 3000))}`);
    }
  }
});

test('there is something to show', (t) => {
  for (const [kind, found] of Object.entries(outputs)) {
    t.diagnostic(`${kind}: ${found.size} different outputs`);
    assert.ok(found.size > 1000, `${kind}: ${found.size}`);
    // A payload may end a page's text for good (`<plaintext>`, a script without an end), but few do.
    const whole = [...found.keys()].filter((output) => output.includes('Nobody in the valley could remember')).length;
    assert.ok(whole > 0.9 * found.size, `${kind}: ${whole} of ${found.size} have the article`);
  }
});

/** @typedef {{ output?: string, what: string }} Finding */
/** @typedef {Awaited<ReturnType<typeof openStand>>['batches'][number]} Batch */

/**
 * @param {Outputs} found
 * @param {(address: string, batch: Batch) => Promise<Finding[]>} show
 */
async function findings(found, show) {
  const all = [...found.keys()];
  const stand = await openStand(all);
  /** @type {string[]} */
  const told = [];
  try {
    for (const batch of stand.batches) {
      for (const { output, what } of await show(stand.address, batch)) {
        const text = all[Number(output)] ?? '';
        told.push(output === undefined ? what : `${what}\n  of ${found.get(text)}\n  ${text.slice(0, 3000)}`);
      }
    }
  } finally {
    stand.close();
  }
  return told;
}

/** @param {string[]} told */
function assertNone(told) {
  assert.equal(told.length, 0, `${told.length} findings\n${[...new Set(told)].slice(0, TOLD).join('\n')}`);
}

/** Runs in the page: looks at what is shown, and shows it again. @param {{ outputs: string[], first: number, purify: boolean }} batch */
function lookAtAll({ outputs, first, purify }) {
  const { scan, showAgain, recorded } = /** @type {any} */ (window);
  scan(document);
  // What breaks out of its place would take its neighbours with it.
  const shown = [...(document.getElementById('first')?.children ?? [])];
  const inPlace = shown.filter((child) => child.matches('[data-output]')).length;
  if (inPlace !== outputs.length || shown.length !== inPlace || document.body.childNodes.length !== 1) {
    recorded.push({ what: `not all outputs stand in their place, from ${first} on` });
  }
  showAgain(outputs, first, purify);
}

describe('in Chromium', () => {
  /** @type {import('playwright-core').Browser} */
  let browser;
  before(async () => {
    browser = await openChromium();
  });
  after(() => browser?.close());

  for (const [kind, found] of Object.entries(outputs)) {
    test(`${kind} does nothing but show`, async () => {
      const context = await browser.newContext();
      /** @type {Finding[]} */
      const seen = [];
      await context.route('**', (route) => {
        const asked = route.request();
        if (asked.url().startsWith('http://127.0.0.1:')) return route.continue();
        if (!['image', 'media'].includes(asked.resourceType()))
          seen.push({ what: `asked for ${asked.url()} as ${asked.resourceType()}` });
        return route.abort();
      });
      const page = await context.newPage();
      page.on('dialog', (dialog) => dialog.dismiss());
      page.on('popup', (popup) => seen.push({ what: `opened ${popup.url()}` }));
      const told = await findings(found, async (address, batch) => {
        seen.length = 0;
        await page.goto(address + batch.path, { waitUntil: 'domcontentloaded' });
        await page.evaluate(lookAtAll, { ...batch, purify: kind === 'html' });
        await page.waitForTimeout(A_WHILE);
        assert.equal(page.url(), address + batch.path, 'it went elsewhere');
        return [...seen, ...(await page.evaluate(() => /** @type {any} */ (window).recorded))];
      });
      await context.close();
      assertNone(told);
    });
  }
});

describe('in Firefox', () => {
  /** @type {import('selenium-webdriver').WebDriver} */
  let driver;
  before(async () => {
    // What is asked of other machines ends at a proxy that is not there.
    driver = await openFirefox({
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': 9,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': 9,
    });
  });
  after(() => driver?.quit());

  for (const [kind, found] of Object.entries(outputs)) {
    test(`${kind} does nothing but show`, async () => {
      const told = await findings(found, async (address, batch) => {
        await driver.get(address + batch.path);
        await driver.executeScript(lookAtAll, { ...batch, purify: kind === 'html' });
        await driver.sleep(A_WHILE);
        assert.equal(await driver.getCurrentUrl(), address + batch.path, 'it went elsewhere');
        return driver.executeScript(() => /** @type {any} */ (window).recorded);
      });
      assertNone(told);
    });
  }
});

describe('the recorder', () => {
  test('finds each kind of thing, where nothing was taken out', async () => {
    const raw = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<a href="java&#10;script:alert(1)">x</a>',
      '<p style="background:url(https://attacker.example/b.png)">x</p>',
      '<iframe src="https://attacker.example/"></iframe>',
      '<svg></p><style><a title="</style><img src=x onerror=alert(1)>"></style></svg>',
      '</section></div><p>out</p>',
    ];
    const browser = await openChromium();
    try {
      const page = await browser.newPage();
      const told = await findings(new Map(raw.map((text) => [text, 'as it is'])), async (address, batch) => {
        await page.goto(address + batch.path, { waitUntil: 'domcontentloaded' });
        await page.evaluate(lookAtAll, { ...batch, purify: true });
        await page.waitForTimeout(500);
        return page.evaluate(() => /** @type {any} */ (window).recorded);
      });
      for (const what of [
        'alert(1) ran',
        'script-src-elem: inline',
        'script-src-attr: inline',
        'a href=java\nscript:alert(1)',
        'p style=',
        'an element iframe',
        'DOMPurify gives',
        'not all outputs stand in their place',
      ]) {
        assert.ok(
          told.some((line) => line.startsWith(what) || line.includes(what)),
          `${what} is not among ${told.join('\n')}`,
        );
      }
    } finally {
      await browser.close();
    }
  });
});
