import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { dnKey, parentDn } from '#domain/directory/dnKey.ts';
import { kindCode } from '../schema/kinds.ts';
import { DnIndex } from './dnIndex.ts';
import { buildTree } from './tree.ts';

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

const encoded = (dn: string) => Buffer.from(`<${dn}>`, 'utf8');

/** An index whose objects are numbered as they come. */
function indexed() {
  const index = new DnIndex(12345);
  const nameOf: number[] = [0];
  return {
    index,
    object(dn: string): number {
      const bytes = encoded(dn);
      const name = index.entry(bytes, 1, bytes.length - 1);
      if (index.objectOf(name) === 0) index.setObject(name, nameOf.push(name) - 1);
      return index.objectOf(name);
    },
    reference(dn: string): number {
      const bytes = encoded(dn);
      return index.reference(bytes, 1, bytes.length - 1);
    },
    parentOf: (id: number) => index.parentObjectOf(nameOf[id]!),
  };
}

describe('objects by name', () => {
  it('find their nearest ancestor in whatever order they arrive, references or not', () => {
    fc.assert(
      fc.property(names, names, (dns, referred) => {
        const { index, object, reference, parentOf } = indexed();
        const ids = new Map<string, number>();
        dns.forEach((dn, at) => {
          if (referred[at]) reference(referred[at].toUpperCase());
          ids.set(dn, object(dn));
        });
        expect([...ids.values()]).toEqual(dns.map((_, at) => at + 1));
        const all = new Set(dns);
        const parents = dns.map((dn) => naiveParent(dn, all));
        expect(dns.map((dn) => parentOf(ids.get(dn)!))).toEqual(
          parents.map((parent) => (parent === null ? 0 : ids.get(parent))),
        );
        expect(referred.map((dn) => index.objectOf(reference(dn)))).toEqual(
          referred.map((dn) => ids.get(dn) ?? 0),
        );
      }),
      { numRuns },
    );
  });

  it('are one for one key, two for two, whatever the spelling', () => {
    const part = fc.oneof(
      fc.constantFrom(
        'CN=a',
        'cn=A',
        'CN= a',
        'CN=a ',
        'CN=김',
        'CN=Ä',
        'CN=ä',
        'CN=ﬁ',
        'CN=Ａ',
        'CN=ａ',
        'OU=ꭰ',
        'x',
        '',
      ),
      fc.constantFrom(
        'CN=a\\,b',
        'CN=A\\2Cb',
        'CN="a,b"',
        'CN=#0401',
        'CN=a+OU=b',
        'OU=B+CN=A',
        'CN=a  b',
        'CN=A b',
      ),
      fc.string({ unit: codePoint, maxLength: 6 }).filter((text) => text.isWellFormed()),
    );
    const dn = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(','));
    fc.assert(
      fc.property(fc.array(dn, { maxLength: 30 }), (dns) => {
        const { reference, object, parentOf, index } = indexed();
        const keys = dns.map(dnKey);
        const given = dns.map(reference);
        const numbers = new Map(keys.map((key, at) => [key, given[at]!]));
        expect(given).toEqual(keys.map((key) => numbers.get(key)));
        expect(new Set(numbers.values()).size).toBe(numbers.size);
        expect(dns.map((each) => dnKey(index.spelling(reference(each))))).toEqual(keys);
        const byKey = new Map(dns.map((each, at) => [keys[at]!, object(each)]));
        const parents = [...byKey.keys()].map((key) => {
          let above = parentDn(key);
          while (above !== null && !byKey.has(above)) above = parentDn(above);
          return above === null ? 0 : byKey.get(above);
        });
        expect([...byKey.values()].map(parentOf)).toEqual(parents);
      }),
      { numRuns },
    );
  });

  it('grow in number and keep apart', () => {
    const { reference } = indexed();
    const all = Array.from({ length: 20_000 }, (_, n) => reference(`CN=user ${n},OU=People,DC=x`));
    expect(new Set(all).size).toBe(20_000);
    expect(all.map((_, n) => reference(`cn=USER ${n},ou=people,dc=x`))).toEqual(all);
  });

  it('bear a name of ten thousand parts, and one of three megabytes', () => {
    const { object, parentOf } = indexed();
    expect(parentOf(object(Array.from({ length: 10_000 }, (_, at) => `OU=${at}`).join(',')))).toBe(0);
    const long = object(`CN=${'x'.repeat(3_000_000)},DC=corp`);
    expect(object(`cn=${'X'.repeat(3_000_000)},dc=corp`)).toBe(long);
    expect(object('CN=next,DC=corp')).toBe(long + 1);
  });

  it('stand at the top when their name is none', () => {
    const { object, parentOf } = indexed();
    expect(parentOf(object(''))).toBe(0);
    expect(parentOf(object('not a name'))).toBe(0);
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
        const byName = objects
          .map(({ name }, at) => ({ name, id: at + 1 }))
          .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id - b.id));
        const columns = buildTree({
          kinds: Int32Array.from([0, ...objects.map(({ kind }) => kind)]),
          names: Int32Array.from(byName, ({ id }) => id),
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
          expect(children.map((id) => columns.place[id]! - columns.first[parent]!)).toEqual([
            ...children.keys(),
          ]);
          seen.push(...children);
        }
        expect(seen.sort((a, b) => a - b)).toEqual(objects.map((_, at) => at + 1));
        expect(Array.from(columns.names, (id) => columns.nameRank[id])).toEqual([...columns.names.keys()]);
      }),
      { numRuns },
    );
  });
});
