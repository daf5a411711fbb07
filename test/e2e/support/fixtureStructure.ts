/** What the fixture engine tells of structure, features and trusts: one row of every outcome, and both ends of trusts. */
import { implement } from '@orpc/server';
import type { FeatureRowView } from '#contract/fit.ts';
import { contract } from '#contract/index.ts';
import type { StructureRowView, TrustPairView, TrustsView } from '#contract/structure.ts';
import { directoryKinds } from '#domain/compare/fit/model.ts';
import type { FitVerdict, Support } from '#domain/compare/fit/model.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

const os = implement(contract);
const ref = (dn: string) => ({ snapshotId: forest.snapshotId, objectId: 1, dn });
const has = (...texts: string[]) => ({ state: 'read' as const, values: texts.map((text) => ({ text })), ref: ref(forest.base) }); // prettier-ignore
const absent = { state: 'absent' as const };
const unread = { state: 'notRead' as const, reason: 'accessDenied' as const, where: 'CN=Sites' };
const domains = { a: 'corp.example.com', b: 'aws.corp.example.com' };
const structureRows: StructureRowView[] = [
  { subject: 'levels', about: '', setting: 'forestLevel', domains: null, a: has('2016'), b: has('2012 R2'), outcome: 'different' },
  { subject: 'domainPolicy', about: '', setting: 'machineAccountQuota', domains, a: has('10'), b: has('0'), outcome: 'different' },
  { subject: 'suffixes', about: 'example.com', setting: 'upnSuffix', domains: null, a: has('example.com'), b: absent, outcome: 'onlyA' },
  { subject: 'groupPolicyLinks', about: 'Sales', setting: 'links', domains, a: has('Sales desktop', 'Printers'), b: has('Printers'), outcome: 'different' },
  { subject: 'sites', about: 'seoul', setting: 'siteSubnets', domains: null, a: has('10.1.0.0/16'), b: unread, outcome: 'notReadable' },
  { subject: 'levels', about: '', setting: 'recycleBin', domains: null, a: has(), b: has(), outcome: 'same' },
]; // prettier-ignore
const subjects = { levels: 0, domainPolicy: 0, fineGrainedPolicy: 0, suffixes: 0, groupPolicyLinks: 0, containers: 0, sites: 0 }; // prettier-ignore

const kindsOf = <T>(value: (i: number) => T) =>
  Object.fromEntries(directoryKinds.map((kind, i) => [kind, value(i)])) as Record<
    (typeof directoryKinds)[number],
    T
  >;
const supports: Support[] = ['yes', 'yes', 'partly', 'own', 'no'];
const verdicts: FitVerdict[] = ['fits', 'fits', 'partly', 'unclear', 'lacks'];
const featureRow = (feature: FeatureRowView['feature'], group: FeatureRowView['group'], needed: boolean): FeatureRowView => ({
  feature,
  group,
  support: kindsOf((i) => ({ support: supports[i]!, note: i === 2 ? 'ownCaNeeded' : null, source: 'AG26' })),
  need: needed
    ? {
        state: 'needed',
        of: 'trustsOutside',
        count: 3,
        evidence: [{ ref: ref(`CN=old.example.org,CN=System,${forest.base}`), estate: null, where: 'old.example.org', field: 'trustDirection', value: '3', uses: null }],
        why: null,
        readAt,
      }
    : { state: group === 'schema' ? 'notReadable' : 'notSeen', of: null, count: null, evidence: [], why: group === 'schema' ? 'accessDenied' : null, readAt },
  verdict: kindsOf((i) => (needed ? verdicts[i]! : 'notNeeded')),
}); // prettier-ignore

