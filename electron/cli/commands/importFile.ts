import { basename, resolve } from 'node:path';
import { startImport } from '#engine/work.ts';
import type { Command } from '../command.ts';
import { waitFor } from '../jobs.ts';

export const importFile: Command = {
  name: 'import',
  usage: 'WS FILE…',
  summary: 'import LDIF, authorization details (JSON) or AD FS claim rules; says what it took each for',
  takes: [2, 1000],
  async run(context) {
    const { engine, positionals, out } = context;
    const [workspace, ...files] = positionals as [string, ...string[]];
    await engine.workspace.open(workspace, { mode: 'openOrCreate' });
    const imported: { file: string; kind: string; source: string; objects: number }[] = [];
    for (const file of files) {
      const job = await waitFor(context, startImport(engine, { path: resolve(file), name: basename(file) }));
      const { sources } = await engine.workspace.info();
      const source = sources.find(({ snapshots }) => snapshots.some(({ id }) => id === job.snapshotId))!;
      const objects = source.snapshots.find(({ id }) => id === job.snapshotId)!.objectCount;
      imported.push({ file, kind: source.kind, source: source.name, objects });
    }
    out.answer({ imported }, () =>
      imported.map(({ file, kind, source, objects }) => `${file}: ${kind}, ${source}, ${objects} objects`),
    );
  },
};
