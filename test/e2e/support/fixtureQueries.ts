/** Queries over the generated directory: filters are really evaluated, over a part of it that a test can wait for. */
import type { FilterCheck, ListSort, ValuesRow } from '#contract/queries.ts';
import type { ObjectList } from '#contract/index.ts';
import type { AttributeRow } from '#contract/schema.ts';
import { knownSchema } from '#domain/directory/filter/syntax.ts';
import { compileFilter } from '#domain/directory/filter/compile.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { FilterSyntaxError } from '#domain/directory/filter/problem.ts';
import { resolveTimes, timesIn } from '#domain/directory/filter/times.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { readAt } from './fixtureEstate.ts';
import * as forest from './fixtureForest.ts';

/** What a query looks at: containers, 300 groups, forty people of Seoul, 2,000 users, 1,000 computers. */
const pool: readonly ObjectRow[] = [
  ...Array.from({ length: 13 }, (_, i) => forest.objectOf(i + 1)!),
  ...forest.children(6, 0, 300).rows,
  ...forest.children(13, 0, 40).rows,
  ...forest.children(8, 0, 2000).rows,
  ...forest.children(4, 0, 1000).rows,
];

const entryOf = (row: ObjectRow) => ({
  dn: row.dn,
  attributes: Object.fromEntries(
    forest.attributesOf(row).map(({ name, raw }) => [name, raw.map((value) => value.text)]),
  ),
});

export function checkFilter(text: string): FilterCheck {
  try {
    const filter = parseFilter(text);
    const notes = timesIn(text).map((time) => ({ code: 'timeOpen' as const, ...time }));
    return { ok: true, filter: formatFilter(filter), attributes: [], notes };
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return { ok: false, code: error.code, position: error.position };
  }
}

export const resolved = (filter: string): string => resolveTimes(filter, Date.parse(readAt));

const found = new Map<string, readonly ObjectRow[]>();

export function queryRows(
  list: Pick<Extract<ObjectList, { of: 'query' }>, 'base' | 'scope' | 'filter' | 'sort'>,
): readonly ObjectRow[] {
  const key = JSON.stringify(list);
  const known = found.get(key);
  if (known) return known;
  const fits = compileFilter(parseFilter(resolved(list.filter)), { schema: knownSchema });
  const base = list.base?.toLowerCase();
  const under = (row: ObjectRow): boolean => {
    if (base === undefined) return true;
    const dn = row.dn.toLowerCase();
    if (list.scope === 'base') return dn === base;
    if (list.scope === 'one') return dn.slice(dn.indexOf(',') + 1) === base;
    return dn === base || dn.endsWith(`,${base}`);
  };
  const rows = sorted(
    pool.filter((row) => under(row) && fits(entryOf(row)) === true),
    list.sort ?? null,
  );
  found.set(key, rows);
  return rows;
}

const collator = new Intl.Collator('en', { numeric: false });
export function sorted(rows: readonly ObjectRow[], sort: ListSort | null): ObjectRow[] {
  if (!sort) return rows.toSorted((a, b) => collator.compare(a.name, b.name));
  const { attribute, descending } = sort;
  const valueOf = (row: ObjectRow): string => {
    if (attribute === 'name' || attribute === 'kind' || attribute === 'dn') return row[attribute];
    const of = forest.attributesOf(row).find(({ name }) => name.toLowerCase() === attribute.toLowerCase());
    return of?.raw[0]?.text ?? '';
  };
  return rows
    .map((row) => [valueOf(row), row] as const)
    .toSorted(([a, rowA], [b, rowB]) => {
      if (a === b) return collator.compare(rowA.name, rowB.name);
      if (a === '' || b === '') return a === '' ? 1 : -1;
      return collator.compare(a, b) * (descending ? -1 : 1);
    })
    .map(([, row]) => row);
}

export function cellsOf(row: ObjectRow, attributes: readonly string[]): ValuesRow['cells'] {
  const all = new Map(forest.attributesOf(row).map((each) => [each.name.toLowerCase(), each]));
  return attributes.map((name) => {
    const each = all.get(name.toLowerCase());
    return each ? { syntax: each.syntax, decoded: each.decoded.slice(0, 10), total: each.total } : null;
  });
}

const attribute = (name: string, syntax: AttributeRow['syntax'], description: string): AttributeRow => ({
  dn: `CN=${name},CN=Schema,CN=Configuration,${forest.base}`,
  name,
  aliases: [],
  cn: name,
  oid: '1.2.840.113556.1.4.1',
  guid: null,
  syntax,
  syntaxOid: '2.5.5.12',
  omSyntax: 64,
  singleValued: true,
  indexed: false,
  anr: false,
  tupleIndexed: false,
  confidential: false,
  preservedOnDelete: false,
  rodcFiltered: false,
  globalCatalog: false,
  constructed: false,
  replicated: true,
  flags: [],
  linkId: null,
  link: null,
  rangeLower: null,
  rangeUpper: null,
  propertySet: null,
  description,
  defunct: false,
});
export const schemaAttributes: readonly AttributeRow[] = [
  attribute('carLicense', 'unicodeString', 'Vehicle license or registration plate'),
  attribute('corpBadge', 'unicodeString', 'Badge number'),
  attribute('extensionAttribute1', 'unicodeString', 'Free use'),
  attribute('lockoutTime', 'largeInteger', 'When the account was locked'),
  attribute('telephoneNumber', 'unicodeString', 'Primary telephone number'),
];
