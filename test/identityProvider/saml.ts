/** SAML responses as an identity provider writes them for AWS, and wrong ones. Source: facts/sts-iam.md §5; SAML 2.0 core. */
import { randomBytes } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import type { KeyPair } from './certificate.ts';

export type Flaw =
  /** Its conditions ended an hour ago, and so on: each wrong in one way. */
  | 'expired'
  | 'notYetValid'
  | 'wrongRecipient'
  | 'unsigned'
  /** Changed after it was signed. */
  | 'tampered'
  | 'noRoles'
  /** A document type with an external entity. */
  | 'entity'
  /** An unsigned assertion with other roles before the signed one. */
  | 'twoAssertions'
  /** Holds an encrypted assertion alone. */
  | 'encrypted'
  | 'noSessionName';

export interface ResponseOptions {
  /** `roleArn,providerArn`. */
  readonly roles?: readonly string[];
  /** Writes `providerArn,roleArn` in place of it. */
  readonly providerFirst?: boolean;
  readonly sessionName?: string;
  readonly subject?: string;
  readonly subjectType?: 'persistent' | 'transient';
  /** Seconds. */
  readonly sessionDuration?: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** SessionNotOnOrAfter: seconds from now. */
  readonly sessionEndsAfter?: number;
  /** Where AWS takes it; the address that it is posted to where not given. */
  readonly recipient?: string;
  readonly now?: Date;
  readonly flaw?: Flaw;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const id = (): string => `_${randomBytes(16).toString('hex')}`;
const minute = 60_000;

/** The response as base64. */
export function samlResponse(
  entityId: string,
  destination: string,
  keys: KeyPair,
  options: ResponseOptions,
): string {
  const { flaw } = options;
  const now = (options.now ?? new Date()).getTime();
  const shift = flaw === 'expired' ? -60 * minute : flaw === 'notYetValid' ? 60 * minute : 0;
  const good = assertion(entityId, destination, options, now + shift);
  let inside = flaw === 'unsigned' ? good : signed(good, keys);
  if (flaw === 'tampered') inside = inside.replace(/(role\/)(\w+)/, '$1Administrator');
  if (flaw === 'twoAssertions') inside = good.replaceAll(/role\/\w+/g, 'role/Administrator') + inside;
  if (flaw === 'encrypted') inside = encrypted;
  const doctype = flaw === 'entity' ? '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' : '';
  if (flaw === 'entity') inside = inside.replace(/(<saml:NameID[^>]*>)[^<]*/, '$1&x;');
  const stamp = new Date(now + shift).toISOString();
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>${doctype}` +
      `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="${id()}" Version="2.0" IssueInstant="${stamp}" Destination="${escape(destination)}">` +
      `<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${escape(entityId)}</saml:Issuer>` +
      `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${inside}</samlp:Response>`,
  ).toString('base64');
}

const encrypted =
  '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"><xenc:EncryptedData xmlns:xenc="http://www.w3.org/2001/04/xmlenc#" Type="http://www.w3.org/2001/04/xmlenc#Element"><xenc:CipherData><xenc:CipherValue>AAAA</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>';

function assertion(entityId: string, destination: string, options: ResponseOptions, now: number): string {
  const at = (offset: number): string => new Date(now + offset).toISOString();
  const { flaw, subject = 'kim@example.com', subjectType = 'persistent', sessionEndsAfter } = options;
  const recipient = flaw === 'wrongRecipient' ? 'https://sp.example.com/saml' : (options.recipient ?? destination); // prettier-ignore
  const ends = sessionEndsAfter === undefined ? '' : ` SessionNotOnOrAfter="${at(sessionEndsAfter * 1000)}"`;
  return (
    `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id()}" Version="2.0" IssueInstant="${at(0)}">` +
    `<saml:Issuer>${escape(entityId)}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:${subjectType}">${escape(subject)}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${at(5 * minute)}" Recipient="${escape(recipient)}"/></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${at(-minute)}" NotOnOrAfter="${at(5 * minute)}"><saml:AudienceRestriction><saml:Audience>urn:amazon:webservices</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${at(0)}" SessionIndex="${id()}"${ends}><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>` +
    `<saml:AttributeStatement>${attributes(options).join('')}</saml:AttributeStatement></saml:Assertion>`
  );
}

function attributes(options: ResponseOptions): readonly string[] {
  const attribute = (name: string, values: readonly string[]): string =>
    values.length === 0
      ? ''
      : `<saml:Attribute Name="https://aws.amazon.com/SAML/Attributes/${escape(name)}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">${values.map((value) => `<saml:AttributeValue>${escape(value)}</saml:AttributeValue>`).join('')}</saml:Attribute>`;
  const one = (value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [String(value)];
  const { flaw, roles = [], providerFirst, sessionName = 'kim@example.com', tags = {} } = options;
  const pairs = roles.map((pair) => (providerFirst ? pair.split(',').toReversed().join() : pair));
  return [
    attribute('Role', flaw === 'noRoles' ? [] : pairs),
    attribute('RoleSessionName', flaw === 'noSessionName' ? [] : [sessionName]),
    attribute('SessionDuration', one(options.sessionDuration)),
    ...Object.entries(tags).map(([key, value]) => attribute(`PrincipalTag:${key}`, [value])),
    attribute('TransitiveTagKeys', options.transitiveTagKeys ?? []),
    attribute('SourceIdentity', one(options.sourceIdentity)),
  ];
}

/** RSA with SHA-256 over the assertion, exclusively canonicalised; the signature stands behind the issuer. */
function signed(xml: string, { key, certificate }: KeyPair): string {
  const signer = new SignedXml({
    privateKey: key,
    publicCert: certificate,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: "/*[local-name(.)='Assertion']",
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: [
      'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
      'http://www.w3.org/2001/10/xml-exc-c14n#',
    ],
  });
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: "/*/*[local-name(.)='Issuer']", action: 'after' },
  });
  return signer.getSignedXml();
}

/** What an identity provider gives to those who trust it. */
export const metadataOf = (entityId: string, signInUrl: string, certificate: string): string =>
  `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${escape(entityId)}">` +
  `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"><KeyDescriptor use="signing">` +
  `<ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificate.replaceAll(/-----[^-]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>` +
  `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${escape(signInUrl)}"/></IDPSSODescriptor></EntityDescriptor>`;
