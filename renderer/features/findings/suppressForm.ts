/** What somebody says when they answer for findings. */
import type { AuditKept } from '#contract/audit.ts';

export interface SuppressForm {
  readonly reason: string;
  readonly owner: string;
  /** `2026-12-31`; empty = without end. */
  readonly until: string;
}
export type SuppressProblem = 'reason' | 'owner' | 'until' | 'past';

const longest = { reason: 1000, owner: 256 };

/** What is missing or wrong, by field. `today`: `2026-11-23`. */
export function problemsOf(
  form: SuppressForm,
  today: string,
): Partial<Record<keyof SuppressForm, SuppressProblem>> {
  const { reason, owner, until } = form;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(until) && !Number.isNaN(Date.parse(until));
  return {
    ...(reason.trim() === '' || reason.length > longest.reason ? { reason: 'reason' as const } : {}),
    ...(owner.trim() === '' || owner.length > longest.owner ? { owner: 'owner' as const } : {}),
    ...(until === '' || (isDay && until >= today)
      ? {}
      : { until: isDay ? ('past' as const) : ('until' as const) }),
  };
}

/** The day so many days after another. */
export function dayAfter(today: string, days: number): string {
  const at = new Date(`${today}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Who answered last: most often the same person goes on. */
export const lastOwner = (kept: AuditKept | null): string =>
  kept?.suppressions.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0]?.owner ?? '';
