import type { DirectoryEntry, RawValue } from '#domain/directory/object.ts';
import type { Workspace } from '#workspace/api.ts';
import { NotThere, type Answer, type Asked } from '../figure.ts';
import { median } from '../numbers.ts';

const share = 100;
const page = 1000;

/**
 * The tree against a snapshot of itself of which every hundredth object was changed: a reading of its own, so that nothing is
 * shared. Then against itself, where there must be nothing. Computed anew each round: a few are kept, so each has a name of its own.
 */
export async function compare({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await comparing(workspace);
  const { id: other, changed } = await copy(opened, snapshotId, facts.objects, (entry) => entry);
  const all = await asked(opened, 'changed', snapshotId, other, rounds, changed);
  const same = await ask(opened, 'same', snapshotId, snapshotId);
  if (same.found !== 0) throw new Error(`${same.found} differences of a snapshot from itself`);
  const filter = { kinds: null, objectKinds: null, attribute: 'description', keys: null, text: '', below: null }; // prettier-ignore
  const began = performance.now();
  await opened.compareDifferences(all.last, filter, { offset: 0, limit: 100 });
  const took = performance.now() - began;
  return { took: all.took, cpu: all.cpu, same: same.took, 'filtered page': took, differences: changed };
}

/**
 * The tree against a copy of it in another domain, where no identifier is the same: objects are matched by names alone, and no
 * digest says of any pair that it is equal. Every hundredth object was changed here, too.
 */
export async function compareOthers({ facts, snapshotId, rounds, workspace }: Asked): Promise<Answer> {
  const opened = await comparing(workspace);
  const other = await copy(opened, snapshotId, facts.objects, elsewhere(facts.baseDn));
  const all = await asked(opened, 'others', snapshotId, other.id, rounds, other.changed);
  return { took: all.took, cpu: all.cpu, differences: other.changed };
}

async function comparing(workspace: () => Promise<Workspace>): Promise<Workspace> {
  const opened = await workspace();
  if (typeof opened.compare !== 'function') throw new NotThere('compare');
  return opened;
}

const otherBase = 'DC=elsewhere,DC=example';
const identifiers: ReadonlySet<string> = new Set(['objectguid', 'objectsid', 'entryuuid', 'entrydn']);

/** Entries as another domain has them: every name below the base put below another, identifiers left out. */
function elsewhere(base: string): (entry: DirectoryEntry) => DirectoryEntry {
  const lower = base.toLowerCase();
  const moved = (text: string): string =>
    text.toLowerCase().endsWith(lower) ? text.slice(0, text.length - lower.length) + otherBase : text;
  const value = (one: RawValue): RawValue => (typeof one === 'string' ? moved(one) : one);
  return ({ dn, attributes }) => ({
    dn: moved(dn),
    attributes: Object.fromEntries(
      Object.entries(attributes)
        .filter(([name]) => !identifiers.has(name.toLowerCase()))
        .map(([name, values]) => [name, values.map(value)]),
    ),
  });
}

/** A snapshot of all objects of another, every hundredth with another description. */
async function copy(
  opened: Workspace,
  snapshotId: number,
  objects: number,
  as: (entry: DirectoryEntry) => DirectoryEntry,
): Promise<{ id: number; changed: number }> {
  const source = { kind: 'forest', name: 'compared', origin: 'on-premises', directoryId: null } as const;
  const writer = await opened.beginSnapshot(source, new Date().toISOString());
  let changed = 0;
  // Ids are given in the order of arrival, and none is left out where nothing was taken back.
  for (let from = 1; from <= objects; from += page) {
    const ids = Array.from({ length: Math.min(page, objects - from + 1) }, (_, at) => from + at);
    const entries = await opened.entries(snapshotId, ids);
    await writer.addEntries(
      entries.map(({ id, dn, attributes }) => {
        const entry = as({ dn, attributes });
        if (id % share !== 0) return entry;
        changed++;
        return { dn: entry.dn, attributes: { ...entry.attributes, description: [`Changed ${id}`] } };
      }),
    );
  }
  return { id: (await writer.complete()).id, changed };
}

async function ask(
  opened: Workspace,
  id: string,
  from: number,
  against: number,
): Promise<{ took: number; cpu: number; found: number }> {
  const end = (snapshotId: number) => ({ snapshotId, base: null });
  const question = { a: end(from), b: end(against), mapping: null, withNoise: false, withReserved: false };
  const cpu = process.cpuUsage();
  const began = performance.now();
  await opened.compare(id, question, () => {});
  const took = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { took, cpu: (user + system) / 1000, found: (await opened.compareSummary(id)).differences };
}

/** The median of the rounds, each of which must find just what was changed; and the name of the last. */
async function asked(
  opened: Workspace,
  name: string,
  from: number,
  against: number,
  rounds: number,
  changed: number,
): Promise<{ took: number; cpu: number; last: string }> {
  const all: { took: number; cpu: number }[] = [];
  let last = '';
  for (let round = 0; round < Math.max(rounds, 1); round++) {
    last = `${name} ${round}`;
    const one = await ask(opened, last, from, against);
    if (one.found !== changed) throw new Error(`${one.found} differences; ${changed} objects were changed`);
    all.push(one);
  }
  return { took: median(all.map(({ took }) => took)), cpu: median(all.map(({ cpu }) => cpu)), last };
}
