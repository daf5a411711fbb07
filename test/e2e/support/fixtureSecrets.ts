/** Secrets, AWS files and what trying a session says, for tests of the window alone. */
import type { AwsFiles, FoundProfile } from '#contract/sessions/awsFiles.ts';
import type { Try, TryAction } from '#contract/sessions/tries.ts';
import type { SecretItem } from '#contract/sessions/vault.ts';
import { mfa, roleRequest } from './fixtureSessionData.ts';

export const firstSecrets: readonly SecretItem[] = [
  ...['s1', 's2', 's5', 's7'].map((id): SecretItem => ({
    kind: 'sts-session',
    id,
    name: { s1: 'prod-admin', s2: 'sandbox-dev', s5: 'platform-adfs', s7: 'hyun.kim with MFA' }[id]!,
    tier: 'os-keychain',
    state: 'inUse',
  })),
  { kind: 'access-key', id: 'k1', name: 'hyun.kim keys', tier: 'os-keychain', state: 'inUse' },
  { kind: 'ldap-password', id: 'p1', name: 'Corp', tier: 'os-keychain', state: 'inUse' },
  { kind: 'portal-token', id: 'p1', name: 'Corp portal', tier: 'os-keychain', state: 'inUse' },
  { kind: 'sts-session', id: 's4', name: 'audit', tier: 'os-keychain', state: 'gone' },
  { kind: 'sts-session', id: '8d1f0c52-old', name: null, tier: 'os-keychain', state: 'orphan' },
  { kind: 'ldap-password', id: '41c7ab90-old', name: null, tier: 'os-keychain', state: 'orphan' },
];

const profile = (name: string, line: number, more: Partial<FoundProfile> = {}): FoundProfile => ({
  name,
  file: 'config',
  line,
  request: null,
  portal: null,
  hasKeys: false,
  runs: null,
  managed: false,
  notes: [],
  ...more,
});
const note = (code: FoundProfile['notes'][number]['code'], params: Record<string, string> = {}) => ({
  code,
  params,
});

export const firstFiles: AwsFiles = {
  configPath: '/home/hyun/.aws/config',
  credentialsPath: '/home/hyun/.aws/credentials',
  digest: 'd0',
  profiles: [
    profile('default', 1, {
      file: 'credentials',
      hasKeys: true,
      notes: [note('moveKeys'), note('keysOnly')],
    }),
    profile('prod', 4, {
      request: roleRequest('arn:aws:iam::111122223333:role/Operator', 'eu-central-1', {
        source: { kind: 'profile', profile: 'default' },
        sessionName: 'prod',
        mfaSerial: mfa,
      }),
      notes: [note('sessionNameMade')],
    }),
    profile('prod-dr', 11, {
      request: roleRequest('arn:aws:iam::333344445555:role/dr/Failover', 'eu-west-1', {
        source: { kind: 'profile', profile: 'prod' },
      }),
      notes: [note('chained')],
    }),
    profile('sso-readonly', 17, {
      request: {
        kind: 'portalRole',
        portal: 'https://corp.awsapps.com/start',
        account: '222233334444',
        roleName: 'ReadOnly',
        region: 'eu-central-1',
      },
      portal: { id: null, startUrl: 'https://corp.awsapps.com/start', region: 'eu-central-1' },
    }),
    profile('legacy', 24, {
      request: roleRequest('arn:aws:iam::222233334444:role/Legacy', 'us-east-1', {
        source: { kind: 'profile', profile: 'helper' },
      }),
      runs: '/opt/corp/bin/aws-keys --user hyun',
      notes: [note('runsProcess')],
    }),
    profile('broken', 31, { notes: [note('sourceMissing', { profile: 'broken', about: 'nobody' })] }),
    profile('prod-admin', 40, { managed: true, notes: [note('managed')] }),
  ],
  problems: [{ file: 'config', line: 35, code: 'colonDelimiter', params: {} }],
};

/** What trying a session says; of `iam:ListRoles` the policies foretold something else. */
export function tryOf(action: TryAction): Try {
  const policies = (over: Partial<Extract<Try['foretoldBecause'], { kind: 'policies' }>> = {}) => ({
    kind: 'policies' as const,
    decision: 'allowed' as const,
    decidedBy: 'identityPolicy' as const,
    statements: [],
    conditions: [],
    gaps: [],
    ...over,
  });
  const base: Try = {
    action,
    outcome: 'allowed',
    detail: '',
    fault: null,
    count: null,
    more: false,
    foretold: 'allowed',
    foretoldBecause: policies(),
    agrees: true,
    milliseconds: 84,
  };
  switch (action) {
    case 's3:ListAllMyBuckets':
      return { ...base, count: 23 };
    case 'iam:ListRoles':
      return {
        ...base,
        outcome: 'denied',
        detail:
          'User: arn:aws:sts::111122223333:assumed-role/Admin/treeline is not authorized to perform: iam:ListRoles with an explicit deny in a service control policy',
        foretoldBecause: policies({
          statements: [
            {
              document: 'd1',
              documentName: 'AdministratorAccess',
              path: 'Statement[0]',
              sid: null,
              effect: 'Allow',
            },
          ],
        }),
        agrees: false,
      };
    case 'ds:DescribeDirectories':
      return {
        ...base,
        outcome: 'failed',
        fault: {
          code: 'aws.throttled',
          params: { service: 'ds', operation: 'DescribeDirectories', detail: 'ThrottlingException' },
        },
        agrees: null,
      };
    case 'organizations:ListAccounts':
      return {
        ...base,
        outcome: 'denied',
        detail: 'You don’t have permissions to access this resource.',
        foretold: 'unknown',
        foretoldBecause: { kind: 'untold', code: 'managementAccountOnly' },
        agrees: null,
      };
    default:
      return base;
  }
}
