// node bench/peers/time.mjs FOLDER: Muslin's time in Node beside that of its peers, over the same pages in one process, each page
// read by all in turn.
import { extract } from '../../dist/package/node.js';
import { extractors } from './extractors.mjs';
import { pagesOf } from './pages.mjs';
import { quantile, table } from './tables.mjs';

/** Pages are read so often by each; the first time warms up. */
const rounds = 4;
/** Of smaller pages the fixed costs would be the whole figure, in bytes. */
const smallest = 20_000;
/** Of more pages every second, every third and so on is taken. */
const most = 100;

/** @type {[name: string, read: (html: string) => unknown][]} Muslin first */
const readers = [['Muslin', (html) => extract(html)], ...Object.entries(extractors)];

/** @param {(html: string) => unknown} read @param {string} html @returns {Promise<number>} milliseconds; NaN where it throws */
async function timed(read, html) {
  const began = performance.now();
  try {
    await read(html);
  } catch {
    return Number.NaN;
  }
  return performance.now() - began;
}

/**
 * Has every page read by all.
 *
 * @param {import('./pages.mjs').Page[]} pages
 * @returns {Promise<number[][]>} by reader, of each page the fastest time, so that what else the machine does counts little
 */
async function fastestTimes(pages) {
  const fastest = readers.map(() => pages.map(() => Number.POSITIVE_INFINITY));
  for (let round = 0; round < rounds; round += 1) {
    for (const [number, { html }] of pages.entries()) {
      // In turn each is the first.
      for (const which of readers.map((_, turn) => (turn + round) % readers.length)) {
        const [, read] = readers[which] ?? ['', () => {}];
        const time = await timed(read, html);
        const times = fastest[which] ?? [];
        if (round > 0) times[number] = Math.min(times[number] ?? Number.NaN, time);
      }
    }
  }
  return fastest;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('a folder of .html and .html.gz');
const large = pagesOf(folder).filter(({ bytes }) => bytes >= smallest);
const pages = large.filter((_, index) => index % Math.ceil(large.length / most) === 0);

// What is said of the pages, of their styles above all, is not wanted here.
console.log = console.warn = console.error = () => {};
const fastest = await fastestTimes(pages);
const [muslin = []] = fastest;
const rows = readers.map(([name], which) => {
  const times = fastest[which] ?? [];
  const ratios = times.map((time, page) => time / (muslin[page] ?? Number.NaN)).filter(Number.isFinite);
  const cells = [0.5, 0.05, 0.95].map((share) => `${quantile(ratios, share).toPrecision(3)} ×`);
  return [name, ...cells, `${pages.length - ratios.length}`];
});
const head = [`${pages.length} pages`, 'time, median of the pages', '5 % of them below', '5 % above', 'pages failed'];
process.stdout.write(`${table(head, rows)}\n`);
