import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitProblem } from '#domain/session/limitCodes.ts';
import { problemsOf } from '#domain/session/limits.ts';
import type { SessionRequest } from '#domain/session/request.ts';
import {
  draftOf,
  emptyDraft,
  longestAsked,
  requestOf,
  shownProblems,
  signerOfRequest,
  usualName,
} from './takeDraft.ts';

const arn = 'arn:aws:iam::111122223333:role/team/Deploy';
const asked = { region: 'eu-central-1', durationSeconds: 1800 };
const bounds = { policy: '{"Version":"2012-10-17"}', policyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] };
const source = { kind: 'session', id: 's1' } as const;
const requests: SessionRequest[] = [
  {
    kind: 'role',
    source,
    roleArn: arn,
    sessionName: 'ann',
    externalId: 'x-1',
    tags: [
      { key: 'team', value: 'a' },
      { key: 'cost', value: '' },
    ],
    transitiveTagKeys: ['cost'],
    sourceIdentity: 'ann',
    mfaSerial: 'arn:aws:iam::111122223333:mfa/ann',
    ...asked,
    ...bounds,
  },
  { kind: 'saml', identityProvider: 'i1', roleArn: arn, principalArn: 'arn:aws:iam::111122223333:saml-provider/A', ...asked, ...bounds },
  { kind: 'webIdentity', roleArn: arn, sessionName: 'ann', ...asked, ...bounds },
  { kind: 'sessionToken', source, mfaSerial: null, ...asked },
  { kind: 'federationToken', source, userName: 'ann', tags: [{ key: 'a', value: 'b' }], ...asked, ...bounds },
  { kind: 'portalRole', portal: 'p1', account: '111122223333', roleName: 'Admin', region: 'eu-central-1' },
]; // prettier-ignore

describe('a draft of a session', () => {
  it.each(requests)('of kind $kind asks for the same again', (request) => {
    expect(requestOf(draftOf(request, 'x'))).toEqual(request);
  });

  it('makes a request that the limits can judge, whatever is typed', () => {
    const typed = fc.record({
      roleArn: fc.string(),
      region: fc.string(),
      mfaSerial: fc.string(),
      policy: fc.string(),
      policyArns: fc.string(),
      durationSeconds: fc.option(fc.integer()),
    });
    const kinds = fc.constantFrom(...requests.map(({ kind }) => kind));
    fc.assert(
      fc.property(typed, kinds, (fields, kind) => {
        const draft = { ...emptyDraft('us-east-1'), ...fields, kind };
        expect(problemsOf(requestOf(draft)).every(({ field }) => field.length > 0)).toBe(true);
        expect(usualName(draft).length).toBeLessThanOrEqual(64);
      }),
      { numRuns: Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1)) },
    );
  });

  it('says at once what typing on cannot heal, the rest when the field is left, what is missing when it is sent', () => {
    const problem = (code: LimitProblem['code'], field: LimitProblem['field']): LimitProblem => ({
      code,
      field,
      severity: 'error',
      params: {},
    });
    const problems = [
      problem('roleReserved', 'roleArn'),
      problem('regionInvalid', 'region'),
      problem('missing', 'sessionName'),
    ];
    const codes = (left: Parameters<typeof shownProblems>[1]) =>
      shownProblems(problems, left).map(({ code }) => code);
    expect(codes(new Set())).toEqual(['roleReserved']);
    expect(codes(new Set(['region', 'sessionName']))).toEqual(['roleReserved', 'regionInvalid']);
    expect(codes(null)).toEqual(['roleReserved', 'regionInvalid', 'missing']);
  });

  it('knows how long may be asked for', () => {
    expect(longestAsked('role', signerOfRequest('portalRole'))).toBe(3600);
    expect(longestAsked('role', { ...signerOfRequest('sessionToken'), maxSessionSeconds: 7200 })).toBe(7200);
    expect(longestAsked('saml', { sourceIsRoleSession: true })).toBe(43_200);
    expect(longestAsked('sessionToken', {})).toBe(129_600);
    expect(longestAsked('federationToken', { sourceIsRoot: true })).toBe(3600);
  });
});
