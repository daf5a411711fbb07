import { lookupOf } from './lookup.ts';
import type { DirectoryPart } from './part.ts';

/** A part that cannot be taken: its columns differ in length, or its snapshot is there twice. */
export class PartError extends Error {
  readonly code: 'unevenColumns' | 'snapshotTwice';
  readonly snapshotId: number;
  constructor(code: PartError['code'], snapshotId: number) {
    super(`${code}: snapshot ${snapshotId}`);
    this.name = 'PartError';
    this.code = code;
    this.snapshotId = snapshotId;
  }
}

/** One part inside the graph: its nodes are `first … first + part.objectIds.length - 1`, in the part's order. */
export interface PartSpan {
  readonly part: DirectoryPart;
  readonly first: number;
  /** objectId → position in the part, or -1. */
  readonly position: (objectId: number) => number;
}

/** Lays the parts out one after the other. @throws PartError */
export function spansOf(parts: readonly DirectoryPart[]): PartSpan[] {
  const seen = new Set<number>();
  let first = 0;
  return parts.map((part) => {
    const count = part.objectIds.length;
    if (seen.has(part.snapshotId)) throw new PartError('snapshotTwice', part.snapshotId);
    seen.add(part.snapshotId);
    const columns = [part.sids.domain, part.sids.rid, part.primaryGroupRids, part.groups, part.foreign];
    if (columns.some((column) => column.length !== count) || part.edges.length % 2 !== 0)
      throw new PartError('unevenColumns', part.snapshotId);
    const span = { part, first, position: lookupOf(part.objectIds) };
    first += count;
    return span;
  });
}
