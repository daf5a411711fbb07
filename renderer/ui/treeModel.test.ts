import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TreeModel } from './treeModel.ts';
import type { TreeNode } from './treeModel.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const child = (parent: string, position: number) => ({
  key: `${parent}/${position}`,
  value: position,
  expandable: true,
  childCount: null,
});

/** The same list, spelled out. */
function naive(model: TreeModel<number>): string[] {
  const out: string[] = [];
  const walk = (node: TreeNode<number>, key: string) => {
    for (let position = 0; position < (node.childCount ?? 0); position++) {
      out.push(`${key}/${position}`);
      const below = node.children.get(position);
      if (below?.expanded) walk(below, below.key);
    }
  };
  walk(model.top, '');
  return out;
}

const shown = (model: TreeModel<number>) =>
  Array.from({ length: model.count }, (_, i) => {
    const row = model.row(i);
    return `${row.parent?.key ?? ''}/${row.position}`;
  });

type Step = { does: 'expand' | 'collapse' | 'grow' | 'clear'; at: number; size: number };
const steps = fc.array(
  fc.record<Step>({
    does: fc.constantFrom('expand', 'expand', 'collapse', 'grow', 'clear'),
    at: fc.nat(),
    size: fc.integer({ min: 0, max: 6 }),
  }),
  { maxLength: 40 },
);

function run(model: TreeModel<number>, all: readonly Step[], check: () => void) {
  for (const { does, at, size } of all) {
    if (model.count === 0) return;
    const row = model.row(at % model.count);
    const parent = row.parent ?? model.top;
    if (!row.node) model.setChildren(parent, row.position, [child(parent.key, row.position)]);
    const node = parent.children.get(row.position)!;
    if (does === 'expand') {
      model.setChildCount(node, node.childCount ?? size);
      model.expand(node);
    } else if (does === 'collapse') model.collapse(node);
    else if (does === 'grow') model.setChildCount(node, size);
    else model.clear(node);
    check();
  }
}

describe('the tree as a flat list', () => {
  it('is the list that a plain walk gives, whatever is opened, closed, grown or cleared', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), steps, (roots, all) => {
        const model = new TreeModel<number>();
        model.setRoots(Array.from({ length: roots }, (_, i) => child('', i)));
        run(model, all, () => {
          const list = naive(model);
          expect(model.count).toBe(list.length);
          expect(shown(model)).toEqual(list);
          for (const node of model.byKey.values()) expect(model.indexOf(node)).toBe(list.indexOf(node.key));
        });
      }),
      { numRuns },
    );
  });

  it('says level, position and set size of a row', () => {
    const model = new TreeModel<number>();
    model.setRoots([child('', 0), child('', 1)]);
    const root = model.byKey.get('/0')!;
    model.setChildCount(root, 3);
    model.expand(root);
    expect(model.row(0)).toMatchObject({ level: 0, position: 0, setSize: 2, parent: null });
    expect(model.row(3)).toMatchObject({ level: 1, position: 2, setSize: 3, parent: root, node: null });
    expect(model.row(4)).toMatchObject({ level: 0, position: 1 });
  });

  it('opens a container of 100,000 without making its children', () => {
    const model = new TreeModel<number>();
    model.setRoots([child('', 0), child('', 1)]);
    const root = model.byKey.get('/0')!;
    model.setChildCount(root, 100_000);
    model.expand(root);
    expect(model.count).toBe(100_002);
    expect(model.byKey.size).toBe(2);
    expect(model.row(100_000)).toMatchObject({ position: 99_999, level: 1 });
    expect(model.row(100_001).node?.key).toBe('/1');
  });

  it('keeps what was open when the roots are read again', () => {
    const model = new TreeModel<number>();
    model.setRoots([{ ...child('', 0), childCount: 2 }]);
    const root = model.byKey.get('/0')!;
    model.expand(root);
    model.setChildren(root, 0, [child('/0', 0), child('/0', 1)]);
    model.setChildCount(model.byKey.get('/0/1')!, 4);
    model.expand(model.byKey.get('/0/1')!);
    model.setRoots([{ ...child('', 0), childCount: 2 }, child('', 7)]);
    expect(shown(model)).toEqual(naive(model));
    expect(model.count).toBe(2 + 2 + 4);
  });
});
