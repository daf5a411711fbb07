/**
 * XML as elements with their namespaces by URI: what a prefix is called says nothing. No document types, no entities but
 * XML's own five, bounded in depth. Throws `saml.unreadable`, which never tells a part of the text.
 */
import { XMLParser } from 'fast-xml-parser';
import { Fault } from '#contract/faults.ts';
import { xmlText } from '../../xmlText.ts';

export interface XmlElement {
  /** URI; empty = none. */
  readonly namespace: string;
  readonly name: string;
  /** Without a prefix; none of them is needed with one. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of its children, trimmed. */
  readonly text: string;
}

export const unreadable = (detail: string): Fault => new Fault('saml.unreadable', { detail });

const mostDepth = 50;
const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: mostDepth,
});
const attributesKey = ':@';
const textKey = '#text';

type Parsed = Readonly<Record<string, unknown>>;
type Namespaces = ReadonlyMap<string, string>;

export function readXml(text: string): XmlElement {
  // Types and entities of a document's own are what attacks on XML are made of; no provider sends any.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw unreadable('it has a document type');
  try {
    const roots = (parser.parse(text, true) as Parsed[]).filter((node) => nameOf(node) !== null);
    if (roots.length === 1) return elementOf(roots[0]!, new Map([['xml', 'xml']]));
  } catch {
    // What the parser says holds parts of the text.
  }
  throw unreadable('it is not well-formed XML');
}

const nameOf = (node: Parsed): string | null =>
  Object.keys(node).find((key) => key !== attributesKey && key !== textKey) ?? null;

function elementOf(node: Parsed, outer: Namespaces): XmlElement {
  const qualified = nameOf(node)!;
  const written = Object.entries((node[attributesKey] ?? {}) as Readonly<Record<string, string>>);
  const namespaces = new Map(outer);
  const attributes = new Map<string, string>();
  for (const [key, value] of written) {
    if (key === 'xmlns') namespaces.set('', xmlText(value));
    else if (key.startsWith('xmlns:')) namespaces.set(key.slice(6), xmlText(value));
    else if (!key.includes(':')) attributes.set(key, xmlText(value).trim());
  }
  const colon = qualified.indexOf(':');
  const prefix = qualified.slice(0, Math.max(colon, 0));
  const namespace = namespaces.get(prefix);
  if (namespace === undefined && prefix !== '') throw unreadable('a prefix stands for nothing');
  const inside = node[qualified] as readonly Parsed[];
  return {
    namespace: namespace ?? '',
    name: qualified.slice(colon + 1),
    attributes,
    children: inside.flatMap((child) => (nameOf(child) === null ? [] : [elementOf(child, namespaces)])),
    text: inside
      .map((child) => xmlText(String(child[textKey] ?? '')))
      .join('')
      .trim(),
  };
}
