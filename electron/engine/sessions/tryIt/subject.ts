import type { PolicySubject } from '#contract/policy/place.ts';
import type { StoredSession } from '#contract/sessions/session.ts';
import { isReservedRole, roleOfArn } from '#domain/session/identity.ts';
import type { PortalRoleRequest } from '#domain/session/request.ts';
import type { StoredAccessKey } from '#contract/sessions/accessKey.ts';
import { factsOf } from '../../estate/lists.ts';
import type { EstateViews } from '../../estate/views.ts';
import { subjectOfArn } from '../../policy/subjectOfArn.ts';

type Found = ReturnType<typeof subjectOfArn>;

/** Whose policies a session has: its role, or the user that it is of. */
export function subjectOfSession(
  views: EstateViews,
  { request, arn }: StoredSession,
  keys: readonly StoredAccessKey[],
): Found {
  switch (request.kind) {
    case 'role':
    case 'saml':
    case 'webIdentity':
      return subjectOfArn(views, request.roleArn);
    case 'portalRole':
      return ofPortal(views, request);
    case 'sessionToken':
      return subjectOfArn(views, arn ?? userOf(request.source, keys));
    case 'federationToken':
      // Its ARN names whom it was made for, and not by whom.
      return subjectOfArn(views, userOf(request.source, keys));
  }
}

function userOf(
  source: { readonly kind: string; readonly id?: string },
  keys: readonly StoredAccessKey[],
): string | null {
  if (source.kind !== 'accessKey') return null;
  return keys.find(({ id }) => id === source.id)?.userArn ?? null;
}

/** The role that Identity Center made of the permission set, or else the permission set in that account. */
function ofPortal(views: EstateViews, { account, roleName }: PortalRoleRequest): Found {
  const newest = views.all.toSorted((a, b) => (a.readAt < b.readAt ? 1 : -1));
  for (const view of newest) {
    const role = factsOf([view], 'roles').find(({ fact }) => {
      const its = roleOfArn(fact.arn);
      const made = `AWSReservedSSO_${roleName}_`;
      return (
        its !== null &&
        its.account === account &&
        isReservedRole(its) &&
        its.name.startsWith(made) &&
        /^[0-9a-f]{16}$/.test(its.name.slice(made.length))
      );
    });
    if (role) return { kind: 'principal', snapshotId: view.snapshotId, arn: role.fact.arn };
  }
  for (const { snapshotId, facts } of newest) {
    if (facts.identityCenter.state !== 'read') continue;
    const { instanceArn, permissionSets } = facts.identityCenter.value;
    const set = permissionSets.find(({ name }) => name === roleName);
    if (set)
      return {
        kind: 'permissionSet',
        snapshotId,
        instanceArn,
        arn: set.arn,
        account,
      } satisfies PolicySubject;
  }
  return 'principalNotInWorkspace';
}
