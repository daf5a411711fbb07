import type { ObjectRow } from '#domain/directory/object.ts';
import { type Command, type Context, textOption } from '../command.ts';
import { directorySnapshots, oneObject } from '../find.ts';

interface Node {
  readonly row: ObjectRow;
  readonly children: Node[];
  /** Children that the depth or the page left out: never silently. */
  readonly more: number;
}

const page = 1000;

async function below(
  { client }: Context,
  snapshotId: number,
  parentId: number | null,
  depth: number,
): Promise<{ nodes: Node[]; total: number }> {
  const nodes: Node[] = [];
  for (let offset = 0; ; offset += page) {
    const { total, rows } = await client.objects.rows({
      list: { of: 'children', snapshotId, parentId },
      page: { offset, limit: page },
    });
    for (const row of rows) nodes.push(await grown(row));
    if (rows.length === 0 || nodes.length >= total) return { nodes, total };
  }

  async function grown(row: ObjectRow): Promise<Node> {
    if (!row.childCount) return { row, children: [], more: 0 };
    if (depth <= 1) return { row, children: [], more: row.childCount };
    const { nodes: children } = await below({ client } as Context, snapshotId, row.id, depth - 1);
    return { row, children, more: 0 };
  }
}

function* lines(nodes: readonly Node[], indent: string): Generator<string> {
  for (const { row, children, more } of nodes) {
    yield `${indent}${row.name}  [${row.kind}]${more > 0 ? `  (${more} below)` : ''}`;
    yield* lines(children, `${indent}  `);
  }
}

const plain = ({ row, children, more }: Node): object => ({
  ...row,
  children: children.map(plain),
  notShown: more,
});

export const tree: Command = {
  name: 'tree',
  usage: 'WS [OBJECT] [--depth N] [--source S]',
  summary: 'show the tree, from the naming contexts or from one object',
  options: { depth: { type: 'string' }, source: { type: 'string' } },
  takes: [1, 2],
  async run(context) {
    const { engine, positionals, values, out } = context;
    await engine.workspace.open(positionals[0]!, { mode: 'open' });
    const depth = Math.max(1, Number(textOption(values, 'depth') ?? 2) || 2);
    const source = textOption(values, 'source');
    if (positionals[1]) {
      const { snapshotId, row } = await oneObject(context, positionals[1], source);
      const { nodes } = await below(context, snapshotId, row.id, depth);
      return out.answer({ object: row, children: nodes.map(plain) }, () =>
        lines([{ row, children: nodes, more: 0 }], ''),
      );
    }
    const trees: { source: string; nodes: Node[] }[] = [];
    for (const {
      source: { name },
      snapshot,
    } of await directorySnapshots(context, source)) {
      trees.push({ source: name, nodes: (await below(context, snapshot.id, null, depth)).nodes });
    }
    out.answer(
      { trees: trees.map(({ source: name, nodes }) => ({ source: name, children: nodes.map(plain) })) },
      () => trees.flatMap(({ nodes }) => [...lines(nodes, '')]),
    );
  },
};
