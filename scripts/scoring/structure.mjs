// What a document is made of, told so that HTML and the HTML that a Markdown renderer makes can be held against each other.
// What Markdown has no sign for is told as what is written in its place: terms of a glossary and summaries are strong
// paragraphs, captions are paragraphs, keys are code.

import { markFormulas, sameFormulas } from './formulas.mjs';

/** @typedef {{ blocks: string[], marks: string[] }} Structure */

const containers = new Set(['BLOCKQUOTE', 'UL', 'OL', 'LI']);
const transparent = new Set(['DL', 'DD', 'DETAILS', 'FIGURE', 'FIGCAPTION', 'CAPTION', 'VIDEO', 'AUDIO']);
const strong = new Set(['DT', 'SUMMARY']);
const blocks = new Set([
  'P',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'PRE',
  'TABLE',
  'HR',
  ...containers,
  ...transparent,
  ...strong,
]);

/** @param {string} text */
const flat = (text) => text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/gu, '');

/**
 * @param {Element} root  the document's blocks are its children
 * @returns {Structure}
 */
function structureOf(root) {
  /** @type {Structure} */
  const found = { blocks: [], marks: [] };
  for (const q of root.querySelectorAll('q')) q.replaceWith('\u201c', ...q.childNodes, '\u201d');
  for (const player of root.querySelectorAll('video, audio')) {
    const link = root.ownerDocument.createElement('a');
    link.href = player.getAttribute('src') ?? player.querySelector('source')?.getAttribute('src') ?? '';
    link.textContent = player.tagName === 'VIDEO' ? 'Video' : 'Audio';
    player.replaceWith(link);
  }
  const notes = takeNotes(root);
  tell(root, '', found);
  for (const [number, note] of notes) tell(note, `note ${number} `, found);
  for (const [, note] of notes) root.append(note);
  for (const element of root.querySelectorAll('a[href], img, code, kbd, samp, strong, em, del, s')) {
    const mark = markOf(element);
    if (mark !== undefined) found.marks.push(mark);
  }
  found.marks.sort();
  return found;
}

/**
 * Takes the footnotes out of a document, ours or markdown-it-footnote's, and puts `[^1]` for what refers to them.
 *
 * @param {Element} root
 * @returns {[string, Element][]} numbers and notes, in order
 */
function takeNotes(root) {
  for (const back of root.querySelectorAll('a[href^="#fnref"]')) back.remove();
  for (const reference of root.querySelectorAll('a[href^="#fn"]')) {
    const number = reference.getAttribute('href')?.match(/\d+/)?.[0];
    (reference.closest('sup.footnote-ref') ?? reference).replaceWith(`[^${number}]`);
  }
  const notes = [...root.querySelectorAll('[id^="fn"]')];
  for (const note of notes) note.remove();
  for (const rest of root.querySelectorAll('.footnotes, .footnotes-sep')) rest.remove();
  const numbered = notes.map((note) => /** @type {[string, Element]} */ ([note.id.match(/\d+/)?.[0] ?? '', note]));
  return numbered.sort(([one], [other]) => Number(one) - Number(other));
}

/**
 * The structure of a document's HTML, and that of its Markdown read back, with formulas told alike.
 *
 * @param {Element} ours
 * @param {Element} read
 * @returns {[Structure, Structure]}
 */
export function structuresOf(ours, read) {
  markFormulas(ours);
  const [own, other] = [structureOf(ours), structureOf(read)];
  own.blocks = sameFormulas(own.blocks, other.blocks);
  own.marks = sameFormulas(own.marks, other.marks).sort();
  return [own, other];
}

/** @param {Element} element */
function markOf(element) {
  // In code, Markdown has neither links nor pictures.
  if (element.closest('pre')) return undefined;
  const text = flat(element.textContent ?? '');
  switch (element.tagName) {
    case 'A':
      return `a ${decoded(element.getAttribute('href'))} ${text}`;
    case 'IMG':
      // What would end a script or a comment is not in HTML's attributes, but is in Markdown.
      return `img ${decoded(element.getAttribute('src'))} ${flat(element.getAttribute('alt') ?? '').replace(/<(?=\/)|(?<=[-!\]])>/g, '')}`;
    case 'CODE':
    case 'KBD':
    case 'SAMP':
      return text === '' || element.querySelector('a') ? undefined : `code ${text}`;
    default:
      return undefined;
  }
}

