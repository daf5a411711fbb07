/**
 * A captured SAML response, as a browser posted it: only its attributes are taken. The assertion itself is a credential while it
 * lives: neither it nor its signature is kept, told or logged. Source: SAML 2.0 core §2.7.3; IAM User Guide, "Configure SAML assertions".
 */
import { XMLParser } from 'fast-xml-parser';
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { claimTestProcedures } from '#contract/claimTest.ts';
import { judgeAssertion } from '#domain/claims/assertion/judge.ts';
import { claimTypes, stringType } from '#domain/claims/claim.ts';
import type { Claim } from '#domain/claims/claim.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import { nothingApplies } from '#domain/estate/facts.ts';
import { assertionFacts } from '#domain/mapping/assertionFacts.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import type { Engine } from '../engine.ts';
import { xmlText } from '../xmlText.ts';

type Answer = z.infer<(typeof claimTestProcedures)['assertion']['output']>;

export interface AssertionAttributes {
  /** Entity id of the provider that issued it; null = it does not say. */
  readonly issuer: string | null;
  readonly audiences: readonly string[];
  readonly claims: readonly Claim[];
  /** Attributes and names that are encrypted: they are there, and what they say is not readable. */
  readonly encrypted: number;
  /** ISO 8601 UTC; null = it does not say. */
  readonly issuedAt: string | null;
}

const mostClaims = 1000;

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value];
const nodes = (value: unknown): Node[] => listOf(value).filter(isNode);
const textOf = (value: unknown): string => {
  const text = isNode(value) ? value['#text'] : value;
  return typeof text === 'string' ? text.trim() : '';
};

/**
 * XML, its base64, or a form's `SAMLResponse=…`. Throws `input.invalid`, which never tells a part of the text, and `import.encrypted`
 * where nothing of it is readable.
 */
export function readAssertion(text: string, name = 'SAMLResponse'): AssertionAttributes {
  const xml = xmlOf(text);
  // Entities and types of a document's own are what attacks on XML are made of; no provider sends any.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw invalid('doctype');
  let root: unknown;
  try {
    root = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      removeNSPrefix: true,
      parseTagValue: false,
      parseAttributeValue: false,
      processEntities: false,
    }).parse(xml, true);
  } catch {
    throw invalid('xml');
  }
  const response = isNode(root) ? (nodes(root['Response'])[0] ?? root) : {};
  if (response['EncryptedAssertion'] !== undefined) throw new Fault('import.encrypted', { name });
  const assertions = nodes(response['Assertion']);
  if (assertions.length !== 1) throw invalid(assertions.length === 0 ? 'noAssertion' : 'severalAssertions');
  const [assertion] = assertions as [Node];
  const issuer = plain(textOf(assertion['Issuer'])) || null;
  const claim = (type: string, value: string): Claim => {
    const issuers = { issuer: issuer ?? '', originalIssuer: issuer ?? '' };
    return { type, value, valueType: stringType, ...issuers, properties: {} };
  };
  const claims: Claim[] = [];
  let encrypted = 0;
  for (const subject of nodes(assertion['Subject']))
    for (const name of listOf(subject['NameID']))
      claims.push(claim(claimTypes.nameIdentifier, plain(textOf(name))));
  for (const subject of nodes(assertion['Subject'])) encrypted += listOf(subject['EncryptedID']).length;
  for (const statement of nodes(assertion['AttributeStatement'])) {
    encrypted += listOf(statement['EncryptedAttribute']).length;
    for (const attribute of nodes(statement['Attribute']))
      for (const value of listOf(attribute['AttributeValue']))
        claims.push(claim(plain(String(attribute['@Name'] ?? '')), plain(textOf(value))));
  }
  // Of whom or to which roles it is may stand in what is encrypted: nobody is to take it for an assertion without roles.
  if (encrypted > 0 && !claims.some(({ type }) => type === claimTypes.role))
    throw new Fault('import.encrypted', { name });
  if (claims.length > mostClaims) throw invalid('tooManyAttributes');
  const audiences = nodes(assertion['Conditions'])
    .flatMap((conditions) => nodes(conditions['AudienceRestriction']))
    .flatMap((restriction) => listOf(restriction['Audience']))
    .map((audience) => plain(textOf(audience)));
  const issued = Date.parse(String(assertion['@IssueInstant'] ?? ''));
  const issuedAt = Number.isNaN(issued) ? null : new Date(issued).toISOString();
  return { issuer, audiences, claims, encrypted, issuedAt };
}

const invalid = (detail: string) => new Fault('input.invalid', { path: 'assertion', detail });

function plain(text: string): string {
  try {
    return xmlText(text);
  } catch {
    throw invalid('xml');
  }
}

function xmlOf(text: string): string {
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) return trimmed;
  let base64 = trimmed.replace(/^SAMLResponse=/, '').split('&')[0]!;
  try {
    if (base64.includes('%')) base64 = decodeURIComponent(base64);
  } catch {
    throw invalid('base64');
  }
  base64 = base64.replaceAll(/\s/g, '');
  if (base64 === '' || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(base64)) throw invalid('base64');
  const xml = Buffer.from(base64, 'base64').toString('utf8').trim();
  if (!xml.startsWith('<')) throw invalid('base64');
  return xml;
}

/** As a source of a workspace: attributes alone. Throws `import.invalid` and `import.encrypted`. */
export function capturedFacts(
  text: string,
  name: string,
): { readonly facts: EstateFacts; readonly issuedAt: string | null; readonly encrypted: number } {
  const { issuer, audiences, claims, encrypted, issuedAt } = readFile(text, name);
  const attributes = claims.filter(({ type }) => type !== claimTypes.nameIdentifier);
  const role = attributes.find(({ type }) => type === claimTypes.role)?.value ?? '';
  const captured = {
    file: name,
    issuer,
    audiences: [...audiences],
    subject: claims.find(({ type }) => type === claimTypes.nameIdentifier)?.value ?? null,
    attributes: attributes.map(({ type, value }) => ({ name: type, value })),
  };
  return {
    issuedAt,
    encrypted,
    facts: {
      ...nothingApplies(),
      partition: role.includes('arn:aws-cn:')
        ? 'aws-cn'
        : role.includes('arn:aws-us-gov:')
          ? 'aws-us-gov'
          : 'aws',
      accounts: [],
      capturedAssertions: [captured],
      reach: { regions: [], accounts: [], allAccounts: false },
    },
  };
}

function readFile(text: string, name: string): AssertionAttributes {
  try {
    return readAssertion(text, name);
  } catch (error) {
    if (error instanceof Fault && error.code === 'import.encrypted') throw error;
    const detail = error instanceof Fault ? String(error.toData().params['detail']) : '';
    throw new Fault('import.invalid', { name, path: 'Assertion', detail }, { cause: error });
  }
}

/** The roles of a captured assertion, judged with what the workspace knows of AWS. */
export async function judgeCaptured(
  { workspace }: Engine,
  { text }: { readonly text: string },
): Promise<Answer> {
  const { issuer, audiences, claims, encrypted } = readAssertion(text);
  const estates = new EstateIndex(await workspace.current.estates());
  return {
    issuer,
    audiences: [...audiences],
    // What is encrypted is there all the same: shown as not readable, and behind what is judged.
    issued: [
      ...claims.map((claim, id) => ({ id, ...claim })),
      ...Array.from({ length: encrypted }, (_, at) => ({
        id: claims.length + at,
        type: 'EncryptedAttribute',
        value: '',
        encrypted: true,
      })),
    ],
    judgement: judgeAssertion(claims, assertionFacts(estates)),
    decidedBy: 'notReadable',
  };
}
