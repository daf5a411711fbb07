/** Facts of small made-up directories, for the tests of this folder. */
import { type DirectoryFacts, flag, kindNumber, type OtherKind, otherKinds, type TravelKind } from './facts.ts'; // prettier-ignore
import type { PlanInput } from './input.ts';
import { nameHash } from './nameHash.ts';

export interface Made {
  readonly kind: TravelKind;
  readonly flags?: readonly (keyof typeof flag)[];
  readonly domain?: number;
  readonly place?: number;
  readonly logonName?: string;
  readonly principalName?: string;
  readonly mail?: string;
}

export interface MadeFacts extends Partial<Omit<DirectoryFacts, 'names' | 'links' | 'others'>> {
  readonly links?: Partial<Record<keyof DirectoryFacts['links'], readonly (readonly [number, number])[]>>;
  readonly others?: Partial<Record<OtherKind, readonly number[]>>;
}

const prefixOf = (name: string | undefined): string | undefined => name?.slice(0, name.lastIndexOf('@'));

/** Objects have the ids 101, 102, …; links are pairs of places. */
export function factsOf(objects: readonly Made[], more: MadeFacts = {}): DirectoryFacts {
  const { links = {}, others = {}, ...rest } = more;
  const hashes = (of: (each: Made) => string | undefined) =>
    Float64Array.from(objects, (each) => {
      const name = of(each);
      return name ? nameHash(name) : 0;
    });
  const pairs = (some: readonly (readonly [number, number])[] = []) => Int32Array.from(some.flat());
  return {
    snapshotId: 1,
    readAt: '2026-03-01T08:00:00Z',
    objects: objects.length,
    domains: [{ dn: 'DC=corp,DC=example', dns: 'corp.example', level: 7 }],
    ids: Int32Array.from(objects, (_, at) => 101 + at),
    kind: Uint8Array.from(objects, ({ kind }) => kindNumber[kind]),
    domain: Int16Array.from(objects, ({ domain = 0 }) => domain),
    place: Int32Array.from(objects, ({ place = 1 }) => place),
    flags: Int32Array.from(objects, ({ flags = [] }) => flags.reduce((bits, name) => bits | flag[name], 0)),
    names: {
      logonName: hashes((each) => each.logonName),
      principalName: hashes((each) => each.principalName),
      principalPrefix: hashes((each) => prefixOf(each.principalName)),
      mail: hashes((each) => each.mail),
    },
    links: {
      member: pairs(links.member),
      managedBy: pairs(links.managedBy),
      delegation: pairs(links.delegation),
    },
    others: Object.fromEntries(
      otherKinds.map((kind) => [kind, Int32Array.from(others[kind] ?? [])]),
    ) as unknown as DirectoryFacts['others'],
    policyLinks: 0,
    trusts: [],
    suffixes: [],
    operatingSystems: [],
    extensions: { attributes: [], classes: [] },
    usedAttributes: [],
    usedClasses: [],
    uses: { attributes: new Map(), classes: new Map() },
    administratorGroups: 0,
    schema: { attributes: new Set(), classes: new Set() },
    ...rest,
  };
}

/** A question about them; names are those that were made up. */
export function inputOf(
  objects: readonly Made[],
  input: Partial<PlanInput> = {},
  more: MadeFacts = {},
  there: readonly Made[] = [],
): PlanInput {
  const name =
    (of: readonly Made[]): PlanInput['nameOf'] =>
    (at, kind) => {
      const each = of[at]!;
      if (kind === 'principalPrefix') return prefixOf(each.principalName) ?? null;
      return each[kind] ?? null;
    };
  return {
    facts: factsOf(objects, more),
    into: there.length > 0 ? factsOf(there, { snapshotId: 2 }) : null,
    kind: 'managed-ad',
    size: 'standard',
    decisions: {},
    mapping: new Map(),
    mappingUnknown: 0,
    identityCenter: null,
    nameOf: name(objects),
    nameInto: name(there),
    dnInto: (at) => `CN=${at},DC=into,DC=example`,
    partnerOf: () => null,
    schema: { from: 'whole', into: 'whole' },
    ...input,
  };
}
