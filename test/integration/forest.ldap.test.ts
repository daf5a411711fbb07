/**
 * The lab's two forests (Samba), live and as snapshots: what the model says is what OpenLDAP's own client reads, both ends of
 * the trust agree, and a policy, a deleted object and a schema are told as the server has them.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ForestView, TrustRow } from '#contract/forest.ts';
import { sidToText } from '#domain/directory/sid.ts';
import type { Known } from '#domain/forest/known.ts';
import type { Engine } from '#engine/engine.ts';
import {
  forestDeleted,
  forestLive,
  forestPolicies,
  forestResultantPolicy,
  forestSubnets,
  forestView,
} from '#engine/forest.ts';
import { schemaAttribute, schemaClass, schemaClasses } from '#engine/schema.ts';
import type { DirectoryConnection } from '#ldap/api.ts';
import { startLab, type Lab } from '../lab/lab.ts';
import { testEngine, type TestEngine } from '../support/engine.ts';
import { changeCorp } from './labChanges.ts';
import { faultOf, labLdap, ldapsearch, toCorp } from './ldapSupport.ts';

const corp = 'DC=corp,DC=example,DC=com';
const partner = 'DC=partner,DC=example,DC=net';
const configuration = `CN=Configuration,${corp}`;
const policies = `CN=Password Settings Container,CN=System,${corp}`;
const administrator = `CN=Administrator,CN=Users,${corp}`;
const seconds = '-18000000000';
const subnet = `CN=10.77.0.0/16,CN=Subnets,CN=Sites,${configuration}`;
const doomed = `CN=Doomed,CN=Users,${corp}`;
const signsInAs = `CN=Policy One,CN=Users,${corp}`;
const page = { offset: 0, limit: 1000 };

let lab: Lab;
let test: TestEngine;
let live: Engine;
const connections: Record<string, DirectoryConnection> = {};
const ids: Record<string, number> = {};

const value = <T>(known: Known<T>): T => {
  if (known.state !== 'read') throw new Error(`${known.reason} ${known.where}`);
  return known.value;
};
/** What OpenLDAP's client reads of one object; values as text. */
async function read(host: string, base: string, ...names: string[]): Promise<Record<string, string[]>> {
  const user = `Administrator@${host === lab.corp.address ? lab.corp.dnsDomain : lab.partner.dnsDomain}`;
  const args = [
    '-H',
    `ldaps://${host}`,
    '-D',
    user,
    '-w',
    lab.passwords.administrator,
    '-b',
    base,
    '-s',
    'base',
  ];
  const found = await ldapsearch([...args, ...names], {
    LDAPTLS_CACERT: lab.ca.file,
    LDAPTLS_REQCERT: 'never',
  });
  const [attributes = {}] = found.values();
  return Object.fromEntries(
    Object.entries(attributes).map(([name, values]) => [
      name,
      values.map((each) => Buffer.from(each, 'base64').toString('latin1')),
    ]),
  );
}

