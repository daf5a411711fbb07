/** What is asked of the board, as the query of its address. Lists are parted by commas; an empty value is written `~`. */
import type { AuditRequest } from '#contract/audit.ts';
import type { BoardFilter, BoardSort } from '#contract/auditBoard.ts';
import { boardGroups, boardOrders } from '#contract/auditChoices.ts';
import { auditSeverities, checkIds, driftStates, subjectKinds } from '#domain/audit/codes.ts';

type Get = (key: string) => string | undefined;

/** Facets and the part of the address that each stands in. */
export const facetKeys = {
  severities: 'sev',
  checks: 'chk',
  owners: 'own',
  accounts: 'acc',
  kinds: 'kind',
  drift: 'dr',
} as const;
export type FacetName = keyof typeof facetKeys;

export const stateChoices = ['open', 'suppressed', 'expired', 'all'] as const;
export type StateChoice = (typeof stateChoices)[number];

const none = '~';
export const listText = (values: readonly string[]): string | undefined =>
  values.length === 0
    ? undefined
    : values
        .map((value) => (value === '' ? none : encodeURIComponent(value).replaceAll('~', '%7E')))
        .join(',');

export function listOf(text: string | undefined): string[] {
  if (!text) return [];
  return text.split(',').map((value) => {
    if (value === none) return '';
    try {
      return decodeURIComponent(value);
    } catch {
      return value;
    }
  });
}

/** Those of a list that are words of ours: an address may come from anywhere. */
const known = <V extends string>(all: readonly V[], text: string | undefined): V[] => {
  const wanted = new Set(listOf(text));
  return all.filter((value) => wanted.has(value));
};

export const readState = (get: Get): StateChoice => stateChoices.find((each) => each === get('st')) ?? 'open';

export function readFilter(get: Get): BoardFilter {
  const filter: BoardFilter = {};
  const severities = known(auditSeverities, get(facetKeys.severities));
  const checks = known(checkIds, get(facetKeys.checks));
  const kinds = known(subjectKinds, get(facetKeys.kinds));
  const drift = known(driftStates, get(facetKeys.drift));
  const owners = listOf(get(facetKeys.owners)).slice(0, 1000);
  const accounts = listOf(get(facetKeys.accounts))
    .filter((each) => each.length <= 64)
    .slice(0, 1000);
  if (severities.length > 0) filter.severities = severities;
  if (checks.length > 0) filter.checks = checks;
  if (kinds.length > 0) filter.kinds = kinds;
  if (drift.length > 0) filter.drift = drift;
  if (owners.length > 0) filter.owners = owners;
  if (accounts.length > 0) filter.accounts = accounts;
  const state = readState(get);
  if (state !== 'all') filter.states = [state];
  const text = (get('q') ?? '').trim().slice(0, 256);
  if (text !== '') filter.text = text;
  return filter;
}

/** By severity, where the address does not say another or `none`. */
export function readSort(get: Get): BoardSort {
  const wanted = get('g');
  const group = wanted === 'none' ? null : (boardGroups.find((each) => each === wanted) ?? 'severity');
  const [by, turn] = (get('s') ?? '').split('.');
  return {
    group,
    by: boardOrders.find((each) => each === by) ?? 'severity',
    descending: turn === 'down',
  };
}

export const sortText = ({ by, descending }: Pick<BoardSort, 'by' | 'descending'>): string | undefined =>
  by === 'severity' && !descending ? undefined : `${by}${descending ? '.down' : ''}`;

/** Checks that are switched off. */
export const readOff = (get: Get) => known(checkIds, get('off'));

/** `auto`: the baseline where one is kept. */
export function readCompare(get: Get): 'auto' | AuditRequest['compareTo'] {
  const text = get('cmp');
  if (text === undefined) return 'auto';
  if (text === 'baseline') return { with: 'baseline' };
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text) && !Number.isNaN(Date.parse(text))
    ? { with: 'before', time: text }
    : null;
}
