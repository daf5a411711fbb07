/** One end of a comparison: its snapshot's columns, and what of it is compared. */
import type { Source } from '#contract/shapes.ts';
import { Fault } from '#contract/faults.ts';
import { reservedUnit } from '#domain/compare/reserved.ts';
import { childrenOf } from '#domain/compare/matching.ts';
import type { TreeColumns } from '#domain/compare/matching.ts';
import { UnreadPlaces } from '#domain/compare/unread.ts';
import type { FilterSchema } from '#domain/directory/filter/syntax.ts';
import { baseName } from '#domain/directory/values.ts';
import { snapshotSchema } from '../query/schema.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';

/** 0 = the customer's. */
export const reservedCode = { reserved: 1, delegated: 2 } as const;

const files: ReadonlySet<string> = new Set(['ldif', 'csvde', 'ad-csv']);

export class CompareSide {
  readonly snapshot: SnapshotReader;
  readonly source: Source;
  /** Object below which is compared; 0 = all. */
  readonly base: number;
  readonly baseDn: string | null;
  readonly tree: TreeColumns;
  readonly parent: Int32Array;
  readonly kind: Int32Array;
  /** One more than the highest id. */
  readonly size: number;
  /** 1 = compared. */
  readonly inScope: Uint8Array;
  /** By object: `reservedCode`. */
  readonly reserved: Uint8Array;
  /** By number of an attribute: its lower-case base name. */
  readonly names: readonly string[];
  readonly unread: UnreadPlaces;
  readonly schema: FilterSchema;
  readonly #carried: ReadonlySet<string> | null;

  constructor(snapshot: SnapshotReader, source: Source, baseDn: string | null) {
    this.snapshot = snapshot;
    this.source = source;
    this.baseDn = baseDn;
    this.tree = {
      first: snapshot.column('first'),
      count: snapshot.column('count'),
      tree: snapshot.column('tree'),
    };
    this.parent = snapshot.column('parent');
    this.kind = snapshot.column('kind');
    this.size = this.parent.length;
    this.base = baseDn === null ? 0 : snapshot.findDn(baseDn);
    if (baseDn !== null && this.base === 0) throw new Fault('object.notFound', { name: baseDn });
    this.inScope = new Uint8Array(this.size);
    this.reserved = new Uint8Array(this.size);
    if (this.base === 0) {
      for (let id = 1; id < this.size; id++) if (this.has(id)) this.inScope[id] = 1;
    } else this.#below(this.base, (id) => (this.inScope[id] = 1));
    this.#findReserved();
    this.names = ['', ...snapshot.attributeNames.map((name) => baseName(name).toLowerCase())];
    const notes = source.snapshots.find(({ id }) => id === snapshot.id)?.missing ?? [];
    this.unread = new UnreadPlaces(notes);
    this.#carried = files.has(source.kind) ? new Set(this.names) : null;
    this.schema = snapshotSchema(snapshot);
  }

  has(id: number): boolean {
    return id > 0 && (this.parent[id] ?? -1) >= 0;
  }

  /** False for an attribute that no object of a file has: the file was written without it. */
  carries(lowerName: string): boolean {
    return this.#carried === null || this.#carried.has(lowerName);
  }

  /** Heads of domains, at the top or below one another. */
  domains(): number[] {
    const found: number[] = [];
    for (let id = 1; id < this.size; id++)
      if (this.kind[id] === kindCode.domain && this.has(id)) found.push(id);
    return found;
  }

  /** Visits the object and all below it, once each. */
  #below(from: number, visit: (id: number) => void): void {
    const left = [from];
    const seen = new Uint8Array(this.size);
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (!this.has(id) || seen[id] === 1) continue;
      seen[id] = 1;
      visit(id);
      for (const child of childrenOf(this.tree, id)) left.push(child);
    }
  }

  /** The object and all below it. */
  subtree(from: number): Uint8Array {
    const inside = new Uint8Array(this.size);
    this.#below(from, (id) => (inside[id] = 1));
    return inside;
  }

  #findReserved(): void {
    for (const domain of this.domains()) {
      const units = childrenOf(this.tree, domain).filter(
        (id) => this.kind[id] === kindCode.organizationalUnit,
      );
      // A domain has some dozens of units at its top; more than that are no Managed AD.
      if (units.length > 1000) continue;
      for (const id of units) {
        const what = reservedUnit(this.snapshot.row(id).name);
        if (what) this.#below(id, (each) => (this.reserved[each] = reservedCode[what]));
      }
    }
  }
}
