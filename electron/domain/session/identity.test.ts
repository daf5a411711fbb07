import { describe, expect, it } from 'vitest';
import {
  arnParts,
  callerOf,
  isRegion,
  partitionOfRegion,
  roleArnsOfSession,
  roleOfArn,
  signerOf,
} from './identity.ts';

const account = '111122223333';
const told = (arn: string, userId = 'AIDAEXAMPLE') => {
  const { kind, partition, userName, roleName, sessionName, path, uniqueId } = callerOf({
    arn,
    userId,
    account,
  });
  return [kind, partition, userName, roleName, sessionName, path, uniqueId];
};

describe('the caller', () => {
  it.each([
    [
      `arn:aws:iam::${account}:user/ann`,
      'AIDAEXAMPLE',
      ['user', 'aws', 'ann', null, null, '/', 'AIDAEXAMPLE'],
    ],
    [
      `arn:aws-cn:iam::${account}:user/a/b/ann`,
      'AIDAX',
      ['user', 'aws-cn', 'ann', null, null, '/a/b/', 'AIDAX'],
    ],
    [
      `arn:aws-us-gov:sts::${account}:assumed-role/Admin/ann@corp`,
      'AROAX:ann@corp',
      ['roleSession', 'aws-us-gov', null, 'Admin', 'ann@corp', null, 'AROAX'],
    ],
    [
      `arn:aws:sts::${account}:federated-user/bob`,
      `${account}:bob`,
      ['federated', 'aws', 'bob', null, null, null, null],
    ],
    [`arn:aws:iam::${account}:root`, account, ['root', 'aws', null, null, null, null, null]],
    [`arn:aws:iam::${account}:role/Admin`, 'AROAX', ['unknown', 'aws', null, null, null, null, 'AROAX']],
    ['nonsense', '', ['unknown', null, null, null, null, null, null]],
  ])('%s', (arn, userId, expected) => expect(told(arn, userId)).toEqual(expected));

  it('is a session of the role whose path its ARN lacks', () => {
    const caller = callerOf({
      arn: `arn:aws:sts::${account}:assumed-role/Admin/ann`,
      userId: 'AROAX:ann',
      account,
    });
    const role = `arn:aws:iam::${account}:role/team/Admin`;
    const others = [
      `arn:aws:iam::444455556666:role/Admin`,
      `arn:aws-cn:iam::${account}:role/Admin`,
      `arn:aws:iam::${account}:role/admin`,
    ];
    expect(roleArnsOfSession(caller, [...others, role])).toEqual([role]);
  });
});

describe('who signs', () => {
  const user = callerOf({ arn: `arn:aws:iam::${account}:user/ann`, userId: 'AIDAX', account });
  const session = callerOf({
    arn: `arn:aws:sts::${account}:assumed-role/A/s`,
    userId: 'AROAX:s',
    account,
  });
  it.each([
    ['nothing known', null, null, [null, null, null]],
    ['long-term keys', 'AKIAEXAMPLE', null, [false, false, null]],
    ['temporary keys of nobody known', 'ASIAEXAMPLE', null, [true, null, null]],
    ['a user whose keys are not known', null, user, [null, false, false]],
    ['a user with a session token', 'ASIAEXAMPLE', user, [true, false, false]],
    ['a role', null, session, [true, true, false]],
  ] as const)('%s', (_name, key, caller, expected) => {
    const { sourceIsTemporary, sourceIsRoleSession, sourceIsRoot } = signerOf(key, caller);
    expect([sourceIsTemporary, sourceIsRoleSession, sourceIsRoot]).toEqual(expected);
  });
});

describe('shapes', () => {
  it.each([
    [
      `arn:aws:iam::${account}:role/service/x/Admin`,
      { partition: 'aws', account, path: '/service/x/', name: 'Admin' },
    ],
    [`arn:aws-eusc:iam::${account}:role/Admin`, { partition: 'aws-eusc', account, path: '/', name: 'Admin' }],
    [`arn:aws:iam::${account}:role/`, null],
    [`arn:aws:iam::${account}:role/${'x'.repeat(65)}`, null],
    [`arn:aws:iam::aws:role/Admin`, null],
    [`arn:aws:iam:eu-west-1:${account}:role/Admin`, null],
    [`arn:aws:sts::${account}:assumed-role/Admin/s`, null],
    [` arn:aws:iam::${account}:role/Admin`, null],
  ])('role %s', (arn, expected) => expect(roleOfArn(arn)).toEqual(expected));

  it('reads no ARN longer than any can be', () => {
    expect(arnParts(`arn:aws:s3:::${'x'.repeat(2048)}`)).toBeNull();
    expect(arnParts('arn:aws:s3:::bucket/a:b')?.resource).toBe('bucket/a:b');
  });

  it.each([
    ['us-east-1', 'aws'],
    ['ap-southeast-5', 'aws'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-isob-east-1', 'aws-iso-b'],
    ['eusc-de-east-1', 'aws-eusc'],
  ])('Region %s', (region, partition) => {
    expect(isRegion(region)).toBe(true);
    expect(partitionOfRegion(region)).toBe(partition);
  });
  it.each(['', 'us-east', 'US-EAST-1', 'us-east-1a', 'us-east-1 ', 'aws-global'])('no Region: %j', (text) =>
    expect(isRegion(text)).toBe(false),
  );
});
