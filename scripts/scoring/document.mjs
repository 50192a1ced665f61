// Articles as documents: whether Markdown reads back to the structure of the HTML, whether the HTML is what a parser and
// DOMPurify would make of it, and which pictures, links, code and tables of Readability's articles are in ours.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Readability } from '@mozilla/readability';
import createDOMPurify from 'dompurify';
import { JSDOM, VirtualConsole } from 'jsdom';
import { target } from '../paths.mjs';
import { run } from '../programs.mjs';
import { bold, say } from '../report.mjs';
import { renderedLike } from './formulas.mjs';
import { missing, structuresOf } from './structure.mjs';

/** The corpus of pages that Readability's own tests take, and the address they are read at there. */
const peer = 'readability-pages';
const peerAddress = 'http://fakehost/test/page.html';

/** What is printed of what is missing, at most. */
const mostTold = 40;

/**
 * Scores the documents of every corpus.
 *
 * @param {import('./corpora.mjs').Corpus[]} corpora
 * @param {string} results  the folder for predictions
 * @returns {Promise<Record<string, import('./floors.mjs').Scores>>} by corpus
 */
export async function scoreDocuments(corpora, results) {
  /** @type {Record<string, import('./floors.mjs').Scores>} */
  const scores = {};
  for (const { name, folder } of corpora) {
    const predictions = join(results, `${name}.documents.jsonl`);
    const url = name === peer ? ['--url', peerAddress] : [];
    const muslin = join(target, 'release', 'muslin');
    await run(muslin, ['--jsonl', ...url, join(folder, 'pages')], { intoFile: predictions });
    const articles = readFileSync(predictions, 'utf8')
      .trim()
      .split('\n')
      .map((line) => /** @type {Article} */ (JSON.parse(line)));
    scores[name] = { document: { ...roundTrips(name, articles), ...(name === peer && peerParts(folder, articles)) } };
  }
  return scores;
}

/** @typedef {{ id: string, html: string, markdown: string }} Article */

const blank = () => new JSDOM('<!doctype html><body></body>').window;

/** @param {string} name @param {Article[]} articles */
function roundTrips(name, articles) {
  const { document } = blank();
  const purifier = blank();
  const purify = createDOMPurify(purifier);
  const told = { blocks: 0, back: 0, marks: 0, marksBack: 0, whole: 0, pure: 0 };
  let shown = 0;
  for (const { id, html, markdown: source } of articles) {
    const [ours, read] = [html, renderedLike(source, html)].map((text) => {
      const body = document.createElement('div');
      body.innerHTML = text;
      return body;
    });
    if (!ours || !read) continue;
    const parsed = ours.innerHTML;
    const pure = purify.sanitize(html);
    if (pure === parsed) told.pure += 1;
    else say(`  ${id}: DOMPurify or the parser changes it: ${difference(html, parsed) || difference(parsed, pure)}`);
    const [one, other] = structuresOf(ours, read);
    const lost = [
      ...missing(one.blocks, other.blocks).map((block) => `- ${block}`),
      ...missing(other.blocks, one.blocks).map((block) => `+ ${block}`),
    ];
    const marks = [
      ...missing(one.marks, other.marks).map((mark) => `- ${mark}`),
      ...missing(other.marks, one.marks).map((mark) => `+ ${mark}`),
    ];
    told.blocks += one.blocks.length;
    told.back += one.blocks.length - lost.filter((block) => block.startsWith('-')).length;
    told.marks += one.marks.length;
    told.marksBack += one.marks.length - marks.filter((mark) => mark.startsWith('-')).length;
    if (lost.length + marks.length === 0) told.whole += 1;
    else if (shown < mostTold) {
      shown += 1;
      for (const line of [...lost, ...marks].slice(0, 4)) say(`  ${id}: ${line.slice(0, 200)}`);
    }
  }
  const share = (/** @type {number} */ part, /** @type {number} */ all) => (all === 0 ? 1 : part / all);
  const figures = {
    markdown_whole: share(told.whole, articles.length),
    markdown_blocks: share(told.back, told.blocks),
    markdown_marks: share(told.marksBack, told.marks),
    html_unchanged: share(told.pure, articles.length),
  };
  say(
    `${bold(name)}: ${articles.length} documents, ${told.blocks} blocks, ${told.marks} links, pictures and code spans`,
  );
  for (const [figure, value] of Object.entries(figures)) say(`  ${figure.padEnd(18)}${(value * 100).toFixed(2)} %`);
  return figures;
}

