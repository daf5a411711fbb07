import { describe, expect, it } from 'vitest';
import type { ReviewScope } from '#contract/review.ts';
import { chosenCount, saidScope, scopeOf, scopeRows } from './scopeRows.ts';

const role = (name: string, account: string, accountName: string | null) => ({ key: `${account}/${name}`, roleArn: null, name, account, accountName, permissionSetArn: null }); // prettier-ignore
const preview = {
  largest: [
    { role: role('Admin', '111122223333', 'production'), people: 7, privileged: true },
    { role: role('Deploy', '444455556666', null), people: 2, privileged: null },
  ],
  accounts: [
    { account: '111122223333', accountName: 'production', roles: 3 },
    { account: '444455556666', accountName: null, roles: 1 },
  ],
  permissionSets: [
    { arn: 'arn:aws:sso:::permissionSet/i/ps-1', name: 'Ops', roles: 2 },
    { arn: 'arn:aws:sso:::permissionSet/i/ps-2', name: null, roles: 1 },
  ],
};

describe('what is there to choose', () => {
  it.each([
    ['roles', '', ['111122223333/Admin', '444455556666/Deploy']],
    ['roles', 'PROD adm', ['111122223333/Admin']],
    ['roles', '1111', ['111122223333/Admin']],
    ['accounts', 'prod', ['111122223333']],
    ['accounts', '4444', ['444455556666']],
    ['permissionSets', 'ops', ['arn:aws:sso:::permissionSet/i/ps-1']],
    ['permissionSets', 'ps-2', ['arn:aws:sso:::permissionSet/i/ps-2']],
    ['permissionSets', 'ops deploy', []],
  ] as const)('%s that fit “%s”', (kind, text, names) => {
    expect(scopeRows(preview, kind, text).map(({ name }) => name)).toEqual(names);
  });
  it('says of roles how many people they have, of others how many roles', () => {
    expect(scopeRows(preview, 'roles', 'admin')[0]).toMatchObject({ people: 7, roles: null, privileged: true }); // prettier-ignore
    expect(scopeRows(preview, 'accounts', 'prod')[0]).toEqual({ name: '111122223333', title: 'production', note: '111122223333', people: null, roles: 3, privileged: false }); // prettier-ignore
  });
});

describe('the scope of the form', () => {
  const scope = (more: Partial<ReviewScope>): ReviewScope => ({
    roles: [],
    accounts: [],
    permissionSets: [],
    privileged: false,
    all: false,
    ...more,
  });
  it.each([
    scope({ all: true }),
    scope({ privileged: true }),
    scope({ roles: ['a'] }),
    scope({ accounts: ['111122223333'], privileged: true }),
    scope({ roles: ['a'], accounts: ['b'], permissionSets: ['c'] }),
  ])('says %j and back', (given) => {
    const { choice, named, privilegedToo } = saidScope(given);
    expect(scopeOf(choice, named, privilegedToo)).toEqual(given);
  });
  it('leaves out what was chosen before everything, or only the privileged, was asked for', () => {
    const named = { roles: ['a'], accounts: ['b'], permissionSets: [] };
    expect(chosenCount(named)).toBe(2);
    expect(scopeOf('all', named, true)).toEqual(scope({ all: true }));
    expect(scopeOf('privileged', named, false)).toEqual(scope({ privileged: true }));
  });
});
