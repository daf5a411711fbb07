import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guidToBytes } from '../guid.ts';
import { fromHex } from '../hex.ts';
import type { DirectoryEntry, RawValue } from '../object.ts';
import { parseDescription } from './description.ts';
import { buildSchema } from './index.ts';
import { classDetail, superiorsOf, usersOf } from './inherit.ts';
import { attributeSyntaxes, directorySyntax, subschemaSyntax } from './syntax.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
type Given = string | number | readonly string[] | Uint8Array;
const base = 'CN=Schema,CN=Configuration,DC=corp,DC=example';
function object(kind: string, cn: string, attributes: Record<string, Given>): DirectoryEntry {
  const values = Object.entries(attributes).map(([name, given]): [string, readonly RawValue[]] => [
    name,
    given instanceof Uint8Array ? [given] : typeof given === 'object' ? given : [String(given)],
  ]);
  return {
    dn: `CN=${cn},${base}`,
    attributes: { objectClass: ['top', kind], cn: [cn], ...Object.fromEntries(values) },
  };
}
const guid = (digit: number) => `${digit}0000000-0000-0000-0000-000000000000`;
const bytes = (digit: number) => guidToBytes(guid(digit))!;
const classSchema = (name: string, attributes: Record<string, Given>) =>
  object('classSchema', name, {
    lDAPDisplayName: name,
    governsID: `1.2.${name.length}.${name}`,
    objectClassCategory: 1,
    subClassOf: 'top',
    ...attributes,
  });
const attributeSchema = (name: string, attributes: Record<string, Given>) =>
  object('attributeSchema', `cn-${name}`, {
    lDAPDisplayName: name,
    attributeSyntax: '2.5.5.12',
    oMSyntax: 64,
    isSingleValued: 'TRUE',
    ...attributes,
  });

const entries = [
  classSchema('top', {
    objectClassCategory: 2,
    systemMustContain: ['objectClass'],
    systemMayContain: ['description'],
    possSuperiors: ['lostAndFound'],
  }),
  classSchema('person', { objectClassCategory: 0, mustContain: ['cn'], mayContain: ['sn', 'Description'] }),
  classSchema('user', {
    subClassOf: 'person',
    systemAuxiliaryClass: ['securityPrincipal'],
    auxiliaryClass: ['gone'],
    systemPossSuperiors: ['organizationalUnit'],
    mayContain: ['cn'],
    schemaIDGUID: bytes(1),
    defaultSecurityDescriptor: 'D:(A;;GA;;;DA)',
  }),
  classSchema('computer', { subClassOf: 'user' }),
  classSchema('organizationalUnit', {}),
  classSchema('securityPrincipal', {
    objectClassCategory: 3,
    systemMustContain: ['sAMAccountName'],
    auxiliaryClass: ['user'],
  }),
  classSchema('old', { isDefunct: 'TRUE' }),
  attributeSchema('cn', { searchFlags: 0x1 | 0x4, isMemberOfPartialAttributeSet: 'TRUE' }),
  attributeSchema('member', {
    attributeSyntax: '2.5.5.1',
    oMSyntax: 127,
    isSingleValued: 'FALSE',
    linkID: 2,
    schemaIDGUID: bytes(2),
    attributeSecurityGUID: bytes(3),
  }),
  attributeSchema('memberOf', { attributeSyntax: '2.5.5.1', oMSyntax: 127, linkID: 3, systemFlags: 0x1 }),
  attributeSchema('tokenGroups', { attributeSyntax: '2.5.5.17', oMSyntax: 4, systemFlags: 0x4 }),
  attributeSchema('secret', { searchFlags: 0x80 | 0x200, rangeLower: 1, rangeUpper: 64 }),
  object('controlAccessRight', 'Membership', {
    rightsGuid: guid(3),
    validAccesses: 48,
    appliesTo: [guid(1).toUpperCase(), guid(9)],
  }),
  object('controlAccessRight', 'Reset', {
    rightsGuid: guid(4),
    validAccesses: 256,
    displayName: 'Reset Password',
  }),
  object('controlAccessRight', 'Self-Membership', { rightsGuid: guid(2), validAccesses: 8 }),
  object('controlAccessRight', 'damaged', { rightsGuid: 'no GUID' }),
  object('container', 'other', {}),
];
const schema = buildSchema(entries);

