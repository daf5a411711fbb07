/**
 * A newer snapshot made of an older complete one and what changed since. It shares the entries of the older one's base and
 * keeps what changed in its overlay; the columns are its own, made of the older ones. Ids stay. Not safe to use after an error.
 */
import { Fault } from '#contract/faults.ts';
import { dnKey, isDescendant, parentDn } from '#domain/directory/dnKey.ts';
import { guidToBytes } from '#domain/directory/guid.ts';
import { rowName } from '#domain/directory/row.ts';
import type { PackedPage } from '#packed/page.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { isBranchCode, kindOfCode } from '../schema/kinds.ts';
import { snapshotDdl, tableOf } from '../schema/snapshot.ts';
import type { TextSource } from '../search/texts.ts';
import type { Database } from '../sqlite.ts';
import type { OnPhase } from './builder.ts';
import { writeBytes, writeColumn } from './columns.ts';
import type { ColumnName } from './columns.ts';
import { nameHashes } from './dnLookup.ts';
import { sortOnce } from './edges.ts';
import { guidBytes, orderOfGuids } from './guidTable.ts';
import { Objects } from './objects.ts';
import { References } from './references.ts';
import { fold } from '../search/fold.ts';
import { SharedValues } from './sharedValues.ts';
import { sidAt, SidTable } from './sids.ts';
import { Streams } from './streams.ts';
import { buildTree } from './tree.ts';
import { writeRefreshedSearch } from './refreshSearch.ts';
import { searchedTexts } from './writeSearch.ts';
import type { GramHelp } from './writeSearch.ts';

export class SnapshotRefresher {
  readonly #db: Database;
  readonly #id: number;
  readonly #readAt: string;
  readonly #from: SnapshotReader;
  readonly #help: GramHelp | null;
  readonly #streams: Streams;
  /** What changed, under numbers of its own; its entries lie in the overlay under those numbers, negative, until `complete`. */
  readonly #changed: Objects;
  readonly #removed = new Set<number>();
  /** By number of a changed object, its id here; 0 = dropped again. */
  #ids = new Int32Array(0);
  /** By id, the number of a changed object. */
  readonly #numbers = new Map<number, number>();
  #cancelled = false;

