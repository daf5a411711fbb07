/** Searching one snapshot by what a person types. */
import type { SnapshotReader } from '../read/snapshot.ts';
import { boundary, encodeFolded, otherType, typeMarks } from './alphabet.ts';
import type { GramIndex, Groups } from './gramIndex.ts';
import { addByGuid, addBySid } from './identifiers.ts';
import { SearchDamage } from './lists.ts';
import { SearchHits } from './hits.ts';
import { joined } from './joined.ts';
import { dnWords, searchQuery } from './query.ts';
import type { DnQuery, SearchQuery } from './query.ts';
import { addTo, countOf, emptySet, intersect, listTo, subtract, unite } from './set.ts';
import type { RankSet } from './set.ts';

const nothing = new Int32Array(0);
const edge = Uint8Array.of(boundary);
/** What was found for the last texts: half a megabyte each at a million objects. */
const keptHits = 32;

/** What a search needs of a snapshot. */
export type Searched = Pick<SnapshotReader, 'column' | 'bytes' | 'sids' | 'findDn' | 'row' | 'damaged'>;

export class Search {
  readonly #snapshot: Searched;
  readonly #index: GramIndex;
  readonly #names: Int32Array;
  readonly #kept = new Map<string, SearchHits>();

  constructor(snapshot: Searched, index: GramIndex) {
    this.#snapshot = snapshot;
    this.#index = index;
    this.#names = snapshot.column('names');
  }

  /**
   * The objects in whose names (name, sAMAccountName, userPrincipalName, displayName, mail) every word of the text
   * occurs, and of those whose SID, GUID or DN begins with it. First those that have the whole text as one of these, then
   * those that have one that begins with it, then those with a word that does, then the rest; each by name.
   */
  find(text: string): SearchHits {
    let hits = this.#kept.get(text);
    if (!hits) hits = this.#compute(text);
    this.#kept.delete(text);
    this.#kept.set(text, hits);
    if (this.#kept.size > keptHits) this.#kept.delete(this.#kept.keys().next().value!);
    return hits;
  }

  #compute(text: string): SearchHits {
    const query = searchQuery(text);
    if (!query) return new SearchHits([], this.#names);
    return this.#orDamaged(() => new SearchHits(this.#groups(query), this.#names));
  }

  /** Bytes of an object's folded names, each between boundaries: a view. `rank` = its place in the order of names. */
  text(rank: number): Uint8Array {
    return this.#orDamaged(() => this.#index.text(rank));
  }

  /** Ids of the objects that have the text, folded, as one of their names; by name. */
  named(text: string): Int32Array {
    const value = encodeFolded(text).slice();
    if (value.length === 0) return nothing;
    return this.#orDamaged(() =>
      new SearchHits([this.#index.having(joined(edge, value, edge))], this.#names).ids(),
    );
  }

  #groups(query: SearchQuery): Groups {
    const index = this.#index;
    const { whole, account, words } = query;
    const all = words.length > 0 ? index.havingAll(words) : emptySet(index.size);
    if (account) unite(all, index.having(joined(edge, account)));
    const values = [whole, account].filter((value) => value !== null);
    const groups = index.divide(all, values);
    if (query.sid || query.guid || query.dn) this.#addIdentified(query, groups);
    return groups;
  }

  /** Adds what has the SID, GUID or DN to the first group, what has one that begins with it to the second. */
  #addIdentified({ sid, guid, dn }: SearchQuery, [exact, begins, words, rest]: Groups): void {
    if (sid) addBySid(this.#snapshot.sids(), this.#snapshot.column('nameRank'), sid, exact, begins);
    if (guid) addByGuid(this.#guids(), guid, exact, begins);
    if (dn) this.#addByDn(dn, exact, begins);
    subtract(begins, exact);
    for (const worse of [words, rest]) {
      subtract(worse, exact);
      subtract(worse, begins);
    }
  }

  #guids() {
    return {
      guid: this.#snapshot.bytes('guid'),
      guidOrder: this.#snapshot.column('guidOrder'),
      nameRank: this.#snapshot.column('nameRank'),
    };
  }

  #addByDn(dn: DnQuery, exact: RankSet, begins: RankSet): void {
    const index = this.#index;
    const same = this.#snapshot.column('nameRank')[this.#snapshot.findDn(dn.text)] ?? -1;
    if (same >= 0 && same < index.size) addTo(exact, same);
    // A domain's name is its DNS name, which only begins with its RDN's value.
    const isWhole = dn.isNameWhole && dn.type !== typeMarks['dc'];
    const first = isWhole ? joined(edge, dn.name, edge) : joined(edge, dn.name);
    const found = index.having(Uint8Array.of(dn.type));
    intersect(found, index.having(first));
    const ranks = new Int32Array(countOf(found));
    listTo(found, ranks);
    for (const rank of ranks) {
      if (!beginsWith(index.text(rank), first)) continue;
      const isKnown = !dn.isNameWhole && dn.type !== otherType;
      if (isKnown || dnWords(this.#snapshot.row(this.#names[rank]!).dn).startsWith(dn.words))
        addTo(begins, rank);
    }
  }

  #orDamaged<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof SearchDamage) throw this.#snapshot.damaged(error.message);
      throw error;
    }
  }
}

function beginsWith(text: Uint8Array, first: Uint8Array): boolean {
  let at = 0;
  while (at < first.length && text[at] === first[at]) at++;
  return at === first.length;
}
