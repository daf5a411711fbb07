/**
 * Addresses of the access place, for whoever leads here. The view stands in `v`; without it a person is meant.
 *
 *   #/access?u=SNAPSHOT.OBJECT                     a person; `g` = a role's key that is chosen among theirs, or a grant's id
 *   #/access?v=who&act=ACTION&res=ARN&acc=ACCOUNT  who can do it; `kind`, `dec`, `mech`, `role`, `in`, `q` filter
 *   #/access?v=role&role=KEY                       a role: its ARN, `PERMISSION SET ARN@ACCOUNT`, or a name that is one role's alone
 *   #/access?v=group&of=SNAPSHOT.OBJECT            a group
 *   #/access?v=account&account=ID                  an account
 *   #/access?v=matrix                              users × roles; `user`, `role`, `in`, `mech`, `act`, `priv`, `by` filter and order
 */
import type { RouteLocationRaw } from 'vue-router';
import type { Mechanism } from '#domain/mapping/grant.ts';

export const accessViews = ['person', 'who', 'role', 'group', 'account', 'matrix'] as const;
export type AccessView = (typeof accessViews)[number];

export interface ObjectAddress {
  readonly snapshotId: number;
  readonly objectId: number;
}
export const objectKey = ({ snapshotId, objectId }: ObjectAddress): string => `${snapshotId}.${objectId}`;

/** Null where the address is none of ours: it may come from anywhere. */
export function objectOf(text: string | undefined): ObjectAddress | null {
  const match = /^(\d{1,15})\.(\d{1,15})$/.exec(text ?? '');
  return match ? { snapshotId: Number(match[1]), objectId: Number(match[2]) } : null;
}

type Query = Readonly<Record<string, string | undefined>>;
const to = (query: Query): RouteLocationRaw => ({
  path: '/access',
  query: Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== '')),
});

export const personPlace = (person: ObjectAddress, role?: string): RouteLocationRaw =>
  to({ u: objectKey(person), g: role });
export const rolePlace = (key: string): RouteLocationRaw => to({ v: 'role', role: key });
export const groupPlace = (group: ObjectAddress): RouteLocationRaw =>
  to({ v: 'group', of: objectKey(group) });
export const accountPlace = (account: string): RouteLocationRaw => to({ v: 'account', account });
export const whoCanPlace = (
  action: string,
  resource: string | null = null,
  more: Query = {},
): RouteLocationRaw => to({ v: 'who', act: action, res: resource ?? undefined, ...more });
export const matrixPlace = (
  filter: {
    readonly role?: string;
    readonly account?: string;
    readonly mechanism?: Mechanism;
  } = {},
): RouteLocationRaw => to({ v: 'matrix', role: filter.role, in: filter.account, mech: filter.mechanism });
