/** What verbs of `review` are given. */
import { Fault } from '#contract/faults.ts';
import type { ReviewRequest } from '#contract/review.ts';
import type { Context } from '../../command.ts';
import { textOption } from '../../command.ts';

export const usage = (detail: string) => new Fault('usage.invalid', { detail });

export function needed({ values }: Pick<Context, 'values'>, name: string): string {
  const text = textOption(values, name);
  if (text === null) throw usage(`--${name} is missing.`);
  return text;
}

const several = ({ values }: Pick<Context, 'values'>, name: string): string[] => {
  const given = values[name];
  return Array.isArray(given) ? given.map(String) : [];
};

export function scopeOf(context: Pick<Context, 'values'>): ReviewRequest['scope'] {
  const scope = {
    roles: several(context, 'role'),
    accounts: several(context, 'account'),
    permissionSets: several(context, 'permission-set'),
    privileged: context.values['privileged'] === true,
    all: context.values['all'] === true,
  };
  const { roles, accounts, permissionSets, privileged, all } = scope;
  if (!privileged && !all && roles.length + accounts.length + permissionSets.length === 0)
    throw usage('Say what is reviewed: --role, --account, --permission-set, --privileged or --all.');
  return scope;
}

export function reviewId(text: string | undefined): number {
  if (!/^\d{1,10}$/.test(text ?? '')) throw usage(`A review is named by its number, not "${text ?? ''}".`);
  return Number(text);
}

export function dayOption({ values }: Pick<Context, 'values'>, name: string): string | null {
  const text = textOption(values, name);
  if (text === null) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
  if (!isDay) throw usage(`--${name} takes a day such as 2026-12-31, not "${text}".`);
  return text;
} // prettier-ignore
