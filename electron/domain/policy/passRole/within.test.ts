import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../evaluate/decide.ts';
import { rules } from '../evaluate/rules.ts';
import { compileSets } from '../evaluate/sets.ts';
import { parsePolicy } from '../parse/parse.ts';
import { ownSide, requestOf } from './asked.ts';
import { allow, deny, other as otherAccount, roleArn, session, user } from './asker.fixture.ts';
import type { Policies } from './asker.fixture.ts';
import { allWithin } from './within.ts';

const onBuckets = 'arn:aws:s3:::b*';
const region = { Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } };
const everything = [allow('*')];
const org = [allow('*'), deny('iam:*')];

describe('all within what another may do', () => {
  it.each<[what: string, narrow: Policies, wide: Policies, within: boolean]>([
    ['an administrator', { identity: [allow('s3:*', onBuckets, region)] }, { identity: everything }, true],
    ['the same', { identity: [allow('s3:Get*', onBuckets)] }, { identity: [allow('s3:Get*', onBuckets)] }, true],
    ['narrower patterns', { identity: [allow('s3:GetObject', 'arn:aws:s3:::b1/*')] }, { identity: [allow('S3:*', onBuckets)] }, true],
    ['variables', { identity: [allow('s3:*', 'arn:aws:s3:::b/${aws:PrincipalTag/t}/*')] }, { identity: [allow('s3:*', 'arn:aws:s3:::b/*')] }, true],
    ['nothing', {}, {}, true],
    ['denied to the role besides', { identity: [allow('s3:*'), deny('s3:Put*')] }, { identity: [allow('s3:*')] }, true],
    ['bound by the same levels', { identity: [allow('*')], serviceControl: org }, { identity: everything, serviceControl: org }, true],
    ['another service', { identity: [allow(['s3:*', 'sqs:*'])] }, { identity: [allow('s3:*')] }, false],
    ['other resources', { identity: [allow('s3:*')] }, { identity: [allow('s3:*', onBuckets)] }, false],
    ['a condition of the other', { identity: [allow('s3:*', '*', region)] }, { identity: [allow('s3:*', '*', region)] }, false],
    ['a variable of the other', { identity: [allow('s3:*', 'arn:aws:s3:::b/${aws:userid}/*')] }, { identity: [allow('s3:*', 'arn:aws:s3:::b/${aws:userid}/*')] }, false],
    ['a Deny for the other', { identity: [allow('s3:*')] }, { identity: [...everything, deny('sqs:*')] }, false],
    ['a boundary of the other', { identity: [allow('s3:*')] }, { identity: everything, boundary: everything }, false],
    ['a level of the other alone', { identity: [allow('s3:*')] }, { identity: everything, serviceControl: org }, false],
    ['levels that tell the two apart', { identity: [allow('*')], serviceControl: [allow('*', '*', region)] }, { identity: everything, serviceControl: [allow('*', '*', region)] }, false],
  ])('%s', (_what, narrow, wide, within) => {
    expect(allWithin(session(roleArn('app'), narrow), user(wide))).toBe(within);
  }); // prettier-ignore

  it('is not said where something was not read, or cannot be', () => {
    const [role, administrator] = [session(roleArn('app'), {}), user({ identity: everything })];
    expect(allWithin(role, administrator)).toBe(true);
    expect(allWithin({ ...role, partlyRead: true }, administrator)).toBe(false);
    expect(allWithin(role, { ...administrator, partlyRead: true })).toBe(false);
    const sets = compileSets({ identity: [parsePolicy({ Statement: {} }, 'identity')] });
    expect(allWithin({ ...role, sets }, administrator)).toBe(false);
  });

  it('is not said of a wildcard that a later version takes for a sign', () => {
    const statement = allow('s3:*', 'arn:aws:s3:::b/${*}');
    const within = (Version: string): boolean => {
      const sets = compileSets({ identity: [parsePolicy({ Version, Statement: statement }, 'identity')] });
      const wide = user({ identity: [allow('s3:*', 'arn:aws:s3:::b/?')] });
      return allWithin({ ...session(roleArn('app'), {}), sets }, wide);
    };
    expect(['2012-10-17', '2008-10-17'].map(within)).toEqual([true, false]);
  });

  it('is not said of another account', () => {
    expect(allWithin(session(roleArn('app', otherAccount), {}), user({ identity: everything }))).toBe(false);
  });

  const actions = ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage'];
  const resources = ['*', 'arn:aws:s3:::b1/x', 'arn:aws:s3:::b2/x', 'arn:aws:sqs:eu-west-1:111111111111:q'];
  const patterns = ['*', 'arn:aws:s3:::b*', 'arn:aws:s3:::b1/*', 'arn:aws:s3:::${aws:username}/*', 'arn:aws:sqs'];
  const statement = fc.record({ by: fc.constantFrom('Action', 'NotAction'), action: fc.constantFrom('*', 's3:*', 's3:Get*', 'sqs:*', ...actions), on: fc.constantFrom('Resource', 'NotResource'), resource: fc.constantFrom(...patterns), held: fc.boolean() })
    .map(({ by, action, on, resource, held }) => ({ Effect: 'Allow', [by]: action, [on]: resource, ...(held ? region : {}) }));
  const identity = fc.array(statement, { maxLength: 3 });

  it('is never said where a request tells otherwise', () => {
    let said = 0;
    fc.assert(
      fc.property(identity, identity, fc.constantFrom(...actions), fc.constantFrom(...resources), (a, b, action, resource) => {
        const [narrow, wide] = [session(roleArn('app'), { identity: a }), user({ identity: b })];
        if (!allWithin(narrow, wide)) return;
        said++;
        const decisionOf = (asker: typeof wide) => decide(ownSide(asker), requestOf(asker, action, resource, null), rules).decision;
        if (['allowed', 'conditional'].includes(decisionOf(narrow))) expect(decisionOf(wide)).toBe('allowed');
      }),
      { numRuns: 500 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
    expect(said).toBeGreaterThan(20);
  });
}); // prettier-ignore
