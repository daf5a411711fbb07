import { describe, expect, it } from 'vitest';
import { rules } from '../evaluate/rules.ts';
import { allow, deny, roleArn, session, user } from './asker.fixture.ts';
import type { Policies } from './asker.fixture.ts';
import { reachBeyond } from './reach.ts';
import type { KnownActions } from './reach.ts';

const known = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 'sqs:SendMessage', 'iam:CreateUser'];
const expand = (pattern: string): string[] =>
  known.filter((name) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(name));
const object = 'arn:aws:s3:::b1/x';
const byName: KnownActions = { matching: expand, kindsOf: () => [] };

const rows: readonly [what: string, role: Policies, other: Policies, examples: readonly string[]][] = [
  ['the same', { identity: [allow('s3:GetObject')] }, { identity: [allow('s3:GetObject')] }, []],
  ['less', { identity: [allow('s3:GetObject')] }, { identity: [allow('*')] }, []],
  ['an action more', { identity: [allow(['s3:GetObject', 'sqs:SendMessage'])] }, { identity: [allow('s3:*')] }, ['sqs:SendMessage *']],
  ['a place more', { identity: [allow('s3:GetObject', 'arn:aws:s3:::b1/*')] }, { identity: [allow('s3:GetObject', 'arn:aws:s3:::b2/*')] }, [`s3:GetObject ${object}`]],
  ['any resource where the other has some', { identity: [allow('s3:GetObject')] }, { identity: [allow('s3:GetObject', 'arn:aws:s3:::b2/*')] }, ['s3:GetObject *']],
  ['what a Deny takes back is no more', { identity: [allow('*'), deny('sqs:*')] }, { identity: [allow(['s3:*', 'iam:*', 'sts:*', 'secretsmanager:*', 'ssm:*', 'kms:*', 'dynamodb:*', 'ec2:*', 'lambda:*', 'rds:*', 'cloudformation:*', 'logs:*', 'organizations:*'])] }, []],
  ['what is open is not certain', { identity: [allow('sqs:SendMessage', '*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })] }, {}, []],
  ['what the other has under a condition is not lacking', { identity: [allow('sqs:SendMessage')] }, { identity: [allow('sqs:*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } })] }, []],
  ['a boundary of the role', { identity: [allow('*')], boundary: [allow('s3:*')] }, { identity: [allow('s3:*')] }, []],
  ['NotAction', { identity: [{ Effect: 'Allow', NotAction: ['iam:*', 'sts:*', 's3:*', 'secretsmanager:*', 'ssm:*', 'kms:*', 'dynamodb:*', 'ec2:*', 'lambda:*', 'rds:*', 'cloudformation:*', 'logs:*', 'organizations:*'], Resource: '*' }] }, {}, ['sqs:SendMessage *']],
]; // prettier-ignore

const proved = new Set(['the same', 'less']);

describe('what a role may do and another may not', () => {
  it.each(rows)('%s', (what, role, other, examples) => {
    const found = reachBeyond(session(roleArn('app'), role), user(other), byName, rules);
    expect(found.examples.map(({ action, resource }) => `${action} ${resource}`)).toEqual(examples);
    expect(found.state).toBe(examples.length > 0 ? 'more' : proved.has(what) ? 'notMore' : 'none');
    expect(found.asked).toBeLessThanOrEqual(2_000);
  });

  it.each<[everything: string, examples: readonly string[]]>([
    ['arn:aws:s3:::*', []],
    ['arn:aws:s3:::*/*', []],
    ['arn:aws:s3', []],
    ['arn:aws:s3:::b1/*', ['s3:GetObject arn:aws:s3:::treeline-example/treeline-example']],
    ['arn:aws:sqs:*:*:*', ['s3:GetObject arn:aws:s3:::treeline-example/treeline-example']],
  ])('nothing is lacking to whoever may every resource of a kind: %s', (everything, examples) => {
    const objects = {
      matching: expand,
      kindsOf: () => ['arn:${Partition}:s3:::${BucketName}/${ObjectName}'],
    };
    const role = session(roleArn('app'), { identity: [allow('s3:GetObject')] });
    const found = reachBeyond(role, user({ identity: [allow('*', everything)] }), objects, rules);
    expect(found.examples.map(({ action, resource }) => `${action} ${resource}`)).toEqual(examples);
  });
});