const node = (id: string, more: Partial<TrustsView['nodes'][number]>): TrustsView['nodes'][number] => ({
  id,
  name: id,
  netbios: id.split('.')[0]!.toUpperCase(),
  kind: 'domain',
  origin: 'on-premises',
  forest: 'corp.example.com',
  ref: ref(forest.base),
  directories: [],
  ...more,
});
const nodes = [
  node('corp.example.com', {}),
  node('eu.corp.example.com', {}),
  node('aws.corp.example.com', {
    origin: 'aws',
    forest: 'aws.corp.example.com',
    directories: [{ snapshotId: 2, directoryId: 'd-926714a1b2', type: 'MicrosoftAD', edition: 'Enterprise', region: 'ap-northeast-2', account: '111122223333' }],
  }),
  node('old.example.org', { kind: 'unread', origin: 'unknown', forest: null, ref: null }),
]; // prettier-ignore
const told = (end: 'first' | 'second', by: 'trustedDomain' | 'aws', more: Partial<TrustPairView['statements'][number]> = {}): TrustPairView['statements'][number] => ({
  end,
  by,
  said: by === 'aws' ? 'Two-Way' : '3',
  direction: 'both',
  kind: 'forest',
  transitive: true,
  selectiveAuthentication: null,
  sidFiltering: by === 'aws' ? null : 'forest.byDefault',
  state: by === 'aws' ? 'Verified' : null,
  stateReason: null,
  ref: by === 'aws' ? null : ref(forest.base),
  aws: by === 'aws' ? { snapshotId: 2, directoryId: 'd-926714a1b2', trustId: 't-1', region: 'ap-northeast-2', account: '111122223333' } : null,
  readAt,
  ...more,
}); // prettier-ignore
const pair = (first: string, second: string, more: Partial<TrustPairView>): TrustPairView => ({
  id: `${first}|${second}`,
  first,
  second,
  firstEnd: 'told',
  secondEnd: 'told',
  direction: 'both',
  kind: 'forest',
  verdict: 'agree',
  disagreements: [],
  statements: [told('first', 'trustedDomain'), told('second', 'aws')],
  ...more,
});
const pairs = [
  pair('corp.example.com', 'eu.corp.example.com', { kind: 'intraForest' }),
  pair('corp.example.com', 'aws.corp.example.com', {
    direction: null,
    verdict: 'disagree',
    disagreements: ['direction', 'selectiveAuthentication'],
    statements: [
      told('first', 'trustedDomain', { direction: 'firstTrustsSecond', said: '2' }),
      told('second', 'aws'),
    ],
  }),
  pair('corp.example.com', 'old.example.org', {
    kind: 'external',
    secondEnd: 'notRead',
    verdict: 'otherEndNotRead',
    statements: [told('first', 'trustedDomain')],
  }),
];

export const structureProcedures = (empty: () => boolean) => ({
  compare: os.structure.compare.handler(({ input }) => {
    const rows = structureRows.filter(
      (row) =>
        (!input.outcomes || input.outcomes.includes(row.outcome)) &&
        (!input.subjects || input.subjects.includes(row.subject)) &&
        (!input.text || row.about.includes(input.text)),
    );
    const end = (snapshotId: number, name: string) => ({ snapshotId, forest: name, readAt });
    return {
      a: end(input.a, domains.a),
      b: end(input.b, domains.b),
      domains: [{ ...domains, by: 'first' as const }],
      counts: {
        outcomes: { same: 1, different: 3, onlyA: 1, onlyB: 0, notReadable: 1 },
        subjects: Object.fromEntries(
          Object.keys(subjects).map((key) => [key, { rows: 1, differ: 1 }]),
        ) as never,
      },
      total: rows.length,
      rows,
    };
  }),
  trusts: os.structure.trusts.handler(() =>
    empty()
      ? { total: 0, rows: [], nodes: [], edges: [], notRead: [] }
      : {
          total: pairs.length,
          rows: pairs,
          nodes,
          edges: pairs.map(({ id, first, second, direction, kind, verdict }) => ({ is: 'trust' as const, pair: id, first, second, direction, kind, verdict })),
          notRead: [{ node: 'old.example.org', why: 'notAsked' }],
        },
  ), // prettier-ignore
});

export const fitProcedures = () => ({
  features: os.fit.features.handler(({ input: { snapshotId } }) => ({
    snapshotId,
    forest: domains.a,
    readAt,
    features: [
      featureRow('trusts', 'trusts', true),
      featureRow('mfaRadius', 'signIn', false),
      featureRow('schemaExtension', 'schema', false),
      featureRow('groupPolicyAboveUnits', 'policy', true),
      featureRow('fsx', 'services', false),
    ],
    limits: [
      { limit: 'objects' as const, kind: 'managedStandard' as const, most: 30_000, have: 1_105_128, from: 'guidance' as const, source: 'AG26' as const, account: null, region: null, outcome: 'over' as const },
      { limit: 'controllers' as const, kind: 'managedEnterprise' as const, most: 20, have: null, from: 'read' as const, source: 'API' as const, account: '111122223333', region: 'ap-northeast-2', outcome: 'unclear' as const },
    ],
  })), // prettier-ignore
  connectors: os.fit.connectors.handler(() => ({ rows: [] })),
  checks: os.fit.checks.handler(({ input }) => ({
    kind: input.kind,
    snapshotId: input.snapshotId,
    domain: domains.a,
    readAt,
    connector: null,
    counts: { passed: 1, failed: 1, warning: 0, notSeen: 1 },
    checks: [
      { check: 'singleDomain' as const, outcome: 'failed' as const, reason: 'severalDomains' as const, params: { count: 2 }, evidence: [{ ref: ref(forest.base), where: 'eu.corp.example.com', field: 'trustParent', value: domains.a }], total: 1 },
      { check: 'singleLabel' as const, outcome: 'passed' as const, reason: 'nameHasDots' as const, params: {}, evidence: [], total: 0 },
      { check: 'ports' as const, outcome: 'notSeen' as const, reason: 'portsNeedNetwork' as const, params: {}, evidence: [], total: 0 },
    ],
  })), // prettier-ignore
});
