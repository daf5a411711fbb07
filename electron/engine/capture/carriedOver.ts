/**
 * What a refreshed snapshot lacks: what the older one lacked, save what was read meanwhile. Where nothing changed nothing was
 * read again, and so it is still not known.
 */
import type { Snapshot } from '#contract/shapes.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { deletedObjectsOf } from '#domain/forest/names.ts';
import type { RefreshMark, Workspace } from '#workspace/api.ts';
import type { RefreshFill } from '../snapshots.ts';
import { UnreadObjects } from './unread.ts';

export class CarriedOver {
  readonly #missing: Snapshot['missing'];
  /** Keys of names of which the older lines say nothing any more. */
  readonly #told = new Set<string>();
  readonly #broken = new Set<string>();
  readonly #unread = new UnreadObjects();

  constructor(missing: Snapshot['missing']) {
    this.#missing = missing;
  }

  static async of(workspace: Workspace, snapshotId: number): Promise<CarriedOver> {
    const snapshots = (await workspace.sources()).flatMap(({ snapshots: all }) => all);
    return new CarriedOver(snapshots.find(({ id }) => id === snapshotId)?.missing ?? []);
  }

  /** Whether the older snapshot says so too; that line is carried over. */
  says(context: string, code: string): boolean {
    const key = dnKey(context);
    return this.#missing.some((line) => line.code === code && dnKey(line.where) === key);
  }

  put(entry: DirectoryEntry): void {
    this.#told.add(dnKey(entry.dn));
    if (Object.keys(entry.attributes).length === 0) this.#unread.entry(entry.dn);
  }

  /** An object that is gone, or has another name now. */
  gone(dn: string): void {
    this.#told.add(dnKey(dn));
  }

  /** A context that could not be refreshed: what is said of it now stands for what was said. */
  broken(context: string): void {
    this.#broken.add(dnKey(context));
  }

  /** `marks`: of the contexts that were to be refreshed. */
  async tell(marks: readonly RefreshMark[], to: RefreshFill): Promise<void> {
    const contexts = new Set(marks.map(({ context }) => dnKey(context)));
    const anew = new Set(marks.map(({ context }) => dnKey(deletedObjectsOf(context))));
    for (const { where, code, attribute } of this.#missing) {
      const key = dnKey(where);
      const ofObject = attribute === '*' && code === 'ldap.insufficientAccess';
      if (ofObject && this.#told.has(key)) continue;
      // Of a context with a mark it says that an earlier refresh broke off: this one began there and went on.
      const wasBroken = contexts.has(key) && attribute === null && healed.test(code);
      if (wasBroken || (anew.has(key) && !this.#broken.has(keyOfContext(key)))) continue;
      await to.addMissing(where, code, attribute ?? undefined);
    }
    await this.#unread.tell(marks[0]?.context ?? '', to);
  }
}

/** A reference to another server stays one. */
const healed = /^(?:ldap\.(?!referral$)|tls\.)/;

const keyOfContext = (containerKey: string): string => containerKey.slice(containerKey.indexOf(',') + 1);
