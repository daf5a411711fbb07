/**
 * Which classes and attributes Active Directory itself brings, by their OIDs. Windows' own stand in few arcs; products and
 * customers extend in others ([MS-ADSC], [MS-ADA1–3]; "Obtaining an Object Identifier": 1.2.840.113556.1.8000.2554 is
 * what Microsoft's script gives to customers; .1.4.7000 and .1.5.7000 are Exchange's).
 */

/** X.500, COSINE, RFC 2307, RFC 2798, PKCS #9, RFC 2589, and Windows' own outside the number ranges below. */
const arcs = [
  '0.9.2342.19200300.100.',
  '1.2.840.113549.1.9.',
  '1.2.840.113556.1.3.',
  // Windows Services for UNIX and DFS replication, in the schema since Windows Server 2003 R2.
  '1.2.840.113556.1.6.13.3.',
  '1.2.840.113556.1.6.13.4.',
  '1.2.840.113556.1.6.18.1.',
  '1.2.840.113556.1.6.18.2.',
  '1.2.840.113556.1.6.23.',
  '1.3.6.1.1.1.1.',
  '1.3.6.1.1.1.2.',
  '1.3.6.1.4.1.1466.101.119.',
  '1.3.6.1.4.1.250.1.',
  '2.5.4.',
  '2.5.6.',
  '2.5.18.',
  '2.5.20.',
  '2.5.21.',
  '2.16.840.1.113730.3.140',
  '2.16.840.1.113730.3.1.',
  '2.16.840.1.113730.3.2.',
] as const;
/** The oldest arc, which Exchange shares (extensionAttribute1 is .423): those that Windows itself brings. */
const oldest = new Set([
  1, 2, 3, 7, 8, 9, 13, 14, 15, 16, 18, 19, 21, 22, 24, 25, 26, 30, 32, 33, 34, 35, 36, 48, 49, 50, 54, 74, 76, 81, 83, 91, 102, 104, 115, 118,
  120, 121, 131, 135, 141, 146, 169, 194, 210, 212, 214, 218, 226, 227, 231, 255, 256, 267, 277, 281, 301, 324, 325, 326, 327, 334, 350, 351, 353,
  370, 380, 400, 402, 436, 444, 445, 459, 460, 464, 469, 471, 523, 557, 593, 596, 598, 610, 613, 615, 617,
]); // prettier-ignore
const oldestArc = /^1\.2\.840\.113556\.1\.2\.(\d+)$/;
/** Attributes and classes of Windows: one number below, up to where Exchange begins; and a few classes among Exchange's. */
const numbered = /^1\.2\.840\.113556\.1\.[45]\.(\d+)$/;
const exchangeNumber = 7000;
const amongExchange = /^1\.2\.840\.113556\.1\.5\.7000\.(4[7-9]|5[0-9])$/;
const exchangeArc = /^1\.2\.840\.113556\.1\.[45]\.7000\./;

export function isBaseSchema(oid: string): boolean {
  const own = numbered.exec(oid);
  if (own) return Number(own[1]) < exchangeNumber;
  const old = oldestArc.exec(oid);
  if (old) return oldest.has(Number(old[1]));
  if (amongExchange.test(oid)) return true;
  return arcs.some((arc) => oid.startsWith(arc));
}

/** Classes and attributes that Exchange brings: by their arc, or by their name. */
export const isExchangeSchema = (oid: string, name: string): boolean =>
  exchangeArc.test(oid) || /^msExch/i.test(name);
