import { NotThere, type Answer, type Asked } from '../figure.ts';
import { locate } from '../locate.ts';
import { median } from '../numbers.ts';

const changes = 100;

/** A snapshot made of the newest one and a hundred changed objects; each round goes on from the one before. */
export async function refresh({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  if (typeof opened.beginRefresh !== 'function' || typeof opened.entries !== 'function')
    throw new NotThere('beginRefresh');
  const times: number[] = [];
  const phases: Record<string, number> = {};
  let newest = snapshotId;
  let objects = 0;
  for (let round = 0; round < rounds; round++) {
    const container = await locate(opened, newest, facts.bigContainerDn);
    const list = { of: 'children', snapshotId: newest, parentId: container.id } as const;
    const { rows } = await opened.rows(list, { offset: round * changes, limit: changes });
    const entries = await opened.entries(
      newest,
      rows.map(({ id }) => id),
    );
    const changed = entries.map(({ dn, attributes }) => ({
      dn,
      attributes: { ...attributes, description: [`Changed in round ${round}`], title: ['Changed'] },
    }));
    const began = performance.now();
    const writer = await opened.beginRefresh(newest, new Date().toISOString());
    await writer.put(changed);
    const snapshot = await writer.complete((phase) => {
      if (round === 0) phases[`until ${phase}`] ??= performance.now() - began;
    });
    times.push(performance.now() - began);
    newest = snapshot.id;
    objects = snapshot.objectCount;
    const shown = await opened.object(newest, (await locate(opened, newest, rows[0]!.dn)).id);
    if (shown.entry.attributes['title']?.[0] !== 'Changed' || objects !== facts.objects)
      throw new Error('the refreshed snapshot does not hold the change');
  }
  return { took: median(times), longest: Math.max(...times), objects, ...phases };
}
