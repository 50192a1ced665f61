import { asDate } from './dates.js';
import type { Strained } from './strainer.js';
import { inWhole } from './units.js';

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Shows what is known of an article; the facts that a page does not give are named together at the end. */
export function showFacts(list: HTMLElement, article: Strained): void {
  const facts: readonly [name: string, value: string | Node | null | undefined][] = [
    ['Title', article.title],
    ['Byline', article.byline],
    ['Site', article.siteName],
    ['Published', article.publishedTime && time(article.publishedTime)],
    ['Modified', article.modifiedTime && time(article.modifiedTime)],
    ['Language', article.lang && language(article.lang)],
    ['Direction', article.dir && { ltr: 'Left to right', rtl: 'Right to left' }[article.dir]],
    ['Address', article.url && address(article.url)],
    ['Image', article.image && address(article.image)],
    ['Excerpt', article.excerpt],
    ['Words', article.wordCount === undefined ? undefined : inWhole(article.wordCount)],
    ['Score', article.score === undefined ? undefined : score(article.score)],
  ];
  const absent = facts.filter(([, value]) => value === null).map(([name]) => name.toLowerCase());
  list.replaceChildren(
    ...facts.flatMap(([name, value]) => (value ? fact(name, value) : [])),
    ...(absent.length > 0 ? fact('Not given', absent.join(', ')) : []),
  );
}

function fact(name: string, value: string | Node): HTMLElement[] {
  const term = document.createElement('dt');
  term.textContent = name;
  const given = document.createElement('dd');
  given.append(value);
  if (typeof value === 'string') {
    given.dir = 'auto';
    given.title = value; // in full, where the line is cut short
  }
  return [term, given];
}

function time(stated: string): Node {
  const element = document.createElement('time');
  element.dateTime = stated;
  element.title = stated;
  element.textContent = asDate(stated);
  return element;
}

function language(tag: string): string {
  try {
    const name = LANGUAGES.of(tag);
    return name ? `${name} (${tag})` : tag;
  } catch {
    return tag; // not a language tag, whatever the page says
  }
}

/** An address of the web as a link, anything else (`javascript:` among them) as mere text. */
function address(stated: string): Node {
  if (!/^https?:\/\//i.test(stated)) return document.createTextNode(stated);
  const link = document.createElement('a');
  link.href = stated;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  link.textContent = stated.replace(/^https?:\/\/(www\.)?/i, '');
  link.title = stated;
  return link;
}

function score(value: number): Node {
  const shown = document.createElement('span');
  shown.className = 'score';
  const meter = document.createElement('meter');
  meter.max = 1;
  meter.value = value;
  meter.ariaLabel = 'How sure Muslin is that this is an article';
  shown.append(meter, value.toFixed(2));
  return shown;
}
