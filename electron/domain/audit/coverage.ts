/** What an audit judged, kept beside its findings: what a later one no longer finds may only not have been read. */
import { blindCodes } from './codes.ts';
import type { CheckId, IncomparableCode, NotJudgedCode } from './codes.ts';
import type { FindingCode } from './params.ts';
import { mostNotJudged } from './run.ts';
import type { Audit } from './run.ts';

/** Of one check that was run. */
export interface CheckCoverage {
  readonly check: CheckId;
  /** The sources whose snapshots were judged, by their number in the workspace. */
  readonly sources: readonly { readonly id: number; readonly name: string }[];
  /** Places that it did not judge; `total` says how many there were. */
  readonly blind: readonly { readonly code: NotJudgedCode; readonly where: string }[];
  readonly total: number;
  /** It found more than is kept. */
  readonly cut: boolean;
}
export type Coverage = readonly CheckCoverage[];

/** Why a finding of one audit says nothing of another. */
export interface Incomparable {
  /** Which of the two is blind. */
  readonly side: 'now' | 'before';
  readonly code: IncomparableCode;
  /** Name of a source, or the place that was not judged; may be empty. */
  readonly where: string;
}

export function coverageOf(
  audit: Audit,
  checks: Iterable<CheckId>,
  sources: CheckCoverage['sources'],
): Coverage {
  const blind = Map.groupBy(audit.notJudged, ({ check }) => check);
  return Array.from(checks, (check) => ({
    check,
    sources,
    blind: (blind.get(check) ?? []).map(({ code, where }) => ({ code, where })),
    total: audit.notJudgedCounts.get(check) ?? 0,
    cut: audit.cut.some((one) => one.check === check),
  }));
}

/** Whether the check could judge anything at all. */
export const judgedAny = ({ sources, blind }: CheckCoverage): boolean =>
  sources.length > 0 && !blind.some(({ code, where }) => where === '' && blindCodes.includes(code));

/**
 * Checks that find each thing of a source by that source alone, so that another source that comes or goes brings and takes nothing
 * that they find. All others join directories with accounts, or rules with both.
 */
const ofOneSource: ReadonlySet<CheckId> = new Set<CheckId>([
  'powerful-role',
  'trust-policy',
  'provider-expiry',
  'unused-role',
  'hidden-identity',
  'assigned-to-user',
  'outdated-permission-set',
  'loose-claim-rule',
  'long-term-credentials',
  'cognito-trust',
  'pass-role',
]);

/** What such a check says all the same by what is mapped, which hangs on every source. */
const joins = ({ check, code, changed }: Placed): boolean =>
  !ofOneSource.has(check) || code === 'nameChanged' || (check === 'powerful-role' && changed);

/** What a finding is about, as both audits know it. */
export interface Placed {
  readonly check: CheckId;
  readonly code: FindingCode;
  /** Both audits have it, and say different things of it. */
  readonly changed: boolean;
  /** The source of its subject; null = of none, or not known. */
  readonly source: number | null;
  readonly where: string;
  readonly account: string | null;
}

const accountIds = /\b\d{12}\b/g;

interface CheckPair {
  readonly sources: CheckCoverage['sources'];
  /** Sources that one of the two lacks. */
  readonly lone: readonly (Incomparable & { readonly id: number })[];
  /** What one of the two did not judge and the other did. */
  readonly spots: readonly Incomparable[];
}

/** Compares what two audits judged; each question is answered from tables made once. */
export class Comparability {
  readonly #now: Coverage;
  readonly #before: Coverage | null;
  readonly #pairs = new Map<CheckId, CheckPair | Incomparable>();

  /** `before` null = what was judged then is not known. */
  constructor(now: Coverage, before: Coverage | null) {
    this.#now = now;
    this.#before = before;
  }

  /** Null: the two can be compared for this finding. */
  against(found: Placed): Incomparable | null {
    let pair = this.#pairs.get(found.check);
    if (!pair) this.#pairs.set(found.check, (pair = this.#pair(found.check)));
    if ('code' in pair) return pair;
    const alone = !joins(found) && found.source !== null;
    const lone = pair.lone.find(({ id }) => !alone || id === found.source);
    if (lone) return { side: lone.side, code: lone.code, where: lone.where };
    const { sources } = pair;
    return pair.spots.find((spot) => covers(spot, found, sources)) ?? null;
  }

  #pair(check: CheckId): CheckPair | Incomparable {
    if (!this.#before) return { side: 'before', code: 'coverageNotKept', where: '' };
    const now = this.#now.find((one) => one.check === check);
    const before = this.#before.find((one) => one.check === check);
    if (!now || !before) return { side: now ? 'before' : 'now', code: 'checkNotRun', where: '' };
    return {
      sources: now.sources,
      lone: [...lacking('now', now, before), ...lacking('before', before, now)],
      spots: [...beyond('now', now, before), ...beyond('before', before, now)],
    };
  }
}

/** A place that names another account or another source than the finding’s has nothing to do with it. */
function covers({ where }: Incomparable, found: Placed, sources: CheckCoverage['sources']): boolean {
  const { source, account, where: place } = found;
  if (where === '' || place === '' || where.includes(place) || place.includes(where)) return true;
  const named = where.match(accountIds);
  if (named && account !== null) return named.includes(account);
  if (joins(found) || source === null) return true;
  const of = sources.find(({ name }) => where === name || where.startsWith(`${name} `));
  return of === undefined || of.id === source;
}

const lacking = (side: 'now' | 'before', here: CheckCoverage, there: CheckCoverage) =>
  there.sources
    .filter(({ id }) => here.sources.every((one) => one.id !== id))
    .map(({ id, name }) => ({ side, code: 'sourceNotRead' as const, where: name, id }));

function beyond(side: 'now' | 'before', here: CheckCoverage, there: CheckCoverage): Incomparable[] {
  // Which places are beyond those that are kept is not known.
  if (here.total > mostNotJudged && here.total !== there.total)
    return [{ side, code: here.blind[0]!.code, where: '' }];
  const known = new Set(there.blind.map(({ code, where }) => `${code} ${where}`));
  return [
    ...(here.cut ? [{ side, code: 'cutOff' as const, where: '' }] : []),
    ...here.blind
      .filter(({ code, where }) => !known.has(`${code} ${where}`))
      .map(({ code, where }) => ({ side, code, where })),
  ];
}
