/** What the fixture engine tells of forests, schema, security and live memberships: a little of every kind and state. */
import { implement } from '@orpc/server';
import type { ForestView, TrustRow } from '#contract/forest.ts';
import { contract } from '#contract/index.ts';
import type { AceRow, ControlRow, Trustee } from '#contract/security.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const read = <T>(value: T) => ({ state: 'read' as const, value });
const denied = (where: string) => ({ state: 'notRead' as const, reason: 'accessDenied' as const, where });
const left = (where: string) => ({ state: 'notRead' as const, reason: 'contextNotCaptured' as const, where });
const listed = <T>(rows: T[]) => read({ total: rows.length, rows });
const ref = (dn: string, objectId: number | null = 1) => ({ snapshotId: forest.snapshotId, objectId, dn });
const level = read({ value: 7, level: '2016' });
const base = forest.base;

const domain = (dns: string, parent: string | null, captured = true) => ({
  ref: ref(`DC=${dns.replaceAll('.', ',DC=')}`),
  dn: `DC=${dns.replaceAll('.', ',DC=')}`,
  dns,
  netbios: captured ? read(dns.split('.')[0]!.toUpperCase()) : left(dns),
  sid: captured ? read('S-1-5-21-1004336348-1177238915-682003330') : left(dns),
  level: captured ? level : left(dns),
  root: parent === null && dns === 'corp.example.com',
  parent,
  tree: 'corp.example.com',
  captured,
});
const trust = (partner: string, more: Partial<TrustRow>): TrustRow => ({
  ref: ref(`CN=${partner},CN=System,${base}`),
  domain: 'corp.example.com',
  partner,
  partnerNetbios: partner.split('.')[0]!.toUpperCase(),
  partnerSid: 'S-1-5-21-99-98-97',
  direction: 'both',
  type: 'uplevel',
  kind: 'forest',
  attributes: 8,
  flags: ['trustAttributes.forestTransitive'],
  transitive: true,
  selectiveAuthentication: false,
  sidFiltering: {
    code: 'forest.byDefault',
    facts: [{ flag: 'trustAttributes.treatAsExternal', set: false }],
  },
  names: null,
  otherEnd: { state: 'partnerNotRead' },
  whenCreated: readAt,
  whenChanged: readAt,
  ...more,
});
const controller = (name: string, site: string) => ({
  ref: ref(`CN=${name},CN=Servers,CN=${site}`),
  name,
  host: `${name}.corp.example.com`,
  site: read(site),
  domain: 'corp.example.com',
  computer: null,
  globalCatalog: read(true),
  readOnly: read(false),
  level,
  operatingSystem: denied(name),
  invocationId: null,
  dsaGuid: null,
  contexts: read([base]),
  roles: name === 'DC01' ? [{ role: 'pdc' as const, context: base }] : [],
});
const site = (name: string, controllers: number) => ({
  ref: ref(`CN=${name},CN=Sites`),
  name,
  location: null,
  description: null,
  subnets: 1,
  controllers,
});

