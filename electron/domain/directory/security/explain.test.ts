import { describe, expect, it } from 'vitest';
import { rightCodes } from './codes.ts';
import { controlCodesOf } from './descriptor.ts';
import { explainAce } from './explain.ts';
import { inheritedFrom } from './inheritance.ts';
import { parseSddl } from './parseSddl.ts';
import { fullControl, mapGeneric, rightCodesOf } from './rights.ts';
import { builtInType } from './typeNames.ts';

const explain = (ace: string) => explainAce(parseSddl(`D:${ace}`).dacl!.aces[0]!, builtInType);
const member = 'bf9679c0-0de6-11d0-a285-00aa003049e2';
const group = 'bf967a9c-0de6-11d0-a285-00aa003049e2';
const membership = 'bc0ac240-79a9-11d0-9020-00c04fc2d4cf';
const dnsHostName = '72e39547-7b18-11d1-adef-00c04fd8d5cd';
const getChanges = '1131f6aa-9c07-11d1-f79f-00c04fc2dcd2';
const nobodys = '11111111-2222-3333-4444-555555555555';

describe('rights in words', () => {
  it.each([
    ['(A;;GA;;;WD)', ['fullControl'], null],
    ['(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;WD)', ['fullControl'], null],
    ['(A;;GR;;;WD)', ['readAll'], null],
    ['(A;;GRGW;;;WD)', ['readAll', 'writeAll'], null],
    ['(A;;RP;;;WD)', ['readAllProperties'], null],
    ['(A;;CR;;;WD)', ['allExtendedRights'], null],
    ['(A;;SWSD;;;WD)', ['allValidatedWrites', 'delete'], null],
    ['(A;;CC;;;WD)', ['createAnyChild'], null],
    ['(A;;0x400;;;WD)', ['otherBits'], null],
    [`(OA;;RPWP;${member};;WD)`, ['readProperty', 'writeProperty'], ['attribute', 'member']],
    [`(OA;;SW;${member};;WD)`, ['validatedWrite'], ['validatedWrite', 'Self-Membership']],
    [`(OA;;WP;${membership};;WD)`, ['writeProperty'], ['propertySet', 'Membership']],
    [`(OA;;RP;${dnsHostName};;WD)`, ['readProperty'], ['propertySet', 'DNS-Host-Name-Attributes']],
    [`(OA;;SW;${dnsHostName};;WD)`, ['validatedWrite'], ['validatedWrite', 'Validated-DNS-Host-Name']],
    [`(OA;;CCDC;${group};;WD)`, ['createChild', 'deleteChild'], ['class', 'group']],
    [`(OA;;CR;${getChanges};;WD)`, ['extendedRight'], ['extendedRight', 'DS-Replication-Get-Changes']],
    [`(OA;;CR;${nobodys};;WD)`, ['extendedRight'], ['unknown', null]],
    [`(OA;;LCWP;${member};;WD)`, ['listChildren', 'writeProperty'], ['attribute', 'member']],
  ])('%s', (ace, rights, subject) => {
    const said = explain(ace);
    expect(said.rights).toEqual(rights);
    expect(said.subject && [said.subject.kind, said.subject.name]).toEqual(subject);
  });

  it('a schema names what the built-in table does not', () => {
    const { aces } = parseSddl(`D:(OA;CIIO;WP;${nobodys};${nobodys};WD)`).dacl!;
    const said = explainAce(aces[0]!, () => [
      { kind: 'attribute', name: 'exampleAttribute' },
      { kind: 'class', name: 'exampleClass' },
    ]);
    expect(said.subject).toEqual({ kind: 'attribute', name: 'exampleAttribute', guid: nobodys });
    expect(said.appliesToClass).toEqual({ name: 'exampleClass', guid: nobodys });
  });

  it('every bit of a mask is said by some code', () => {
    for (let bit = 0; bit < 32; bit++) {
      const codes = rightCodesOf((1 << bit) >>> 0, null);
      expect(codes.length).toBeGreaterThan(0);
      expect(rightCodes).toEqual(expect.arrayContaining(codes));
    }
    expect(mapGeneric(0x1000_0000)).toBe(fullControl);
  });
});

it.each([
  ['(A;;RP;;;WD)', 'thisObject', false],
  ['(A;OI;RP;;;WD)', 'thisObject', false],
  ['(A;OIIO;RP;;;WD)', 'nowhere', false],
  ['(A;CI;RP;;;WD)', 'thisAndDescendants', false],
  ['(A;CIIOID;RP;;;WD)', 'descendants', true],
  ['(A;CINP;RP;;;WD)', 'thisAndChildren', false],
  ['(A;CINPIO;RP;;;WD)', 'children', false],
])('%s applies to %s', (ace, applies, inherited) => {
  expect(explain(ace)).toMatchObject({ applies, inherited });
});

it('says of an entry of an unknown type nothing but its type', () => {
  expect(explain('(0x12;CI;#0102)')).toMatchObject({
    effect: 'unknown',
    typeNumber: 0x12,
    sid: null,
    rights: [],
    sddl: '(0x12;CI;#0102)',
  });
});

it('names the control bits', () => {
  expect(controlCodesOf(parseSddl('D:PAI'))).toEqual([
    'daclPresent',
    'daclAutoInherited',
    'daclProtected',
    'selfRelative',
  ]);
});

describe('where an inherited entry comes from', () => {
  const child = `O:S-1-5-21-1-2-3-1001D:(OA;CIID;WP;${member};${group};AO)(A;ID;GA;;;S-1-5-21-1-2-3-1001)`;
  const holds = `D:(OA;CIIO;WP;${member};${group};AO)`;
  const inherits = `D:(OA;CIIOID;WP;${member};${group};AO)`;
  it.each<[what: string, ancestors: (string | null)[], at: number]>([
    ['the parent', [holds], 0],
    ['an ancestor, the parent passing it on', [inherits, holds], 1],
    ['the nearest of two', [holds, holds], 0],
    ['past an ancestor that could not be read', [null, holds], 1],
    ['nobody', [inherits, inherits], -1],
    ['behind a protected ancestor', ['D:P', holds], -1],
    ['the protected ancestor itself', [`D:P${holds.slice(2)}`, holds], 0],
    ['not one that hands nothing down', [`D:(OA;;WP;${member};${group};AO)`], -1],
    ['not one with another mask', [`D:(OA;CI;RPWP;${member};${group};AO)`], -1],
    ['not one for another class', [`D:(OA;CI;WP;${member};;AO)`], -1],
    ['not one for somebody else', [`D:(OA;CI;WP;${member};${group};SO)`], -1],
  ])('%s', (_what, ancestors, at) => {
    const descriptor = parseSddl(child);
    const above = ancestors.map((text) => (text === null ? null : parseSddl(text)));
    expect(inheritedFrom(descriptor.dacl!.aces[0]!, descriptor, above)).toBe(at);
  });

  it('an entry of CREATOR OWNER stands on the child for its owner', () => {
    const descriptor = parseSddl(child);
    const above = [parseSddl('D:(A;CIIO;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;CO)')];
    expect(inheritedFrom(descriptor.dacl!.aces[1]!, descriptor, above)).toBe(0);
  });
});
