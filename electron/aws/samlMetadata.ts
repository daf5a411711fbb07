import { XMLParser } from 'fast-xml-parser';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // Metadata comes from elsewhere: no entity of its own is ever expanded.
  processEntities: false,
  parseAttributeValue: false,
  parseTagValue: false,
});

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities that XML itself defines; an entityID is a URI and often holds `&amp;`. */
const unescape = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name]!);

/**
 * The entityID of the identity provider in a SAML 2.0 metadata document: of the EntityDescriptor itself, or of the
 * first one with an IDPSSODescriptor in an EntitiesDescriptor. Null where there is none or the text is no such XML.
 * Source: OASIS saml-metadata-2.0-os §2.3.
 */
export function entityIdOf(metadata: string): string | null {
  if (/<!DOCTYPE/i.test(metadata)) return null;
  let tree: unknown;
  try {
    tree = parser.parse(metadata);
  } catch {
    return null;
  }
  const found = descriptors(tree);
  const provider = found.find((one) => 'IDPSSODescriptor' in one) ?? found[0];
  const id = provider?.['@entityID'];
  return typeof id === 'string' && id !== '' ? unescape(id) : null;
}

type Element = Readonly<Record<string, unknown>>;

function descriptors(node: unknown): Element[] {
  const element = (node ?? {}) as Element;
  const own = list(element['EntityDescriptor']).filter(
    (one): one is Element => typeof one === 'object' && one !== null,
  );
  const nested = list(element['EntitiesDescriptor']).flatMap((one) => descriptors(one));
  return [...own, ...nested];
}

const list = (given: unknown): unknown[] =>
  given === undefined ? [] : Array.isArray(given) ? given : [given];
