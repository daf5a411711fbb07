import type { ObjectRow } from '#domain/directory/object.ts';
import { type Command, textOption } from '../command.ts';
import { directorySnapshots } from '../find.ts';
import { table } from '../output.ts';

export const search: Command = {
  name: 'search',
  usage: 'WS TEXT [--limit N] [--source S]',
  summary: 'find objects by name, account name, UPN, mail, display name, SID, GUID or DN',
  options: { limit: { type: 'string' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { engine, client, positionals, values, out } = context;
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const limit = Math.min(1000, Math.max(1, Number(textOption(values, 'limit') ?? 100) || 100));
    let total = 0;
    const found: (ObjectRow & { source: string })[] = [];
    for (const { source, snapshot } of await directorySnapshots(context, textOption(values, 'source'))) {
      const answer = await client.objects.rows({
        list: { of: 'search', snapshotId: snapshot.id, text: positionals[1]! },
        page: { offset: 0, limit },
      });
      total += answer.total;
      found.push(...answer.rows.map((row) => ({ source: source.name, ...row })));
    }
    const shown = found.slice(0, limit);
    out.answer({ total, objects: shown }, () => [
      ...table(shown.map(({ kind, samAccountName, name, dn }) => [kind, samAccountName ?? name, dn])),
      ...(total > shown.length ? [`${total - shown.length} more; raise --limit to see them`] : []),
    ]);
  },
};
