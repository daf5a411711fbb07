import type { Command } from '../command.ts';
import { table } from '../output.ts';

export const sources: Command = {
  name: 'sources',
  usage: 'WS',
  summary: 'list what the workspace holds: sources, snapshots, when they were read and what is missing',
  takes: [1, 1],
  async run({ engine, client, positionals, out }) {
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const info = await client.workspace.info();
    out.answer({ sources: info.sources }, () => {
      const rows = info.sources.flatMap((source) =>
        source.snapshots.map(({ id, readAt, objectCount, complete, missing }) => [
          String(source.id),
          source.kind,
          source.name,
          `snapshot ${id}`,
          readAt,
          `${objectCount} objects`,
          [complete ? '' : 'incomplete', missing.length > 0 ? `${missing.length} parts missing` : '']
            .filter(Boolean)
            .join(', '),
        ]),
      );
      return table(rows);
    });
  },
};
