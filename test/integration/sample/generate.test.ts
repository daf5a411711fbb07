/** The sample is the same at every time, obeys Active Directory's rules, and has every fault that its manifest says. */
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseDn } from '#domain/directory/dn.ts';
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import { objectKind } from '#domain/directory/kind.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import type { EstateFacts } from '#domain/estate/facts.ts';
import type { IamRole } from '#domain/estate/iam.ts';
import type { Reading } from '#domain/estate/reading.ts';
import { sidToText } from '#domain/directory/sid.ts';
import { generateSample } from '../../../resources/sample/generate.ts';
import type { Sample, SampleSource } from '../../../resources/sample/types.ts';

const sample = generateSample();
const { manifest } = sample;
const directories = sample.sources.filter((source) => source.entries !== undefined);
const [earlier, forest, partner, managed, simple] = directories as [
  SampleSource,
  SampleSource,
  SampleSource,
  SampleSource,
  SampleSource,
];
const estate = sample.sources.find((source) => source.estate?.roles.state === 'read')!.estate!;
const value = <T>(reading: Reading<T>): T => {
  if (reading.state !== 'read') throw new Error(reading.state);
  return reading.value;
};
const one = (entry: DirectoryEntry, name: string): string => String(entry.attributes[name]?.[0] ?? '');
const all = (entry: DirectoryEntry, name: string): readonly string[] =>
  (entry.attributes[name] ?? []) as readonly string[];
const sid = (entry: DirectoryEntry): string =>
  sidToText((entry.attributes['objectSid']?.[0] as Uint8Array | undefined) ?? new Uint8Array()) ?? '';
const everyEntry = [forest, partner, managed, simple].flatMap((source) => source.entries!);
const byDn = new Map(everyEntry.map((entry) => [entry.dn, entry]));
const at = (dn: string): DirectoryEntry => byDn.get(dn)!;

function fingerprint(of: Sample): string {
  const hash = createHash('sha256');
  // Many objects share one security descriptor.
  const texts = new Map<Uint8Array, string>();
  const textOf = (bytes: Uint8Array): string => {
    const text = texts.get(bytes) ?? Buffer.from(bytes).toString('hex');
    texts.set(bytes, text);
    return text;
  };
  hash.update(JSON.stringify(of, (_, held: unknown) => (held instanceof Uint8Array ? textOf(held) : held)));
  return hash.digest('hex');
}

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('the sample', () => {
  it('is the same two years on, and draws no lots of the runtime', () => {
    const random = vi.spyOn(Math, 'random');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 365 * 86_400_000 });
    expect(fingerprint(generateSample())).toBe(fingerprint(sample));
    expect(random).not.toHaveBeenCalled();
  });

  it('has its round numbers', () => {
    const kinds = forest.entries!.map(objectKind);
    expect(kinds.filter((kind) => kind === 'user')).toHaveLength(2500);
    expect(kinds.filter((kind) => kind === 'group')).toHaveLength(400);
    expect(value(estate.roles)).toHaveLength(60);
    expect(estate.accounts.map(({ id }) => id.length)).toEqual([12, 12, 12, 12]);
    expect(value(estate.directories).map(({ type }) => type)).toEqual([
      'MicrosoftAD',
      'ADConnector',
      'SimpleAD',
      'SharedMicrosoftAD',
    ]);
    expect(manifest.counts).toEqual({ users: 2500, groups: 400, roles: 60, accounts: 4, directories: 4 });
    expect(new Set(forest.entries!.map(objectKind)).size).toBeGreaterThanOrEqual(12);
  });

  it('names people as their countries do', () => {
    const people = forest.entries!.filter((entry) => one(entry, 'employeeID') !== '');
    const inSite = (site: string): DirectoryEntry[] =>
      people.filter((entry) => entry.dn.includes(`,OU=${site},`));
    expect(inSite('Seoul').every((entry) => /^[가-힣]+$/.test(one(entry, 'displayName')))).toBe(true);
    expect(inSite('Berlin').filter((entry) => /[äöüß]/i.test(entry.dn)).length).toBeGreaterThan(50);
    expect(inSite('Boston').every((entry) => entry.dn.includes(String.raw`\,`))).toBe(true);
    expect(people.every((entry) => /^[a-z0-9.]{2,20}$/.test(one(entry, 'sAMAccountName')))).toBe(true);
  });
});