beforeAll(async () => {
  lab = await startLab();
  await changeCorp(lab, 'delete', [`CN=Admins16,${policies}`, subnet, doomed, signsInAs]);
  await changeCorp(lab, 'add', [
    {
      dn: `CN=Admins16,${policies}`,
      objectClass: 'msDS-PasswordSettings',
      'msDS-PasswordSettingsPrecedence': '10',
      'msDS-PasswordReversibleEncryptionEnabled': 'FALSE',
      'msDS-PasswordHistoryLength': '24',
      'msDS-PasswordComplexityEnabled': 'TRUE',
      'msDS-MinimumPasswordLength': '16',
      'msDS-MinimumPasswordAge': '0',
      'msDS-MaximumPasswordAge': '-36288000000000',
      'msDS-LockoutThreshold': '0',
      'msDS-LockoutObservationWindow': seconds,
      'msDS-LockoutDuration': seconds,
      'msDS-PSOAppliesTo': `CN=Domain Admins,CN=Users,${corp}`,
    },
    { dn: subnet, objectClass: 'subnet', siteObject: `CN=Default-First-Site-Name,CN=Sites,${configuration}` },
    { dn: doomed, objectClass: 'contact' },
    {
      dn: signsInAs,
      objectClass: 'user',
      sAMAccountName: 'policyone',
      userPrincipalName: 'policy.one@corp.example.com',
    },
  ]);
  await changeCorp(lab, 'delete', [doomed]);
  const ldap = labLdap(lab);
  const sign = (host: string, domain: string) =>
    ldap.connect(toCorp(lab, { host, user: `Administrator@${domain}` }), lab.passwords.administrator);
  connections['corp'] = await sign(lab.corp.address, lab.corp.dnsDomain);
  connections['partner'] = await sign(lab.partner.address, lab.partner.dnsDomain);
  test = testEngine();
  const { engine } = test;
  // The lab's connections in the place of those that profiles would dial.
  const held = {
    with: (profileId: string, work: (connection: DirectoryConnection) => unknown) =>
      work(connections[profileId]!),
  };
  live = { ...engine, live: held } as unknown as Engine;
  await engine.workspace.open(join(test.folder, 'w.treeline'), { mode: 'create' });
  const { signal } = new AbortController();
  for (const [name, base] of [
    ['corp', corp],
    ['partner', partner],
  ] as const) {
    // prettier-ignore
    const writer = await engine.workspace.current.beginSnapshot(
      { kind: 'forest', name, origin: 'on-premises', directoryId: null },
      new Date().toISOString(),
    );
    for (const context of [base, `CN=Configuration,${base}`, `CN=Schema,CN=Configuration,${base}`]) {
      const request = { base: context, scope: 'sub', filter: '(objectClass=*)', attributes: ['*'] } as const;
      for await (const entries of connections[name]!.stream(request, signal))
        await writer.addEntries(entries);
    }
    ids[name] = (await writer.complete()).id;
  }
}, 120_000);
afterAll(async () => {
  await test?.close();
  for (const connection of Object.values(connections)) await connection.close();
  if (lab) await changeCorp(lab, 'delete', [`CN=Admins16,${policies}`, subnet, signsInAs]);
  await lab?.release();
});

const ofCorp = (forests: readonly ForestView[]) => forests.find(({ id }) => id === 'corp.example.com')!;
const trustOf = ({ trusts }: ForestView): TrustRow => trusts[0]!;

describe.each(['snapshot', 'live'] as const)('the forest of the lab, %s', (way) => {
  let forest: ForestView;
  beforeAll(async () => {
    forest =
      way === 'live'
        ? await forestLive(live, { profileId: 'corp' })
        : ofCorp((await forestView(test.engine, {})).forests);
  });

  it('has its domain as the server tells it', async () => {
    const head = await read(lab.corp.address, corp, 'objectSid', 'msDS-Behavior-Version', 'fSMORoleOwner');
    const [domain] = forest.domains;
    expect(forest.domains).toHaveLength(1);
    expect(domain).toMatchObject({
      dns: 'corp.example.com',
      root: true,
      tree: 'corp.example.com',
      captured: true,
    });
    expect(value(domain!.netbios)).toBe('CORP');
    expect(value(domain!.sid)).toBe(sidToText(Buffer.from(head['objectsid']![0]!, 'latin1')));
    expect(value(domain!.level).value).toBe(Number(head['msds-behavior-version']![0]));
    const partitions = await read(
      lab.corp.address,
      `CN=Partitions,${configuration}`,
      'msDS-Behavior-Version',
    );
    expect(value(forest.level).value).toBe(Number(partitions['msds-behavior-version']?.[0] ?? 0));
    const schema = await read(lab.corp.address, `CN=Schema,${configuration}`, 'objectVersion');
    expect(value(forest.schemaVersion)).toBe(Number(schema['objectversion']![0]));
  });

  it('has one controller, which holds every role', () => {
    const { rows } = value(forest.controllers);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      domain: 'corp.example.com',
      globalCatalog: { value: true },
      readOnly: { value: false },
    });
    const five = ['schema', 'naming', 'pdc', 'rid', 'infrastructure'];
    const held = forest.roles.filter(
      ({ domain, role }) => domain !== null || role === 'schema' || role === 'naming',
    );
    expect(held.map(({ role }) => role)).toEqual(five);
    expect(held.map(({ holder }) => value(holder).controller)).toEqual(five.map(() => rows[0]!.name));
  });

  it('has its sites, subnets and contexts', () => {
    expect(value(forest.sites).rows).toMatchObject([
      { name: 'Default-First-Site-Name', subnets: 1, controllers: 1 },
    ]);
    expect(value(forest.subnets).rows).toMatchObject([
      {
        name: '10.77.0.0/16',
        family: 'ipv4',
        prefixLength: 16,
        problem: null,
        site: 'Default-First-Site-Name',
      },
    ]);
    const kinds = value(forest.contexts).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['application', 'application', 'configuration', 'domain', 'schema']);
    expect(value(forest.siteLinks).rows).toMatchObject([{ name: 'DEFAULTIPSITELINK', transport: 'IP' }]);
  });

  it('has the trust as its own end tells it', async () => {
    const stored = await read(
      lab.corp.address,
      `CN=partner.example.net,CN=System,${corp}`,
      'trustDirection', 'trustAttributes', 'securityIdentifier', 'flatName',
    ); // prettier-ignore
    const trust = trustOf(forest);
    expect(forest.trusts).toHaveLength(1);
    expect(trust).toMatchObject({
      domain: 'corp.example.com',
      partner: 'partner.example.net',
      direction: 'both',
      kind: 'forest',
      transitive: true,
      attributes: Number(stored['trustattributes']![0]),
      partnerNetbios: stored['flatname']![0],
      partnerSid: sidToText(Buffer.from(stored['securityidentifier']![0]!, 'latin1')),
      sidFiltering: { code: 'forest.byDefault' },
    });
    const names = value(trust.names!);
    expect(names).toContainEqual(
      expect.objectContaining({
        is: 'domain',
        name: 'partner.example.net',
        netbios: 'PARTNER',
        sid: trust.partnerSid,
      }),
    );
    expect(names).toContainEqual(
      expect.objectContaining({ is: 'suffix', name: 'partner.example.net', enabled: true }),
    );
  });
});

