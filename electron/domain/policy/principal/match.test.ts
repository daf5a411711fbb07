import { describe, expect, test } from 'vitest';
import type { GrantKind } from '../explanation.ts';
import { parsePolicy } from '../parse/parse.ts';
import type { Principal } from '../request.ts';
import { accountNamed, principalMatcher } from './match.ts';

const none = { arn: null, account: null, roleArn: null, managementAccount: false, serviceLinked: false };
const a = '111111111111';
const ana = `arn:aws:iam::${a}:user/ana`;
const role = `arn:aws:iam::${a}:role/path/app`;
const bare = `arn:aws:iam::${a}:role/app`;
const session = `arn:aws:sts::${a}:assumed-role/app/s1`;
const root = `arn:aws:iam::${a}:root`;
const federated = `arn:aws:sts::${a}:federated-user/fe`;
const provider = `arn:aws:iam::${a}:saml-provider/idp`;

const principals = {
  user: { ...none, kind: 'user', arn: ana, account: a },
  session: { ...none, kind: 'role-session', arn: session, account: a, roleArn: role },
  /** Whose role is told by the session's own ARN alone. */
  bareSession: { ...none, kind: 'role-session', arn: session, account: a },
  /** Told by its role's ARN alone. */
  roleItself: { ...none, kind: 'role-session', arn: role, account: a },
  federated: { ...none, kind: 'federated-user', arn: federated, account: a, roleArn: ana },
  root: { ...none, kind: 'root', arn: root, account: a },
  anonymous: { ...none, kind: 'anonymous' },
  service: { ...none, kind: 'service', arn: 'ec2.amazonaws.com' },
  saml: { ...none, kind: 'saml', arn: provider },
  web: { ...none, kind: 'web-identity', arn: 'accounts.google.com' },
} as const satisfies Record<string, Principal>;
type Name = keyof typeof principals;

function worth(element: object, name: Name, effect: 'Allow' | 'Deny', hasBoundary = false): GrantKind | null {
  const statement = { Effect: effect, Action: '*', Resource: '*', ...element };
  const { document, problems } = parsePolicy({ Statement: statement }, 'resource');
  expect(problems).toEqual([]);
  const { principal } = document!.statements[0]!;
  return principalMatcher(principal!, effect === 'Deny')(principals[name], hasBoundary);
}

describe('whom Principal names, and what the grant is worth', () => {
  test.each<[principal: unknown, worths: Partial<Record<Name, GrantKind>>]>([
    [
      '*',
      Object.fromEntries(Object.keys(principals).map((name) => [name, 'direct'])) as Record<Name, GrantKind>,
    ],
    [
      { AWS: a },
      {
        user: 'delegates',
        session: 'delegates',
        bareSession: 'delegates',
        roleItself: 'delegates',
        federated: 'delegates',
        root: 'delegates',
      },
    ],
    [
      { AWS: root },
      {
        user: 'delegates',
        session: 'delegates',
        bareSession: 'delegates',
        roleItself: 'delegates',
        federated: 'delegates',
        root: 'delegates',
      },
    ],
    [{ AWS: '222222222222' }, {}],
    [{ AWS: ana }, { user: 'direct', federated: 'role' }],
    [{ AWS: ana.toUpperCase().replace('ARN:AWS:IAM', 'arn:aws:iam') }, {}],
    [{ AWS: role }, { session: 'role', roleItself: 'role' }],
    [{ AWS: bare }, { bareSession: 'role' }],
    [{ AWS: session }, { session: 'direct', bareSession: 'direct' }],
    [{ AWS: federated }, { federated: 'direct' }],
    // The better of two names counts.
    [
      { AWS: [a, role] },
      {
        user: 'delegates',
        session: 'role',
        bareSession: 'delegates',
        roleItself: 'role',
        federated: 'delegates',
        root: 'delegates',
      },
    ],
    [{ AWS: [role, session] }, { session: 'direct', bareSession: 'direct', roleItself: 'role' }],
    [{ AWS: 'AIDAAAAAAAAAAAAAAAAAA' }, {}],
    [{ Service: 'ec2.amazonaws.com' }, { service: 'direct' }],
    [{ Service: 'EC2.amazonaws.com' }, { service: 'direct' }],
    [{ Service: 'lambda.amazonaws.com' }, {}],
    [{ Federated: provider }, { saml: 'direct' }],
    [{ Federated: 'accounts.google.com' }, { web: 'direct' }],
    [
      { Federated: provider, Service: 'ec2.amazonaws.com', AWS: ana },
      { saml: 'direct', service: 'direct', user: 'direct', federated: 'role' },
    ],
    [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, {}],
  ])('%j', (Principal, worths) => {
    const found = Object.fromEntries(
      (Object.keys(principals) as Name[]).flatMap((name) => {
        const kind = worth({ Principal }, name, 'Allow', name === 'user');
        return kind === null ? [] : [[name, kind]];
      }),
    );
    expect(found).toEqual(worths);
  });
});

describe('whom NotPrincipal exempts', () => {
  test.each<[listed: unknown, exempt: readonly Name[]]>([
    [{ AWS: ana }, []],
    [{ AWS: [ana, a] }, ['user', 'root']],
    [{ AWS: [ana, root] }, ['user', 'root']],
    [{ AWS: [root] }, ['root']],
    [{ AWS: [role, a] }, ['root']],
    [{ AWS: [session, a] }, ['root']],
    [{ AWS: [session, role] }, []],
    [{ AWS: [session, role, a] }, ['session', 'root']],
    [{ AWS: [session, bare, a] }, ['bareSession', 'root']],
    [{ AWS: [federated, a] }, ['federated', 'root']],
    [{ Service: 'ec2.amazonaws.com' }, ['service']],
    [{ Federated: [provider, 'accounts.google.com'] }, ['saml', 'web']],
    [{ AWS: '*' }, Object.keys(principals) as Name[]],
  ])('%j', (NotPrincipal, exempt) => {
    const names = Object.keys(principals) as Name[];
    expect(names.filter((name) => worth({ NotPrincipal }, name, 'Deny') === null)).toEqual(
      names.filter((name) => exempt.includes(name)),
    );
    // A boundary takes the exemption away; it gives nothing.
    expect(names.filter((name) => worth({ NotPrincipal }, name, 'Deny', true) === null)).toEqual([]);
    expect(names.map((name) => worth({ NotPrincipal }, name, 'Allow', true))).toEqual(
      names.map((name) => worth({ NotPrincipal }, name, 'Allow')),
    );
  });
});

test.each([
  [a, a],
  [root, a],
  [`arn:aws-cn:iam::${a}:root`, a],
  [ana, null],
  ['11111111111', null],
  ['*', null],
  ['arn:aws:iam', null],
])('the account that %s names', (value, account) => {
  expect(accountNamed(value)).toBe(account);
});
