import type { Claim } from '../claim.ts';

/** Characters of the base64 text that AWS takes. Source: STS API Reference, AssumeRoleWithSAML, SAMLAssertion. */
export const assertionLimit = 100_000;

/**
 * Bytes of what stands around the attributes: response, conditions, subject, statement and a signature of 2,048 bits with its
 * certificate, as AD FS writes them. An estimate: names of servers and certificates differ by some hundred.
 */
const around = 6_000;
const attribute = '<Attribute Name=""></Attribute>'.length;
const attributeValue = '<AttributeValue></AttributeValue>'.length;

const utf8 = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes += escaped[character] ?? 1;
    else if (code < 0x800) bytes += 2;
    else bytes += code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
};
const escaped: Readonly<Record<string, number>> = { '&': 5, '<': 4, '>': 4, '"': 6 };

/** How long the assertion of these claims is, about, as base64 of its XML. */
export function estimatedSize(claims: readonly Claim[]): number {
  const types = new Set(claims.map(({ type }) => type));
  let bytes = around;
  for (const type of types) bytes += attribute + utf8(type);
  for (const { value } of claims) bytes += attributeValue + utf8(value);
  return 4 * Math.ceil(bytes / 3);
}
