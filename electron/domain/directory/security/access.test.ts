/** The order rules of the access check: MS-ADTS 5.1.3.3, MS-DTYP 2.5.3.2. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessTo } from './access.ts';
import { anyDescriptor, anySid } from './fixtures.ts';
import { parseSddl } from './parseSddl.ts';
import { rights } from './rights.ts';
import { typeGuids } from './typeNames.ts';

const { member, membershipSet, groupClass, samAccountName } = typeGuids;
const user = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const me = 'S-1-5-21-1-2-3-1001';
const mine = 'S-1-5-21-1-2-3-2001';
const group = 'S-1-5-21-1-2-3-3001';
const token = new Set([me, mine, 'S-1-1-0', 'S-1-5-11']);
const masks = {
  WP: rights.writeProperty,
  SW: rights.validatedWrite,
  WD: rights.writeDacl,
  RC: rights.readControl,
  WO: rights.writeOwner,
  CC: rights.createChild,
};

function may(sddl: string, right: keyof typeof masks, about: readonly string[], carrying = token): boolean {
  return accessTo(parseSddl(sddl), carrying, {
    mask: masks[right],
    about,
    objectClass: groupClass,
    objectSid: group,
  }).granted;
}
const toMember = [member, membershipSet];

describe('writing member', () => {
  it.each<[what: string, sddl: string, granted: boolean]>([
    ['no list at all', 'D:NO_ACCESS_CONTROL', true],
    ['an empty list', 'D:', false],
    ['every attribute', `D:(A;;WP;;;${me})`, true],
    ['by a group of mine', `D:(A;;WP;;;${mine})`, true],
    ['to somebody else', 'D:(A;;WP;;;SY)', false],
    ['generic write', 'D:(A;;GW;;;AU)', true],
    ['generic all', 'D:(A;;GA;;;WD)', true],
    ['the attribute', `D:(OA;;WP;${member};;${me})`, true],
    ['its property set', `D:(OA;;WP;${membershipSet};;${me})`, true],
    ['the class of the object', `D:(OA;;WP;${groupClass};;${me})`, true],
    ['another attribute', `D:(OA;;WP;${samAccountName};;${me})`, false],
    ['reading it', `D:(OA;;RP;${member};;${me})`, false],
    ['deny before allow', `D:(D;;WP;;;${mine})(A;;WP;;;${me})`, false],
    ['allow before deny: the order stored decides', `D:(A;;WP;;;${me})(D;;WP;;;${mine})`, true],
    ['denied the attribute, allowed all', `D:(OD;;WP;${member};;WD)(A;;GA;;;${me})`, false],
    ['denied the set', `D:(OD;;WP;${membershipSet};;${me})(A;;WP;;;${me})`, false],
    ['denied another attribute', `D:(OD;;WP;${samAccountName};;${me})(A;;WP;;;${me})`, true],
    ['an inherited deny after an explicit allow', `D:(A;;WP;;;${me})(D;ID;WP;;;${me})`, true],
    ['denied to somebody else', `D:(D;;WP;;;SY)(A;;WP;;;${me})`, true],
    ['for heirs alone', `D:(A;CIIO;WP;;;${me})`, false],
    ['a deny for heirs alone', `D:(D;CIIO;WP;;;${me})(A;;WP;;;${me})`, true],
    ['for objects of this class', `D:(OA;CIID;WP;${member};${groupClass};${me})`, true],
    ['for objects of another class', `D:(OA;CIID;WP;${member};${user};${me})`, false],
    ['CREATOR OWNER of my own', `O:${me}D:(A;;WP;;;CO)`, false],
    ['owning it', `O:${me}D:`, false],
    ['OWNER RIGHTS of my own', `O:${me}D:(A;;WP;;;OW)`, true],
    ['OWNER RIGHTS of somebody else', 'O:SYD:(A;;WP;;;OW)', false],
    ['an entry of an unknown type', `D:(0x12;;#00)(A;;WP;;;${me})`, true],
    ['a condition that denies is not taken for certain', `D:(XD;;WP;;;WD;(#61727478))(A;;WP;;;${me})`, true],
    ['an audit entry', `D:(AU;SA;WP;;;${me})`, false],
  ])('%s', (_what, sddl, granted) => {
    expect(may(sddl, 'WP', toMember)).toBe(granted);
  });
});

describe('other rights', () => {
  it.each<
    [what: string, sddl: string, right: keyof typeof masks, about: readonly string[], granted: boolean]
  >([
    ['the owner writes the DACL', `O:${me}D:`, 'WD', [], true],
    ['a group that owns, too', `O:${mine}D:`, 'WD', [], true],
    ['the owner reads the descriptor', `O:${me}D:`, 'RC', [], true],
    ['the owner does not write the owner', `O:${me}D:`, 'WO', [], false],
    ['OWNER RIGHTS take it away', `O:${me}D:(A;;RC;;;OW)`, 'WD', [], false],
    ['OWNER RIGHTS for heirs take nothing', `O:${me}D:(A;CIIO;RC;;;OW)`, 'WD', [], true],
    ['a deny does not stop the owner', `O:${me}D:(D;;WD;;;${me})`, 'WD', [], true],
    ['a typed entry grants no standard right', `D:(OA;;WD;${member};;${me})`, 'WD', [], false],
    ['validated write', `D:(OA;;SW;${member};;${me})`, 'SW', toMember, true],
    ['all validated writes', `D:(A;;SW;;;${me})`, 'SW', toMember, true],
    ['create a group', `D:(OA;;CC;${groupClass};;${me})`, 'CC', [groupClass], true],
    ['create a user only', `D:(OA;;CC;${user};;${me})`, 'CC', [groupClass], false],
    ['create anything', `D:(A;;CC;;;${me})`, 'CC', [groupClass], true],
  ])('%s', (_what, sddl, right, about, granted) => {
    expect(may(sddl, right, about)).toBe(granted);
  });

  it('SELF means those whose token holds the object itself', () => {
    expect(may('D:(A;;WP;;;PS)', 'WP', toMember)).toBe(false);
    expect(may('D:(A;;WP;;;PS)', 'WP', toMember, new Set([...token, group]))).toBe(true);
  });

  it('asks for all bits together, each decided by the first entry that names it', () => {
    const question = {
      mask: rights.writeDacl | rights.writeOwner,
      about: [],
      objectClass: null,
      objectSid: null,
    };
    const of = (sddl: string) => accessTo(parseSddl(sddl), token, question);
    expect(of(`D:(A;;WD;;;${me})(A;;WO;;;${mine})`)).toMatchObject({
      granted: true,
      by: [{ sid: me }, { sid: mine }],
    });
    expect(of(`D:(A;;WD;;;${me})(D;;WDWO;;;${mine})`)).toMatchObject({
      granted: false,
      deniedBy: { sid: mine },
    });
    expect(of(`D:(A;;WD;;;${me})`)).toEqual({ granted: false, by: [], deniedBy: null });
  });
});

it('adding a deny entry in front never grants more', () => {
  const question = { mask: rights.writeProperty, about: toMember, objectClass: groupClass, objectSid: group };
  fc.assert(
    fc.property(anyDescriptor, fc.array(anySid, { maxLength: 4 }), anySid, (descriptor, sids, denied) => {
      if (!descriptor.dacl) return;
      const carrying = new Set(sids);
      const [deny] = parseSddl(`D:(D;;WP;;;${denied})`).dacl!.aces;
      const dacl = { revision: 4, aces: [deny!, ...descriptor.dacl.aces] };
      const before = accessTo(descriptor, carrying, question).granted;
      const after = accessTo({ ...descriptor, dacl }, carrying, question).granted;
      expect(after && !before).toBe(false);
      if (carrying.has(denied) && denied !== 'S-1-3-0') expect(after).toBe(false);
    }),
    { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});
