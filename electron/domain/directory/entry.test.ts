import { describe, expect, it } from 'vitest';
import { fromHex } from './hex.ts';
import { objectKind } from './kind.ts';
import { rowFacts } from './row.ts';
import { baseName, firstInteger, firstText, textsOf, valuesOf } from './values.ts';

const entry = (attributes: Record<string, (string | Uint8Array)[]>, dn = 'CN=x,DC=corp') => ({
  dn,
  attributes,
});

describe('values', () => {
  const some = entry({
    sAMAccountName: ['ann'],
    member: [],
    'member;range=0-1': ['a', 'b'],
    'Member;range=2-*': ['c'],
    'userCertificate;binary': [Uint8Array.of(1)],
    memberOf: ['g'],
    mail: [Uint8Array.of(0xff), Uint8Array.of(0x61)],
  });

  it.each([
    ['samaccountname', ['ann']],
    ['MEMBER', ['a', 'b', 'c']],
    ['userCertificate', [Uint8Array.of(1)]],
    ['memberOf', ['g']],
    ['constructor', []],
    ['absent', []],
  ])('%s', (name, values) => expect(valuesOf(some, name)).toEqual(values));

  it('reads text and integers', () => {
    expect(firstText(some, 'mail')).toBeNull();
    expect(textsOf(some, 'mail')).toEqual(['a']);
    expect(baseName('member;range=0-1')).toBe('member');
    expect(firstInteger(entry({ a: ['-12'] }), 'A')).toBe(-12);
    expect(firstInteger(entry({ a: ['-0'] }), 'A')).toBe(0);
    expect(firstInteger(entry({ a: ['9223372036854775807'] }), 'a')).toBeNull();
    expect(firstInteger(entry({ a: ['12x'] }), 'a')).toBeNull();
  });
});

describe('kind', () => {
  it.each([
    ['user', ['top', 'person', 'organizationalPerson', 'user']],
    ['computer', ['top', 'person', 'organizationalPerson', 'user', 'computer']],
    [
      'serviceAccount',
      ['top', 'person', 'organizationalPerson', 'user', 'computer', 'msDS-GroupManagedServiceAccount'],
    ],
    ['contact', ['top', 'person', 'organizationalPerson', 'contact']],
    ['user', ['top', 'person', 'organizationalPerson', 'user', 'inetOrgPerson']],
    ['group', ['top', 'group']],
    ['domain', ['top', 'domain', 'domainDNS']],
    ['organizationalUnit', ['top', 'ORGANIZATIONALUNIT']],
    ['container', ['top', 'container']],
    ['container', ['top', 'builtinDomain']],
    ['policy', ['top', 'container', 'groupPolicyContainer']],
    ['trust', ['top', 'leaf', 'trustedDomain']],
    ['foreignSecurityPrincipal', ['top', 'foreignSecurityPrincipal']],
    ['domain', ['top', 'dcObject', 'organization']],
    ['group', ['top', 'groupOfNames']],
    ['group', ['top', 'posixGroup']],
    ['user', ['top', 'account', 'posixAccount']],
    ['other', ['top', 'crossRef']],
    ['other', []],
  ])('%s: %j', (kind, objectClass) => expect(objectKind(entry({ objectClass }))).toBe(kind));

  it.each([
    ['group', { sAMAccountType: ['268435456'] }],
    ['user', { sAMAccountType: ['805306368'] }],
    ['computer', { sAMAccountType: ['805306369'] }],
    ['group', { groupType: ['-2147483646'] }],
    ['other', { sAMAccountType: ['1'] }],
  ])('%s without a class: %j', (kind, attributes) => expect(objectKind(entry(attributes))).toBe(kind));
});

describe('row', () => {
  it('takes what the entry tells, bytes or text', () => {
    const facts = {
      dn: 'CN=Smith\\, Ann,OU=x,DC=corp',
      name: 'Smith, Ann',
      kind: 'user',
      guid: '00112233-4455-6677-8899-aabbccddeeff',
      sid: 'S-1-5-32-544',
      samAccountName: 'ann',
      userPrincipalName: 'ann@corp',
      displayName: 'Ann Smith',
      mail: 'ann@corp.example',
      description: 'first',
      disabled: true,
      groupType: null,
    };
    const attributes = {
      objectClass: ['top', 'user'],
      objectGUID: [fromHex('33221100554477668899aabbccddeeff')!],
      objectSid: [fromHex('01020000000000052000000020020000')!],
      sAMAccountName: ['ann'],
      userPrincipalName: ['ann@corp'],
      displayName: ['Ann Smith'],
      mail: ['ann@corp.example'],
      description: ['first', 'second'],
      userAccountControl: ['514'],
    };
    expect(rowFacts(entry(attributes, facts.dn))).toEqual(facts);
    const asText = { ...attributes, objectGUID: [facts.guid.toUpperCase()], objectSid: [facts.sid] };
    expect(rowFacts(entry(asText, facts.dn))).toEqual(facts);
  });

  it.each([
    [
      'DC=corp,DC=example,DC=com',
      { objectClass: ['domainDNS'] },
      { name: 'corp.example.com', kind: 'domain', disabled: null },
    ],
    ['dc=example,dc=com', { objectClass: ['dcObject', 'organization'] }, { name: 'example.com' }],
    ['CN=g', { groupType: ['2147483650'] }, { kind: 'group', groupType: -2147483646 }],
    ['CN=u', { userAccountControl: ['512'] }, { disabled: false }],
    ['not a name', {}, { name: 'not a name', kind: 'other', guid: null, sid: null }],
    ['', {}, { name: '' }],
    [
      'uid=a',
      { entryUUID: ['00112233-4455-6677-8899-AABBCCDDEEFF'] },
      { guid: '00112233-4455-6677-8899-aabbccddeeff' },
    ],
  ])('%s', (dn, attributes, facts) => expect(rowFacts(entry(attributes, dn))).toMatchObject(facts));
});
