/** What names and numbers of other objects mean in two directories: the object, and not the text. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompareFilter, DifferenceRow } from '#contract/compare.ts';
import { descriptorBytes } from '#domain/directory/security/fixtures.ts';
import { guidToBytes } from '#domain/directory/guid.ts';
import type { RawValue } from '#domain/directory/object.ts';
import type { Workspace } from '#workspace/api.ts';
import { openWorkspace } from '#workspace/open.ts';

const all: CompareFilter = { kinds: null, objectKinds: null, attribute: null, keys: null, text: '', below: null }; // prettier-ignore
let folder: string;
let workspace: Workspace;
let asked = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'treeline-compare-names-'));
  workspace = await openWorkspace(join(folder, 'w.treeline'), { mode: 'create' });
}, 60_000);
afterAll(async () => {
  await workspace.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Values = Readonly<Record<string, string | readonly RawValue[]>>;
/** An object: RDN, its number for objectGUID and SID (0 = neither), further values. `{root}` in a value is the root's name. */
type Thing = readonly [rdn: string, number: number, values: Values];

const guid = (number: number): Uint8Array => guidToBytes(`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`)!; // prettier-ignore

async function directory(root: string, domain: string | null, things: readonly Thing[]): Promise<number> {
  const source = { kind: 'forest', name: root, origin: 'on-premises', directoryId: null } as const;
  const writer = await workspace.beginSnapshot(source, new Date(Date.UTC(2026, 0, 1) + ++asked * 1000).toISOString()); // prettier-ignore
  const filled = (value: RawValue): RawValue => typeof value === 'string' ? value.replaceAll('{root}', root) : value; // prettier-ignore
  await writer.addEntries([
    { dn: root, attributes: { objectClass: ['top', 'domainDNS'], ...(domain === null ? {} : { objectSid: [domain] }) } }, // prettier-ignore
    ...things.map(([rdn, number, values]) => ({
      dn: `${rdn},${root}`,
      attributes: {
        objectClass: ['top', 'user'],
        ...(number > 0 ? { objectGUID: [guid(number)] } : {}),
        ...(number > 0 && domain !== null ? { objectSid: [`${domain}-${number}`] } : {}),
        ...Object.fromEntries(
          Object.entries(values).map(([name, of]) => [name, (typeof of === 'string' ? [of] : of).map(filled)]), // prettier-ignore
        ),
      },
    })),
  ]);
  return (await writer.complete()).id;
}

async function differences(a: number, b: number, withNoise = false): Promise<[string, DifferenceRow][]> {
  const id = `n${++asked}`;
  const end = (snapshotId: number) => ({ snapshotId, base: null });
  await workspace.compare(id, { a: end(a), b: end(b), mapping: null, withNoise, withReserved: false }, () => {}); // prettier-ignore
  const { rows } = await workspace.compareDifferences(id, all, { offset: 0, limit: 100 });
  return rows.map((row) => [id, row]);
}
const said = (rows: readonly [string, DifferenceRow][]): string[] =>
  rows.map(([, row]) => `${(row.a ?? row.b)!.name}: ${[...row.kinds, ...row.attributes].join(' ')}`).toSorted(); // prettier-ignore

const group = (number: number, account: string): Thing => [`CN=${account}`, number, { objectClass: ['top', 'group'], sAMAccountName: account }]; // prettier-ignore

