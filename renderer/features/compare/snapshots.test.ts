import { describe, expect, it } from 'vitest';
import type { Source } from '#contract/shapes.ts';
import { likelyPair, readingsOf } from './snapshots.ts';

const source = (
  id: number,
  kind: Source['kind'],
  origin: Source['origin'],
  ...times: readonly string[]
): Source => ({
  id,
  kind,
  name: `s${id}`,
  origin,
  directoryId: null,
  snapshots: times.map((readAt, i) => ({
    id: id * 10 + i,
    sourceId: id,
    readAt,
    complete: true,
    objectCount: 1,
    missing: [],
  })),
});
const pairOf = (...sources: readonly Source[]) =>
  likelyPair(readingsOf(sources))?.map(({ snapshot }) => snapshot.id) ?? null;

describe('readings to compare', () => {
  it('are those of directories alone, the newest of each source first', () => {
    const all = readingsOf([
      source(1, 'forest', 'on-premises', '2026-01-01', '2026-02-01'),
      source(2, 'aws', 'aws', '2026-02-01'),
      source(3, 'ldif', 'aws', '2026-01-15'),
    ]);
    expect(all.map(({ snapshot, newest }) => [snapshot.id, newest])).toEqual([
      [11, true],
      [10, false],
      [30, true],
    ]);
  });

  it.each([
    { of: 'nothing', sources: [], is: null },
    { of: 'one reading', sources: [source(1, 'forest', 'on-premises', '2026-01-01')], is: null },
    { of: 'two readings of one source: what was, what is', sources: [source(1, 'forest', 'on-premises', '2026-01-01', '2026-02-01')], is: [10, 11] },
    { of: 'a forest and AWS, whichever was read first', sources: [source(1, 'ldif', 'aws', '2026-01-01'), source(2, 'forest', 'on-premises', '2026-01-01')], is: [20, 10] },
    { of: 'two forests and AWS: the first, and AWS', sources: [source(1, 'forest', 'on-premises', '2026-01-01'), source(2, 'forest', 'on-premises', '2026-01-01'), source(3, 'ldif', 'aws', '2026-01-01')], is: [10, 30] },
    { of: 'AWS twice', sources: [source(1, 'ldif', 'aws', '2026-01-01'), source(2, 'forest', 'aws', '2026-01-01')], is: [10, 20] },
  ])('$of', ({ sources, is }) => {
    expect(pairOf(...sources)).toEqual(is);
  }); // prettier-ignore
});
