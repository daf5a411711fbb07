/** A search over objects that are in no file, for the tests of this folder. */
import { Fault } from '#contract/faults.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { guidToBytes } from '#domain/directory/guid.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { SidTable } from '../snapshot/sids.ts';
import { buildSearch } from './build.ts';
import type { SearchPart } from './build.ts';
import { fold } from './fold.ts';
import { GramIndex } from './gramIndex.ts';
import { gramLimits } from './grams.ts';
import type { GramLimits } from './grams.ts';
import { Search } from './search.ts';
import type { Searched } from './search.ts';
import { partSize, StoredBytes } from './stored.ts';
import { SearchTexts } from './texts.ts';

export type Person = Partial<ObjectRow> & Pick<ObjectRow, 'dn' | 'name'>;

export const valuesOf = (person: Person): string[] =>
  [person.name, person.samAccountName, person.userPrincipalName, person.displayName, person.mail].map(
    (value) => value ?? '',
  );

export interface Built {
  readonly size: number;
  readonly names: Int32Array<ArrayBuffer>;
  readonly parts: Record<SearchPart, Uint8Array[]>;
}

/** Ids from 1 in the order given. */
export function build(people: readonly Person[], limits: Partial<GramLimits> = {}): Built {
  const texts = new SearchTexts();
  people.forEach((person, at) => {
    texts.begin(Buffer.from(person.dn), 0);
    for (const value of valuesOf(person)) texts.value(value);
    texts.end(at + 1);
  });
  const keys = people.map(({ name }) => fold(name));
  const names = Int32Array.from(people, (_, at) => at + 1).sort((a, b) =>
    keys[a - 1]! < keys[b - 1]! ? -1 : keys[a - 1]! > keys[b - 1]! ? 1 : a - b,
  );
  const parts: Built['parts'] = { text: [], ends: [], nodes: [], lists: [] };
  const steps = buildSearch(
    { names, texts },
    (name, part, bytes) => (parts[name][part] = Uint8Array.from(bytes)),
    { ...gramLimits(people.length), ...limits },
  );
  while (!steps.next().done);
  return { size: people.length, names, parts };
}

export function openIndex({ size, parts }: Pick<Built, 'size' | 'parts'>): GramIndex {
  return new GramIndex(size, (name) => {
    const pieces = parts[name];
    const length = Math.max(0, pieces.length - 1) * partSize + (pieces.at(-1)?.length ?? 0);
    return new StoredBytes(length, (part) => pieces[part] ?? null);
  });
}

export function openSearch(built: Built, people: readonly Person[]): Search {
  const size = people.length + 1;
  const sids = new SidTable();
  const guid = new Uint8Array(size * 16);
  people.forEach((person, at) => {
    sids.set(at + 1, new Uint8Array(0));
    if (person.sid) sids.setText(at + 1, person.sid);
    if (person.guid) guid.set(guidToBytes(person.guid)!, (at + 1) * 16);
  });
  const hex = (id: number) => Buffer.from(guid.subarray(id * 16, id * 16 + 16)).toString('hex');
  const columns: Partial<Record<string, Int32Array<ArrayBuffer>>> = {
    names: built.names,
    nameRank: new Int32Array(size).fill(-1),
    guidOrder: built.names.filter((id) => people[id - 1]!.guid).sort((a, b) => (hex(a) < hex(b) ? -1 : 1)),
  };
  built.names.forEach((id, rank) => (columns['nameRank']![id] = rank));
  const snapshot: Searched = {
    column: (name) => columns[name]!,
    bytes: () => guid,
    sids: () => ({ domains: sids.domains, domain: sids.domain.first(size), rid: sids.rid.first(size) }),
    findDn: (dn) => people.findIndex((person) => dnKey(person.dn) === dnKey(dn)) + 1,
    row: (id) => people[id - 1] as ObjectRow,
    damaged: (detail) => new Fault('workspace.damaged', { name: 'a', detail }),
  };
  return new Search(snapshot, openIndex(built));
}
