/** The change of a draft that would mend a finding, where one change alone does. */
import type { AuditFinding } from '#contract/audit.ts';
import type { CheckId } from '#domain/audit/codes.ts';
import type { DraftChange } from '#domain/draft/change.ts';

/** A role that nobody needs is deleted. */
const deletes: ReadonlySet<CheckId> = new Set(['unused-role', 'role-without-group']);

export const remedyOf = ({ check, subject }: Pick<AuditFinding, 'check' | 'subject'>): DraftChange | null =>
  subject.kind === 'role' && deletes.has(check) && subject.where.startsWith('arn:')
    ? { kind: 'deleteRole', roleArn: subject.where }
    : null;
