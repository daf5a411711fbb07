import type { MemberRow } from '#contract/index.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { oneObject } from '../find.ts';
import { table } from '../output.ts';

const page = 1000;

type Ask = 'members' | 'memberOf';

async function all(
  { client }: Context,
  ask: Ask,
  snapshotId: number,
  objectId: number,
  nested: boolean,
): Promise<MemberRow[]> {
  const rows: MemberRow[] = [];
  for (;;) {
    const answer = await client.objects[ask]({
      snapshotId,
      objectId,
      nested,
      page: { offset: rows.length, limit: page },
    });
    rows.push(...answer.rows);
    if (answer.rows.length === 0 || rows.length >= answer.total) return rows;
  }
}

const command = (name: string, ask: Ask, summary: string): Command => ({
  name,
  usage: 'WS OBJECT [--direct] [--source S]',
  summary,
  options: { direct: { type: 'boolean' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { engine, positionals, values, out } = context;
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const { snapshotId, row } = await oneObject(context, positionals[1]!, textOption(values, 'source'));
    const rows = await all(context, ask, snapshotId, row.id, values['direct'] !== true);
    out.answer({ object: row, total: rows.length, [ask]: rows }, () =>
      table(
        rows.map(({ object, reference, via, depth, path }) => [
          String(depth),
          via,
          object?.samAccountName ?? object?.name ?? reference,
          path.join(' → '),
        ]),
      ),
    );
  },
});

export const members = command(
  'members',
  'members',
  'members of a group, nested with the path, primary group and foreign principals included',
);
export const memberof = command('memberof', 'memberOf', 'groups of an object, nested with the path');