describe('names of other objects', () => {
  const root = 'DC=corp,DC=example';
  const of = (lee: string, min: string, more: readonly Thing[]) =>
    directory(root, null, [[`CN=${lee}`, 1, {}], [`CN=${min}`, 2, {}], ...more]);

  it.each([
    ['manager', 'CN=Lee,{root}'],
    ['managedBy', 'cn=lee,{root}'],
    ['otherWellKnownObjects', 'B:32:683A24E2E8164BD3AF86AC3C2CF3F981:CN=Lee,{root}'],
    ['gPLink', '[LDAP://CN=Lee,{root};0]'],
  ])(
    '%s: the same text for somebody else is a difference, another text for the same one is none',
    async (attribute, lee) => {
      const before = await of('Lee', 'Min', [['CN=Kim', 3, { [attribute]: lee }]]);
      // Lee and Min have changed their names; Kim's value now names Min.
      const same = await of('Min', 'Lee', [['CN=Kim', 3, { [attribute]: lee }]]);
      expect(said(await differences(before, same))).toEqual([`Kim: changed ${attribute}`, 'Lee: renamed', 'Min: renamed']); // prettier-ignore
      const other = await of('Min', 'Lee', [['CN=Kim', 3, { [attribute]: lee.replace(/Lee/i, 'Min') }]]);
      expect(said(await differences(before, other))).toEqual(['Lee: renamed', 'Min: renamed']);
      expect(said(await differences(before, before))).toEqual([]);
    },
  );

  it('sees it in one value of many, kept once for many objects', async () => {
    const people = (text: string) =>
      Array.from({ length: 60 }, (_, n): Thing => [`CN=p${n}`, 100 + n, { manager: text, title: 'x'.repeat(n) }]); // prettier-ignore
    const before = await of('Lee', 'Min', people('CN=Lee,{root}'));
    const same = await of('Min', 'Lee', people('CN=Lee,{root}'));
    expect(await differences(before, same)).toHaveLength(62);
  });

  it('takes a name of nothing as the other end does', async () => {
    const before = await of('Lee', 'Min', [['CN=Kim', 3, { manager: 'CN=Gone,{root}' }]]);
    const gone = await of('Lee', 'Min', [
      ['CN=Kim', 3, { manager: 'CN=Gone,{root}' }],
      ['CN=Gone', 4, {}],
    ]);
    expect(said(await differences(before, gone))).toEqual(['Gone: onlyInB']);
  });
});

describe('primaryGroupID', () => {
  const [one, two] = ['S-1-5-21-1-1-1', 'S-1-5-21-2-2-2'];
  const kim = (rid: string): Thing => ['CN=Kim', 0, { objectSid: 'S-1-5-21-9-9-9-7', sAMAccountName: 'kim', primaryGroupID: rid }]; // prettier-ignore
  const across = async (a: readonly Thing[], b: readonly Thing[], ridA: string, ridB: string) => {
    const user = (domain: string, rid: string): Thing => ['CN=Kim', 0, { ...kim(rid)[2], objectSid: `${domain}-7777` }]; // prettier-ignore
    const ofA = await directory('DC=one', one, [...a.map(([rdn, n, v]): Thing => [rdn, 0, { ...v, objectSid: `${one}-${n}` }]), user(one, ridA)]); // prettier-ignore
    const ofB = await directory('DC=two', two, [...b.map(([rdn, n, v]): Thing => [rdn, 0, { ...v, objectSid: `${two}-${n}` }]), user(two, ridB)]); // prettier-ignore
    return said(await differences(ofA, ofB));
  };
  it.each<[string, number, number, number, string, string, string[]]>([
    ['other numbers of one group', 1200, 2400, 1201, '1200', '2400', []],
    ['one number of other groups', 1200, 1201, 1200, '1200', '1200', ['Kim: changed primaryGroupID']],
    ['the group that every domain has', 1200, 2400, 1201, '513', '513', []],
    ['another group', 1200, 2400, 2401, '1200', '2401', ['Kim: changed primaryGroupID']],
  ])('%s', async (_, staffA, staffB, guestsB, ridA, ridB, expected) => {
    const a = [group(staffA, 'staff'), group(1300, 'guests'), group(513, 'Domain Users')];
    const b = [group(staffB, 'staff'), group(guestsB, 'guests'), group(513, 'Domain Users')];
    expect(await across(a, b, ridA, ridB)).toEqual(expected);
  });
  it('is a number where one end has no SIDs', async () => {
    const a = await directory('DC=one', one, [group(1200, 'staff'), ['CN=Kim', 0, { objectSid: `${one}-7`, primaryGroupID: '1200' }]]); // prettier-ignore
    const b = await directory('DC=one', null, [group(1200, 'staff'), ['CN=Kim', 0, { primaryGroupID: '1200' }]]); // prettier-ignore
    expect(said(await differences(a, b))).toEqual([]);
  });
});