/** @param {string | null} address */
function decoded(address) {
  try {
    return decodeURI(address ?? '');
  } catch {
    return address ?? '';
  }
}

/** @param {Node} node @param {string} path @param {Structure} found */
function tell(node, path, found) {
  let line = '';
  const end = () => {
    if (flat(line) !== '') found.blocks.push(`${path}p ${flat(line)}`);
    line = '';
  };
  for (const child of node.childNodes) {
    const name = child.nodeName;
    if (!blocks.has(name)) {
      line += name === 'IMG' ? '\u25a1' : picturesToo(child);
      continue;
    }
    end();
    const element = /** @type {Element} */ (child);
    if (name === 'PRE') {
      const language = element.querySelector('code')?.className.replace('language-', '') ?? '';
      found.blocks.push(`${path}pre ${language} ${(element.textContent ?? '').replace(/\n+$/, '')}`);
    } else if (name === 'TABLE') tellTable(element, path, found);
    else if (name === 'HR') found.blocks.push(`${path}hr`);
    else if (name === 'OL') tellNumbered(element, path, found);
    else if (containers.has(name)) tell(element, `${path}${name.toLowerCase()} `, found);
    else if (transparent.has(name) || (strong.has(name) && element.querySelector('p'))) tell(element, path, found);
    else {
      const kind = strong.has(name) ? 'p' : name.toLowerCase();
      const text = flat(picturesToo(element));
      if (text !== '') found.blocks.push(`${path}${kind} ${text}`);
    }
  }
  end();
}

/**
 * An ordered list; where a number is out of line, Markdown has to begin another.
 *
 * @param {Element} list
 * @param {string} path
 * @param {Structure} found
 */
function tellNumbered(list, path, found) {
  let start = Number(list.getAttribute('start') ?? 1);
  let next = start;
  for (const item of list.children) {
    const own = Number(item.getAttribute('value') ?? next);
    if (own !== next) start = own;
    next = own + 1;
    tell(item, `${path}ol${start} li `, found);
  }
}

/** Text with a sign for each picture. @param {Node} node @returns {string} */
function picturesToo(node) {
  if (node.nodeName === 'IMG') return '\u25a1';
  if (node.childNodes.length === 0) return node.textContent ?? '';
  return [...node.childNodes].map(picturesToo).join('');
}

/** @param {Element} table @param {string} path @param {Structure} found */
function tellTable(table, path, found) {
  const caption = table.querySelector(':scope > caption');
  if (caption) tell(caption, path, found);
  /** @type {number[]} rows that a cell from above still takes, by column */
  const taken = [];
  for (const row of table.querySelectorAll('tr')) {
    /** @type {string[]} */
    const cells = [];
    const skip = () => {
      while ((taken[cells.length] ?? 0) > 0) {
        taken[cells.length] = (taken[cells.length] ?? 0) - 1;
        cells.push('');
      }
    };
    for (const cell of row.children) {
      skip();
      const [columns, rows] = ['colspan', 'rowspan'].map((name) => Number(cell.getAttribute(name) ?? 1));
      for (let column = 0; column < Math.min(columns ?? 1, 50); column += 1) {
        taken[cells.length] = (rows ?? 1) - 1;
        cells.push(column === 0 ? flat(picturesToo(cell)) : '');
      }
    }
    skip();
    while (cells.at(-1) === '') cells.pop();
    if (cells.length > 0) found.blocks.push(`${path}tr ${cells.join('|')}`);
  }
}

/**
 * What one list has and another has not.
 *
 * @param {string[]} list
 * @param {string[]} other
 */
export function missing(list, other) {
  /** @type {Map<string, number>} */
  const left = new Map();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0;
  });
}
