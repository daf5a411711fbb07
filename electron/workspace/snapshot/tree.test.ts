import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindCode } from '../schema/kinds.ts';
import { DnIndex } from './dnIndex.ts';
import { buildColumns } from './tree.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** Names of a small tree: every node's path of letters, leaf first, all below DC=x. */
const names = fc
  .uniqueArray(
    fc
      .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 })
      .map((path) => path.map((part) => `OU=${part}`).join(',')),
    {
      maxLength: 40,
    },
  )
  .map((paths) => paths.map((path) => (path === '' ? 'DC=x' : `${path},DC=x`)));

function naiveParent(dn: string, all: ReadonlySet<string>): string | null {
  for (let rest = dn; rest.includes(',');) {
    rest = rest.slice(rest.indexOf(',') + 1);
    if (all.has(rest)) return rest;
  }
  return null;
}

describe('objects by name', () => {
  it('find their nearest ancestor in whatever order they arrive, references or not', () => {
    fc.assert(
      fc.property(names, names, (dns, referred) => {
        const index = new DnIndex();
        const ids = new Map<string, number>();
        dns.forEach((dn, at) => {
          if (referred[at]) index.reference(referred[at].toUpperCase());
          ids.set(dn, index.object(dn));
        });
        expect([...ids.values()]).toEqual(dns.map((_, at) => at + 1));
        const all = new Set(dns);
        for (const dn of dns) {
          const parent = naiveParent(dn, all);
          expect(index.parentOf(ids.get(dn)!)).toBe(parent === null ? 0 : ids.get(parent));
        }
        for (const dn of referred) expect(index.objectOf(index.reference(dn))).toBe(ids.get(dn) ?? 0);
      }),
      { numRuns },
    );
  });

  it('are one object for one name, however it is spelled', () => {
    const index = new DnIndex();
    const id = index.object('CN=Kim\\, Min,DC=corp');
    expect(index.object('cn=kim\\2c min, dc=CORP')).toBe(id);
    expect(index.size).toBe(1);
  });

  it('bear a name of ten thousand parts', () => {
    const index = new DnIndex();
    const deep = index.object(Array.from({ length: 10_000 }, (_, at) => `OU=${at}`).join(','));
    expect(index.parentOf(deep)).toBe(0);
  });

  it('stand at the top when their name is none', () => {
    const index = new DnIndex();
    expect(index.parentOf(index.object(''))).toBe(0);
    expect(index.parentOf(index.object('not a name'))).toBe(0);
  });
});

describe('columns', () => {
  const input = fc.array(
    fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      kind: fc.constantFrom(kindCode.user, kindCode.organizationalUnit),
      parent: fc.nat(),
    }),
    {
      maxLength: 60,
    },
  );

  it('put every object once among its parent’s children: containers first, each by name', () => {
    fc.assert(
      fc.property(input, (objects) => {
        // A parent of a lower number, or none: a tree whatever was drawn.
        const parentOf = (id: number) => objects[id - 1]!.parent % id;
        const columns = buildColumns({
          kinds: Int32Array.from([0, ...objects.map(({ kind }) => kind)]),
          names: [undefined, ...objects.map(({ name }) => name)],
          primaryGroups: new Int32Array(objects.length + 1),
          parentOf,
        });
        const seen: number[] = [];
        for (let parent = 0; parent <= objects.length; parent++) {
          const children = [
            ...columns.tree.subarray(columns.first[parent], columns.first[parent]! + columns.count[parent]!),
          ];
          const expected = objects
            .map((object, at) => ({ ...object, id: at + 1 }))
            .filter(({ id }) => parentOf(id) === parent)
            .sort(
              (a, b) =>
                b.kind * -1 - a.kind * -1 || (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id),
            )
            .map(({ id }) => id);
          expect(children).toEqual(expected);
          children.forEach((id, offset) => expect(columns.place[id]! - columns.first[parent]!).toBe(offset));
          seen.push(...children);
        }
        expect(seen.sort((a, b) => a - b)).toEqual(objects.map((_, at) => at + 1));
        columns.names.forEach((id, rank) => expect(columns.nameRank[id]).toBe(rank));
      }),
      { numRuns },
    );
  });
});
