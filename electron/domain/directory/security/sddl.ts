/** Security descriptors as text: the Security Descriptor Definition Language (MS-DTYP 2.5.1). */
import { toHex } from '../hex.ts';
import type { AceFlagCode } from './codes.ts';
import { aliasOfSid } from './aliases.ts';
import type { SddlDomain } from './aliases.ts';
import { conditionText } from './condition.ts';
import { aceTypes, controlBits, isKnown } from './descriptor.ts';
import type { Ace, Acl, SecurityDescriptor } from './descriptor.ts';

/** Letters of types. Object entries with a condition that denies have none of their own in MS-DTYP; ours is not taken elsewhere. */
export const typeLetters: readonly (readonly [letters: string, type: number])[] = [
  ['A', aceTypes.allow],
  ['D', aceTypes.deny],
  ['AU', aceTypes.audit],
  ['OA', aceTypes.allowObject],
  ['OD', aceTypes.denyObject],
  ['OU', aceTypes.auditObject],
  ['XA', aceTypes.allowCallback],
  ['XD', aceTypes.denyCallback],
  ['ZA', aceTypes.allowCallbackObject],
  ['ZD', aceTypes.denyCallbackObject],
];

export const flagLetters: readonly (readonly [letters: AceFlagCode, bit: number])[] = [
  ['OI', 0x1],
  ['CI', 0x2],
  ['NP', 0x4],
  ['IO', 0x8],
  ['ID', 0x10],
  ['SA', 0x40],
  ['FA', 0x80],
];

/** Rights of directory objects, in the order in which Windows writes them; generic ones first. */
export const rightLetters: readonly (readonly [letters: string, bit: number])[] = [
  ['GA', 0x1000_0000],
  ['GX', 0x2000_0000],
  ['GW', 0x4000_0000],
  ['GR', 0x8000_0000],
  ['CC', 0x1],
  ['DC', 0x2],
  ['LC', 0x4],
  ['SW', 0x8],
  ['RP', 0x10],
  ['WP', 0x20],
  ['DT', 0x40],
  ['LO', 0x80],
  ['CR', 0x100],
  ['SD', 0x1_0000],
  ['RC', 0x2_0000],
  ['WD', 0x4_0000],
  ['WO', 0x8_0000],
];

const lettersOf = (table: readonly (readonly [string, number])[], value: number): string | null => {
  let rest = value;
  let text = '';
  for (const [letters, bit] of table) {
    if ((value & bit) === 0) continue;
    text += letters;
    rest &= ~bit;
  }
  return rest === 0 ? text : null;
};
const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;

/**
 * One entry in brackets. A condition stands as its expression where it can be told, otherwise as `#` and its bytes; an
 * entry of an unknown type, or with flags that have no letters, as numbers.
 */
export function formatAce(ace: Ace, domain: SddlDomain | null = null): string {
  const flags = lettersOf(flagLetters, ace.flags) ?? hex(ace.flags);
  if (!isKnown(ace)) return `(${hex(ace.type)};${flags};#${toHex(ace.body)})`;
  const type = typeLetters.find(([, number]) => number === ace.type)![0];
  const rights = lettersOf(rightLetters, ace.mask) ?? hex(ace.mask);
  const about = `${ace.objectType ?? ''};${ace.inheritedObjectType ?? ''}`;
  const condition =
    ace.condition === null ? '' : `;(${conditionText(ace.condition) ?? `#${toHex(ace.condition)}`})`;
  return `(${type};${flags};${rights};${about};${aliasOfSid(ace.sid, domain)}${condition})`;
}

const daclFlags = [
  ['P', controlBits.daclProtected],
  ['AR', controlBits.daclInheritRequired],
  ['AI', controlBits.daclAutoInherited],
] as const;
const saclFlags = [
  ['P', controlBits.saclProtected],
  ['AR', controlBits.saclInheritRequired],
  ['AI', controlBits.saclAutoInherited],
] as const;
/** The control bits that SDDL can say; the others get lost on the way through it. */
export const listFlags = { D: daclFlags, S: saclFlags } as const;

function formatAcl(letter: 'D' | 'S', control: number, acl: Acl | null, domain: SddlDomain | null): string {
  const flags = listFlags[letter].map(([letters, bit]) => ((control & bit) === 0 ? '' : letters)).join('');
  if (acl === null) return `${letter}:${flags}NO_ACCESS_CONTROL`;
  return `${letter}:${flags}${acl.aces.map((ace) => formatAce(ace, domain)).join('')}`;
}

/**
 * `O:…G:…D:…S:…`; parts that were not read are left out. Aliases of domain accounts (`DA`) are used only for the domain
 * given; without one they stay whole SIDs, which say the same in every domain.
 */
export function formatSddl(descriptor: SecurityDescriptor, domain: SddlDomain | null = null): string {
  const { control, owner, group, dacl, sacl } = descriptor;
  return [
    owner === null ? '' : `O:${aliasOfSid(owner, domain)}`,
    group === null ? '' : `G:${aliasOfSid(group, domain)}`,
    (control & controlBits.daclPresent) === 0 ? '' : formatAcl('D', control, dacl, domain),
    (control & controlBits.saclPresent) === 0 ? '' : formatAcl('S', control, sacl, domain),
  ].join('');
}
