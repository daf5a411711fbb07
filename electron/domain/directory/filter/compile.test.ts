import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dnKey } from '../dnKey.ts';
import { guidToBytes } from '../guid.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { sidToBytes } from '../sid.ts';
import { buildSchema } from '../schema/index.ts';
import { bitTest, equalTest, orderTest, substringTest } from './assertion.ts';
import { chainAmong, compileFilter, compileSlots } from './compile.ts';
import { arbitraryFilter } from './fixtures.ts';
import type { ValueTest } from './match.ts';
import { parseFilter } from './parse.ts';
import { filterSchema, knownSchema } from './syntax.ts';
import type { FilterSyntax } from './syntax.ts';
import { textValue } from './value.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const sid = 'S-1-5-21-1004336348-1177238915-682003330-512';
const guid = '12345678-9abc-def0-1122-334455667788';

const entry: DirectoryEntry = {
  dn: 'CN=Kim  Minji,OU=Sales,DC=corp,DC=example',
  attributes: {
    objectClass: ['top', 'person', 'organizationalPerson', 'user'],
    objectCategory: ['CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=example'],
    cn: ['Kim Minji'],
    displayName: ['김민지'],
    givenName: ['Minji'],
    sn: ['Kim'],
    title: ['Café  Größe ｱﾙﾌｧ'],
    description: ['a (b) * \\', 'second'],
    sAMAccountName: ['kim.minji'],
    userAccountControl: ['66050'],
    groupType: ['-2147483646'],
    pwdLastSet: ['133512345678901234'],
    accountExpires: ['9223372036854775807'],
    whenCreated: ['20241122101500.0Z'],
    isDeleted: ['TRUE'],
    objectSid: [sidToBytes(sid)!],
    objectGUID: [guidToBytes(guid)!],
    manager: ['CN=Lee\\, Ann,DC=corp,DC=example'],
    logonHours: [Uint8Array.of(0, 0xff, 1)],
    unlisted: ['9', 'x'],
    'userCertificate;binary': [Uint8Array.of(1, 2)],
    nTSecurityDescriptor: [Uint8Array.of(1)],
  },
};

