// The live page without its clutter: only a browser has one.
import { declutter } from 'muslin';
import { expect, expectEqual, thrownBy } from '../face/expect.mjs';
import { inFrame, isShown, pause, shown, until, whole } from './frames.js';
import { consent, page } from './pages.js';

const night =
  'By midnight the lanterns of the ferry were out, and the keeper had gone up to the mill to sleep on the flour sacks.';
const morning =
  'In the morning the apple trees stood in water up to their first branches, and the boats were tied to the church door.';

/** As where no scripts may make sheets. */
function withoutSheets<T>(page: Document, work: () => T): T {
  const view = page.defaultView as unknown as { CSSStyleSheet: unknown };
  const { CSSStyleSheet } = view;
  view.CSSStyleSheet = undefined;
  try {
    return work();
  } finally {
    view.CSSStyleSheet = CSSStyleSheet;
  }
}

export const decluttering = {
  'clutter is hidden and put back exactly': () =>
    inFrame(page, (page) => {
      const before = whole(page);
      const { removed, restore } = declutter(page);
      expectEqual(
        removed.map(({ kind, reason }) => [kind, reason]),
        [
          ['ad', 'marker .ad-slot'],
          ['recommendation', 'marker .related-posts'],
        ],
      );
      expect(!shown(page, '#slot') && !shown(page, 'aside'), 'clutter is hidden');
      expect(shown(page, 'h1') && shown(page, 'nav') && shown(page, 'article p'), 'all else is not');
      expect(page.querySelector('#slot a') !== null, 'nothing is deleted');
      restore();
      expectEqual(whole(page), before);
      expect(shown(page, '#slot') && shown(page, 'aside'), 'shown again');
      restore();
      expectEqual(whole(page), before, 'twice');
    }),

  'what is hidden is a matter of choice': () =>
    inFrame(page, (page) => {
      const told: string[] = [];
      const { restore } = declutter(page, { remove: ['ad'], onRemoved: ({ kind }) => told.push(kind) });
      expectEqual(told, ['ad']);
      expect(!shown(page, '#slot') && shown(page, 'aside'), 'ads alone');
      restore();
      const own = declutter(page, { remove: [], filters: '##article > h1\nelse.example##nav' });
      expectEqual(
        own.removed.map(({ reason }) => reason),
        ['filter ##article > h1'],
      );
      expect(!shown(page, 'h1') && shown(page, 'nav') && shown(page, '#slot'), "the user's own");
      own.restore();
      expect(shown(page, 'h1'), 'shown again');
    }),

  'what insists on being seen is hidden all the same': () =>
    inFrame(page.replace('id="slot"', 'id="slot" style="display: block !important"'), (page) => {
      const before = whole(page);
      const { restore } = declutter(page);
      const style = page.defaultView?.getComputedStyle(page.querySelector('#slot') as Element);
      expectEqual([style?.visibility, style?.clipPath], ['hidden', 'inset(50%)']);
      restore();
      expectEqual(whole(page), before);
    }),

  'rules of the page that insist give way': () => {
    const rules = `div.ad-slot#slot { display: block !important; visibility: visible !important; clip-path: none !important }
      html body.locked { overflow-y: hidden !important; position: fixed !important }`;
    const insisting = page.replace('</head>', `<style>${rules}</style></head>`);
    return inFrame(insisting.replace('<body>', `<body class="locked">${consent}`), (page) => {
      const before = whole(page);
      const style = () => page.defaultView?.getComputedStyle(page.body);
      expectEqual([style()?.overflowY, style()?.position], ['hidden', 'fixed'], 'locked');
      const { restore } = declutter(page, { remove: ['ad', 'consent'] });
      expect(!shown(page, '#slot'), 'hidden');
      expectEqual([style()?.overflowY, style()?.position], ['visible', 'static'], 'unlocked');
      restore();
      expectEqual(whole(page), before);
      expectEqual([style()?.overflowY, style()?.position], ['hidden', 'fixed'], 'locked again');
    });
  },

  'what comes late is hidden too': () =>
    inFrame(page, async (page) => {
      const told: string[] = [];
      const { removed, restore } = declutter(page, { onRemoved: ({ reason }) => told.push(reason) });
      told.length = 0;
      page
        .querySelector('h1')
        ?.insertAdjacentHTML('afterend', '<div class="adsbygoogle" id="late"><b>Buy more</b></div>');
      page.querySelector('main')?.insertAdjacentHTML('beforeend', '<p id="further">It went on raining.</p>');
      await until('the late one is hidden', () => !shown(page, '#late'));
      expect(shown(page, '#further'), 'and nothing else');
      expectEqual(told, ['marker .adsbygoogle']);
      expectEqual(removed.length, 3, 'the same list');
      restore();
      const before = page.documentElement.outerHTML;
      expect(!before.includes('data-muslin'), 'put back');
      page.body.insertAdjacentHTML('beforeend', '<div class="ad-slot" id="after">Buy</div>');
      await pause(700);
      expect(shown(page, '#after'), 'no longer watched');
    }),

  'the watch leaves itself alone and stops when asked to': () =>
    inFrame(page, async (page) => {
      const controller = new AbortController();
      let asked = 0;
      const { documentElement: root } = page;
      // Each look at the page reads its root.
      Object.defineProperty(Object.getPrototypeOf(page), 'documentElement', {
        configurable: true,
        get: () => {
          asked += 1;
          return root;
        },
      });
      const { restore } = withoutSheets(page, () => declutter(page, { signal: controller.signal }));
      const once = asked;
      await pause(800);
      expectEqual(asked, once, 'looks without a change');
      for (let number = 0; number < 50; number++) {
        page.body.append(page.createElement('i'));
        await pause(10);
      }
      await until('it was looked at', () => asked > once);
      await pause(800);
      expect(asked <= 5 * once, `looks at 50 insertions: ${asked / once}`);
      controller.abort();
      page.body.insertAdjacentHTML('beforeend', '<div class="ad-slot" id="after">Buy</div>');
      await pause(700);
      expect(shown(page, '#after') && !shown(page, '#slot'), 'no longer watched, but hidden still');
      restore();
      expect(shown(page, '#slot') && page.querySelector('style') === null, 'put back');
    }),

  'who is told of something may stop the watch at once': () =>
    inFrame(page, async (page) => {
      const controller = new AbortController();
      const { restore } = declutter(page, { signal: controller.signal, onRemoved: () => controller.abort() });
      expect(!shown(page, '#slot'), 'hidden');
      page.body.insertAdjacentHTML('beforeend', '<div class="ad-slot" id="after">Buy</div>');
      await pause(700);
      expect(shown(page, '#after'), 'not watched');
      restore();
    }),

  'a frame that shows another page is left alone': () =>
    inFrame(page, async (page) => {
      const failures: string[] = [];
      const note = ({ message }: ErrorEvent) => failures.push(message);
      window.addEventListener('error', note);
      const { restore } = declutter(page);
      const slot = page.querySelector('#slot') as Element;
      page.body.append(page.createElement('i'));
      const frame = page.defaultView?.frameElement as HTMLIFrameElement;
      const loaded = new Promise((resolve) => {
        frame.onload = resolve;
      });
      frame.removeAttribute('srcdoc');
      // Of another origin.
      frame.src = 'data:text/html,<p>Elsewhere.</p>';
      await loaded;
      page.body.insertAdjacentHTML('beforeend', '<div class="ad-slot" id="after">Buy</div>');
      await pause(700);
      restore();
      window.removeEventListener('error', note);
      expectEqual(failures, []);
      expectEqual(slot.getAttributeNames(), ['class', 'id'], 'put back');
    }),

  'open shadow trees are cleared too and put back': () =>
    inFrame(page, async (page) => {
      const host = page.createElement('story-part');
      page.querySelector('article')?.prepend(host);
      const outer = host.attachShadow({ mode: 'open' });
      outer.innerHTML = `<p id="text">${night}</p><story-part></story-part><template><p class="ad-slot">x</p></template>`;
      const inner = (outer.querySelector('story-part') as Element).attachShadow({ mode: 'open' });
      inner.innerHTML = `<div class="ad-slot">Buy</div><p>${morning}</p>`;
      const before = whole(page);
      const { removed, restore } = declutter(page);
      expectEqual(removed.length, 3);
      expect(!isShown(inner.querySelector('.ad-slot')) && isShown(inner.querySelector('p')), 'in the inner tree');
      expect(!shown(page, '#slot') && isShown(outer.querySelector('#text')), 'around it');
      restore();
      expectEqual(whole(page), before);

      const again = declutter(page);
      inner.querySelector('p')?.insertAdjacentHTML('afterend', '<div class="adsbygoogle" id="late">Buy</div>');
      await until('the late one is hidden', () => !isShown(inner.querySelector('#late')));
      again.restore();
      inner.querySelector('#late')?.remove();
      expectEqual(whole(page), before, 'the second time');
    }),

  'what custom elements bring when they come alive is hidden': () => {
    const dormant = '<story-ad></story-ad><p is="story-part"></p><form><input name="localName"></form>';
    return inFrame(page.replace('</main>', `</main>${dormant}`), async (page) => {
      const { restore } = declutter(page);
      const view = page.defaultView as Window & typeof globalThis;
      const host = page.querySelector('story-ad') as Element;
      view.customElements.define(
        'story-ad',
        class extends view.HTMLElement {
          connectedCallback() {
            this.attachShadow({ mode: 'open' }).innerHTML = '<div class="ad-slot">Buy</div>';
          }
        },
      );
      const slot = host.shadowRoot?.querySelector('.ad-slot') ?? null;
      expect(isShown(slot), 'shown for a moment');
      await until('hidden', () => !isShown(slot));
      restore();
      expect(isShown(slot), 'shown again');
    });
  },

  'what moves into a shadow tree stays hidden': () =>
    inFrame(page, async (page) => {
      const { restore } = declutter(page);
      const slot = page.querySelector('#slot') as Element;
      const host = page.createElement('story-part');
      page.querySelector('article')?.append(host);
      host.attachShadow({ mode: 'open' }).innerHTML = `<p>${night}</p>`;
      host.shadowRoot?.append(slot);
      expect(isShown(slot), 'shown for a moment');
      await until('hidden again', () => !isShown(slot));
      expect(isShown(host.shadowRoot?.querySelector('p') ?? null), 'and nothing else');
      restore();
      expect(isShown(slot), 'shown');
      expectEqual(slot.outerHTML, '<div class="ad-slot" id="slot"><a href="/buy">Buy umbrellas</a></div>');
    }),

  'a style is used where there are no sheets to adopt': () =>
    inFrame(page, (page) => {
      const host = page.createElement('story-part');
      page.querySelector('article')?.prepend(host);
      const root = host.attachShadow({ mode: 'open' });
      root.innerHTML = '<div class="ad-slot">Buy</div>';
      const before = whole(page);
      const { restore } = withoutSheets(page, () => declutter(page));
      expect(page.querySelector('style') !== null, 'a style');
      expect(!shown(page, '#slot') && !isShown(root.querySelector('.ad-slot')), 'hidden');
      restore();
      expectEqual(whole(page), before);
    }),

  'a policy against styles does not stop it': () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'none'">`;
    return inFrame(page.replace('<head>', `<head>${policy}`), (page) => {
      page.head.insertAdjacentHTML('beforeend', '<style>h1 { display: none }</style>');
      expect(shown(page, 'h1'), 'the policy is at work');
      const before = whole(page);
      const { restore } = declutter(page);
      expect(!shown(page, '#slot') && !shown(page, 'aside'), 'hidden');
      restore();
      expectEqual(whole(page), before);
    });
  },

  'a page that sets its sheets anew does not show clutter again': () =>
    inFrame(page, async (page) => {
      const { restore } = declutter(page);
      page.adoptedStyleSheets = [];
      expect(shown(page, '#slot'), 'shown for a moment');
      page.body.append(page.createElement('i'));
      await until('hidden again', () => !shown(page, '#slot'));
      restore();
    }),

  'scripts of the page find what they look for': () =>
    inFrame(page, (page) => {
      const slot = page.querySelector('#slot') as HTMLElement;
      let clicked = 0;
      slot.addEventListener('click', () => {
        clicked += 1;
      });
      const { restore } = declutter(page);
      slot.click();
      slot.classList.add('loaded');
      slot.append('more');
      const copy = slot.cloneNode(true) as HTMLElement;
      copy.id = 'copy';
      page.body.append(copy);
      expectEqual(clicked, 1);
      restore();
      expectEqual(slot.outerHTML, '<div class="ad-slot loaded" id="slot"><a href="/buy">Buy umbrellas</a>more</div>');
      expectEqual(copy.outerHTML, slot.outerHTML.replace('id="slot"', 'id="copy"'), 'a copy made meanwhile');
    }),

  'a document that is shown nowhere is decluttered': () => {
    const noscript = '<noscript><p class="x">Turn on scripts, <b>please</b>.</p></noscript>';
    for (const html of [page, page.replace('<article>', `${noscript}<article>`)]) {
      const parsed = new DOMParser().parseFromString(html, 'text/html');
      const before = parsed.documentElement.outerHTML;
      const { removed, restore } = declutter(parsed);
      expectEqual(removed.length, 2);
      const attribute = parsed
        .querySelector('#slot')
        ?.getAttributeNames()
        .find((name) => name.startsWith('data-muslin-'));
      expectEqual(parsed.querySelectorAll(`[${attribute}]`).length, 2);
      const rule = parsed.querySelector('style')?.textContent ?? '';
      expect(rule.startsWith(`[${attribute}=hidden]:not(`) && rule.includes('{display:none!important'), 'its rule');
      restore();
      expectEqual(parsed.documentElement.outerHTML, before);
    }
  },

  'elements where no markup would put them do not confuse': () =>
    inFrame(page, (page) => {
      const before = page.querySelector('article') as Element;
      const template = page.createElement('template');
      template.innerHTML = '<div class="ad-slot"><p>In a template.</p></div><template><i></i></template>';
      const title = page.createElement('textarea');
      title.append(page.createElement('b'));
      const line = page.createElement('br');
      line.append(page.createElement('b'));
      before.prepend(template, title, line);
      const { removed, restore } = declutter(page);
      expect(!shown(page, '#slot') && !shown(page, 'aside'), 'the right ones');
      expect(shown(page, 'h1') && shown(page, 'nav'), 'and no others');
      expect(removed.length >= 2, 'told');
      restore();
    }),

  'scripts and comments that would read as markup do not confuse': () =>
    inFrame(page, (page) => {
      const script = page.createElement('script');
      script.type = 'application/json';
      script.textContent = '{"html":"<div></div></script><p>An end.</p>"}';
      const style = page.createElement('style');
      style.textContent = '/* </style><i> */';
      const quoted = page.createElement('script');
      quoted.type = 'text/plain';
      quoted.textContent = '<!-- <script>';
      page.head.append(script, style, quoted);
      for (const text of [' --> <b>x</b>', '> <i>', '-> <i>', 'a --!> <i>'])
        page.body.prepend(page.createComment(text));
      const host = page.createElement('story-part');
      page.querySelector('article')?.prepend(host);
      host
        .attachShadow({ mode: 'open' })
        .append(page.createComment('--><p class="ad-slot">Buy'), style.cloneNode(true));
      const before = whole(page);
      const { removed, restore } = declutter(page);
      expectEqual(removed.length, 2);
      expect(!shown(page, '#slot') && !shown(page, 'aside') && shown(page, 'h1'), 'the right ones');
      restore();
      expectEqual(whole(page), before);
    }),

  'two at work do not disturb each other': () =>
    inFrame(page, (page) => {
      const before = whole(page);
      const ads = declutter(page, { remove: ['ad'], watch: false });
      const others = declutter(page, { remove: ['ad', 'recommendation'], watch: false });
      ads.restore();
      expect(!shown(page, '#slot') && !shown(page, 'aside'), 'hidden by the other');
      others.restore();
      expectEqual(whole(page), before);
    }),

  'forms and controls that hide properties are hidden and put back': () => {
    const names = {
      page: ['URL', 'nodeType', 'implementation', 'defaultView', 'documentElement', 'head', 'body', 'host'],
      pageMethods: ['querySelectorAll', 'createElement', 'elementsFromPoint', 'adoptedStyleSheets'],
      form: ['attributes', 'nodeType', 'localName', 'parentElement', 'innerText', 'classList', 'id', 'isConnected'],
      formMethods: [
        'closest',
        'matches',
        'setAttribute',
        'getAttribute',
        'removeAttribute',
        'getRootNode',
        'getClientRects',
      ],
    };
    const forms = [...names.page, ...names.pageMethods].map((name) => `<form name="${name}"></form>`);
    const controls = [...names.form, ...names.formMethods, 'querySelectorAll'].map((name) => `<input name="${name}">`);
    const signup = (id: string, style: string) =>
      `<form class="newsletter-signup" id="${id}" style="${style}"><p>Subscribe to our newsletter.</p>${controls.join('')}</form>`;
    const curtain = `<form id="curtain" style="position:fixed;inset:0"><b></b><span hidden>${controls.join('')}</span></form>`;
    const hostile = page.replace('</main>', `</main>${signup('signup', 'position:fixed')}${curtain}${forms.join('')}`);
    return inFrame(hostile, async (page) => {
      const find = (selector: string) => Document.prototype.querySelector.call(page, selector);
      const root = find('html') as Element;
      const before = root.outerHTML;
      const { removed, restore } = declutter(page, { remove: ['ad', 'newsletter'] });
      expect(!isShown(find('#slot')) && !isShown(find('p ~ input')) && !isShown(find('#curtain > b')), 'hidden');
      expectEqual(removed.length, 3);
      find('body')?.insertAdjacentHTML('beforeend', signup('late', ''));
      await until('the late one is hidden', () => !isShown(find('#late > input')));
      restore();
      find('#late')?.remove();
      expectEqual(root.outerHTML, before);
      expect(isShown(find('#slot')) && isShown(find('p ~ input')), 'shown again');
    });
  },

  'what goes wrong leaves the page as it was': () =>
    inFrame(page, (page) => {
      const before = whole(page);
      const thrown = new Error('no interest');
      const onRemoved = () => {
        throw thrown;
      };
      expectEqual(thrownBy(() => declutter(page, { onRemoved })) === thrown, true, 'what onRemoved throws');
      expectEqual(whole(page), before);
      expectEqual(thrownBy(() => declutter(page, { maxBytes: 100 })).code, 'too-large');
      const signal = AbortSignal.abort();
      expect(thrownBy(() => declutter(page, { signal })) === signal.reason, "the signal's reason");
      for (const [options, message] of [
        [{ watch: 1 }, 'declutter: options.watch must be true or false, got number'],
        [{ overlays: 'all' }, 'declutter: options.overlays must be true or false, got string'],
        [{ remove: 'ad' }, 'declutter: options.remove must be an array, got string'],
      ] as [never, string][]) {
        expectEqual(thrownBy(() => declutter(page, options)).message, message);
      }
      expectEqual(thrownBy(() => declutter({} as never)).message, 'declutter: document must be a Document, got Object');
      expectEqual(whole(page), before);
    }),
};
