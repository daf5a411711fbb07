/**
 * What a SAML response says, once its signature holds: read from the signed bytes alone, since anything else in the response
 * could be anybody's. Source: facts/sts-iam.md §5; SAML 2.0 core.
 */
import { XMLParser } from 'fast-xml-parser';
import { SignedXml } from 'xml-crypto';

export interface Assertion {
  readonly issuer: string;
  readonly subject: string;
  /** `persistent`, `transient`, or the whole format. */
  readonly subjectType: string;
  readonly recipient: string;
  readonly audience: string;
  readonly issuedAt: number;
  /** Of the conditions and the subject's confirmation: milliseconds. */
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  /** SessionNotOnOrAfter. */
  readonly sessionEnds: number | null;
  /** By the part of the name after `https://aws.amazon.com/SAML/Attributes/`. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

type Node = Readonly<Record<string, unknown>>;

const lists = new Set(['Assertion', 'Attribute', 'AttributeValue', 'SubjectConfirmation', 'KeyDescriptor', 'X509Certificate']); // prettier-ignore
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => lists.has(name),
});
const node = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});
const at = (from: unknown, ...path: string[]): unknown =>
  path.reduce((value, name) => node(Array.isArray(value) ? value[0] : value)[name], from);
const text = (value: unknown): string => String(at(value, '#text') ?? value ?? '');
const time = (value: unknown, otherwise: number): number => {
  const parsed = Date.parse(text(value));
  return Number.isNaN(parsed) ? otherwise : parsed;
};

/** The entity id and the certificates (PEM) of an identity provider's metadata. */
export function readMetadata(xml: string): {
  readonly entityId: string;
  readonly certificates: readonly string[];
} {
  const bodies = [...xml.matchAll(/<(?:\w+:)?X509Certificate>([^<]+)</g)].map(([, body]) => body!.replaceAll(/\s/g, '')); // prettier-ignore
  return {
    entityId: /\bentityID="([^"]+)"/.exec(xml)?.[1] ?? '',
    certificates: bodies.map((body) => `-----BEGIN CERTIFICATE-----\n${body.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`), // prettier-ignore
  };
}

/** `response` is base64. Throws an Error whose message is AWS's sentence for what is wrong. */
export function readAssertion(response: string, certificates: readonly string[]): Assertion {
  const xml = Buffer.from(response, 'base64').toString();
  if (!/^[A-Za-z0-9+/=\s]+$/.test(response) || !xml.trimStart().startsWith('<'))
    throw new Error('Invalid base64 SAMLResponse');
  if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY'))
    throw new Error('SAML Response must not contain a DOCTYPE declaration');
  const whole = at(parser.parse(xml), 'Response');
  const assertions = (at(whole, 'Assertion') ?? []) as readonly unknown[];
  if (at(whole, 'EncryptedAssertion') !== undefined)
    throw new Error('SAML Assertion is encrypted and no private key is configured for the provider');
  if (assertions.length !== 1) throw new Error('SAML Response must contain exactly 1 assertion');
  const signed = signedBytes(xml, certificates);
  if (signed === null) throw new Error('Response signature invalid');
  return assertionOf(signed);
}

/** The assertion as it was signed; null where no certificate's key signed it. */
function signedBytes(xml: string, certificates: readonly string[]): string | null {
  const signature = /<((?:\w+:)?)Signature[\s>].*?<\/\1Signature>/s.exec(xml)?.[0];
  if (signature === undefined) return null;
  for (const publicCert of certificates) {
    const check = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
    try {
      check.loadSignature(signature);
      if (!check.checkSignature(xml)) continue;
      const found = check.getSignedReferences().find((one) => /^<(\w+:)?(Assertion|Response)[\s>]/.test(one));
      if (found !== undefined) return found;
    } catch {
      // Not this key's, or not a signature at all.
    }
  }
  return null;
}

function assertionOf(xml: string): Assertion {
  const root = parser.parse(xml) as unknown;
  const assertion = at(root, 'Assertion') ?? at(root, 'Response', 'Assertion');
  const data = at(assertion, 'Subject', 'SubjectConfirmation', 'SubjectConfirmationData');
  const conditions = at(assertion, 'Conditions');
  const prefix = 'https://aws.amazon.com/SAML/Attributes/';
  const attributes = (at(assertion, 'AttributeStatement', 'Attribute') ?? []) as readonly unknown[];
  const format = text(at(assertion, 'Subject', 'NameID', '@Format'));
  const ends = at(assertion, 'AuthnStatement', '@SessionNotOnOrAfter');
  return {
    issuer: text(at(assertion, 'Issuer')),
    subject: text(at(assertion, 'Subject', 'NameID')),
    subjectType: /:(persistent|transient)$/.exec(format)?.[1] ?? format,
    recipient: text(at(data, '@Recipient')),
    audience: text(at(conditions, 'AudienceRestriction', 'Audience')),
    issuedAt: time(at(assertion, '@IssueInstant'), 0),
    notBefore: time(at(conditions, '@NotBefore'), 0),
    notOnOrAfter: Math.min(
      time(at(conditions, '@NotOnOrAfter'), Infinity),
      time(at(data, '@NotOnOrAfter'), 0),
    ),
    sessionEnds: ends === undefined ? null : time(ends, 0),
    attributes: new Map(
      attributes.map((one) => [
        text(at(one, '@Name')).replace(prefix, ''),
        ((node(one)['AttributeValue'] ?? []) as readonly unknown[]).map((value) => text(value)),
      ]),
    ),
  };
}
