import type { Control, ControlRow } from '#contract/security.ts';
import { Fault } from '#contract/faults.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { saidControl } from '../documents.ts';
import { type Found, oneObject } from '../find.ts';
import { table } from '../output.ts';
import { controlMeansText, controlWayText, counted, trusteeName, when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const page = 1000;

async function all({ client }: Context, found: Found, throughNested: boolean): Promise<Control> {
  const { snapshotId, object } = found;
  const ask = (offset: number): Promise<Control> => {
    const at = { snapshotId, objectId: object.id, page: { offset, limit: page } };
    return object.kind === 'domain'
      ? client.objects.replicators(at)
      : client.objects.control({ ...at, throughNested });
  };
  const first = await ask(0);
  const rows = [...first.rows];
  while (rows.length < first.total) {
    const next = await ask(rows.length);
    if (next.rows.length === 0) break;
    rows.push(...next.rows);
  }
  return { ...first, rows };
}

function how(row: ControlRow): string {
  const parts = [controlWayText(row.way)];
  if (row.means !== 'right' && row.means !== (row.way as string)) parts.push(controlMeansText(row.means));
  if (row.conditional) parts.push('under a condition');
  if (row.limitedBy.length > 0) parts.push(`not all of them: ${row.limitedBy.join(' ')}`);
  return parts.join(', ');
}

const where = ({ where: { dn }, places }: ControlRow) =>
  places > 1 ? `${dn} and ${counted(places - 1, 'other place')}` : dn;

function* lines(found: Found, control: Control): Generator<string> {
  const { notRead, counts, rows, judged } = control;
  yield found.object.dn;
  yield `${counted(counts.unexpected, 'way')} that nobody would expect, ${counts.expected} of administrators and the system; ${found.source}, as of ${when(control.readAt)}`;
  if (notRead.own) yield 'Its own security descriptor is not readable: what follows is not all.';
  if (notRead.count > 0) yield `Security descriptors not readable: ${notRead.count} of ${notRead.count + judged.objects}`;
  if (rows.length === 0) return;
  yield* table([
    ['', 'WHO', 'PEOPLE', 'HOW', 'WHERE', 'INHERITED FROM', 'THROUGH'],
    ...rows.map((row) => [
      row.expected ? '' : '!',
      trusteeName(row.trustee, row.meaning),
      row.people === null ? '' : String(row.people),
      how(row),
      where(row),
      row.inheritedFrom?.dn ?? '',
      row.through.join(' → '),
    ]),
  ]);
} // prettier-ignore

export const control: Command = {
  name: 'control',
  usage: 'WS GROUP|DOMAIN [--direct] [--source S]',
  summary: 'who may fill, make or rename a group, or replicate a domain with its secrets',
  help: [
    'The name of a group may be the permission: whoever fills it, makes one of that name or renames one to it holds the role.',
    'Ways that nobody would expect come first and are marked !. A way that a deny entry takes away wholly is not listed.',
    'What is not readable is counted and never taken for nobody.',
    '',
    '--direct     the group itself, not the groups nested in it',
    '--source S   in this source only, by name or id',
  ],
  example: 'treeline control demo.treeline AWS-648120375592-Admin',
  options: { direct: { type: 'boolean' }, source: { type: 'string' } },
  takes: [2, 2],
  async run(context) {
    const { positionals, values, out } = context;
    await openToRead(context);
    const found = await oneObject(context, positionals[1]!, textOption(values, 'source'));
    if (found.object.kind !== 'group' && found.object.kind !== 'domain')
      throw new Fault('usage.invalid', { detail: `${found.object.dn} is neither a group nor a domain.` });
    const answer = await all(context, found, values['direct'] !== true);
    out.answer<'control'>({ source: found.source, ...saidControl(answer) }, () => lines(found, answer));
  },
};
