/** What is certain of a mapping, and what a finding over several says of itself. */
import type { Evidence } from '../mapping/grant.ts';
import { auditSeverities } from './codes.ts';
import type { AuditSeverity, SeverityReason } from './codes.ts';
import type { Mapping } from './members.ts';

/** A candidate may let people in; what decides it was not read, or hangs on something else too. */
export const isCertain = ({ grant }: Mapping): boolean => grant.status === 'works';

/** The certain ones; where there is none, the candidates. */
export const weighty = (mappings: readonly Mapping[]): readonly Mapping[] => {
  const certain = mappings.filter(isCertain);
  return certain.length > 0 ? certain : mappings;
};

/** The finding as severe as it is where one of the mappings is certain, else one step less, because nobody knows. */
export function weighed<R extends SeverityReason>(
  certain: boolean,
  severity: AuditSeverity,
  reason: R,
): { severity: AuditSeverity; reason: R | 'notCertain' } {
  if (certain) return { severity, reason };
  const lower = auditSeverities[auditSeverities.indexOf(severity) + 1] ?? severity;
  return { severity: lower, reason: 'notCertain' };
}

/** Candidates as facts: what keeps them from being certain. */
export const doubtsOf = (mappings: readonly Mapping[]): Evidence[] =>
  mappings.flatMap(({ grant }) => {
    const [first] = grant.evidence;
    if (grant.status !== 'candidate' || !first) return [];
    return {
      code: 'candidateRole',
      snapshotId: first.snapshotId,
      where: grant.principal?.dn ?? first.where,
      field: grant.issues.join(', '),
      value: grant.roleArn ?? `${grant.roleName} (${grant.account})`,
      readAt: first.readAt,
    };
  });
