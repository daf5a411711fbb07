/**
 * Whatever comes from outside ends, soon: any JSON, any text, any pattern, large policies, deep nesting. Bounds are generous, since
 * machines differ; what grows faster than its input misses them by far.
 */
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { processorSeconds } from '#test/support/processorTime.ts';
import { policyUses } from './codes.ts';
import { compileTest } from './condition/test.ts';
import { resolve } from './conditional/allowedIf.ts';
import { operators } from './document.ts';
import { decide } from './evaluate/decide.ts';
import { compileSets } from './evaluate/sets.ts';
import { explain } from './explain/explain.ts';
import { tableMatch } from './interpreted.fixture.ts';
import { parsePolicy, parsePolicyText } from './parse/parse.ts';
import { globOf } from './pattern/glob.ts';
import { piecesOf } from './pattern/pieces.ts';
import { resourcePattern } from './pattern/resource.ts';
import { callers, rules } from './random.fixture.ts';
import type { Request } from './request.ts';

const deep = Number(process.env['TREELINE_FUZZ'] ?? 1);
const numRuns = 200 * deep;
/** Whole in the long run, a tenth in the short one. */
const megabytes = deep > 1 ? 10 : 1;

const request: Request = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b1/home/ana/f',
  resourceAccount: null,
  resourceInManagementAccount: false,
  principal: callers[0]!.principal,
  context: new Map(),
  unknownContext: 'unknown',
};
const asked = (json: unknown) => compileSets({ identity: [parsePolicy(json, 'identity')] });
const repeated = (text: string, times: number): string => text.repeat(times);

describe('any input', () => {
  const name = fc.constantFrom(
    'Version',
    'Statement',
    'Effect',
    'Action',
    'Resource',
    'Principal',
    'Condition',
    'Bool',
  );
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom<unknown>(
        'Allow',
        '*',
        '2012-10-17',
        's3:*',
        null,
        1,
        true,
        '__proto__',
        '${',
        '[',
        'arn:',
      ),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(name, fc.string()), tie('node'), { maxKeys: 5 }),
    ),
  }));

  it('is a document without problems, or problems without a document', () => {
    fc.assert(
      fc.property(node, fc.constantFrom(...policyUses), (json, use) => {
        const { document, problems } = parsePolicy(json, use);
        expect(document === null).toBe(problems.length > 0);
        // As text it is the same document; a text of JSON written out has no name twice.
        expect(parsePolicyText(JSON.stringify(json), use)).toEqual(
          parsePolicy(JSON.parse(JSON.stringify(json)), use),
        );
      }),
      { numRuns },
    );
  });

  it('as text: never throws', () => {
    const part = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ':',
      ',',
      '\\',
      '"Statement"',
      '\\u0041',
      ' ',
      '1',
      'null',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          const { document, problems } = parsePolicyText(text, 'identity');
          expect(document === null).toBe(problems.length > 0);
        },
      ),
      { numRuns },
    );
  });

  it('any value of any operator is compared', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '',
        '*',
        '${',
        '${}',
        '${a',
        "${a,'",
        '10.0.0.0/99',
        '1e5',
        '::::',
        '0x1',
        '9'.repeat(400),
        ':',
      ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...operators),
        fc.array(value),
        fc.array(value),
        (operator, values, given) => {
          const { evaluate } = compileTest(
            { operator, quantifier: null, ifExists: false, key: 'k', values, path: '' },
            '2012-10-17',
          );
          expect([0, 1, 2]).toContain(evaluate({ valuesOf: () => given, isThere: () => false }));
        },
      ),
      { numRuns },
    );
  });
});

describe('patterns', () => {
  const signs = (of: string[], maxLength: number) =>
    fc.array(fc.constantFrom(...of), { maxLength }).map((parts) => parts.join(''));

  it('match as the table of all places does', () => {
    fc.assert(
      fc.property(signs(['a', 'b', '*', '?', '**'], 9), signs(['a', 'b', 'ab'], 12), (pattern, text) => {
        const steps = [...pattern].map((sign) =>
          sign === '*' || sign === '?'
            ? ({ any: sign === '*' ? 'many' : 'one', colons: true } as const)
            : { is: sign },
        );
        const matches = globOf(piecesOf(pattern, { wildcards: true, variables: false }));
        expect(matches(text)).toBe(tableMatch(steps, text));
      }),
      { numRuns: 5 * numRuns },
    );
  });

  it('find a long part as a short one: both searches agree', () => {
    fc.assert(
      fc.property(signs(['a', 'b', '?'], 40), signs(['a', 'b'], 60), (middle, text) => {
        const padded = repeated('a', 2000) + text + repeated('b', 2000);
        const long = globOf(piecesOf(`*b${middle}b*`, { wildcards: true, variables: false }));
        const expression = new RegExp(`b${middle.replaceAll('?', '.')}b`);
        expect(long(padded)).toBe(expression.test(padded));
      }),
      { numRuns },
    );
  });

  const long = 100_000;
  test.each([
    ['many runs', repeated('a*', 1000), repeated('a', long)],
    ['runs and one sign', repeated('*a', 1000) + 'b', repeated('a', long)],
    ['one part of single signs', `*${repeated('a', 2000)}?b*`, repeated('a', long)],
    ['single signs', `*${repeated('?', 2000)}b*`, repeated('a', long)],
    [
      'runs that stop at colons',
      `arn:aws:s3:${repeated('*a', 2000)}b:1:x`,
      `arn:aws:s3:${repeated('a', long)}:1:x`,
    ],
    [
      'runs that stop at colons, without an end',
      `arn:aws:s3:${repeated('*a', 5000)}b:1:x`,
      `arn:aws:s3:${repeated('a', 5000)}`,
    ],
    [
      'a long last part behind one',
      `arn:aws:s?:::${repeated('*a', 2000)}b`,
      `arn:aws:s3:::${repeated('a', long)}`,
    ],
  ])('%s: ends soon', (_name, pattern, text) => {
    const { matches } = resourcePattern(pattern, { variables: false, completed: false });
    const glob = globOf(piecesOf(pattern, { wildcards: true, variables: false }));
    let found: boolean[] = [];
    expect(processorSeconds(() => (found = [matches!(text), glob(text)]))).toBeLessThan(3);
    expect(found).toHaveLength(2);
  });
});

