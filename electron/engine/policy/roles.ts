/** All roles of the workspace, as what may be handed and taken: made once for each set of snapshots. */
import { membershipOf, organizationSets, parsedOf } from '#domain/access/organizationSets.ts';
import { isOwnGap } from '#domain/access/policyGaps.ts';
import { policiesOfPrincipal } from '#domain/access/policySets.ts';
import type { SubjectPolicies } from '#domain/access/subjectPolicies.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import type { AskedSet, PolicySets } from '#domain/policy/evaluate/sets.ts';
import type { Asker } from '#domain/policy/passRole/asked.ts';
import type { ChainRole } from '#domain/policy/passRole/chain.ts';
import { factsOf, valuesOf } from '../estate/lists.ts';
import { onceFor } from '../estate/views.ts';
import type { EstateView, EstateViews } from '../estate/views.ts';
import { estatesFrom } from './subject.ts';

export interface WorkspaceRole extends ChainRole {
  readonly name: string;
  readonly snapshotId: number;
  /** ARNs of instance profiles that hold it; null = not read. */
  readonly profiles: readonly string[] | null;
}

/** By ARN; of a role that several snapshots hold, the newest. */
export const rolesOf = onceFor((views): ReadonlyMap<string, WorkspaceRole> => {
  const oldestFirst = views.all.toSorted((a, b) => (a.readAt < b.readAt ? -1 : 1));
  const controls = new Map<string, readonly AskedSet[]>();
  return new Map(
    oldestFirst
      .flatMap((view) => factsOf([view], 'roles').map(({ fact }) => roleIn(views, view, fact, controls)))
      .map((role) => [role.arn, role]),
  );
});

function roleIn(
  views: EstateViews,
  view: EstateView,
  { arn, name, account, trustPolicy }: IamRole,
  controls: Map<string, readonly AskedSet[]>,
): WorkspaceRole {
  const estates = estatesFrom(views, view);
  const membership = membershipOf(estates, account);
  const place = `${view.snapshotId} ${account}`;
  let resourceControl = controls.get(place);
  if (!resourceControl) {
    const { levels } = organizationSets(membership, account, 'RESOURCE_CONTROL_POLICY');
    controls.set(place, (resourceControl = compileSets({ resourceControl: levels }).resourceControl));
  }
  let session: Asker | null | undefined;
  const profiles = view.facts.instanceProfiles;
  return {
    arn,
    name,
    account,
    snapshotId: view.snapshotId,
    inManagementAccount:
      membership.state === 'member' && membership.organization.managementAccountId === account,
    trust: compileSets({ trust: [parsedOf(trustPolicy, 'trust')] }).trust,
    resourceControl,
    session: () => (session ??= sessionOf(estates, arn)),
    profiles:
      profiles.state === 'read'
        ? valuesOf(profiles).flatMap((one) => (one.roleArns.includes(arn) ? [one.arn] : []))
        : null,
  };
}

function sessionOf(estates: Parameters<typeof policiesOfPrincipal>[0], arn: string): Asker | null {
  const policies = policiesOfPrincipal(estates, arn);
  return policies && askerOf(policies, compileSets(policies.input));
}

/** `sets`: the policies, compiled. */
export const askerOf = ({ principal, context, gaps }: SubjectPolicies, sets: PolicySets): Asker => ({
  principal,
  context,
  sets,
  partlyRead: gaps.some(isOwnGap),
});
