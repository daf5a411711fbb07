import { describe, expect, it } from 'vitest';
import { actionProblem, resourceProblem } from './patterns.ts';

describe('what AWS takes as a pattern', () => {
  it.each([
    ['*', true],
    ['*:*', true],
    ['s3:*', true],
    ['S3:GetObject', true],
    ['s3:Get?bject*', true],
    ['execute-api:Invoke', true],
    ['', false],
    ['s3', false],
    ['s3:', false],
    [':GetObject', false],
    ['*:GetObject', false],
    ['s*:GetObject', false],
    ['s3:Get Object', false],
    ['s3:Get:Object', false],
    ['s3:${aws:username}', false],
    ['s3:GetObject\n', false],
  ])('action %j: %s', (text, fine) => {
    expect(actionProblem(text)).toBe(!fine);
  });

  it.each([
    ['*', true],
    ['arn:aws:s3:::b1', true],
    ['arn:aws:s3:::b1/*', true],
    ['arn:aws:s3:::*', true],
    ['arn:*:s3:::b1', true],
    ['arn:aws:iam::*:role/a?', true],
    ['arn:aws:sqs', true],
    ['arn:aws', true],
    ['arn:aws:s3:::${aws:username}', true],
    ['arn:aws:s3:::a\nb', true],
    ['', false],
    ['b1', false],
    ['**', false],
    ['ARN:aws:s3:::b1', false],
    ['arn:aws:s*:::b1', false],
    ['arn:aws:s?:::b1', false],
    ['*:aws:s3:::b1', false],
    [' arn:aws:s3:::b1', false],
  ])('resource %j: %s', (text, fine) => {
    expect(resourceProblem(text)).toBe(!fine);
  });
});
