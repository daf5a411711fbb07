import { NotThere, type Answer, type Asked } from '../figure.ts';
import { median } from '../numbers.ts';

const share = 100;
const page = 1000;

/**
 * The tree against a snapshot of itself of which every hundredth object was changed: a reading of its own, so that nothing is
 * shared. Then against itself, where there must be nothing. Computed anew each round: a few are kept, so each has a name of its own.
 */
export async function compare({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await workspace();
  if (typeof opened.compare !== 'function') throw new NotThere('compare');
  const source = { kind: 'forest', name: 'compared', origin: 'on-premises', directoryId: null } as const;
  const writer = await opened.beginSnapshot(source, new Date().toISOString());
  let changed = 0;
  // Ids are given in the order of arrival, and none is left out where nothing was taken back.
  for (let from = 1; from <= facts.objects; from += page) {
    const ids = Array.from({ length: Math.min(page, facts.objects - from + 1) }, (_, at) => from + at);
    const entries = await opened.entries(snapshotId, ids);
    await writer.addEntries(
      entries.map(({ id, dn, attributes }) => {
        if (id % share !== 0) return { dn, attributes };
        changed++;
        return { dn, attributes: { ...attributes, description: [`Changed ${id}`] } };
      }),
    );
  }
  const other = await writer.complete();
  const ask = async (id: string, against: number): Promise<{ took: number; cpu: number; found: number }> => {
    const end = (one: number) => ({ snapshotId: one, base: null });
    const question = {
      a: end(snapshotId),
      b: end(against),
      mapping: null,
      withNoise: false,
      withReserved: false,
    };
    const cpu = process.cpuUsage();
    const began = performance.now();
    await opened.compare(id, question, () => {});
    const took = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    return { took, cpu: (user + system) / 1000, found: (await opened.compareSummary(id)).differences };
  };
  const all: { took: number; cpu: number }[] = [];
  for (let round = 0; round < Math.max(rounds, 1); round++) {
    const asked = await ask(`changed ${round}`, other.id);
    if (asked.found !== changed)
      throw new Error(`${asked.found} differences; ${changed} objects were changed`);
    all.push(asked);
  }
  const same = await ask('same', snapshotId);
  if (same.found !== 0) throw new Error(`${same.found} differences of a snapshot from itself`);
  const filter = {
    kinds: null,
    objectKinds: null,
    attribute: 'description',
    keys: null,
    text: '',
    below: null,
  };
  const began = performance.now();
  await opened.compareDifferences(`changed ${Math.max(rounds, 1) - 1}`, filter, { offset: 0, limit: 100 });
  return {
    took: median(all.map(({ took }) => took)),
    cpu: median(all.map(({ cpu }) => cpu)),
    same: same.took,
    'filtered page': performance.now() - began,
    differences: changed,
  };
}
