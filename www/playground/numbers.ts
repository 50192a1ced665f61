import type { Page } from './page.js';
import type { Reading } from './strainer.js';
import { counted, inBytes, inPercent, inTime, inWhole } from './units.js';

/** Shows the size of the page and of its article, the share that was kept, and the time it took. */
export function showNumbers(list: HTMLElement, page: Page, { article, milliseconds, textBytes }: Reading): void {
  const share = page.bytes === 0 ? 0 : textBytes / page.bytes;
  const charset = page.charset && page.charset !== 'utf-8' ? `, ${page.charset}` : '';
  list.replaceChildren(
    ...number('Page', inBytes(page.bytes) + charset, counted(page.bytes, 'byte')),
    ...number('Article text', inBytes(textBytes), counted(textBytes, 'byte')),
    ...number('Kept', inPercent(share), 'The article’s text against the whole page, byte for byte', share),
    ...(article.wordCount === undefined ? [] : number('Words', inWhole(article.wordCount))),
    ...number('Left out', counted(article.removed.length, 'block')),
    ...number(
      'Time',
      inTime(milliseconds),
      'Of the extraction, in this browser; a short page is read several times, and the shortest time counts',
    ),
  );
}

function number(name: string, value: string, title = '', share?: number): HTMLElement[] {
  const term = document.createElement('dt');
  term.textContent = name;
  const given = document.createElement('dd');
  given.textContent = value;
  given.title = title;
  if (share !== undefined) {
    const bar = document.createElement('span');
    bar.className = 'share';
    bar.style.setProperty('--share', String(Math.min(share, 1)));
    given.append(bar);
  }
  const pair = document.createElement('div');
  pair.append(term, given);
  return [pair];
}
