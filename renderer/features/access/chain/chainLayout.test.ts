import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainLayout, columnsOf, nodeSize } from './chainLayout.ts';

const edge = (from: string, to: string) => ({ from, to });
const line = (...keys: string[]) => keys.slice(1).map((to, i) => edge(keys[i]!, to));

describe('columns', () => {
  it('stand as far right as the longest way is long', () => {
    const edges = [...line('u', 'g1', 'm', 'r'), ...line('u', 'g2', 'g3', 'm')];
    expect(Object.fromEntries(columnsOf(['u', 'g1', 'm', 'r', 'g2', 'g3'], edges))).toEqual({ u: 0, g1: 1, g2: 1, g3: 2, m: 3, r: 4 }); // prettier-ignore
  });
  it('end where groups hold one another', () => {
    expect(columnsOf(['a', 'b'], [edge('a', 'b'), edge('b', 'a')]).size).toBe(2);
  });
});

describe('a layout', () => {
  const keys = ['u', 'g', 'm', 'r', 's', 'd'];
  it('is one band where there is room, and several where there is none', () => {
    const wide = chainLayout(keys, line(...keys), 2000);
    expect(new Set(wide.nodes.map(({ y }) => y)).size).toBe(1);
    const narrow = chainLayout(keys, line(...keys), 300);
    expect(new Set(narrow.nodes.map(({ y }) => y)).size).toBe(3);
    expect(narrow.width).toBeLessThanOrEqual(300);
    expect(narrow.edges).toHaveLength(5);
  });

  it('never lets two nodes stand on one another, nor beyond the room', () => {
    const graphs = fc.record({
      pairs: fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 }),
      room: fc.integer({ min: nodeSize.width, max: 1600 }),
    });
    fc.assert(
      fc.property(graphs, ({ pairs, room }) => {
        const edges = pairs.filter(([a, b]) => a !== b).map(([a, b]) => edge(`n${Math.min(a, b)}`, `n${Math.max(a, b)}`));
        const all = [...new Set(edges.flatMap(({ from, to }) => [from, to]))];
        const { nodes, width, height } = chainLayout(all, edges, room);
        expect(width).toBeLessThanOrEqual(room);
        for (const [i, a] of nodes.entries()) {
          expect(a.x).toBeGreaterThanOrEqual(0);
          expect(a.x + a.width).toBeLessThanOrEqual(width);
          expect(a.y + nodeSize.height).toBeLessThanOrEqual(height + 0.5);
          for (const b of nodes.slice(i + 1))
            expect(a.x + a.width <= b.x || b.x + b.width <= a.x || Math.abs(a.y - b.y) >= nodeSize.height).toBe(true);
        }
      }),
    ); // prettier-ignore
  });
});
