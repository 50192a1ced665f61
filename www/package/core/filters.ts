// The user's own filters, compiled once for all the pages that they are given with.
import { checkString } from './arguments.js';
import { call, currentGeneration } from './instance.js';
import type { FilterReport } from './types.js';

/** So many lists are kept compiled; people have one, or a few that take turns. */
const MOST_LISTS = 8;

const numbers = new Map<string, number>();
let generation = -1;

/**
 * The number of a list within the module, which compiles it when it sees it for the first time.
 *
 * @param name  the public function that is at work, for messages
 * @param list  nothing for no filters
 */
export function filtersNumber(name: string, list: string | undefined): number | undefined {
  if (list === undefined) return undefined;
  // What an instance knew is gone with it.
  if (generation !== currentGeneration()) {
    numbers.clear();
    generation = currentGeneration();
  }
  const known = numbers.get(list);
  if (known !== undefined) return known;
  if (numbers.size >= MOST_LISTS) {
    call(name, (raw) => raw.forgetFilters());
    numbers.clear();
  }
  const number = call(name, (raw) => raw.loadFilters(withAddressNames(list)));
  numbers.set(list, number);
  return number;
}

/** A list whose rules for sites with names in other letters than ASCII's are for these names as addresses have them, too. */
function withAddressNames(list: string): string {
  return list.replace(/^(?=[^#\n]*\P{ASCII})[^#\n]+(?=#@?#)/gmu, (sites) =>
    [sites, ...sites.split(',').flatMap(addressName)].join(),
  );
}

/** The name of a site, `~` before it or not and with any suffix or not, in an address; nothing for what is none. */
function addressName(site: string): string[] {
  const trimmed = site.trim();
  const mark = trimmed.startsWith('~') ? '~' : '';
  // Not all browsers take a star for a part of a name.
  const suffix = trimmed.endsWith('.*') ? '.*' : '';
  const name = trimmed.slice(mark.length, trimmed.length - suffix.length);
  try {
    const { hostname } = new URL(`http://${name}`);
    return hostname === name ? [] : [mark + hostname + suffix];
  } catch {
    return [];
  }
}

/**
 * What is understood of a list of filters, and what is not. Needs `await init()` before.
 *
 * ```js
 * const { rules, unsupported, examples } = filterReport(await (await fetch('/easylist.txt')).text())
 * ```
 *
 * @param filters  as in {@link Options}; the list is kept compiled for the pages that it will be given with
 * @throws MuslinError before `init()` has finished
 * @throws TypeError for a wrong argument
 */
export function filterReport(filters: string): FilterReport {
  checkString(filters, 'filterReport: filters');
  const number = filtersNumber('filterReport', filters);
  return call('filterReport', (raw) => raw.filterReport(number as number)) as FilterReport;
}