describe('what an entry answers', () => {
  it.each<[string, boolean | undefined]>([
    // Text: case, accents, width, kana, spaces.
    ['(SAMACCOUNTNAME=KIM.MINJI)', true],
    ['(cn= kim   minji )', true],
    ['(cn=kimminji)', false],
    ['(displayName=김민지)', true],
    ['(displayName=김*)', true],
    ['(displayName=기*)', false],
    ['(title=CAFE GRÖSSE アルファ)', true],
    ['(title=cafe*あるふぁ)', true],
    ['(title=*GROSSE*)', true],
    ['(cn~=kim minji)', true],
    [String.raw`(description=a \28b\29 \2a \5c)`, true],
    ['(description=*b*)', true],
    ['(description=sec*nd)', true],
    ['(description=second*second)', false],
    ['(cn=kim *)', true],
    ['(cn=*m m*)', true],
    ['(cn=*kim *minji)', true],
    ['(sn=kim *)', false],
    ['(cn>=kim)', true],
    ['(cn<=kim)', false],
    // Presence.
    ['(mail=*)', false],
    ['(!(mail=*))', true],
    ['(manager=*)', true],
    ['(userCertificate=*)', true],
    ['(userCertificate;binary=*)', true],
    ['(userCertificate;x=*)', false],
    [String.raw`(userCertificate;binary=\01\02)`, true],
    // Numbers and bits.
    ['(userAccountControl=066050)', true],
    ['(userAccountControl=abc)', undefined],
    ['(!(userAccountControl=abc))', undefined],
    ['(userAccountControl:1.2.840.113556.1.4.803:=2)', true],
    ['(userAccountControl:1.2.840.113556.1.4.803:=3)', false],
    ['(userAccountControl:1.2.840.113556.1.4.804:=3)', true],
    ['(userAccountControl:1.2.840.113556.1.4.804:=0)', false],
    ['(userAccountControl:1.2.840.113556.1.4.803:=0)', true],
    ['(userAccountControl:1.2.840.113556.1.4.803:=0x2)', undefined],
    ['(groupType:1.2.840.113556.1.4.803:=2147483648)', true],
    ['(groupType:1.2.840.113556.1.4.803:=-2147483648)', true],
    ['(groupType:1.2.840.113556.1.4.803:=2147483650)', true],
    ['(groupType:1.2.840.113556.1.4.803:=4)', false],
    ['(adminCount:1.2.840.113556.1.4.803:=1)', false],
    ['(pwdLastSet>=133512345678901234)', true],
    ['(pwdLastSet>=133512345678901235)', false],
    ['(pwdLastSet<=133512345678901233)', false],
    ['(accountExpires>=99999999999999999)', true],
    ['(groupType<=-1)', true],
    ['(unlisted>=10)', true],
    ['(unlisted<=10)', true],
    // Booleans and times.
    ['(isDeleted=true)', true],
    ['(isDeleted=FALSE)', false],
    ['(isDeleted=yes)', undefined],
    ['(whenCreated=20241122101500Z)', true],
    ['(whenCreated=20241122191500+0900)', true],
    ['(whenCreated>=20241122101501.0Z)', false],
    ['(whenCreated<=20241122101501.0Z)', true],
    ['(whenCreated>=2024)', undefined],
    // Names.
    ['(manager=cn=lee\\5c2c ann, dc=CORP,dc=example)', true],
    ['(manager=CN="Lee, Ann",DC=corp,DC=example)', true],
    ['(manager=CN=Lee,DC=corp,DC=example)', false],
    ['(manager=CN=*)', undefined],
    ['(manager=nobody)', undefined],
    ['(distinguishedName=cn=kim minji,ou=sales,dc=corp,dc=example)', true],
    ['(ou:dn:=sales)', true],
    ['(ou:=sales)', false],
    ['(objectCategory=person)', true],
    ['(objectCategory=user)', true],
    ['(objectCategory=group)', false],
    ['(objectCategory=CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=example)', true],
    ['(objectClass=USER)', true],
    ['(objectClass=group)', false],
    // Identifiers, readable and as bytes.
    [`(objectSid=${sid})`, true],
    ['(objectSid=S-1-5-32-544)', false],
    ['(objectSid=kim)', undefined],
    [
      String.raw`(objectSid=\01\05\00\00\00\00\00\05\15\00\00\00\dc\f4\dc\3b\83\3d\2b\46\82\8b\a6\28\00\02\00\00)`,
      true,
    ],
    [`(objectGUID=${guid})`, true],
    [`(objectGUID={${guid.toUpperCase()}})`, true],
    [String.raw`(objectGUID=\78\56\34\12\bc\9a\f0\de\11\22\33\44\55\66\77\88)`, true],
    [String.raw`(logonHours=\00\ff\01)`, true],
    [String.raw`(logonHours=*\ff*)`, true],
    [String.raw`(logonHours>=\00\ff)`, true],
    ['(nTSecurityDescriptor=x)', undefined],
    ['(nTSecurityDescriptor=*)', true],
    // Rules.
    ['(cn:caseExactMatch:=Kim Minji)', true],
    ['(cn:caseExactMatch:=kim minji)', false],
    ['(cn:2.5.13.2:=kim minji)', true],
    ['(cn:1.2.3.4:=x)', undefined],
    ['(:2.5.13.2:=x)', undefined],
    // Ambiguous names.
    ['(anr=minj)', true],
    ['(anr=minji kim)', true],
    ['(anr=kim minji)', true],
    ['(anr=ki mi)', true],
    ['(anr= =kim)', true],
    ['(anr==ki)', false],
    ['(anr=lee)', false],
    // Three values joined.
    ['(&(cn=kim minji)(isDeleted=maybe))', undefined],
    ['(&(cn=lee)(isDeleted=maybe))', false],
    ['(|(cn=kim minji)(isDeleted=maybe))', true],
    ['(|(cn=lee)(isDeleted=maybe))', undefined],
  ])('%s %s', (text, answer) => {
    expect(compileFilter(parseFilter(text))(entry)).toBe(answer);
  });

  it('a schema decides what an attribute is, and what it knows', () => {
    const attribute = (name: string, oid: string, syntax: string, om: string, more = {}): DirectoryEntry => ({
      dn: `CN=${name}`,
      attributes: {
        objectClass: ['attributeSchema'],
        lDAPDisplayName: [name],
        attributeID: [oid],
        attributeSyntax: [syntax],
        oMSyntax: [om],
        schemaIDGUID: [guidToBytes(guid)!],
        ...more,
      },
    });
    const schema = filterSchema(
      buildSchema([
        attribute('cn', '2.5.4.3', '2.5.5.12', '64', { searchFlags: ['4'] }),
        attribute('info', '1.2.3', '2.5.5.5', '22'),
        attribute('unlisted', '1.2.4', '2.5.5.9', '2'),
      ]),
    );
    const ask = (text: string) => compileFilter(parseFilter(text), { schema })(entry);
    expect(ask('(2.5.4.3=kim minji)')).toBe(true);
    expect(ask('(noSuch=*)')).toBe(undefined);
    expect(ask('(!(noSuch=x))')).toBe(undefined);
    expect(ask('(unlisted<=10)')).toBe(true);
    expect(ask('(unlisted>=10)')).toBe(false);
    expect(ask('(anr=kim)')).toBe(true);
    expect(ask('(anr=minj)')).toBe(false);
    // A domain controller does not look into names.
    expect(ask('(cn:dn:=kim minji)')).toBe(true);
    expect(ask('(info:dn:=x)')).toBe(false);
  });
});

