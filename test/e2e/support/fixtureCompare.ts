/** What the fixture engine tells of a comparison: a million differences of every kind, and a little of each view. */
import { implement } from '@orpc/server';
import type { ComparedAttribute, CompareTreeRow, DifferenceRow } from '#contract/compare.ts';
import { contract } from '#contract/index.ts';
import type { Attribute, Job } from '#contract/shapes.ts';
import { differenceKinds } from '#domain/compare/codes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

/** Objects that differ. */
export const allDifferences = 1_000_000;
const id = 'c1';
const counts = { onlyInA: 4210, onlyInB: 312, moved: 1804, renamed: 96, retyped: 3, enabled: 41, disabled: 118, membership: 912, changed: 993_412 }; // prettier-ignore

/** The same object at the other side: another domain, another id. */
const twin = (row: ObjectRow): ObjectRow => ({
  ...row,
  id: row.id + 500_000_000,
  dn: row.dn.replace(forest.base, 'DC=aws,DC=corp,DC=example,DC=com'),
});
const original = (objectId: number) => forest.objectOf(objectId % 500_000_000);
const both = (row: ObjectRow) => ({ a: row, b: twin(row), key: 'userPrincipalName' as const, confidence: 'high' as const }); // prettier-ignore
const alone = (side: 'a' | 'b', row: ObjectRow) => ({
  a: side === 'a' ? row : null,
  b: side === 'b' ? twin(row) : null,
  key: null,
  confidence: null,
});

function differenceAt(index: number): DifferenceRow {
  const row = forest.children(8, index, 1).rows[0]!;
  const kind = index < differenceKinds.length ? differenceKinds[index]! : 'changed';
  const ends = kind === 'onlyInA' ? alone('a', row) : kind === 'onlyInB' ? alone('b', row) : both(row);
  return {
    ...ends,
    kinds: kind === 'moved' ? ['moved', 'changed'] : [kind],
    attributes: kind === 'changed' ? ['mail', 'telephoneNumber'] : [],
    reserved: false,
  };
}
const text = (name: string, ...values: string[]): Attribute => ({
  name,
  syntax: 'text',
  decoded: values.map((value) => ({ text: value })),
  raw: values.map((value) => ({ text: value, encoding: 'utf8' as const })),
  total: values.length,
});
const compared = (name: string, outcome: ComparedAttribute['outcome'], a: string[] | null, b: string[] | null, more: Partial<ComparedAttribute> = {}): ComparedAttribute => ({
  name,
  outcome,
  noise: null,
  a: a && text(name, ...a),
  b: b && text(name, ...b),
  onlyInA: a && b ? a.filter((each) => !b.includes(each)).map((each) => ({ text: each })) : [],
  onlyInB: a && b ? b.filter((each) => !a.includes(each)).map((each) => ({ text: each })) : [],
  notReadable: null,
  ...more,
}); // prettier-ignore
const attributes: ComparedAttribute[] = [
  compared('mail', 'different', ['minji.kim@corp.example.com'], ['minji.kim@example.com']),
  compared('proxyAddresses', 'different', ['smtp:minji@example.com', 'SMTP:minji.kim@corp.example.com'], ['smtp:minji@example.com']),
  compared('telephoneNumber', 'onlyInA', ['+82 2 555 0100'], null),
  compared('title', 'notReadable', ['Engineer'], null, { notReadable: { side: 'b', code: 'ldap.accessDenied' } }),
  compared('department', 'same', ['Platform'], ['Platform']),
  compared('logonCount', 'noise', ['412'], ['7'], { noise: 'notReplicated' }),
]; // prettier-ignore

const treeRow = (row: ObjectRow, more: Partial<CompareTreeRow> = {}): CompareTreeRow => ({
  ...both(row),
  state: 'both',
  kinds: [],
  differencesBelow: (row.childCount ?? 0) > 0 ? Math.ceil(row.childCount! / 10) : 0,
  hasChildren: (row.childCount ?? 0) > 0,
  ...more,
});
/** Children of a container, one of every state first. */
function treeRows(parentId: number | null, offset: number, limit: number) {
  const { total, rows } = forest.children(parentId, offset, limit);
  return {
    total,
    rows: rows.map((row, i): CompareTreeRow => {
      const leaf = (row.childCount ?? 0) === 0;
      switch (leaf ? offset + i : -1) {
        case 0:
          return treeRow(row, { kinds: ['changed'] });
        case 1:
          return treeRow(row, { ...alone('a', row), state: 'onlyInA', kinds: ['onlyInA'] });
        case 2:
          return treeRow(row, { ...alone('b', row), state: 'onlyInB', kinds: ['onlyInB'] });
        case 3:
          return treeRow(row, {
            b: { ...twin(row), dn: `CN=${row.name},OU=Left,DC=aws,DC=corp,DC=example,DC=com` },
            state: 'movedAway',
            kinds: ['moved'],
          });
        default:
          return treeRow(row);
      }
    }),
  };
}

const os = implement(contract);
const end = (snapshotId: number, source: string, more: object = {}) => ({
  snapshotId,
  base: null,
  source,
  readAt,
  objects: 1_105_128,
  reserved: 0,
  notCarried: [],
  missing: [],
  ...more,
});

