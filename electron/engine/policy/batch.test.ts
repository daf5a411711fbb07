import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchAnswerSchema } from '#contract/policy/case.ts';
import { rules } from '#domain/policy/evaluate/rules.ts';
import { sayEnglish } from './answer.ts';
import { PolicyBatch } from './batch.ts';
import { LineReader } from './batchLine.ts';
import { Lines } from './lines.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const batch = (explained = true) => new PolicyBatch({ rules, explained, say: sayEnglish });
const line = (text: string | null, number = 1) => ({ number, text, broken: false });

const ana = { type: 'user', arn: 'arn:aws:iam::111111111111:user/ana' };
const get = { action: 's3:GetObject', resource: 'arn:aws:s3:::b1/x', principal: ana };
const allow = (action: string, resource = '*', more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: resource, ...more }],
});
const asked = (more: object, request: object = {}) =>
  JSON.stringify({ id: 'a', request: { ...get, ...request }, ...more });
const region = (...values: string[]) => ({ Condition: { StringEquals: { 'aws:RequestedRegion': values } } });

describe('a line of a batch', () => {
  it('is answered as the schema says, with and without explanation', () => {
    const text = asked({ identityPolicies: [allow('s3:*')] });
    for (const explained of [true, false]) {
      const answer = batch(explained).answer(line(text, 7));
      expect(batchAnswerSchema.strict().parse(answer)).toEqual(answer);
      expect(answer).toMatchObject({
        id: 'a',
        line: 7,
        decision: 'allowed',
        decidedBy: 'identityPolicy',
        errors: [],
      });
      expect(answer.explanation !== undefined).toBe(explained);
    }
  });

  it.each([
    ['not JSON', 'nonsense', 'notJson', ''],
    ['JSON that goes on', `${asked({})} 1`, 'notJson', ''],
    ['a brackets’ mistake', '{"id":[1}', 'notJson', ''],
    ['no object', '[1]', 'notJson', ''],
    ['a name twice', '{"id":1,"id":2}', 'duplicateElement', 'id'],
    ['a name twice, one escaped', '{"id":1,"\\u0069d":2}', 'duplicateElement', 'id'],
    ['a name twice in the request', '{"request":{"action":"a:b","action":"a:c"}}', 'duplicateElement', 'request.action'],
    ['a name twice in a policy', '{"identityPolicies":[{"Statement":[],"Statement":[]}]}', 'duplicateElement', 'identityPolicies[0].Statement'],
    ['an unknown key', asked({ policies: [] }), 'caseInvalid', 'policies'],
    ['an unknown key within', asked({}, { resources: [] }), 'caseInvalid', 'request.resources'],
    ['a wrong type', asked({ identityPolicies: {} }), 'caseInvalid', 'identityPolicies'],
    ['no resource', asked({}, { resource: [] }), 'caseInvalid', 'request.resource'],
    ['an action without service', asked({}, { action: 'GetObject' }), 'caseInvalid', 'request.action'],
    ['a key twice in other case', asked({}, { context: { 'a:b': 'x', 'A:B': 'y' } }), 'caseInvalid', 'request.context.A:B'],
    ['__proto__', asked({}).replace('"id":"a"', '"__proto__":1'), 'caseInvalid', '__proto__'],
    ['too long', null, 'lineTooLong', ''],
  ])('%s: nothing is decided, and it says where', (_what, text, code, path) => {
    const answer = batch().answer(line(text));
    expect(batchAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ decision: null, decidedBy: null, conditions: [] });
    expect(answer.errors).toContainEqual(expect.objectContaining({ code, path }));
    expect(answer.errors.every(({ message }) => !/[{}]/.test(message))).toBe(true);
  }); // prettier-ignore

  it('names the place of a policy’s problem in the case, and decides: an unreadable policy might deny', () => {
    const answer = batch().answer(
      line(
        asked({
          identityPolicies: [allow('s3:*'), '{"Statement":[],"Statement":[]}', 'no'],
          serviceControlPolicies: [
            { level: 'root', policies: [allow('*')] },
            {
              level: 'root',
              policies: [allow('*'), { Statement: { Effect: 'Maybe', Action: '*', Resource: '*' } }],
            },
          ],
        }),
      ),
    );
    expect(answer).toMatchObject({ decision: 'implicitDeny', decidedBy: 'invalidPolicy' });
    expect(answer.errors.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'duplicateElement identityPolicies[1].Statement',
      'notJson identityPolicies[2]',
      'effectInvalid serviceControlPolicies[1].policies[1].Statement.Effect',
    ]);
  });

  it('tells a problem again where the compiled policies are known', () => {
    const text = asked({ identityPolicies: [{ Statement: 1 }] });
    const one = batch();
    expect(one.answer(line(text)).errors).toEqual(one.answer(line(text)).errors);
  });
});

