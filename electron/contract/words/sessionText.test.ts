import { describe, expect, it } from 'vitest';
import { causeCodes } from '#domain/session/causeCodes.ts';
import { limitCodes, limitFields, onceCodes } from '#domain/session/limitCodes.ts';
import { policy as policyEn } from './en/policy.ts';
import { sessionCause as causeEn } from './en/sessionCause.ts';
import { sessionLimit as limitEn } from './en/sessionLimit.ts';
import { fill } from './format.ts';
import { sessionCause as causeKo } from './ko/sessionCause.ts';
import { sessionLimit as limitKo } from './ko/sessionLimit.ts';
import { causeText, limitText } from './sessionText.ts';
import type { SayOfSession } from './sessionText.ts';

type Table = Readonly<Record<string, string>>;
const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted();
const say: SayOfSession = (namespace, code, params = {}) => {
  const tables: Readonly<Record<string, Table>> = {
    sessionLimit: limitEn,
    sessionCause: causeEn,
    policy: policyEn,
  };
  return fill(tables[namespace]![code]!, params);
};

const labels = ['severity.error', 'severity.warning', ...limitFields.map((field) => `field.${field}`)];
describe.each<[string, Table, Table, readonly string[], readonly string[]]>([
  ['limits', limitEn, limitKo, [...Object.keys(limitCodes), ...onceCodes], labels],
  [
    'causes',
    causeEn,
    causeKo,
    causeCodes.filter((code) => code !== 'limit'),
    ['certainty.certain', 'certainty.possible'],
  ],
])('words of %s', (name, en, ko, sentences, others) => {
  it.each([...sentences, ...others])('%s is said in both languages, with the same places', (code) => {
    expect(places(ko[code]!)).toEqual(places(en[code]!));
    expect(ko[code]).toMatch(/[가-힣]|^MFA/);
    expect(ko[code]).not.toMatch(/\}(은|는|이|가|을|를|과|와|로|으로|의|에|도)(?![가-힣])/);
  });
  it('are of these codes alone', () => {
    expect(Object.keys(en).toSorted()).toEqual(
      [...sentences, ...others, ...(name === 'causes' ? ['limit'] : [])].toSorted(),
    );
    expect(Object.keys(ko).toSorted()).toEqual(Object.keys(en).toSorted());
  });
});

it('says a problem of a session policy by the parser’s own sentence', () => {
  const params = { path: 'Statement[0].Effect', problem: 'effectInvalid' };
  expect(limitText({ code: 'policyInvalid', params }, say)).toBe(
    'The session policy is wrong at Statement[0].Effect. Effect is neither Allow nor Deny.',
  );
});

it('says a limit among the causes with its field', () => {
  const params = { field: 'sessionName', code: 'tooShort', least: '2', length: '1' };
  expect(causeText({ code: 'limit', params }, say)).toBe(
    'Session name: It has 1 characters; AWS asks for at least 2.',
  );
  expect(causeText({ code: 'clockAhead', params: { minutes: '7' } }, say)).toContain('7 minutes ahead');
});
