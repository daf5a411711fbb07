/** Kinds as numbers in the file. A number once given is never given to another kind. 0 = no object. */
import { objectKinds } from '#domain/directory/object.ts';
import type { ObjectKind } from '#domain/directory/object.ts';

export const kindCode: Readonly<Record<ObjectKind, number>> = {
  other: 1,
  domain: 2,
  organizationalUnit: 3,
  container: 4,
  user: 5,
  group: 6,
  computer: 7,
  serviceAccount: 8,
  contact: 9,
  foreignSecurityPrincipal: 10,
  policy: 11,
  trust: 12,
};

const kinds: (ObjectKind | undefined)[] = [];
for (const kind of objectKinds) kinds[kindCode[kind]] = kind;

/** The kind of a stored number; what a newer program may have written is `other`. */
export function kindOfCode(code: number): ObjectKind {
  return kinds[code] ?? 'other';
}

const branches = new Set([kindCode.domain, kindCode.organizationalUnit, kindCode.container]);

/** Whether objects of this kind are made to hold others; they stand before their siblings. */
export function isBranchCode(code: number): boolean {
  return branches.has(code);
}