describe('the directories obey the rules of Active Directory', () => {
  it.each(directories.map((source) => [`${source.source.name} ${source.readAt}`, source] as const))(
    '%s: parents first, names and identifiers once',
    (_, { entries }) => {
      const problems: string[] = [];
      const seen = new Set<string>();
      const once = (what: string): void => {
        if (seen.has(what)) problems.push(`${what} twice`);
        seen.add(what);
      };
      const contexts = /^(DC=[^,]+,DC=|CN=Configuration,DC=|CN=Schema,CN=Configuration,DC=)/;
      for (const entry of entries!) {
        parseDn(entry.dn);
        if (!contexts.test(entry.dn) && !seen.has(`dn ${dnKey(parentDn(entry.dn)!)}`))
          problems.push(`${entry.dn} before its parent`);
        once(`dn ${dnKey(entry.dn)}`);
        once(`guid ${String(entry.attributes['objectGUID']![0])}`);
        const identifier = sid(entry);
        if (identifier.startsWith('S-1-5-21-') && objectKind(entry) !== 'foreignSecurityPrincipal')
          once(`sid ${identifier}`);
        const sam = one(entry, 'sAMAccountName').toLowerCase();
        if (sam !== '') once(`name ${entry.dn.includes('DC=eu,')} ${sam}`);
      }
      expect(problems).toEqual([]);
      expect(seen.size).toBeGreaterThan(entries!.length * 2);
    },
  );

  it('every DN-valued attribute names an object, and memberOf is the back link of member', () => {
    const problems: string[] = [];
    let links = 0;
    for (const { entries } of [forest, partner, managed, simple]) {
      const here = new Set(entries!.map((entry) => entry.dn));
      for (const entry of entries!) {
        for (const name of ['member', 'memberOf', 'manager', 'managedBy']) {
          links += all(entry, name).length;
          for (const dn of all(entry, name)) if (!here.has(dn)) problems.push(`${entry.dn} ${name} ${dn}`);
        }
        for (const group of all(entry, 'memberOf'))
          if (!all(at(group), 'member').includes(entry.dn)) problems.push(`${entry.dn} memberOf ${group}`);
        if (new Set(all(entry, 'member')).size < all(entry, 'member').length)
          problems.push(`${entry.dn} has a member twice`);
      }
    }
    expect(problems).toEqual([]);
    expect(links).toBeGreaterThan(10_000);
  });

  it('groups hold only what their scope may hold', () => {
    const domain = (entry: DirectoryEntry): string => sid(entry).replace(/-\d+$/, '');
    const scope = (entry: DirectoryEntry): number => Number(one(entry, 'groupType')) & 0xe;
    /** 2 global: own domain, global groups. 8 universal: no domain local groups, nothing foreign. 4 domain local: anything. */
    const mayHold = (group: DirectoryEntry, member: DirectoryEntry): boolean => {
      const kind = objectKind(member);
      if (scope(group) === 4) return true;
      if (kind === 'foreignSecurityPrincipal') return false;
      if (scope(group) === 8) return kind !== 'group' || scope(member) !== 4;
      return (
        (kind === 'contact' || domain(member) === domain(group)) && (kind !== 'group' || scope(member) === 2)
      );
    };
    const groups = everyEntry.filter((entry) => objectKind(entry) === 'group');
    expect(groups.length).toBeGreaterThan(500);
    const wrong = groups.flatMap((group) =>
      all(group, 'member').flatMap((dn) => (mayHold(group, at(dn)) ? [] : `${group.dn} holds ${dn}`)),
    );
    expect(wrong).toEqual([]);
  });

  it('has nesting, circles, a group longer than one answer, expired, disabled and service accounts', () => {
    const nested = forest.entries!.filter((entry) =>
      all(entry, 'member').some((dn) => objectKind(at(dn)) === 'group'),
    );
    expect(nested.length).toBeGreaterThan(40);
    const [core, own] = ['GG-DEV-Core', 'GG-DEV-All'].map((name) =>
      forest.entries!.find((entry) => one(entry, 'cn') === name)!,
    ) as [DirectoryEntry, DirectoryEntry];
    expect(all(own, 'member')).toContain(own.dn);
    const onCall = all(core, 'member').find((dn) => dn.startsWith('CN=GG-DEV-OnCall'))!;
    const tools = all(at(onCall), 'member').find((dn) => dn.startsWith('CN=GG-DEV-Tools'))!;
    expect(all(at(tools), 'member')).toContain(core.dn);
    expect(Math.max(...forest.entries!.map((entry) => all(entry, 'member').length))).toBeGreaterThan(1500);
    const users = forest.entries!.filter((entry) => objectKind(entry) === 'user');
    expect(
      users.filter((entry) => (Number(one(entry, 'userAccountControl')) & 2) !== 0).length,
    ).toBeGreaterThan(60);
    expect(users.filter((entry) => all(entry, 'servicePrincipalName').length > 0).length).toBeGreaterThan(5);
    expect(forest.entries!.filter((entry) => objectKind(entry) === 'trust')).toHaveLength(4);
  });
});

