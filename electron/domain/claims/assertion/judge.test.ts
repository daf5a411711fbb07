import { describe, expect, it } from 'vitest';
import { assertion as words } from '#contract/words/en/assertion.ts';
import { claimTypes, type Claim } from '../claim.ts';
import { claimOf } from '../fixtures.ts';
import { assertionCodes, type AssertionCode } from './codes.ts';
import { noFacts, type AssertionFacts, type RoleFacts } from './facts.ts';
import { judgeAssertion } from './judge.ts';
import type { OpenAttribute } from './sheet.ts';
import { estimatedSize } from './size.ts';

const provider = 'arn:aws:iam::111122223333:saml-provider/ADFS';
const admin = 'arn:aws:iam::111122223333:role/Admin';
const found: RoleFacts & { state: 'found' } = {
  state: 'found',
  maximum: 14_400,
  trust: { assume: true, tag: true, sourceIdentity: true },
};
const facts: AssertionFacts = {
  provider: (arn) => arn === provider,
  role: (arn) =>
    arn === admin || arn.endsWith('/AWSReservedSSO_A_0123456789abcdef') ? found : { state: 'missing' },
  sessionNameShared: () => false,
};
const trusting = (trust: Partial<typeof found.trust>, maximum: number | null = 14_400): AssertionFacts => ({
  ...facts,
  role: () => ({ ...found, maximum, trust: { ...found.trust, ...trust } }),
});
const role = (value: string) => claimOf(claimTypes.role, value);
const name = claimOf(claimTypes.roleSessionName, 'alice@example.com');
const subject = claimOf(claimTypes.nameIdentifier, 'EXAMPLE\\alice');
const usual = [role(`${admin},${provider}`), name, subject];
const tag = (key: string, value = 'v') => claimOf(claimTypes.principalTag + key, value);
const lasts = (value: string) => claimOf(claimTypes.sessionDuration, value);
const source = (value: string) => claimOf(claimTypes.sourceIdentity, value);
const named = (value: string) => [usual[0]!, claimOf(claimTypes.roleSessionName, value), subject];
const sends = (value: string) => [role(value), name, subject];
const open = (type: string | null): OpenAttribute[] => [{ type, value: null }];

const codesOf = (claims: readonly Claim[], known = facts, more: OpenAttribute[] = []) => {
  const judged = judgeAssertion(claims, known, more);
  return [...judged.findings, ...judged.roles.flatMap(({ findings }) => findings)];
};