export const corp: ForestView = {
  id: 'corp.example.com',
  dn: base,
  sources: [
    {
      snapshotId: forest.snapshotId,
      sourceId: 1,
      sourceName: 'corp.example.com',
      origin: 'on-premises',
      directoryId: null,
      readAt,
      contexts: [base],
    },
  ],
  level,
  schemaVersion: read(88),
  domains: [
    domain('corp.example.com', null),
    domain('eu.corp.example.com', 'corp.example.com'),
    domain('us.corp.example.com', 'corp.example.com', false),
  ],
  trees: [
    { top: 'corp.example.com', domains: ['corp.example.com', 'eu.corp.example.com', 'us.corp.example.com'] },
  ],
  contexts: listedContexts(),
  upnSuffixes: read([]),
  spnSuffixes: read([]),
  trusts: [
    trust('eu.corp.example.com', {
      kind: 'intraForest',
      attributes: 32,
      flags: ['trustAttributes.withinForest'],
      sidFiltering: { code: 'withinForest.none', facts: [] },
      otherEnd: { state: 'found', ref: ref('CN=corp'), disagreements: [] },
    }),
    trust('partner.example.net', { direction: 'outbound', selectiveAuthentication: true, names: read([]) }),
    trust('old.example.org', {
      direction: 'inbound',
      kind: 'external',
      attributes: 0,
      flags: [],
      sidFiltering: {
        code: 'external.off',
        facts: [{ flag: 'trustAttributes.quarantinedDomain', set: false }],
      },
    }),
  ],
  trustsNotRead: [{ domain: 'us.corp.example.com', why: left('us') }],
  sites: listed([site('Seoul', 2), site('Berlin', 1)]),
  subnets: listed([
    { ref: ref('CN=10.1.0.0/16'), name: '10.1.0.0/16', family: 'ipv4' as const, network: '10.1.0.0', prefixLength: 16, problem: null, site: 'Seoul', location: null, description: null },
    { ref: ref('CN=10.2.0.0'), name: '10.2.0.0', family: null, network: null, prefixLength: null, problem: 'noPrefix' as const, site: null, location: null, description: null },
  ]), // prettier-ignore
  siteLinks: listed([
    { ref: ref('CN=Seoul-Berlin'), name: 'Seoul-Berlin', transport: 'IP', cost: 100, intervalMinutes: 180, intervalByDefault: true, sites: ['Seoul', 'Berlin'], schedule: 'always' as const, changeNotification: false },
  ]), // prettier-ignore
  controllers: listed([
    controller('DC01', 'Seoul'),
    controller('DC02', 'Seoul'),
    controller('DC03', 'Berlin'),
  ]),
  roles: [
    { role: 'pdc', context: base, domain: 'corp.example.com', holder: read({ dn: 'CN=NTDS Settings,CN=DC01', controller: 'DC01' }) },
    { role: 'rid', context: base, domain: 'corp.example.com', holder: denied('CN=RID Manager$') },
  ], // prettier-ignore
  recycleBin: read(true),
  tombstoneLifetime: read({ days: 180, byDefault: false }),
  deletedObjectLifetime: read({ days: 180, byDefault: true }),
};
function listedContexts(): ForestView['contexts'] {
  const row = {
    ref: ref(base),
    dn: base,
    kind: 'domain' as const,
    dns: 'corp.example.com',
    enabled: true,
    captured: true,
  };
  return read([{ ...row, replicas: read(['DC01']) }]);
}

