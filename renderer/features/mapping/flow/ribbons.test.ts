import { describe, expect, it } from 'vitest';
import type { FlowLink, FlowRow } from '#contract/mappingFlow.ts';
import { gapOf, mostRibbons, pathOf } from './ribbons.ts';

const link = (to: number, more: Partial<FlowLink> = {}): FlowLink => ({
  to,
  works: 1,
  broken: 0,
  candidate: 0,
  mechanism: 'saml',
  lit: true,
  ...more,
});
const end = (
  index: number,
  y: number,
  side: { left?: readonly FlowLink[]; right?: readonly FlowLink[]; count?: number },
) => ({
  index,
  y,
  row: {
    left: { count: side.count ?? side.left?.length ?? 0, links: [...(side.left ?? [])] },
    right: { count: side.count ?? side.right?.length ?? 0, links: [...(side.right ?? [])] },
  } as FlowRow,
});

describe('the lines between two columns', () => {
  it('are those whose ends are both seen, told by either end, once', () => {
    const { ribbons } = gapOf(
      [end(0, 13, { right: [link(5)] }), end(1, 39, {})],
      [end(5, 13, { left: [link(0), link(1), link(9)] })],
    );
    expect(ribbons.map(({ from, to }) => [from, to]).toSorted()).toEqual([
      [13, 13],
      [39, 13],
    ]);
  });

  it('are counted at a row where they end out of sight', () => {
    const gap = gapOf([end(0, 13, { right: [link(5), link(77)], count: 240 })], [end(5, 13, { count: 1 })]);
    expect(gap.left).toEqual([{ y: 13, count: 239 }]);
    expect(gap.right).toEqual([]);
  });

  it.each([
    [{ works: 1, broken: 4 }, 'works'],
    [{ works: 0, broken: 4, candidate: 1 }, 'candidate'],
    [{ works: 0, broken: 4 }, 'broken'],
  ] as const)('are as good as the best grant: %#', (counts, status) => {
    const { ribbons } = gapOf([end(0, 13, { right: [link(0, counts)] })], [end(0, 13, { count: 1 })]);
    expect(ribbons[0]!.status).toBe(status);
  });

  it('leave the lightest out where there are too many, and draw what stands out last', () => {
    const rights = Array.from({ length: mostRibbons }, (_, at) => end(at, at, { count: 1 }));
    const { ribbons } = gapOf(
      [
        end(0, 0, { right: rights.map(({ index }) => link(index, { lit: index === 3 })) }),
        end(1, 9, { right: [link(0, { works: 50, lit: false })] }),
      ],
      rights,
    );
    expect(ribbons).toHaveLength(mostRibbons);
    expect(ribbons.at(-1)).toMatchObject({ to: 3, lit: true });
    expect(ribbons.at(-2)).toMatchObject({ from: 9 });
  });

  it('go from side to side', () => {
    const [ribbon] = gapOf([end(0, 13, { right: [link(0)] })], [end(0, 39, { count: 1 })]).ribbons;
    expect(pathOf(ribbon!, 60)).toBe('M0 13C30 13 30 39 60 39');
  });
});