describe('options of attributes', () => {
  const root = 'DC=corp,DC=example';
  const of = (values: Values, number = 3) => directory(root, null, [['CN=Kim', number, values]]);
  const many = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `tel ${from + n}`);
  it.each<[string, Values, Values, string[]]>([
    [
      'values in ranges',
      { 'otherTelephone;range=0-1': many(0, 2), 'otherTelephone;range=2-*': many(2, 4) },
      { otherTelephone: many(0, 4) },
      [],
    ],
    [
      'the second range',
      { 'otherTelephone;range=0-1': many(0, 2), 'otherTelephone;range=2-*': many(2, 4) },
      { 'otherTelephone;range=0-1': many(0, 2), 'otherTelephone;range=2-*': many(3, 5) },
      ['Kim: changed otherTelephone'],
    ],
    [
      'binary',
      { 'userCertificate;binary': [Uint8Array.of(255, 1)] },
      { userCertificate: [Uint8Array.of(255, 1)] },
      [],
    ],
    [
      'languages turned',
      { 'description;lang-en': 'a', 'description;lang-ko': 'b' },
      { 'description;lang-en': 'b', 'description;lang-ko': 'a' },
      ['Kim: changed description;lang-en description;lang-ko'],
    ],
    [
      'a language',
      { description: 'a', 'description;lang-ko': 'b' },
      { description: 'a', 'description;LANG-KO': 'c' },
      ['Kim: changed description;lang-ko'],
    ],
  ])('%s', async (_, a, b, expected) => {
    expect(said(await differences(await of(a), await of(b)))).toEqual(expected);
    // As objects of one name that have no identity.
    const rows = await differences(await of(a, 0), await of(b, 0));
    expect(said(rows)).toEqual(expected);
    for (const [id, row] of rows) {
      const pair = await workspace.comparePair(id, 'a', row.a!.id);
      expect(pair.attributes.filter(({ outcome }) => outcome === 'different').map(({ name }) => name).toSorted()).toEqual(row.attributes.toSorted()); // prettier-ignore
    }
  });
}, 60_000);

