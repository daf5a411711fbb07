import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from './check.ts';
import type { AssertionSaid, KnownRole, KnownRoles, ResponseFacts } from './facts.ts';
import { nothingKnown } from './facts.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString();
const role = 'arn:aws:iam::111122223333:role/team/a,b/Admin';
const provider = 'arn:aws:iam::111122223333:saml-provider/Okta';
const recipient = 'https://signin.aws.amazon.com/saml';
const good: AssertionSaid = {
  issuer: 'https://idp.example.com',
  subject: 'kim@example.com',
  subjectFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  issuedAt: at(-1),
  notBefore: at(-2),
  notOnOrAfter: at(4),
  audiences: ['urn:amazon:webservices'],
  confirmations: [{ recipient, notOnOrAfter: at(4) }],
  sessionNotOnOrAfter: null,
  roles: [`${role},${provider}`],
  sessionNames: ['kim@example.com'],
  durations: [],
  sourceIdentities: [],
  tags: [],
  transitiveTagKeys: [],
};
const response: ResponseFacts = {
  characters: 5000,
  status: 'Success',
  signed: true,
  encrypted: false,
  assertion: good,
};
const said = (change: Partial<AssertionSaid>): ResponseFacts => ({
  ...response,
  assertion: { ...good, ...change },
});
const told = (facts: ResponseFacts, known: KnownRoles = nothingKnown) => {
  const { problems, roles } = check(facts, known, now);
  const short = ({ code, severity, params }: (typeof problems)[number]) => [
    code,
    severity,
    ...Object.values(params),
  ];
  return { problems: problems.map(short), roles, ofRole: roles.flatMap((one) => one.problems.map(short)) };
};

describe('a response as a whole', () => {
  it('that is right has no problem, with nothing known of its roles', () => {
    expect(told(response)).toMatchObject({
      problems: [],
      ofRole: [],
      roles: [
        { roleArn: role, principalArn: provider, account: '111122223333', roleName: 'Admin', known: null },
      ],
    });
  });

  const over = [{ recipient, notOnOrAfter: at(0) }];
  const wrongPair = `${role},arn:aws:iam::444455556666:saml-provider/Okta`;
  it.each<[string, ResponseFacts, unknown[][]]>([
    ['its conditions ended', said({ notOnOrAfter: at(0) }), [['expired', 'error', at(0)]]],
    ['its confirmation ended', said({ confirmations: over }), [['expired', 'error', at(0)]]],
    ['the provider’s session ended', said({ sessionNotOnOrAfter: at(-3) }), [['expired', 'error', at(-3)]]],
    ['it is five minutes old', said({ issuedAt: at(-5) }), [['expired', 'warning', at(0)]]],
    ['it is for later', said({ notBefore: at(2) }), [['notYetValid', 'error', at(2)]]],
    ['clocks differ a little', said({ notBefore: at(1) }), []],
    ['it says no times', said({ issuedAt: null, notBefore: null, notOnOrAfter: null, confirmations: [{ recipient, notOnOrAfter: null }] }), []],
    ['a time is none', said({ notOnOrAfter: 'tomorrow', notBefore: '' }), []],
    ['no roles', said({ roles: [] }), [['noRoles', 'error']]],
    ['a role alone', said({ roles: [role] }), [['malformedRole', 'error', role]]],
    ['a provider alone', said({ roles: [provider] }), [['malformedRole', 'error', provider]]],
    ['two roles', said({ roles: [`${role},${role}`] }), [['malformedRole', 'error', `${role},${role}`]]],
    ['two accounts', said({ roles: [wrongPair] }), [['malformedRole', 'error', wrongPair]]],
    ['nonsense beside a role', said({ roles: ['x', ...good.roles] }), [['malformedRole', 'warning', 'x']]],
    ['no session name', said({ sessionNames: [] }), [['noSessionName', 'error']]],
    ['a session name with a space', said({ sessionNames: ['Kim Lee'] }), [['badSessionName', 'error', 'Kim Lee']]],
    ['a session name too long', said({ sessionNames: ['k'.repeat(65)] }), [['badSessionName', 'error', 'k'.repeat(65)]]],
    ['too short a time', said({ durations: ['899'] }), [['badDuration', 'error', '899', '900', '43200']]],
    ['too long a time', said({ durations: ['43201'] }), [['badDuration', 'error', '43201', '900', '43200']]],
    ['a time that is no number', said({ durations: ['1h'] }), [['badDuration', 'error', '1h', '900', '43200']]],
    ['the longest time', said({ durations: ['43200'] }), []],
    ['another recipient', said({ confirmations: [{ recipient: 'https://sp.example.com/saml', notOnOrAfter: null }] }), [['recipientNotAws', 'error', 'https://sp.example.com/saml']]],
    ['no recipient', said({ confirmations: [] }), [['recipientNotAws', 'error', '–']]],
    ['two confirmations', said({ confirmations: [...good.confirmations, ...good.confirmations] }), [['severalConfirmations', 'error', '2']]],
    ['the most characters', { ...response, characters: 100_000 }, []],
    ['one more', { ...response, characters: 100_001 }, [['tooLong', 'error', '100001', '100000']]],
    ['no signature', { ...response, signed: false }, [['notSigned', 'error']]],
    ['encrypted', { ...response, encrypted: true, signed: false, assertion: null }, [['encrypted', 'warning']]],
    ['encrypted attributes', { ...said({ roles: [], sessionNames: [] }), encrypted: true }, [['encrypted', 'warning']]],
    ['a refusal', { ...response, status: 'Responder', assertion: null }, [['statusNotSuccess', 'error', 'Responder']]],
  ])('%s', (_, facts, problems) => expect(told(facts).problems).toEqual(problems)); // prettier-ignore

  it('takes a pair in either order, once', () => {
    const roles = [`${provider}, ${role}`, `${role},${provider}`];
    expect(told(said({ roles })).roles.map(({ roleArn, principalArn }) => [roleArn, principalArn])).toEqual([
      [role, provider],
    ]);
  });
});

