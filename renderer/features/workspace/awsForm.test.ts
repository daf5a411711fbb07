import { describe, expect, it } from 'vitest';
import { readAwsInput } from '#contract/awsReading.ts';
import { awsReading, isAwsReading, problemsOf } from './awsForm.ts';
import type { AwsField, AwsForm } from './awsForm.ts';

const form: AwsForm = {
  profile: '',
  which: 'some',
  regions: 'eu-central-1, us-east-1',
  accounts: 'own',
  ids: '',
  role: '',
  resume: false,
  credentialReport: false,
};
const cases: { of: string; change: Partial<AwsForm>; problems: AwsField[] }[] = [
  { of: 'chosen Regions', change: {}, problems: [] },
  { of: 'no Region', change: { regions: ' ,' }, problems: ['regions'] },
  { of: 'no such name of a Region', change: { regions: 'Frankfurt' }, problems: ['regions'] },
  { of: 'all Regions, whatever was typed', change: { which: 'all', regions: 'Frankfurt' }, problems: [] },
  { of: 'government Regions', change: { regions: 'us-gov-west-1' }, problems: [] },
  { of: 'all accounts without a role', change: { accounts: 'all' }, problems: ['role'] },
  { of: 'all accounts by a role with a path', change: { accounts: 'all', role: 'audit/ReadOnly' }, problems: [] },
  { of: 'an ARN for a role name', change: { accounts: 'all', role: 'arn:aws:iam::111122223333:role/R' }, problems: ['role'] },
  { of: 'these accounts, but none', change: { accounts: 'some', role: 'R' }, problems: ['ids'] },
  { of: 'eleven digits', change: { accounts: 'some', role: 'R', ids: '11112222333' }, problems: ['ids'] },
  { of: 'two accounts on two lines', change: { accounts: 'some', role: 'R', ids: '111122223333\n444455556666' }, problems: [] },
  { of: 'everything wrong', change: { regions: '', accounts: 'some' }, problems: ['regions', 'ids', 'role'] },
]; // prettier-ignore

describe('the form of what to read of AWS', () => {
  it.each(cases)('$of', ({ change, problems }) => {
    const now = { ...form, ...change };
    expect(problemsOf(now)).toEqual(problems);
    // What passes here passes at the engine's border, too.
    expect(readAwsInput.safeParse(awsReading(now)).success).toBe(problems.length === 0);
  });

  it('says the same account and Region once', () => {
    const asked = awsReading({
      ...form,
      regions: 'eu-west-1 eu-west-1',
      accounts: 'some',
      role: 'R',
      ids: '111122223333,111122223333',
    });
    expect(asked.regions).toEqual(['eu-west-1']);
    expect(asked.accounts).toEqual({ roleName: 'R', accounts: ['111122223333'] });
  });

  it('goes on only where there are several accounts to go on with', () => {
    expect(awsReading({ ...form, resume: true }).resume).toBe(false);
    expect(awsReading({ ...form, resume: true, accounts: 'all', role: 'R' }).resume).toBe(true);
  });

  it('asks for a credential report by name alone', () => {
    expect(awsReading(form).credentialReport).toBe(false);
    expect(awsReading({ ...form, credentialReport: true }).credentialReport).toBe(true);
  });
});

describe('a reading of AWS', () => {
  it.each([
    ['aws', 'corp-audit', true],
    ['aws', 'aws', true],
    ['aws', 'd-926714a1b2', false],
    ['capture', 'corp.example.com', false],
  ] as const)('%s of %s: %s', (kind, subject, is) => {
    expect(isAwsReading({ kind, subject })).toBe(is);
  });
});
