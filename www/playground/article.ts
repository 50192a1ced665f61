import { asDay } from './dates.js';
import type { Strained } from './strainer.js';

/** Shows the clean article: its title and its text, block by block. */
export function showArticle(host: HTMLElement, article: Strained): void {
  const sheet = document.createElement('article');
  if (article.lang) sheet.lang = article.lang;
  sheet.dir = article.dir ?? 'auto';
  sheet.append(...heading(article), ...blocks(article.text));
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

/** Blocks are parted by one blank line; the lines within one (of a list, a table, code) are kept as they are. */
function blocks(text: string): HTMLElement[] {
  return text.split('\n\n').map((block) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = block;
    if (block.includes('\n') || block.includes('\t')) paragraph.className = 'lines';
    return paragraph;
  });
}
