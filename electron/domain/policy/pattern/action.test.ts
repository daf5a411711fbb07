import { describe, expect, it } from 'vitest';
import { actionPattern, foldedAction } from './action.ts';

describe('a pattern of actions', () => {
  it.each<[pattern: string, takes: readonly string[], leaves: readonly string[]]>([
    ['*', ['s3:GetObject', 'iam:PassRole'], []],
    ['*:*', ['s3:GetObject'], []],
    ['s3:*', ['s3:GetObject', 'S3:x'], ['s3express:GetObject', 'iam:PassRole']],
    ['S3:getobject', ['s3:GetObject'], ['s3:GetObjectAcl']],
    ['s3:Get*', ['s3:GetObject', 's3:get'], ['s3:PutObject', 's3:ForGet']],
    ['s3:*Object', ['s3:GetObject'], ['s3:GetObjectAcl']],
    ['s3:???Object', ['s3:GetObject', 's3:PutObject'], ['s3:DeleteObject']],
  ])('%s', (text, takes, leaves) => {
    const pattern = actionPattern(text);
    const matches = (action: string): boolean => {
      const [service = '', name = ''] = foldedAction(action).split(':');
      return (pattern.service === '*' || pattern.service === service) && pattern.matches(name);
    };
    expect(takes.filter((action) => !matches(action))).toEqual([]);
    expect(leaves.filter(matches)).toEqual([]);
  });
});