export function compareProcedures(asked: () => { compared: unknown[] }, job: () => Job) {
  return {
    run: os.compare.run.handler(async function* ({ input, signal }) {
      asked().compared.push(input);
      for (const [i, phase] of (['columns', 'matching', 'comparing', 'counting'] as const).entries()) {
        if (signal?.aborted) return;
        yield { phase, done: i * 250_000, total: 1_000_000, found: i, id: null };
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      yield { phase: 'counting' as const, done: 1_000_000, total: 1_000_000, found: allDifferences, id };
    }),
    summary: os.compare.summary.handler(() => ({
      id,
      a: end(1, 'corp.example.com'),
      b: end(3, 'aws.corp.example.com', {
        reserved: 41,
        notCarried: ['msExchMailboxGuid', 'thumbnailPhoto'],
        missing: [{ where: 'OU=Closed', attribute: null, code: 'accessDenied' }],
      }),
      pairs: 1_100_606,
      differences: allDifferences,
      kinds: counts,
      objectKinds: [
        { kind: 'user' as const, differences: 999_001, kinds: { ...counts, retyped: 0, membership: 0 } },
        {
          kind: 'group' as const,
          differences: 999,
          kinds: { ...zero, retyped: 3, membership: 912, changed: 84 },
        },
      ],
      matches: [
        { key: 'userPrincipalName' as const, confidence: 'high' as const, pairs: 1_100_000 },
        { key: 'place' as const, confidence: 'low' as const, pairs: 606 },
      ],
      attributes: [
        { attribute: 'mail', differences: 993_000 },
        { attribute: 'telephoneNumber', differences: 4120 },
        { attribute: 'member', differences: 912 },
      ],
      noise: [{ attribute: 'logonCount', reason: 'notReplicated' as const, pairs: 900_000 }],
      noiseComplete: false,
      notReadable: { attributes: 12, objects: 3 },
      ambiguous: 2,
      mapping: null,
    })),
    differences: os.compare.differences.handler(({ input: { filter, page } }) => {
      const kinds = filter.kinds;
      const only =
        kinds === null ? null : differenceKinds.flatMap((kind, i) => (kinds.includes(kind) ? [i] : []));
      const fits = filter.text === '' ? only : [];
      const total = fits === null ? allDifferences : fits.length;
      const rows = Array.from({ length: Math.max(0, Math.min(page.limit, total - page.offset)) }, (_, i) =>
        differenceAt(fits === null ? page.offset + i : fits[page.offset + i]!),
      );
      return { total, rows };
    }),
    // The first nine are of one kind each, and all that differ follow one another by id.
    position: os.compare.position.handler(({ input: { filter, side, objectId } }) => {
      const index = (objectId % 500_000_000) - 8_000_000;
      const fits = filter.kinds === null ? null : differenceKinds.flatMap((kind, i) => (filter.kinds!.includes(kind) ? [i] : [])); // prettier-ignore
      const offset = filter.text === '' && side === 'a' ? (fits?.indexOf(index) ?? index) : -1;
      return { offset: offset >= 0 && offset < allDifferences ? offset : null };
    }),
    pair: os.compare.pair.handler(({ input: { objectId, side } }) => {
      const row = original(objectId)!;
      const here = objectId === 8_000_000 ? alone(side, row) : both(row);
      return {
        ...here,
        reason:
          here.key === null
            ? null
            : {
                key: 'userPrincipalName' as const,
                a: 'minji.kim@corp.example.com',
                b: 'minji.kim@corp.example.com',
              },
        kinds: ['changed' as const],
        attributes,
        membership: {
          direct: { onlyInA: 3, onlyInB: 1, both: 40 },
          effective: {
            onlyInA: 12,
            onlyInB: 1,
            both: 210,
            notReadable: { code: 'acrossSnapshots', a: 2, b: 0 },
          },
        },
      };
    }),
    members: os.compare.members.handler(({ input: { effective, page } }) => {
      const all = forest.children(8, 0, effective ? 13 : 4).rows.map((object, i) => ({
        side: i === 0 ? ('b' as const) : ('a' as const),
        object: i === 2 ? null : object,
        reference: object.dn,
        partner: i === 1 ? twin(object) : null,
      }));
      return { total: all.length, rows: all.slice(page.offset, page.offset + page.limit) };
    }),
    tree: os.compare.tree.handler(({ input: { parent, page } }) =>
      treeRows(parent === null ? null : parent.objectId % 500_000_000, page.offset, page.limit),
    ),
    treePosition: os.compare.treePosition.handler(({ input: { objectId } }) => ({
      offset: forest.positionOf(objectId % 500_000_000)?.offset ?? null,
    })),
    ambiguous: os.compare.ambiguous.handler(() => {
      const rows = forest.children(8, 20, 3).rows;
      const one = (side: 'a' | 'b', object: ObjectRow) => ({
        side,
        object,
        key: 'mail' as const,
        value: 'team@example.com',
        alike: [rows[2]!],
        candidates: [twin(rows[0]!), twin(rows[1]!)],
        total: 2,
      });
      return { total: 2, rows: [one('a', rows[0]!), one('a', rows[1]!)] };
    }),
    mapping: os.compare.mapping.handler(() => ({
      pairs: 2,
      issues: [{ line: 4, problem: 'unknownB' as const, text: 'nobody@example.com' }],
      rows: [],
    })),
    template: os.compare.template.handler(job),
    export: os.compare.export.handler(job),
  };
}
const zero = { onlyInA: 0, onlyInB: 0, moved: 0, renamed: 0, retyped: 0, enabled: 0, disabled: 0, membership: 0, changed: 0 }; // prettier-ignore
