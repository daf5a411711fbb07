/** The registry of decoders, and decoding by it: by name alone, since a schema is not always at hand. */
import { toHex } from '../hex.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { baseName, textOf, textsOf } from '../values.ts';
import { accountTypeSyntax } from './accountType.ts';
import { booleanSyntax } from './boolean.ts';
import { bytesSyntax } from './bytes.ts';
import { dnSyntax } from './dn.ts';
import { encryptionTypesSyntax } from './encryptionTypes.ts';
import { filetimeSyntax } from './filetime.ts';
import { functionalLevelSyntax } from './functionalLevel.ts';
import { generalizedTimeSyntax, looksLikeGeneralizedTime } from './generalizedTime.ts';
import { groupTypeSyntax } from './groupType.ts';
import { guidSyntax } from './guid.ts';
import { integerSyntax } from './integer.ts';
import { isSecretAttribute, secretSyntax } from './secret.ts';
import { securityDescriptorSyntax } from './securityDescriptor.ts';
import { ridSyntax, sidSyntax } from './sid.ts';
import { spanSyntax } from './span.ts';
import { decodePlain } from './syntax.ts';
import type { DecodeContext, DecodedValue, Syntax } from './syntax.ts';
import { systemSyntaxes } from './system.ts';
import { trustSyntaxes } from './trust.ts';
import { userAccountControlSyntax } from './userAccountControl.ts';

/** An attribute carries at most this many decoded and raw values; `total` counts them all. */
export const maxValues = 1000;

/** One attribute as `attributeSchema` of contract/shapes.ts has it. */
export interface Attribute {
  name: string;
  syntax: SyntaxName;
  decoded: DecodedValue[];
  raw: { text: string; encoding: 'utf8' | 'hex' }[];
  total: number;
}

export const syntaxes = [
  sidSyntax,
  ridSyntax,
  guidSyntax,
  filetimeSyntax,
  spanSyntax,
  generalizedTimeSyntax,
  userAccountControlSyntax,
  groupTypeSyntax,
  accountTypeSyntax,
  ...trustSyntaxes,
  functionalLevelSyntax,
  encryptionTypesSyntax,
  ...systemSyntaxes,
  dnSyntax,
  booleanSyntax,
  integerSyntax,
  securityDescriptorSyntax,
  secretSyntax,
  bytesSyntax,
] as const;
export type SyntaxName = (typeof syntaxes)[number]['name'] | 'text';

const byAttribute = new Map<string, Syntax<SyntaxName>>(
  syntaxes.flatMap((syntax) => syntax.attributes.map((name) => [name.toLowerCase(), syntax] as const)),
);

const text: Syntax<'text'> = { name: 'text', attributes: [], decode: decodePlain };

/** The syntax of an attribute that no decoder claims, by the look of its values. */
function guess(values: readonly RawValue[]): Syntax<SyntaxName> {
  const texts = values.map(textOf);
  if (texts.length > 0 && texts.every((value) => value !== null && looksLikeGeneralizedTime(value))) {
    return generalizedTimeSyntax;
  }
  return texts.includes(null) ? bytesSyntax : text;
}

const rawOf = (value: RawValue): Attribute['raw'][number] =>
  typeof value === 'string' ? { text: value, encoding: 'utf8' } : { text: toHex(value), encoding: 'hex' };

/**
 * One attribute, decoded beside raw: the first 1,000 values. Total: a value that is not of its syntax is shown as it
 * is. `classes` (objectClass values) matter to the few attributes that mean different things on different classes. The
 * values of secret attributes appear in neither column.
 */
export function decodeAttribute(
  name: string,
  values: readonly RawValue[],
  classes: readonly string[] = [],
): Attribute {
  const lower = baseName(name).toLowerCase();
  const context: DecodeContext = { name: lower, classes: new Set(classes.map((each) => each.toLowerCase())) };
  const shown = values.slice(0, maxValues);
  const syntax = byAttribute.get(lower) ?? guess(shown);
  return {
    name,
    syntax: syntax.name,
    decoded: shown.map((value) => syntax.decode(value, context) ?? decodePlain(value)),
    raw: isSecretAttribute(name)
      ? shown.map(() => ({ text: '', encoding: 'utf8' as const }))
      : shown.map(rawOf),
    total: values.length,
  };
}

const byName = (a: Attribute, b: Attribute): number => {
  const left = a.name.toLowerCase();
  const right = b.name.toLowerCase();
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

/** All attributes of an entry, sorted by name without case. */
export function decodeEntry(entry: DirectoryEntry): Attribute[] {
  const classes = textsOf(entry, 'objectClass');
  return Object.entries(entry.attributes)
    .map(([name, values]) => decodeAttribute(name, values, classes))
    .sort(byName);
}
