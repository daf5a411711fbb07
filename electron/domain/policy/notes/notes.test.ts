import { describe, expect, it } from 'vitest';
import type { PolicyUse } from '../codes.ts';
import { parsePolicy } from '../parse/parse.ts';
import type { Noted } from './notes.ts';
import { policyNotes } from './notes.ts';

const nobody: Noted = { life: null, holder: null };
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const mfa = (effect: string, operator: string, value = 'true') => ({
  ...allow,
  Effect: effect,
  Condition: { [operator]: { 'aws:MultiFactorAuthPresent': value } },
});
const home = { ...allow, Resource: 'arn:aws:s3:::b1/home/${aws:username}/*' };

type Row = readonly [what: string, statement: object, notes: readonly string[], about?: { use?: PolicyUse; version?: string } & Partial<Noted>]; // prettier-ignore
const rows: readonly Row[] = [
  ['nothing to tell', allow, []],
  ['a life of its own', allow, ['inline@'], { life: 'inline' }],
  ['AWS’s own', allow, ['awsManaged@'], { life: 'awsManaged' }],
  ['a boundary', allow, ['customerManaged@', 'boundary@'], { use: 'boundary', life: 'customerManaged' }],
  ['a session policy', allow, ['session@'], { use: 'session' }],
  ['of the organization', allow, ['organization@'], { use: 'serviceControl' }],
  ['a home folder of a user', home, ['usernameVariable@Statement[0].Resource'], { holder: 'user' }],
  ['a home folder of a role', home, ['usernameNeverFilled@Statement[0].Resource'], { holder: 'role' }],
  ['a home folder in the old version', home, ['variableIsText@Statement[0].Resource:aws:username'], { version: '2008-10-17' }],
  ['one note of the same variable twice', { ...allow, Resource: [home.Resource, `${home.Resource}x`] }, ['usernameVariable@Statement[0].Resource']],
  ['a tag with a default', { ...allow, Resource: "arn:aws:s3:::b-${aws:PrincipalTag/team, 'all'}" }, ['variableDefault@Statement[0].Resource:aws:principaltag/team']],
  ['a tag in a condition', { ...allow, Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } } }, ['tagVariable@Statement[0].Condition.StringEquals.aws:ResourceTag/team:aws:principaltag/team']],
  ['the unique id', { ...allow, Resource: 'arn:aws:s3:::b1/${aws:userid}/*' }, ['userIdVariable@Statement[0].Resource']],
  ['literals are no variables', { ...allow, Resource: 'arn:aws:s3:::b1/${*}' }, []],
  ['multi-factor authentication asked of a user', mfa('Allow', 'Bool'), ['mfaAsked@Statement[0].Condition.Bool.aws:MultiFactorAuthPresent']],
  ['asked of a role', mfa('Allow', 'Bool'), ['mfaNeverInRole@Statement[0].Condition.Bool.aws:MultiFactorAuthPresent'], { holder: 'role' }],
  ['a Deny that sleeps', mfa('Deny', 'Bool', 'false'), ['mfaDenySleeps@Statement[0].Condition.Bool.aws:MultiFactorAuthPresent']],
  ['a Deny of what lacks it', mfa('Deny', 'BoolIfExists', 'false'), ['mfaDenyAbsent@Statement[0].Condition.BoolIfExists.aws:MultiFactorAuthPresent']],
  ['a Deny by Null', mfa('Deny', 'Null', 'true'), ['mfaDenyAbsent@Statement[0].Condition.Null.aws:MultiFactorAuthPresent']],
  ['an Allow that absence meets', mfa('Allow', 'BoolIfExists'), ['mfaIfExistsAllows@Statement[0].Condition.BoolIfExists.aws:MultiFactorAuthPresent']],
  ['its age', { ...allow, Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } } }, ['mfaAge@Statement[0].Condition.NumericLessThan.aws:MultiFactorAuthAge']],
  ['NotAction and NotResource', { Effect: 'Allow', NotAction: 'iam:*', NotResource: '*' }, ['notActionAllow@Statement[0].NotAction', 'notResourceAllow@Statement[0].NotResource']],
  ['denied by leaving out', { Effect: 'Deny', NotAction: 'iam:*', NotResource: '*' }, ['notActionDeny@Statement[0].NotAction', 'notResourceDeny@Statement[0].NotResource']],
  ['NotPrincipal', { ...allow, NotPrincipal: { AWS: '111111111111' } }, ['notPrincipalAllow@Statement[0].NotPrincipal'], { use: 'resource' }],
  ['a bucket for everyone', { ...allow, Principal: '*' }, ['publicAccessBlock@Statement[0].Principal'], { use: 'resource' }],
  ['a bucket for one account', { ...allow, Principal: { AWS: '111111111111' } }, [], { use: 'resource' }],
  ['nobody at a bucket', { ...allow, Effect: 'Deny', Principal: '*' }, [], { use: 'resource' }],
  ['use of keys', { ...allow, Action: ['s3:GetObject', 'KMS:Decrypt'] }, ['keyGrants@Statement[0].Action']],
  ['trust that asks for a code', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111111111111' }, Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }, ['trust@', 'mfaInTrust@Statement[0].Condition.Bool.aws:MultiFactorAuthPresent'], { use: 'trust', holder: 'role' }],
]; // prettier-ignore

describe('notes on a policy', () => {
  it.each(rows.map(([what, statement, notes, about]) => ({ what, statement, notes, about })))(
    '$what',
    (row) => {
      const { statement, notes, about = {} } = row;
      const { use = 'identity', version = '2012-10-17', ...noted } = about;
      const { document, problems } = parsePolicy({ Version: version, Statement: [statement] }, use);
      expect(problems).toEqual([]);
      const told = policyNotes(use, document, { ...nobody, ...noted });
      expect(
        told.map(({ code, path, params }) => `${code}@${path}${params['key'] ? `:${params['key']}` : ''}`),
      ).toEqual(notes);
    },
  );

  it('tells what it can of a document that cannot be read', () => {
    expect(policyNotes('boundary', null, { life: 'customerManaged', holder: 'user' }).map(({ code }) => code)) // prettier-ignore
      .toEqual(['customerManaged', 'boundary']);
  });
});
