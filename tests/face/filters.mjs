// The user's own filters, in every function that takes them.
import { articleText, blocks, cleanPage, cleanPageStream, cleanResponse, extract, filterReport } from 'muslin';
import { crashes } from './crashes.mjs';
import { expect, expectEqual, thrownBy } from './expect.mjs';
import { first, rain, utf8 } from './pages.mjs';

const promo =
  '<p class="promo">Umbrellas at half the price, in all the colours that there are, until the end of the week, only at the ferry.</p>';
const page = rain.html.replace('</article>', `${promo}</article>`);
const list = '! mine\n##.promo\nexample.org##.else\n##p:has-text(Rain)\n||ads.example^\nexample.net#@#.promo';

export const filtering = {
  'what filters name is no part of the article': async () => {
    const options = { filters: list };
    expectEqual(articleText(page, options), rain.text);
    const article = extract(page, options);
    const told = article.removed.find(({ reason }) => reason === 'filter ##.promo');
    expectEqual([told?.kind, told?.path], ['ad', 'body > main > article > p.promo']);
    expect(told?.text.startsWith('Umbrellas at half the price'), String(told?.text));
    expectEqual((await extract(utf8(page), options)).text, rain.text);
    const texts = [];
    for await (const { text } of blocks(page, options)) texts.push(text);
    expectEqual(texts.join('\n\n'), rain.text);
    expect(texts[0] === first, 'the article is all there');
  },

  'what filters name goes from a page and from a stream': async () => {
    const options = { filters: list, remove: [] };
    const { html, removed } = cleanPage(page, options);
    expectEqual(html, rain.html);
    expectEqual(
      removed.map(({ kind, reason }) => [kind, reason]),
      [['ad', 'filter ##.promo']],
    );
    const stream = new Response(page).body?.pipeThrough(cleanPageStream(options));
    expectEqual(await new Response(stream).text(), rain.html);
    const response = new Response(page, { headers: { 'content-type': 'text/html' } });
    expectEqual(await cleanResponse(response, options).text(), rain.html);
  },

  'filters for some sites ask for the address': () => {
    const clean = (/** @type {string | URL | undefined} */ url, /** @type {string} */ filters) =>
      cleanPage(page, { filters, remove: [], url }).html === rain.html;
    expectEqual(clean('https://example.net/rain', list), false, 'an exception');
    expectEqual(clean(new URL('https://www.example.org/rain'), 'example.org##.promo'), true);
    expectEqual(clean('https://example.com/rain', 'example.org##.promo'), false);
    expectEqual(clean(undefined, 'example.org##.promo'), false);
    expectEqual(extract(page, { filters: 'a.example##.promo', url: 'https://a.example/' }).text, rain.text);
  },

  'names of sites in letters of their own are those of addresses': () => {
    const clean = (/** @type {string} */ sites, url = 'https://www.xn--mnchen-3ya.de/') =>
      cleanPage(page, { filters: `! über\n##.else\n ${sites}##.promo`, remove: [], url }).html === rain.html;
    for (const sites of ['münchen.de', 'a.example, München.de', 'münchen.*', 'xn--mnchen-3ya.de', '~köln.de']) {
      expectEqual(clean(sites), true, sites);
    }
    for (const sites of ['köln.de', '~münchen.de', 'münchen.de,~www.münchen.de', 'bad münchen.de']) {
      expectEqual(clean(sites), false, sites);
    }
    expectEqual(clean('münchen.de', 'https://münchen.de/'), true);
    const filters = `##.promo\nпример.рф#@#.promo`;
    expectEqual(cleanPage(page, { filters, remove: [], url: 'https://xn--e1afmkfd.xn--p1ai/' }).html, page);
    const long = 'ü'.repeat(1 << 20);
    expectEqual(filterReport(`${long}\n${long},##.promo`).rules, 1);
  },

  'a list is reported': () => {
    const report = filterReport(list);
    expectEqual(report, {
      rules: 2,
      exceptions: 1,
      unsupported: 1,
      network: 1,
      examples: [{ line: 4, rule: '##p:has-text(Rain)' }],
    });
    expectEqual(structuredClone(report), report, 'plain');
    expectEqual(filterReport('').rules, 0);
  },

  'many lists take turns': () => {
    for (let number = 0; number < 30; number++) {
      const { html } = cleanPage(page, { filters: `##.promo\n##.n${number % 11}`, remove: [] });
      expectEqual(html, rain.html, String(number));
    }
    expectEqual(cleanPage(page, { filters: '##.n1', remove: [] }).html, page);
  },

  'filters are loaded again after a trap': () => {
    expectEqual(articleText(page, { filters: list }), rain.text);
    crashes['a trap is a typed error and the next call works']();
    expectEqual(articleText(page, { filters: list }), rain.text);
  },

  'a list of fifty thousand rules is loaded once and asked fast': () => {
    const many = Array.from(
      { length: 50_000 },
      (_, n) => `##${n % 3 === 0 ? '#' : '.'}ad-${n}${n % 7 === 0 ? ' > a' : ''}`,
    );
    const filters = `${many.join('\n')}\n##.promo`;
    const began = performance.now();
    expectEqual(filterReport(filters).rules, 50_001);
    const loaded = performance.now();
    for (let time = 0; time < 20; time++) expectEqual(articleText(page, { filters }), rain.text);
    const read = performance.now();
    // Measured on an idle machine it is a tenth of this.
    expect(loaded - began < 3000, `loaded in ${loaded - began} ms`);
    expect(read - loaded < 2000, `20 pages in ${read - loaded} ms`);
  },

  'wrong filters are type errors': () => {
    for (const call of [() => cleanPage(page, { filters: /** @type {any} */ (['##.a']) })]) {
      const error = thrownBy(call);
      expect(error instanceof TypeError, String(error));
      expectEqual(error.message, 'cleanPage: options.filters must be a string, got Array');
    }
    expectEqual(
      thrownBy(() => articleText(page, { filters: /** @type {any} */ (5) })).message,
      'articleText: options.filters must be a string, got number',
    );
    expectEqual(
      thrownBy(() => filterReport(/** @type {any} */ (undefined))).message,
      'filterReport: filters must be a string, got undefined',
    );
    expectEqual(
      thrownBy(() => cleanPage(page, { url: /** @type {any} */ (5) })).message,
      'cleanPage: options.url must be a string or a URL, got number',
    );
  },
};
