/** A graph with edits is the graph of raw entries with the edits written into them. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { domainSidOf } from '../../directory/sid.ts';
import { buildMembershipGraph, refOf, viaNames } from '../../membership/graph.ts';
import type { Adjacency, MembershipGraph, ViaCode } from '../../membership/graph.ts';
import type { DirectoryPart } from '../../membership/part.ts';
import { sidColumnsOf } from '../../membership/sidColumns.ts';
import type { PrincipalRef } from '../change.ts';
import type { MadeGroup, MembershipEdit } from './applied.ts';
import { editGraph } from './editGraph.ts';
import { edgeEdits } from './memberships.ts';

const numRuns = 400 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const changedAt = '2026-11-20T08:00:00Z';
const sids = ['S-1-5-21-1-1-1', 'S-1-5-21-2-2-2', 'S-1-5-21-3-3-3'].flatMap((domain) =>
  [513, 1104, 1105, 1106].map((rid) => `${domain}-${rid}`),
);

/** An entry as it was read: members by id in its own snapshot. */
interface Entry {
  readonly key: string;
  readonly kind: 'user' | 'group' | 'foreign';
  readonly sid: string | null;
  readonly primaryGroupID: number;
  readonly member: number[];
}

const aForest = fc
  .array(
    fc.array(
      fc.record({
        sid: fc.constantFrom(null, 'S-1-5-32-544', ...sids),
        kind: fc.constantFrom('user' as const, 'group' as const, 'group' as const, 'foreign' as const),
        primaryGroupID: fc.constantFrom(0, 513),
        member: fc.array(fc.nat(8), { maxLength: 3 }),
      }),
      { maxLength: 8 },
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((parts) =>
    parts.map((entries, at) =>
      entries.map((entry, id): Entry => ({
        ...entry,
        key: `${at + 1}/${id + 1}`,
        primaryGroupID: entry.kind === 'user' ? entry.primaryGroupID : 0,
        member:
          entry.kind === 'group' ? entry.member.flatMap((one) => (one < entries.length ? one + 1 : [])) : [],
      })),
    ),
  );
const aRef: fc.Arbitrary<PrincipalRef> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...sids).map((sid) => ({ sid })) },
  { weight: 1, arbitrary: fc.constantFrom('a', 'b').map((made) => ({ made })) },
);
const someEdits = fc.array(fc.record({ group: aRef, member: aRef, is: fc.boolean() }), { maxLength: 6 });
const homes = fc.array(fc.nat(2), { maxLength: 2 });

const partOf = (entries: readonly Entry[], at: number): DirectoryPart => ({
  snapshotId: at + 1,
  readAt: changedAt,
  objectIds: Int32Array.from(entries, (_, id) => id + 1),
  sids: sidColumnsOf(entries.map(({ sid }) => sid)),
  primaryGroupRids: Int32Array.from(entries, ({ primaryGroupID }) => primaryGroupID),
  groups: Uint8Array.from(entries, ({ kind }) => Number(kind === 'group')),
  foreign: Uint8Array.from(entries, ({ kind }) => Number(kind === 'foreign')),
  edges: Int32Array.from(entries.flatMap(({ member }, id) => member.flatMap((one) => [id + 1, one]))),
});

/** The edits, written into the entries. */
function written(
  forest: readonly (readonly Entry[])[],
  made: readonly MadeGroup[],
  edits: readonly Omit<MembershipEdit, 'index'>[],
): Entry[][] {
  const parts = forest.map((entries) => entries.map((entry) => ({ ...entry, member: [...entry.member] })));
  for (const { made: name, home } of made)
    parts[home - 1]!.push({ key: `made ${name}`, kind: 'group', sid: null, primaryGroupID: 0, member: [] });
  for (const { group, member, is } of edits) {
    if (JSON.stringify(group) === JSON.stringify(member)) continue;
    for (const [at, entries] of parts.entries()) {
      const isOne = (entry: Entry, ref: PrincipalRef): boolean =>
        'made' in ref ? entry.key === `made ${ref.made}` : entry.sid === ref.sid;
      for (const one of entries.filter((entry) => entry.kind === 'group' && isOne(entry, group))) {
        const real = entries.filter((entry) => entry.kind !== 'foreign' && isOne(entry, member));
        const stand = entries.filter((entry) => entry.kind === 'foreign' && isOne(entry, member));
        const ids = [...real, ...stand].map((entry) => entries.indexOf(entry) + 1);
        if (!is) {
          for (const id of ids) while (one.member.includes(id)) one.member.splice(one.member.indexOf(id), 1);
          continue;
        }
        if (ids.some((id) => one.member.includes(id))) continue;
        if (ids.length > 0) {
          const [id] = ids;
          const entry = entries[id! - 1]!;
          const own = entry.sid === null ? null : domainSidOf(entry.sid);
          // Already in it by its primary group, as the directory sees it.
          const named = (each: readonly Entry[]) =>
            each.filter(
              (other) =>
                other.kind === 'group' && own !== null && other.sid === `${own}-${entry.primaryGroupID}`,
            );
          const primary = named(entries).length > 0 ? named(entries) : named(parts.flat());
          if (entry.primaryGroupID !== 0 && primary.includes(one)) continue;
          one.member.push(id!);
          continue;
        }
        if ('made' in member) continue;
        if (!parts.flat().some((entry) => entry.kind !== 'foreign' && entry.sid === member.sid)) continue;
        const domain = domainSidOf(member.sid)!;
        if (
          entries.some(
            (entry) => entry.kind !== 'foreign' && entry.sid !== null && domainSidOf(entry.sid) === domain,
          )
        )
          continue;
        entries.push({
          key: `stand-in ${at + 1} ${member.sid}`,
          kind: 'foreign',
          sid: member.sid,
          primaryGroupID: 0,
          member: [],
        });
        one.member.push(entries.length);
      }
    }
  }
  return parts;
}

