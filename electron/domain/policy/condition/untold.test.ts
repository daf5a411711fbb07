import { expect, it } from 'vitest';
import { keysOf } from './keys.ts';
import type { Principal, Request } from '../request.ts';

const asked = (principal: Partial<Principal>, unknownContext: Request['unknownContext']) =>
  keysOf({
    action: 's3:GetObject',
    resource: '*',
    resourceAccount: null,
    resourceInManagementAccount: false,
    principal: {
      kind: 'role-session',
      arn: null,
      account: null,
      roleArn: null,
      managementAccount: false,
      serviceLinked: false,
      ...principal,
    },
    context: new Map(),
    unknownContext,
  });

it.each<[key: string, principal: Partial<Principal>, open: readonly string[] | null | undefined]>([
  ['aws:principalarn', {}, undefined],
  ['aws:principalaccount', {}, undefined],
  ['aws:username', { kind: 'user' }, undefined],
  ['aws:username', {}, null],
  ['aws:principalarn', { kind: 'anonymous' }, null],
  ['aws:principalaccount', { account: '111111111111' }, ['111111111111']],
])('%s of %o, where nobody told it', (key, principal, open) => {
  expect(asked(principal, 'unknown').valuesOf(key)).toEqual(open);
  expect(asked(principal, 'absent').valuesOf(key)).toEqual(open ?? null);
});
