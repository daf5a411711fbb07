/** The procedures over the sample's estate, whose manifest says what is in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { estateProcedures } from '#contract/procedures/estate.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { unread } from '#domain/estate/facts.ts';
import { generateSample } from '../../resources/sample/generate.ts';
import { credentials } from '#engine/estate/credentials.ts';
import { directoryAt, directoryList } from '#engine/estate/directories.ts';
import {
  assignments,
  identityCenters,
  permissionSet,
  permissionSets,
  storeGroups,
  storeUsers,
} from '#engine/estate/identityCenter.ts';
import { instances } from '#engine/estate/instances.ts';
import {
  effectiveChain,
  organizationPolicies,
  organizations,
  organizationTree,
} from '#engine/estate/organization.ts';
import { policies, policy, policyDifference } from '#engine/estate/policies.ts';
import { reach } from '#engine/estate/reach.ts';
import { role, roles } from '#engine/estate/roles.ts';
import { groups, providers, users } from '#engine/estate/users.ts';
import { viewsOf } from '#engine/estate/views.ts';
import type { EstateViews } from '#engine/estate/views.ts';

const { sources, manifest } = generateSample();
const page = { offset: 0, limit: 1000 };
const estates = sources.flatMap(({ estate, readAt }, index) =>
  estate ? [{ snapshotId: index + 1, sourceId: index + 1, readAt, facts: estate }] : [],
);
const known = sources.map(({ source }, index) => ({ id: index + 1, ...source, snapshots: [] }));
const domains = known
  // The forest was read twice: one source, two snapshots.
  .filter(
    ({ kind, name }, index) => kind === 'forest' && known.findIndex((one) => one.name === name) === index,
  )
  .map(({ id, name, directoryId }) => ({
    sourceId: id,
    sourceName: name,
    dnsName: name,
    domainSid: null,
    directoryId,
  }));
let views: EstateViews;
let snapshotId: number;
let facts: EstateFacts;
beforeAll(() => {
  views = viewsOf(estates, known);
  const first = views.all.find((view) => view.facts.roles.state === 'read')!;
  ({ snapshotId, facts } = first);
});

const fault = (id: number): readonly string[] => manifest.faults.find((one) => one.id === id)!.subjects;
const planted = (kind: string): string[] =>
  manifest.estate.filter((one) => one.kind === kind).map(({ subject }) => subject);
/** What the contract lets through: an answer that it refuses would be a fault of ours at run time. */
const passes = <P extends keyof typeof estateProcedures>(procedure: P, answer: unknown): void => {
  const parsed = estateProcedures[procedure].output.safeParse(answer);
  expect(parsed.error?.issues ?? []).toEqual([]);
};

describe('directories', () => {
  it('are tied to the domains that they are, and counted once', () => {
    const list = directoryList(views, domains);
    passes('directories', list);
    expect(list.state).toBe('read');
    expect(list.domains).toBe(2);
    expect(
      list.rows.map(({ type, ties, countsAsDomain }) => [
        type,
        ties.map(({ sourceName, relation, reason }) => `${sourceName} ${relation} ${reason}`).join(', '),
        countsAsDomain,
      ]),
    ).toEqual([
      ['MicrosoftAD', 'cloud.hanbit.example same directoryId', true],
      ['ADConnector', 'hanbit.example pointsAt dnsName', false],
      ['SimpleAD', 'lab.hanbit.example same directoryId', true],
      ['SharedMicrosoftAD', 'cloud.hanbit.example same directoryId', false],
    ]);
    expect(
      list.rows.filter(({ type }) => type === 'SharedMicrosoftAD').map((row) => row.directoryId),
    ).toEqual(planted('sharedDirectory'));
  });

  it('tell every part as read, not applicable or not readable', () => {
    const states = directoryList(views, domains).rows.map(({ directoryId, region }) => {
      const answer = directoryAt(views, domains, { snapshotId, directoryId, region });
      passes('directory', answer);
      return Object.entries(answer.details!).flatMap(([part, reading]) =>
        reading.state === 'notReadable' && reading.code !== 'notAsked' ? [`${directoryId} ${part}`] : [],
      );
    });
    expect(states.flat()).toEqual(planted('partDenied'));
  });
});

