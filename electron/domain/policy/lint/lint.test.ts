import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { testCatalog } from '#test/support/serviceData.ts';
import { policyUses } from '../codes.ts';
import type { PolicyUse } from '../codes.ts';
import { lintCodes } from './codes.ts';
import { lintPolicy } from './lint.ts';
import { lintCases } from './lint.fixture.ts';
import type { LintOptions } from './model.ts';

const catalog = testCatalog();
const options = (use: PolicyUse, more: Partial<LintOptions> = {}): LintOptions => ({
  catalog,
  use,
  holder: null,
  inline: false,
  ownAccounts: null,
  ...more,
});

describe('the linter', () => {
  it.each(lintCases)('$name', ({ document, use = 'identity', known, finds }) => {
    const text = typeof document === 'string' ? document : JSON.stringify(document);
    const { problems, findings } = lintPolicy(text, options(use, known));
    expect(problems).toEqual([]);
    expect(findings.map(({ code, path }) => `${code} ${path}`.trim()).toSorted()).toEqual(finds.toSorted());
  });

  it('has a case for every code', () => {
    const found = new Set(lintCases.flatMap(({ finds }) => finds.map((line) => line.split(' ')[0]!)));
    expect(Object.keys(lintCodes).filter((code) => !found.has(code))).toEqual([]);
  });

  it('says why a document is none, and looks for nothing in it', () => {
    const { problems, findings } = lintPolicy('{"Statement": [{"Effect": "Allow"}]}', options('identity'));
    expect(problems.map(({ code }) => code)).toContain('actionMissing');
    expect(findings).toEqual([]);
  });

  it('tells findings in the order of the document', () => {
    const { findings } = lintPolicy(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:Nothing', Resource: '*' },
          { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
          { Effect: 'Allow', Action: 's3:Nothing2', Resource: '*' },
        ],
      }),
      options('boundary'),
    );
    expect(findings.map(({ path }) => /\d/.exec(path)?.[0])).toEqual(['0', '0', '1', '2', '2']);
  });

  const names = fc.constantFrom(
    's3:GetObject', 's3:*', 'S3:get*', 'iam:PassRole', 'iam:*', '*', 'ec2:Run?nstances', 'nothing:Do', 'sts:AssumeRole',
  ); // prettier-ignore
  const arns = fc.constantFrom(
    '*', 'arn:aws:s3:::b1', 'arn:aws:s3:::b1/*', 'arn:aws:s3:::${aws:username}/*', 'arn:aws:iam::*:role/*', 'arn:aws:sqs', 'arn:aws:ec2:*:1*2:instance/i-?',
  ); // prettier-ignore
  const oneOrMany = <T>(of: fc.Arbitrary<T>) => fc.oneof(of, fc.array(of, { minLength: 1, maxLength: 4 }));
  const condition = fc.dictionary(
    fc.constantFrom(
      'StringEquals',
      'StringLike',
      'Bool',
      'ForAllValues:StringEquals',
      'Null',
      'ArnLikeIfExists',
    ),
    fc.dictionary(
      fc.constantFrom(
        'aws:PrincipalArn',
        'aws:TagKeys',
        's3:prefix',
        'aws:MultiFactorAuthPresent',
        'x:y',
        'a.b:sub',
      ),
      oneOrMany(fc.constantFrom('true', 'false', 'a*', '${aws:username}')),
      { minKeys: 1, maxKeys: 2 },
    ),
    { maxKeys: 3 },
  );
  const statement = fc.record(
    {
      Sid: fc.constantFrom('a', 'b', ''),
      Effect: fc.constantFrom('Allow', 'Deny'),
      Action: oneOrMany(names),
      Resource: oneOrMany(arns),
      Principal: fc.oneof(
        fc.constant('*'),
        fc.record({
          AWS: oneOrMany(fc.constantFrom('*', '111122223333', 'arn:aws:iam::111122223333:role/r')),
        }),
        fc.record({
          Federated: fc.constantFrom(
            'cognito-identity.amazonaws.com',
            'arn:aws:iam::111122223333:oidc-provider/a.b',
          ),
        }),
      ),
      Condition: condition,
    },
    { requiredKeys: ['Effect', 'Action'] },
  );
  const document = fc.record({
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Statement: fc.array(statement, { maxLength: 6 }),
  });
  const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

  it('answers for any document, and the same whatever the white space', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(...policyUses), (json, use) => {
        const plain = lintPolicy(JSON.stringify(json), options(use));
        expect(lintPolicy(JSON.stringify(json, null, 3), options(use))).toEqual(plain);
        for (const { code, path } of plain.findings) {
          expect(code in lintCodes).toBe(true);
          expect(path === '' || path.startsWith('Statement')).toBe(true);
        }
      }),
      { numRuns },
    );
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.constantFrom(...policyUses), (text, use) => {
        const { problems, findings } = lintPolicy(text, options(use));
        expect(problems.length > 0 ? findings : []).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('ends soon however long the document and its patterns are', () => {
    const patterns = Array.from({ length: 200 }, (_, index) => `arn:aws:s3:::${'*a'.repeat(200)}${index}`);
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: Array.from({ length: 40 }, () => ({
        Effect: 'Allow',
        Action: ['s3:*', 'ec2:*'],
        Resource: patterns,
      })),
    });
    expect(text.length).toBeGreaterThan(3_000_000);
    expect(processorSeconds(() => lintPolicy(text, options('identity')))).toBeLessThan(5);
  });
});
