/** For tests: descriptors as bytes, and arbitrary ones. */
import fc from 'fast-check';
import { guidToBytes, guidToText } from '../guid.ts';
import { sidToBytes } from '../sid.ts';
import { aceTypes, controlBits, isKnown, isObjectType } from './descriptor.ts';
import type { Ace, AceType, Acl, SecurityDescriptor } from './descriptor.ts';

function aceBytes(ace: Ace): number[] {
  const body: number[] = [];
  if (!isKnown(ace)) body.push(...ace.body);
  else {
    const word = (value: number) => body.push(...new Uint8Array(Uint32Array.of(value).buffer));
    word(ace.mask);
    if (isObjectType(ace.type)) {
      const guids = [ace.objectType, ace.inheritedObjectType];
      word((guids[0] === null ? 0 : 1) | (guids[1] === null ? 0 : 2));
      for (const guid of guids) if (guid !== null) body.push(...guidToBytes(guid)!);
    }
    body.push(...sidToBytes(ace.sid)!, ...(ace.condition ?? []));
  }
  const size = body.length + 4;
  return [ace.type, ace.flags, size & 0xff, size >> 8, ...body];
}

function aclBytes(acl: Acl): number[] {
  const body = acl.aces.flatMap(aceBytes);
  const size = body.length + 8;
  return [
    acl.revision,
    0,
    size & 0xff,
    size >> 8,
    acl.aces.length & 0xff,
    acl.aces.length >> 8,
    0,
    0,
    ...body,
  ];
}

/** The self-relative form, parts in Windows' order: SACL, DACL, owner, group. */
export function descriptorBytes(descriptor: SecurityDescriptor): Uint8Array {
  const parts = [
    [12, descriptor.sacl && aclBytes(descriptor.sacl)],
    [16, descriptor.dacl && aclBytes(descriptor.dacl)],
    [4, descriptor.owner === null ? null : [...sidToBytes(descriptor.owner)!]],
    [8, descriptor.group === null ? null : [...sidToBytes(descriptor.group)!]],
  ] as const;
  const bytes = [1, 0, descriptor.control & 0xff, descriptor.control >> 8, ...Array<number>(16).fill(0)];
  for (const [field, part] of parts) {
    if (part === null) continue;
    for (let i = 0; i < 4; i++) bytes[field + i] = (bytes.length >> (8 * i)) & 0xff;
    bytes.push(...part);
  }
  return Uint8Array.from(bytes);
}

const word = fc.integer({ min: 0, max: 0xffff_ffff });
export const anySid = fc.oneof(
  fc.constantFrom('S-1-1-0', 'S-1-5-11', 'S-1-5-10', 'S-1-3-0', 'S-1-3-4', 'S-1-5-32-544', 'S-1-5-32-548'),
  fc.tuple(word, fc.integer({ min: 500, max: 530 })).map(([part, rid]) => `S-1-5-21-${part}-2-3-${rid}`),
  fc.array(word, { maxLength: 5 }).map((parts) => ['S-1-5', ...parts].join('-')),
);
const guid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => guidToText(bytes)!);
const someGuid = fc.option(guid, { nil: null });
const flags = fc.integer({ min: 0, max: 0xff });

const knownAce: fc.Arbitrary<Ace> = fc
  .record({
    type: fc.constantFrom(...(Object.values(aceTypes) as AceType[])),
    flags,
    mask: word,
    objectType: someGuid,
    inheritedObjectType: someGuid,
    sid: anySid,
    condition: fc.option(fc.uint8Array({ minLength: 4, maxLength: 24 }), { nil: null }),
  })
  .map((ace) => ({
    ...ace,
    ...(isObjectType(ace.type) ? {} : { objectType: null, inheritedObjectType: null }),
    condition: ace.type < aceTypes.allowCallback ? null : ace.condition,
  }));
const unknownAce: fc.Arbitrary<Ace> = fc.record({
  type: fc.constantFrom(3, 4, 8, 0xd, 0xf, 0x11, 0x12, 0x14, 0xff),
  flags,
  body: fc.uint8Array({ maxLength: 40 }),
});
export const anyAce = fc.oneof({ weight: 6, arbitrary: knownAce }, { weight: 1, arbitrary: unknownAce });

const acl = fc.option(
  fc.array(anyAce, { maxLength: 8 }).map((aces): Acl => ({ revision: 4, aces })),
  { nil: null },
);

/** Control bits that SDDL can say; lists only where their bits say that there are any. */
export const anyDescriptor: fc.Arbitrary<SecurityDescriptor> = fc
  .record({
    bits: fc.subarray([
      controlBits.daclPresent,
      controlBits.saclPresent,
      controlBits.daclProtected,
      controlBits.daclAutoInherited,
      controlBits.daclInheritRequired,
    ]),
    owner: fc.option(anySid, { nil: null }),
    group: fc.option(anySid, { nil: null }),
    dacl: acl,
    sacl: acl,
  })
  .map(({ bits, owner, group, dacl, sacl }) => {
    const present = bits.includes(controlBits.daclPresent);
    const said = present ? bits : bits.filter((bit) => bit === controlBits.saclPresent);
    return {
      control: said.reduce((sum, bit) => sum | bit, controlBits.selfRelative),
      owner,
      group,
      dacl: present ? dacl : null,
      sacl: bits.includes(controlBits.saclPresent) ? sacl : null,
    };
  });