const subjects = (id: number): readonly string[] =>
  manifest.faults.find((fault) => fault.id === id)!.subjects;
const account = {
  prod: '648120375592',
  dev: '739461028853',
  security: '527710934481',
  shared: '310298457716',
};
const group = (name: string): string => `CN=${name},OU=AWS Access,DC=hanbit,DC=example`;
const role = (id: string, name: string): IamRole =>
  value(estate.roles).find((one) => one.account === id && one.name === name)!;
const document = (name: string): string =>
  sample.sources.find((source) => source.document?.name === name)!.document!.text;
const trust = (id: string, name: string): string => JSON.stringify(role(id, name).trustPolicy);
const prod = (name: string): string => `arn:aws:iam::${account.prod}:role/${name}`;

/** Fault → subjects that must be among the manifest's, and the raw fact itself. */
const facts: readonly (readonly [number, string, readonly string[], () => boolean])[] = [
  [
    1,
    'no role Archive',
    [group(`AWS-${account.prod}-Archive`), group('AWS-990017263548-Admin')],
    () => role(account.prod, 'Archive') === undefined,
  ],
  [
    1,
    'Developer, not developer',
    [group(`AWS-${account.dev}-developer`)],
    () => role(account.dev, 'developer') === undefined && role(account.dev, 'Developer') !== undefined,
  ],
  [
    2,
    'Legacy has no group',
    [prod('Legacy')],
    () => !everyEntry.some((entry) => one(entry, 'sAMAccountName').endsWith('-Legacy')),
  ],
  [
    3,
    'Billing by name, delegation and assignment',
    [group(`AWS-${account.prod}-Billing`)],
    () =>
      delegated().some((one) => one.principalName.endsWith('-Billing')) &&
      center().groups.some((one) => one.displayName.includes('-Billing@')),
  ],
  [
    4,
    'the security bit is clear',
    [group(`AWS-${account.prod}-Network`)],
    () => (Number(one(at(group(`AWS-${account.prod}-Network`)), 'groupType')) & 0x80000000) === 0,
  ],
  [
    5,
    'only groups are members',
    ['CN=GG-Helpdesk,OU=Groups,OU=Corporate,DC=hanbit,DC=example'],
    () =>
      all(at('CN=GG-Helpdesk,OU=Groups,OU=Corporate,DC=hanbit,DC=example'), 'member').every(
        (dn) => objectKind(at(dn)) === 'group',
      ),
  ],
  [
    6,
    'only foreign principals are members, and the store has none',
    ['CN=DL-CloudOps,OU=Groups,OU=HBCLOUD,DC=cloud,DC=hanbit,DC=example'],
    () =>
      all(at('CN=DL-CloudOps,OU=Groups,OU=HBCLOUD,DC=cloud,DC=hanbit,DC=example'), 'member').every((dn) =>
        dn.includes('CN=ForeignSecurityPrincipals'),
      ) &&
      !center().memberships.some(
        (one) =>
          one.groupId === center().groups.find((it) => it.displayName.startsWith('DL-CloudOps@'))!.groupId,
      ),
  ],
  [
    7,
    'no member, three primary groups',
    [group(`AWS-${account.prod}-DBA`)],
    () =>
      all(at(group(`AWS-${account.prod}-DBA`)), 'member').length === 0 &&
      forest.entries!.filter(
        (entry) =>
          one(entry, 'primaryGroupID') ===
          sid(at(group(`AWS-${account.prod}-DBA`)))
            .split('-')
            .at(-1),
      ).length === 3,
  ],
  [
    8,
    'a disabled member of Admin',
    all(at(group(`AWS-${account.prod}-Admin`)), 'member').filter(
      (dn) => one(at(dn), 'userAccountControl') === '514',
    ),
    () =>
      all(at(group(`AWS-${account.prod}-Admin`)), 'member').some(
        (dn) => one(at(dn), 'userAccountControl') === '514',
      ),
  ],
  [
    9,
    'nobody in BreakGlass',
    [group(`AWS-${account.prod}-BreakGlass`), group(`AWS-${account.prod}-ReadOnly`)],
    () => all(at(group(`AWS-${account.prod}-BreakGlass`)), 'member').length === 0,
  ],
  [
    10,
    'a machine and a service in Backup',
    [
      'CN=BOS-BKP01,OU=Computers,OU=Boston,DC=hanbit,DC=example',
      'CN=svc-backup-bos,OU=Service Accounts,OU=Boston,DC=hanbit,DC=example',
    ],
    () =>
      all(at(group(`AWS-${account.prod}-Backup`)), 'member').includes(
        'CN=BOS-BKP01,OU=Computers,OU=Boston,DC=hanbit,DC=example',
      ),
  ],
  [
    11,
    'Admin is owned by an ordinary account',
    [group(`AWS-${account.prod}-Admin`)],
    () =>
      ownerOf(group(`AWS-${account.prod}-Admin`)) ===
      sid(at(one(at(group(`AWS-${account.prod}-Admin`)), 'managedBy'))),
  ],
  [
    12,
    'Domain Users and well-known principals',
    [group(`AWS-${account.prod}-ReadOnly`), group(`AWS-${account.dev}-Sandbox`)],
    () =>
      all(at(group(`AWS-${account.dev}-Sandbox`)), 'member').some((dn) => dn.startsWith('CN=S-1-1-0,')) &&
      all(at(group(`AWS-${account.prod}-ReadOnly`)), 'member').some((dn) => sid(at(dn)).endsWith('-513')),
  ],
  [
    13,
    'AdministratorAccess and PassRole on everything',
    [prod('Admin'), prod('DataScience')],
    () =>
      role(account.prod, 'Admin').attachedPolicies.some(
        ({ arn }) => arn === 'arn:aws:iam::aws:policy/AdministratorAccess',
      ),
  ],
  [
    14,
    'trusts',
    [prod('Audit'), prod('Support'), prod('Contractor'), prod('OpenAccess')],
    () =>
      !trust(account.prod, 'Audit').includes('SAML:aud') &&
      trust(account.prod, 'OpenAccess').includes('"AWS":"*"') &&
      !value(estate.samlProviders).some(({ arn }) => arn.endsWith('/HanbitADFS-Old')),
  ],
  [
    15,
    'metadata ended',
    [`arn:aws:iam::${account.dev}:saml-provider/HanbitADFS`],
    () =>
      value(estate.samlProviders).some(
        ({ account: id, name, validUntil }) =>
          id === account.dev && name === 'HanbitADFS' && validUntil! < '2026-10-30',
      ),
  ],
  [16, 'twelve hours', [prod('Admin')], () => role(account.prod, 'Admin').maxSessionDuration === 43_200],
  [
    17,
    'tags are sent and not taken',
    [prod('ReportReader'), prod('StorageOps')],
    () =>
      document('adfs-aws-sign-in.txt').includes('PrincipalTag:') &&
      !trust(account.prod, 'ReportReader').includes('sts:TagSession') &&
      !trust(account.prod, 'StorageOps').includes('sts:SetSourceIdentity'),
  ],
  [
    18,
    'a suffix that no role has',
    [prod('CrossAccountAudit')],
    () =>
      trust(account.prod, 'CrossAccountAudit').includes('AWSReservedSSO_SecurityAudit_0c2d9fe17ab34586') &&
      !value(estate.roles).some(({ name }) => name.endsWith('_0c2d9fe17ab34586')),
  ],
  [
    19,
    'a USER assignment',
    [],
    () => center().assignments.filter((one) => one.principalType === 'USER').length === 1,
  ],
  [
    20,
    'gone from the store, and from the directory',
    ['GG-Retired-Lab@hanbit.example'],
    () =>
      center().assignments.some(
        (one) =>
          ![...center().groups.map((it) => it.groupId), ...center().users.map((it) => it.userId)].includes(
            one.principalId,
          ),
      ) && !everyEntry.some((entry) => one(entry, 'sAMAccountName') === 'GG-Retired-Lab'),
  ],
  [
    21,
    'an outdated copy',
    [],
    () => center().permissionSets.filter((set) => set.outdatedIn.length > 0).length === 1,
  ],
  [
    22,
    'not used for a year',
    [prod('Legacy')],
    () => role(account.prod, 'Legacy').lastUsed!.date! < '2025-10-30',
  ],
  [
    23,
    'a console password',
    [`arn:aws:iam::${account.prod}:user/minjun.kim`],
    () => value(estate.users).some((user) => user.hasConsolePassword === true),
  ],
  [
    24,
    'in Deploy and Approve',
    all(at(group(`AWS-${account.prod}-Deploy`)), 'member').filter((dn) =>
      all(at(group(`AWS-${account.prod}-Approve`)), 'member').includes(dn),
    ),
    () =>
      all(at(group(`AWS-${account.prod}-Deploy`)), 'member').some((dn) =>
        all(at(group(`AWS-${account.prod}-Approve`)), 'member').includes(dn),
      ),
  ],
  [
    25,
    'twelve characters that are not d',
    ['adfs-aws-lab.txt'],
    () =>
      document('adfs-aws-lab.txt').includes('[^d]{12}') &&
      document('adfs-aws-sign-in.txt').includes(String.raw`(\d{12})`),
  ],
  [
    26,
    'renamed since',
    [group('AWS-310298457716-NetworkReader')],
    () =>
      one(
        earlier.entries!.find((entry) => entry.dn === group('AWS-310298457716-NetworkReader'))!,
        'sAMAccountName',
      ) !== one(at(group('AWS-310298457716-NetworkReader')), 'sAMAccountName') &&
      String(
        earlier.entries!.find((entry) => entry.dn === group('AWS-310298457716-NetworkReader'))!.attributes[
          'objectGUID'
        ]![0],
      ) === String(at(group('AWS-310298457716-NetworkReader')).attributes['objectGUID']![0]),
  ],
  [
    26,
    'an old SID',
    forest.entries!.filter((entry) => entry.attributes['sIDHistory'] !== undefined).map((entry) => entry.dn),
    () => forest.entries!.some((entry) => entry.attributes['sIDHistory'] !== undefined),
  ],
  [
    27,
    'an alias and no list',
    ['d-99672d07e5'],
    () =>
      value(estate.directories).some(
        (one) => one.directoryId === 'd-99672d07e5' && one.alias === 'hanbit-lab',
      ) && !delegated().some((one) => one.directoryId === 'd-99672d07e5'),
  ],
  [28, 'RADIUS failed', ['d-9b672e41c8'], () => value(estate.directories)[0]!.radius!.status === 'Failed'],
  [
    29,
    'one name in two domains',
    [
      group(`AWS-${account.prod}-ReadOnly`),
      `CN=AWS-${account.prod}-ReadOnly,OU=Groups,OU=Berlin,DC=eu,DC=hanbit,DC=example`,
    ],
    () => document('adfs-aws-sign-in.txt').includes(';tokenGroups;{0}'),
  ],
  [
    30,
    'two keys, root key',
    [`arn:aws:iam::${account.prod}:user/minjun.kim`, `arn:aws:iam::${account.shared}:root`],
    () => estate.accounts[0]!.root!.accessKeys === 1,
  ],
  [
    31,
    'Cognito',
    [prod('CognitoAuthenticated'), prod('CognitoUnauthenticated')],
    () => !trust(account.prod, 'CognitoAuthenticated').includes(':aud'),
  ],
  [
    32,
    'pass and run',
    [prod('DataScience'), prod('EC2AppServer')],
    () => trust(account.prod, 'EC2AppServer').includes('ec2.amazonaws.com'),
  ],
];
function delegated() {
  return value(
    sample.sources.find((source) => source.source.kind === 'delegation-list')!.estate!.delegations,
  );
}
function center() {
  return value(estate.identityCenter);
}
function ownerOf(dn: string): string {
  const bytes = at(dn).attributes['nTSecurityDescriptor']![0] as Uint8Array;
  const start = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  return sidToText(bytes.slice(start, start + 8 + bytes[start + 1]! * 4)) ?? '';
}

