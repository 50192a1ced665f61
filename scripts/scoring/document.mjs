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

/** @typedef {{ pictures: string[][], links: string[], code: string[], tables: string[], text: string, linksIn: (text: string) => string[] }} Parts */

/** @param {string} folder @param {Article[]} articles */
function peerParts(folder, articles) {
  const kinds = /** @type {const} */ (['pictures', 'links', 'code', 'tables']);
  const counts = Object.fromEntries(kinds.map((kind) => [kind, { all: 0, found: 0 }]));
  const textLinks = { all: 0, found: 0 };
  const byId = new Map(articles.map((article) => [article.id, article]));
  for (const file of readdirSync(join(folder, 'pages')).sort()) {
    const id = file.replace('.html.gz', '');
    const page = gunzipSync(readFileSync(join(folder, 'pages', file))).toString('utf8');
    const dom = new JSDOM(page, { url: peerAddress, virtualConsole: new VirtualConsole() });
    const article = new Readability(dom.window.document).parse();
    const [theirs, ours] = [article?.content ?? '', byId.get(id)?.html ?? ''].map(partsOf);
    if (!theirs || !ours) continue;
    for (const kind of kinds) {
      const lost = lostOf(kind, theirs, ours);
      const count = counts[kind];
      if (!count) continue;
      count.all += theirs[kind].length;
      count.found += theirs[kind].length - lost.length;
      if (kind === 'links') {
        const within = lostOf(kind, { ...theirs, links: theirs.linksIn(ours.text) }, ours);
        textLinks.all += theirs.linksIn(ours.text).length;
        textLinks.found += theirs.linksIn(ours.text).length - within.length;
        for (const part of within) say(`  ${id}: link in text that is kept: ${String(part).slice(0, 160)}`);
      }
      for (const part of lost.slice(0, 3)) say(`  ${id}: ${kind}: ${String(part).slice(0, 160)}`);
      if (lost.length > 3) say(`  ${id}: ${kind}: ${lost.length - 3} more`);
    }
  }
  say(`${bold(peer)}: of the parts of Readability's articles, those that are in ours`);
  for (const [kind, { all, found }] of Object.entries(counts)) {
    say(`  ${kind.padEnd(10)}${found} of ${all}, ${((100 * found) / Math.max(1, all)).toFixed(1)} %`);
  }
  const { all, found } = textLinks;
  say(
    `  of the links in text that ours has too: ${found} of ${all}, ${((100 * found) / Math.max(1, all)).toFixed(1)} %`,
  );
  return Object.fromEntries(Object.entries(counts).map(([kind, { all, found }]) => [kind, found / Math.max(1, all)]));
}

/** @param {'pictures' | 'links' | 'code' | 'tables'} kind @param {Parts} theirs @param {Parts} ours @returns {(string | string[])[]} */
function lostOf(kind, theirs, ours) {
  if (kind === 'pictures') {
    const own = new Set(ours.pictures.flat());
    return theirs.pictures.filter((addresses) => !addresses.some((address) => own.has(address)));
  }
  if (kind === 'links') {
    const own = new Set(ours.links);
    return theirs.links.filter((link) => !own.has(link));
  }
  const own = ours[kind].join(' ');
  return theirs[kind].filter((text) => !own.includes(text));
}

/** @param {string} html @returns {Parts} */
function partsOf(html) {
  const { document } = new JSDOM(html, { url: peerAddress }).window;
  const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)];
  const pictures = all('img').map((image) => {
    const set = (image.getAttribute('srcset') ?? '').split(/,\s+/).map((part) => part.trim().split(/\s+/)[0] ?? '');
    const ofPicture = [...(image.closest('picture')?.querySelectorAll('source') ?? [])].flatMap((source) =>
      (source.getAttribute('srcset') ?? '').split(/,\s+/).map((part) => part.trim().split(/\s+/)[0] ?? ''),
    );
    return [image.getAttribute('src') ?? '', ...set, ...ofPicture].filter(Boolean).map(plainAddress);
  });
  const links = all('a[href]').filter((link) => link.textContent?.trim() || link.querySelector('img'));
  // Links within the page are known by their text: footnotes have numbers of their own in ours.
  const address = (/** @type {Element} */ link) => {
    const href = plainAddress(link.getAttribute('href') ?? '');
    return href.startsWith(`${plainAddress(peerAddress)}#`) ? `# ${flat(link.textContent)}` : href;
  };
  return {
    text: flat(document.body.textContent),
    linksIn: (text) =>
      links
        .filter((link) => {
          const around = flat(link.closest('p, li, td, dd, blockquote, h2, h3')?.textContent ?? '');
          return around.length > 20 && text.includes(around);
        })
        .map(address),
    pictures: pictures.filter((addresses) => addresses.length > 0),
    links: links.map(address),
    code: all('pre')
      .map((pre) => flat(pre.textContent))
      .filter(Boolean),
    tables: all('table')
      .filter((table) => table.querySelectorAll('tr').length > 1 && !table.querySelector('table'))
      .map((table) => flat(table.textContent))
      .filter(Boolean),
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