describe('security descriptors', () => {
  const [one, two] = ['S-1-5-21-1-1-1', 'S-1-5-21-2-2-2'];
  const of = (domain: string, staff: number, trusted: number) => {
    const allow = (rid: number) => ({ type: 0 as const, flags: 0, mask: 0x20094, objectType: null, inheritedObjectType: null, sid: `${domain}-${rid}`, condition: null }); // prettier-ignore
    const bytes = descriptorBytes({ control: 0x8004, owner: `${domain}-512`, group: null, dacl: { revision: 2, aces: [allow(trusted)] }, sacl: null }); // prettier-ignore
    const named = (account: string, number: number, values: Values): Thing => [`CN=${account}`, 0, { ...values, sAMAccountName: account, objectSid: `${domain}-${number}` }]; // prettier-ignore
    return directory(`DC=${domain.slice(-1)}`, domain, [
      named('staff', staff, { objectClass: ['top', 'group'] }),
      named('kim', 4000, {
        nTSecurityDescriptor: [bytes],
        'msDS-AllowedToActOnBehalfOfOtherIdentity': [bytes],
      }),
    ]);
  };
  it('are compared across domains by the trustees that were matched; that of the object only when asked for', async () => {
    const a = await of(one, 1200, 1200);
    expect(said(await differences(a, await of(two, 2400, 2400), true))).toEqual([]);
    const others = await of(two, 2400, 2401);
    expect(said(await differences(a, others))).toEqual([
      'kim: changed msDS-AllowedToActOnBehalfOfOtherIdentity',
    ]);
    const [found, ...more] = await differences(a, others, true);
    expect([said([found!]), more]).toEqual([['kim: changed nTSecurityDescriptor msDS-AllowedToActOnBehalfOfOtherIdentity'], []]); // prettier-ignore
  });
  it('name whom all directories know, though several objects stand for him and come in another order', async () => {
    const bytes = descriptorBytes({
      control: 0x8004,
      owner: 'S-1-5-11',
      group: 'S-1-5-21-9-9-9-1105',
      dacl: null,
      sacl: null,
    });
    const standIn = (number: number, sid: string): Thing => [`CN=${number} ${sid}`, 0, { objectClass: ['top', 'foreignSecurityPrincipal'], objectSid: sid, objectGUID: [guid(900 + number)] }]; // prettier-ignore
    const things = (descriptor: Uint8Array): Thing[] => [
      standIn(1, 'S-1-5-11'),
      standIn(2, 'S-1-5-11'),
      standIn(3, 'S-1-5-21-9-9-9-1105'),
      standIn(4, 'S-1-5-21-9-9-9-1105'),
      ['CN=kim', 0, { sAMAccountName: 'kim', objectSid: `${one}-4000`, nTSecurityDescriptor: [descriptor] }],
    ];
    const a = await directory('DC=1', one, things(bytes));
    // The same said in other bytes, so that what they say is compared.
    const longer = Uint8Array.from([...bytes, 0, 0, 0, 0]);
    const other = await directory('DC=1', one, things(longer).toReversed());
    expect(said(await differences(a, other, true))).toEqual([]);
  });
  it('say that they are left out, and why', async () => {
    const [[id, row] = ['', null]] = await differences(await of(one, 1200, 1200), await of(two, 2400, 2401));
    const { attributes } = await workspace.comparePair(id, 'a', row!.a!.id);
    expect(attributes.find(({ name }) => name === 'nTSecurityDescriptor')).toMatchObject({ outcome: 'noise', noise: 'ownToDirectory' }); // prettier-ignore
  });
}, 60_000);

describe('effective members', () => {
  const root = 'DC=corp,DC=example';
  const stranger: Thing = ['CN=S-1-5-21-9-9-9-1105', 9, { objectClass: ['top', 'foreignSecurityPrincipal'] }];
  const of = (members: readonly string[]) =>
    directory(root, null, [
      ['CN=all', 1, { objectClass: ['top', 'group'], member: members }],
      ['CN=inner', 2, { objectClass: ['top', 'group'], member: ['CN=Kim,{root}', 'CN=Gone,DC=other'] }],
      ['CN=Kim', 3, {}],
      stranger,
    ]);
  it.each<[string, string[], { code: string; a: number; b: number } | null]>([
    ['what is in no other directory is followed', ['CN=Kim,{root}'], null],
    [
      'a stand-in is not',
      ['CN=Kim,{root}', `${stranger[0]},{root}`],
      { code: 'acrossSnapshots', a: 1, b: 0 },
    ],
    [
      'nor a name that was not read, on the way',
      ['CN=inner,{root}'],
      { code: 'acrossSnapshots', a: 1, b: 0 },
    ],
  ])('%s', async (_, members, notReadable) => {
    const [a, b] = [await of(members), await of(['CN=Kim,{root}'])];
    const id = `m${++asked}`;
    const end = (snapshotId: number) => ({ snapshotId, base: null });
    await workspace.compare(id, { a: end(a), b: end(b), mapping: null, withNoise: false, withReserved: false }, () => {}); // prettier-ignore
    const pair = await workspace.comparePair(id, 'a', 2);
    expect(pair.a?.name).toBe('all');
    expect(pair.membership?.effective.notReadable).toEqual(notReadable);
    expect(pair.membership?.direct.onlyInA).toBe(members.includes('CN=Kim,{root}') ? members.length - 1 : 1);
  });
}, 60_000);
