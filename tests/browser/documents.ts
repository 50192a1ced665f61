// Live documents: what the reader sees is read, and nothing is changed by it.
import { extract, extractDocument } from 'muslin';
import { crashes } from '../face/crashes.mjs';
import { expect, expectEqual, thrownBy } from '../face/expect.mjs';
import { rain } from '../face/pages.mjs';
import { inFrame, snapshot } from './frames.js';

const hidden =
  'By midnight the lanterns of the ferry were out, and the keeper had gone up to the mill to sleep on the flour sacks.';
const deeper =
  'In the morning the apple trees stood in water up to their first branches, and the boats were tied to the church door.';
const sealed =
  'What the mayor wrote in his diary that night was kept from everybody for as long as he lived, and longer.';

const paragraph = (text: string) => `<p>${text}</p>`;

/** Hangs an open shadow tree, with another inside it and a closed one, below the article of the page. */
function addShadows(page: Document): void {
  const host = page.createElement('story-part');
  page.querySelector('article')?.append(host);
  const outer = host.attachShadow({ mode: 'open' });
  outer.innerHTML = `${paragraph(hidden)}<story-part></story-part><div></div>`;
  const inner = outer.querySelector('story-part')?.attachShadow({ mode: 'open' });
  if (inner) inner.innerHTML = paragraph(deeper);
  const closed = outer.querySelector('div')?.attachShadow({ mode: 'closed' });
  if (closed) closed.innerHTML = paragraph(sealed);
}

/** As in a browser from before `getHTML`. */
function withoutGetHtml<T>(page: Document, work: () => T): T {
  const prototype = page.defaultView?.Element.prototype as { getHTML?: unknown };
  const { getHTML } = prototype;
  delete prototype.getHTML;
  try {
    return work();
  } finally {
    prototype.getHTML = getHTML;
  }
}

export const documents = {
  'a live document gives the article of its markup': () =>
    inFrame(rain.html, (page) => {
      const live = extractDocument(page);
      const { text, title, byline, lang } = extract(rain.html);
      expectEqual([live.text, live.title, live.byline, live.lang], [text, title, byline, lang]);
      expectEqual(live.text, rain.text);
      expect(
        live.removed.some(({ kind, text }) => kind === 'recommendation' && text.includes('Ten umbrellas')),
        'what was left out is told',
      );
    }),

  'what scripts have changed is what is read': () =>
    inFrame(rain.html, (page) => {
      page.title = 'The valley under water';
      for (const heading of page.querySelectorAll('h1')) heading.textContent = 'The valley under water';
      page.documentElement.lang = 'cy';
      page.querySelector('article')?.insertAdjacentHTML('beforeend', paragraph(hidden));
      const article = extractDocument(page);
      expectEqual([article.title, article.lang], ['The valley under water', 'cy']);
      expectEqual(article.text, `${rain.text}\n\n${hidden}`);
    }),

  'open shadow trees are read where they stand and closed ones are not': () =>
    inFrame(rain.html, (page) => {
      addShadows(page);
      const { text, lang } = extractDocument(page);
      expectEqual(text, [rain.text, hidden, deeper].join('\n\n'));
      expect(!text.includes('mayor'), 'closed');
      // The root's own attributes do not get lost on that way.
      expectEqual(lang, 'en-GB');
    }),

  'the direction of the root is kept': () =>
    inFrame(
      rain.html.replace('<html lang="en-GB"', '<html lang="ar" dir="rtl" class="a &quot;quoted&quot; b"'),
      (page) => {
        addShadows(page);
        const { dir, lang } = extractDocument(page);
        expectEqual([lang, dir], ['ar', 'rtl']);
      },
    ),

  'the page is not touched': () =>
    inFrame(rain.html, async (page) => {
      addShadows(page);
      const before = snapshot(page);
      const records: MutationRecord[] = [];
      const observer = new MutationObserver((list) => records.push(...list));
      observer.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
      extractDocument(page);
      await new Promise((resolve) => setTimeout(resolve));
      observer.disconnect();
      expectEqual(records.length, 0, 'mutations');
      expectEqual(snapshot(page), before);
    }),

  'an older browser reads all but the shadow trees': () =>
    inFrame(rain.html, (page) => {
      addShadows(page);
      const { text, lang } = withoutGetHtml(page, () => extractDocument(page));
      expectEqual([text, lang], [rain.text, 'en-GB']);
    }),

  'a form whose controls hide its properties does no harm': () => {
    const controls = ['shadowRoot', 'getHTML', 'querySelectorAll', 'localName'].map((name) => `<input name="${name}">`);
    const form = `<form>${controls.join('')}</form>`;
    return inFrame(rain.html.replace('</main>', `${form}</main>`), (page) => {
      addShadows(page);
      expectEqual(extractDocument(page).text, [rain.text, hidden, deeper].join('\n\n'));
    });
  },

  'forms that hide properties of their document do no harm': () => {
    const forms = ['URL', 'nodeType', 'documentElement', 'querySelectorAll'].map(
      (name) => `<form name="${name}"></form>`,
    );
    return inFrame(rain.html.replace('</main>', `${forms.join('')}</main>`), (page) => {
      expectEqual(extractDocument(page).text, rain.text);
    });
  },

  'what would read as markup is none': () =>
    inFrame(rain.html, (page) => {
      const script = page.createElement('script');
      script.type = 'application/ld+json';
      script.textContent = JSON.stringify({
        '@type': 'NewsArticle',
        headline: rain.title,
        author: { name: 'Ada Ferrars' },
        articleBody: `</script>${paragraph(hidden)}`,
      });
      page.querySelector('meta[name=author]')?.replaceWith(script);
      page.querySelector('article')?.append(page.createComment(`-->${paragraph(hidden)}`));
      const { text, byline } = extractDocument(page);
      expectEqual([text, byline], [rain.text, 'Ada Ferrars']);
    }),

  'the address is that of the document': () => {
    const page = new DOMParser().parseFromString(rain.html.replace(/<meta property="og:url".*/, ''), 'text/html');
    expectEqual(extractDocument(page).url, document.URL);
    expectEqual(extractDocument(page, { url: 'https://example.org/a' }).url, 'https://example.org/a');
  },

  'a document that is shown nowhere is read': () => {
    const parsed = new DOMParser().parseFromString(rain.html, 'text/html');
    expectEqual(extractDocument(parsed).text, rain.text);
    const created = document.implementation.createHTMLDocument('Nothing yet');
    expectEqual([extractDocument(created).title, extractDocument(created).text], ['Nothing yet', '']);
    created.documentElement.remove();
    expectEqual([extractDocument(created).title, extractDocument(created).text], [null, '']);
  },

  'a document of xml is read': () => {
    const html = `<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>${rain.title}</title></head><body>
      ${rain.text.split('\n\n').map(paragraph).join('\n<br />')}</body></html>`;
    const page = new DOMParser().parseFromString(html, 'application/xhtml+xml');
    expectEqual([extractDocument(page).text, extractDocument(page).title], [rain.text, rain.title]);
  },

  'options count for documents too': () =>
    inFrame(rain.html, (page) => {
      expectEqual(thrownBy(() => extractDocument(page, { maxBytes: 100 })).code, 'too-large');
      const signal = AbortSignal.abort();
      expect(thrownBy(() => extractDocument(page, { signal })) === signal.reason, "the signal's reason");
    }),

  'a document is read after a trap': () =>
    inFrame(rain.html, (page) => {
      crashes['a trap is a typed error and the next call works']();
      expectEqual(extractDocument(page).text, rain.text);
    }),
};
