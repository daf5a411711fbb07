import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOfLines, withoutTheSame } from './lineDifference.ts';
import { differenceOfPolicies } from './policyDifference.ts';

const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
const allow = (actions: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: '*',
  ...more,
});

describe('policies', () => {
  it.each([
    ['the same', policy(allow('s3:Get*')), policy(allow('s3:Get*'))],
    ['values in another order', policy(allow(['a:B', 'c:D'])), policy(allow(['c:D', 'a:B']))],
    ['one value as a list', policy(allow('a:B')), policy(allow(['a:B']))],
    ['statements in another order', policy(allow('a:B'), allow('c:D')), policy(allow('c:D'), allow('a:B'))],
    ['one statement as a list', { Statement: allow('a:B') }, policy(allow('a:B'))],
    ['text and what it says', JSON.stringify(policy(allow('a:B'))), policy(allow('a:B'))],
  ])('do not differ by %s', (_, from, to) => {
    expect(differenceOfPolicies(from, to)).toEqual([]);
  });

  it('tell what came and what went of a statement', () => {
    const from = policy(allow(['s3:GetObject', 's3:PutObject']), allow('ec2:*', { Sid: 'Compute' }));
    const to = policy(
      allow(['s3:GetObject', 's3:ListBucket'], { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
      allow('lambda:*', { Sid: 'Compute' }),
    );
    expect(differenceOfPolicies(from, to)).toEqual([
      {
        change: 'changed',
        sid: null,
        fromIndex: 0,
        toIndex: 0,
        elements: [
          { element: 'Action', removed: ['s3:PutObject'], added: ['s3:ListBucket'] },
          { element: 'Condition.Bool.aws:SecureTransport', removed: [], added: ['true'] },
        ],
      },
      {
        change: 'changed',
        sid: 'Compute',
        fromIndex: 1,
        toIndex: 1,
        elements: [{ element: 'Action', removed: ['ec2:*'], added: ['lambda:*'] }],
      },
    ]);
  });

  it('take an Allow that becomes a Deny for another statement', () => {
    const changes = differenceOfPolicies(policy(allow('a:B')), policy(allow('a:B', { Effect: 'Deny' })));
    expect(changes.map(({ change }) => change)).toEqual(['added', 'removed']);
  });

  const statement = fc.record({
    Effect: fc.constantFrom('Allow', 'Deny'),
    Action: fc.subarray(['a:A', 'b:B', 'c:C'], { minLength: 1 }),
    Resource: fc.subarray(['*', 'arn:aws:s3:::x'], { minLength: 1 }),
  });
  const documents = fc.array(statement, { maxLength: 5 }).map((all) => policy(...all));
  const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

  it('never differ from themselves, and differ back as they differ there', () => {
    const turned = { added: 'removed', removed: 'added', changed: 'changed' } as const;
    fc.assert(
      fc.property(documents, documents, (from, to) => {
        expect(differenceOfPolicies(from, from)).toEqual([]);
        const changes = differenceOfPolicies(from, to).map(({ change }) => change);
        const back = differenceOfPolicies(to, from).map(({ change }) => turned[change]);
        expect(back.toSorted()).toEqual(changes.toSorted());
      }),
      { numRuns },
    );
  });

  it('that are no policies are no fault of ours', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (from, to) => {
        expect(Array.isArray(differenceOfPolicies(from, to))).toBe(true);
      }),
      { numRuns },
    );
  });
});

describe('lines', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((all) => all.join('\n'));

  it('put together again are the two texts, with nothing the same told as changed twice', () => {
    fc.assert(
      fc.property(text, text, (from, to) => {
        const lines = differenceOfLines(from, to);
        const of = (kind: 'removed' | 'added') =>
          lines.filter((line) => line.kind === 'same' || line.kind === kind).map((line) => line.text);
        expect(of('removed').join('\n')).toBe(from);
        expect(of('added').join('\n')).toBe(to);
        if (from === to) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });

  it('find the longest common run, and number both sides', () => {
    expect(differenceOfLines('a\nb\nc', 'a\nx\nc')).toEqual([
      { kind: 'same', text: 'a', fromLine: 1, toLine: 1 },
      { kind: 'removed', text: 'b', fromLine: 2, toLine: null },
      { kind: 'added', text: 'x', fromLine: null, toLine: 2 },
      { kind: 'same', text: 'c', fromLine: 3, toLine: 3 },
    ]);
  });

  it('of texts too long to compare whole are still those of the two texts', () => {
    const from = Array.from({ length: 3000 }, (_, at) => `a${at}`).join('\n');
    const to = Array.from({ length: 3000 }, (_, at) => `b${at}`).join('\n');
    const lines = differenceOfLines(from, to);
    expect(lines.length).toBe(6000);
    expect(lines[0]).toMatchObject({ kind: 'removed', fromLine: 1 });
    expect(lines[5999]).toMatchObject({ kind: 'added', toLine: 3000 });
  });

  it('leave out what is far from any difference', () => {
    const from = Array.from({ length: 50 }, (_, at) => `${at}`);
    const to = from.with(25, 'x');
    const lines = withoutTheSame(differenceOfLines(from.join('\n'), to.join('\n')));
    expect(lines.map((line) => line.text)).toEqual(['22', '23', '24', '25', 'x', '26', '27', '28']);
    expect(withoutTheSame(differenceOfLines('a\nb', 'a\nb'))).toEqual([]);
  });
});
