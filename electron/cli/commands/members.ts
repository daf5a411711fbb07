import type { MemberRow } from '#contract/index.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { saidMember } from '../documents.ts';
import { type Found, oneObject } from '../find.ts';
import { table } from '../output.ts';
import { counted, viaText, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const page = 1000;

type Ask = 'members' | 'memberOf';

async function all({ client }: Context, ask: Ask, found: Found, nested: boolean): Promise<MemberRow[]> {
  const { snapshotId, object } = found;
  const rows: MemberRow[] = [];
  for (;;) {
    const at = { offset: rows.length, limit: page };
    const answer = await client.objects[ask]({ snapshotId, objectId: object.id, nested, page: at });
    rows.push(...answer.rows);
    if (answer.rows.length === 0 || rows.length >= answer.total) return rows;
  }
}

function lines(found: Found, rows: readonly MemberRow[], one: string, heading: string): string[] {
  const { object, source, readAt } = found;
  const head = [object.dn, `${counted(rows.length, one)}; ${source}, as of ${when(readAt)}`];
  if (rows.length === 0) return head;
  return [
    ...head,
    ...table([
      ['DEPTH', heading, 'KIND', 'HOW', 'THROUGH'],
      ...rows.map(({ object: row, reference, via, depth, path, until }) => [
        String(depth),
        row?.samAccountName ?? row?.name ?? reference,
        row?.kind ?? 'in no snapshot',
        until === null ? viaText(via) : `${viaText(via)} until ${when(until)}`,
        path.join(' → '),
      ]),
    ]),
  ];
}

const help = [
  'OBJECT is a distinguished name, account name, user principal name, SID, GUID, mail or display name, whole.',
  'Depth 1 is direct; THROUGH names the groups between, outermost first.',
  '',
  '--direct     direct ones only',
  '--source S   in this source only, by name or id',
];
const options = { direct: { type: 'boolean' }, source: { type: 'string' } } as const;

async function found(context: Context, ask: Ask) {
  await openToRead(context);
  const one = await oneObject(context, context.positionals[1]!, textOption(context.values, 'source'));
  const direct = context.values['direct'] === true;
  const rows = await all(context, ask, one, !direct);
  return { one, rows, document: { ...one, direct, total: rows.length } };
}

export const members: Command = {
  name: 'members',
  usage: 'WS OBJECT [--direct] [--source S]',
  summary: 'members of a group, nested with the path, primary group and foreign principals included',
  help,
  example: 'treeline members demo.treeline CloudAdmins',
  options,
  takes: [2, 2],
  async run(context) {
    const { one, rows, document } = await found(context, 'members');
    context.out.answer<'members'>({ ...document, members: rows.map(saidMember) }, () =>
      lines(one, rows, 'member', 'MEMBER'),
    );
  },
};

export const memberof: Command = {
  name: 'memberof',
  usage: 'WS OBJECT [--direct] [--source S]',
  summary: 'groups that an object is in, nested with the path',
  help,
  example: 'treeline memberof demo.treeline jimin.sim',
  options,
  takes: [2, 2],
  async run(context) {
    const { one, rows, document } = await found(context, 'memberOf');
    context.out.answer<'memberof'>({ ...document, memberOf: rows.map(saidMember) }, () =>
      lines(one, rows, 'group', 'GROUP'),
    );
  },
};
