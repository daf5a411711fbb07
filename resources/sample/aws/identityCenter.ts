/** IAM Identity Center with the Managed AD as its source: permission sets, assignments, the store and what it missed. */
import type {
  AccountAssignment,
  IdentityCenter,
  IdentityStoreGroup,
  IdentityStoreUser,
  PermissionSet,
} from '#domain/estate/identityCenter.ts';
import { accounts, awsGroup, cloud, directoryIds, hanbit, isoBefore, region } from '../plan.ts';
import type { AccountName, DomainPlan } from '../plan.ts';
import { randomOf } from '../prng.ts';
import { first } from '../forest/domain.ts';
import type { Domain, Item } from '../forest/domain.ts';
import { uuid } from '../forest/domain.ts';
import { allow, awsManagedArn, document } from './documents.ts';

export const instanceId = '72307c5a9e41d8b6';
const setArn = (name: string): string =>
  `arn:aws:sso:::permissionSet/ssoins-${instanceId}/ps-${randomOf(`permission set ${name}`).hex(16)}`;

interface SetPlan {
  readonly name: string;
  readonly description: string;
  readonly duration: string;
  readonly managed: readonly string[];
  readonly customer?: readonly { name: string; path: string }[];
  readonly inline?: PermissionSet['inlinePolicy'];
  readonly outdatedIn?: readonly AccountName[];
  /** Accounts that have the set's role. */
  readonly accounts: readonly AccountName[];
}

/** The sets and where they are provisioned. A role `AWSReservedSSO_<name>_<suffix>` stands in each of those accounts. */
export const permissionSets: readonly SetPlan[] = [
  // 16: twelve hours of administration.
  {
    name: 'AdministratorAccess',
    description: 'Administration, for people on call',
    duration: 'PT12H',
    managed: ['AdministratorAccess'],
    accounts: ['prod', 'dev', 'security', 'shared'],
  },
  {
    name: 'ReadOnlyAccess',
    description: 'Looks at everything, changes nothing',
    duration: 'PT8H',
    managed: ['ReadOnlyAccess'],
    accounts: ['prod', 'dev'],
  },
  {
    name: 'DeveloperAccess',
    description: 'Builds in the development account',
    duration: 'PT4H',
    managed: ['PowerUserAccess'],
    customer: [{ name: 'HanbitDeveloper', path: '/' }],
    accounts: ['dev'],
  },
  {
    name: 'SecurityAudit',
    description: 'Security reviews',
    duration: 'PT4H',
    managed: ['SecurityAudit'],
    accounts: ['prod', 'security'],
  },
  // 21: changed, and not provisioned since.
  {
    name: 'DataAnalyst',
    description: 'Queries of measurements',
    duration: 'PT2H',
    managed: [],
    inline: document(
      allow(['athena:StartQueryExecution', 'athena:GetQueryResults', 'glue:GetTable', 's3:GetObject']),
    ),
    outdatedIn: ['prod'],
    accounts: ['prod'],
  },
  {
    name: 'Billing_View',
    description: 'Costs and budgets',
    duration: 'PT1H',
    managed: ['job-function/Billing'],
    accounts: ['shared'],
  },
];

/** A group of the store that Active Directory no longer has (20). */
export const vanishedGroup = `GG-Retired-Lab@${hanbit.dns}`;
/** A principal that the store no longer has (20). */
export const vanishedPrincipalId = `9067${randomOf('vanished principal').hex(6)}-${uuid(randomOf('vanished principal id').hex(32))}`;

const principalId = (name: string): string =>
  `9067${randomOf(`store ${name}`).hex(6)}-${uuid(randomOf(`store id ${name}`).hex(32))}`;
export const storeName = (item: Item, domain: DomainPlan): string =>
  `${first(item, 'sAMAccountName')}@${domain.dns}`;

/** What the synchronisation brings: nested groups flattened, users of the group's own domain alone, foreign ones lost. */
function synchronised(group: Item, domain: Domain): Item[] {
  const byDn = new Map(domain.items.map((item) => [item.dn, item]));
  const users = new Map<string, Item>();
  const seen = new Set<string>([group.dn]);
  const waiting = [group];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    for (const dn of at.attributes['member'] ?? []) {
      const member = byDn.get(dn as string);
      if (member === undefined || seen.has(member.dn)) continue;
      seen.add(member.dn);
      const classes = member.attributes['objectClass']!;
      if (classes.includes('group')) waiting.push(member);
      else if (classes.includes('user') && !classes.includes('computer')) users.set(member.dn, member);
    }
  }
  return [...users.values()];
}

