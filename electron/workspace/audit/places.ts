/** Descriptors of a snapshot's groups and of what groups can be made in, each distinct one parsed once. */
import type { Place } from '#domain/control/place.ts';
import { SecurityDescriptorError } from '#domain/directory/security/error.ts';
import { parseSecurityDescriptor } from '#domain/directory/security/parse.ts';
import type { SecurityDescriptor } from '#domain/directory/security/descriptor.ts';
import { builtInClass } from '#domain/directory/security/typeNames.ts';
import type { DescriptorTable } from '../answers.ts';
import { scanDescriptors } from '../read/descriptors.ts';
import type { SnapshotReader } from '../read/snapshot.ts';

/** Nothing but the system makes objects in the configuration and the schema; groups live in domains. */
const outsideDomains: ReadonlySet<string> = new Set(['configuration', 'dmd']);
const holderKinds: ReadonlySet<string> = new Set(['organizationalUnit', 'container', 'domain']);
/** Named by no group's possible superiors ([MS-ADSC], class group). */
const withoutGroups: ReadonlySet<string> = new Set(['dnszone', 'lostandfound', 'msds-quotacontainer']);

function parsed(bytes: Uint8Array): SecurityDescriptor | null {
  try {
    return parseSecurityDescriptor(bytes);
  } catch (error) {
    if (error instanceof SecurityDescriptorError) return null;
    throw error;
  }
}

export class Places {
  readonly #table: DescriptorTable;
  readonly #parsed: (SecurityDescriptor | null | undefined)[] = [];
  readonly #position: ReadonlyMap<number, number>;

  /** Stops between steps. */
  static *of(snapshot: SnapshotReader): Generator<void, Places, void> {
    return new Places(yield* scanDescriptors(snapshot));
  }

  constructor(table: DescriptorTable) {
    this.#table = table;
    this.#position = new Map(Array.from(this.#table.objectIds, (id, at) => [id, at]));
  }

  of(objectId: number): Place | null {
    const position = this.#position.get(objectId);
    return position === undefined ? null : this.#at(position);
  }

  *groups(): Generator<{ objectId: number; place: Place | null }> {
    for (const [at, kind] of this.#table.kinds.entries())
      if (kind === 'group' && this.#inDomain(at))
        yield { objectId: this.#table.objectIds[at]!, place: this.#at(at) };
  }

  *holders(): Generator<{ objectId: number; place: Place | null }> {
    for (const [at, kind] of this.#table.kinds.entries()) {
      if (!holderKinds.has(kind) || withoutGroups.has(this.#classAt(at)) || !this.#inDomain(at)) continue;
      yield { objectId: this.#table.objectIds[at]!, place: this.#at(at) };
    }
  }

  #classAt(position: number): string {
    return this.#table.classes[this.#table.classOf[position] ?? -1]?.toLowerCase() ?? '';
  }

  #at(position: number): Place | null {
    const { descriptor: numbers, classes, classOf, values, objectIds } = this.#table;
    const number = numbers[position] ?? -1;
    if (number < 0) return null;
    const descriptor = (this.#parsed[number] ??= parsed(values[number]!));
    const name = classes[classOf[position] ?? -1];
    return (
      descriptor && {
        objectId: objectIds[position]!,
        objectClass: name === undefined ? null : builtInClass(name),
        descriptor,
      }
    );
  }

  /** A stranger's file may go round in circles. */
  #inDomain(position: number): boolean {
    const { parents, kinds, objectIds } = this.#table;
    let found = false;
    for (let at = position, steps = 0; steps <= objectIds.length; steps++) {
      if (outsideDomains.has(this.#classAt(at))) return false;
      found ||= kinds[at] === 'domain';
      const next = this.#position.get(parents[at] ?? 0);
      if (next === undefined) return found;
      at = next;
    }
    return found;
  }
}
