import type { Removed, RemovedKind } from '../package/index.js';

/** What each kind is called, in the order the groups stand in. */
export const KINDS: Readonly<Record<RemovedKind, { readonly one: string; readonly many: string }>> = {
  ad: { one: 'Advertising', many: 'Advertising' },
  recommendation: { one: 'Recommendation', many: 'Recommendations' },
  comments: { one: 'Comments', many: 'Comments' },
  newsletter: { one: 'Newsletter', many: 'Newsletters' },
  share: { one: 'Sharing', many: 'Sharing' },
  consent: { one: 'Consent notice', many: 'Consent notices' },
  paywall: { one: 'Paywall', many: 'Paywalls' },
  navigation: { one: 'Navigation', many: 'Navigation' },
  boilerplate: { one: 'Boilerplate', many: 'Boilerplate' },
};

/** The blocks by kind, in the order of `KINDS`; a kind this page has none of is left out. */
export function byKind(removed: readonly Removed[]): [kind: RemovedKind, blocks: Removed[]][] {
  const groups = new Map<RemovedKind, Removed[]>((Object.keys(KINDS) as RemovedKind[]).map((kind) => [kind, []]));
  for (const block of removed) groups.get(block.kind)?.push(block);
  return [...groups].filter(([, blocks]) => blocks.length > 0);
}
