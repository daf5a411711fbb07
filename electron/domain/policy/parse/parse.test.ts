import { describe, expect, it } from 'vitest';
import type { PolicyUse } from '../codes.ts';
import { parsePolicy, parsePolicyText } from './parse.ts';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b1/*' };
const everyone = { ...allow, Principal: '*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '111111111111' } };

describe('a document of a use', () => {
  it.each<[use: PolicyUse, statement: object, problems: readonly string[]]>([
    ['identity', allow, []],
    ['identity', everyone, ['principalNotAllowed Statement.Principal']],
    ['boundary', everyone, ['principalNotAllowed Statement.Principal']],
    ['session', everyone, ['principalNotAllowed Statement.Principal']],
    ['serviceControl', everyone, ['principalNotAllowed Statement.Principal']],
    ['resource', everyone, []],
    ['resource', { ...everyone, Resource: undefined }, []],
    ['resource', allow, ['principalMissing Statement.Principal']],
    ['resource', { ...allow, NotPrincipal: '*' }, []],
    ['resource', { ...everyone, NotPrincipal: '*' }, ['principalTwice Statement.NotPrincipal']],
    ['endpoint', allow, []],
    ['endpoint', everyone, []],
    ['resourceControl', everyone, []],
    ['resourceControl', { ...allow, NotPrincipal: '*' }, ['notPrincipalNotAllowed Statement.NotPrincipal']],
    ['trust', trust, []],
    ['trust', { ...trust, Resource: '*' }, ['resourceNotAllowed Statement.Resource']],
    [
      'trust',
      { ...trust, Principal: undefined, NotPrincipal: '*' },
      ['notPrincipalNotAllowed Statement.NotPrincipal'],
    ],
    ['identity', { ...allow, Action: undefined }, ['actionMissing Statement.Action']],
    ['identity', { ...allow, Action: undefined, NotAction: 'iam:*' }, []],
    ['identity', { ...allow, NotAction: 'iam:*' }, ['actionTwice Statement.NotAction']],
    ['identity', { ...allow, NotResource: '*' }, ['resourceTwice Statement.NotResource']],
    ['identity', { ...allow, Resource: undefined }, ['resourceMissing Statement.Resource']],
    ['identity', { ...allow, Action: [] }, ['emptyList Statement.Action']],
    ['identity', { ...allow, Action: ['s3:*', 1] }, ['notString Statement.Action[1]']],
    ['identity', { ...allow, Effect: 'allow' }, ['effectInvalid Statement.Effect']],
    ['identity', { ...allow, Sid: 1 }, ['sidInvalid Statement.Sid']],
    ['identity', { ...allow, effect: 'Allow' }, ['unknownElement Statement.effect']],
  ])('%s %j', (use, statement, problems) => {
    const found = parsePolicy({ Version: '2012-10-17', Statement: statement }, use);
    expect(found.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(problems);
    expect(found.document === null).toBe(problems.length > 0);
  });
});

describe('the document itself', () => {
  it.each<[text: string, problems: readonly string[]]>([
    ['', ['notJson ']],
    ['{', ['notJson ']],
    ['[]', ['notObject ']],
    ['null', ['notObject ']],
    ['"{}"', ['notObject ']],
    ['{}', ['statementMissing Statement']],
    ['{"Statement":[]}', []],
    ['{"Statement":[1]}', ['statementNotObject Statement[0]']],
    ['{"Statement":null}', ['statementNotObject Statement']],
    ['{"Version":"2012-10-18","Statement":[]}', ['versionUnknown Version']],
    ['{"Version":null,"Statement":[]}', ['versionUnknown Version']],
    ['{"version":"2012-10-17","Statement":[]}', ['unknownElement version']],
    ['{"Statement":[],"Statement":[]}', ['duplicateElement Statement']],
    [
      '{"Statement":[{"Condition":{"Bool":{"a":1,"a":2}}}]}',
      ['duplicateElement Statement[0].Condition.Bool.a'],
    ],
    ['{"__proto__":{},"Statement":[]}', ['unknownElement __proto__']],
  ])('%s', (text, problems) => {
    const found = parsePolicyText(text, 'identity');
    expect(found.problems.map(({ code, path }) => `${code} ${path}`)).toEqual(problems);
  });

  it.each([
    [undefined, '2008-10-17'],
    ['2008-10-17', '2008-10-17'],
    ['2012-10-17', '2012-10-17'],
  ])('of version %s is read as one of %s', (Version, version) => {
    const { document } = parsePolicy({ Version, Statement: [allow] }, 'identity');
    expect(document).toMatchObject({ use: 'identity', version, statements: [{ path: 'Statement[0]' }] });
  });
});
