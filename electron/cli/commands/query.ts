import { Fault } from '#contract/faults.ts';
import { attributeNameSchema, maxColumns, scopeSchema } from '#contract/queries.ts';
import type { BuiltInQuery, Cell, ListSort } from '#contract/queries.ts';
import { query as names, queryAbout } from '#contract/words/en/query.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { choiceOption, numberOption, textOption } from '../command.ts';
import type { Command, Context } from '../command.ts';
import { checkFilter, directorySnapshots } from '../find.ts';
import { table } from '../output.ts';
import { counted, decodedText } from '../words.ts';
import { openToRead } from '../workspaces.ts';

const page = 1000;

interface Asked {
  readonly filter: string;
  readonly base: string | null;
  readonly scope: 'base' | 'one' | 'sub';
  readonly columns: readonly string[];
  readonly sort: ListSort | null;
}

/** `cn,mail` → names; a name that is none is a slip. */
function namesOption(text: string | null): string[] | null {
  if (text === null) return null;
  const list = text.split(',').map((name) => name.trim());
  const wrong = list.find((name) => !attributeNameSchema.safeParse(name).success);
  if (wrong !== undefined) throw new Fault('usage.invalid', { detail: `"${wrong}" is not an attribute.` });
  if (list.length > maxColumns)
    throw new Fault('usage.invalid', { detail: `--attributes takes at most ${maxColumns} attributes.` });
  return list;
}

function sortOption(attribute: string | null, descending: boolean): ListSort | null {
  if (attribute === null) {
    if (descending) throw new Fault('usage.invalid', { detail: '--descending goes with --sort.' });
    return null;
  }
  if (!attributeNameSchema.safeParse(attribute).success)
    throw new Fault('usage.invalid', { detail: `"${attribute}" is not an attribute.` });
  return { attribute, descending };
}

/** The built-in queries, as they are at the first directory. */
async function list(context: Context, source: string | null): Promise<void> {
  const [first] = await directorySnapshots(context, source);
  const at = { of: 'snapshot', snapshotId: first!.snapshot.id } as const;
  const found = await context.client.queries.builtIn({ at });
  const queries = found.map((one) => ({ ...one, name: names[one.id], about: queryAbout[one.id] }));
  context.out.answer<'query'>({ queries }, () =>
    table([
      ['NAME', 'FINDS'],
      ...queries.map(({ id, about, applicable }) => [
        id,
        applicable ? about : `${about} (nothing to ask here)`,
      ]),
    ]),
  );
}

const text = (cell: Cell | null): string => {
  if (cell === null) return '';
  const more = cell.total - cell.decoded.length;
  return (
    cell.decoded.map(decodedText).join('; ') + (more > 0 ? `; and ${more.toLocaleString('en-US')} more` : '')
  );
};

interface FoundRow {
  readonly source: string;
  readonly snapshotId: number;
  readonly readAt: string;
  readonly object: ObjectRow;
  readonly values: { readonly attribute: string; readonly cell: Cell | null }[];
}

/** The first `room` of what fits in one snapshot, and how many fit. */
async function ask(
  { client }: Context,
  { source, snapshot }: { source: Source; snapshot: Snapshot },
  { filter, base, scope, columns, sort }: Asked,
  room: number,
): Promise<{ total: number; rows: FoundRow[] }> {
  const { id: snapshotId, readAt } = snapshot;
  const rows: FoundRow[] = [];
  for (let offset = 0; ; offset += page) {
    // The total is wanted of every source, also when there is no more room.
    const limit = Math.max(1, Math.min(page, room - rows.length));
    const answer = await client.objects.rows({
      list: { of: 'query', snapshotId, base, scope, filter, sort },
      page: { offset, limit },
    });
    const taken = room > rows.length ? answer.rows : [];
    const objectIds = taken.map(({ id }) => id);
    const values =
      columns.length > 0 && taken.length > 0
        ? await client.queries.values({ snapshotId, objectIds, attributes: [...columns] })
        : [];
    const cellsOf = new Map(values.map(({ objectId, cells }) => [objectId, cells]));
    for (const object of taken) {
      const cells = cellsOf.get(object.id) ?? [];
      rows.push({
        source: source.name,
        snapshotId,
        readAt,
        object,
        values: columns.map((attribute, n) => ({ attribute, cell: cells[n] ?? null })),
      });
    }
    if (taken.length === 0 || rows.length >= Math.min(room, answer.total))
      return { total: answer.total, rows };
  }
}

