/** The views of the estate over generated facts: the engine's own functions answer, without a workspace. */
import { implement } from '@orpc/server';
import type { DirectoryFacts, DirectoryRow } from '#contract/estate/directories.ts';
import { contract } from '#contract/index.ts';
import type { Source } from '#contract/shapes.ts';
import { unread } from '#domain/estate/facts.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { credentials } from '#engine/estate/credentials.ts';
import { directoryAt, directoryList } from '#engine/estate/directories.ts';
import * as centers from '#engine/estate/identityCenter.ts';
import { instances } from '#engine/estate/instances.ts';
import * as organization from '#engine/estate/organization.ts';
import * as policies from '#engine/estate/policies.ts';
import { reach } from '#engine/estate/reach.ts';
import * as roles from '#engine/estate/roles.ts';
import * as users from '#engine/estate/users.ts';
import { viewsOf } from '#engine/estate/views.ts';
import type { EstateViews } from '#engine/estate/views.ts';
import { estateFacts } from './fixtureEstateFacts.ts';

/** A forest and a directory of the fixture's workspace, by their names. */
const domains = [
  {
    sourceId: 1,
    sourceName: 'corp.example.com',
    dnsName: 'corp.example.com',
    domainSid: null,
    directoryId: null,
  },
  {
    sourceId: 3,
    sourceName: 'aws.corp.example.com',
    dnsName: 'aws.corp.example.com',
    domainSid: null,
    directoryId: 'd-926714a1b2',
  },
];
const { estate } = implement(contract);
const readAt = '2026-11-20T13:58:00Z';

/** As if the directory's own objects, and the forest at the other end, had been read: one trust is in AWS alone. */
const withTrusts = (row: DirectoryRow): DirectoryRow =>
  row.directoryId === 'd-926714a1b2' && row.trusts.state === 'read'
    ? {
        ...row,
        trusts: {
          state: 'read',
          value: {
            ...row.trusts.value,
            endsAgree: false,
            issues: [{ code: 'notInDirectory', remoteDomainName: 'old.example.org' }],
          },
        },
      }
    : row;
function checked(details: NonNullable<DirectoryFacts['details']>): NonNullable<DirectoryFacts['details']> {
  const { trusts } = details;
  if (trusts.state !== 'read') return details;
  const rows = trusts.value.rows.map((trust) =>
    trust.trustId === 't-2'
      ? { ...trust, endsAgree: false, issues: ['notInDirectory' as const] }
      : { ...trust, endsAgree: true },
  );
  return { ...details, trusts: { state: 'read', value: { ...trusts.value, rows } } };
}

export interface EstateAsked {
  readonly sources: readonly Source[];
  readonly empty: boolean;
  /** Nothing of AWS could be read. */
  readonly denied: boolean;
}

/** Handlers of `estate`, for whatever the test asks to be there. */
export function estateProcedures(now: () => EstateAsked) {
  const made = new Map<string, EstateViews>();
  const views = (): EstateViews => {
    const { sources, empty, denied } = now();
    const key = `${empty} ${denied}`;
    const facts: EstateFacts = denied ? { ...estateFacts, ...unread('aws.accessDenied') } : estateFacts;
    if (!made.has(key))
      made.set(key, viewsOf(empty ? [] : [{ snapshotId: 2, sourceId: 2, readAt, facts }], sources));
    return made.get(key)!;
  };
  return {
    directories: estate.directories.handler(() => {
      const list = directoryList(views(), domains);
      return { ...list, rows: list.rows.map(withTrusts) };
    }),
    directory: estate.directory.handler(({ input }) => {
      const facts = directoryAt(views(), domains, input);
      return { ...facts, row: withTrusts(facts.row), details: facts.details && checked(facts.details) };
    }),
    roles: estate.roles.handler(({ input }) => roles.roles(views(), input)),
    role: estate.role.handler(({ input }) => roles.role(views(), input)),
    policies: estate.policies.handler(({ input }) => policies.policies(views(), input)),
    policy: estate.policy.handler(({ input }) => policies.policy(views(), input)),
    policyDifference: estate.policyDifference.handler(({ input }) =>
      policies.policyDifference(views(), input),
    ),
    users: estate.users.handler(({ input }) => users.users(views(), input)),
    groups: estate.groups.handler(({ input }) => users.groups(views(), input)),
    providers: estate.providers.handler(({ input }) => users.providers(views(), input)),
    credentials: estate.credentials.handler(({ input }) => credentials(views(), input)),
    identityCenters: estate.identityCenters.handler(() => centers.identityCenters(views())),
    permissionSets: estate.permissionSets.handler(({ input }) => centers.permissionSets(views(), input)),
    permissionSet: estate.permissionSet.handler(({ input }) => centers.permissionSet(views(), input)),
    assignments: estate.assignments.handler(({ input }) => centers.assignments(views(), input)),
    storeUsers: estate.storeUsers.handler(({ input }) => centers.storeUsers(views(), input)),
    storeGroups: estate.storeGroups.handler(({ input }) => centers.storeGroups(views(), input)),
    organizations: estate.organizations.handler(() => organization.organizations(views())),
    organizationTree: estate.organizationTree.handler(({ input }) =>
      organization.organizationTree(views(), input),
    ),
    organizationPolicies: estate.organizationPolicies.handler(({ input }) =>
      organization.organizationPolicies(views(), input),
    ),
    effectiveChain: estate.effectiveChain.handler(({ input }) => organization.effectiveChain(views(), input)),
    reach: estate.reach.handler(({ input }) => reach(views(), input)),
    instances: estate.instances.handler(({ input }) => instances(views(), input)),
    awsProfiles: estate.awsProfiles.handler(() => ['corp', 'corp-audit', 'default']),
  };
}
