import { describe, expect, it } from 'vitest';
import { actionsInAddress, actionsOf, questionOf } from './questions.ts';

describe('questions in an address', () => {
  it.each([
    ['s3:GetObject', '', { action: 's3:GetObject', resource: null }],
    [' s3:GetObject ', 'arn:aws:s3:::b/x', { action: 's3:GetObject', resource: 'arn:aws:s3:::b/x' }],
    ['s3:', '', null],
    ['GetObject', '', null],
    ['s3:Get Object', '', null],
  ])('%s on %s', (action, resource, question) => {
    expect(questionOf(action, resource)).toEqual(question);
  });
  it('come back as they went', () => {
    const asked = [questionOf('s3:GetObject', '')!, questionOf('iam:PassRole', 'arn:aws:iam::111122223333:role/A|B')!];
    expect(actionsOf(actionsInAddress(asked))).toEqual(asked);
  }); // prettier-ignore
  it.each(['', 'x', '{}', '[1]', '[[]]', '[["s3:"]]', '[[null]]'])('%s holds none', (text) => {
    expect(actionsOf(text)).toEqual([]);
  });
});
