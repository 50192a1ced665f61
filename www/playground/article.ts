import { asDay } from './dates.js';
import type { Strained } from './strainer.js';

/** What an article can be shown as: its text, its HTML as a reader would show it, or its Markdown as it is written. */
export type Form = 'article' | 'html' | 'markdown';

/** What is copied of an article in this form. */
export const writtenAs = (form: Form, { text, html, markdown }: Strained): string =>
  (form === 'html' ? html : form === 'markdown' ? markdown : undefined) ?? text;

/** Shows the clean article: its title and its text, block by block, or in another form. */
export function showArticle(host: HTMLElement, article: Strained, form: Form): void {
  const sheet = document.createElement('article');
  if (article.lang) sheet.lang = article.lang;
  sheet.dir = article.dir ?? 'auto';
  sheet.append(...heading(article), ...bodyOf(article, form));
  host.replaceChildren(sheet);
  host.scrollTop = 0;
}

/** What stands where the article would, when the page holds none. */
export function showNoArticle(host: HTMLElement): void {
  const empty = document.createElement('div');
  empty.className = 'state';
  const title = document.createElement('p');
  title.className = 'state-title';
  title.textContent = 'No article in this page';
  const why = document.createElement('p');
  why.textContent =
    'Nothing in it reads like running text. A start page, a list of links or a page that a script fills in has none; what there was is listed as left out.';
  empty.append(title, why);
  host.replaceChildren(empty);
}

function heading({ title, byline, siteName, publishedTime }: Strained): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (title) {
    const headline = document.createElement('h3');
    headline.className = 'headline';
    headline.dir = 'auto';
    headline.textContent = title;
    parts.push(headline);
  }
  const line = [byline, siteName, publishedTime && asDay(publishedTime)].filter(Boolean);
  if (line.length > 0) {
    const credit = document.createElement('p');
    credit.className = 'credit';
    credit.append(...line.flatMap((part, at) => [at === 0 ? '' : ' · ', isolated(part ?? '')]));
    parts.push(credit);
  }
  return parts;
}

/** Names and dates in several scripts on one line: each keeps its direction to itself. */
function isolated(text: string): HTMLElement {
  const bdi = document.createElement('bdi');
  bdi.textContent = text;
  return bdi;
}

/** Cleaned text has neither HTML nor Markdown: it is shown as text then. */
function bodyOf({ text, html, markdown }: Strained, form: Form): HTMLElement[] {
  if (form === 'markdown' && markdown !== undefined) {
    const source = document.createElement('pre');
    source.className = 'markdown';
    source.textContent = markdown;
    return [source];
  }
  if (form !== 'html' || html === undefined) return blocks(text);
  const body = document.createElement('div');
  body.className = 'document';
  // Safe to show as it is: see the README, and the attacks in the tests.
  body.innerHTML = html;
  for (const link of body.querySelectorAll<HTMLAnchorElement>('a[href]:not([href^="#"])')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return [body];
}

/** Blocks are parted by one blank line; the lines within one (of a list, a table, code) are kept as they are. */
function blocks(text: string): HTMLElement[] {
  return text.split('\n\n').map((block) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = block;
    if (block.includes('\n') || block.includes('\t')) paragraph.className = 'lines';
    return paragraph;
  });
}
