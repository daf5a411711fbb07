/**
 * A SAML response in base64 as facts. Its signature is AWS's to verify: here only one assertion is taken, and only from
 * where the response must hold it, so that what is shown is what AWS reads. Source: SAML 2.0 core §2, §3; facts/sts-iam.md §5.
 */
import { claimTypes } from '#domain/claims/claim.ts';
import type { AssertionSaid, ResponseFacts } from '#domain/session/saml/facts.ts';
import { readXml, unreadable, type XmlElement } from './xml.ts';

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertions = 'urn:oasis:names:tc:SAML:2.0:assertion';
const signatures = 'http://www.w3.org/2000/09/xmldsig#';

/** Twice what AWS takes: enough to say by how much it is too long. */
const mostCharacters = 200_000;

/** The base64 alone, of what people paste: in lines, or as a form's field. Throws `saml.unreadable`. */
export function base64Of(text: string): string {
  if (text.length > 2 * mostCharacters) throw unreadable('it is too long');
  const [value = ''] = text
    .trim()
    .replace(/^SAMLResponse=/, '')
    .split('&', 1);
  let base64: string;
  try {
    base64 = (value.includes('%') ? decodeURIComponent(value) : value).replaceAll(/\s/g, '');
  } catch {
    throw unreadable('it is not base64');
  }
  if (base64.length > mostCharacters) throw unreadable('it is too long');
  if (base64.startsWith('<')) throw unreadable('it is XML, not base64');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw unreadable('it is not base64');
  return base64;
}

/** `base64`: as `base64Of` gives it. Throws `saml.unreadable`. */
export function readResponse(base64: string): ResponseFacts {
  const response = readXml(textOf(base64));
  if (!is(response, protocol, 'Response')) throw unreadable('it is no SAML 2.0 response');
  const code = one(one(response, protocol, 'Status'), protocol, 'StatusCode')?.attributes.get('Value');
  const status = code === undefined ? null : code.slice(code.lastIndexOf(':') + 1);
  // Wherever a second one hides, somebody wants one to be verified and the other to be read.
  const count = countAssertions(response);
  if (count > 1) throw unreadable('it has several assertions');
  const assertion = one(response, assertions, 'Assertion');
  const sealed = one(response, assertions, 'EncryptedAssertion') !== null;
  if (!assertion && !sealed && (count > 0 || status === null || status === 'Success'))
    throw unreadable('it has no assertion');
  return {
    characters: base64.length,
    status,
    signed: [response, assertion].some((holder) => one(holder, signatures, 'Signature') !== null),
    encrypted:
      sealed || attributeStatements(assertion).some((each) => one(each, assertions, 'EncryptedAttribute')),
    assertion: assertion && saidBy(assertion),
  };
}

function saidBy(assertion: XmlElement): AssertionSaid {
  const subject = one(assertion, assertions, 'Subject');
  const nameId = one(subject, assertions, 'NameID');
  const conditions = one(assertion, assertions, 'Conditions');
  const attributes = attributeStatements(assertion).flatMap((each) => all(each, assertions, 'Attribute'));
  const named = attributes.map((each) => ({
    name: each.attributes.get('Name') ?? '',
    values: all(each, assertions, 'AttributeValue').map(({ text }) => text),
  }));
  const valuesOf = (name: string): string[] =>
    named.flatMap((each) => (each.name === name ? each.values : []));
  const ends = all(assertion, assertions, 'AuthnStatement').flatMap(
    (each) => timeOf(each, 'SessionNotOnOrAfter') ?? [],
  );
  return {
    issuer: one(assertion, assertions, 'Issuer')?.text || null,
    subject: nameId?.text || null,
    subjectFormat: nameId?.attributes.get('Format') || null,
    issuedAt: timeOf(assertion, 'IssueInstant'),
    notBefore: timeOf(conditions, 'NotBefore'),
    notOnOrAfter: timeOf(conditions, 'NotOnOrAfter'),
    audiences: all(conditions, assertions, 'AudienceRestriction')
      .flatMap((each) => all(each, assertions, 'Audience'))
      .map(({ text }) => text),
    confirmations: all(subject, assertions, 'SubjectConfirmation').map((each) => {
      const data = one(each, assertions, 'SubjectConfirmationData');
      return {
        recipient: data?.attributes.get('Recipient') || null,
        notOnOrAfter: timeOf(data, 'NotOnOrAfter'),
      };
    }),
    sessionNotOnOrAfter: ends.toSorted()[0] ?? null,
    roles: valuesOf(claimTypes.role),
    sessionNames: valuesOf(claimTypes.roleSessionName),
    durations: valuesOf(claimTypes.sessionDuration),
    sourceIdentities: valuesOf(claimTypes.sourceIdentity),
    tags: named.flatMap(({ name, values }) =>
      name.startsWith(claimTypes.principalTag)
        ? values.map((value) => ({ key: name.slice(claimTypes.principalTag.length), value }))
        : [],
    ),
    transitiveTagKeys: valuesOf(claimTypes.transitiveTagKeys),
  };
}

function textOf(base64: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw unreadable('it is not UTF-8');
  }
}

const is = (element: XmlElement, namespace: string, name: string): boolean =>
  element.namespace === namespace && element.name === name;
const all = (parent: XmlElement | null, namespace: string, name: string): XmlElement[] =>
  parent?.children.filter((child) => is(child, namespace, name)) ?? [];
const one = (parent: XmlElement | null, namespace: string, name: string): XmlElement | null =>
  all(parent, namespace, name)[0] ?? null;
const attributeStatements = (assertion: XmlElement | null): XmlElement[] =>
  all(assertion, assertions, 'AttributeStatement');

function countAssertions(element: XmlElement): number {
  const own = is(element, assertions, 'Assertion') || is(element, assertions, 'EncryptedAssertion') ? 1 : 0;
  return element.children.reduce((sum, child) => sum + countAssertions(child), own);
}

const dateTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:\d\d)?$/;

/** As ISO 8601 UTC; null = absent, or no time. What names no zone is UTC: SAML 2.0 core §1.3.3. */
function timeOf(element: XmlElement | null, attribute: string): string | null {
  const [, time, zone = 'Z'] = dateTime.exec(element?.attributes.get(attribute) ?? '') ?? [];
  const parsed = Date.parse(`${time}${zone}`);
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString();
}