describe('roles', () => {
  it('are of every kind, filtered by it, and counted', () => {
    const list = roles(views, { page });
    passes('roles', list);
    expect(list.total).toBe(60);
    expect(new Set(list.kinds.map(({ value }) => value))).toEqual(
      new Set([
        'anyone',
        'cognito',
        'cross-account',
        'ds-delegation',
        'ec2-instance',
        'identity-center',
        'oidc',
        'saml',
        'service',
        'service-linked',
      ]),
    );
    for (const { value, count } of list.kinds) {
      const narrowed = roles(views, { page, kinds: [value as 'saml'] });
      expect([value, narrowed.total]).toEqual([value, count]);
      // Counts of the other column follow, those of its own stay.
      expect(narrowed.kinds).toEqual(list.kinds);
    }
    expect(roles(views, { page: { offset: 58, limit: 10 } }).rows).toHaveLength(2);
    expect(roles(views, { page, text: 'cognito' }).rows.map(({ advice }) => advice)).toEqual([
      ['cognitoThroughPool', 'cognitoNoAudience'],
      ['cognitoThroughPool', 'cognitoUnauthenticated'],
    ]);
  });

  it('tell who runs with them', () => {
    const arn = roles(views, { page, text: 'role/EC2AppServer' }).rows[0]!.arn;
    const one = role(views, { snapshotId, arn });
    passes('role', one);
    expect(one.instanceProfiles).toMatchObject({
      state: 'read',
      value: [{ name: 'EC2AppServer' }, { name: 'Batch' }],
    });
    expect(one.instances).toMatchObject({ state: 'read', value: { total: 3 } });
    expect(one.trust).toMatchObject([{ kind: 'service', principal: 'ec2.amazonaws.com', conditions: [] }]);
    for (const { arn: each } of roles(views, { page }).rows)
      passes('role', role(views, { snapshotId, arn: each }));
    expect(() => role(views, { snapshotId, arn: 'arn:aws:iam::1:role/none' })).toThrow('object.notFound');
    expect(() => role(views, { snapshotId: 99, arn })).toThrow('snapshot.notFound');
  });
});

describe('policies', () => {
  it('are of three kinds, and each has whom it is held by', () => {
    const list = policies(views, { page });
    passes('policies', list);
    expect(new Set(list.kinds.map(({ value }) => value))).toEqual(
      new Set(['aws-managed', 'customer-managed', 'inline']),
    );
    for (const { arn, holder, name, attachedTo } of list.rows) {
      const id = arn === null ? { snapshotId, holderArn: holder!.arn, name } : { snapshotId, arn };
      const one = policy(views, id);
      passes('policy', one);
      expect(one.holders.filter(({ as }) => as !== 'boundary')).toHaveLength(attachedTo);
      expect(one.versions.filter(({ isDefault }) => isDefault)).toHaveLength(1);
    }
  });

  it('tell what changed between versions', () => {
    const arn = policies(views, { page, text: 'policy/HanbitStorage' }).rows[0]!.arn!;
    const changes = policyDifference(views, { snapshotId, arn, from: 'v1', to: 'v2' });
    passes('policyDifference', changes);
    expect(changes.same).toBe(false);
    expect(changes.statements.map(({ change }) => change)).toEqual(['changed', 'added']);
    expect(changes.statements[0]!.elements).toEqual([
      { element: 'Action', removed: ['s3:DeleteObject'], added: ['s3:ListBucket'] },
    ]);
    expect(policyDifference(views, { snapshotId, arn, from: 'v2', to: 'v2' })).toMatchObject({
      same: true,
      lines: [],
    });
    expect(() => policyDifference(views, { snapshotId, arn, from: 'v1', to: 'v9' })).toThrow(
      'object.notFound',
    );
  });
});