describe('both forests in one workspace', () => {
  it('hold the two ends of one trust, and the ends agree', async () => {
    const { forests } = await forestView(test.engine, {});
    expect(forests.map(({ id }) => id)).toEqual(['corp.example.com', 'partner.example.net']);
    expect(forests.map((each) => trustOf(each).otherEnd)).toMatchObject([
      { state: 'found', disagreements: [], ref: { snapshotId: ids['partner'] } },
      { state: 'found', disagreements: [], ref: { snapshotId: ids['corp'] } },
    ]);
    const [alone] = (await forestView(test.engine, { snapshotIds: [ids['corp']!] })).forests;
    expect(trustOf(alone!).otherEnd).toEqual({ state: 'partnerNotRead' });
  });

  it('say alike live and from the snapshot', async () => {
    const plain = (forest: ForestView) =>
      JSON.parse(
        JSON.stringify(forest, (key, held: unknown) =>
          ['snapshotId', 'objectId', 'sources', 'otherEnd', 'contexts', 'roles', 'captured'].includes(key)
            ? undefined
            : held,
        ),
      ) as unknown;
    expect(plain(await forestLive(live, { profileId: 'corp' }))).toEqual(
      plain(ofCorp((await forestView(test.engine, {})).forests)),
    );
  });

  it('page their subnets', async () => {
    const place = { in: 'snapshot', snapshotId: ids['corp']! } as const;
    expect(value(await forestSubnets(test.engine, { place, text: '10.77', page }))).toMatchObject({
      total: 1,
    });
    expect(value(await forestSubnets(test.engine, { place, site: null, page })).total).toBe(0);
  });
});

