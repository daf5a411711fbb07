/** Subjects and facts as checks say them. */
import type { AwsDirectory } from '../estate/directory.ts';
import type { IamRole, SamlProvider } from '../estate/iam.ts';
import type { PermissionSet } from '../estate/identityCenter.ts';
import type { Known } from '../mapping/estateIndex.ts';
import type { Evidence } from '../mapping/grant.ts';
import { isCertain } from './certainty.ts';
import type { AuditEvidenceCode } from './codes.ts';
import type { Owner, Subject } from './finding.ts';
import type { RuleDocument } from './input.ts';
import type { Mapping } from './members.ts';

interface ReadFrom {
  readonly snapshotId: number;
  readonly readAt: string;
}

export const fact = (
  code: AuditEvidenceCode,
  { snapshotId, readAt }: ReadFrom,
  where: string,
  field: string,
  value: string,
): Evidence => ({ code, snapshotId, where, field, value, readAt });

const ofAws = (estate: ReadFrom) => ({ snapshotId: estate.snapshotId, objectId: null });

export const roleSubject = ({ value, estate }: Known<IamRole>): Subject => ({
  kind: 'role',
  id: value.roleId || value.arn,
  name: value.name,
  where: value.arn,
  ...ofAws(estate),
  account: value.account,
});

export const roleOwner = ({ tags }: IamRole): Owner | null => {
  const tag = Object.entries(tags).find(([key, text]) => key.toLowerCase() === 'owner' && text !== '');
  return tag ? { by: 'ownerTag', id: tag[1], name: tag[1] } : null;
};

export const providerSubject = ({ value, estate }: Known<SamlProvider>): Subject => ({
  kind: 'provider',
  id: value.arn,
  name: value.name,
  where: value.arn,
  ...ofAws(estate),
  account: value.account,
});

export const directorySubject = ({ value, estate }: Known<AwsDirectory>): Subject => ({
  kind: 'directory',
  id: `${value.directoryId} ${value.region}`,
  name: value.name,
  where: value.directoryId,
  ...ofAws(estate),
  account: value.account,
});

export const setSubject = ({ value, estate }: Known<PermissionSet>): Subject => ({
  kind: 'permissionSet',
  id: value.arn,
  name: value.name,
  where: value.arn,
  ...ofAws(estate),
  account: null,
});

/** A file has nothing but its name. */
export const fileSubject = ({ name, snapshotId }: RuleDocument): Subject => ({
  kind: 'ruleFile',
  id: name,
  name,
  where: name,
  snapshotId,
  objectId: null,
  account: null,
});

const mostNamed = 5;

/** Names for a sentence: the first few, and how many more. */
export function named(names: Iterable<string>): string {
  const all = [...new Set(names)].toSorted();
  const more = all.length - mostNamed;
  return more > 0 ? `${all.slice(0, mostNamed).join(', ')} (+${more})` : all.join(', ');
}

/** The roles of mappings, `Admin (111122223333)`; of one that only candidates lead to, `Admin (111122223333 candidate)`. */
export function rolesOf(mappings: readonly Mapping[]): string {
  const said = ({ grant }: Mapping): string => `${grant.roleName} (${grant.account}`;
  const certain = new Set(mappings.filter(isCertain).map(said));
  return named(
    mappings.map((mapping) => {
      const role = said(mapping);
      return certain.has(role) || mapping.grant.status === 'broken' ? `${role})` : `${role} candidate)`;
    }),
  );
}

/** What the grants stand on, each fact once. */
export function evidenceOf(mappings: readonly Mapping[]): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const { grant } of mappings)
    for (const one of grant.evidence) {
      const key = `${one.code} ${one.where} ${one.field} ${one.value}`;
      if (!found.has(key)) found.set(key, one);
    }
  return [...found.values()];
}

const day = 86_400_000;
/** Days from one ISO 8601 time to another, with fractions; null where one is none. */
export function daysBetween(from: string | null | undefined, to: string): number | null {
  const days = (Date.parse(to) - Date.parse(from ?? '')) / day;
  return Number.isNaN(days) ? null : days;
}
