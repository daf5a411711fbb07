/** Reading SDDL text (MS-DTYP 2.5.1.1), as defaultSecurityDescriptor holds it and administrators paste it. */
import { guidOf } from '../guid.ts';
import { fromHex } from '../hex.ts';
import { sidOf } from '../sid.ts';
import { sidOfAlias } from './aliases.ts';
import type { SddlDomain } from './aliases.ts';
import { controlBits, isObjectType } from './descriptor.ts';
import type { Ace, AceType, Acl, SecurityDescriptor } from './descriptor.ts';
import { SecurityDescriptorError } from './error.ts';
import { flagLetters, listFlags, rightLetters, typeLetters } from './sddl.ts';

type Letters = readonly (readonly [letters: string, bit: number])[];
/** What SDDL has besides the letters of directory objects: files, keys and older spellings. */
const moreRights: Letters = [
  ['FA', 0x1f_01ff],
  ['FR', 0x12_0089],
  ['FW', 0x12_0116],
  ['FX', 0x12_00a0],
  ['KA', 0xf_003f],
  ['KR', 0x2_0019],
  ['KW', 0x2_0006],
  ['KX', 0x2_0019],
];
const rightValues = new Map([...rightLetters, ...moreRights]);
const flagValues = new Map<string, number>(flagLetters);
const typeValues = new Map(typeLetters);
const number = /^(0x[0-9a-f]{1,8}|\d{1,10})$/i;

function letters(
  text: string,
  at: number,
  values: ReadonlyMap<string, number>,
  fault: 'right' | 'flag',
): number {
  if (number.test(text)) {
    const value = Number(text);
    if (value > 0xffff_ffff) throw new SecurityDescriptorError(fault, at);
    return value;
  }
  let bits = 0;
  for (let i = 0; i < text.length; i += 2) {
    const bit = values.get(text.slice(i, i + 2).toUpperCase());
    if (bit === undefined) throw new SecurityDescriptorError(fault, at + i);
    bits |= bit;
  }
  return bits >>> 0;
}

function parseSid(text: string, at: number, domain: SddlDomain | null): string {
  const alias = text.length === 2 ? sidOfAlias(text, domain) : null;
  if (alias === 'unknownDomain') throw new SecurityDescriptorError('domainUnknown', at);
  const sid = alias ?? sidOf(text.toUpperCase().replace(/^S-1-0X/, 'S-1-0x'));
  if (sid === null) throw new SecurityDescriptorError('sid', at);
  return sid;
}

function parseGuid(text: string, at: number): string | null {
  if (text === '') return null;
  const guid = guidOf(text);
  if (guid === null) throw new SecurityDescriptorError('guid', at);
  return guid;
}

