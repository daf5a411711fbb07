import { objectKinds } from '#domain/directory/object.ts';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';

/** Where a text stands in what is known of an object. */
export interface Match {
  readonly field: string;
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}
const fields: readonly (readonly [string, (row: ObjectRow) => string | null])[] = [
  ['name', (row) => row.name],
  ['sAMAccountName', (row) => row.samAccountName],
  ['userPrincipalName', (row) => row.userPrincipalName],
  ['displayName', (row) => row.displayName],
  ['mail', (row) => row.mail],
  ['objectSid', (row) => row.sid],
  ['objectGUID', (row) => row.guid],
  ['description', (row) => row.description],
  ['distinguishedName', (row) => row.dn],
];

/** The first fact of an object that holds the text; null when it was another of its names, which no row shows. */
export function matchOf(row: ObjectRow, text: string): Match | null {
  const needle = text.toLowerCase();
  for (const [field, valueOf] of fields) {
    const value = valueOf(row);
    const at = value?.toLowerCase().indexOf(needle) ?? -1;
    if (value === null || at < 0) continue;
    const end = at + text.length;
    return { field, before: value.slice(0, at), hit: value.slice(at, end), after: value.slice(end) };
  }
  return null;
}

/** People and groups first: what is looked for most. */
const order: readonly ObjectKind[] = [
  ...new Set<ObjectKind>(['user', 'group', 'computer', 'serviceAccount', ...objectKinds]),
];

/** What was found by kind, each in the order found. */
export function groupFound<T>(found: readonly T[], kindOf: (each: T) => ObjectKind): [ObjectKind, T[]][] {
  return order
    .map((kind): [ObjectKind, T[]] => [kind, found.filter((each) => kindOf(each) === kind)])
    .filter(([, rows]) => rows.length > 0);
}