const everyone: Trustee = {
  sid: 'S-1-1-0',
  known: 'wellKnown',
  code: 'wellKnown.everyone',
  name: null,
  object: null,
  snapshotId: null,
  sourceName: null,
};
const group = (): Trustee => {
  const object = forest.children(6, 0, 1).rows[0]!;
  return { ...everyone, sid: object.sid ?? 'S-1-5-21-1-1', known: 'snapshot', code: null, name: object.name, object, snapshotId: forest.snapshotId };
}; // prettier-ignore
const ace = (index: number, more: Partial<AceRow>): AceRow => ({
  list: 'dacl',
  index,
  effect: 'allow',
  typeNumber: 0,
  trustee: everyone,
  mask: 16,
  rights: ['readProperty'],
  subject: null,
  applies: 'thisObject',
  appliesToClass: null,
  flags: [],
  inherited: false,
  inheritedFrom: null,
  condition: null,
  sddl: '(A;;RP;;;WD)',
  ...more,
});
const aces = [
  ace(0, { effect: 'deny', rights: ['writeProperty'], subject: { kind: 'attribute', name: 'member', guid: 'bf9679c0-0de6-11d0-a285-00aa003049e2' } }),
  ace(1, { trustee: group(), rights: ['fullControl'], inherited: true, inheritedFrom: { dn: base, objectId: 1 } }),
  ace(2, { trustee: { ...everyone, sid: 'S-1-5-21-7-7-7-1104', known: 'foreign', code: null } }),
]; // prettier-ignore
const securityAt = (state: 'read' | 'notReadable') => ({
  state,
  readAt,
  owner: state === 'read' ? group() : null,
  group: null,
  control: [],
  protected: false,
  dacl: state === 'read' ? ('entries' as const) : ('notRead' as const),
  sacl: 'notRead' as const,
  canonical: true,
  total: state === 'read' ? aces.length : 0,
  rows: state === 'read' ? aces : [],
  sddl: state === 'read' ? 'O:DAG:DAD:(D;;WP;;;WD)' : null,
});
const control = (objectId: number, way: ControlRow['way']) => {
  const object = forest.objectOf(objectId)!;
  const where = { dn: object.dn, objectId, snapshotId: forest.snapshotId, name: object.name, kind: object.kind };
  const row = (expected: boolean, trustee: Trustee): ControlRow => ({
    trustee, meaning: expected ? null : 'everyone', expected, way, means: 'right', where, places: 1, inherited: true,
    inheritedFrom: { dn: base, objectId: 1 }, through: [], limitedBy: [], conditional: false, sameDomain: true, people: expected ? 12 : null, sddl: null,
  }); // prettier-ignore
  const rows = [row(false, everyone), row(true, group())];
  return { object, snapshotId: forest.snapshotId, readAt, judged: { objects: 4, descriptors: 2 }, notRead: { own: false, count: 1, examples: [] }, counts: { unexpected: 1, expected: 1 }, total: 2, rows };
}; // prettier-ignore

const classRow = { dn: 'CN=User', name: 'user', cn: 'User', oid: '1.2.840.113556.1.5.9', guid: 'bf967aba-0de6-11d0-a285-00aa003049e2', kind: 'structural' as const, superior: 'organizationalPerson', description: null, defunct: false }; // prettier-ignore
const attributeRow = {
  dn: 'CN=Member', name: 'member', aliases: [], cn: 'Member', oid: '2.5.4.31', guid: 'bf9679c0-0de6-11d0-a285-00aa003049e2', syntax: 'dn' as const, syntaxOid: '2.5.5.1', omSyntax: 127,
  singleValued: false, indexed: true, anr: false, tupleIndexed: false, confidential: false, preservedOnDelete: false, rodcFiltered: false, globalCatalog: true, constructed: false, replicated: true,
  flags: [], linkId: 2, link: { name: 'memberOf', end: 'forward' as const }, rangeLower: null, rangeUpper: null,
  propertySet: { guid: 'bc0ac240-79a9-11d0-9020-00c04fc2d4cf', name: 'Membership' }, description: null, defunct: false,
}; // prettier-ignore
const rightRow = { dn: 'CN=Membership', name: 'Membership', displayName: 'Group Membership', guid: 'bc0ac240-79a9-11d0-9020-00c04fc2d4cf', kind: 'propertySet' as const, appliesTo: ['user'], attributes: ['member'] }; // prettier-ignore
const chain = { aliases: [], auxiliary: [], possibleSuperiors: [], must: [], may: [], systemMust: [], systemMay: [], defaultSecurityDescriptor: 'D:(A;;RP;;;WD)', superiors: ['organizationalPerson', 'person', 'top'], allAuxiliary: [], allPossibleSuperiors: [], subclasses: ['computer'], unknown: [] }; // prettier-ignore
const deleted = { snapshotId: forest.snapshotId, objectId: null, dn: 'CN=gone', guid: null, sid: null, kind: 'user' as const, name: 'gone', samAccountName: 'gone', lastKnownParent: base, state: 'deleted' as const, deletedAt: readAt, restorableUntil: readAt }; // prettier-ignore
const lengthSetting = { setting: 'minimumLength' as const, attribute: 'minPwdLength', value: { text: '12' } };
const fine = { ref: ref('CN=Admins,CN=Password Settings Container'), name: 'Admins', guid: null, precedence: 10, settings: [lengthSetting], appliesTo: [{ dn: `CN=Domain Admins,${base}`, ref: null }] }; // prettier-ignore

