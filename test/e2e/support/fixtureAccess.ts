/** What the fixture engine tells of access: chains of several ways, who-can over a million users, a matrix of 1,200 roles. */
import { implement } from '@orpc/server';
import type { Decided, Door, RoleRef, WhoRow } from '#contract/access.ts';
import { contract } from '#contract/index.ts';
import type { Job } from '#contract/shapes.ts';
import { whoKinds } from '#domain/access/codes.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import type { Mechanism } from '#domain/mapping/grant.ts';
import { accessOf, grants, readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const { access: os } = implement(contract);
const asOf = [
  { sourceName: 'corp.example.com', readAt },
  { sourceName: '111122223333', readAt: '2026-11-20T13:58:00Z' },
];
const allUsers = 1_000_000;
const firstUser = 8;
const userAt = (index: number) => forest.children(firstUser, index, 1).rows[0]!;

const refOf = (grant: (typeof grants)[number]): RoleRef => ({
  key: grant.roleArn ?? `${grant.roleName}@${grant.account}`,
  roleArn: grant.roleArn,
  name: grant.roleName,
  account: grant.account,
  accountName: grant.accountName,
  permissionSetArn: null,
});
const known = [...new Map(grants.filter(({ roleArn }) => roleArn !== null).map((grant) => [grant.roleArn, refOf(grant)])).values()]; // prettier-ignore
/** Columns of the matrix: the estate's roles, then made ones. */
const columnCount = 1200;
const column = (index: number): RoleRef => {
  const own = known[index];
  if (own) return own;
  const name = `Team-${String(index).padStart(4, '0')}-${['ReadOnly', 'Deploy', 'Operator'][index % 3]}`;
  const arn = `arn:aws:iam::111122223333:role/${name}`;
  return {
    key: arn,
    roleArn: arn,
    name,
    account: '111122223333',
    accountName: 'prod',
    permissionSetArn: null,
  };
};
const roleNamed = (key: string) => known.find((one) => one.key === key || one.name === key) ?? null;

const mfaCondition: Decided['conditions'][number] = {
  kind: 'test',
  operator: 'Bool',
  quantifier: null,
  ifExists: false,
  key: 'aws:MultiFactorAuthPresent',
  values: ['true'],
  holds: true,
};
const stands = (
  use: Decided['standsOn'][number]['use'],
  more: Partial<Decided['standsOn'][number]> = {},
) => ({
  id: 'm1',
  use,
  level: null,
  document: 'app-logs',
  arn: 'arn:aws:iam::111122223333:policy/app-logs',
  path: 'Statement[0]',
  sid: 'Main',
  effect: 'Allow' as const,
  ...more,
});
export function decidedAs(at: number): Decided | null {
  const none: Decided = { decision: 'implicitDeny', decidedBy: 'identityPolicy', some: false, resources: [], conditions: [], standsOn: [], gaps: [] }; // prettier-ignore
  switch (at % 5) {
    case 0:
      return { ...none, decision: 'allowed', standsOn: [stands('identity')] };
    case 1:
      return { ...none, decision: 'conditional', conditions: [mfaCondition], standsOn: [stands('identity', { sid: 'HomeFolder', path: 'Statement[1]' })] }; // prettier-ignore
    case 2:
      return { ...none, decision: 'explicitDeny', decidedBy: 'serviceControlPolicy', standsOn: [stands('identity'), stands('serviceControl', { id: 'scp-ou', document: 'DenyLeaving', level: 'ou-workloads', sid: 'StayHere', effect: 'Deny', path: 'Statement[1]' })] }; // prettier-ignore
    case 3:
      return null;
    default:
      return { ...none, gaps: [{ code: 'resourcePoliciesNotRead', name: null, reason: null, couldAllow: true, couldDeny: false }] }; // prettier-ignore
  }
}
const hour = { seconds: 3600, limits: [{ code: 'roleChaining' as const, seconds: 3600 }] };
const session = (mechanism: Mechanism) => ({
  seconds: mechanism === 'identity-center' ? 28_800 : 14_400,
  limits: [
    { code: 'roleMaximum' as const, seconds: 14_400 },
    ...(mechanism === 'saml' ? [{ code: 'claims' as const, seconds: null }] : []),
  ],
});
const step = (from: string, role: RoleRef, decision: 'allowed' | 'conditional') => ({
  from,
  role,
  decision,
  conditions: decision === 'conditional' ? [mfaCondition] : [],
  standsOn: [stands('identity', { sid: 'TakeOthers' }), stands('trust', { id: 'trust//0', document: role.name, arn: role.key, sid: null })], // prettier-ignore
});

function whoAt(index: number, kinds: readonly string[], text: string): { total: number; row: WhoRow | null } {
  const people = kinds.length === 0 || kinds.includes('directoryUser') ? 100_000 : 0;
  const groups = kinds.length === 0 || kinds.includes('directoryGroup') ? 12 : 0;
  const aws = (['role', 'iamUser', 'service', 'account', 'federated'] as const).filter((kind) => kinds.length === 0 || kinds.includes(kind)); // prettier-ignore
  if (text !== '') return { total: 0, row: null };
  const total = people + groups + aws.length;
  const base = { decision: index % 4 === 1 ? ('conditional' as const) : ('allowed' as const), role: known[index % 5]!, roles: 1 + (index % 3), depth: index % 6 === 5 ? 1 : 0, some: index % 9 === 2, onlyElsewhere: false, disabled: null }; // prettier-ignore
  if (index < people) {
    const row = userAt(index);
    return {
      total,
      row: {
        ...base,
        who: { kind: 'directoryUser', snapshotId: forest.snapshotId, objectId: row.id },
        name: row.displayName ?? row.name,
        detail: row.dn,
        mechanism: mechanisms[index % 3]!,
        disabled: row.disabled,
      },
    };
  }
  if (index < people + groups) {
    const row = forest.objectOf(7_000_000 + index - people)!;
    return {
      total,
      row: {
        ...base,
        who: { kind: 'directoryGroup', snapshotId: forest.snapshotId, objectId: row.id },
        name: row.name,
        detail: row.dn,
        mechanism: 'saml',
      },
    };
  }
  const kind = aws[index - people - groups];
  if (!kind) return { total, row: null };
  const names = { role: 'PipelineRunner', iamUser: 'break-glass', service: 'lambda.amazonaws.com', account: '999988887777', federated: 'token.actions.githubusercontent.com' }; // prettier-ignore
  const id = kind === 'role' || kind === 'iamUser' ? `arn:aws:iam::111122223333:${kind === 'role' ? 'role' : 'user'}/${names[kind]}` : names[kind]; // prettier-ignore
  return { total, row: { ...base, role: kind === 'role' || kind === 'iamUser' ? null : base.role, who: { kind, id }, name: names[kind], detail: id, mechanism: null } }; // prettier-ignore
}

const doorKinds = ['saml', 'identity-center', 'delegation', 'iamUser', 'account', 'web-identity', 'service', 'ds', 'anyone', 'root'] as const; // prettier-ignore
const doors = (account: string): Door[] => [
  ...grants
    .filter((grant) => grant.status === 'works' && grant.account === account)
    .map((grant): Door => ({
      kind: grant.mechanism,
      name: grant.principal!.name,
      principal: { snapshotId: forest.snapshotId, objectId: grant.principal!.objectId, kind: 'group' },
      role: refOf(grant),
      decision: 'allowed',
      users: 12,
      limits: [],
    })),
  { kind: 'iamUser', name: 'break-glass', principal: null, role: null, decision: null, users: null, limits: ['consolePassword', 'accessKeys'] },
  { kind: 'account', name: 'arn:aws:iam::999988887777:root', principal: null, role: known[0]!, decision: 'conditional', users: null, limits: ['conditions', 'notReadable'] },
  { kind: 'web-identity', name: 'token.actions.githubusercontent.com', principal: null, role: known[1]!, decision: 'conditional', users: null, limits: ['conditions'] },
  { kind: 'service', name: 'ec2.amazonaws.com', principal: null, role: known[2]!, decision: 'allowed', users: null, limits: [] },
  { kind: 'root', name: account, principal: null, role: null, decision: null, users: null, limits: ['consolePassword'] },
]; // prettier-ignore

/** Two to five columns a user, by arithmetic. */
const cellsAt = (index: number, columns: number) => {
  const cells: Record<Mechanism, number[]> = { saml: [], delegation: [], 'identity-center': [] };
  for (let n = 0; n < 2 + (index % 4); n++) cells[mechanisms[(index + n) % 3]!].push((index * 7 + n * 3) % Math.min(columns, 40)); // prettier-ignore
  if (index % 3 === 0 && !cells['identity-center'].includes(0)) cells['identity-center'].push(0);
  for (const mechanism of mechanisms)
    cells[mechanism] = [...new Set(cells[mechanism])].toSorted((a, b) => a - b);
  return cells;
};

interface Around {
  readonly empty: () => boolean;
  readonly notFound: (name: string) => never;
  readonly exported: (input: unknown) => Job;
}

export function accessProcedures({ empty, notFound, exported }: Around) {
  const userOf = (objectId: number) => accessOf(objectId) ?? notFound(String(objectId));
  return {
    findUsers: os.findUsers.handler(({ input }) =>
      empty()
        ? []
        : forest
            .search(input.text, 0, 500)
            .rows.filter((row) => row.kind === 'user')
            .slice(0, 50)
            .map((object) => ({ snapshotId: forest.snapshotId, sourceName: 'corp.example.com', object })),
    ),
    ofUser: os.ofUser.handler(({ input }) => userOf(input.objectId)),
    userRoles: os.userRoles.handler(({ input }) => {
      const { reached } = userOf(input.objectId);
      const asked = input.actions ?? [];
      const roles = [...new Map(reached.map(({ grant }) => [refOf(grant).key, grant])).values()];
      const [first] = roles;
      const [a, b] = [known[20]!, known[21]!];
      return {
        roles: roles.map((grant, i) => ({
          role: refOf(grant),
          mechanisms: [grant.mechanism],
          until: i === 1 ? '2026-11-27T18:00:00Z' : null,
          session: session(grant.mechanism),
          mfa: i === 0 ? ['samlNotVisible' as const, 'policyAsksForMfa' as const] : ['samlNotVisible' as const],
          decisions: asked.map((_, n) => decidedAs(i + n)),
        })),
        chained: first
          ? [
              { role: a, depth: 1, decision: 'allowed' as const, steps: [step(refOf(first).key, a, 'allowed')], session: hour, decisions: asked.map(() => decidedAs(0)) },
              { role: b, depth: 2, decision: 'conditional' as const, steps: [step(refOf(first).key, a, 'allowed'), step(a.key, b, 'conditional')], session: hour, decisions: asked.map(() => decidedAs(1)) },
            ]
          : [],
        chainedTotal: first ? 2 : 0,
      }; // prettier-ignore
    }),
    whoCan: os.whoCan.handler(({ input }) => {
      if (input.action === 'iam:Nobody') {
        return { asked: { action: input.action, resource: input.resource, resourceAccount: null }, readAt: asOf, decided: { roles: 64, allowed: 0, conditional: 0, notReadable: 2 }, counts: whoKinds.map((kind) => ({ kind, allowed: 0, conditional: 0, chained: 0 })), mechanisms: mechanisms.map((mechanism) => ({ mechanism, users: 0, onlyElsewhere: 0, groups: 0 })), notCounted: [], notCountedTotal: 0, membershipsNotRead: [], gaps: [] };
      } // prettier-ignore
      const counts: Partial<Record<(typeof whoKinds)[number], [number, number]>> = { directoryUser: [75_000, 25_000], directoryGroup: [9, 3], role: [1, 0], iamUser: [1, 0], service: [1, 0], account: [0, 1], federated: [0, 1] }; // prettier-ignore
      return {
        asked: { action: input.action, resource: input.resource, resourceAccount: input.resourceAccount ?? null },
        readAt: asOf,
        decided: { roles: 64, allowed: 4, conditional: 3, notReadable: 2 },
        counts: whoKinds.map((kind) => ({ kind, allowed: counts[kind]?.[0] ?? 0, conditional: counts[kind]?.[1] ?? 0, chained: kind === 'directoryUser' ? 16_000 : 0 })),
        mechanisms: [
          { mechanism: 'saml' as const, users: 60_000, onlyElsewhere: 120, groups: 8 },
          { mechanism: 'delegation' as const, users: 0, onlyElsewhere: 0, groups: 0 },
          { mechanism: 'identity-center' as const, users: 44_000, onlyElsewhere: 0, groups: 4 },
        ],
        notCounted: [
          { code: 'candidateGrant' as const, role: known[6]!, mechanism: 'delegation' as const, name: 'd-926714a1b2' },
          { code: 'policiesNotRead' as const, role: known[7]!, mechanism: null, name: null },
          { code: 'accountNotRead' as const, role: null, mechanism: null, name: '777788889999' },
        ],
        notCountedTotal: 3,
        membershipsNotRead: [],
        gaps: [{ code: 'resourcePoliciesNotRead' as const, name: null, reason: null, couldAllow: true, couldDeny: true, principals: 100_012 }],
      }; // prettier-ignore
    }),
    whoCanRows: os.whoCanRows.handler(({ input: { question, filter, page } }) => {
      if (question.action === 'iam:Nobody') return { total: 0, rows: [] };
      const at = (index: number) => whoAt(index, filter.kinds ?? [], filter.text ?? '');
      const { total } = at(0);
      const rows = Array.from({ length: Math.max(0, Math.min(page.limit, total - page.offset)) }, (_, i) => at(page.offset + i).row!); // prettier-ignore
      return { total, rows };
    }),
    whoCanChain: os.whoCanChain.handler(({ input: { who } }) => {
      const decided = decidedAs(0)!;
      if (!('objectId' in who))
        return { decision: 'allowed' as const, links: [], entry: [], steps: [], decided, session: { seconds: null, limits: [] } }; // prettier-ignore
      const row = forest.objectOf(who.objectId) ?? notFound(String(who.objectId));
      const { chain } = accessOf(who.kind === 'directoryUser' ? row.id - (row.id % 5) : userAt(0).id)!
        .reached[0]!;
      const [, ...rest] = chain;
      const links = who.kind === 'directoryUser' ? [{ step: 'user' as const, object: { snapshotId: forest.snapshotId, objectId: row.id, name: row.name, dn: row.dn, kind: 'user' as const } }, ...rest] : rest; // prettier-ignore
      return { decision: 'allowed' as const, links: [...links], entry: [], steps: [step(known[0]!.key, known[20]!, 'allowed')], decided, session: hour }; // prettier-ignore
    }),
    findStoreUsers: os.findStoreUsers.handler(() => []),
    ofStoreUser: os.ofStoreUser.handler(({ input }) => notFound(input.userId)),
    storePeople: os.storePeople.handler(() => ({ total: 0, rows: [] })),
    ofRole: os.ofRole.handler(({ input }) => {
      const role = roleNamed(input.role) ?? notFound(input.role);
      const own = grants.filter((grant) => refOf(grant).key === role.key);
      return {
        role,
        readAt: asOf,
        read: true,
        session: session('saml'),
        mfa: ['samlNotVisible' as const, 'trustAsksForMfa' as const],
        users: 100_000,
        mechanisms: mechanisms.map((mechanism, i) => ({ mechanism, users: [90_000, 0, 12_000][i]!, onlyElsewhere: i === 0 ? 40 : 0 })), // prettier-ignore
        grants: own.map((grant) => ({ ...grant, issues: [...grant.issues], evidence: [...grant.evidence], users: grant.status === 'works' ? 50_000 : 0 })), // prettier-ignore
        trusted: [
          { kind: 'account' as const, principal: 'arn:aws:iam::999988887777:root', decision: 'conditional' as const, conditions: [mfaCondition], evidence: { ...grants[0]!.evidence[1]! } },
          { kind: 'service' as const, principal: 'ec2.amazonaws.com', decision: 'allowed' as const, conditions: [], evidence: { ...grants[0]!.evidence[1]! } },
        ],
        takenBy: [{ arn: 'arn:aws:iam::111122223333:role/PipelineRunner', decision: 'allowed' as const }],
        notCounted: [{ code: 'candidateGrant' as const, role, mechanism: 'delegation' as const, name: 'd-926714a1b2' }],
        membershipsNotRead: [],
      }; // prettier-ignore
    }),
    rolePeople: os.rolePeople.handler(({ input: { filter, page } }) => {
      const total = filter.text ? 0 : filter.mechanism === 'delegation' ? 0 : 100_000;
      const rows = Array.from({ length: Math.max(0, Math.min(page.limit, total - page.offset)) }, (_, i) => {
        const at = page.offset + i;
        return { snapshotId: forest.snapshotId, object: userAt(at), mechanisms: [filter.mechanism ?? mechanisms[(at % 2) * 2]!], group: at % 5 === 4 ? null : grants[at % 4]!.principal?.name ?? null }; // prettier-ignore
      });
      return { total, rows };
    }),
    ofGroup: os.ofGroup.handler(({ input }) => {
      const object = forest.objectOf(input.objectId);
      if (!object || object.kind !== 'group') return notFound(String(input.objectId));
      const reached = accessOf(userAt(0).id)!.reached.slice(0, 4);
      return {
        snapshotId: forest.snapshotId,
        object,
        readAt: asOf,
        reached: reached.map((each, i) => ({ grant: each.grant, chain: i === 0 ? each.chain.filter(({ step: of }) => of !== 'user') : [{ step: 'user' as const, object: { snapshotId: forest.snapshotId, objectId: object.id, name: object.name, dn: object.dn, kind: 'group' as const } }, ...each.chain.slice(1)], users: 1200 - i * 100 })), // prettier-ignore
        users: mechanisms.map((mechanism, i) => ({ mechanism, users: [1200, 0, 1100][i]! })),
        notCounted: [{ code: 'undocumentedMembers' as const, role: null, mechanism: null, name: null }],
        membershipsNotRead: [],
      };
    }),
    ofAccount: os.ofAccount.handler(({ input: { account, kinds, text = '', page } }) => {
      const all = doors(account);
      const fits = all.filter(({ kind, name }) => (!kinds?.length || kinds.includes(kind)) && name.toLowerCase().includes(text.toLowerCase())); // prettier-ignore
      return {
        account,
        accountName: grants.find((grant) => grant.account === account)?.accountName ?? null,
        readAt: asOf,
        read: account !== '777788889999',
        counts: doorKinds.map((kind) => ({ kind, doors: all.filter((door) => door.kind === kind).length })),
        users: 4210,
        total: fits.length,
        rows: fits.slice(page.offset, page.offset + page.limit),
        notCounted: account === '777788889999' ? [{ code: 'accountNotRead' as const, role: null, mechanism: null, name: account }] : [], // prettier-ignore
        membershipsNotRead: [],
      };
    }),
    matrix: os.matrix.handler(({ input: { filter } }) => {
      const none = Boolean(filter.user) || empty();
      return {
        readAt: asOf,
        pairs: none ? 0 : 3_412_008,
        users: none ? 0 : allUsers,
        roles: none ? 0 : columnCount,
        mechanisms: mechanisms.map((mechanism, i) => ({ mechanism, pairs: none ? 0 : [2_000_000, 12_008, 1_400_000][i]! })), // prettier-ignore
        accounts: none ? [] : [...new Map(known.map((role) => [role.account, role])).values()].map(({ account, accountName }, i) => ({ account, accountName, pairs: 1_000_000 - i * 1000, roles: 20 })), // prettier-ignore
        largest: known.map((role, i) => ({ role, users: 100_000 - i })),
        notCounted: 3,
        membershipsNotRead: [],
      };
    }),
    matrixRows: os.matrixRows.handler(() => ({ total: 0, rows: [] })),
    matrixRoles: os.matrixRoles.handler(({ input: { filter, page } }) => {
      const total = filter.user || empty() ? 0 : filter.role ? 1 : columnCount;
      return { total, rows: Array.from({ length: Math.max(0, Math.min(page.limit, total - page.offset)) }, (_, i) => ({ role: column(page.offset + i), users: Math.round(100_000 / (1 + page.offset + i)) })) }; // prettier-ignore
    }),
    matrixUsers: os.matrixUsers.handler(({ input: { filter, page } }) => {
      const columns = filter.role ? 1 : columnCount;
      const total = filter.user || empty() ? 0 : allUsers;
      return {
        total,
        rows: Array.from({ length: Math.max(0, Math.min(page.limit, total - page.offset)) }, (_, i) => {
          const at = page.offset + i;
          const row = userAt(at);
          const cells = cellsAt(at, columns);
          const roles = new Set(mechanisms.flatMap((mechanism) => cells[mechanism])).size;
          return { snapshotId: forest.snapshotId, objectId: row.id, user: row.displayName ?? row.name, dn: row.dn, disabled: row.disabled, roles, cells }; // prettier-ignore
        }),
      };
    }),
    findRoles: os.findRoles.handler(({ input: { text = '', page } }) => {
      const rows = empty() ? [] : known.filter(({ name, key }) => `${name} ${key}`.toLowerCase().includes(text.toLowerCase())).map((role, i) => ({ role, mechanisms: [mechanisms[i % 3]!], read: i % 9 !== 8 })); // prettier-ignore
      return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
    }),
    findGroups: os.findGroups.handler(({ input: { text = '', page } }) => {
      const rows = empty() ? [] : forest.children(6, 0, 300).rows.filter(({ kind, name }) => kind === 'group' && name.toLowerCase().includes(text.toLowerCase())).map((object, i) => ({ snapshotId: forest.snapshotId, sourceName: 'corp.example.com', object, mechanisms: i % 2 ? [] : [mechanisms[i % 3]!] })); // prettier-ignore
      return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
    }),
    findAccounts: os.findAccounts.handler(({ input: { text = '', page } }) => {
      const rows = empty() ? [] : [...new Map(known.map((role) => [role.account, role])).values()].filter(({ account, accountName }) => `${account} ${accountName}`.includes(text)).map(({ account, accountName }, i) => ({ account, accountName, read: account !== '777788889999', roles: 20 - i })); // prettier-ignore
      return { total: rows.length, rows: rows.slice(page.offset, page.offset + page.limit) };
    }),
    export: os.export.handler(({ input }) => exported(input)),
  };
}
