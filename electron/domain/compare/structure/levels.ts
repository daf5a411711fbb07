/** Functional levels, features and lifetimes of deleted objects, and suffixes of the forest. */
import type { DecodedValue } from '../../directory/attributes/syntax.ts';
import type { Known } from '../../forest/known.ts';
import type { Forest, ForestDomain, Level, Lifetime } from '../../forest/model.ts';
import type { StructureRow, StructureSetting, StructureSide } from './model.ts';
import type { PairedDomains } from './pairing.ts';
import { absent, has, rowOf, sideOf } from './side.ts';

const levelValue = ({ value, level }: Level): DecodedValue[] => [
  level === null ? { text: String(value) } : { text: String(value), code: `functionalLevel.${level}` },
];
const flagValue = (on: boolean): DecodedValue[] => [
  { text: on ? 'TRUE' : 'FALSE', code: on ? 'true' : 'false' },
];
const lifetimeValue = ({ days }: Lifetime): DecodedValue[] => [
  { text: String(days), code: days === 1 ? 'span.oneDay' : 'span.days', params: { days } },
];

export function levelRows(a: Forest, b: Forest, pairs: readonly PairedDomains[]): StructureRow[] {
  const row = <T>(
    setting: StructureSetting,
    of: (forest: Forest) => Known<T>,
    tell: (value: T) => DecodedValue[],
  ) =>
    rowOf({
      subject: 'levels',
      about: '',
      setting,
      domains: null,
      a: sideOf(of(a), tell),
      b: sideOf(of(b), tell),
    });
  const ofDomain = (domain: ForestDomain | null): StructureSide =>
    domain ? sideOf(domain.level, levelValue, domain.ref) : absent;
  return [
    row('forestLevel', ({ level }) => level, levelValue),
    ...pairs.map((pair) =>
      rowOf({
        subject: 'levels',
        about: '',
        setting: 'domainLevel',
        domains: { a: pair.a?.dns ?? null, b: pair.b?.dns ?? null },
        a: ofDomain(pair.a),
        b: ofDomain(pair.b),
      }),
    ),
    row(
      'schemaVersion',
      ({ schemaVersion }) => schemaVersion,
      (version) => [{ text: String(version) }],
    ),
    row('recycleBin', ({ recycleBin }) => recycleBin, flagValue),
    row('tombstoneLifetime', ({ tombstoneLifetime }) => tombstoneLifetime, lifetimeValue),
    row('deletedObjectLifetime', ({ deletedObjectLifetime }) => deletedObjectLifetime, lifetimeValue),
  ];
}

/** A row a suffix; where one side's were not read, of those the other has. */
export function suffixRows(a: Forest, b: Forest): StructureRow[] {
  const rows = (setting: 'upnSuffix' | 'spnSuffix', of: (forest: Forest) => Known<string[]>) => {
    const [left, right] = [of(a), of(b)];
    const names = new Map(
      [left, right]
        .flatMap((known) => (known.state === 'read' ? known.value : []))
        .map((name) => [name.toLowerCase(), name]),
    );
    const side = (known: Known<string[]>, key: string): StructureSide => {
      if (known.state === 'notRead') return known;
      const own = known.value.find((name) => name.toLowerCase() === key);
      return own === undefined ? absent : has([{ text: own }]);
    };
    return [...names.keys()].toSorted().map((key) =>
      rowOf({
        subject: 'suffixes',
        about: names.get(key)!,
        setting,
        domains: null,
        a: side(left, key),
        b: side(right, key),
      }),
    );
  };
  return [
    ...rows('upnSuffix', ({ upnSuffixes }) => upnSuffixes),
    ...rows('spnSuffix', ({ spnSuffixes }) => spnSuffixes),
  ];
}
