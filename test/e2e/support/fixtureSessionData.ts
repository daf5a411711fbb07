/** Sessions of every kind and state, for tests of the window alone. */
import type { Session } from '#contract/sessions/session.ts';
import { needOf } from '#domain/session/lifetime.ts';
import type { RoleRequest, SessionRequest } from '#domain/session/request.ts';
import { roleArnOf } from '#domain/session/request.ts';
import { roles } from './fixtureEstate.ts';

const bounds = { policy: null, policyArns: [] };
export const roleRequest = (
  roleArn: string,
  region: string,
  more: Partial<RoleRequest> = {},
): RoleRequest => ({
  kind: 'role',
  source: { kind: 'profile', profile: 'corp' },
  roleArn,
  sessionName: 'treeline',
  durationSeconds: 3600,
  externalId: null,
  ...bounds,
  tags: [],
  transitiveTagKeys: [],
  sourceIdentity: null,
  mfaSerial: null,
  region,
  ...more,
});
export const mfa = 'arn:aws:iam::111122223333:mfa/hyun.kim';
const readOnlyPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Look', Effect: 'Allow', Action: ['s3:ListAllMyBuckets', 'ec2:Describe*'], Resource: '*' },
  ],
});

export function firstSessions(now: number, many = false): Session[] {
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const session = (
    id: string,
    name: string,
    minutes: number,
    request: SessionRequest,
    more: Partial<Session> = {},
  ): Session => {
    const roleArn = roleArnOf(request);
    // Taken twenty minutes ago, or an hour before its end.
    const life = Math.max(60, minutes + 20);
    const account = roleArn?.split(':')[4] ?? ('account' in request ? request.account : '111122223333');
    return {
      id,
      name,
      request,
      arn:
        roleArn === null
          ? null
          : roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/') + '/treeline',
      account,
      accessKeyTail: 'Q7ZA',
      takenAt: at(minutes - life),
      expiresAt: at(minutes),
      lengthSeconds: life * 60,
      tier: 'os-keychain',
      group: null,
      favourite: false,
      keepFresh: false,
      state: minutes <= 0 ? 'expired' : minutes < 6 ? 'soon' : 'fresh',
      accountAlias: { '111122223333': 'corp-prod', '222233334444': 'corp-sandbox' }[account] ?? null,
      roleName: roleArn?.split('/').at(-1) ?? null,
      region: request.region,
      needs: needOf(request),
      origin: 'corp',
      refreshing: false,
      failure: null,
      ...more,
    };
  };
  const prod = { group: 'Production' };
  const first = [
    session('s1', 'prod-admin', 41, roleRequest(roles[0]!.arn, 'eu-central-1'), {
      ...prod,
      favourite: true,
      keepFresh: true,
    }),
    session(
      's2',
      'sandbox-dev',
      3,
      roleRequest(roles[2]!.arn, 'us-east-1', { source: { kind: 'profile', profile: null } }),
      { origin: null, group: 'Sandbox' },
    ),
    session('s3', 'billing', -12, roleRequest(roles[3]!.arn, 'eu-central-1'), { tier: 'memory' }),
    session('s4', 'audit', 30, roleRequest(roles[5]!.arn, 'eu-central-1'), { ...prod, state: 'gone' }),
    session(
      's5',
      'platform-adfs',
      52,
      {
        kind: 'saml',
        identityProvider: 'i1',
        roleArn: 'arn:aws:iam::111122223333:role/ADFS-Platform',
        principalArn: 'arn:aws:iam::111122223333:saml-provider/CorpADFS',
        region: 'eu-central-1',
        durationSeconds: null,
        ...bounds,
      },
      { ...prod, favourite: true, origin: 'Corp AD FS' },
    ),
    session(
      's6',
      'github-deploy',
      17,
      {
        kind: 'webIdentity',
        roleArn: 'arn:aws:iam::222233334444:role/ci/GitHubDeploy',
        sessionName: 'deploy-4711',
        region: 'us-east-1',
        durationSeconds: 1800,
        ...bounds,
      },
      { group: 'Sandbox', origin: null },
    ),
    session(
      's7',
      'hyun.kim with MFA',
      400,
      {
        kind: 'sessionToken',
        source: { kind: 'accessKey', id: 'k1' },
        mfaSerial: mfa,
        region: 'eu-central-1',
        durationSeconds: 43_200,
      },
      {
        arn: 'arn:aws:iam::111122223333:user/people/hyun.kim',
        origin: 'hyun.kim keys',
        takenAt: at(-320),
        lengthSeconds: 43_200,
      },
    ),
    session(
      's8',
      'vendor',
      95,
      {
        kind: 'federationToken',
        source: { kind: 'accessKey', id: 'k1' },
        userName: 'vendor-acme',
        tags: [{ key: 'vendor', value: 'acme' }],
        region: 'us-east-1',
        durationSeconds: 7200,
        policy: readOnlyPolicy,
        policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
      { arn: 'arn:aws:sts::111122223333:federated-user/vendor-acme', origin: 'hyun.kim keys' },
    ),
    session(
      's9',
      'portal-readonly',
      210,
      {
        kind: 'portalRole',
        portal: 'p1',
        account: '222233334444',
        roleName: 'ReadOnly',
        region: 'eu-central-1',
      },
      { origin: 'Corp portal', roleName: 'ReadOnly', keepFresh: true, group: 'Sandbox' },
    ),
    session(
      's10',
      'disaster-recovery',
      24,
      roleRequest('arn:aws:iam::333344445555:role/dr/Failover', 'eu-west-1', {
        source: { kind: 'session', id: 's1' },
        externalId: 'dr-2026',
        tags: [
          { key: 'team', value: 'platform' },
          { key: 'ticket', value: 'CHG-20417' },
        ],
        transitiveTagKeys: ['team'],
        sourceIdentity: 'hyun.kim',
        mfaSerial: mfa,
        policy: readOnlyPolicy,
      }),
      { ...prod, origin: 'prod-admin', refreshing: true },
    ),
    session(
      's11',
      'gov-auditor',
      4,
      roleRequest('arn:aws-us-gov:iam::444455556666:role/Auditor', 'us-gov-west-1'),
      {
        origin: 'gov',
        keepFresh: true,
        failure: {
          fault: {
            code: 'aws.unreachable',
            params: { service: 'sts', operation: 'AssumeRole', detail: 'ETIMEDOUT' },
          },
          at: at(-1),
          nextTryAt: at(2),
        },
      },
    ),
    session(
      's12',
      'break-glass',
      -240,
      roleRequest('arn:aws:iam::111122223333:role/BreakGlass', 'eu-central-1'),
      {
        ...prod,
        failure: {
          fault: {
            code: 'sts.accessDenied',
            params: {
              roleArn: 'arn:aws:iam::111122223333:role/BreakGlass',
              detail: 'User is not authorized to perform: sts:AssumeRole',
            },
          },
          at: at(-180),
          nextTryAt: null,
        },
      },
    ),
  ];
  if (!many) return first;
  return [
    ...first,
    ...Array.from({ length: 188 }, (_, i) => {
      const role = roles[i % roles.length]!;
      return session(
        `m${i}`,
        `team-${i % 12}-role-${i}`,
        5 + ((i * 7) % 700),
        roleRequest(role.arn, 'eu-central-1'),
        {
          group: `Team ${i % 12}`,
          favourite: i % 41 === 0,
          keepFresh: i % 5 === 0,
        },
      );
    }),
  ];
}