/** Where two texts part. @param {string} one @param {string} other */
function difference(one, other) {
  if (one === other) return '';
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${JSON.stringify(one.slice(Math.max(0, at - 40), at + 60))} became ${JSON.stringify(other.slice(Math.max(0, at - 40), at + 60))}`;
}

/**
 * A picture, link, piece of code or table of a document.
 *
 * @typedef {object} Part
 * @property {string[]} keys  what it is known by: any address of a picture, that of a link, the text of the others
 * @property {string} around  the text that it stands in
 * @property {string} [tex]  of a picture, the TeX that it may stand for
 */

const kinds = /** @type {const} */ (['pictures', 'links', 'code', 'tables']);

/** @typedef {Record<(typeof kinds)[number], Part[]> & { text: string }} Parts */

/** Where what is missing stands. */
const places = /** @type {const} */ (['in text that is left out', 'beside text that is kept']);

/** @param {string} folder @param {Article[]} articles */
function peerParts(folder, articles) {
  const counts = kinds.map((kind) => ({ kind, all: 0, found: 0, inText: 0, foundInText: 0 }));
  const byId = new Map(articles.map((article) => [article.id, article]));
  for (const file of readdirSync(join(folder, 'pages')).sort()) {
    const id = file.replace('.html.gz', '');
    const page = gunzipSync(readFileSync(join(folder, 'pages', file))).toString('utf8');
    const dom = new JSDOM(page, { url: peerAddress, virtualConsole: new VirtualConsole() });
    const article = new Readability(dom.window.document).parse();
    const theirs = partsOf(article?.content ?? '');
    const ours = partsOf(byId.get(id)?.html ?? '');
    const formulas = formulasOf(byId.get(id)?.markdown ?? '');
    for (const count of counts) {
      const has = hasOf(count.kind, ours, formulas);
      for (const place of places) {
        const isKept = place === places[1];
        const here = theirs[count.kind].filter((part) => isKept === ours.text.includes(part.around));
        const lost = here.filter((part) => !has(part));
        count.all += here.length;
        count.found += here.length - lost.length;
        if (isKept) {
          count.inText += here.length;
          count.foundInText += here.length - lost.length;
        }
        for (const part of lost.slice(0, 3)) say(`  ${id}: ${count.kind}, ${place}: ${part.keys[0]?.slice(0, 160)}`);
        if (lost.length > 3) say(`  ${id}: ${count.kind}, ${place}: ${lost.length - 3} more`);
      }
    }
  }
  say(`${bold(peer)}: of the parts of Readability's articles, those that are in ours`);
  const share = (/** @type {number} */ part, /** @type {number} */ all) => part / Math.max(1, all);
  const told = (/** @type {number} */ part, /** @type {number} */ all) =>
    `${part} of ${all}, ${(100 * share(part, all)).toFixed(1)} %`;
  for (const { kind, all, found, inText, foundInText } of counts) {
    say(`  ${kind.padEnd(10)}${told(found, all)}; beside text that ours has too: ${told(foundInText, inText)}`);
  }
  return Object.fromEntries(
    counts.flatMap(({ kind, all, found, inText, foundInText }) => [
      [kind, share(found, all)],
      [`${kind}_in_text`, share(foundInText, inText)],
    ]),
  );
}

