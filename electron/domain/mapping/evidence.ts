import type { Evidence } from './grant.ts';

/** The kinds of fact that a grant or a chain stands on; codes under `evidence.` */
export const evidenceCodes = [
  'member',
  'primaryGroup',
  'foreignPrincipal',
  'groupName',
  'groupType',
  'groupClaim',
  'groupToo',
  'claimRule',
  'claimValue',
  'claimOpen',
  'enteredMapping',
  'assertionRole',
  'assertionIssuer',
  'assertionSubject',
  'role',
  'policy',
  'roleOtherCase',
  'roleOtherPath',
  'roleAbsent',
  'rolesNotReadable',
  'trustStatement',
  'trustCondition',
  'trustProblem',
  'trustOther',
  'resourceStatement',
  'samlProvider',
  'samlProviderAbsent',
  'samlProvidersNotReadable',
  'directoryAlias',
  'directoriesNotReadable',
  'delegationAssignment',
  'accountAssignment',
  'permissionSet',
  'reservedRole',
  'storeName',
  'joinNameAndDomain',
  'joinNameOnly',
  'joinLogin',
  'joinExternalId',
  'storeMember',
  'joinSid',
] as const;
export type EvidenceCode = (typeof evidenceCodes)[number];

/** Where a fact was read: a directory snapshot or an AWS one. */
export interface ReadFrom {
  readonly snapshotId: number;
  readonly readAt: string;
}

/** One fact with the place it was read from. */
export function evidence(
  code: EvidenceCode,
  from: ReadFrom,
  where: string,
  field: string,
  value: string,
): Evidence {
  return { code, snapshotId: from.snapshotId, where, field, value, readAt: from.readAt };
}
