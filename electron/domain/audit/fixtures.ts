/** Small worlds for the tests of checks: a few objects by name, an estate, rule files. */
import { parseSddl } from '../directory/security/parseSddl.ts';
import { typeGuids } from '../directory/security/typeNames.ts';
import type { ObjectKind } from '../directory/object.ts';
import type { EstateFacts } from '../estate/facts.ts';
import { domainSid, estate, readAt, security } from '../mapping/fixtures.ts';
import { computeGrants } from '../mapping/grants.ts';
import { toEnd } from '../toEnd.ts';
import type { DirectoryPrincipal, PrincipalLookup, SamlRules } from '../mapping/input.ts';
import { reachesAws } from '../mapping/ruleUse.ts';
import { policyOf, readTrusts } from '../claims/parse/trusts.ts';
import { defaultSettings as defaultRun } from '../claims/run/settings.ts';
import { AwsPrincipals } from '../access/awsPrincipals.ts';
import { Reach, trait } from '../access/reach.ts';
import { groupScope, isSecurityGroup } from '../directory/groupType.ts';
import { buildMembershipGraph } from '../membership/graph.ts';
import { sidColumnsOf } from '../membership/sidColumns.ts';
import { nameHash } from '../migration/nameHash.ts';
import { alwaysInToken } from '../control/trustee.ts';
import type { Place } from '../control/place.ts';
import type { CheckId } from './codes.ts';
import type { Finding, NotJudged } from './finding.ts';
import { accountState } from './input.ts';
import type { AuditInput, FormerName } from './input.ts';
import { checks } from './registry.ts';
import { runChecks } from './run.ts';
import { defaultSettings } from './settings.ts';
import type { AuditSettings } from './settings.ts';
import { AuditWorld } from './world.ts';

export interface Thing {
  readonly name: string;
  readonly kind?: ObjectKind;
  readonly groupType?: number;
  /** Names of members, by their account names. */
  readonly members?: readonly string[];
  /** In `member` stands somebody who was not read. */
  readonly namesUnread?: boolean;
  /** Name of the group that is its primary one. */
  readonly primary?: string;
  /** Bits of `accountState`. */
  readonly state?: number;
  readonly idleDays?: number;
  readonly ageDays?: number;
  /** Whole; otherwise the domain's and a RID by place. */
  readonly sid?: string;
  readonly cn?: string;
  /** In SDDL. */
  readonly descriptor?: string;
  readonly managedBy?: string;
  readonly mail?: string;
  /** Below which it stands. */
  readonly under?: string;
}

export interface Small {
  readonly objects?: readonly Thing[];
  readonly facts?: Partial<EstateFacts> | null;
  readonly rules?: Readonly<Record<string, string>>;
  readonly settings?: Partial<AuditSettings>;
  /** Names of groups as read before: now → then; null = nothing was. */
  readonly former?: Readonly<Record<string, string>> | null;
  /** Attributes that were not read. */
  readonly missing?: readonly string[];
}

const groups: ReadonlySet<ObjectKind> = new Set(['group']);
const kindBits: Partial<Record<ObjectKind, number>> = {
  user: accountState.person,
  computer: accountState.machine,
  serviceAccount: accountState.machine,
};

