import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimTypes } from '#domain/claims/claim.ts';
import { unread } from '#domain/estate/facts.ts';
import type { Engine } from '../engine.ts';
import { capturedFacts, judgeCaptured, readAssertion } from './assertion.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const role = 'arn:aws:iam::111122223333:role/Admin';
const provider = 'arn:aws:iam::111122223333:saml-provider/Okta';
const attribute = (name: string, ...values: string[]) =>
  `<saml2:Attribute Name="${name}">${values.map((value) => `<saml2:AttributeValue xsi:type="xs:string">${value}</saml2:AttributeValue>`).join('')}</saml2:Attribute>`;
const assertion = (inner: string) =>
  `<saml2:Assertion ID="_1"><saml2:Issuer>http://idp.example.com/1</saml2:Issuer><ds:Signature><ds:SignatureValue>c2VjcmV0</ds:SignatureValue></ds:Signature><saml2:Subject><saml2:NameID Format="x">alice@example.com</saml2:NameID></saml2:Subject><saml2:Conditions><saml2:AudienceRestriction><saml2:Audience>https://signin.aws.amazon.com/saml</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AttributeStatement>${inner}</saml2:AttributeStatement></saml2:Assertion>`;
const response = (...inner: string[]) =>
  `<?xml version="1.0"?><saml2p:Response xmlns:saml2p="p" xmlns:saml2="a">${inner.map(assertion).join('')}</saml2p:Response>`;
const usual = response(
  attribute(claimTypes.role, `${role},${provider}`, `${provider},${role}2`) +
    attribute(claimTypes.roleSessionName, 'a &amp; b'),
);
const base64 = Buffer.from(usual).toString('base64');

describe('a captured assertion', () => {
  it.each([
    ['XML', usual],
    ['base64', base64],
    ['base64 in lines', base64.replaceAll(/(.{64})/g, '$1\n')],
    ['a form', `SAMLResponse=${encodeURIComponent(base64)}&RelayState=x`],
  ])('is read as %s, by its attributes alone', (_, text) => {
    const read = readAssertion(text);
    expect(read.issuer).toBe('http://idp.example.com/1');
    expect(read.audiences).toEqual(['https://signin.aws.amazon.com/saml']);
    expect(read.claims.map(({ type, value }) => [type, value])).toEqual([
      [claimTypes.nameIdentifier, 'alice@example.com'],
      [claimTypes.role, `${role},${provider}`],
      [claimTypes.role, `${provider},${role}2`],
      [claimTypes.roleSessionName, 'a & b'],
    ]);
    expect(JSON.stringify(read)).not.toContain('c2VjcmV0');
  });

  it.each([
    ['', 'base64'],
    ['not base64!', 'base64'],
    [Buffer.from('plain').toString('base64'), 'base64'],
    ['<a><b></a>', 'xml'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'doctype'],
    ['<Response/>', 'noAssertion'],
    [response('', ''), 'severalAssertions'],
  ])('%j is refused: %s', (text, detail) => {
    expect(() => readAssertion(text)).toThrow(
      expect.objectContaining({ code: 'input.invalid', params: { path: 'assertion', detail } }),
    );
  });

  const secret =
    '<saml2:EncryptedAttribute><xenc:EncryptedData>c2VjcmV0</xenc:EncryptedData></saml2:EncryptedAttribute>';
  it.each([
    ['the whole of it', '<Response><EncryptedAssertion>x</EncryptedAssertion></Response>'],
    ['one that stands beside a plain one', usual.replace('</saml2p:Response>', '<saml2:EncryptedAssertion/></saml2p:Response>')],
    ['an assertion by itself', '<saml2:EncryptedAssertion>x</saml2:EncryptedAssertion>'],
    ['every attribute', response(secret)],
    ['what may be the roles', response(attribute(claimTypes.roleSessionName, 'ann') + secret)],
  ])('is not readable where it is encrypted: %s', (_, text) => {
    expect(() => readAssertion(text)).toThrow(expect.objectContaining({ code: 'import.encrypted' }));
    expect(() => capturedFacts(text, 'sign-in.xml')).toThrow(
      expect.objectContaining({ code: 'import.encrypted', params: { name: 'sign-in.xml' } }),
    );
  }); // prettier-ignore

  it('says how many attributes and names beside the roles are not readable', () => {
    const text = response(attribute(claimTypes.role, `${role},${provider}`) + secret + secret).replace(
      /<saml2:NameID.*<\/saml2:NameID>/,
      '<saml2:EncryptedID>x</saml2:EncryptedID>',
    );
    const { claims, encrypted } = readAssertion(text);
    expect(claims.map(({ type }) => type)).toEqual([claimTypes.role]);
    expect(encrypted).toBe(3);
    expect(capturedFacts(text, 'a.xml')).toMatchObject({ encrypted: 3 });
    expect(readAssertion(usual).encrypted).toBe(0);
  });

  it('reads the characters of an issuer as those of every other value', () => {
    const text = usual.replace('idp.example.com/1', 'idp.example.com/?a=1&amp;b=2');
    expect(readAssertion(text).issuer).toBe('http://idp.example.com/?a=1&b=2');
  });

  it.each([
    ['&#65;&#x42;', 'AB'],
    ['Kim&#10;&#x1F600;', 'Kim\n\u{1F600}'],
    ['&amp;#65;', '&#65;'],
    ['&amp;lt;', '&lt;'],
  ])('decodes %s', (written, value) => {
    const text = response(attribute(claimTypes.roleSessionName, `x${written}x`));
    expect(readAssertion(text).claims.at(-1)!.value).toBe(`x${value}x`);
  });

  it.each(['&#0;', '&#xD800;', '&#x110000;', '&#11;'])('refuses %s, which is no character', (written) => {
    expect(() => readAssertion(response(attribute(claimTypes.roleSessionName, written)))).toThrow(
      expect.objectContaining({ params: { path: 'assertion', detail: 'xml' } }),
    );
  });

  it('of any text is read or refused', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'Assertion',
      'Response',
      'Attribute',
      ' Name="x"',
      '&amp;',
      '&#65;',
      '<![CDATA[',
      ']]>',
      '="',
      'a',
      '\n',
      '<!--',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (all) => {
        try {
          readAssertion(`<Response>${all.join('')}`);
        } catch (error) {
          expect(error).toMatchObject({ code: 'input.invalid' });
        }
      }),
      { numRuns },
    );
  });

  it('is judged with what the workspace knows, and says that the provider’s own rules are not readable', async () => {
    const facts = {
      ...unread('notAsked'),
      partition: 'aws',
      accounts: [{ id: '111122223333', name: null, alias: null }],
      samlProviders: { state: 'read', value: [] },
      reach: { regions: [], accounts: [], allAccounts: false },
    };
    const estates = () =>
      Promise.resolve([{ snapshotId: 1, sourceId: 1, readAt: '2026-11-20T00:00:00Z', facts }]);
    const answer = await judgeCaptured({ workspace: { current: { estates } } } as unknown as Engine, {
      text: usual.replace('</saml2:AttributeStatement>', `${secret}$&`),
    });
    expect(answer.issued.map(({ id, encrypted }) => [id, encrypted])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, undefined],
      [3, undefined],
      [4, true],
    ]);
    expect(answer.decidedBy).toBe('notReadable');
    expect(
      answer.judgement.roles.map(({ roleArn, findings }) => [roleArn, findings.map(({ code }) => code)]),
    ).toEqual([
      [role, expect.arrayContaining(['providerMissing'])],
      [`${role}2`, expect.arrayContaining(['providerMissing'])],
    ]);
  });
});
