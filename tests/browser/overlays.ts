// Dialogs and what else lies over a live page: lifted, and the page let go.
import { declutter } from 'muslin';
import { expect, expectEqual } from '../face/expect.mjs';
import { inFrame, isShown, pause, shown, until, whole } from './frames.js';
import { locked, page } from './pages.js';

export const overlays = {
  'a dialog goes with its curtain and lets the page scroll': () =>
    inFrame(locked, (page) => {
      const before = whole(page);
      const scrolls = () => page.defaultView?.getComputedStyle(page.body).overflowY !== 'hidden';
      const plain = declutter(page);
      expect(shown(page, '.box') && shown(page, '#curtain') && !scrolls(), 'not asked for');
      plain.restore();

      const kept = declutter(page, { remove: ['consent'], overlays: false });
      expect(!shown(page, '.box') && shown(page, '#curtain') && !scrolls(), 'the dialog alone');
      kept.restore();

      const { removed, restore } = declutter(page, { remove: ['consent'] });
      expect(!shown(page, '.box') && !shown(page, '#curtain') && scrolls(), 'all of it');
      expect(shown(page, '#bar') && shown(page, '#backdrop'), "the page's own header and background stay");
      expectEqual(
        removed.map(({ kind, path }) => [kind, path.split(' ').at(-1)]),
        [
          ['consent', 'div#onetrust-consent-sdk'],
          ['boilerplate', 'div#curtain'],
        ],
      );
      restore();
      expectEqual(whole(page), before);
      expect(!scrolls(), 'locked again');
    }),

  'a modal dialog leaves the page to its reader': () => {
    const modal = '<dialog id="onetrust-consent-sdk"><p>We value your privacy and use cookies.</p></dialog>';
    return inFrame(page.replace('</main>', `</main>${modal}`), async (page) => {
      const dialog = page.querySelector('dialog') as HTMLDialogElement;
      const link = page.querySelector('nav a') as HTMLElement;
      const canBeUsed = () => {
        link.focus();
        return page.activeElement === link;
      };
      dialog.showModal();
      const before = whole(page);
      expect(!canBeUsed(), 'out of reach');
      const { restore } = declutter(page, { remove: ['consent'] });
      expect(!isShown(dialog) && canBeUsed(), 'hidden');
      dialog.showModal();
      expect(!canBeUsed(), 'opened again by the page');
      page.body.append(page.createElement('i'));
      await until('closed again', canBeUsed);
      page.querySelector('body > i')?.remove();
      restore();
      expectEqual(whole(page), before);
      expect(isShown(dialog) && dialog.matches(':modal') && !canBeUsed(), 'out of reach again');

      const gone = declutter(page, { remove: ['consent'] });
      dialog.remove();
      gone.restore();
      expect(!dialog.open && canBeUsed(), 'what the page has taken away stays away');
    });
  },

  'dialogs that lay over each other are opened again as they were': () => {
    const dialogs = `<dialog class="newsletter-signup"><p>Subscribe to our newsletter.</p><input type="email"></dialog>
      <dialog class="cookie-banner"><p>We value your privacy and use cookies.</p><button>Accept</button></dialog>`;
    return inFrame(page.replace('</body>', `${dialogs}</body>`), (page) => {
      const [signup, cookies] = page.querySelectorAll('dialog');
      cookies?.showModal();
      signup?.showModal();
      const { restore } = declutter(page, { remove: ['consent', 'newsletter'] });
      expect(!signup?.open && !cookies?.open, 'closed');
      restore();
      expect(signup?.open && cookies?.open, 'opened');
      cookies?.querySelector('button')?.focus();
      expect(page.activeElement === signup?.querySelector('input'), 'the other one is out of reach, as it was');
    });
  },

  'a dialog that its page opens later leaves the page to its reader': () => {
    const rules = `.cookie-banner, #curtain, #picture { display: none; position: fixed; inset: 0; z-index: 9 }
      .asking { overflow: hidden } .asking > :is(.cookie-banner, #curtain), .showing > #picture { display: block }`;
    const dialogs = `<div class="cookie-banner"><p>We value your privacy and use cookies.</p></div><div id="curtain"></div>
      <div id="picture"></div><dialog class="newsletter-signup"><p>Subscribe to our newsletter.</p></dialog>`;
    const waiting = page.replace('</head>', `<style>${rules}</style></head>`).replace('</body>', `${dialogs}</body>`);
    return inFrame(waiting, async (page) => {
      const { removed, restore } = declutter(page, { remove: ['consent', 'newsletter'] });
      expectEqual(removed.length, 2);
      page.body.className = 'showing';
      await pause(700);
      expect(shown(page, '#picture'), 'what the page opens while no dialog of these would be open');
      page.body.className = 'asking';
      await until('the curtain is lifted', () => !shown(page, '#curtain'));
      expect(page.defaultView?.getComputedStyle(page.body).overflowY !== 'hidden', 'and the page scrolls');
      const dialog = page.querySelector('dialog') as HTMLDialogElement;
      dialog.showModal();
      await until('closed', () => !dialog.open);
      restore();
      expect(shown(page, '.cookie-banner') && shown(page, '#curtain') && dialog.matches(':modal'), 'put back');
    });
  },

  'overlays of any kind are lifted when asked for': () => {
    const overlay = `<div id="wall" style="position:fixed;inset:20%;z-index:9"><p>Tell us what you think of us, and of the weather.</p></div>`;
    return inFrame(locked.replace('</body>', `${overlay}</body>`), (page) => {
      const before = whole(page);
      const { restore } = declutter(page, { remove: [], overlays: true });
      expect(!shown(page, '#wall') && !shown(page, '#curtain'), 'lifted');
      expect(shown(page, '#bar') && shown(page, 'article'), "the page's own");
      restore();
      expectEqual(whole(page), before);
    });
  },
};
