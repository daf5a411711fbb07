/** The story of a row, by the list that it stands in. Where a key says enough, the row itself may be elsewhere. */
import type {
  AssignmentRow,
  IdentityCenterInstance,
  PermissionSetRow,
  StoreGroupRow,
  StoreUserRow,
} from '#contract/estate/identityCenter.ts';
import type {
  InstanceRow,
  OrganizationNode,
  OrganizationPolicyRow,
  OrganizationRow,
  ReachRow,
} from '#contract/estate/organization.ts';
import type { CredentialRow, IamGroupRow, ProviderRow, UserRow } from '#contract/estate/users.ts';
import { controlStory, nodeStory, reachStory } from './accounts.ts';
import { instanceStory } from './compute.ts';
import { credentialStory } from './credentials.ts';
import {
  assignmentStory,
  centerStory,
  permissionSetStory,
  storeGroupStory,
  storeUserStory,
} from './identityCenter.ts';
import { policyStory } from './policies.ts';
import { roleStory } from './roles.ts';
import type { Story } from './story.ts';
import { groupStory, providerStory, userStory } from './users.ts';

export interface Around {
  /** When the snapshot of the row was read. */
  readonly readAt: string | null;
  readonly organization: OrganizationRow | null;
  readonly instanceArn: string | null;
}

/** Lists whose rows are told by their key alone: a link to one need not find it in a list first. */
export const byKey = new Set(['roles', 'policies', 'permissionSets']);

export async function storyOf(
  view: string,
  key: string,
  row: unknown,
  around: Around,
  signal: AbortSignal,
): Promise<Story | null> {
  const [snapshot = '', first = '', second = '', third = ''] = key.split('|');
  const snapshotId = Number(snapshot);
  const instanceArn = around.instanceArn ?? '';
  switch (view) {
    case 'roles':
      return roleStory({ snapshotId, arn: first }, signal);
    case 'policies':
      return policyStory(
        first
          ? { snapshotId, arn: first, name: '', holder: null }
          : { snapshotId, arn: null, name: third, holder: { arn: second } },
        signal,
      );
    case 'permissionSets':
      return permissionSetStory({ snapshotId, instanceArn: first, arn: second } as PermissionSetRow, signal);
  }
  if (row === null || row === undefined) return null;
  switch (view) {
    case 'reach':
      return reachStory(row as ReachRow);
    case 'organization':
      return nodeStory(row as OrganizationNode, around.organization, signal);
    case 'controls':
      return controlStory(row as OrganizationPolicyRow);
    case 'credentials':
      return credentialStory(row as CredentialRow, signal);
    case 'users':
      return userStory(row as UserRow);
    case 'groups':
      return groupStory(row as IamGroupRow);
    case 'providers':
      return providerStory(row as ProviderRow, around.readAt);
    case 'centers':
      return centerStory(row as IdentityCenterInstance);
    case 'assignments':
      return assignmentStory(row as AssignmentRow, instanceArn);
    case 'storeUsers':
      return storeUserStory(row as StoreUserRow, instanceArn, signal);
    case 'storeGroups':
      return storeGroupStory(row as StoreGroupRow, instanceArn, signal);
    case 'instances':
      return instanceStory(row as InstanceRow);
    default:
      return null;
  }
}
