// The text of an article's HTML, block by block: what `textContent` would run together stays apart.

const blocks = new Set(
  (
    'address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 ' +
    'h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const unseen = new Set(['script', 'style', 'template', 'noscript', 'head', 'title']);

/**
 * @param {Node} node  of any DOM
 * @returns {string} each block on a line of its own
 */
export function blockText(node) {
  /** @type {string[]} */
  const pieces = [];
  collect(node, pieces);
  return pieces
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n');
}

/** @param {Node} node @param {string[]} pieces */
function collect(node, pieces) {
  const name = node.nodeName.toLowerCase();
  if (name === '#text') pieces.push((node.nodeValue ?? '').replace(/\s+/g, ' '));
  if (name === '#comment' || unseen.has(name)) return;
  const edge = blocks.has(name) ? '\n' : '';
  pieces.push(edge);
  for (const child of node.childNodes) collect(child, pieces);
  pieces.push(edge);
}
