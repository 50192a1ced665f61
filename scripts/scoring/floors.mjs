// Quality floors: what the scores must not fall below. Lowering one takes an edit of floors.json, which shows.
import { readFileSync } from 'node:fs';
import { fromTop } from '../paths.mjs';

/** @typedef {Record<string, Record<string, number>>} Scores  of one corpus: group, metric, figure */
/** @typedef {{ min?: number, max?: number }} Bound */
/** @typedef {Record<string, Record<string, Bound>>} Floors  of one corpus: group, metric, bound */

/** @param {string} corpus @returns {Floors} none for a corpus that has none */
export const floorsOf = (corpus) => JSON.parse(readFileSync(fromTop('scripts', 'floors.json'), 'utf8'))[corpus] ?? {};

/**
 * Holds scores against their floors.
 *
 * @param {Scores} scores
 * @param {Floors} floors
 * @returns {{ ok: boolean, line: string }[]} a verdict for every floor
 */
export function compare(scores, floors) {
  return Object.entries(floors).flatMap(([group, metrics]) =>
    Object.entries(metrics).map(([metric, { min = -Infinity, max = Infinity }]) => {
      const figure = scores[group]?.[metric];
      const name = `${group} ${metric}`;
      // A floor that nothing is held against would pass for ever.
      if (figure === undefined) return { ok: false, line: `${name} was not scored, yet it has a floor` };
      const shown = Number.isInteger(figure) ? figure : figure.toFixed(4);
      if (figure < min) return { ok: false, line: `${name} ${shown} is under its floor of ${min}` };
      if (figure > max) return { ok: false, line: `${name} ${shown} is over its ceiling of ${max}` };
      return { ok: true, line: `${name} ${shown} (${min > -Infinity ? `at least ${min}` : `at most ${max}`})` };
    }),
  );
}