describe('the schema of an Active Directory', () => {
  it('gives a class what it takes from others, with the class it comes from', () => {
    const detail = classDetail(schema, schema.classNamed('USER')!);
    expect(detail.superiors).toEqual(['person', 'top']);
    expect(
      detail.attributes.map(({ name, required, from }) => `${name} ${required ? 'must' : 'may'} ${from}`),
    ).toEqual([
      'cn must person',
      'objectClass must top',
      'sAMAccountName must securityPrincipal',
      'Description may person',
      'sn may person',
    ]);
    expect(detail.allAuxiliary).toEqual([
      { name: 'securityPrincipal', from: 'user' },
      { name: 'gone', from: 'user' },
      { name: 'user', from: 'securityPrincipal' },
    ]);
    expect(detail.allPossibleSuperiors).toEqual([
      { name: 'organizationalUnit', from: 'user' },
      { name: 'lostAndFound', from: 'top' },
    ]);
    expect(detail.subclasses).toEqual(['computer']);
    expect(detail.unknown).toEqual(['gone', 'lostAndFound']);
    expect(detail.defaultSecurityDescriptor).toBe('D:(A;;GA;;;DA)');
  });

  it('tells kinds apart', () => {
    const kinds = Object.fromEntries(schema.classes.map(({ name, kind }) => [name, kind]));
    expect(kinds).toMatchObject({
      top: 'abstract',
      person: 'class88',
      user: 'structural',
      securityPrincipal: 'auxiliary',
    });
    expect(schema.classNamed('top')!.superior).toBeNull();
    expect(schema.classNamed('old')!.defunct).toBe(true);
  });

  it('says of attributes what their flags say', () => {
    expect(schema.attributeNamed('cn')).toMatchObject({
      indexed: true,
      anr: true,
      globalCatalog: true,
      confidential: false,
      syntax: 'unicodeString',
    });
    expect(schema.attributeNamed('member')).toMatchObject({
      singleValued: false,
      link: { name: 'memberOf', end: 'back' },
      propertySet: guid(3),
    });
    expect(schema.attributeNamed('memberOf')).toMatchObject({
      replicated: false,
      link: { name: 'member', end: 'forward' },
    });
    expect(schema.attributeNamed('tokenGroups')).toMatchObject({
      constructed: true,
      syntax: 'sid',
      flags: ['systemFlags.constructed'],
    });
    expect(schema.attributeNamed('secret')).toMatchObject({
      confidential: true,
      rodcFiltered: true,
      rangeLower: 1,
      rangeUpper: 64,
    });
    expect(usersOf(schema, 'description')).toEqual([
      { name: 'person', required: false },
      { name: 'top', required: false },
    ]);
  });

  it('names what a GUID of a security descriptor means', () => {
    expect(schema.guidName(guid(1))).toEqual({ is: 'class', name: 'user', displayName: null });
    expect(schema.guidNames(guid(2)).map(({ is, name }) => `${is} ${name}`)).toEqual([
      'attribute member',
      'validatedWrite Self-Membership',
    ]);
    expect(schema.guidName(guid(4).toUpperCase())).toEqual({
      is: 'extendedRight',
      name: 'Reset',
      displayName: 'Reset Password',
    });
    expect(schema.guidName(guid(8))).toBeNull();
    expect(schema.rightNamed('membership')).toMatchObject({
      kind: 'propertySet',
      attributes: ['member'],
      appliesTo: [guid(9), 'user'],
    });
    expect(schema.rights).toHaveLength(3);
  });

  it('ends where superiors go in a circle', () => {
    const circle = buildSchema([
      classSchema('a', { subClassOf: 'b' }),
      classSchema('b', { subClassOf: 'a' }),
    ]);
    expect(superiorsOf(circle, circle.classNamed('a')!).map(({ name }) => name)).toEqual(['b']);
    expect(classDetail(circle, circle.classNamed('a')!).attributes).toEqual([]);
  });
});