function parseCondition(text: string | undefined, at: number): Uint8Array | null {
  if (text === undefined) return null;
  const bytes = /^\(#[0-9a-f]+\)$/i.test(text) ? fromHex(text.slice(2, -1)) : null;
  if (bytes === null) throw new SecurityDescriptorError('condition', at);
  return bytes;
}

/** An entry without its brackets; `at` is the place of its first character. */
function parseAce(text: string, at: number, domain: SddlDomain | null): Ace {
  const fields = text.split(';');
  const place = (field: number) =>
    at + fields.slice(0, field).reduce((sum, { length }) => sum + length + 1, 0);
  const trimmed = fields.map((field) => field.trim());
  const [typeText = '', flagText = '', rightText = ''] = trimmed;
  const flags = letters(flagText, place(1), flagValues, 'flag');
  if (flags > 0xff) throw new SecurityDescriptorError('flag', place(1));
  if (fields.length === 3 && number.test(typeText)) {
    const body = rightText.startsWith('#') ? fromHex(rightText.slice(1)) : null;
    if (body === null || Number(typeText) > 0xff) throw new SecurityDescriptorError('syntax', at);
    return { type: Number(typeText), flags, body };
  }
  const type = typeValues.get(typeText.toUpperCase());
  if (type === undefined) throw new SecurityDescriptorError('aceType', at);
  if (fields.length < 6 || fields.length > 7) throw new SecurityDescriptorError('syntax', at);
  if (fields.length === 7 && type < 9) throw new SecurityDescriptorError('syntax', place(6));
  const objectType = parseGuid(trimmed[3]!, place(3));
  const inheritedObjectType = parseGuid(trimmed[4]!, place(4));
  if ((objectType ?? inheritedObjectType) !== null && !isObjectType(type))
    throw new SecurityDescriptorError('guid', place(3));
  return {
    type: type as AceType,
    flags,
    mask: letters(rightText, place(2), rightValues, 'right'),
    objectType,
    inheritedObjectType,
    sid: parseSid(trimmed[5]!, place(5), domain),
    condition: parseCondition(trimmed[6], place(6)),
  };
}

/** Where the brackets that open at `at` close. */
function closing(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  throw new SecurityDescriptorError('syntax', at);
}

/** A list from `at`, behind its colon, to the next part. */
function parseAcl(
  text: string,
  letter: 'D' | 'S',
  from: number,
  domain: SddlDomain | null,
): { acl: Acl | null; control: number; end: number } {
  let at = from;
  let control = 0;
  let none = false;
  for (;;) {
    const rest = text.slice(at, at + 17).toUpperCase();
    const flag = listFlags[letter].find(([name]) => rest.startsWith(name));
    if (flag) {
      control |= flag[1];
      at += flag[0].length;
    } else if (rest === 'NO_ACCESS_CONTROL') {
      none = true;
      at += 17;
    } else break;
  }
  const aces: Ace[] = [];
  for (;;) {
    while (text[at] === ' ') at++;
    if (text[at] !== '(') break;
    const end = closing(text, at);
    aces.push(parseAce(text.slice(at + 1, end), at + 1, domain));
    at = end + 1;
  }
  if (none && aces.length > 0) throw new SecurityDescriptorError('syntax', from);
  const revision = aces.some(({ type }) => isObjectType(type)) ? 4 : 2;
  return { acl: none ? null : { revision, aces }, control, end: at };
}

/**
 * The descriptor that `text` says. `domain` gives the aliases of domain accounts their meaning.
 * @throws SecurityDescriptorError
 */
export function parseSddl(text: string, domain: SddlDomain | null = null): SecurityDescriptor {
  let control = controlBits.selfRelative;
  let owner: string | null = null;
  let group: string | null = null;
  let dacl: Acl | null = null;
  let sacl: Acl | null = null;
  const seen = new Set<string>();
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at]!)) {
      at++;
      continue;
    }
    const letter = text[at]!.toUpperCase();
    if (text[at + 1] !== ':' || !'OGDS'.includes(letter) || seen.has(letter))
      throw new SecurityDescriptorError('syntax', at);
    seen.add(letter);
    if (letter === 'O' || letter === 'G') {
      const [, sidText] = /^(S-[0-9a-fx-]+?|[a-z]{2})(?=\s*(?:[OGDS]:|$))/i.exec(text.slice(at + 2)) ?? [];
      if (sidText === undefined) throw new SecurityDescriptorError('sid', at + 2);
      const sid = parseSid(sidText, at + 2, domain);
      if (letter === 'O') owner = sid;
      else group = sid;
      at += 2 + sidText.length;
      continue;
    }
    const list = parseAcl(text, letter as 'D' | 'S', at + 2, domain);
    control |= list.control | (letter === 'D' ? controlBits.daclPresent : controlBits.saclPresent);
    if (letter === 'D') dacl = list.acl;
    else sacl = list.acl;
    at = list.end;
  }
  if (seen.size === 0) throw new SecurityDescriptorError('syntax', 0);
  return { control, owner, group, dacl, sacl };
}
