/** Findings as a board shows them: filtered, ordered, counted. */
import type { AuditFinding } from '#contract/audit.ts';
import type { BoardFacets, BoardFilter, BoardSort } from '#contract/auditBoard.ts';
import { findingStates } from '#contract/auditChoices.ts';
import type { Page } from '#contract/shapes.ts';
import { auditSeverities, checkIds, driftStates, subjectKinds } from '#domain/audit/codes.ts';
import { hasWords, isOpen, textOf, wordsOf } from './told.ts';
import type { Decided, Told } from './told.ts';

type State = (typeof findingStates)[number];
type Facet = 'severities' | 'checks' | 'owners' | 'accounts' | 'kinds' | 'drift' | 'states';

const mostValues = 1000;

const ownerOf = ({ owner }: AuditFinding): string => owner?.id ?? '';

/** Found now, not before alone. */
const isHere = ({ found }: AuditFinding): boolean => found === 'now';

function hasState(one: AuditFinding, state: State): boolean {
  if (state === 'open') return isOpen(one);
  return one.suppression?.state === (state === 'suppressed' ? 'active' : 'expired');
}

/** Which lists of the filter leave a finding out. */
function makeMisses(filter: BoardFilter): (one: AuditFinding) => Facet[] {
  const lists = [
    ['severities', filter.severities, (one: AuditFinding) => one.severity],
    ['checks', filter.checks, (one: AuditFinding) => one.check],
    ['owners', filter.owners, ownerOf],
    ['accounts', filter.accounts, (one: AuditFinding) => one.subject.account ?? ''],
    ['kinds', filter.kinds, (one: AuditFinding) => one.subject.kind],
  ] as const;
  const chosen = lists.flatMap(([facet, values, of]) =>
    values === undefined ? [] : [{ facet, values: new Set<string>(values), of }],
  );
  const { drift, states } = filter;
  return (one) => {
    const out: Facet[] = [];
    for (const { facet, values, of } of chosen) if (!values.has(of(one))) out.push(facet);
    const fits = drift === undefined ? isHere(one) : one.drift !== null && drift.includes(one.drift);
    if (!fits) out.push('drift');
    if (states !== undefined && isHere(one) && !states.some((state) => hasState(one, state)))
      out.push('states');
    return out;
  };
}

const countIn = (counts: Map<string, number>, value: string): void =>
  void counts.set(value, (counts.get(value) ?? 0) + 1);

/** Most first, nobody known last. */
const byMost = ([a, many]: readonly [string, number], [b, few]: readonly [string, number]): number =>
  Number(a === '') - Number(b === '') || few - many || (a < b ? -1 : 1);

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Of an audit that was run, by its name; each answers null where it is not held any more. */
export interface BoardQuestions {
  auditRows(
    id: string,
    decided: Decided,
    filter: BoardFilter,
    sort: BoardSort,
    page: Page,
  ): { total: number; rows: AuditFinding[] } | null;
  auditFacets(id: string, decided: Decided, filter: BoardFilter): BoardFacets | null;
  auditPosition(
    id: string,
    decided: Decided,
    filter: BoardFilter,
    sort: BoardSort,
    key: string,
  ): { offset: number | null } | null;
  auditByKeys(
    id: string,
    decided: Decided,
    keys: readonly string[],
  ): { findings: (AuditFinding | null)[] } | null;
}

export class Board {
  readonly #told: Pick<Told, 'rows'>;
  /** The last orders that were asked for: pages of one follow one another. */
  readonly #orders = new Map<string, readonly AuditFinding[]>();
  /** What words are looked for in, by row. */
  #texts: string[] | null = null;

  constructor(told: Pick<Told, 'rows'>) {
    this.#told = told;
  }

  rows(filter: BoardFilter, sort: BoardSort, page: Page): { total: number; rows: AuditFinding[] } {
    const all = this.#ordered(filter, sort);
    return { total: all.length, rows: all.slice(page.offset, page.offset + page.limit) };
  }

  position(filter: BoardFilter, sort: BoardSort, key: string): { offset: number | null } {
    const offset = this.#ordered(filter, sort).findIndex((one) => one.key === key);
    return { offset: offset < 0 ? null : offset };
  }

