/** The audit's limits as a person types them, and what is wrong with them. */
import type { AuditSummary } from '#contract/audit.ts';

export type Settings = AuditSummary['settings'];
export const limitNames = [
  'staleDays',
  'unusedRoleDays',
  'keyDays',
  'expiryDays',
  'manyMembers',
  'sessionHours',
] as const;
export type LimitName = (typeof limitNames)[number];

/** As the contract has them. */
export const limitRanges: Readonly<Record<LimitName, { readonly least: number; readonly most: number }>> = {
  staleDays: { least: 1, most: 3650 },
  unusedRoleDays: { least: 1, most: 3650 },
  keyDays: { least: 1, most: 3650 },
  expiryDays: { least: 0, most: 3650 },
  manyMembers: { least: 1, most: 10_000_000 },
  sessionHours: { least: 0.25, most: 12 },
};

export interface PairForm {
  readonly name: string;
  readonly first: string;
  readonly second: string;
}
export interface LimitsForm {
  readonly limits: Readonly<Record<LimitName, string>>;
  readonly pairs: readonly PairForm[];
}
export type PairProblem = 'name' | 'twice' | 'roles';

export const formOf = (settings: Settings): LimitsForm => ({
  limits: Object.fromEntries(limitNames.map((name) => [name, String(settings[name])])) as Record<
    LimitName,
    string
  >,
  pairs: settings.toxicPairs.map((pair) => ({ ...pair })),
});

function numberOf(name: LimitName, text: string): number | null {
  const trimmed = text.trim().replace(',', '.');
  const pattern = name === 'sessionHours' ? /^\d{1,2}(\.\d{1,4})?$/ : /^\d{1,8}$/;
  const { least, most } = limitRanges[name];
  const value = Number(trimmed);
  return pattern.test(trimmed) && value >= least && value <= most ? value : null;
}

/** The settings that a form says, or what is wrong with it: limits out of their range, pairs by their place. */
export function settingsOf(
  { limits, pairs }: LimitsForm,
):
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly limits: readonly LimitName[]; readonly pairs: ReadonlyMap<number, PairProblem> } {
  const wrong = limitNames.filter((name) => numberOf(name, limits[name]) === null);
  const wrongPairs = new Map<number, PairProblem>();
  for (const [at, { name, first, second }] of pairs.entries()) {
    const fits = (text: string) => text.trim() !== '' && text.trim().length <= 128;
    if (!/^[a-z0-9-]{1,64}$/.test(name.trim())) wrongPairs.set(at, 'name');
    else if (pairs.some((other, i) => i < at && other.name.trim() === name.trim())) wrongPairs.set(at, 'twice');
    else if (!fits(first) || !fits(second)) wrongPairs.set(at, 'roles');
  }
  if (wrong.length > 0 || wrongPairs.size > 0) return { ok: false, limits: wrong, pairs: wrongPairs };
  return {
    ok: true,
    settings: {
      ...(Object.fromEntries(limitNames.map((name) => [name, numberOf(name, limits[name])!])) as Record<LimitName, number>),
      toxicPairs: pairs.map(({ name, first, second }) => ({ name: name.trim(), first: first.trim(), second: second.trim() })),
    },
  };
} // prettier-ignore
