/**
 * What columns tell of a filter before any entry is looked at: the objects that may fit. Every object that does fit is among
 * them; those among them that do not are sorted out by looking.
 */
import type { Filter } from '#domain/directory/filter/filter.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import { valueText } from '#domain/directory/filter/value.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { guidOf } from '#domain/directory/guid.ts';
import { kindOfClasses } from '#domain/directory/kind.ts';
import { objectKinds } from '#domain/directory/object.ts';
import type { ObjectKind } from '#domain/directory/object.ts';
import { ridOf, sidOf } from '#domain/directory/sid.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';

/** Ids in rising order, or by id 1 = may fit; null = any object may. */
export type Bound = Int32Array | Uint8Array | null;

/** The objects that have a text, as search folds it, among their names. */
export type NamedIds = (text: string) => Int32Array;

/**
 * Texts that the index of names tells of: it folds at least as much as filters do, except that it knows `ß` by itself, which
 * is why nothing with `ss` is asked there; and it knows letters and digits alone.
 */
const indexed = /^(?=.*[a-z\d])[ -~]{1,200}$/i;

const none = new Int32Array(0);
const isIds = (bound: Int32Array | Uint8Array): bound is Int32Array => bound instanceof Int32Array;

export function both(a: Bound, b: Bound): Bound {
  if (a === null || b === null) return a ?? b;
  if (!isIds(a)) {
    if (isIds(b)) return both(b, a);
    return a.map((one, id) => one & (b[id] ?? 0));
  }
  if (isIds(b)) {
    const other = new Set(b);
    return a.filter((id) => other.has(id));
  }
  return a.filter((id) => b[id] === 1);
}

export function either(a: Bound, b: Bound): Bound {
  if (a === null || b === null) return null;
  if (!isIds(a)) {
    const joined = a.slice();
    if (isIds(b)) for (const id of b) joined[id] = 1;
    else b.forEach((one, id) => (joined[id]! |= one));
    return joined;
  }
  if (!isIds(b)) return either(b, a);
  return Int32Array.from(new Set([...a, ...b])).sort();
}

/** Kinds from the most telling class on: an object that names a class is of the class's kind or of one before it. */
const telling: readonly ObjectKind[] = ['serviceAccount', 'computer', 'foreignSecurityPrincipal', 'trust', 'policy', 'contact', 'group', 'user', 'domain', 'organizationalUnit', 'container']; // prettier-ignore

/** The kinds of objects that may name a class; null = any. */
export function kindsOfClass(name: string): readonly ObjectKind[] | null {
  const kind = kindOfClasses([name]);
  const rank = telling.indexOf(kind);
  return rank < 0 ? null : telling.slice(0, rank + 1);
}

export class Bounds {
  readonly #snapshot: SnapshotReader;
  readonly #schema: FilterSchema;
  readonly #chainOf: (filter: Filter) => Uint8Array | null;
  readonly #named: NamedIds;

  /** `chainOf`: the objects of a filter that asks for a chain. `named`: those that have a text among their names. */
  constructor(
    snapshot: SnapshotReader,
    schema: FilterSchema,
    chainOf: (filter: Filter) => Uint8Array | null,
    named: NamedIds,
  ) {
    this.#snapshot = snapshot;
    this.#schema = schema;
    this.#chainOf = chainOf;
    this.#named = named;
  }

  of(filter: Filter): Bound {
    switch (filter.is) {
      case 'and':
        return filter.parts.map((part) => this.of(part)).reduce(both, null);
      case 'or':
        return filter.parts.map((part) => this.of(part)).reduce(either);
      case 'equal':
      case 'approx':
        return this.#equal(this.#schema.attribute(filter.attribute)?.name ?? '', filter.value);
      case 'extensible':
        return this.#chainOf(filter);
      case 'present':
        return this.#present(this.#schema.attribute(filter.attribute)?.name ?? '');
      default:
        return null;
    }
  }

  #equal(name: string, value: Uint8Array): Bound {
    const text = valueText(value)?.trim() ?? null;
    switch (name) {
      case 'samaccountname':
      case 'userprincipalname':
        return text !== null && indexed.test(text) && !/ss/i.test(text)
          ? this.#named(text).slice().sort()
          : null;
      case 'objectclass':
        return text === null ? null : this.#classes(text);
      case 'objectsid':
        return this.sid((text === null ? null : sidOf(text)) ?? sidOf(value));
      case 'objectguid': {
        const guid = (text === null ? null : guidOf(text)) ?? guidOf(value);
        return guid === null ? none : this.#one(this.#snapshot.findGuid(guid));
      }
      case 'distinguishedname':
        return text === null || text.startsWith('<') ? null : this.#one(this.#snapshot.findDn(text));
      case 'member':
        return text === null || text.startsWith('<') ? null : this.#groupsOf(text);
      default:
        return null;
    }
  }

  #one(id: number): Bound {
    return id === 0 ? none : Int32Array.of(id);
  }

  #classes(name: string): Bound {
    const codes = new Set<number>();
    for (const each of this.#schema.classes(name)) {
      const kinds = kindsOfClass(each);
      if (kinds === null) return null;
      for (const kind of kinds) codes.add(kindCode[kind]);
    }
    if (codes.size >= objectKinds.length) return null;
    const wanted = Uint8Array.from({ length: 256 }, (_, code) => (codes.has(code) ? 1 : 0));
    return Uint8Array.from(this.#snapshot.column('kind'), (code) => wanted[code] ?? 0);
  }

  /** The objects with a SID. */
  sid(sid: string | null): Int32Array {
    if (sid === null) return none;
    const { domains, domain, rid } = this.#snapshot.sids();
    const cut = sid.lastIndexOf('-');
    // A SID without sub-authorities is kept whole (snapshot/sids.ts): there are none in a directory's objects.
    const number = domains.indexOf(sid.slice(0, cut));
    const last = ridOf(sid);
    if (number < 1 || last === null) return none;
    const found: number[] = [];
    for (let id = 1; id < domain.length; id++)
      if (domain[id] === number && rid[id] === (last | 0)) found.push(id);
    return Int32Array.from(found);
  }

  /** Groups with this member, where the member is an object; otherwise all that have members. */
  #groupsOf(dn: string): Bound {
    const member = this.#snapshot.findDn(dnKey(dn));
    if (member === 0) return this.#present('member');
    const first = this.#snapshot.column('memberFirst');
    const members = this.#snapshot.column('member');
    const found: number[] = [];
    let group = 0;
    for (let at = members.indexOf(member); at >= 0; at = members.indexOf(member, at + 1)) {
      while (group + 1 < first.length && first[group + 1]! <= at) group++;
      found.push(group);
    }
    return Int32Array.from(found);
  }

  #present(name: string): Bound {
    if (name !== 'member') return null;
    const first = this.#snapshot.column('memberFirst');
    const mask = new Uint8Array(first.length);
    for (let id = 1; id + 1 < first.length; id++) if (first[id + 1]! > first[id]!) mask[id] = 1;
    return mask;
  }
}
