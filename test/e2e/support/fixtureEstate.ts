/** AWS facts, grants and sessions for tests of the window alone. */
import type { Access } from '#contract/index.ts';
import type { Evidence, Grant, GrantIssue, Mechanism } from '#domain/mapping/grant.ts';
import { accounts, roles as estateRoles } from './fixtureEstateFacts.ts';
import { objectOf, snapshotId } from './fixtureForest.ts';

export const awsSnapshot = 2;
export const readAt = '2026-11-20T14:02:00Z';

/** The roles that grants and sessions speak of: those of the estate, with the names of their accounts. */
export const roles = estateRoles.map((role) => ({
  ...role,
  accountName: accounts.find(([id]) => id === role.account)?.[1] ?? null,
}));

const evidence = (
  code: string,
  where: string,
  field: string,
  value: string,
  snapshot = snapshotId,
): Evidence => ({ code, snapshotId: snapshot, where, field, value, readAt });
const mechanismOf: Mechanism[] = ['saml', 'delegation', 'identity-center'];
const broken: GrantIssue[] = [
  'roleMissing',
  'accountUnknown',
  'roleNameCase',
  'distributionGroup',
  'trustLacksSaml',
  'providerMissing',
  'membershipNotReadable',
];

export const grants: Grant[] = Array.from({ length: 240 }, (_, i) => {
  const group = objectOf(7_000_000 + i)!;
  const role = roles[i % 64]!;
  const mechanism = mechanismOf[i % 3]!;
  const status = i % 11 === 4 ? 'broken' : i % 7 === 6 ? 'candidate' : 'works';
  const through =
    mechanism === 'saml'
      ? `arn:aws:iam::${role.account}:saml-provider/CorpADFS`
      : mechanism === 'delegation'
        ? 'd-926714a1b2'
        : 'arn:aws:sso:::permissionSet/ssoins-7223/ps-1f2e3d4c';
  return {
    id: `${mechanism}:${group.sid}:${role.arn}`,
    principal:
      status === 'candidate'
        ? null
        : { snapshotId, objectId: group.id, name: group.name, dn: group.dn, sid: group.sid, kind: 'group' },
    mechanism,
    roleArn: status === 'broken' && i % 2 ? null : role.arn,
    roleName: role.name,
    account: role.account,
    accountName: role.accountName,
    through,
    status,
    issues:
      status === 'broken'
        ? [broken[i % broken.length]!]
        : status === 'candidate'
          ? ['assignmentNotReadable']
          : [],
    evidence: [
      evidence('groupName', group.dn, 'sAMAccountName', group.name),
      evidence(
        'trustStatement',
        role.arn,
        'AssumeRolePolicyDocument.Statement[0]',
        '{"Effect":"Allow","Action":"sts:AssumeRoleWithSAML"}',
        awsSnapshot,
      ),
    ],
  };
});

export function accessOf(objectId: number): Access | null {
  const object = objectOf(objectId);
  if (!object || object.kind !== 'user') return null;
  const user = { snapshotId, sourceName: 'corp.example.com', object };
  const none = objectId % 5 === 4;
  const link = (row: { id: number; name: string; dn: string }, kind: 'user' | 'group') => ({
    snapshotId,
    objectId: row.id,
    name: row.name,
    dn: row.dn,
    kind,
  });
  const reached = none
    ? []
    : grants
        .filter((grant, i) => i < 9 && grant.status === 'works')
        .map((grant, n) => {
          const group = grant.principal!;
          const between = n % 3 === 1 ? objectOf(7_000_020 + n)! : null;
          const steps = [
            ...(between ? [between] : []),
            { id: group.objectId, name: group.name, dn: group.dn },
          ];
          return {
            grant,
            chain: [
              { step: 'user' as const, object: link(object, 'user') },
              ...steps.map((row, at) => ({
                step: 'membership' as const,
                via: n === 4 ? ('primaryGroup' as const) : ('member' as const),
                object: link(row, 'group'),
                evidence: evidence('member', row.dn, 'member', at === 0 ? object.dn : steps[at - 1]!.dn),
              })),
              {
                step: 'mechanism' as const,
                mechanism: grant.mechanism,
                through: grant.through,
                evidence: [...grant.evidence],
              },
              {
                step: 'role' as const,
                roleArn: grant.roleArn,
                roleName: grant.roleName,
                account: grant.account,
                accountName: grant.accountName,
              },
            ],
          };
        });
  return {
    user,
    readAt: [
      { sourceName: 'corp.example.com', readAt },
      { sourceName: '111122223333', readAt: '2026-11-20T13:58:00Z' },
    ],
    reached: reached.map((each) => ({
      grant: {
        ...each.grant,
        issues: [...each.grant.issues],
        evidence: [...each.grant.evidence],
      } as Access['reached'][number]['grant'],
      chain: each.chain,
    })),
    broken: [],
    notReadable: grants
      .filter((grant) => grant.status === 'candidate')
      .slice(0, 2)
      .map((grant) => ({ ...grant, issues: [...grant.issues], evidence: [...grant.evidence] })),
    membershipsNotRead: [],
    notes: object.disabled ? [{ code: 'accountDisabled', params: {} }] : [],
  };
}