export function identityCenter(root: Domain, managed: Domain): IdentityCenter {
  const find = (domain: Domain, sam: string): Item =>
    domain.items.find((item) => first(item, 'sAMAccountName') === sam)!;
  const scope: readonly (readonly [Domain, string])[] = [
    [managed, 'CloudAdmins'],
    [managed, 'CloudAdmins-OnCall'],
    [managed, 'DL-CloudOps'],
    [root, 'GG-AWS-Operations'],
    [root, 'GG-AWS-Analytics'],
    [root, awsGroup('prod', 'Billing')],
    [root, 'DL-AWS-Partners'],
  ];
  const groups: IdentityStoreGroup[] = [];
  const users = new Map<string, IdentityStoreUser>();
  const memberships: { groupId: string; userId: string }[] = [];
  const user = (item: Item, domain: Domain): string => {
    const userName = storeName(item, domain.plan);
    users.set(userName, {
      userId: principalId(userName),
      userName,
      displayName: first(item, 'displayName'),
      externalIds: [],
      mail: first(item, 'mail') || null,
      status: null,
    });
    return principalId(userName);
  };
  for (const [domain, sam] of scope) {
    const group = find(domain, sam);
    const displayName = storeName(group, domain.plan);
    groups.push({ groupId: principalId(displayName), displayName, externalIds: [] });
    for (const member of synchronised(group, domain))
      memberships.push({ groupId: principalId(displayName), userId: user(member, domain) });
  }
  groups.push({ groupId: principalId(vanishedGroup), displayName: vanishedGroup, externalIds: [] });
  const analyst = find(root, 'GG-AWS-Operations').attributes['member']![0] as string;
  const personal = user(root.find(analyst), root);

  const group = (sam: string, domain: DomainPlan): string => principalId(`${sam}@${domain.dns}`);
  const assign = (
    set: string,
    account: AccountName,
    id: string,
    type: 'USER' | 'GROUP' = 'GROUP',
  ): AccountAssignment => ({
    account: accounts[account],
    permissionSetArn: setArn(set),
    principalType: type,
    principalId: id,
  });
  const assignments: AccountAssignment[] = [
    // 5: the on-call engineers arrive here through the parent group.
    ...(['prod', 'dev', 'security', 'shared'] as const).map((account) =>
      assign('AdministratorAccess', account, group('CloudAdmins', cloud)),
    ),
    // 6: all of this group's members are foreign principals.
    assign('ReadOnlyAccess', 'prod', group('DL-CloudOps', cloud)),
    assign('ReadOnlyAccess', 'dev', group('GG-AWS-Operations', hanbit)),
    assign('DeveloperAccess', 'dev', group('GG-AWS-Operations', hanbit)),
    assign('DataAnalyst', 'prod', group('GG-AWS-Analytics', hanbit)),
    assign('Billing_View', 'shared', group(awsGroup('prod', 'Billing'), hanbit)),
    assign('SecurityAudit', 'security', group('GG-AWS-Operations', hanbit)),
    // 6 again: a domain local group of partners.
    assign('ReadOnlyAccess', 'dev', group('DL-AWS-Partners', hanbit)),
    // 19
    assign('SecurityAudit', 'prod', personal, 'USER'),
    // 20
    assign('SecurityAudit', 'prod', principalId(vanishedGroup)),
    assign('ReadOnlyAccess', 'prod', vanishedPrincipalId),
  ];
  return {
    instanceArn: `arn:aws:sso:::instance/ssoins-${instanceId}`,
    identityStoreId: 'd-9b672f10c3',
    region,
    source: 'activeDirectory',
    directoryId: directoryIds.managed,
    ownerAccountId: accounts.shared,
    name: 'hanbit',
    status: 'ACTIVE',
    accessControlAttributes: {
      state: 'read',
      value: [{ key: 'department', source: ['${path:enterprise.department}'] }],
    },
    permissionSets: permissionSets.map((set) => ({
      arn: setArn(set.name),
      name: set.name,
      sessionDuration: set.duration,
      managedPolicies: set.managed.map((path) => ({
        arn: awsManagedArn(path),
        name: path.slice(path.lastIndexOf('/') + 1),
      })),
      customerPolicies: set.customer ?? [],
      inlinePolicy: set.inline ?? null,
      boundary: null,
      customerBoundary: set.name === 'DeveloperAccess' ? { name: 'HanbitBoundary', path: '/' } : null,
      description: set.description,
      relayState: null,
      createDate: isoBefore(455),
      tags: { owner: 'cloud-platform' },
      provisionedIn: set.accounts.map((account) => accounts[account]),
      outdatedIn: (set.outdatedIn ?? []).map((account) => accounts[account]),
    })),
    assignments,
    groups,
    users: [...users.values()],
    memberships,
  };
}
