import { describe, expect, it } from 'vitest';
import { filledArn, lacks, noQuestion, questionInAddress, questionOf, requestOf } from './askForm.ts';
import type { Question } from './askForm.ts';

const question: Question = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b1/x',
  account: '111122223333',
  context: [
    { key: 'aws:SourceIp', values: '10.0.0.1, 10.0.0.2', absent: false },
    { key: 'aws:PrincipalTag/team', values: 'a\\,b', absent: false },
    { key: 'aws:MultiFactorAuthPresent', values: '', absent: true },
  ],
  unknownContext: 'absent',
};

describe('a question', () => {
  it('comes back from the address as it was', () => {
    const kept = questionInAddress(question);
    expect(questionOf((name) => kept[name])).toEqual(question);
    const none = questionInAddress(noQuestion);
    expect(questionOf((name) => none[name])).toEqual(noQuestion);
  });

  it.each(['{', '1', '[[1,2]]', '[["a"]]', '[{}]'])('takes no context from an address like %s', (ctx) =>
    expect(questionOf((name) => ({ ctx })[name]).context).toEqual([]),
  );

  it('parts values by commas, and says what is certainly absent', () => {
    expect(requestOf(question).context).toEqual({
      'aws:SourceIp': ['10.0.0.1', '10.0.0.2'],
      'aws:PrincipalTag/team': ['a,b'],
      'aws:MultiFactorAuthPresent': [],
    });
  });

  it.each([
    ['action', { action: 's3:*' }],
    ['action', { action: 'GetObject' }],
    ['resource', { resource: ' ' }],
    ['account', { account: '1111' }],
    ['context', { context: [{ key: ' ', values: 'x', absent: false }] }],
    [null, {}],
  ])('lacks %s', (what, change) => expect(lacks({ ...question, ...change })).toBe(what));

  it('fills a template of an ARN with what is known', () => {
    expect(filledArn('arn:${Partition}:sqs:${Region}:${Account}:${QueueName}', '444455556666')).toBe(
      'arn:aws:sqs:Region:444455556666:QueueName',
    );
  });
});
