// The texts of a page's furniture: the site's menus, its header and footer, which are no clutter.
import { parse, defaultTreeAdapter as tree } from 'parse5';

/** Elements that part no text: those that `clutter_score.py` takes for such. */
const inline = new Set(
  'a abbr b bdi bdo big cite code em font i ins kbd mark q s small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
const unseen = new Set(['script', 'style', 'template', 'noscript', 'svg']);
/** A header or footer in one of these is its own. */
const parts = new Set(['article', 'aside', 'main', 'section']);
const furniture = new Set(['nav', 'menu', 'header', 'footer']);

/** @typedef {import('parse5').DefaultTreeAdapterTypes.Node} Node */

/**
 * @param {string} html
 * @returns {string[]} what stands in the outermost `nav`, `menu`, `header` and `footer` elements that are none of an article or a section
 */
export function furnitureTexts(html) {
  let text = '';
  // Not by calls of itself: pages are as deep as they like.
  /** @type {{ node: Node, inside: boolean, ends?: boolean }[]} */
  const waiting = [{ node: parse(html), inside: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, inside, ends = false } = next;
    if (tree.isTextNode(node)) {
      if (inside) text += node.value;
      continue;
    }
    const name = tree.isElementNode(node) ? node.tagName : '';
    if (inside && !inline.has(name)) text += '\0';
    if (ends || unseen.has(name) || (!inside && parts.has(name))) continue;
    const isInside = inside || furniture.has(name);
    if (isInside) waiting.push({ node, inside: true, ends: true });
    const children = 'childNodes' in node ? node.childNodes : [];
    waiting.push(...children.map((child) => ({ node: child, inside: isInside })).reverse());
  }
  return text.split('\0').filter((passage) => passage.trim() !== '');
}
