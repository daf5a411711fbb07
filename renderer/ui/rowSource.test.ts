import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cursorSource, pagedSource } from './rowSource.ts';

const numRuns = 100 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const quiet = () => new Promise((resolve) => setTimeout(resolve, 0));

function server(length: number) {
  const asked: number[] = [];
  let underWay = 0;
  let most = 0;
  return {
    asked,
    get most() {
      return most;
    },
    fetch: async (offset: number, limit: number) => {
      asked.push(offset);
      most = Math.max(most, ++underWay);
      await quiet();
      underWay--;
      return {
        total: length,
        rows: Array.from({ length: Math.max(0, Math.min(limit, length - offset)) }, (_, i) => offset + i),
      };
    },
  };
}
async function rest(asked: { readonly asked: number[] }) {
  for (let before = -1; before !== asked.asked.length;) {
    before = asked.asked.length;
    for (let i = 0; i < 4; i++) await quiet();
  }
}

describe('rows by position', () => {
  it('ends with the rows last wished for, two requests at most under way, few pages kept', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.nat(499), { minLength: 1, maxLength: 12 }),
        async (length, wishes) => {
          const from = server(length);
          const source = pagedSource<number>({ fetch: from.fetch, pageSize: 10, keep: 4 });
          for (const wish of wishes) source.want(wish % length, (wish % length) + 12);
          await rest(from);
          const first = wishes.at(-1)! % length;
          expect(source.total).toBe(length);
          for (let i = first; i < Math.min(length, first + 12); i++) expect(source.at(i)).toBe(i);
          expect(from.most).toBeLessThanOrEqual(2);
          source.stop();
        },
      ),
      { numRuns },
    );
  });

  it('does not fetch the pages that a wish has passed over', async () => {
    const from = server(1_000_000);
    const source = pagedSource<number>({ fetch: from.fetch, pageSize: 100 });
    await rest(from);
    for (let at = 0; at < 1_000_000; at += 10_000) source.want(at, at + 40);
    await rest(from);
    expect(from.asked.length).toBeLessThan(6);
    expect(source.at(990_000)).toBe(990_000);
  });

  it('keeps an error until it is told to try again', async () => {
    let broken = true;
    const source = pagedSource<number>({
      fetch: async () => {
        if (broken) throw new Error('no');
        return { total: 1, rows: [7] };
      },
    });
    await quiet();
    expect(source.error).toBeInstanceOf(Error);
    source.want(0, 10);
    await quiet();
    expect(source.error).toBeInstanceOf(Error);
    broken = false;
    source.reload();
    await quiet();
    expect(source.error).toBeNull();
    expect(source.at(0)).toBe(7);
  });
});

describe('rows by cursor', () => {
  it('shows a place for what is to come, and fetches on as far as is seen', async () => {
    const pages = [[0, 1], [2, 3], [4]];
    const source = cursorSource<number>(async (cursor) => {
      const at = Number(cursor ?? 0);
      return { rows: pages[at]!, cursor: at < 2 ? String(at + 1) : null };
    });
    await quiet();
    expect(source.total).toBe(3);
    expect(source.at(2)).toBeUndefined();
    source.want(0, 3);
    await quiet();
    expect(source.total).toBe(5);
    source.want(2, 5);
    await quiet();
    expect(source.total).toBe(5);
    expect(source.more).toBe(false);
    expect([0, 1, 2, 3, 4].map((i) => source.at(i))).toEqual([0, 1, 2, 3, 4]);
  });
});