describe('several resources', () => {
  const two = { resource: ['arn:aws:s3:::b1/x', 'arn:aws:s3:::b2/x'], unknownContext: 'unknown' };
  const ask = (...policies: object[]) => batch().answer(line(asked({ identityPolicies: policies }, two)));

  it.each([
    ['both allowed', [allow('s3:*')], 'allowed'],
    ['one silent', [allow('s3:*', 'arn:aws:s3:::b1/*')], 'implicitDeny'],
    ['one denied, one silent', [{ Statement: { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::b2/*' } }], 'explicitDeny'],
    ['one open, one silent', [allow('s3:*', 'arn:aws:s3:::b1/*', region('a'))], 'implicitDeny'],
    ['one open, one allowed', [allow('s3:*', 'arn:aws:s3:::b1/*', region('a')), allow('s3:*', 'arn:aws:s3:::b2/*')], 'conditional'],
    ['two that cannot hold together', [allow('s3:*', 'arn:aws:s3:::b1/*', region('a')), allow('s3:*', 'arn:aws:s3:::b2/*', region('b'))], 'implicitDeny'],
  ])('%s', (_what, policies, decision) => {
    expect(ask(...policies).decision).toBe(decision);
  }); // prettier-ignore

  it('have their conditions together, each once, and their sets apart', () => {
    const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' }, ...region('a').Condition } };
    const answer = ask(
      allow('s3:*', 'arn:aws:s3:::b1/*', region('a')),
      allow('s3:*', 'arn:aws:s3:::b2/*', mfa),
    );
    expect(answer.conditions.map(({ message }) => message).toSorted()).toEqual([
      'aws:MultiFactorAuthPresent is true',
      'the Region (aws:RequestedRegion) is a',
    ]);
    expect(new Set(answer.explanation!.map(({ resource }) => resource))).toEqual(new Set(two.resource));
  });

  it('name the resource where its variables are open', () => {
    const answer = ask(allow('s3:*', 'arn:aws:s3:::${aws:PrincipalTag/bucket}/*'));
    expect(answer.decision).toBe('conditional');
    expect(answer.conditions.map((one) => one.kind === 'resource' && one.resource)).toEqual(two.resource);
  });
});

describe('policies that repeat', () => {
  const documents = [allow('s3:*'), allow('*', 'arn:aws:s3:::b1/*'), { Statement: [] }, 'no', { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } }]; // prettier-ignore
  const member = fc.subarray(documents);
  const given = fc.record(
    { identityPolicies: member, sessionPolicies: member, permissionsBoundary: member },
    { requiredKeys: [] },
  );

  it('are answered as if each line came alone, in any order of the members', () => {
    fc.assert(
      fc.property(fc.array(given, { maxLength: 40 }), (lines) => {
        const one = batch();
        for (const [at, policies] of lines.entries()) {
          const text = JSON.stringify(
            Object.fromEntries(
              [['request', get], ...Object.entries(policies)].toSorted(() => (at % 2 ? 1 : -1)),
            ),
          );
          expect(one.answer(line(text))).toEqual(batch().answer(line(text)));
        }
      }),
      { numRuns: runs / 4 },
    );
  });

  it('are forgotten when there are too many, and nothing changes', () => {
    const one = batch(false);
    for (let round = 0; round < 2; round++)
      for (let n = 0; n < 200; n++) {
        const text = asked({
          identityPolicies: [allow(n % 2 ? 's3:*' : 'ec2:*', `arn:aws:s3:::b1/*${'*'.repeat(n)}`)],
        });
        expect(one.answer(line(text)).decision).toBe(n % 2 ? 'allowed' : 'implicitDeny');
      }
  });
});

describe('reading a line', () => {
  const read = (text: string, reader = new LineReader(['p'])): unknown => {
    const found = reader.read(text);
    return 'problem' in found
      ? found.problem.code
      : Object.fromEntries(found.members.map(({ name, value }) => [name, value]));
  };

  it('gives what JSON.parse gives', () => {
    const reader = new LineReader(['p', '']);
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('p', '', '__proto__')), fc.jsonValue(), {
          maxKeys: 5,
        }),
        fc.constantFrom('', ' ', '\t\r\n '),
        (object, space) => {
          const text = JSON.stringify(object, null, space);
          expect(read(text, reader)).toEqual(JSON.parse(text));
        },
      ),
      { numRuns: runs },
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('p', 'q'), fc.jsonValue()),
        fc.nat(),
        fc.constantFrom('', ',', '"', '\\', '{', ']', ':', '1', ' ', '\u0000'),
        (object, at, put) => {
          const text = JSON.stringify(object);
          const cut = at % (text.length + 1);
          const bent = text.slice(0, cut) + put + text.slice(cut + 1);
          let parsed: unknown;
          try {
            parsed = JSON.parse(bent);
          } catch {
            parsed = undefined;
          }
          const got = read(bent);
          if (got === 'duplicateElement') return;
          if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
            expect(got).toEqual(parsed);
          else expect(got).toBe('notJson');
        },
      ),
      { numRuns: runs * 2 },
    );
  });
});

describe('lines', () => {
  const split = (parts: readonly Uint8Array[], limit = 1000) => {
    const lines = new Lines(limit);
    return [...parts.flatMap((part) => lines.push(part)), ...lines.end()];
  };
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('are the same however the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' })),
        fc.array(fc.nat(), { maxLength: 9 }),
        (texts, cuts) => {
          const all = bytes(texts.join('\n'));
          const at = [0, ...cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b), all.length];
          const parts = at.slice(1).map((to, index) => all.slice(at[index], to));
          expect(split(parts)).toEqual(split([all]));
        },
      ),
      { numRuns: runs },
    );
  });

  it.each([
    ['a\n\n \t\r\nb', ['1 a', '4 b']],
    ['\uFEFFa\n\uFEFFb\n', ['1 a', '2 \uFEFFb']],
    ['a\r\nb\r', ['1 a\r', '2 b\r']],
    ['', []],
  ])('%j', (text, expected) => {
    expect(split([bytes(text)]).map((one) => `${one.number} ${one.text}`)).toEqual(expected);
  });

  it('that are too long are not held, and the next is read', () => {
    const parts = ['x'.repeat(600), 'x'.repeat(600), '\nnext\n', 'y'.repeat(1001)].map(bytes);
    expect(split(parts).map(({ number, text }) => [number, text])).toEqual([
      [1, null],
      [2, 'next'],
      [3, null],
    ]);
  });

  it('that are not UTF-8 say so', () => {
    expect(split([Uint8Array.of(0x22, 0xff, 0x22)])).toMatchObject([{ broken: true }]);
  });
});
