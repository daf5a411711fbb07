import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeSchema } from '../../../contract/shapes.ts';
import type { Attribute as ContractAttribute } from '../../../contract/shapes.ts';
import { flag as flagEn } from '../../../contract/words/en/flag.ts';
import { value as valueEn } from '../../../contract/words/en/value.ts';
import { flag as flagKo } from '../../../contract/words/ko/flag.ts';
import { value as valueKo } from '../../../contract/words/ko/value.ts';
import { fromHex } from '../hex.ts';
import type { RawValue } from '../object.ts';
import { binaryAttributes, isBinaryAttribute } from './binary.ts';
import { decodeAttribute, decodeEntry, maxValues, syntaxes } from './decode.ts';
import { isSecretAttribute, secretAttributes, withoutSecrets } from './secret.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const uac = (...flags: string[]) => flags.map((each) => `userAccountControl.${each}`);

describe('decodeAttribute', () => {
  it.each<[string, RawValue, string, object, string[]?]>([
    ['cn', 'Ann', 'text', { text: 'Ann' }],
    [
      'objectGUID',
      fromHex('33221100554477668899aabbccddeeff')!,
      'guid',
      { text: '00112233-4455-6677-8899-aabbccddeeff' },
    ],
    [
      'OBJECTSID',
      fromHex('01020000000000052000000020020000')!,
      'sid',
      { text: 'S-1-5-32-544', code: 'wellKnown.administrators' },
    ],
    ['objectSid', 'S-1-5-21-1-2-3-1104', 'sid', { text: 'S-1-5-21-1-2-3-1104' }],
    ['primaryGroupID', '513', 'rid', { text: '513', code: 'wellKnown.domainUsers' }],
    ['primaryGroupID', '1104', 'rid', { text: '1104' }],
    ['accountExpires', '0', 'filetime', { text: '0', code: 'never' }],
    ['accountExpires', '9223372036854775807', 'filetime', { text: '9223372036854775807', code: 'never' }],
    ['accountExpires', '133500000000000000', 'filetime', { text: '2024-01-17T21:20:00Z' }],
    ['pwdLastSet', '0', 'filetime', { text: '0', code: 'mustChangePassword' }],
    ['lastLogon', '0', 'filetime', { text: '0', code: 'neverHappened' }],
    ['lockoutTime', '0', 'filetime', { text: '0', code: 'notLocked' }],
    [
      'lastLogonTimestamp',
      '133500000000000000',
      'filetime',
      { text: '2024-01-17T21:20:00Z', code: 'lastLogonReplicated' },
    ],
    ['pwdLastSet', '-1', 'filetime', { text: '-1' }],
    ['maxPwdAge', '-36288000000000', 'span', { text: 'P42D', code: 'span.days', params: { days: 42 } }],
    ['minPwdAge', '-864000000000', 'span', { text: 'P1D', code: 'span.oneDay' }],
    ['maxPwdAge', '-9223372036854775808', 'span', { code: 'span.endless' }],
    ['maxPwdAge', '0', 'span', { code: 'span.endless' }],
    ['minPwdAge', '0', 'span', { text: 'PT0S', code: 'span.none' }],
    [
      'lockoutDuration',
      '-18000000000',
      'span',
      { text: 'PT30M', code: 'span.minutes', params: { minutes: 30 } },
    ],
    ['lockoutDuration', '0', 'span', { code: 'span.untilUnlocked' }],
    ['msDS-LockoutDuration', '-9223372036854775808', 'span', { code: 'span.untilUnlocked' }],
    [
      'lockOutObservationWindow',
      '-937840000000',
      'span',
      { text: 'P1DT2H3M4S', code: 'span.mixed', params: { days: 1, hours: 2, minutes: 3, seconds: 4 } },
    ],
    ['whenCreated', '20241122101500.0Z', 'generalizedTime', { text: '2024-11-22T10:15:00Z' }],
    [
      'userAccountControl',
      '514',
      'userAccountControl',
      { text: '0x202', flags: uac('disabled', 'normalAccount') },
    ],
    [
      'msDS-User-Account-Control-Computed',
      '8388624',
      'userAccountControl',
      { text: '0x800010', flags: uac('lockedOut', 'passwordExpired') },
    ],
    [
      'groupType',
      '-2147483646',
      'groupType',
      {
        text: '0x80000002',
        code: 'group.global.security',
        flags: ['groupType.global', 'groupType.security'],
      },
    ],
    ['sAMAccountType', '805306368', 'sAMAccountType', { text: '805306368', code: 'accountType.user' }],
    ['trustDirection', '1', 'trustDirection', { text: '1', code: 'trustDirection.inbound' }],
    ['trustType', '2', 'trustType', { text: '2', code: 'trustType.uplevel' }],
    ['trustAttributes', '8', 'trustAttributes', { text: '0x8', flags: ['trustAttributes.forestTransitive'] }],
    ['domainFunctionality', '7', 'functionalLevel', { text: '7', code: 'functionalLevel.2016' }],
    ['msDS-SupportedEncryptionTypes', '0', 'encryptionTypes', { code: 'defaultEncryption', flags: [] }],
    [
      'instanceType',
      '5',
      'instanceType',
      { flags: ['instanceType.namingContextHead', 'instanceType.writable'] },
    ],
    [
      'systemFlags',
      '3',
      'systemFlags',
      { flags: ['systemFlags.namingContext', 'systemFlags.domain'] },
      ['top', 'crossRef'],
    ],
    [
      'systemFlags',
      '3',
      'systemFlags',
      { flags: ['systemFlags.notReplicated', 'systemFlags.requiredInPartialSet'] },
      ['attributeSchema'],
    ],
    [
      'systemFlags',
      '-1946157056',
      'systemFlags',
      {
        text: '0x8c000000',
        flags: [
          'systemFlags.domainDisallowMove',
          'systemFlags.domainDisallowRename',
          'systemFlags.disallowDelete',
        ],
      },
    ],
    ['options', '1', 'dsaOptions', { text: '0x1', flags: ['dsaOptions.globalCatalog'] }, ['nTDSDSA']],
    ['options', '1', 'dsaOptions', { text: '1' }, ['siteLink']],
    ['isDeleted', 'TRUE', 'boolean', { text: 'TRUE', code: 'true' }],
    ['adminCount', '1', 'integer', { text: '1' }],
    ['member', 'CN=a,DC=b', 'dn', { text: 'CN=a,DC=b' }],
    [
      'nTSecurityDescriptor',
      Uint8Array.of(1, 0, 4),
      'securityDescriptor',
      { text: '010004', code: 'bytes', params: { size: 3 } },
    ],
    ['x-photo', Uint8Array.of(0xff), 'bytes', { text: 'ff', code: 'bytes', params: { size: 1 } }],
    ['x-time', '20241122101500.0Z', 'generalizedTime', { text: '2024-11-22T10:15:00Z' }],
    [
      'userCertificate;binary',
      new Uint8Array(65),
      'bytes',
      { text: `${'00'.repeat(64)}…`, params: { size: 65 } },
    ],
    ['msLAPS-Password', '{"p":"x"}', 'secret', { text: '', code: 'withheld' }],
    ['groupType', 'seven', 'groupType', { text: 'seven' }],
  ])('%s: %s', (name, value, syntax, decoded, classes) => {
    const attribute = decodeAttribute(name, [value], classes);
    expect(attribute).toMatchObject({ name, syntax, decoded: [decoded], total: 1 });
  });

  it('keeps the values as read beside their meaning', () => {
    expect(decodeAttribute('x', ['a', Uint8Array.of(0xff)]).raw).toEqual([
      { text: 'a', encoding: 'utf8' },
      { text: 'ff', encoding: 'hex' },
    ]);
  });

  it('carries the first 1,000 values and counts them all', () => {
    const attribute = decodeAttribute(
      'member',
      Array.from({ length: 5000 }, (_, at) => `CN=${at}`),
    );
    expect(attribute.total).toBe(5000);
    expect(attribute.decoded).toHaveLength(maxValues);
    expect(attribute.raw).toHaveLength(maxValues);
  });

  it('claims every attribute once', () => {
    const names = syntaxes.flatMap((syntax) => syntax.attributes.map((name) => name.toLowerCase()));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

  it('answers any value in the shape of the contract, with words whose places it fills', () => {
    const known = syntaxes.flatMap((syntax) => syntax.attributes);
    const name = fc.oneof(fc.constantFrom(...known), fc.string());
    const value = fc.oneof(
      fc.string(),
      fc.uint8Array({ maxLength: 80 }),
      fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
      fc.integer().map(String),
      fc.nat(12).map(String),
    );
    const classes = fc.subarray(['crossRef', 'attributeSchema', 'nTDSDSA', 'groupPolicyContainer']);
    fc.assert(
      fc.property(name, fc.array(value, { maxLength: 4 }), classes, (name, values, classes) => {
        const attribute: ContractAttribute = decodeAttribute(name, values, classes);
        expect(attributeSchema.parse(attribute)).toEqual(attribute);
        expect(attribute.decoded).toHaveLength(values.length);
        for (const { code, params = {}, flags = [] } of attribute.decoded) {
          const sentence = code === undefined ? '' : valueEn[code as keyof typeof valueEn];
          expect(Object.keys(params)).toEqual(expect.arrayContaining(places(sentence)));
          expect(Object.keys(flagEn)).toEqual(expect.arrayContaining(flags));
        }
      }),
      { numRuns: numRuns * 3 },
    );
  });

  it('has the same places in both languages', () => {
    expect(Object.keys(valueKo)).toEqual(Object.keys(valueEn));
    expect(Object.keys(flagKo)).toEqual(Object.keys(flagEn));
    for (const [code, sentence] of Object.entries(valueEn)) {
      expect(places(valueKo[code as keyof typeof valueKo])).toEqual(places(sentence));
    }
  });
});

describe('decodeEntry', () => {
  it('sorts by name and knows the classes', () => {
    const attributes = decodeEntry({
      dn: 'CN=x',
      attributes: { systemFlags: ['1'], objectClass: ['top', 'crossRef'], CN: ['x'] },
    });
    expect(attributes.map(({ name }) => name)).toEqual(['CN', 'objectClass', 'systemFlags']);
    expect(attributes[2]!.decoded[0]!.flags).toEqual(['systemFlags.namingContext']);
  });
});

describe('binary and secret attributes', () => {
  it.each([
    'objectGUID',
    'objectsid',
    'userCertificate;binary',
    'x;binary',
    'tokenGroups',
    'nTSecurityDescriptor',
  ])('%s is binary', (name) => expect(isBinaryAttribute(name)).toBe(true));
  it.each(['cn', 'member;range=0-1', 'rightsGuid', 'binary'])('%s is not', (name) =>
    expect(isBinaryAttribute(name)).toBe(false),
  );

  it('secrets are neither asked for as bytes nor shown', () => {
    expect(binaryAttributes.filter(isSecretAttribute)).toEqual([]);
    for (const name of secretAttributes) {
      expect(JSON.stringify(decodeAttribute(name, ['hunter2', fromHex('cafe')!]))).not.toMatch(
        /hunter2|cafe/,
      );
    }
    const entry = { dn: 'uid=a', attributes: { uid: ['a'], 'UserPassword;x': ['{SSHA}x'] } };
    expect(withoutSecrets(entry)).toEqual({ dn: 'uid=a', attributes: { uid: ['a'] } });
    const clean = { dn: 'uid=a', attributes: { uid: ['a'] } };
    expect(withoutSecrets(clean)).toBe(clean);
  });
});
