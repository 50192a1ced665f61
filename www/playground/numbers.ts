import type { Page } from './page.js';
import type { Cleaning, Reading } from './strainer.js';
import { counted, inBytes, inPercent, inTime, inWhole } from './units.js';

/** Shows the size of the page and of its article, the share that was kept, and the time it took. */
export function showNumbers(list: HTMLElement, page: Page, { article, milliseconds, textBytes }: Reading): void {
  list.replaceChildren(
    ...sizeOf(page),
    ...number('Article text', inBytes(textBytes), counted(textBytes, 'byte')),
    ...kept(page, textBytes, 'The article’s text against the whole page, byte for byte'),
    ...(article.wordCount === undefined ? [] : number('Words', inWhole(article.wordCount))),
    ...number('Left out', counted(article.removed.length, 'block')),
    ...time(milliseconds, 'Of the extraction'),
  );
}

/** The same of a page without its clutter. */
export function showCleanNumbers(list: HTMLElement, page: Page, { clean, milliseconds, bytes }: Cleaning): void {
  list.replaceChildren(
    ...sizeOf(page),
    ...number('Without clutter', inBytes(bytes), counted(bytes, 'byte')),
    ...kept(page, bytes, 'What is left against the whole page, byte for byte'),
    ...number('Removed', counted(clean.removed.length, 'block')),
    ...time(milliseconds, 'Of the cleaning'),
  );
}

function sizeOf(page: Page): HTMLElement[] {
  const charset = page.charset && page.charset !== 'utf-8' ? `, ${page.charset}` : '';
  return number('Page', inBytes(page.bytes) + charset, counted(page.bytes, 'byte'));
}

function kept(page: Page, bytes: number, title: string): HTMLElement[] {
  const share = page.bytes === 0 ? 0 : bytes / page.bytes;
  return number('Kept', inPercent(share), title, share);
}

function time(milliseconds: number, of: string): HTMLElement[] {
  const how = 'in this browser; a short page is read several times, and the shortest time counts';
  return number('Time', inTime(milliseconds), `${of}, ${how}`);
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