describe('the manifest', () => {
  it('has every fault once, with subjects', () => {
    expect(manifest.faults.map((fault) => fault.id)).toEqual(
      Array.from({ length: 32 }, (_, index) => index + 1),
    );
    expect(manifest.faults.filter((fault) => fault.subjects.length === 0)).toEqual([]);
  });

  it.each(facts)('fault %i: %s', (id, _, among, holds) => {
    expect(subjects(id)).toEqual(expect.arrayContaining([...among]));
    expect(holds()).toBe(true);
  });

  it('says who is behind a mapping by each mechanism', () => {
    const of = (principal: string, mechanism: string) =>
      manifest.mappings.find(
        (mapping) => mapping.principal === principal && mapping.mechanism === mechanism,
      )!;
    const helpDesk = of(String.raw`HANBIT\GG-Helpdesk`, 'delegation');
    expect([helpDesk.arriving.length, helpDesk.effective.length]).toEqual([0, 14]);
    const cloud = of('DL-CloudOps@cloud.hanbit.example', 'identity-center');
    expect([cloud.arriving.length, cloud.foreign.length, cloud.effective.length]).toEqual([0, 7, 7]);
    expect(cloud.foreign.every(({ dn }) => dn?.endsWith('DC=hanbit,DC=example'))).toBe(true);
    const dba = of(`AWS-${account.prod}-DBA`, 'saml');
    expect([dba.direct.length, dba.primaryOnly.length, dba.arriving.length]).toEqual([0, 3, 3]);
    expect(of(`AWS-${account.prod}-Network`, 'saml').arriving).toEqual([]);
    expect(of(`AWS-${account.dev}-developer`, 'saml').groups).toHaveLength(5);
  });
});

