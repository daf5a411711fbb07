/**
 * A process that writes a workspace until it is killed: `workspaceChild.ts PATH forever|hold`. One JSON line for every
 * complete snapshot, and for every opening.
 */
import { openWorkspace } from '#workspace/open.ts';
import { forest } from '#test/support/forest.ts';

const [path = '', mode = 'hold'] = process.argv.slice(2);
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const workspace = await openWorkspace(path, { mode: 'openOrCreate' });
say({
  open: true,
  readOnly: workspace.readOnly,
  reason: workspace.readOnlyReason,
  sources: (await workspace.sources()).length,
});
const source = { kind: 'forest', name: 'corp.example', origin: 'on-premises', directoryId: null } as const;

async function write(seed: number): Promise<void> {
  const writer = await workspace.beginSnapshot(
    source,
    new Date(Date.UTC(2026, 0, 1) + seed * 1000).toISOString(),
  );
  for (const entries of forest({ objects: 1500, edges: 3000, seed }, 150)) await writer.addEntries(entries);
  await writer.addMissing(`seed ${seed}`, 'ldap.referral');
  const { id, objectCount } = await writer.complete();
  say({ complete: id, seed, objectCount });
  await refresh(id, seed);
}

/** What changed since: some are gone, some are others, one is new. */
async function refresh(from: number, seed: number): Promise<void> {
  const newer = await workspace.beginRefresh(
    from,
    new Date(Date.UTC(2026, 6, 1) + seed * 1000).toISOString(),
  );
  const [entries = []] = [...forest({ objects: 1500, edges: 3000, seed }, 1500)];
  await newer.remove(entries.slice(900, 910).map(({ dn }) => dn));
  const changed = entries.slice(1000, 1050).map(({ dn, attributes }) => ({
    dn,
    attributes: { ...attributes, description: [`changed ${seed}`] },
  }));
  await newer.put(changed);
  await newer.put([{ dn: `CN=Kim New,${entries[0]!.dn}`, attributes: { objectClass: ['user'] } }]);
  const { id, objectCount } = await newer.complete();
  say({ complete: id, seed, objectCount });
}

if (mode === 'forever') {
  for (let seed = Date.now() % 100_000; ; seed++) {
    await write(seed);
    const [kept] = await workspace.sources();
    // Removal is killed too: everything goes at once, or nothing.
    if (kept && kept.snapshots.length > 3) {
      say({ removing: kept.id });
      await workspace.removeSource(kept.id);
      say({ removed: kept.id });
    }
  }
}
process.stdin.once('data', () => {
  void write(1).then(() =>
    process.stdin.once('data', () => void workspace.close().then(() => process.exit(0))),
  );
});
setTimeout(() => process.exit(9), 60_000);
