// Everything a page may come as gives the same article.
import { articleText, extract, isProbablyArticle } from 'muslin';
import { expect, expectEqual } from './expect.mjs';
import { pieces, rain, river, streamOf, utf8, utf16, windows1251 } from './pages.mjs';

/** What the scenarios compare with: the article of the page as one string. */
const ofRain = () => extract(rain.html);

const html = (/** @type {string} */ type) => ({ headers: { 'content-type': type } });

export const inputs = {
  'a string gives its article at once': () => {
    const article = extract(rain.html);
    expectEqual(article.title, rain.title);
    expectEqual(article.text, rain.text);
    expectEqual(article.byline, 'Zoë Bránwell');
    expectEqual(article.lang, 'en-GB');
    expectEqual(article.url, 'https://gazette.example/2024/rain');
    expect(article.score > 0 && article.score <= 1, `score ${article.score}`);
    expectEqual(article.wordCount, rain.text.replaceAll('🌧️ ', '').split(/\s+/).length);
  },

  'what was left out is told with its kind and place': () => {
    const { removed } = extract(rain.html);
    const related = removed.find(({ text }) => text.includes('Ten umbrellas for autumn'));
    expectEqual(related?.kind, 'recommendation');
    expect(related?.path.includes('aside.related-posts'), `path ${related?.path}`);
    expect(related?.reason, 'a reason');
    expect(
      removed.some(({ kind, text }) => kind === 'navigation' && text.includes('Weather')),
      'the menu is told',
    );
  },

  'an article is a plain object': () => {
    const article = extract(rain.html);
    expectEqual(Object.getPrototypeOf(article) === Object.prototype, true, 'prototype');
    expectEqual(structuredClone(article), article, 'clone');
    expectEqual(Object.keys(article), [
      ...['title', 'byline', 'siteName', 'publishedTime', 'modifiedTime', 'lang', 'dir', 'url', 'image', 'excerpt'],
      ...['nextPage', 'partial', 'text', 'html', 'markdown', 'wordCount', 'readingTimeMinutes', 'score', 'removed'],
    ]);
    expectEqual(Object.keys(article.removed[0] ?? {}), ['kind', 'reason', 'path', 'text']);
    expectEqual(article.siteName, null, 'an absent fact');
    expectEqual(typeof article.wordCount, 'number');
  },

  'where an article goes on and that it is cut is told': () => {
    const page = (/** @type {string} */ after) => rain.html.replace('</article>', `${after}</article>`);
    const url = 'https://gazette.example/2024/rain';
    const paged = extract(page('<p><a href="/2024/rain?page=2">2</a> <a href="/2024/snow">Next: Snow</a></p>'), {
      url,
    });
    expectEqual(paged.nextPage, `${url}?page=2`);
    expectEqual(paged.partial, null);
    expectEqual(extract(rain.html).nextPage, null);
    const cut = extract(page('<div class="wall"><p>Subscribe to continue reading</p></div>'));
    expectEqual(cut.partial, { reason: 'paywall' });
    expectEqual(structuredClone(cut), cut);
  },

  'an article is a document': () => {
    const markup = `<h3>At <em>noon</em></h3><p>The <a href="ferry.html" onclick="alert(1)">ferry</a> was found in a tree.</p>
      <img src="/ferry.jpg" alt="The ferry"><p>It was the old one, which the town had meant to sell in spring.</p></article>`;
    const page = rain.html.replace('</article>', markup);
    const { html, markdown, readingTimeMinutes } = extract(page);
    expect(html.includes('<h2>At <em>noon</em></h2>'), html);
    expect(
      html.includes('<p>The <a href="https://gazette.example/2024/ferry.html">ferry</a> was found in a tree.</p>'),
      html,
    );
    expect(html.includes('<p><img src="https://gazette.example/ferry.jpg" alt="The ferry"></p>'), html);
    expect(markdown.includes('## At *noon*\n\nThe [ferry](https://gazette.example/2024/ferry.html) was'), markdown);
    expect(markdown.includes('![The ferry](https://gazette.example/ferry.jpg)'), markdown);
    expectEqual(readingTimeMinutes, 1);
    const plain = extract(page, { keepImages: false });
    expect(!`${plain.html}${plain.markdown}`.includes('ferry.jpg'), 'no pictures');
    expectEqual(plain.text, extract(page).text);
  },

  'the text alone is the text of the article': () => {
    expectEqual(articleText(rain.html), rain.text);
  },

  'an article is told from a front page': () => {
    const days = ['Monday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const more = days.map((day) => `<p>${rain.text.replaceAll('\n\n', ' ').replaceAll('Tuesday', day)}</p>`);
    const article = isProbablyArticle(rain.html.replace('</article>', `${more.join('\n')}</article>`));
    expectEqual(Object.keys(article), ['verdict', 'score']);
    expectEqual(article.verdict, true);
    const links = '<li><a href="/x">A story with a longish headline</a>'.repeat(40);
    const frontPage = isProbablyArticle(`<!doctype html><title>Gazette</title><ul>${links}</ul>`);
    expectEqual(frontPage.verdict, false);
    expect(frontPage.score < article.score, `${frontPage.score} < ${article.score}`);
  },

  'bytes give the article of the string': async () => {
    const bytes = utf8(rain.html);
    expectEqual(await extract(bytes), ofRain());
    expectEqual(await extract(bytes.buffer), ofRain(), 'an ArrayBuffer');
    const within = new Uint8Array(bytes.length + 7);
    within.set(bytes, 3);
    expectEqual(await extract(within.subarray(3, -4)), ofRain(), 'a part of a buffer');
  },

  'a response gives the article of the string': async () => {
    expectEqual(await extract(new Response(rain.html)), ofRain());
    expectEqual(await extract(new Response(utf8(rain.html))), ofRain(), 'of bytes');
  },

  'a blob and a file give the article of the string': async () => {
    expectEqual(await extract(new Blob([rain.html])), ofRain());
    expectEqual(await extract(new Blob([rain.html], { type: 'text/html' })), ofRain(), 'with a type');
    if (typeof File === 'function') expectEqual(await extract(new File([rain.html], 'rain.html')), ofRain(), 'a file');
  },

  'a stream gives the article of the string however it is cut': async () => {
    const bytes = utf8(rain.html);
    for (const size of [1, 2, 3, 7, 64, 1000, bytes.length]) {
      const { stream } = streamOf(pieces(bytes, size));
      expectEqual(await extract(stream), ofRain(), `chunks of ${size}`);
    }
  },

  'a stream of strings may cut surrogate pairs': async () => {
    for (const size of [1, 5]) {
      const { stream } = streamOf(pieces(rain.html, size));
      expectEqual(await extract(stream), ofRain(), `chunks of ${size}`);
    }
    const { stream } = streamOf(
      /** @type {(Uint8Array | string)[]} */ ([rain.html.slice(0, 300), rain.html.slice(300)]),
    );
    expectEqual(await extract(stream), ofRain(), 'in two');
  },

  'the charset of a response counts': async () => {
    const bytes = windows1251(river.html);
    for (const type of [
      'text/html; charset=windows-1251',
      'text/html;charset="windows-1251"',
      'Text/HTML; q=1; CHARSET = cp1251 ',
    ]) {
      const article = await extract(new Response(bytes, html(type)));
      expectEqual([article.title, article.text], [river.title, river.text], type);
    }
  },

  'the charset of a blob counts': async () => {
    const article = await extract(new Blob([windows1251(river.html)], { type: 'text/html; charset=windows-1251' }));
    expectEqual(article.text, river.text);
  },

  'a charset given by the caller goes before that of the response': async () => {
    const response = new Response(windows1251(river.html), html('text/html; charset=iso-8859-1'));
    expectEqual((await extract(response, { charset: 'windows-1251' })).text, river.text);
    expectEqual((await extract(windows1251(river.html), { charset: 'cp1251' })).text, river.text, 'of bytes');
  },

  'a byte order mark goes before every charset': async () => {
    expectEqual((await extract(utf16(river.html))).text, river.text);
    const response = new Response(utf16(river.html), html('text/html; charset=windows-1251'));
    expectEqual((await extract(response)).text, river.text, 'against the header');
    const { stream } = streamOf(pieces(utf16(river.html), 1));
    expectEqual((await extract(stream)).text, river.text, 'byte by byte');
  },

  'a charset in the markup counts for bytes': async () => {
    const marked = river.html.replace('<head>', '<head><meta charset="windows-1251">');
    expectEqual((await extract(windows1251(marked))).text, river.text);
  },

  'a charset of the server that nobody knows counts for nothing': async () => {
    const response = new Response(utf8(rain.html), html('text/html; charset=none'));
    expectEqual(await extract(response), ofRain());
  },

  'the address is the one given or else that of the page': async () => {
    const without = rain.html.replace(/<meta property="og:url".*/, '');
    expectEqual(extract(without).url, null);
    expectEqual(extract(without, { url: '' }).url, null, 'none');
    expectEqual(extract(without, { url: 'https://example.org/a' }).url, 'https://example.org/a');
    expectEqual(extract(without, { url: new URL('https://example.org/b') }).url, 'https://example.org/b');
    const response = new Response(without);
    Object.defineProperty(response, 'url', { value: 'https://example.org/c' });
    expectEqual((await extract(response.clone(), { url: 'https://example.org/d' })).url, 'https://example.org/d');
    expectEqual((await extract(response)).url, 'https://example.org/c');
  },

  'readers comments are kept when asked for': () => {
    const comments = `<section id="comments" class="comments"><h2>2 comments</h2><article class="comment"><p>
      My grandmother told us about the flood of 1911, when the ferry was found in an apple tree.</p></article></section>`;
    const page = rain.html.replace('</main>', `</main>${comments}`);
    expect(!articleText(page).includes('apple tree'), 'left out by default');
    expect(articleText(page, { keepComments: true }).includes('apple tree'), 'kept');
  },
};