export function smallWorld({
  objects = [],
  facts = {},
  rules = {},
  settings = {},
  former = null,
  missing = [],
}: Small): AuditWorld {
  const base = 'DC=corp,DC=example';
  const kinds = objects.map(({ kind = 'user' }) => kind);
  const at = (name: string): number => {
    const found = objects.findIndex((one) => one.name === name);
    if (found < 0) throw new Error(`no ${name}`);
    return found;
  };
  const sids = objects.map(({ sid }, index) => sid ?? `${domainSid}-${1100 + index}`);
  const dns = objects.map(
    ({ name, cn, under }) => `CN=${cn ?? name},${under === undefined ? '' : `${under},`}${base}`,
  );
  const edges = objects.flatMap(({ members = [], namesUnread = false }, group) => [
    ...members.flatMap((member) => [group + 1, at(member) + 1]),
    ...(namesUnread ? [group + 1, -1] : []),
  ]);
  const graph = buildMembershipGraph([
    {
      snapshotId: 1,
      readAt,
      objectIds: Int32Array.from(objects, (_, index) => index + 1),
      sids: sidColumnsOf(sids),
      primaryGroupRids: Int32Array.from(objects, ({ primary }) => {
        const sid = primary === undefined ? null : sids[at(primary)]!;
        return sid === null ? 0 : Number(sid.slice(sid.lastIndexOf('-') + 1));
      }),
      groups: Uint8Array.from(kinds, (kind) => Number(groups.has(kind))),
      foreign: Uint8Array.from(kinds, (kind) => Number(kind === 'foreignSecurityPrincipal')),
      edges: Int32Array.from(edges),
    },
  ]);
  const typeOf = (index: number): number | null =>
    kinds[index] === 'group' ? (objects[index]!.groupType ?? security) : null;
  const principal = (index: number): DirectoryPrincipal => ({
    snapshotId: 1,
    objectId: index + 1,
    name: objects[index]!.name,
    dn: dns[index]!,
    sid: sids[index]!,
    kind: kinds[index] === 'group' ? 'group' : 'user',
    groupType: typeOf(index),
    readAt,
  });
  const all = objects.map((_, index) => index);
  const ofKind = (kind: 'group' | 'user') =>
    all.filter((index) => (kind === 'group') === (kinds[index] === 'group'));
  const placeOf = (index: number): Place | null => {
    const sddl = objects[index]!.descriptor;
    if (sddl === undefined) return null;
    return {
      objectId: index + 1,
      objectClass: kinds[index] === 'group' ? typeGuids.groupClass : null,
      descriptor: parseSddl(sddl),
    };
  };
  const values = (index: number, attribute: string): readonly string[] => {
    if (attribute === 'managedBy')
      return objects[index]!.managedBy === undefined ? [] : [objects[index]!.managedBy];
    if (attribute === 'mail') return objects[index]!.mail === undefined ? [] : [objects[index]!.mail];
    return attribute === 'servicePrincipalName' ? [`HTTP/${objects[index]!.name}`] : ['1'];
  };
  const estates = facts === null ? [] : [estate(facts)];
  const principals: PrincipalLookup = {
    domains: [{ dnsName: 'corp.example', sid: domainSid }],
    bySid: (sid) =>
      all
        .filter((index) => sids[index] === sid && kinds[index] !== 'foreignSecurityPrincipal')
        .map(principal),
    byName: (name, kind) =>
      ofKind(kind)
        .filter((index) => objects[index]!.name.toLowerCase() === name.toLowerCase())
        .map(principal),
  };
  const documents = Object.entries(rules).map(([name, text]) => ({ snapshotId: 2, readAt, name, text }));
  const grantsOf = (groups: readonly DirectoryPrincipal[]) => {
    const ruled = documents.flatMap((document): SamlRules[] =>
      readTrusts(document.text)
        .filter(reachesAws)
        .map((trust, index) => ({
          id: `${document.name}/${index}`,
          documents: { acceptance: null, issuance: document },
          policy: policyOf(trust),
          caseOf: defaultRun.caseOf,
          groups,
        })),
    );
    return toEnd(
      computeGrants({ estates, groups: ruled.length > 0 ? [] : groups, principals, rules: ruled }),
    );
  };
  const flags = Uint8Array.from(kinds, (kind, index) => {
    const type = typeOf(index);
    if (type === null) return kind === 'user' || kind === 'serviceAccount' ? trait.person : 0;
    return (
      trait.group |
      (isSecurityGroup(type) ? 0 : trait.distribution) |
      (groupScope(type) === 'domainLocal' ? trait.domainLocal : 0)
    );
  });
  const domain = Int32Array.from(sids, (sid) => Number(sid.startsWith('S-1-5-21-')));
  const named = (index: number): DirectoryPrincipal => ({
    ...principal(index),
    cn: objects[index]!.cn ?? objects[index]!.name,
  });
  const input: AuditInput = {
    settings: { ...defaultSettings, ...settings },
    graph,
    reach: new Reach(graph, { flags, domain }),
    grants: grantsOf(ofKind('group').map(named)),
    storeNodes: () => [],
    principals: new AwsPrincipals(estates),
    directories: [
      {
        snapshotId: 1,
        sourceName: 'corp.example',
        readAt,
        domains: [{ dnsName: 'corp.example', sid: domainSid }],
      },
    ],
    estates,
    documents,
    missing: missing.map((attribute) => ({
      sourceName: 'corp.example',
      where: '',
      attribute,
      code: 'file.notHeld',
    })),
    accounts: () => ({
      state: Uint16Array.from(objects, ({ state = 0 }, index) => state | (kindBits[kinds[index]!] ?? 0)),
      idleDays: Int32Array.from(objects, ({ idleDays = 1 }) => idleDays),
      ageDays: Int32Array.from(objects, ({ ageDays = 1000 }) => ageDays),
    }),
    object: (node) => ({
      node,
      snapshotId: 1,
      objectId: node + 1,
      dn: dns[node]!,
      name: objects[node]!.name,
      sid: sids[node]!,
      guid: null,
      kind: kinds[node]!,
      groupType: typeOf(node),
    }),
    values,
    count: (node, attribute) => values(node, attribute).length,
    *readDescriptors() {
      yield;
    },
    place: placeOf,
    *holders() {
      for (const index of all)
        if (kinds[index] === 'organizationalUnit' || kinds[index] === 'container')
          yield { snapshotId: 1, objectId: index + 1, dn: dns[index]!, place: placeOf(index) };
    },
    *groupPlaces() {
      for (const index of ofKind('group'))
        yield { snapshotId: 1, place: placeOf(index), dn: () => dns[index]! };
    },
    tokenOf: (sid) => new Set(alwaysInToken(sid)),
    nodesOfSid: (sid) => all.filter((index) => sids[index] === sid),
    namesakes() {
      const byName = Map.groupBy(all, (index) => objects[index]!.name.toLowerCase());
      return [...byName.values()].filter((same) => same.length > 1);
    },
    *groupsCalled(names) {
      yield;
      return Map.groupBy(
        ofKind('group').filter((index) => names.has(objects[index]!.name.toLowerCase())),
        (index) => objects[index]!.name.toLowerCase(),
      );
    },
    formerNames: () =>
      former === null
        ? null
        : Object.entries(former).map(([now, name]): FormerName => ({
            node: at(now),
            name,
            snapshotId: 7,
            readAt: '2026-09-01T00:00:00Z',
          })),
    mappedAs: (before) =>
      new Set(
        grantsOf(before.map(({ node, name }) => ({ ...named(node), name }))).flatMap(({ principal: one }) =>
          one ? one.objectId - 1 : [],
        ),
      ),
    *textHashes(attribute) {
      yield;
      return Float64Array.from(all, (index) => {
        const [text] = values(index, attribute);
        return (flags[index]! & trait.person) === 0 || text === undefined ? 0 : nameHash(text);
      });
    },
  };
  return new AuditWorld(input);
}

/** What one check says of a small world. */
export function judge(
  check: CheckId,
  small: Small,
): { findings: readonly Finding[]; notJudged: readonly NotJudged[] } {
  const run = runChecks(
    smallWorld(small),
    checks.filter(({ id }) => id === check),
  );
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

/** `code subject` of each finding, in order of the alphabet. */
export const said = (check: CheckId, small: Small): string[] =>
  judge(check, small)
    .findings.map(({ code, subject }) => `${code} ${subject.name}`)
    .toSorted();