  byKeys(keys: readonly string[]): { findings: (AuditFinding | null)[] } {
    const wanted = new Set(keys);
    const found = new Map(this.#told.rows.filter(({ key }) => wanted.has(key)).map((one) => [one.key, one]));
    return { findings: keys.map((key) => found.get(key) ?? null) };
  }

  facets(filter: BoardFilter): BoardFacets {
    const counts: Record<Facet, Map<string, number>> = {
      severities: new Map(), checks: new Map(), owners: new Map(), accounts: new Map(), kinds: new Map(),
      drift: new Map(), states: new Map(),
    }; // prettier-ignore
    const names = new Map<string, string>();
    const matrix = new Map<string, Record<AuditFinding['severity'], number>>();
    const missesOf = makeMisses(filter);
    const words = wordsOf(filter.text);
    let total = 0;
    for (const [at, one] of this.#told.rows.entries()) {
      const misses = missesOf(one);
      // What two lists leave out counts for none of them.
      if (misses.length > 1 || !this.#hasWords(at, words)) continue;
      const fits = (facet: Facet): boolean => misses.length === 0 || misses[0] === facet;
      const owner = ownerOf(one);
      if (fits('severities')) countIn(counts.severities, one.severity);
      if (fits('checks')) countIn(counts.checks, one.check);
      if (fits('owners')) countIn(counts.owners, owner);
      if (fits('accounts')) countIn(counts.accounts, one.subject.account ?? '');
      if (fits('kinds')) countIn(counts.kinds, one.subject.kind);
      if (fits('drift') && one.drift !== null) countIn(counts.drift, one.drift);
      if (fits('states') && isHere(one))
        for (const state of findingStates) if (hasState(one, state)) countIn(counts.states, state);
      if (one.owner) names.set(owner, one.owner.name);
      if (misses.length > 0) continue;
      total++;
      let row = matrix.get(owner);
      if (!row) matrix.set(owner, (row = { critical: 0, high: 0, medium: 0, low: 0, information: 0 }));
      row[one.severity]++;
    }
    const listed = <V extends string>(values: readonly V[], of: ReadonlyMap<string, number>) =>
      values.flatMap((value) => (of.has(value) ? [{ value, count: of.get(value)! }] : []));
    const owners = [...counts.owners].toSorted(byMost);
    return {
      severities: listed(auditSeverities, counts.severities),
      checks: listed(checkIds, counts.checks),
      owners: owners
        .slice(0, mostValues)
        .map(([value, count]) => ({ value, name: names.get(value) ?? '', count })),
      ownersTotal: owners.length,
      accounts: [...counts.accounts]
        .toSorted(byMost)
        .slice(0, mostValues)
        .map(([value, count]) => ({ value, count })),
      kinds: listed(subjectKinds, counts.kinds),
      drift: listed(driftStates, counts.drift),
      states: listed(findingStates, counts.states),
      matrix: owners.slice(0, mostValues).flatMap(([owner]) => {
        const row = matrix.get(owner);
        return row ? [{ owner, name: names.get(owner) ?? '', bySeverity: row }] : [];
      }),
      total,
    };
  }

  #filtered(filter: BoardFilter): AuditFinding[] {
    const missesOf = makeMisses(filter);
    const words = wordsOf(filter.text);
    return this.#told.rows.filter((one, at) => missesOf(one).length === 0 && this.#hasWords(at, words));
  }

  #hasWords(at: number, words: readonly string[]): boolean {
    return hasWords(() => (this.#texts ??= this.#told.rows.map(textOf))[at]!, words);
  }

  #ordered(filter: BoardFilter, sort: BoardSort): readonly AuditFinding[] {
    const name = JSON.stringify([filter, sort]);
    const known = this.#orders.get(name);
    if (known) return known;
    const rows = this.#filtered(filter);
    const compare = orderOf(rows, sort);
    const made = rows.toSorted(compare);
    this.#orders.set(name, made);
    if (this.#orders.size > 4) this.#orders.delete(this.#orders.keys().next().value!);
    return made;
  }
}

type Compare = (a: AuditFinding, b: AuditFinding) => number;

const severityOf = ({ severity }: AuditFinding): number => auditSeverities.indexOf(severity);
const checkOf = ({ check }: AuditFinding): number => checkIds.indexOf(check);
const driftOf = ({ drift }: AuditFinding): number =>
  drift === null ? driftStates.length : driftStates.indexOf(drift);

function comparing(rows: readonly AuditFinding[], by: BoardSort['by']): Compare {
  switch (by) {
    case 'severity':
      return (a, b) => severityOf(a) - severityOf(b);
    case 'check':
      return (a, b) => checkOf(a) - checkOf(b);
    case 'owner': {
      const counts = new Map<string, number>();
      for (const one of rows) countIn(counts, ownerOf(one));
      const rank = new Map([...counts].toSorted(byMost).map(([owner], at) => [owner, at]));
      return (a, b) => rank.get(ownerOf(a))! - rank.get(ownerOf(b))!;
    }
    case 'subject':
      return (a, b) => collator.compare(a.subject.name, b.subject.name);
    case 'account':
      // Of no account comes last.
      return ({ subject: { account: a } }, { subject: { account: b } }) =>
        a === null || b === null ? Number(a === null) - Number(b === null) : collator.compare(a, b);
    case 'drift':
      return (a, b) => driftOf(a) - driftOf(b);
  }
}

/** Equal ones stand the worst first, then as reports have them; whichever way the order is turned. */
function orderOf(rows: readonly AuditFinding[], { group, by, descending }: BoardSort): Compare {
  const lead = group === null ? () => 0 : comparing(rows, group);
  const within = comparing(rows, by);
  const turn = descending ? -1 : 1;
  return (a, b) =>
    lead(a, b) || turn * within(a, b) || severityOf(a) - severityOf(b) || checkOf(a) - checkOf(b);
}
