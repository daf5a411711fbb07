import { expect, it } from 'vitest';
import { policiesOfPrincipal } from '#domain/access/policySets.ts';
import { unread } from '#domain/estate/facts.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import { compileSets } from '#domain/policy/evaluate/sets.ts';
import { askerOf } from './roles.ts';

const role: IamRole = {
  arn: 'arn:aws:iam::111122223333:role/app',
  name: 'app',
  path: '/',
  roleId: 'AROAAPP',
  account: '111122223333',
  createDate: null,
  trustPolicy: { Statement: [] },
  attachedPolicies: [],
  inlinePolicies: [],
  permissionsBoundary: null,
  maxSessionDuration: 3600,
  lastUsed: null,
  tags: {},
};
const policy = 'arn:aws:iam::aws:policy/AdministratorAccess';

it.each<[what: string, role: IamRole, partlyRead: boolean]>([
  ['nothing of its own', role, false],
  ['a policy', { ...role, attachedPolicies: [{ arn: policy, name: 'AdministratorAccess' }] }, true],
  ['a boundary', { ...role, permissionsBoundary: policy }, true],
])('of a role with %s that nobody read', (_what, one, partlyRead) => {
  const facts: EstateFacts = {
    ...unread('notAsked'),
    partition: 'aws',
    accounts: [],
    reach: { regions: [], accounts: [], allAccounts: true },
    roles: { state: 'read', value: [one] },
  };
  const policies = policiesOfPrincipal([facts], one.arn)!;
  expect(askerOf(policies, compileSets(policies.input)).partlyRead).toBe(partlyRead);
});
