import { describe, expect, it } from 'vitest';
import type { FilterSyntax } from '../directory/filter/syntax.ts';
import type { RawValue } from '../directory/object.ts';
import { descriptorBytes } from '../directory/security/fixtures.ts';
import { descriptorKey } from './descriptorKey.ts';
import { bytesKey, controlDifference, sameValues, valueDifference } from './equality.ts';

/** Names of one person at both ends, and one domain under two SIDs. */
const people: Readonly<Record<string, string>> = { 'CN=Kim,DC=a': '#1', 'CN=Kim M,DC=b': '#1' };
const meaning = (domain: string) => ({
  dn: (text: string) => people[text] ?? text.toLowerCase(),
  sid: (text: string) => text.replace(domain, 'own'),
  rid: (text: string) => `own-${text}`,
  descriptor: (of: Uint8Array) => descriptorKey(of, (text) => text.replace(domain, 'own')) ?? bytesKey(of),
});
const sides = { a: meaning('S-1-5-21-1-1-1'), b: meaning('S-1-5-21-2-2-2') };
/** Owned by 512 of the domain; whoever has the RID may read, in the order given. */
const descriptor = (domain: string, ...rids: number[]) =>
  descriptorBytes({
    control: 0x8004,
    owner: `${domain}-512`,
    group: null,
    dacl: {
      revision: 2,
      aces: rids.map((rid) => ({ type: 0, flags: 0, mask: 0x20094, objectType: null, inheritedObjectType: null, sid: `${domain}-${rid}`, condition: null })), // prettier-ignore
    },
    sacl: null,
  });
const [ofA, ofB] = ['S-1-5-21-1-1-1', 'S-1-5-21-2-2-2'];
const bytes = (...list: number[]) => Uint8Array.from(list);

describe('values are the same', () => {
  it.each<[string, FilterSyntax, RawValue[], RawValue[], boolean]>([
    ['title', 'text', ['Engineer'], ['ENGINEER'], true],
    ['title', 'exact', ['Engineer'], ['ENGINEER'], false],
    ['description', 'text', ['a', 'b'], ['b', 'a'], true],
    ['description', 'text', ['a', 'a'], ['a', 'b'], false],
    ['description', 'text', ['a', 'a'], ['a'], false],
    ['manager', 'dn', ['CN=Kim,DC=a'], ['CN=Kim M,DC=b'], true],
    ['manager', 'dn', ['CN=Kim,DC=a'], ['CN=Kim,DC=b'], false],
    ['wellKnownObjects', 'text', ['B:32:AA:CN=Kim,DC=a'], ['B:32:aa:CN=Kim M,DC=b'], true],
    ['gplink', 'text', ['[LDAP://CN=Kim,DC=a;0]'], ['[LDAP://CN=Kim M,DC=b;0]'], true],
    ['gplink', 'text', ['[LDAP://CN=Kim,DC=a;0]'], ['[LDAP://CN=Kim M,DC=b;2]'], false],
    ['creatorsid', 'sid', ['S-1-5-21-1-1-1-512'], ['S-1-5-21-2-2-2-512'], true],
    ['creatorsid', 'sid', ['S-1-5-21-1-1-1-512'], ['S-1-5-21-2-2-2-513'], false],
    ['whencreated', 'time', ['20260102030405.0Z'], ['20260102030405.9Z'], true],
    ['whencreated', 'time', ['20260102030405.0Z'], ['20260102030406.0Z'], false],
    ['accountexpires', 'integer', ['0'], ['9223372036854775807'], true],
    ['accountexpires', 'integer', ['133480000000000001'], ['133480000000000002'], true],
    ['accountexpires', 'integer', ['133480000000000000'], ['133480000010000000'], false],
    ['admincount', 'integer', ['1'], ['01'], true],
    ['grouptype', 'integer', ['-2147483646'], ['2147483650'], true],
    // LOCKOUT stands in the value and says nothing.
    ['useraccountcontrol', 'integer', ['512'], ['528'], true],
    ['useraccountcontrol', 'integer', ['512'], ['514'], false],
    ['photo', 'bytes', [bytes(0xff, 1)], [bytes(0xff, 1)], true],
    ['photo', 'bytes', [bytes(0xff, 1)], [bytes(0xff, 2)], false],
    ['photo', 'bytes', ['ab'], [bytes(0x61, 0x62)], true],
    ['title', 'guessed', [], [''], false],
    ['ntsecuritydescriptor', 'opaque', [descriptor(ofA, 513, 1200)], [descriptor(ofB, 513, 1200)], true],
    ['ntsecuritydescriptor', 'opaque', [descriptor(ofA, 513, 1200)], [descriptor(ofB, 1200, 513)], false],
    [
      'msds-allowedtoactonbehalfofotheridentity',
      'opaque',
      [descriptor(ofA, 1200)],
      [descriptor(ofB, 1201)],
      false,
    ],
    ['ntsecuritydescriptor', 'opaque', [bytes(1, 2)], [bytes(1, 2)], true],
    ['ntsecuritydescriptor', 'opaque', [bytes(1, 2)], [bytes(1, 3)], false],
  ])('%s as %s: %j and %j: %s', (name, syntax, a, b, same) => {
    expect(sameValues(name, syntax, a, b, sides)).toBe(same);
    expect(sameValues(name, syntax, b, a, { a: sides.b, b: sides.a })).toBe(same);
  });
});

it('says which values have no equal at the other end', () => {
  expect(valueDifference('description', 'text', ['a', 'B', 'b'], ['b', 'c'], sides)).toEqual({
    onlyInA: ['a', 'b'],
    onlyInB: ['c'],
  });
});

it('tells the switch of an account from its other bits', () => {
  expect(controlDifference(512, 514)).toEqual({ disabled: true, rest: false });
  expect(controlDifference(514, 66_048)).toEqual({ disabled: true, rest: true });
  expect(controlDifference(512, 512 | 0x10)).toEqual({ disabled: false, rest: false });
});