/** Claims, what is known, what is found, what becomes of the sign-in. Sources stand with the codes. */
const cases: readonly [
  what: string,
  claims: readonly Claim[],
  found: readonly AssertionCode[],
  verdict: 'offered' | 'refused' | 'open',
  facts?: AssertionFacts,
  open?: OpenAttribute[],
][] = [
  ['the usual four claims', usual, [], 'offered'],
  ['the provider first', sends(`${provider},${admin}`), [], 'offered'],
  ['no Role', [name, subject], ['roleNone'], 'refused'],
  ['no Role that is known', [name, subject], ['roleOpen'], 'open', facts, open(claimTypes.role)],
  ['a role, and more that are not known', usual, ['roleOpen'], 'offered', facts, open(claimTypes.role)],
  ['an ARN alone', sends(admin), ['rolePair'], 'refused'],
  ['spaces after the comma', sends(`${admin}, ${provider}`), ['rolePairSpace'], 'open'],
  ['two roles', sends(`${admin},${admin}`), ['providerArn'], 'refused'],
  ['two providers', sends(`${provider},${provider}`), ['roleArn'], 'refused'],
  ['an account of eleven digits', sends(`arn:aws:iam::11112222333:role/Admin,${provider}`), ['roleArn'], 'refused'],
  ['a group’s name that the rule did not cut', sends(`arn:aws:iam::$1:role/$2,${provider}`), ['roleArn'], 'refused'],
  ['another account’s provider', sends(`${admin},arn:aws:iam::444455556666:saml-provider/ADFS`), ['accountsDiffer', 'providerMissing'], 'refused'],
  ['another partition’s provider', sends(`${admin},arn:aws-cn:iam::111122223333:saml-provider/ADFS`), ['partitionsDiffer', 'providerMissing'], 'refused'],
  ['a provider in another case', sends(`${admin},arn:aws:iam::111122223333:saml-provider/adfs`), ['providerMissing'], 'refused'],
  ['providers that were not read', usual, ['providerUnknown'], 'open', { ...facts, provider: () => null }],
  ['a role that is not there', sends(`arn:aws:iam::111122223333:role/Nobody,${provider}`), ['roleMissing'], 'refused'],
  ['a role in another case', usual, ['roleSpelled'], 'refused', { ...facts, role: () => ({ state: 'spelled', arn: 'arn:aws:iam::111122223333:role/ADMIN' }) }],
  ['roles that were not read', usual, ['roleUnknown'], 'open', { ...facts, role: noFacts.role }],
  ['a role of Identity Center', sends(`arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0123456789abcdef,${provider}`), ['roleReserved'], 'refused'],
  ['the same pair twice', [...usual, usual[0]!], ['roleTwice'], 'offered'],
  ['a role with a comma in its name', [role(`arn:aws:iam::111122223333:role/a,b,${provider}`), name, subject], ['rolePairComma'], 'open', trusting({})],
  ['three ARNs', sends(`${provider},arn:aws:iam::111122223333:role/${provider},${admin}`), ['rolePair'], 'refused'],
  ['a trust without the provider', usual, ['trustRefuses'], 'refused', trusting({ assume: false })],
  ['a trust with conditions', usual, ['trustUnknown'], 'open', trusting({ assume: null })],
  ['tags, and a trust without them', [...usual, tag('team')], ['trustNoTags'], 'refused', trusting({ tag: false })],
  ['no tags, and a trust without them', usual, [], 'offered', trusting({ tag: false, sourceIdentity: false })],
  ['tags, and a trust that is not known', [...usual, tag('team')], ['trustTagsUnknown'], 'open', trusting({ tag: null })],
  ['a source identity, and a trust without', [...usual, source('alice')], ['trustNoSourceIdentity'], 'refused', trusting({ sourceIdentity: false })],
  ['a source identity, and a trust not known', [...usual, source('alice')], ['trustSourceIdentityUnknown'], 'open', trusting({ sourceIdentity: null })],
  ['no session name: mail is missing', [usual[0]!, subject], ['sessionNameNone'], 'refused'],
  ['a session name that was not read', [usual[0]!, subject], ['sessionNameOpen'], 'open', facts, open(claimTypes.roleSessionName)],
  ['one letter', named('a'), ['sessionNamePattern'], 'refused'],
  ['two letters', named('ab'), [], 'offered'],
  ['64 letters', named('a'.repeat(64)), [], 'offered'],
  ['65 letters', named('a'.repeat(65)), ['sessionNamePattern'], 'refused'],
  ['a space', named('Alice Example'), ['sessionNamePattern'], 'refused'],
  ['a backslash, as windowsaccountname has', named('EXAMPLE\\alice'), ['sessionNamePattern'], 'refused'],
  ['an umlaut, which \\w of .NET takes and AWS does not', named('j\u00fcrgen'), ['sessionNamePattern'], 'refused'],
  ['an empty name', named(''), ['sessionNamePattern'], 'refused'],
  ['all other signs', named('a_+=,.@-'), [], 'offered'],
  ['two session names', [...usual, claimOf(claimTypes.roleSessionName, 'alice')], ['sessionNameSeveral'], 'open'],
  ['the same session name twice', [...usual, name], [], 'offered'],
  ['a session name of several people', usual, ['sessionNameShared'], 'offered', { ...facts, sessionNameShared: () => true }],
  ['900 seconds', [...usual, lasts('900')], [], 'offered'],
  ['899 seconds', [...usual, lasts('899')], ['durationRange'], 'refused'],
  ['the role’s maximum', [...usual, lasts('14400')], [], 'offered'],
  ['a second more', [...usual, lasts('14401')], ['durationOverMaximum'], 'refused'],
  ['43,200 seconds', [...usual, lasts('43200')], [], 'offered', trusting({}, 43_200)],
  ['43,201 seconds', [...usual, lasts('43201')], ['durationRange'], 'refused', trusting({}, 43_200)],
  ['an hour is every role’s', [...usual, lasts('3600')], [], 'offered', trusting({}, null)],
  ['more, and a maximum not read', [...usual, lasts('3601')], ['durationMaximumUnknown'], 'open', trusting({}, null)],
  ['a duration in words', [...usual, lasts('PT1H')], ['durationNumber'], 'refused'],
  ['two durations', [...usual, lasts('900'), lasts('1800')], ['durationSeveral'], 'open'],
  ['a duration not known', usual, ['durationOpen'], 'open', facts, open(claimTypes.sessionDuration)],
  ['50 tags', [...usual, ...Array.from({ length: 50 }, (_, i) => tag(`k${i}`))], [], 'offered'],
  ['51 tags', [...usual, ...Array.from({ length: 51 }, (_, i) => tag(`k${i}`))], ['tagCount'], 'refused'],
  ['a key of 128', [...usual, tag('k'.repeat(128))], [], 'offered'],
  ['a key of 129', [...usual, tag('k'.repeat(129))], ['tagKeyLength'], 'refused'],
  ['an empty key', [...usual, tag('')], ['tagKeyLength'], 'refused'],
  ['a value of 256 and an empty one', [...usual, tag('a', 'v'.repeat(256)), tag('b', '')], [], 'offered'],
  ['a value of 257', [...usual, tag('a', 'v'.repeat(257))], ['tagValueLength'], 'refused'],
  ['a key with a comma', [...usual, tag('a,b')], ['tagKeyCharacters'], 'refused'],
  ['a value with a backslash', [...usual, tag('a', 'EXAMPLE\\alice')], ['tagValueCharacters'], 'refused'],
  ['a value in Korean', [...usual, tag('\ubd80\uc11c', '\uac1c\ubc1c \ud300')], [], 'offered'],
  ['a reserved key', [...usual, tag('AWS:team')], ['tagKeyReserved'], 'refused'],
  ['keys that differ in case', [...usual, tag('team'), tag('Team')], ['tagKeyTwice'], 'refused'],
  ['a tag of two values', [...usual, tag('team', 'a'), tag('team', 'b')], ['tagValues'], 'open'],
  ['tags not known', usual, ['tagOpen'], 'open', facts, open(`${claimTypes.principalTag}x`)],
  ['a transitive tag', [...usual, tag('Team'), claimOf(claimTypes.transitiveTagKeys, 'team')], [], 'offered'],
  ['a transitive key without its tag', [...usual, claimOf(claimTypes.transitiveTagKeys, 'team')], ['transitiveNotSent'], 'open'],
  ['a source identity', [...usual, source('alice')], [], 'offered'],
  ['a source identity of AWS’s', [...usual, source('aws:alice')], ['sourceIdentityPattern'], 'refused'],
  ['two source identities', [...usual, source('alice'), source('bob')], ['sourceIdentitySeveral'], 'open'],
  ['a source identity not known', usual, ['sourceIdentityOpen'], 'open', facts, open(claimTypes.sourceIdentity)],
  ['no subject', [usual[0]!, name], ['nameIdNone'], 'open'],
  ['a subject not known', [usual[0]!, name], ['nameIdOpen'], 'open', facts, open(claimTypes.nameIdentifier)],
  ['two subjects', [...usual, claimOf(claimTypes.nameIdentifier, 'x')], ['nameIdSeveral'], 'open'],
  ['an attribute in another case', [...usual, claimOf('https://aws.amazon.com/SAML/attributes/SessionDuration', '1')], ['attributeCase'], 'offered'],
  ['anything open', [], ['roleOpen', 'sessionNameOpen', 'durationOpen', 'tagOpen', 'sourceIdentityOpen', 'nameIdOpen'], 'open', facts, open(null)],
  ['420 roles', [...usual, ...many(420)], ['assertionNearlyTooLong'], 'offered', trusting({})],
  ['600 roles', [...usual, ...many(600)], ['assertionTooLong'], 'refused', trusting({})],
]; // prettier-ignore

