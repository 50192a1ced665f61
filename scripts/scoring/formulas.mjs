// Formulas of documents: MathML, or TeX between `\(` and `\)`, in HTML; TeX between dollar signs, or their text, in Markdown. What
// they say cannot be held against each other, only where they stand.
import MarkdownIt from 'markdown-it';
import footnotes from 'markdown-it-footnote';
// @ts-expect-error it has no types
import texmath from 'markdown-it-texmath';

/** What a formula in Markdown is told as, and what stands around the text of one in HTML. */
const [SIGN, START, END] = ['\u2211', '\ue000', '\ue001'];
const TEX = /\\\(.+?\\\)|\\\[.+?\\\]/gs;

const plain = new MarkdownIt().use(footnotes);
const withFormulas = new MarkdownIt().use(footnotes).use(texmath, { delimiters: 'dollars', engine: {} });
for (const [rule, html] of [
  ['math_inline', SIGN],
  ['math_inline_double', SIGN],
  ['math_block', `<p>${SIGN}</p>\n`],
  ['math_block_eqno', `<p>${SIGN}</p>\n`],
]) {
  withFormulas.renderer.rules[String(rule)] = () => String(html);
}

/**
 * Reads Markdown as a renderer does that knows of formulas, if the HTML has any: a dollar sign is only escaped then.
 *
 * @param {string} markdown
 * @param {string} html
 */
export const renderedLike = (markdown, html) =>
  (html.includes('<math') || html.search(TEX) >= 0 ? withFormulas : plain).render(markdown);

/** Marks the formulas of a document's HTML, for {@link sameFormulas}. @param {Node} node */
export function markFormulas(node) {
  for (const child of [...node.childNodes]) {
    const text = child.textContent ?? '';
    if (child.nodeName === 'math') child.replaceWith(START, text, END);
    else if (child.nodeName === '#text') child.textContent = text.replaceAll(TEX, `${START}$&${END}`);
    else if (child.nodeName !== 'PRE' && child.nodeName !== 'CODE') markFormulas(child);
  }
}

/**
 * Tells the marked formulas as the Markdown does that was read back: with their sign, or as text.
 *
 * @param {string[]} ours
 * @param {string[]} read
 */
export function sameFormulas(ours, read) {
  const escaped = (/** @type {string} */ text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return ours.map((told) => {
    if (!told.includes(START)) return told;
    const parts = told.split(new RegExp(`${START}(.*?)${END}`));
    const either = parts.map((part, at) => (at % 2 === 0 ? escaped(part) : `(?:${SIGN}|${escaped(part)})`));
    const same = new RegExp(`^${either.join('')}$`, 's');
    return read.find((other) => same.test(other)) ?? told;
  });
}