describe('syntaxes', () => {
  // [MS-ADTS] 3.1.1.2.2.2.
  it.each([
    ['2.5.5.1', 127, '2b0c0287731c00854a', 'dn'],
    ['2.5.5.7', 127, '2a864886f7140101010b', 'dnBinary'],
    ['2.5.5.14', 127, '2b0c0287731c00853e', 'accessPoint'],
    ['2.5.5.14', 127, '2a864886f7140101010c', 'dnString'],
    ['2.5.5.10', 4, '', 'octetString'],
    ['2.5.5.10', 127, '2a864886f71401010106', 'replicaLink'],
    ['2.5.5.16', 65, '', 'largeInteger'],
    ['2.5.5.99', 1, '', 'unknown'],
  ])('%s %i %s is %s', (syntax, om, omClass, expected) => {
    expect(directorySyntax(syntax, om, omClass)).toBe(expected);
    expect(attributeSyntaxes).toContain(expected);
    expect(fromHex(omClass)).not.toBeNull();
  });

  it.each([
    ['1.3.6.1.4.1.1466.115.121.1.15{256}', 'unicodeString'],
    ['1.3.6.1.4.1.1466.115.121.1.12', 'dn'],
    ['1.2.3', 'unknown'],
  ])('%s is %s', (oid, expected) => expect(subschemaSyntax(oid)).toBe(expected));
});

describe('a subschema', () => {
  const subschema: DirectoryEntry = {
    dn: 'cn=Subschema',
    attributes: {
      objectClass: ['top', 'subentry', 'subschema'],
      attributeTypes: [
        "( 2.5.4.41 NAME 'name' DESC 'RFC4519: it\\27s a name' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15{32768} )",
        "( 2.5.4.3 NAME ( 'cn' 'commonName' ) SUP name )",
        "( 2.5.18.1 NAME 'createTimestamp' SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE NO-USER-MODIFICATION USAGE directoryOperation )",
        'nonsense',
      ],
      objectClasses: [
        "( 2.5.6.0 NAME 'top' ABSTRACT MUST objectClass )",
        "( 2.5.6.6 NAME 'person' SUP top STRUCTURAL MUST ( sn $ cn ) MAY ( userPassword $ description ) )",
        "( 1.1 NAME 'extra' SUP ( top $ person ) AUXILIARY OBSOLETE X-ORIGIN ( 'a' 'b' ) )",
      ],
    },
  };
  const read = buildSchema([subschema]);

  it('is read as classes and attributes', () => {
    expect(read.attributeNamed('commonName')).toMatchObject({
      name: 'cn',
      aliases: ['commonName'],
      syntax: 'unicodeString',
      rangeUpper: 32_768,
      singleValued: false,
    });
    expect(read.attributeNamed('name')!.description).toBe("RFC4519: it's a name");
    expect(read.attributeNamed('createTimestamp')).toMatchObject({
      singleValued: true,
      flags: ['systemFlags.operational'],
    });
    expect(read.attributes).toHaveLength(3);
    expect(
      classDetail(read, read.classNamed('2.5.6.6')!).attributes.map(({ name, required }) => [name, required]),
    ).toEqual([
      ['cn', true],
      ['objectClass', true],
      ['sn', true],
      ['description', false],
      ['userPassword', false],
    ]);
    expect(read.classNamed('extra')).toMatchObject({
      kind: 'auxiliary',
      superior: 'top',
      auxiliary: ['person'],
      defunct: true,
    });
  });

  it('gives way to schema objects', () => {
    expect(buildSchema([subschema, ...entries]).attributeNamed('commonName')).toBeNull();
  });

  it.each([
    '',
    '()',
    '( )',
    '( 1.1',
    "( 1.1 NAME 'a )",
    '( 1.1 NAME )',
    '( 1.1 NAME ( a ( b ) ) )',
    "( '1.1' NAME a )",
    '( 1.1 ) x',
  ])('%j is no description', (text) => expect(parseDescription(text)).toBeNull());

  it('takes any text', () => {
    const word = fc.constantFrom(
      '(',
      ')',
      '$',
      "'",
      'NAME',
      'SUP',
      '1.1',
      'a',
      ' ',
      '\\27',
      'MUST',
      'SINGLE-VALUE',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        (text) => {
          const description = parseDescription(`( 1.1 ${text} )`);
          expect(description === null || description.oid === '1.1').toBe(true);
          buildSchema([{ dn: '', attributes: { attributeTypes: [text], objectClasses: [text] } }]);
        },
      ),
      { numRuns },
    );
  });
});
