// Tables of figures, as Markdown.

/**
 * @param {string[]} head
 * @param {string[][]} rows
 * @returns {string}
 */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|');
  return [head, head.map(() => '---'), ...rows].map((cells) => line(cells.map(cell))).join('\n');
}

/**
 * The cells of a Markdown table, without its head: the first below a heading.
 *
 * @param {string} markdown
 * @param {string} heading  its text
 * @returns {{ head: string[], rows: string[][] }}
 */
export function tableBelow(markdown, heading) {
  const lines = markdown.split('\n');
  const start = lines.indexOf(heading);
  const first = start < 0 ? -1 : lines.findIndex((line, at) => at > start && line.startsWith('|'));
  if (first < 0) return { head: [], rows: [] };
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
  const cells = lines.slice(first, length < 0 ? undefined : first + length).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((text) => text.trim()),
  );
  const [head = [], , ...rows] = cells;
  return { head, rows };
}

/**
 * The value below which a share of the values is; 0.5 for the median.
 *
 * @param {number[]} values  none too
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}