const trusting = (statement: object = {}, maxSessionDuration: number | null = 3600): KnownRoles => ({
  role: (): KnownRole => ({
    maxSessionDuration,
    trustPolicy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Federated: provider },
          Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
          Condition: { StringEquals: { 'SAML:aud': recipient } },
          ...statement,
        },
      ],
    },
  }),
});
const when = (condition: object): KnownRoles => trusting({ Condition: condition });
const elsewhere = 'arn:aws:iam::111122223333:saml-provider/Other';
const regional = 'https://eu-west-1.signin.aws.amazon.com/saml';
const call = 'sts:AssumeRoleWithSAML';

describe('a role', () => {
  it.each<[string, KnownRoles, Partial<AssertionSaid>, unknown[][]]>([
    ['trusts the provider', trusting(), {}, []],
    ['trusts it as text', { role: () => ({ maxSessionDuration: null, trustPolicy: '{"Statement":[]}' }) }, {}, [['providerNotTrusted', 'error', provider, call]]],
    ['trusts another', trusting({ Principal: { Federated: elsewhere } }), {}, [['providerNotTrusted', 'error', provider, call]]],
    ['takes other calls', trusting({ Action: 'sts:AssumeRole' }), {}, [['providerNotTrusted', 'error', provider, call]]],
    ['wants another audience', trusting(), { confirmations: [{ recipient: regional, notOnOrAfter: null }] }, [['wrongAudience', 'error', regional]]],
    ['takes any Region’s', when({ StringLike: { 'saml:aud': 'https://*.signin.aws.amazon.com/saml' } }), { confirmations: [{ recipient: regional, notOnOrAfter: null }] }, []],
    ['wants another issuer', when({ StringEquals: { 'SAML:iss': 'https://other.example.com' } }), {}, [['conditionNotMet', 'error', call]]],
    ['wants the issuer and the subject', when({ StringEquals: { 'SAML:iss': good.issuer, 'SAML:sub': good.subject } }), {}, []],
    ['wants a persistent subject', when({ StringEquals: { 'SAML:sub_type': 'persistent' } }), {}, []],
    ['wants a transient subject', when({ StringEquals: { 'SAML:sub_type': 'transient' } }), {}, [['conditionNotMet', 'error', call]]],
    ['wants what is not known', when({ StringEquals: { 'SAML:namequalifier': 'x', 'SAML:edupersonaffiliation': 'y' } }), {}, []],
    ['takes tags', trusting(), { tags: [{ key: 'Team', value: 'blue' }] }, []],
    ['takes no source identity', trusting(), { sourceIdentities: ['kim'] }, [['providerNotTrusted', 'error', provider, 'sts:SetSourceIdentity']]],
    ['wants another tag', when({ StringEquals: { 'aws:RequestTag/Team': 'red' } }), { tags: [{ key: 'Team', value: 'blue' }] }, [['conditionNotMet', 'error', call], ['conditionNotMet', 'error', 'sts:TagSession']]],
    ['cannot be read', { role: () => ({ maxSessionDuration: null, trustPolicy: '{' }) }, {}, []],
    ['is shorter', trusting(), { durations: ['7200'] }, [['durationAboveRole', 'warning', '7200', '3600']]],
    ['is as long', trusting(), { durations: ['3600'] }, []],
    ['is of unknown length', trusting({}, null), { durations: ['7200'] }, []],
    ['is not there', { role: () => 'missing' }, {}, [['roleUnknown', 'warning', role]]],
  ])('%s', (_, known, change, problems) => expect(told(said(change), known).ofRole).toEqual(problems)); // prettier-ignore

  it('that is not known has no problem, whatever the assertion says', () => {
    const text = fc.string();
    const any = fc.record({
      roles: fc.array(fc.oneof(text, fc.constant(good.roles[0]!))),
      durations: fc.array(text),
      sessionNames: fc.array(text),
      issuedAt: fc.option(text),
      notBefore: fc.option(text),
    });
    fc.assert(
      fc.property(any, (change) => {
        const { roles } = check(said(change), nothingKnown, now);
        expect(roles.length).toBeLessThanOrEqual(1);
        for (const { known, problems } of roles) expect([known, problems]).toEqual([null, []]);
      }),
      { numRuns: Math.ceil(200 * Number(process.env['TREELINE_FUZZ'] ?? 1)) },
    );
  });
});
