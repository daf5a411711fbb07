import { describe, expect, it } from 'vitest';
import type { ManagedPolicy } from '../estate/iam.ts';
import type { PermissionSet } from '../estate/identityCenter.ts';
import { EstateIndex } from '../mapping/estateIndex.ts';
import { account, estate, read } from '../mapping/fixtures.ts';
import { AwsTables } from './aws.ts';

const policy = (name: string, Action: string): ManagedPolicy => ({
  arn: `arn:aws:iam::${account}:policy/${name}`, name, account, awsManaged: false, defaultVersionId: 'v1',
  versions: [{ versionId: 'v1', isDefault: true, createDate: null, document: { Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } }],
}); // prettier-ignore
const set = (more: Partial<PermissionSet>): PermissionSet => ({
  arn: 'arn:aws:sso:::permissionSet/i/ps-1', name: 'Ops', sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null, outdatedIn: [], ...more,
}); // prettier-ignore
const all = { customerPolicies: [{ name: 'All', path: '/' }] };

describe('what a permission set makes of itself in an account', () => {
  it.each<[string, Partial<PermissionSet>, boolean, readonly string[]]>([
    ['nothing', {}, false, []],
    ['by a policy of the account', all, true, []],
    ['within a boundary that is one of its policies', { ...all, customerBoundary: { name: 'Reads', path: '/' } }, false, []],
    ['within a boundary that allows it', { ...all, customerBoundary: { name: 'All', path: '/' } }, true, []],
    ['by a policy that was not read', { customerPolicies: [{ name: 'Other', path: '/x/' }] }, false, [`arn:aws:iam::${account}:policy/x/Other`]],
    ['where a part of it was not read', { notRead: ['inlinePolicy', 'tags'] }, false, ['inlinePolicy']],
  ])('%s', (_, more, powerful, unread) => {
    const policies = read([policy('All', '*'), policy('Reads', 's3:Get*')]);
    const found = new AwsTables(new EstateIndex([estate({ policies })])).powersOfSet(set(more), account);
    expect([found.powers.length > 0, found.unread]).toEqual([powerful, unread]);
  }); // prettier-ignore
});