/** The parts of the router; `empty` tells whether the workspace holds nothing. */
export function forestProcedures(empty: () => boolean) {
  const os = implement(contract);
  const text = <T extends { name: string }>(rows: T[], wanted = '') =>
    listed(rows.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase())));
  const live = (row: NonNullable<ReturnType<typeof forest.objectOf>>) => {
    const { id: _id, parentId: _parent, ...rest } = row;
    return { ...rest, childCount: null, hasChildren: false };
  };
  const lines = (nested: boolean) => ({
    rows: forest.children(8, 0, nested ? 12 : 4).rows.map((row, i) => ({
      object: i === 3 ? null : live(row),
      reference: i === 3 ? 'CN=gone,DC=other,DC=example' : row.dn,
      via: 'member' as const,
      depth: 1,
      path: nested && i > 5 ? ['G-Finance-0010'] : [],
      until: i === 1 ? '2026-12-31T15:00:00.000Z' : null,
      standsFor: null,
    })),
    cursor: null,
  });
  return {
    forest: {
      view: os.forest.view.handler(() => ({ forests: empty() ? [] : [corp] })),
      live: os.forest.live.handler(() => corp),
      sites: os.forest.sites.handler(() => corp.sites),
      subnets: os.forest.subnets.handler(() => corp.subnets),
      controllers: os.forest.controllers.handler(() => corp.controllers),
      policies: os.forest.policies.handler(() => ({
        domains: [{ domain: 'corp.example.com', domainDn: base, password: read([lengthSetting]), fineGrained: read([fine]), machineAccountQuota: read(10), defaultQuota: denied(base) }],
      })), // prettier-ignore
      resultantPolicy: os.forest.resultantPolicy.handler(({ input }) => ({
        user: input.user,
        policy: { name: fine.name, dn: fine.ref.dn, precedence: 10 },
        by: 'user' as const,
        through: input.user,
        candidates: [],
        server: left(''),
      })),
      deleted: os.forest.deleted.handler(({ input }) => {
        const { value } = text([deleted], input.text);
        return read({
          ...value,
          notRead: [denied('CN=Deleted Objects,CN=Configuration,DC=corp,DC=example,DC=com')],
        });
      }),
    },
    schema: {
      classes: os.schema.classes.handler(({ input }) => text([classRow], input.text)),
      attributes: os.schema.attributes.handler(({ input }) => text([attributeRow], input.text)),
      rights: os.schema.rights.handler(({ input }) => text([rightRow], input.text)),
      class: os.schema.class.handler(({ input }) => ({ ...classRow, ...chain, name: input.name, attributes: [{ name: 'member', required: false, bySystem: true, from: 'top' }] })),
      attribute: os.schema.attribute.handler(({ input }) => ({ ...attributeRow, name: input.name, usedBy: [{ name: 'user', required: false }] })),
    }, // prettier-ignore
    objects: {
      security: os.objects.security.handler(({ input }) => securityAt(input.objectId === 4 ? 'notReadable' : 'read')),
      control: os.objects.control.handler(({ input }) => control(input.objectId, 'writeMember')),
      replicators: os.objects.replicators.handler(({ input }) => control(input.objectId, 'replicate')),
      controllers: os.objects.controllers.handler(() => ({ state: 'listed' as const, total: 3, rows: forest.children(8, 0, 3).rows.map((object) => ({ object, snapshotId: forest.snapshotId, reference: object.dn, via: 'member' as const, depth: 1, path: [], until: null })) })),
    }, // prettier-ignore
    live: {
      security: os.live.security.handler(() => securityAt('read')),
      members: os.live.members.handler(({ input }) => lines(input.nested)),
      memberOf: os.live.memberOf.handler(({ input }) => lines(input.nested)),
      serverSays: os.live.serverSays.handler(() => ({ state: 'read' as const, count: 9, sids: [] })),
    },
  };
}