function many(count: number): Claim[] {
  return Array.from({ length: count }, (_, i) =>
    role(`arn:aws:iam::111122223333:role/Team-${i}-Developers,${provider}`),
  );
}

describe('what AWS makes of an assertion', () => {
  it.each(cases)('%s', (_, claims, expected, verdict, known = facts, more = []) => {
    const judged = judgeAssertion(claims, known, more);
    const codes = codesOf(claims, known, more).map(({ code }) => code);
    expect(codes.sort()).toEqual([...expected].sort());
    expect(judged.verdict).toBe(verdict);
  });

  it('has a case for every code, and what its sentence asks for', () => {
    const all = cases.flatMap(([, claims, , , known, more]) => codesOf(claims, known, more));
    expect(new Set(all.map(({ code }) => code))).toEqual(new Set(Object.keys(assertionCodes)));
    for (const { code, params } of all)
      for (const [, hole] of words[code].matchAll(/\{(\w+)\}/g))
        expect({ code, ...params }).toHaveProperty(hole!);
  });

  it('says where, in units of the claim', () => {
    const [finding] = codesOf(sends(`${admin.replace('Admin', 'Nobody')},${provider}`));
    const { place } = finding!;
    expect(place).toEqual({ claim: 0, part: 'value', offset: 0, length: admin.length + 1 });
    const key = codesOf([...usual, tag('a,b')])[0]!;
    expect(key.place).toEqual({ claim: 3, part: 'type', offset: claimTypes.principalTag.length, length: 3 });
  });

  it('judges each role by itself, and all of them by what they share', () => {
    const claims = [role(`arn:aws:iam::111122223333:role/Nobody,${provider}`), ...usual];
    const verdicts = (more: Claim[]) =>
      judgeAssertion([...claims, ...more], facts).roles.map(({ verdict }) => verdict);
    expect(verdicts([])).toEqual(['refused', 'offered']);
    expect(verdicts([lasts('1')])).toEqual(['refused', 'refused']);
    expect(judgeAssertion(usual, noFacts).roles[0]).toMatchObject({
      verdict: 'open',
      account: '111122223333',
    });
  });

  it('gives what the session will have', () => {
    const judged = judgeAssertion(
      [
        ...usual,
        lasts('7200'),
        tag('Team', 'x'),
        claimOf(claimTypes.transitiveTagKeys, 'Team'),
        source('alice'),
      ],
      facts,
    );
    expect(judged).toMatchObject({
      sessionName: 'alice@example.com',
      duration: 7200,
      tags: [{ key: 'Team', value: 'x', transitive: true }],
      sourceIdentity: 'alice',
      nameId: 'EXAMPLE\\alice',
    });
  });

  it('counts what XML and base64 make of the text', () => {
    const none = estimatedSize([]);
    expect(estimatedSize([claimOf('t', '&'.repeat(300))]) - none).toBeGreaterThan((4 / 3) * 5 * 300);
    expect(estimatedSize([claimOf('t', '\uac00'.repeat(300))]) - none).toBeGreaterThan((4 / 3) * 3 * 300);
  });
});
