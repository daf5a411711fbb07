import { holdsObjects, type Snapshot } from '#contract/shapes.ts';
import type { Command } from '../command.ts';
import { saidSource } from '../documents.ts';
import { table } from '../output.ts';
import { counted, missingLine, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

function state({ complete, missing }: Snapshot): string {
  if (!complete) return 'incomplete';
  return missing.length === 0 ? 'whole' : `${counted(missing.length, 'part')} missing`;
}

export const sources: Command = {
  name: 'sources',
  usage: 'WS',
  summary: 'list what the workspace holds: sources, snapshots, when they were read and what is missing',
  example: 'treeline sources demo.treeline',
  takes: [1, 1],
  async run(context) {
    const { name, readOnly, readOnlyReason, sources: all } = await openToRead(context);
    context.out.answer<'sources'>({ name, readOnly, readOnlyReason, sources: all.map(saidSource) }, () => {
      if (all.length === 0) return [`${name} holds nothing yet: capture, import or aws fill it.`];
      const snapshots = all.flatMap((source) => source.snapshots.map((snapshot) => ({ source, snapshot })));
      return [
        ...table([
          ['ID', 'KIND', 'NAME', 'SNAPSHOT', 'READ AT', 'OBJECTS', 'STATE'],
          ...snapshots.map(({ source: { id, kind, name: called }, snapshot }) => [
            String(id),
            kind,
            called,
            String(snapshot.id),
            when(snapshot.readAt),
            // Estates and rule files are no lists of objects.
            holdsObjects(kind) ? snapshot.objectCount.toLocaleString('en-US') : '-',
            state(snapshot),
          ]),
        ]),
        ...snapshots.flatMap(({ source, snapshot }) =>
          snapshot.missing.map(
            (each) => `missing in snapshot ${snapshot.id} (${source.name}): ${missingLine(each)}`,
          ),
        ),
      ];
    });
  },
};
