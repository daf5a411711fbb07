/** Roles that are not there, and those that were perhaps meant. */
import { cause } from './causeCodes.ts';
import type { Cause } from './causeCodes.ts';
import { roleOfArn } from './identity.ts';

/** AWS tells nobody that a role does not exist. Empty where not all roles of its account are known. */
export function causesOfRole(roleArn: string, roleArns: readonly string[] | null | undefined): Cause[] {
  const role = roleOfArn(roleArn);
  if (!role || !roleArns || roleArns.includes(roleArn)) return [];
  const near = rolesNear(roleArn, roleArns);
  const { account } = role;
  return near.length === 0
    ? [cause('roleUnknown', false, { role: roleArn, account })]
    : [cause('roleUnknownNear', false, { role: roleArn, account, near: near.join(', ') })];
}

const most = 3;

/**
 * Roles whose names are nearly the same, the nearest first, at most three: of another path or case, a slip or two away, or longer or
 * shorter by a part; and the same name in another account.
 */
export function rolesNear(roleArn: string, roleArns: readonly string[]): string[] {
  const wanted = roleOfArn(roleArn);
  if (!wanted) return [];
  const found: { readonly arn: string; readonly far: number }[] = [];
  for (const arn of new Set(roleArns)) {
    const role = arn === roleArn ? null : roleOfArn(arn);
    if (!role) continue;
    const far = apart(wanted.name.toLowerCase(), role.name.toLowerCase());
    const elsewhere = role.account !== wanted.account || role.partition !== wanted.partition;
    if (far !== null && (!elsewhere || far === 0)) found.push({ arn, far: elsewhere ? 0.5 : far });
  }
  return found
    .toSorted((a, b) => a.far - b.far || (a.arn < b.arn ? -1 : 1))
    .slice(0, most)
    .map(({ arn }) => arn);
}

/** How far two names are apart; null: too far. */
function apart(a: string, b: string): number | null {
  const allowed = Math.max(1, Math.floor(Math.min(a.length, b.length) / 4));
  const slips = Math.abs(a.length - b.length) > allowed ? Infinity : slipsBetween(a, b);
  if (slips <= allowed) return slips;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 4 && long.includes(short) ? allowed + 1 : null;
}

/** Characters to put in, leave out or replace. */
function slipsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