describe('texts made to keep expressions busy', () => {
  const size = 200_000;
  test.each([
    ['action', { Action: `s3:${repeated('a', size)}!`, Resource: '*' }],
    ['resource', { Action: '*', Resource: `arn:${repeated(':*', size)}` }],
    ['variables', { Action: '*', Resource: `arn:aws:s3:::${repeated('${', size)}` }],
    ['variables with spaces', { Action: '*', Resource: `arn:aws:s3:::${repeated('${a ', size / 10)}` }],
    ['variables with defaults', { Action: '*', Resource: `arn:aws:s3:::${repeated("${a,'", size / 10)}` }],
    [
      'number',
      { Action: '*', Resource: '*', Condition: { NumericEquals: { k: `${repeated('0', size)}x` } } },
    ],
    [
      'number with spaces',
      { Action: '*', Resource: '*', Condition: { NumericEquals: { k: `1${repeated(' ', size)}x` } } },
    ],
    [
      'number of many digits',
      { Action: '*', Resource: '*', Condition: { NumericLessThan: { k: repeated('9', size) } } },
    ],
    ['date', { Action: '*', Resource: '*', Condition: { DateEquals: { k: `1.${repeated('0', size)}x` } } }],
    ['address', { Action: '*', Resource: '*', Condition: { IpAddress: { k: repeated(':', size) } } }],
    [
      'address of many groups',
      { Action: '*', Resource: '*', Condition: { IpAddress: { k: repeated('1:', size) } } },
    ],
    ['bytes', { Action: '*', Resource: '*', Condition: { BinaryEquals: { k: `${repeated('=', size)}x` } } }],
    ['bool', { Action: '*', Resource: '*', Condition: { Bool: { k: `${repeated(' ', size)}x` } } }],
    ['ARN', { Action: '*', Resource: '*', Condition: { ArnLike: { k: repeated('arn:', size) } } }],
  ])('%s', (_name, statement) => {
    const policy = { Version: '2012-10-17', Statement: { Effect: 'Allow', ...statement } };
    const text = JSON.stringify(policy);
    let decision = '';
    const given = new Map([
      ['k', [`${repeated('=', size)}x`]],
      ['a', ['x']],
    ]);
    const took = processorSeconds(() => {
      const sets = compileSets({ identity: [parsePolicyText(text, 'identity')] });
      decision =
        decide(sets, { ...request, context: given }, rules).decision + resolve(sets, request, rules).decision;
    });
    expect(decision).not.toBe('');
    expect(took).toBeLessThan(3);
  });
  test('principal', () => {
    const json = {
      Statement: { Effect: 'Allow', Action: '*', Principal: { AWS: `arn:aws:iam:${repeated(':', size)}` } },
    };
    expect(processorSeconds(() => parsePolicy(json, 'trust'))).toBeLessThan(3);
  });
});

describe('size', () => {
  const allow = { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::b1/*' };

  test(`${megabytes} MB of statements`, () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: Array.from({ length: 15_000 * megabytes }, () => allow),
    });
    expect(text.length).toBeGreaterThan(megabytes * 1_000_000);
    let decision = '';
    const took = processorSeconds(() => {
      const sets = compileSets({ identity: [parsePolicyText(text, 'identity')] });
      ({ decision } = decide(sets, request, rules));
    });
    expect(decision).toBe('allowed');
    expect(took).toBeLessThan(10);
  });

  test('statements of as many services as there are statements', () => {
    const Statement = Array.from({ length: 20_000 }, (_, at) => ({ ...allow, Action: `service${at}:Get*` }));
    const took = processorSeconds(() => {
      const sets = asked({ Statement });
      decide(sets, { ...request, action: 'service7:GetObject' }, rules);
    });
    expect(took).toBeLessThan(3);
  });

  test.each(['[', '{"a":'])('deep nesting of %s', (open) => {
    const close = open === '[' ? ']' : '}';
    const text = `{"Statement":${repeated(open, 300_000)}1${repeated(close, 300_000)}}`;
    expect(parsePolicyText(text, 'identity').document).toBeNull();
  });

  test('many open questions: an answer within its steps', () => {
    const Statement = Array.from({ length: 150 * megabytes }, (_, at) => ({
      ...allow,
      Effect: at % 2 === 0 ? 'Deny' : 'Allow',
      Condition: { StringLike: { [`k${at % 40}`]: `*${at}*` }, NumericLessThan: { number: String(at) } },
    }));
    const sets = asked({ Version: '2012-10-17', Statement });
    let decision = '';
    expect(processorSeconds(() => ({ decision } = explain(sets, request, rules)))).toBeLessThan(8);
    expect(decision).toBe('conditional');
  });
});
