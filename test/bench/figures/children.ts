import type { Answer, Asked } from '../figure.ts';
import { locate } from '../locate.ts';
import { median, percentile } from '../numbers.ts';
import { seeded } from '../seeded.ts';

const pages = 200;
const limit = 100;

/**
 * Random pages of 100 of the container with a tenth of all objects. Each page is asked for in every round and counts with its
 * median, so that the worst page is one that is slow by itself and not one that met something else.
 */
export async function children({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  const container = await locate(opened, snapshotId, facts.bigContainerDn);
  const list = { of: 'children', snapshotId, parentId: container.id } as const;
  const random = seeded(7);
  const offsets = Array.from({ length: pages }, () =>
    Math.floor(random() * (facts.bigContainerChildren - limit)),
  );
  offsets.push(0, facts.bigContainerChildren - limit);
  const times = offsets.map((): number[] => []);
  let first = 0;
  for (let round = 0; round < rounds; round++)
    for (const [n, offset] of offsets.entries()) {
      const began = performance.now();
      const { total, rows } = await opened.rows(list, { offset, limit });
      const took = performance.now() - began;
      if (round === 0 && n === 0) first = took;
      else times[n]!.push(took);
      if (total !== facts.bigContainerChildren || rows.length !== limit)
        throw new Error(`a page of ${rows.length} rows of ${total} where ${facts.bigContainerChildren} are`);
    }
  const each = times.filter((list) => list.length > 0).map(median);
  return { first, median: median(each), p99: percentile(each, 0.99), worst: Math.max(...each) };
}
