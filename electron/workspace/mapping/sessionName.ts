/** The attribute that the name of a session comes of. */
import { claimTypes } from '#domain/claims/claim.ts';
import { attributeBehind } from '#domain/claims/run/attributeBehind.ts';
import type { Sent } from '#domain/claims/run/domainName.ts';
import type { ClaimRun } from '#domain/claims/run/result.ts';
import type { ObjectRow } from '#domain/directory/object.ts';

/** Attributes, in lower case, by which others with the same name are looked for. */
export const namesOf: Readonly<Record<string, (row: ObjectRow) => string | null>> = {
  mail: ({ mail }) => mail,
  userprincipalname: ({ userPrincipalName }) => userPrincipalName,
  samaccountname: ({ samAccountName }) => samAccountName,
  displayname: ({ displayName }) => displayName,
  cn: ({ name }) => name,
  name: ({ name }) => name,
};

/** Null: it comes of something else, or of several. */
export function attributeOfSessionName(run: ClaimRun, { ids, claims }: Sent, name: string): string | null {
  const at = claims.findIndex(({ type, value }) => type === claimTypes.roleSessionName && value === name);
  return at < 0 ? null : attributeBehind(run, ids[at]!);
}