describe('credentials that outlive their use', () => {
  it('are those of the manifest, judged as of the reading', () => {
    const list = credentials(views, { page });
    passes('credentials', list);
    const ofFault = new Set([
      'rootKeys',
      'rootNoMfa',
      'passwordNoMfa',
      'keyOld',
      'keyNeverUsed',
      'keysTwoActive',
    ]);
    const subjects = list.rows.filter(({ code }) => ofFault.has(code)).map(({ subject }) => subject);
    expect([...new Set(subjects)].toSorted()).toEqual(fault(30).toSorted());
    // The account that denied its report has one user with a password.
    expect(list.notRead).toEqual([{ snapshotId, code: 'passwordAge', count: 1 }]);
    expect(list.rows.every(({ evidence }) => evidence[0]!.readAt === list.rows[0]!.evidence[0]!.readAt)).toBe(
      true,
    );
    const old = credentials(views, { page, codes: ['keyOld'] }).rows.map(({ ageDays }) => ageDays!);
    expect(old).toEqual(old.toSorted((a, b) => b - a));
  });

  it('stand beside what the reports say: when a password was changed, what the root user uses', () => {
    const told = users(views, { page }).rows.map(({ name, report }) => [name, report.state]);
    expect(Object.fromEntries(told)).toMatchObject({ 'minjun.kim': 'read', 'j.smith-test': 'notReadable' });
    const [row] = users(views, { page, text: 'user/minjun.kim' }).rows;
    expect(row!.issues).not.toContain('passwordOld');
    expect(row!.report).toMatchObject({ value: { keys: [{ slot: 1, active: true }, { slot: 2 }] } });
    const old = credentials(views, { page, codes: ['passwordOld'] }).rows;
    expect(old.map(({ userName, ageDays }) => [userName, ageDays])).toEqual([['break-glass-1', 420]]);
    const roots = reach(views, { page });
    passes('reach', roots);
    expect(roots.rows.flatMap(({ rootReport: of }) => (of.state === 'read' ? of.value.keys : []))).toEqual([
      expect.objectContaining({ lastUsedService: 'iam', lastUsedRegion: 'us-east-1' }),
    ]);
    const [key] = credentials(views, { page, codes: ['rootKeys'] }).rows;
    expect(key).toMatchObject({ root: true, ageDays: 2310 });
  });

  it('that were not read are told as such, not as none', () => {
    const bare = { ...facts, accounts: [{ id: '111122223333', name: null, alias: null }] };
    const cut = viewsOf(
      [{ snapshotId: 7, sourceId: 7, readAt: '2026-10-30T22:00:00Z', facts: { ...bare, ...unread('x') } }],
      [],
    );
    expect(credentials(cut, { page })).toMatchObject({
      state: 'notReadable',
      gaps: [{ snapshotId: 7, code: 'x' }],
      rows: [],
      notRead: [
        { code: 'users', count: 1 },
        { code: 'root', count: 1 },
      ],
    });
  });
});

it('users, groups and providers are listed with what hangs on them', () => {
  const list = users(views, { page });
  passes('users', list);
  expect(list.total).toBe(6);
  const group = groups(views, { page });
  passes('groups', group);
  expect(group.rows[0]).toMatchObject({ name: 'Administrators', memberCount: 1 });
  expect(users(views, { page, groupArn: group.rows[0]!.arn }).rows.map(({ name }) => name)).toEqual(
    group.rows[0]!.members,
  );
  const trusted = providers(views, { page });
  passes('providers', trusted);
  expect(providers(views, { page, kinds: ['oidc'] }).rows).toMatchObject([{ kind: 'oidc', roles: 1 }]);
});