async function builtIn({ client }: Context, name: string, snapshotId: number): Promise<BuiltInQuery> {
  const queries = await client.queries.builtIn({ at: { of: 'snapshot', snapshotId } });
  const found = queries.find(({ id }) => id.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw new Fault('usage.invalid', {
    detail: `No built-in query is called "${name}"; treeline query WS --list names them.`,
  });
}

export const query: Command = {
  name: 'query',
  usage: "WS 'FILTER' | WS --built-in NAME | WS --list",
  summary: 'find objects by an LDAP filter, or by a built-in query',
  help: [
    'Filters are those of RFC 4515, with the matching rules of Active Directory (bits, chains). Points in time may be',
    "written {now-90d:filetime} or {now:generalizedTime}; now is the snapshot's read time.",
    '',
    '--base DN          at or below this object (all of the snapshot)',
    '--scope S          base, one or sub (sub)',
    '--attributes A,B   show these attributes too',
    '--sort A           by this attribute (by name); --descending: from the highest',
    '--limit N          how many to show (100)',
    '--source S         in this source only, by name or id',
    '--built-in NAME    a built-in query; --list shows them',
  ],
  example: "treeline query demo.treeline '(&(objectClass=user)(mail=*))' --attributes mail",
  options: {
    base: { type: 'string' },
    scope: { type: 'string' },
    attributes: { type: 'string' },
    sort: { type: 'string' },
    descending: { type: 'boolean' },
    limit: { type: 'string' },
    source: { type: 'string' },
    'built-in': { type: 'string' },
    list: { type: 'boolean' },
  },
  takes: [1, 2],
  async run(context) {
    const { positionals, values, out } = context;
    const filter = positionals[1] ?? null;
    const named = textOption(values, 'built-in');
    const source = textOption(values, 'source');
    const asks = [filter, named, values['list'] === true ? 'list' : null].filter((one) => one !== null);
    if (asks.length !== 1)
      throw new Fault('usage.invalid', { detail: 'Give a filter, or --built-in NAME, or --list.' });
    const limit = numberOption(values, 'limit', { least: 1, most: 1_000_000, otherwise: 100 });
    const attributes = namesOption(textOption(values, 'attributes'));
    const base = textOption(values, 'base');
    const scope = choiceOption(values, 'scope', scopeSchema.options);
    const sort = sortOption(textOption(values, 'sort'), values['descending'] === true);
    if (filter !== null) await checkFilter(context, filter);
    await openToRead(context);
    if (values['list'] === true) return list(context, source);

    let total = 0;
    const found: FoundRow[] = [];
    const asked: { source: string; snapshotId: number; readAt: string; filter: string }[] = [];
    let columns: readonly string[] = attributes ?? [];
    for (const each of await directorySnapshots(context, source)) {
      const snapshotId = each.snapshot.id;
      const ready = named === null ? null : await builtIn(context, named, snapshotId);
      columns = attributes ?? ready?.columns ?? [];
      const at = { of: 'snapshot', snapshotId } as const;
      const resolved =
        ready?.resolved ?? (await context.client.queries.resolve({ filter: filter!, at })).filter;
      const answer = await ask(
        context,
        each,
        {
          filter: resolved,
          base: base ?? ready?.base ?? null,
          scope: scope ?? ready?.scope ?? 'sub',
          columns,
          sort: sort ?? ready?.sort ?? null,
        },
        limit - found.length,
      );
      asked.push({ source: each.source.name, snapshotId, readAt: each.snapshot.readAt, filter: resolved });
      total += answer.total;
      found.push(...answer.rows);
    }
    out.answer<'query'>({ asked, total, objects: found }, () => {
      if (total === 0) return ['Nothing fits.'];
      const left = total - found.length;
      return [
        ...table([
          ['KIND', 'NAME', 'SOURCE', ...columns.map((name) => name.toUpperCase()), 'DN'],
          ...found.map(({ source: from, object, values: cells }) => [
            object.kind,
            object.samAccountName ?? object.name,
            from,
            ...cells.map(({ cell }) => text(cell)),
            object.dn,
          ]),
        ]),
        left > 0
          ? `${counted(found.length, 'object')} of ${total.toLocaleString('en-US')}; raise --limit to see the others`
          : counted(total, 'object'),
      ];
    });
  },
};
