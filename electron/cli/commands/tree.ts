import type { CliDocuments } from '#contract/cli.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { type Command, type Context, numberOption, textOption } from '../command.ts';
import { directorySnapshots, oneObject } from '../find.ts';
import { when } from '../words.ts';
import { openToRead } from '../workspaces.ts';

type Tree = CliDocuments['tree']['trees'][number];
type Node = Tree['children'][number];

const page = 1000;

async function below(
  context: Context,
  snapshotId: number,
  parentId: number | null,
  depth: number,
): Promise<Node[]> {
  const nodes: Node[] = [];
  for (;;) {
    const { total, rows } = await context.client.objects.rows({
      list: { of: 'children', snapshotId, parentId },
      page: { offset: nodes.length, limit: page },
    });
    for (const row of rows) nodes.push(await grown(context, snapshotId, row, depth));
    if (rows.length === 0 || nodes.length >= total) return nodes;
  }
}

async function grown(context: Context, snapshotId: number, row: ObjectRow, depth: number): Promise<Node> {
  const count = row.childCount ?? 0;
  if (count === 0 || depth <= 1) return { ...row, children: [], notShown: count };
  return { ...row, children: await below(context, snapshotId, row.id, depth - 1), notShown: 0 };
}

function* lines(nodes: readonly Node[], indent: string): Generator<string> {
  for (const { name, kind, children, notShown } of nodes) {
    yield `${indent}${name}  [${kind}]${notShown > 0 ? `  (${notShown.toLocaleString('en-US')} below)` : ''}`;
    yield* lines(children, `${indent}  `);
  }
}

function treeLines({ source, readAt, object, children }: Tree): string[] {
  const nodes = object ? [{ ...object, children, notShown: 0 }] : children;
  return [`${source}, as of ${when(readAt)}`, ...lines(nodes, '  ')];
}

export const tree: Command = {
  name: 'tree',
  usage: 'WS [OBJECT] [--depth N] [--source S]',
  summary: 'show the tree, from the naming contexts or from one object',
  help: [
    'OBJECT is a distinguished name, SID, GUID or name, whole.',
    '',
    '--depth N    levels to show (2); what is below them is counted',
    '--source S   this source only, by name or id',
  ],
  example: 'treeline tree demo.treeline --source hanbit.example --depth 3',
  options: { depth: { type: 'string' }, source: { type: 'string' } },
  takes: [1, 2],
  async run(context) {
    const { positionals, values, out } = context;
    const depth = numberOption(values, 'depth', { least: 1, most: 1000, otherwise: 2 });
    const named = textOption(values, 'source');
    await openToRead(context);
    const trees: Tree[] = [];
    if (positionals[1] !== undefined) {
      const found = await oneObject(context, positionals[1], named);
      trees.push({ ...found, children: await below(context, found.snapshotId, found.object.id, depth) });
    } else {
      for (const { source, snapshot } of await directorySnapshots(context, named)) {
        const { id: snapshotId, readAt } = snapshot;
        const children = await below(context, snapshotId, null, depth);
        trees.push({ source: source.name, snapshotId, readAt, object: null, children });
      }
    }
    out.answer<'tree'>({ trees }, () => trees.flatMap(treeLines));
  },
};
