import { describe, expect, it } from 'vitest';
import type { SessionRequest } from '#domain/session/request.ts';
import type { Values } from '../../command.ts';
import { checkLimits, checkOptions, nameOf, optionsOf, requestOf, type TakeOperation } from './asked.ts';

const source = { kind: 'profile', profile: 'work' } as const;
const given = { source, policy: null, identityProvider: null, region: 'eu-central-1' };
const asked = { region: 'eu-central-1', durationSeconds: null };
const bounds = { policy: null, policyArns: [] };
const roleArn = 'arn:aws:iam::111122223333:role/team/Auditor';
const principalArn = 'arn:aws:iam::111122223333:saml-provider/Adfs';
const role: SessionRequest = {
  kind: 'role', source, roleArn, sessionName: 'treeline', externalId: null, tags: [], transitiveTagKeys: [],
  sourceIdentity: null, mfaSerial: null, ...asked, ...bounds,
}; // prettier-ignore

describe('options become a request', () => {
  it.each<[TakeOperation, Values, SessionRequest]>([
    ['assume-role', { 'role-arn': roleArn }, role],
    [
      'assume-role',
      {
        'role-arn': roleArn, 'session-name': 'kim', 'external-id': 'x:1', tag: ['team=a=b', 'empty='], 'transitive-tag': ['team'],
        'source-identity': 'kim', 'mfa-serial': 'GAHT12345678', duration: '900', 'policy-arn': ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
      {
        ...role, sessionName: 'kim', externalId: 'x:1', tags: [{ key: 'team', value: 'a=b' }, { key: 'empty', value: '' }],
        transitiveTagKeys: ['team'], sourceIdentity: 'kim', mfaSerial: 'GAHT12345678', durationSeconds: 900,
        policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
    ],
    ['assume-role-with-saml', { 'role-arn': roleArn, 'principal-arn': principalArn }, { kind: 'saml', identityProvider: null, roleArn, principalArn, ...asked, ...bounds }],
    ['assume-role-with-saml', {}, { kind: 'saml', identityProvider: null, roleArn: '', principalArn: '', ...asked, ...bounds }],
    ['assume-role-with-web-identity', { 'role-arn': roleArn }, { kind: 'webIdentity', roleArn, sessionName: 'treeline', ...asked, ...bounds }],
    ['get-session-token', { 'mfa-serial': 'GAHT12345678' }, { kind: 'sessionToken', source, mfaSerial: 'GAHT12345678', ...asked }],
    ['get-federation-token', { 'user-name': 'guest', tag: ['a=1'] }, { kind: 'federationToken', source, userName: 'guest', tags: [{ key: 'a', value: '1' }], ...asked, ...bounds }],
  ])('%s %j', (operation, values, request) => {
    checkOptions(operation, optionsOf[operation], values);
    expect(requestOf(operation, values, given)).toEqual(request);
  }); // prettier-ignore

  it.each<[TakeOperation, Values, string]>([
    ['assume-role', { tag: ['novalue'] }, '--tag takes KEY=VALUE, not "novalue".'],
    ['assume-role', { tag: ['=value'] }, '--tag takes KEY=VALUE, not "=value".'],
    ['assume-role', { duration: 'PT1H' }, '--duration takes a number of seconds, not "PT1H".'],
    ['assume-role', { 'external-id': '' }, '--external-id is empty.'],
    ['assume-role', { 'policy-arn': ['x', ''] }, '--policy-arn is empty.'],
  ])('%s %j is none', (operation, values, detail) => {
    expect(() => requestOf(operation, values, given)).toThrow(
      expect.objectContaining({ params: { detail } }),
    );
  });

  it('an option of another operation is refused, one of every command is not', () => {
    const check = (values: Values) => () =>
      checkOptions('get-session-token', optionsOf['get-session-token'], values);
    expect(check({ json: true, duration: '900' })).not.toThrow();
    expect(check({ 'role-arn': roleArn })).toThrow(
      expect.objectContaining({ params: { detail: '--role-arn is not for get-session-token.' } }),
    );
  });
});

it.each<[TakeOperation, Values, string]>([
  ['assume-role', { 'role-arn': roleArn }, 'Auditor'],
  ['assume-role', { 'role-arn': roleArn, name: 'mine' }, 'mine'],
  ['get-federation-token', { 'user-name': 'guest' }, 'guest'],
  ['get-session-token', {}, 'session-token'],
  ['assume-role', { 'role-arn': `role/${'R'.repeat(80)}` }, 'R'.repeat(64)],
])('%s %j is called %s', (operation, values, name) => {
  expect(nameOf(operation, values)).toBe(name);
});

describe('limits', () => {
  it('are told all at once, each at its option', () => {
    const request: SessionRequest = { ...role, roleArn: 'Auditor', sessionName: 'a b', durationSeconds: 60 };
    expect(() => checkLimits(request, {})).toThrow(
      expect.objectContaining({
        code: 'usage.invalid',
        params: { detail: expect.stringMatching(/^--role-arn: .*\. --session-name: .*\. --duration: .*\.$/) },
      }),
    );
  });

  it('that do not stop AWS are said and stop nothing', () => {
    const federation = requestOf('get-federation-token', { 'user-name': 'guest' }, given);
    expect(checkLimits(federation, {})).toEqual([expect.stringMatching(/^--policy: /)]);
    expect(checkLimits(role, {})).toEqual([]);
  });

  it('of a chain count where the source is a role’s session', () => {
    const long: SessionRequest = { ...role, durationSeconds: 7200 };
    expect(checkLimits(long, {})).toEqual([]);
    expect(() => checkLimits(long, { sourceIsRoleSession: true })).toThrow(/usage/);
  });
});