describe('policies of the lab', () => {
  it.each(['snapshot', 'live'] as const)('hold for whom they are meant, %s', async (way) => {
    const place =
      way === 'live'
        ? ({ in: 'live', profileId: 'corp' } as const)
        : ({ in: 'snapshot', snapshotId: ids['corp']! } as const);
    const [domain] = (await forestPolicies(live, { place })).domains;
    const head = await read(lab.corp.address, corp, 'minPwdLength', 'lockoutThreshold');
    const settings = new Map(
      value(domain!.password).map(({ setting, value: held }) => [setting, held?.text]),
    );
    expect(settings.get('minimumLength')).toBe(head['minpwdlength']![0]);
    expect(settings.get('lockoutThreshold')).toBe(head['lockoutthreshold']![0]);
    expect(value(domain!.fineGrained)).toMatchObject([{ name: 'Admins16', precedence: 10 }]);
    const admin = await forestResultantPolicy(live, { place, user: administrator });
    expect(admin).toMatchObject({
      by: 'group',
      policy: { name: 'Admins16' },
      through: `CN=Domain Admins,CN=Users,${corp}`,
    });
    if (way === 'live') expect(value(admin.server)).toBe(`CN=Admins16,${policies}`);
    const guest = await forestResultantPolicy(live, { place, user: `CN=Guest,CN=Users,${corp}` });
    expect(guest).toMatchObject({ by: 'domain', policy: null, candidates: [] });
  });
});

describe.each(['snapshot', 'live'] as const)('the user that a policy is asked of, %s', (way) => {
  const ask = (user: string) =>
    forestResultantPolicy(live, {
      place:
        way === 'live' ? { in: 'live', profileId: 'corp' } : { in: 'snapshot', snapshotId: ids['corp']! },
      user,
    });

  it.each([
    ['by DN', () => administrator],
    ['by account name', () => 'administrator'],
    ['by account name with its domain', () => 'CORP\\Administrator'],
    ['by UPN', () => 'policy.one@corp.example.com'],
    [
      'by SID',
      async () =>
        sidToText(
          Buffer.from((await read(lab.corp.address, administrator, 'objectSid'))['objectsid']![0]!, 'latin1'),
        )!,
    ],
  ])('is told %s', async (what, name) => {
    const expected = what === 'by UPN' ? signsInAs : administrator;
    expect(await ask(await name())).toEqual(await ask(expected));
    expect((await ask(await name())).user).toBe(expected);
  });

  it('is not found where nobody is called so', async () => {
    expect(await faultOf(ask('nobody at all'))).toMatchObject({ code: 'user.notFound' });
    expect(await faultOf(ask('*'))).toMatchObject({ code: 'user.notFound' });
    expect(await faultOf(ask(`CN=Nobody,CN=Users,${corp}`))).toMatchObject({ code: 'object.notFound' });
  });
});

describe('deleted objects of the lab', () => {
  it('are told live, and not from a snapshot that has none', async () => {
    const rows = value(
      await forestDeleted(live, { place: { in: 'live', profileId: 'corp' }, text: 'doomed', page }),
    ).rows;
    expect(rows[0]).toMatchObject({ name: 'Doomed', kind: 'contact', lastKnownParent: `CN=Users,${corp}` });
    expect(rows[0]!.deletedAt).not.toBeNull();
    const place = { in: 'snapshot', snapshotId: ids['corp']! } as const;
    expect(await forestDeleted(test.engine, { place, page })).toMatchObject({ state: 'notRead' });
  });
});

describe('the schema of the lab', () => {
  it.each(['snapshot', 'live'] as const)('has user with what it takes from others, %s', async (way) => {
    const place =
      way === 'live'
        ? ({ in: 'live', profileId: 'corp' } as const)
        : ({ in: 'snapshot', snapshotId: ids['corp']! } as const);
    const user = await schemaClass(live, { place, name: 'user' });
    expect(user.superiors).toEqual(['organizationalPerson', 'person', 'top']);
    expect(user.allAuxiliary.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['securityPrincipal', 'mailRecipient', 'posixAccount']),
    );
    const from = new Map(user.attributes.map(({ name, from: of }) => [name, of]));
    expect(from.get('sAMAccountName')).toBe('securityPrincipal');
    expect(from.get('nTSecurityDescriptor')).toBe('top');
    expect(user.unknown).toEqual([]);
    const member = await schemaAttribute(live, { place, name: 'bf9679c0-0de6-11d0-a285-00aa003049e2' });
    expect(member).toMatchObject({
      name: 'member',
      syntax: 'dn',
      linkId: 2,
      link: { name: 'memberOf' },
      propertySet: { name: 'Membership' },
    });
    expect(value(await schemaClasses(live, { place, page })).total).toBeGreaterThan(200);
  });
});