describe('chains', () => {
  const group = (name: string, ...member: string[]): DirectoryEntry => ({
    dn: `CN=${name}`,
    attributes: { member: member.map((each) => `CN=${each}`) },
  });
  const entries = [group('a', 'b', 'u'), group('b', 'c'), group('c', 'a', 'v'), group('d', 'u')];
  const asked = (text: string) => {
    const filter = parseFilter(text);
    const [chain] = compileSlots(filter).chains;
    const found = chainAmong(entries, chain!);
    const test = compileFilter(filter, { inChain: (_, dn) => found.has(dnKey(dn)) });
    return entries.filter((each) => test(each) === true).map(({ dn }) => dn.slice(3));
  };
  it.each([
    ['(member:1.2.840.113556.1.4.1941:=cn=V)', ['a', 'b', 'c']],
    ['(member:1.2.840.113556.1.4.1941:=CN=u)', ['a', 'b', 'c', 'd']],
    ['(member:1.2.840.113556.1.4.1941:=CN=d)', []],
    ['(!(member:1.2.840.113556.1.4.1941:=CN=v))', ['d']],
  ])('%s', (text, names) => expect(asked(text)).toEqual(names));

  it('cannot be told without knowing them', () => {
    expect(compileFilter(parseFilter('(member:1.2.840.113556.1.4.1941:=CN=v)'))(entries[0]!)).toBe(undefined);
  });
});

describe('bytes tell the same as values, or leave it open', () => {
  const context = { schema: knownSchema, nameOf: () => null };
  const encoder = new TextEncoder();
  const check = (test: ValueTest | null, stored: RawValue) => {
    if (!test) return;
    const bytes = typeof stored === 'string' ? encoder.encode(stored) : stored;
    const padded = Uint8Array.of(0x20, ...bytes, 0x30);
    const told = (typeof stored === 'string' ? test.text : test.bytes)?.(padded, 1, 1 + bytes.length);
    if (told !== undefined) expect([stored, told]).toEqual([stored, test.value(stored)]);
  };
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'A', 'b', ' ', 'é', 'e\u0301', 'ß', 'ｱ', '가', 'K', ',', '=', '\\', '"'), maxLength: 6 }), // prettier-ignore
    fc.integer({ min: -200, max: 200 }).map(String),
    fc.bigInt(-(2n ** 63n), 2n ** 63n).map(String),
    fc.constantFrom('-0', '+1', '01', '', '-', '4294967295', '-2147483648', 'cn=a,dc=b', 'CN=A,DC=B', 'cn=a, dc=b', 'cn=a b,dc=b'), // prettier-ignore
    fc
      .date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
      .map((date) => `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}.0Z`),
  );
  const syntax = fc.constantFrom<FilterSyntax>('text', 'guessed', 'exact', 'integer', 'boolean', 'time', 'dn', 'sid', 'guid', 'bytes', 'oid'); // prettier-ignore
  it('for every test', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(syntax, text, fc.oneof(text, fc.uint8Array({ maxLength: 8 })), (kind, asserted, stored) => {
        const value = textValue(asserted);
        for (const one of [stored, asserted]) {
          check(equalTest(kind, value, context), one);
          check(orderTest(kind, 'greaterOrEqual', value), one);
          check(orderTest(kind, 'lessOrEqual', value), one);
          for (const all of [true, false]) check(bitTest(value, all), one);
          if (value.length > 0) {
            check(substringTest(kind, { initial: value, any: [], final: null }), one);
            check(substringTest(kind, { initial: value, any: [value], final: value }), one);
            check(substringTest(kind, { initial: null, any: [value], final: null }), one);
            check(
              substringTest(kind, { initial: null, any: [value.slice(0, 1)], final: value.slice(-1) }),
              one,
            );
          }
        }
      }),
      { numRuns: runs * 5 },
    );
  });

  it('a value equals itself', () => {
    fc.assert(
      fc.property(syntax, text, (kind, value) => {
        expect(equalTest(kind, textValue(value), context)?.value(value) ?? true).toBe(true);
      }),
      { numRuns: runs },
    );
  });
});

it('answers whatever is asked: De Morgan holds, and a double negation says the same', () => {
  fc.assert(
    fc.property(arbitraryFilter, arbitraryFilter, (a, b) => {
      const ask = (filter: typeof a) => compileFilter(filter)(entry);
      const not = (part: typeof a) => ({ is: 'not' as const, part });
      expect(ask(not(not(a)))).toBe(ask(a));
      expect(ask(not({ is: 'and', parts: [a, b] }))).toBe(ask({ is: 'or', parts: [not(a), not(b)] }));
    }),
    { numRuns: runs },
  );
});
