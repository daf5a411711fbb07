/** Sites by name: their subnets and controllers. */
import type { DecodedValue } from '../../directory/attributes/syntax.ts';
import type { Known, NotRead } from '../../forest/known.ts';
import type { Controller, Forest, Site } from '../../forest/model.ts';
import type { StructureRow, StructureSide } from './model.ts';
import { absent, has, rowOf } from './side.ts';

interface Told {
  readonly sites: Map<string, Site>;
  readonly subnets: Known<Map<string, DecodedValue[]>>;
  readonly controllers: Known<Map<string, DecodedValue[]>>;
}

function grouped<T>(
  known: Known<T[]>,
  siteOf: (one: T) => string | null,
  nameOf: (one: T) => string,
): Known<Map<string, DecodedValue[]>> {
  if (known.state === 'notRead') return known;
  const groups = new Map<string, DecodedValue[]>();
  for (const one of known.value) {
    const site = siteOf(one)?.toLowerCase();
    if (site === undefined) continue;
    const group = groups.get(site);
    const value = { text: nameOf(one) };
    if (group) group.push(value);
    else groups.set(site, [value]);
  }
  return { state: 'read', value: groups };
}

const siteOfController = ({ site }: Controller) => (site.state === 'read' ? site.value : null);

const told = (forest: Forest): Told | NotRead =>
  forest.sites.state === 'notRead'
    ? forest.sites
    : {
        sites: new Map(forest.sites.value.map((site) => [site.name.toLowerCase(), site])),
        subnets: grouped(
          forest.subnets,
          ({ site }) => site,
          ({ name }) => name,
        ),
        controllers: grouped(forest.controllers, siteOfController, ({ name }) => name),
      };

/** Empty where neither side's sites were read. */
export function siteRows(a: Forest, b: Forest): StructureRow[] {
  const [left, right] = [told(a), told(b)];
  const names = new Map<string, string>();
  for (const side of [left, right])
    if ('sites' in side) for (const [key, { name }] of side.sites) names.set(key, names.get(key) ?? name);
  const side = (
    of: Told | NotRead,
    key: string,
    listOf: (of: Told) => Known<Map<string, DecodedValue[]>>,
  ): StructureSide => {
    if (!('sites' in of)) return of;
    const site = of.sites.get(key);
    if (!site) return absent;
    const list = listOf(of);
    return list.state === 'notRead' ? list : has(list.value.get(key) ?? [], site.ref);
  };
  return [...names.keys()].toSorted().flatMap((key) =>
    (
      [
        ['siteSubnets', ({ subnets }: Told) => subnets],
        ['siteControllers', ({ controllers }: Told) => controllers],
      ] as const
    ).map(([setting, listOf]) =>
      rowOf({
        subject: 'sites',
        about: names.get(key)!,
        setting,
        domains: null,
        a: side(left, key, listOf),
        b: side(right, key, listOf),
      }),
    ),
  );
}