describe('Identity Center', () => {
  const at = (): { snapshotId: number; instanceArn: string } => {
    const { rows } = identityCenters(views);
    return { snapshotId: rows[0]!.snapshotId, instanceArn: rows[0]!.instanceArn };
  };

  it('says that the source was told, and that its filter is not readable', () => {
    const list = identityCenters(views);
    passes('identityCenters', list);
    expect(list.rows).toMatchObject([
      { sourceIs: 'told', providerFilter: { state: 'notReadable', code: 'noPublicApi' } },
    ]);
  });

  it('has sets whole, and which lag behind', () => {
    const list = permissionSets(views, { ...at(), page });
    passes('permissionSets', list);
    expect(list.rows.filter(({ outdatedIn }) => outdatedIn > 0).map(({ arn }) => arn)).toEqual(
      planted('outdatedSet'),
    );
    for (const { arn } of list.rows) passes('permissionSet', permissionSet(views, { ...at(), arn }));
    expect(list.rows.reduce((sum, row) => sum + row.assignments, 0)).toBe(
      assignments(views, { ...at(), page }).total,
    );
  });

  it('pages assignments by account, and shows who is gone', () => {
    const all = assignments(views, { ...at(), page });
    passes('assignments', all);
    const accounts = [...new Set(all.rows.map(({ account }) => account))];
    expect(accounts).toEqual(accounts.toSorted());
    const byAccount = accounts.map(
      (account) => assignments(views, { ...at(), page, accounts: [account] }).total,
    );
    expect(byAccount.reduce((sum, count) => sum + count, 0)).toBe(all.total);
    expect(all.rows.filter(({ principalName }) => principalName === null)).toHaveLength(1);
  });

  it('walks from groups to users and back', () => {
    const list = storeGroups(views, { ...at(), page });
    passes('storeGroups', list);
    passes('storeUsers', storeUsers(views, { ...at(), page }));
    for (const { groupId, members } of list.rows) {
      const inGroup = storeUsers(views, { ...at(), page, groupId });
      expect(inGroup.total).toBe(members);
      const some = inGroup.rows[0];
      if (some)
        expect(
          storeGroups(views, { ...at(), page, userId: some.userId }).rows.map((row) => row.groupId),
        ).toContain(groupId);
    }
  });
});

describe('the organization', () => {
  it('is a tree of all its accounts, with what was not read', () => {
    passes('organizations', organizations(views));
    const tree = organizationTree(views, { snapshotId, page });
    passes('organizationTree', tree);
    const nodes = new Map(tree.rows.map((node, index) => [node.id, index]));
    for (const [index, { parentId }] of tree.rows.entries())
      if (parentId !== null) expect(nodes.get(parentId)!).toBeLessThan(index);
    expect(tree.rows[0]).toMatchObject({ kind: 'root', accounts: 5 });
    const notAsked = tree.rows.filter((node) => node.reach === 'notAsked').map(({ id }) => id);
    expect(notAsked).toEqual(planted('accountNotRead'));
    const reached = reach(views, { page });
    passes('reach', reached);
    expect(reached.rows.filter(({ state }) => state === 'notAsked').map(({ account }) => account)).toEqual(
      notAsked,
    );
    expect(reached.regions).toEqual(['ap-northeast-2', 'eu-central-1']);
  });

  it('says what is allowed to an account, level by level', () => {
    passes('organizationPolicies', organizationPolicies(views, { snapshotId, page }));
    const empty = planted('nothingAllowed');
    const found = new Set<string>();
    for (const type of ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)
      for (const { id, kind } of organizationTree(views, { snapshotId, page }).rows) {
        if (kind !== 'account') continue;
        const chain = effectiveChain(views, { snapshotId, account: id, type });
        passes('effectiveChain', chain);
        if (chain.levels.state !== 'read') throw new Error(chain.levels.state);
        expect(chain.levels.value[0]!.kind).toBe('root');
        expect(chain.levels.value.at(-1)!.id).toBe(id);
        for (const level of chain.levels.value)
          if (level.notes.includes('nothingAllowed')) found.add(level.id);
      }
    expect([...found]).toEqual(empty);
  });
});

it('instances run with the role of their profile', () => {
  const list = instances(views, { page });
  passes('instances', list);
  expect(
    list.rows.filter(({ metadataTokens }) => metadataTokens === 'optional').map((row) => row.instanceId),
  ).toEqual(planted('metadataOptional'));
  expect(instances(views, { page, withRole: false }).total).toBe(2);
  const { roleArn } = list.rows.find(({ name }) => name === 'batch')!;
  expect(instances(views, { page, roleArn: roleArn! }).total).toBe(3);
});
