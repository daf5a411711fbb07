import { describe, expect, it } from 'vitest';
import { testCatalog } from '#test/support/serviceData.ts';

const catalog = testCatalog();
const ids = (pattern: string) => catalog.matching(pattern).map(({ id }) => id);

describe('the catalog of services', () => {
  it('knows what it holds and of which day', () => {
    const { services, actions, conditionKeys } = catalog.counts;
    expect(services).toBeGreaterThan(400);
    expect(actions).toBe(catalog.matching('*').length);
    expect(actions).toBeGreaterThan(20_000);
    expect(conditionKeys).toBeGreaterThan(1000);
    expect(Date.parse(catalog.date)).toBeGreaterThan(Date.parse('2026-01-01'));
    expect(catalog.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('finds actions in any case', () => {
    expect(catalog.action('S3:getobject')?.id).toBe('s3:GetObject');
    expect(catalog.action('s3:GetObjekt')).toBeNull();
    expect(catalog.action('nothing:GetObject')).toBeNull();
    expect(catalog.action('GetObject')).toBeNull();
  });

  it.each([
    ['s3:GetObject', ['s3:GetObject']],
    [
      'iam:*LoginProfile',
      ['iam:CreateLoginProfile', 'iam:DeleteLoginProfile', 'iam:GetLoginProfile', 'iam:UpdateLoginProfile'],
    ],
    ['IAM:passrol?', ['iam:PassRole']],
    ['s3:Nothing*', []],
    ['nothing:*', []],
  ])('expands %s', (pattern, expected) => {
    expect(ids(pattern)).toEqual(expected);
  });

  it('tells what an action touches and how it writes', () => {
    const action = catalog.action('s3:GetObject')!;
    expect(action.level).toBe('read');
    expect(action.resources.map(({ type }) => type.arn)).toContain(
      'arn:${Partition}:s3:::${BucketName}/${ObjectName}',
    );
    expect(catalog.action('s3:ListAllMyBuckets')!.resources).toEqual([]);
    expect(catalog.action('iam:AttachRolePolicy')!.level).toBe('permissionsManagement');
    expect(catalog.action('ec2:CreateTags')!.level).toBe('tagging');
  });

  it.each([
    ['aws:PrincipalTag/team', 'aws:PrincipalTag/${TagKey}', 'string', false],
    ['AWS:sourceip', 'aws:SourceIp', 'ipAddress', false],
    ['aws:TagKeys', 'aws:TagKeys', 'string', true],
    ['aws:PrincipalOrgPaths', 'aws:PrincipalOrgPaths', 'string', true],
    ['aws:TokenIssueTime', 'aws:TokenIssueTime', 'date', false],
    ['iam:PassedToService', 'iam:PassedToService', 'string', false],
    ['iam:ResourceTag/x', 'iam:ResourceTag/${TagKey}', 'string', false],
    ['aws:RequestTag/${TagKey}', 'aws:RequestTag/${TagKey}', 'string', false],
  ])('knows the key %s', (name, key, type, many) => {
    expect(catalog.key(name)).toEqual({ name: key, type, many });
  });

  it.each(['aws:PrincipalTag/', 'aws:Nothing', 's3:nothing', 'nothing'])(
    'does not know the key %s',
    (name) => {
      expect(catalog.key(name)).toBeNull();
    },
  );

  it('tells which keys a request for an action may hold: of the action, of its resources, of all', () => {
    const pass = catalog.action('iam:PassRole')!;
    expect(catalog.holds(pass, 'iam:PassedToService')).toBe(true);
    expect(catalog.holds(pass, 'aws:PrincipalArn')).toBe(true);
    expect(catalog.holds(pass, 's3:prefix')).toBe(false);
    expect(catalog.holds(catalog.action('ec2:StartInstances')!, 'aws:ResourceTag/stage')).toBe(true);
  });
});
