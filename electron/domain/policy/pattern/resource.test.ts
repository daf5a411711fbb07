import { describe, expect, it } from 'vitest';
import { filledResource, resourcePattern, splitArn } from './resource.ts';

const object = 'arn:aws:s3:::b1/a/x';
const instance = 'arn:aws:ec2:eu-west-1:111111111111:instance/i-1';
const key = 'arn:aws:kms:eu-west-1:111111111111:key/k';
const layer = 'arn:aws:lambda:eu-west-1:111111111111:layer:l:1';

describe('an ARN', () => {
  it.each<[text: string, parts: readonly string[]]>([
    ['', ['']],
    ['*', ['*']],
    ['arn:aws:sqs', ['arn', 'aws', 'sqs']],
    [object, ['arn', 'aws', 's3', '', '', 'b1/a/x']],
    [layer, ['arn', 'aws', 'lambda', 'eu-west-1', '111111111111', 'layer:l:1']],
    ['a:b:c:d:e:f:g', ['a', 'b', 'c', 'd', 'e', 'f:g']],
    ['arn:aws:s3:::', ['arn', 'aws', 's3', '', '', '']],
  ])('%s in parts', (text, parts) => {
    expect(splitArn(text)).toEqual(parts);
  });
});

describe('a pattern of resources', () => {
  it.each<[pattern: string, takes: readonly string[], leaves: readonly string[]]>([
    ['*', ['', '*', object, key], []],
    ['arn:aws:s3:::b1/*', [object, 'arn:aws:s3:::b1/'], ['arn:aws:s3:::b1', 'arn:aws:s3:::B1/a', instance]],
    ['arn:aws:s3:::b?/*', [object], ['arn:aws:s3:::b10/a']],
    ['arn:aws:s3:::*/a/*', [object, 'arn:aws:s3:::b1/c/a/x'], ['arn:aws:s3:::b1/x']],
    ['arn:aws:ec2:*:*:instance/*', [instance], [key, 'arn:aws:ec2:eu-west-1:111111111111:volume/v']],
    ['arn:aws:ec2:eu-*:*:instance/*', [instance], ['arn:aws:ec2:us-east-1:111111111111:instance/i-1']],
    // A `*` at the end of a part runs past colons, one inside stays in its part; `?` is never a colon before the last.
    ['arn:aws:ec2:*', [instance], [key]],
    ['arn:aws:ec2:*instance/i-1', [], [instance, key]],
    ['arn:aws:ec2:e*1:111111111111:instance/*', [instance], ['arn:aws:ec2:e:1:111111111111:instance/i-1']],
    ['arn:aws:ec2:eu-west?1:111111111111:*', [instance], ['arn:aws:ec2:eu-west:1:111111111111:x']],
    ['arn:aws:lambda:*:*:layer:*:1', [layer], ['arn:aws:lambda:eu-west-1:111111111111:layer:l:2']],
    ['arn:aws:lambda:*:*:layer?l:1', [layer], []],
    ['arn:aws:s3:::b1/${aws:username}/*', ['arn:aws:s3:::b1/${aws:username}/x'], [object]],
    // Short ones stay short.
    ['arn:aws:sqs', ['arn:aws:sqs'], ['arn:aws:sqs:eu-west-1:111111111111:q']],
    ['arn:aws:sqs:*', ['arn:aws:sqs:eu-west-1:111111111111:q'], ['arn:aws:sqs']],
  ])('%s', (pattern, takes, leaves) => {
    const { matches, atMost } = resourcePattern(pattern, { variables: false, completed: false });
    expect(takes.filter((text) => !matches!(text) || !atMost(text))).toEqual([]);
    expect(leaves.filter(matches!)).toEqual([]);
  });

  it.each([
    ['arn:aws:sqs', 'arn:aws:sqs:eu-west-1:111111111111:q', true],
    ['arn:aws:sqs:eu-west-1', 'arn:aws:sqs:eu-west-1:111111111111:q', true],
    ['arn:aws:sqs:eu-west-1', 'arn:aws:sqs:us-east-1:111111111111:q', false],
    ['arn:aws', key, true],
    ['arn:aws-cn', key, false],
    ['arn:aws:s3:::b1', object, false],
  ])('%s completed takes in %s: %s', (pattern, text, taken) => {
    expect(resourcePattern(pattern, { variables: true, completed: true }).matches!(text)).toBe(taken);
  });
});

describe('a pattern with variables', () => {
  const values: Readonly<Record<string, string | null>> = {
    'aws:username': 'a',
    star: '*',
    empty: '',
    none: null,
  };
  const valueOf = (name: string) => (name === 'unknown' ? undefined : (values[name] ?? null));
  const home = (name: string) => `arn:aws:s3:::b1/\${${name}}/*`;
  it.each<[pattern: string, text: string, taken: boolean | null | undefined, possible: boolean]>([
    [home('aws:UserName'), object, true, true],
    [home('aws:username'), 'arn:aws:s3:::b1/b/x', false, true],
    [home('aws:username'), 'arn:aws:s3:::b2/a/x', false, false],
    [home('star'), object, false, true],
    [home('star'), 'arn:aws:s3:::b1/*/x', true, true],
    [home('none'), object, null, true],
    [home("none, 'a'"), object, true, true],
    [home('unknown'), object, undefined, true],
    [home('unknown'), instance, undefined, false],
    ['arn:aws:s3:::*${unknown}*', object, undefined, true],
    ['arn:a?s:s3:::b1/a/x*${empty}*', object, true, true],
    ['arn:aws:e*2:*:*:${unknown}', instance, undefined, true],
    ['arn:aws:e*3:*:*:${unknown}', instance, undefined, false],
    // None before the last part is filled.
    ['arn:aws:s3:${aws:username}::b1', 'arn:aws:s3:a::b1', false, false],
  ])('%s of %s', (text, resource, taken, possible) => {
    const pattern = resourcePattern(text, { variables: true, completed: false });
    const matches = pattern.matches ?? filledResource(pattern, valueOf);
    expect(matches ? matches(resource) : matches).toBe(taken);
    expect(pattern.atMost(resource)).toBe(possible);
  });
});