/**
 * Tells whether a document has a part.
 *
 * @param {(typeof kinds)[number]} kind
 * @param {Parts} ours
 * @param {Set<string>} formulas  the TeX of its formulas
 * @returns {(part: Part) => boolean}
 */
function hasOf(kind, ours, formulas) {
  if (kind === 'pictures' || kind === 'links') {
    const own = new Set(ours[kind].flatMap((part) => part.keys));
    return ({ keys, tex }) => keys.some((key) => own.has(key)) || formulas.has(tex ?? '');
  }
  const own = ours[kind].flatMap((part) => part.keys).join(' ');
  return ({ keys }) => keys.some((key) => own.includes(key));
}

/** The TeX of a document's formulas. @param {string} markdown */
const formulasOf = (markdown) => new Set([...markdown.matchAll(/\$\$?([^$]+)\$\$?/g)].map(([, own]) => tex(own ?? '')));

/** TeX without its spaces, and without the style that MediaWiki wraps it in. @param {string} source */
const tex = (source) => source.replace(/\\(?:display|text)style|[\s{}]/g, '');

/** The text around a picture or a link: of the innermost element that has more than a few words. @param {Element} element */
function textAround(element) {
  for (let outer = element.parentElement; outer; outer = outer.parentElement) {
    const text = flat(outer.textContent);
    if (text.length > 20) return text;
  }
  return '';
}

/** @param {string} html @returns {Parts} */
function partsOf(html) {
  const { document } = new JSDOM(html, { url: peerAddress }).window;
  const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)];
  const set = (/** @type {Element} */ element) =>
    (element.getAttribute('srcset') ?? '').split(/,\s+/).map((part) => part.trim().split(/\s+/)[0] ?? '');
  const pictures = all('img').map((image) => {
    const sources = [...(image.closest('picture')?.querySelectorAll('source') ?? [])];
    const alt = image.getAttribute('alt') ?? '';
    return {
      keys: [image.getAttribute('src') ?? '', ...set(image), ...sources.flatMap(set)].filter(Boolean).map(plainAddress),
      around: textAround(image),
      tex: tex(alt),
    };
  });
  const shows = (/** @type {Element} */ link) => link.textContent?.trim() || link.querySelector('img');
  // What says nothing in a heading is its link to itself: '#', '\u00b6'.
  const isItself = (/** @type {Element} */ link) => !flat(link.textContent) && link.closest('h1, h2, h3, h4, h5, h6');
  const links = all('a[href]').filter((link) => shows(link) && !isItself(link));
  // Links within the page are known by their text: footnotes have numbers of their own in ours.
  const address = (/** @type {Element} */ link) => {
    const href = plainAddress(link.getAttribute('href') ?? '');
    return href.startsWith(`${plainAddress(peerAddress)}#`) ? `# ${flat(link.textContent)}` : href;
  };
  const text = (/** @type {Element} */ element) => ({
    keys: [flat(element.textContent)],
    around: flat(element.textContent),
  });
  // One column is for the layout.
  const isData = (/** @type {Element} */ table) =>
    table.querySelectorAll('tr').length > 1 &&
    !table.querySelector('table') &&
    table.querySelector('td + td, th + td, th + th');
  return {
    text: flat(document.body.textContent),
    pictures: pictures.filter(({ keys }) => keys.length > 0),
    links: links.map((link) => ({ keys: [address(link)], around: textAround(link) })),
    code: all('pre')
      .map(text)
      .filter(({ around }) => around),
    tables: all('table')
      .filter(isData)
      .map(text)
      .filter(({ around }) => around),
  };
}

/** @param {string | null} text */
const flat = (text) => (text ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');

/** @param {string} address */
function plainAddress(address) {
  try {
    const { host, pathname, search, hash } = new URL(address, peerAddress);
    return decodeURIComponent(host + pathname + search + hash);
  } catch {
    return address;
  }
}
