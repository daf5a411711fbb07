/**
 * Values of two directories made comparable: each becomes a text, and two values are the same where their texts are. What a
 * value means depends on its attribute's syntax, and names and SIDs on the side they were read from.
 */
import { securityDescriptorSyntax } from '../directory/attributes/securityDescriptor.ts';
import { filetimeSyntax } from '../directory/attributes/filetime.ts';
import type { FilterSyntax } from '../directory/filter/syntax.ts';
import { filetimeNever, parseInt64 } from '../directory/filetime.ts';
import { parseGeneralizedTime } from '../directory/generalizedTime.ts';
import { guidOf } from '../directory/guid.ts';
import { toHex } from '../directory/hex.ts';
import type { RawValue } from '../directory/object.ts';
import { sidOf } from '../directory/sid.ts';
import { textOf } from '../directory/values.ts';

/** What a name or a SID of one side stands for; equal texts for objects that were matched. */
export interface Meaning {
  dn(text: string): string;
  sid(text: string): string;
  /** A RID of the domain of the object at hand. */
  rid(text: string): string;
  /** A security descriptor: `descriptorKey`. */
  descriptor(bytes: Uint8Array): string;
}

const descriptors: ReadonlySet<string> = new Set(
  securityDescriptorSyntax.attributes.map((name) => name.toLowerCase()),
);
const filetimes = new Set(filetimeSyntax.attributes.map((name) => name.toLowerCase()));
/** Bits of userAccountControl that the stored value does not tell (facts/active-directory.md §6): LOCKOUT, PASSWORD_EXPIRED. */
const unstoredControl = 0x10 | 0x80_0000;
const perSecond = 10_000_000n;
/** DN-Binary and DN-String ([MS-ADTS] 3.1.1.2.2.2.1): `B:length:hex:DN`. */
const withDn = /^([BS]:\d+:[^:]*:)(.*)$/s;
/** Of these syntaxes the whole value is a name. */
export const isBareName = (syntax: FilterSyntax): boolean => syntax === 'dn' || syntax === 'category';

const linked = /\[LDAP:\/\/([^;\]]*);/gi;

function integerKey(name: string, text: string): string {
  const value = parseInt64(text);
  if (value === null) return text.toLowerCase();
  if (name === 'useraccountcontrol') return String(Number(value) & ~unstoredControl);
  // Some exports print the unsigned form.
  if (name === 'grouptype') return String(Number(BigInt.asIntN(32, value)));
  if (filetimes.has(name)) {
    if (value === filetimeNever || (name === 'accountexpires' && value === 0n)) return 'never';
    return String(value / perSecond);
  }
  return String(value);
}

/** The text by which a value is compared. `name`: the attribute's lower-case base name. Total. */
export function valueKey(name: string, syntax: FilterSyntax, value: RawValue, side: Meaning): string {
  if (syntax === 'guid') return guidOf(value) ?? bytesKey(value);
  if (syntax === 'sid') {
    const sid = sidOf(value);
    return sid === null ? bytesKey(value) : side.sid(sid);
  }
  if (typeof value !== 'string' && descriptors.has(name)) return side.descriptor(value);
  if (syntax === 'bytes' || syntax === 'opaque') return bytesKey(value);
  const text = textOf(value);
  if (text === null) return bytesKey(value);
  switch (syntax) {
    case 'integer':
      return name === 'primarygroupid' ? side.rid(text) : integerKey(name, text);
    case 'time': {
      const ms = parseGeneralizedTime(text);
      return ms === null ? text : String(Math.floor(ms / 1000));
    }
    case 'dn':
    case 'category':
      return side.dn(text);
    case 'exact':
      return text;
    default: {
      const pair = withDn.exec(text);
      if (pair) return pair[1]!.toLowerCase() + side.dn(pair[2]!);
      if (name === 'gplink')
        return text.replaceAll(linked, (_, dn: string) => `[${side.dn(dn)};`).toLowerCase();
      return text.toLowerCase();
    }
  }
}

/** Bytes and the text that they are, alike. */
export function bytesKey(value: RawValue): string {
  const text = textOf(value);
  return text === null ? `#${toHex(value as Uint8Array)}` : text;
}

/** Whether both have the same values, whatever their order. */
export function sameValues(
  name: string,
  syntax: FilterSyntax,
  a: readonly RawValue[],
  b: readonly RawValue[],
  sides: { readonly a: Meaning; readonly b: Meaning },
): boolean {
  if (a.length !== b.length) return false;
  if (a.length === 1)
    return valueKey(name, syntax, a[0]!, sides.a) === valueKey(name, syntax, b[0]!, sides.b);
  const { onlyInA, onlyInB } = valueDifference(name, syntax, a, b, sides);
  return onlyInA.length === 0 && onlyInB.length === 0;
}

/** Values without an equal at the other end, each as it was read. */
export function valueDifference(
  name: string,
  syntax: FilterSyntax,
  a: readonly RawValue[],
  b: readonly RawValue[],
  sides: { readonly a: Meaning; readonly b: Meaning },
): { onlyInA: RawValue[]; onlyInB: RawValue[] } {
  const left = new Map<string, RawValue[]>();
  for (const value of b) {
    const key = valueKey(name, syntax, value, sides.b);
    const alike = left.get(key);
    if (alike) alike.push(value);
    else left.set(key, [value]);
  }
  const onlyInA: RawValue[] = [];
  for (const value of a) {
    const alike = left.get(valueKey(name, syntax, value, sides.a));
    if (!alike || alike.length === 0) onlyInA.push(value);
    else alike.pop();
  }
  return { onlyInA, onlyInB: [...left.values()].flat() };
}

/** Of two values of userAccountControl: whether the account's being disabled differs, and whether anything else does. */
export function controlDifference(a: number, b: number): { disabled: boolean; rest: boolean } {
  const changed = (a ^ b) & ~unstoredControl;
  return { disabled: (changed & 2) !== 0, rest: (changed & ~2) !== 0 };
}