  /** `from` is complete; the row of the new snapshot is there, its tables are not. */
  constructor(
    db: Database,
    snapshotId: number,
    readAt: string,
    from: SnapshotReader,
    help: GramHelp | null = null,
  ) {
    this.#db = db;
    this.#help = help;
    this.#id = snapshotId;
    this.#readAt = readAt;
    this.#from = from;
    this.#db.transaction(() => this.#copyTables());
    const table = (which: 'shared' | 'overlay' | 'attribute') => tableOf(snapshotId, which);
    const highest = (id: number) => db.number(`SELECT max(id) FROM ${tableOf(id, 'shared')}`);
    const shared = new SharedValues(
      (number, bytes) =>
        db.prepare(`INSERT INTO ${table('shared')} (id, bytes) VALUES (?, ?)`).run(number, bytes),
      Math.max(highest(from.id), highest(from.facts.base?.id ?? from.id)),
    );
    this.#streams = new Streams(
      shared,
      (number, name) =>
        db.prepare(`INSERT INTO ${table('attribute')} (id, name) VALUES (?, ?)`).run(number, name),
      from.attributeNames,
    );
    this.#changed = new Objects(from.column('dnHash')[0] ?? 0, (number) =>
      db.prepare(`DELETE FROM ${table('overlay')} WHERE id = ?`).run(-number),
    );
  }

  /** Objects as they are now. Throws `PackedError`. */
  add(page: PackedPage): void {
    this.#db.transaction(() => {
      this.#streams.page(0, page);
      let start = 0;
      for (const end of page.ends) {
        this.#streams.entry(0, page.bytes, start, end, this.#take);
        start = end;
      }
    });
  }

  /** Objects that are gone, by objectGUID or DN. */
  remove(names: readonly string[]): void {
    this.#db.transaction(() => {
      for (const name of names) {
        const guid = guidToBytes(name);
        const bytes = Buffer.from(name, 'utf8');
        const { index, guids } = this.#changed;
        const number = guid ? guids.find(guid, 0) : index.objectOf(index.reference(bytes, 0, bytes.length));
        if (number !== 0) this.#changed.drop(number);
        const id = guid ? this.#from.findGuid(name) : this.#from.findDn(name);
        if (id !== 0) this.#removed.add(id);
      }
    });
  }

  /** Makes `complete` end with `job.cancelled` at its next step. */
  cancel(): void {
    this.#cancelled = true;
  }

  /** As `SnapshotBuilder.complete`. */
  async complete(onPhase: OnPhase, finish: (objects: number) => void): Promise<number> {
    onPhase('order', 0, null);
    await this.#turn();
    const last = this.#from.column('kind').length - 1;
    const size = this.#identify(last) + 1;
    await this.#turn();
    const kinds = grown(this.#from.column('kind'), size);
    for (const id of this.#removed) kinds[id] = 0;
    this.#eachChanged((id, number) => (kinds[id] = this.#changed.kinds.get(number)));
    const names = this.#orderNames(kinds);
    await this.#turn();
    const parents = this.#parents(size, kinds);
    const tree = buildTree({ kinds, names, parentOf: (id) => parents[id]! });
    await this.#turn();
    this.#db.transaction(() => {
      this.#write('kind', kinds);
      for (const name of Object.keys(tree) as (keyof typeof tree)[]) this.#write(name, tree[name]);
      this.#writeValues(size);
    });
    await this.#turn();
    this.#db.transaction(() => this.#writeLookups(size, kinds));
    await this.#turn();
    this.#db.transaction(() => this.#writeMembers(size, kinds));
    await this.#turn();
    const { texts, isSame } = this.#texts();
    const turn = () => this.#turn();
    const input = { names, texts };
    await writeRefreshedSearch(this.#db, this.#id, this.#from, isSame, input, onPhase, turn, this.#help);
    onPhase('finish', names.length, names.length);
    await this.#turn();
    this.#db.transaction(() => finish(names.length));
    return names.length;
  }

  #copyTables(): void {
    const { id, facts } = this.#from;
    for (const statement of snapshotDdl(this.#id)) this.#db.exec(statement);
    const copied = [
      'attribute',
      'reference',
      ...(facts.base ? (['shared', 'overlay'] as const) : []),
    ] as const;
    for (const which of copied)
      this.#db.exec(`INSERT INTO ${tableOf(this.#id, which)} SELECT * FROM ${tableOf(id, which)}`);
    this.#db.prepare('UPDATE snapshot SET has_objects = 1 WHERE id = ?').run(this.#id);
  }

  readonly #take = (bytes: Uint8Array, start: number, end: number): void => {
    const number = this.#changed.take(bytes, start, end, this.#streams.roles);
    this.#db
      .prepare(`REPLACE INTO ${tableOf(this.#id, 'overlay')} (id, read_at, packed) VALUES (?, ?, ?)`)
      .run(-number, this.#readAt, bytes.subarray(start, end));
  };

  /** Calls for every changed object that is still there. */
  #eachChanged(use: (id: number, number: number) => void): void {
    for (const [id, number] of this.#numbers) use(id, number);
  }

  /**
   * Gives the changed objects the ids they had, by objectGUID, or by DN where one side has none, or new ones. What had a
   * changed object's name before and did not change itself has been overtaken. Answers with the highest id.
   */
  #identify(last: number): number {
    const from = this.#from;
    const { index, nameOf, guids, kinds } = this.#changed;
    const known = from.bytes('guid');
    const hasGuid = (bytes: Uint8Array, id: number) =>
      bytes.subarray(id * guidBytes, (id + 1) * guidBytes).some((byte) => byte !== 0);
    const own = guids.first(this.#changed.last + 1);
    const overtaken: number[] = [];
    this.#ids = new Int32Array(this.#changed.last + 1);
    let next = last;
    for (let number = 1; number <= this.#changed.last; number++) {
      if (kinds.get(number) === 0) continue;
      const named = from.findDn(index.spelling(nameOf.get(number)));
      let id = hasGuid(own, number) ? from.findGuidBytes(own, number * guidBytes) : 0;
      if (id === 0 && named !== 0 && !(hasGuid(own, number) && hasGuid(known, named))) id = named;
      if (id === 0 || this.#numbers.has(id)) id = ++next;
      if (named !== 0 && named !== id) overtaken.push(named);
      this.#ids[number] = id;
      this.#numbers.set(id, number);
    }
    for (const id of overtaken) this.#removed.add(id);
    for (const id of this.#numbers.keys()) this.#removed.delete(id);
    const overlay = tableOf(this.#id, 'overlay');
    this.#db.transaction(() => {
      for (const id of this.#removed) this.#db.prepare(`DELETE FROM ${overlay} WHERE id = ?`).run(id);
      this.#eachChanged((id, number) => {
        this.#db.prepare(`DELETE FROM ${overlay} WHERE id = ?`).run(id);
        this.#db.prepare(`UPDATE ${overlay} SET id = ? WHERE id = ?`).run(id, -number);
      });
    });
    return next;
  }

  /** Those that did not change stand as they stood; each changed one is put in its place among them. */
  #orderNames(kinds: Int32Array): Int32Array {
    const kept = this.#from.column('names').filter((id) => kinds[id] !== 0 && !this.#numbers.has(id));
    const numbers = Int32Array.from(this.#numbers.values()).sort();
    this.#changed.names.sort(numbers);
    const names = new Int32Array(kept.length + numbers.length);
    const folded = (id: number) => fold(this.#from.row(id).name);
    const { index, nameOf } = this.#changed;
    let taken = 0;
    let to = 0;
    for (const number of numbers) {
      const id = this.#ids[number]!;
      const own = fold(
        rowName(index.spelling(nameOf.get(number)), kindOfCode(this.#changed.kinds.get(number))),
      );
      let low = taken;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = folded(kept[middle]!);
        if (other < own || (other === own && kept[middle]! < id)) low = middle + 1;
        else high = middle;
      }
      names.set(kept.subarray(taken, low), to);
      to += low - taken;
      taken = low;
      names[to++] = id;
    }
    names.set(kept.subarray(taken), to);
    return names;
  }

  #parents(size: number, kinds: Int32Array): Int32Array {
    const from = this.#from;
    const { index, nameOf } = this.#changed;
    const parents = grown(from.column('parent'), size);
    // Of what is gone, the children come to its parent.
    for (let id = 1; id < size; id++) {
      let parent = parents[id]!;
      for (let steps = 0; parent > 0 && kinds[parent] === 0 && steps < size; steps++)
        parent = parents[parent]!;
      parents[id] = Math.max(parent, 0);
    }
    const newBranches = new Map<number, string[]>();
    this.#eachChanged((id, number) => {
      const dn = index.spelling(nameOf.get(number));
      let parent = 0;
      for (let above = parentDn(dn); above !== null && parent === 0; above = parentDn(above))
        parent = this.#idOfName(above, kinds);
      parents[id] = parent;
      if (isBranchCode(kinds[id]!) && from.column('kind')[id] === undefined)
        newBranches.set(parent, [...(newBranches.get(parent) ?? []), dn]);
    });
    for (const [parent, dns] of newBranches) this.#adopt(parent, dns, parents, kinds);
    return parents;
  }

  /** Objects that hung on an ancestor because their parent was not there come to the parent that is new. */
  #adopt(parent: number, dns: readonly string[], parents: Int32Array, kinds: Int32Array): void {
    const from = this.#from;
    for (let id = 1; id < from.column('kind').length; id++) {
      if (parents[id] !== parent || kinds[id] === 0 || this.#numbers.has(id)) continue;
      const own = from.dn(id);
      const above = dns.filter((dn) => isDescendant(own, dn)).sort((a, b) => b.length - a.length)[0];
      if (above !== undefined) parents[id] = this.#idOfName(above, kinds);
    }
  }

  /** The object that has the name now; 0 = none. */
  #idOfName(dn: string, kinds: Int32Array): number {
    const bytes = Buffer.from(dn, 'utf8');
    const { index } = this.#changed;
    const number = index.objectOf(index.reference(bytes, 0, bytes.length));
    if (number !== 0) return this.#ids[number]!;
    const id = this.#from.findDn(dn);
    // What has changed has the name it came with, and no other.
    return id !== 0 && kinds[id] !== 0 && !this.#numbers.has(id) ? id : 0;
  }

  #writeValues(size: number): void {
    const from = this.#from;
    const primaryGroups = grown(from.column('primaryGroup'), size);
    const typesBefore = from.column('groupType');
    const groupTypes = grown(typesBefore, size);
    const known = from.sids();
    const sids = new SidTable(known.domains);
    const domain = grown(known.domain, size);
    const rid = grown(known.rid, size);
    const { domains, domain: changedDomain, rid: changedRid } = this.#changed.sids;
    const changed = { domains, domain: changedDomain.values, rid: changedRid.values };
    this.#eachChanged((id, number) => {
      primaryGroups[id] = this.#changed.primaryGroups.get(number);
      groupTypes[id] = this.#changed.groupTypes.get(number);
      const sid = sidAt(changed, number);
      if (sid === null) sids.clear(0);
      else sids.setText(0, sid);
      domain[id] = sids.domain.get(0);
      rid[id] = sids.rid.get(0);
    });
    this.#write('primaryGroup', primaryGroups);
    // Of an older file nothing is known of the groups that stay.
    if (typesBefore.length > 0) this.#write('groupType', groupTypes);
    this.#write('sidDomain', domain);
    this.#write('rid', rid);
    writeBytes(this.#db, this.#id, 'sidDomains', Buffer.from(JSON.stringify(sids.domains)));
  }

  #writeLookups(size: number, kinds: Int32Array): void {
    const { index, nameOf, guids } = this.#changed;
    const hashes = grown(this.#from.column('dnHash'), size);
    const guid = new Uint8Array(size * guidBytes);
    guid.set(this.#from.bytes('guid').subarray(0, guid.length));
    const changed = guids.first(this.#changed.last + 1);
    this.#eachChanged((id, number) => {
      hashes[id] = index.hashOf(nameOf.get(number));
      guid.set(changed.subarray(number * guidBytes, (number + 1) * guidBytes), id * guidBytes);
    });
    const ids: number[] = [];
    for (let id = 1; id < size; id++) {
      if (kinds[id] !== 0) ids.push(id);
      else guid.fill(0, id * guidBytes, (id + 1) * guidBytes);
    }
    const from = this.#from;
    const before = from.column('kind');
    const isSameSet =
      before.length === size && before.every((kind, id) => (kind === 0) === (kinds[id] === 0));
    const areSameNames = isSameSet && Buffer.compare(asBytes(hashes), asBytes(from.column('dnHash'))) === 0;
    const { dnHash, dnOrder } = areSameNames
      ? { dnHash: hashes, dnOrder: from.column('dnOrder') }
      : nameHashes(index.seed, size, Int32Array.from(ids), (id) => hashes[id]!);
    this.#write('dnHash', dnHash);
    this.#write('dnOrder', dnOrder);
    const areSameGuids = isSameSet && Buffer.compare(guid, from.bytes('guid')) === 0;
    this.#write('guidOrder', areSameGuids ? from.column('guidOrder') : orderOfGuids(guid, size));
    writeBytes(this.#db, this.#id, 'guid', guid);
  }

  /** Members of what changed, by name; of the others as they were, without what is gone, and with what has come. */
  #writeMembers(size: number, kinds: Int32Array): void {
    const from = this.#from;
    const { index, edges, last } = this.#changed;
    const references = new References(this.#db, this.#id);
    const come = references.resolve((dn) => this.#idOfName(dn, kinds));
    const own = edges.columns(last + 1, (name) => {
      const dn = index.spelling(name);
      return this.#idOfName(dn, kinds) || -references.of(dnKey(dn), dn);
    });
    const before = from.column('member');
    const first = from.column('memberFirst');
    const member = new Int32Array(before.length + own.member.length);
    const memberFirst = new Int32Array(size + 1);
    let to = 0;
    for (let id = 0; id < size; id++) {
      memberFirst[id] = to;
      const number = this.#numbers.get(id);
      if (number !== undefined) {
        const some = own.member.subarray(own.memberFirst[number], own.memberFirst[number + 1]);
        member.set(some, to);
        to += some.length;
        continue;
      }
      if (id + 1 >= first.length || kinds[id] === 0) continue;
      const begin = to;
      let again = false;
      for (let at = first[id]!; at < first[id + 1]! && at < before.length; at++) {
        const one = before[at]!;
        const now = one < 0 ? come.get(-one) : undefined;
        if (now !== undefined) again = true;
        const kept = now ?? one;
        if (kept < 0 || kinds[kept] !== 0) member[to++] = kept;
      }
      if (again) to = begin + sortOnce(member.subarray(begin, to));
    }
    memberFirst[size] = to;
    this.#write('memberFirst', memberFirst);
    this.#write('member', member.subarray(0, to));
  }

  /** The searched texts: of what changed its own, of the others those that the older snapshot has; and whose are as they were. */
  #texts(): { texts: TextSource; isSame: (id: number) => boolean } {
    const { texts } = this.#changed;
    const before = searchedTexts(this.#db, this.#from.id, this.#from.column('nameRank'));
    const bytesOf = (source: TextSource, id: number): Uint8Array => {
      const bytes = new Uint8Array(source.length(id));
      source.copy(id, bytes, 0);
      return bytes;
    };
    const isSame = (id: number): boolean => {
      const number = this.#numbers.get(id);
      return number === undefined || Buffer.compare(bytesOf(texts, number), bytesOf(before, id)) === 0;
    };
    const source: TextSource = {
      length: (id) => {
        const number = this.#numbers.get(id);
        return number === undefined ? before.length(id) : texts.length(number);
      },
      copy: (id, into, at) => {
        const number = this.#numbers.get(id);
        if (number === undefined) before.copy(id, into, at);
        else texts.copy(number, into, at);
      },
    };
    return { texts: source, isSame };
  }

  #write(name: ColumnName, values: Int32Array): void {
    writeColumn(this.#db, this.#id, name, values);
  }

  async #turn(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.#cancelled) throw new Fault('job.cancelled', {});
  }
}

const asBytes = ({ buffer, byteOffset, byteLength }: Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function grown(values: Int32Array, size: number): Int32Array {
  const copy = new Int32Array(size);
  copy.set(values.subarray(0, size));
  return copy;
}
