import { describe, expect, it } from 'vitest';
import { listText, numberOf, readFilter, readGrouping, readList } from './address.ts';

const from = (query: Record<string, string>) => (key: string) => query[key];

describe('an address of a review', () => {
  it('holds what was chosen', () => {
    const owner = 'CN=Kim\\, Ann,DC=example,DC=com';
    const query = { st: listText(['open', 'unsure'])!, rev: listText([owner])!, q: 'kim' };
    expect(readFilter(from(query))).toEqual({ states: ['open', 'unsure'], reviewers: [owner], text: 'kim' });
  });
  it.each(['', '{', '{"a":1}', '[1,2]', 'open'])('takes nothing from %j', (text) => {
    expect(readList(text)).toEqual([]);
    expect(readFilter(from({ st: text, rev: text }))).toEqual({});
  });
  it('knows numbers and groupings alone', () => {
    expect([numberOf('12'), numberOf('-1'), numberOf('1e3'), numberOf(undefined)]).toEqual([
      12,
      null,
      null,
      null,
    ]);
    expect([readGrouping(from({ g: 'person' })), readGrouping(from({ g: 'x' }))]).toEqual(['person', 'role']);
  });
});
