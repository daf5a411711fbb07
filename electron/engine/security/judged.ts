/** A snapshot's descriptors, each distinct one read once, and the tree that they are inherited along. */
import type { ObjectKind } from '#domain/directory/object.ts';
import type { Ace, SecurityDescriptor } from '#domain/directory/security/descriptor.ts';
import { inheritedFrom } from '#domain/directory/security/inheritance.ts';
import type { DescriptorTable } from '#workspace/answers.ts';
import { readDescriptor } from './descriptor.ts';

/** Nothing but the system makes objects in the configuration and the schema; groups live in domains. */
const outsideDomains: ReadonlySet<string> = new Set(['configuration', 'dmd']);
const groupHolders: ReadonlySet<ObjectKind> = new Set(['organizationalUnit', 'container', 'domain']);
/**
 * Drawn as containers, and named by no group's possible superiors ([MS-ADSC], class group): what "make any child" on one of them lets
 * make is no group. Zones of DNS give it to everybody who signs in.
 */
const withoutGroups: ReadonlySet<string> = new Set(['dnszone', 'lostandfound', 'msds-quotacontainer']);

export class Judged {
  /** Parsed; null where the bytes make no descriptor. */
  readonly descriptors: readonly (SecurityDescriptor | null)[];
  readonly table: DescriptorTable;
  readonly #position = new Map<number, number>();
  readonly #sources = new Map<string, number>();

  constructor(table: DescriptorTable) {
    this.table = table;
    this.descriptors = table.values.map((bytes) => {
      const read = readDescriptor(bytes);
      return read === 'damaged' ? null : read;
    });
    table.objectIds.forEach((id, at) => this.#position.set(id, at));
  }

  /** Place of an object in the table's columns, or -1. */
  positionOf(objectId: number): number {
    return this.#position.get(objectId) ?? -1;
  }

  descriptorAt(position: number): SecurityDescriptor | null {
    const number = this.table.descriptor[position] ?? -1;
    return number < 0 ? null : (this.descriptors[number] ?? null);
  }

  classAt(position: number): string | null {
    return this.table.classes[this.table.classOf[position] ?? -1] ?? null;
  }

  /** Positions of everything above, nearest first. A stranger's file may go round in circles. */
  above(position: number): number[] {
    const found: number[] = [];
    const { parents, objectIds } = this.table;
    for (let at = position; found.length <= objectIds.length;) {
      at = this.positionOf(parents[at] ?? 0);
      if (at < 0) break;
      found.push(at);
    }
    return found;
  }

  /** Position of the domain that an object is in (itself, when it is one); -1 outside of domains. */
  domainOf(position: number): number {
    let domain = -1;
    for (const at of [position, ...this.above(position)]) {
      if (outsideDomains.has(this.classAt(at)?.toLowerCase() ?? '')) return -1;
      if (domain < 0 && this.table.kinds[at] === 'domain') domain = at;
    }
    return domain;
  }

  /** Positions of groups, and of what groups can be made in. */
  positions(what: 'groups' | 'holders'): number[] {
    const found: number[] = [];
    this.table.kinds.forEach((kind, at) => {
      if (what === 'groups' ? kind === 'group' : groupHolders.has(kind) && this.#takesGroups(at))
        found.push(at);
    });
    return found;
  }

  #takesGroups(position: number): boolean {
    return !withoutGroups.has(this.classAt(position)?.toLowerCase() ?? '');
  }

  /** Position of the ancestor that an inherited entry comes from, or -1. Brothers with one descriptor share the answer. */
  sourceOf(position: number, ace: Ace): number {
    const descriptor = this.descriptorAt(position);
    const index = descriptor?.dacl?.aces.indexOf(ace) ?? -1;
    if (!descriptor || index < 0) return -1;
    const key = `${this.table.parents[position]!} ${this.table.descriptor[position]!} ${index}`;
    let source = this.#sources.get(key);
    if (source === undefined) {
      const above = this.above(position);
      const at = inheritedFrom(
        ace,
        descriptor,
        above.map((each) => this.descriptorAt(each)),
      );
      source = above[at] ?? -1;
      this.#sources.set(key, source);
    }
    return source;
  }
}
