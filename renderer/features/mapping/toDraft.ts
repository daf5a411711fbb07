/** The changes of a draft that take a grant away, where one change alone does. */
import type { DraftChange } from '#domain/draft/change.ts';
import type { Grant } from '#domain/mapping/grant.ts';

export function withoutGrant(grant: Grant): DraftChange[] {
  const { principal, mechanism, roleArn, through, account, evidence } = grant;
  const changes: DraftChange[] = [];
  if (principal?.sid) {
    const whom = { principal: { sid: principal.sid }, principalKind: principal.kind };
    if (mechanism === 'identity-center' && through)
      changes.push({ kind: 'unassign', permissionSet: { arn: through }, account, ...whom });
    const entered = evidence.some(({ code }) => code === 'enteredMapping');
    if (entered && roleArn && (mechanism === 'saml' || mechanism === 'delegation'))
      changes.push({ kind: 'unmap', mechanism, roleArn, principal: whom.principal });
    const said = evidence.find(({ code }) => code === 'delegationAssignment');
    const [directoryId, region] = said?.where.split(' ') ?? [];
    if (directoryId && region) changes.push({ kind: 'undelegate', directoryId, region, roleArn: said!.field, ...whom });
  }
  // A role of Identity Center is its permission set's, and not IAM's to delete.
  if (roleArn && !roleArn.includes(':role/aws-reserved/') && grant.status !== 'broken')
    changes.push({ kind: 'deleteRole', roleArn });
  return changes;
} // prettier-ignore