/** Every row by the names of its nodes; the order within a row says nothing. */
function rowsOf(
  graph: MembershipGraph,
  rows: Adjacency,
  keyOf: (node: number) => string,
): Record<string, string[]> {
  const told: Record<string, string[]> = {};
  for (let node = 0; node < graph.size; node++) {
    const list: string[] = [];
    for (let slot = rows.start[node]!; slot < rows.start[node + 1]!; slot++) {
      const standIn = rows.standIns.get(slot);
      const how = viaNames[rows.via[slot]! as ViaCode];
      list.push(`${how} ${keyOf(rows.to[slot]!)} ${standIn === undefined ? '' : keyOf(standIn)}`);
    }
    if (list.length > 0) told[keyOf(node)] = list.toSorted();
  }
  return told;
}

it('is the graph of raw entries with the edits in them', () => {
  fc.assert(
    fc.property(aForest, homes, someEdits, (forest, some, given) => {
      const made = some.map((home, at): MadeGroup => ({
        made: 'ab'[at]!,
        home: (home % forest.length) + 1,
        domainSid: null,
        snapshotId: 0,
        objectId: at + 1,
        name: 'ab'[at]!,
        cn: 'ab'[at]!,
        dn: 'ab'[at]!,
        sid: null,
        kind: 'group',
        groupType: null,
        readAt: changedAt,
      }));
      const all = forest.flat();
      const known = (ref: PrincipalRef): boolean =>
        'made' in ref
          ? made.some((one) => one.made === ref.made)
          : all.some((one) => one.kind !== 'foreign' && one.sid === ref.sid);
      // Whoever is in no snapshot is left out before.
      const edits = given
        .filter(({ group, member }) => known(group) && known(member))
        .map((edit, index) => ({ ...edit, index }));
      const base = buildMembershipGraph(forest.map(partOf));
      const facts = { groupType: () => null, name: String };
      const found = edgeEdits(base, made, edits, facts);
      const graph = editGraph(base, made, found, changedAt);
      const parts = written(forest, made, edits);
      const scratch = buildMembershipGraph(parts.map(partOf));
      const keys = parts.flat().map(({ key }) => key);
      const keyOf = (node: number): string => {
        const { snapshotId, objectId } = refOf(graph, node);
        if (snapshotId !== 0) return `${snapshotId}/${objectId}`;
        const standIn = found.standIns[objectId - 1 - made.length];
        return standIn ? `stand-in ${standIn.home} ${standIn.sid}` : `made ${made[objectId - 1]!.made}`;
      };
      for (const direction of ['up', 'down'] as const)
        expect(rowsOf(graph, graph[direction], keyOf)).toEqual(
          rowsOf(scratch, scratch[direction], (node) => keys[node]!),
        );
    }),
    { numRuns },
  );
});

it('is the very graph where everything is taken back', () => {
  fc.assert(
    fc.property(aForest, aRef, aRef, (forest, group, member) => {
      const base = buildMembershipGraph(forest.map(partOf));
      const facts = { groupType: () => null, name: String };
      // Where it is a member of one copy already, taking it out takes more than was put in.
      const out = edgeEdits(base, [], [{ index: 0, group, member, is: false }], facts);
      const both = [true, false].map((is, index) => ({ index, group, member, is }));
      const then = edgeEdits(base, [], both, facts);
      if (out.removed.length > 0) return;
      expect(editGraph(base, [], then, changedAt)).toBe(base);
    }),
    { numRuns },
  );
});
