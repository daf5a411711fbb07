import { describe, expect, it } from 'vitest';
import type { DraftChange } from './change.ts';
import { changeProblem } from './checkChange.ts';

const role = (description: string | null): DraftChange => ({ kind: 'makeRole', roleArn: 'arn:aws:iam::111122223333:role/A', trustPolicy: { Statement: [{ Effect: 'Allow', Principal: { Service: 'ds.amazonaws.com' }, Action: 'sts:AssumeRole' }] }, attachedPolicies: [], inlinePolicies: [], permissionsBoundary: null, maxSessionDuration: 3600, description }); // prettier-ignore
const set = (description: string | null): DraftChange => ({ kind: 'makePermissionSet', made: 'A', instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', description, sessionDuration: 'PT1H', managedPolicies: [], customerPolicies: [], inlinePolicy: null, boundary: null }); // prettier-ignore

describe('a description', () => {
  it.each<[string, DraftChange, boolean]>([
    ['none', role(null), true],
    ['none of a set', set(null), true],
    ['Latin-1', role('Prüfung'), true],
    ['an empty one of a role', role(''), true],
    ['an empty one of a set', set(''), false],
    ['another script', role('감사'), false],
    ['another script, of a set', set('감사'), false],
    ['one of 1,000 characters', role('x'.repeat(1000)), true],
    ['one of 1,001', role('x'.repeat(1001)), false],
    ['one of 700, of a set', set('x'.repeat(700)), true],
    ['one of 701, of a set', set('x'.repeat(701)), false],
  ])('%s', (_, change, taken) => {
    expect(changeProblem(change, [])).toEqual(
      taken ? null : { path: 'description', code: 'badName', params: {} },
    );
  });
});
