import { type Command, numberOption, textOption } from '../command.ts';
import { directorySnapshots, type Found } from '../find.ts';
import { table } from '../output.ts';
import { counted } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const page = 1000;

export const search: Command = {
  name: 'search',
  usage: 'WS TEXT [--limit N] [--source S]',
  summary: 'find objects by name, account name, UPN, mail, display name, SID, GUID or DN',
  help: [
    'Words are found by how they begin; what fits whole comes first.',
    '',
    '--limit N    how many to show (100)',
    '--source S   in this source only, by name or id',
  ],
  example: 'treeline search demo.treeline AWS-',
  options: { limit: { type: 'string' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { client, positionals, values, out } = context;
    const text = positionals[1]!;
    const limit = numberOption(values, 'limit', { least: 1, most: 1_000_000, otherwise: 100 });
    await openToRead(context);
    let total = 0;
    const objects: Found[] = [];
    for (const { source, snapshot } of await directorySnapshots(context, textOption(values, 'source'))) {
      const { id: snapshotId, readAt } = snapshot;
      for (let offset = 0; ; offset += page) {
        // The total is wanted of every source, also when there is no more room.
        const room = Math.min(page, limit - objects.length);
        const answer = await client.objects.rows({
          list: { of: 'search', snapshotId, text },
          page: { offset, limit: Math.max(1, room) },
        });
        if (offset === 0) total += answer.total;
        const taken = answer.rows.slice(0, Math.max(0, room));
        objects.push(...taken.map((object) => ({ source: source.name, snapshotId, readAt, object })));
        if (taken.length === 0 || offset + taken.length >= answer.total) break;
      }
    }
    out.answer<'search'>({ text, total, objects }, () => {
      if (total === 0) return [`Nothing fits "${text}".`];
      const left = total - objects.length;
      return [
        ...table([
          ['KIND', 'NAME', 'SOURCE', 'DN'],
          ...objects.map(({ source, object: { kind, samAccountName, name, dn } }) => [
            kind,
            samAccountName ?? name,
            source,
            dn,
          ]),
        ]),
        left > 0
          ? `${counted(objects.length, 'object')} of ${total.toLocaleString('en-US')}; raise --limit to see the others`
          : counted(total, 'object'),
      ];
    });
  },
};