describe('the copies in AWS', () => {
  it.each([
    ['Managed AD', managed, 0],
    ['Simple AD', simple, 1],
  ] as const)('%s differs from the forest in twelve things and in no other', (_, directory, index) => {
    const { forestBase, copyBase, ignored, differences } = manifest.copies[index]!;
    expect(differences).toHaveLength(12);
    const inside = (source: SampleSource, base: string): DirectoryEntry[] =>
      source.entries!.filter((entry) => entry.dn === base || entry.dn.endsWith(`,${base}`));
    const pairs = new Map(
      differences
        .filter(({ kind }) => kind === 'moved' || kind === 'renamed')
        .map((one) => [one.forestDn, one.copyDn]),
    );
    const carried = (dn: string): string =>
      pairs.get(dn) ?? (dn.endsWith(forestBase) ? dn.slice(0, -forestBase.length) + copyBase : dn);
    const copies = new Map(inside(directory, copyBase).map((entry) => [entry.dn, entry]));
    const found: string[] = [];
    for (const entry of inside(forest, forestBase)) {
      const copy = copies.get(carried(entry.dn));
      if (copy === undefined) {
        found.push(`onlyInForest ${entry.dn}`);
        continue;
      }
      copies.delete(copy.dn);
      if (copy.dn !== carried(entry.dn) || pairs.has(entry.dn)) found.push(`placed ${entry.dn}`);
      for (const name of new Set([...Object.keys(entry.attributes), ...Object.keys(copy.attributes)])) {
        if (ignored.includes(name) || ((name === 'cn' || name === 'name') && pairs.has(entry.dn))) continue;
        const before = all(entry, name).map(carried).toSorted().join('\n');
        if (before !== [...all(copy, name)].toSorted().join('\n')) found.push(`changed ${entry.dn} ${name}`);
      }
    }
    for (const dn of copies.keys()) found.push(`onlyInCopy ${dn}`);
    const planted = differences.map(({ kind, forestDn, copyDn, attribute }) =>
      kind === 'moved' || kind === 'renamed'
        ? `placed ${forestDn}`
        : kind === 'changed'
          ? `changed ${forestDn} ${attribute}`
          : `${kind} ${forestDn ?? copyDn}`,
    );
    expect(found.toSorted()).toEqual(planted.toSorted());
    const pair = differences.filter(({ kind }) => kind === 'renamed' || kind === 'moved');
    for (const { forestDn, copyDn } of pair)
      expect(one(at(copyDn!), 'sAMAccountName')).toBe(one(at(forestDn!), 'sAMAccountName'));
  });
});

describe('the estate', () => {
  it('names only policies, providers and groups that it holds, save the planted ones', () => {
    const facts: EstateFacts = estate;
    const policies = new Set(value(facts.policies).map(({ arn }) => arn));
    for (const one of [...value(facts.roles), ...value(facts.users), ...value(facts.groups)]) {
      for (const { arn } of one.attachedPolicies) expect(policies).toContain(arn);
    }
    const ids = value(facts.roles).map(({ roleId }) => roleId);
    expect(new Set(ids).size).toBe(60);
    for (const id of ids) expect(id).toMatch(/^AROA[A-Z0-9]{17}$/);
    for (const { name } of value(facts.roles)) expect(name).toMatch(/^[\w+=,.@-]{1,64}$/);
  });
});
