import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { piecesOf } from './spans.ts';
import type { Mark } from './spans.ts';

const mark = (offset: number, length: number, look: Mark['look'] = 'hit'): Mark => ({ offset, length, look });

describe('a text cut by marks', () => {
  it('has a piece for what is marked, and knows of several marks over it', () => {
    expect(piecesOf('abcdef', 10, [mark(11, 3), mark(13, 2, 'error')])).toEqual([
      { text: 'a', looks: [], title: '' },
      { text: 'bc', looks: ['hit'], title: '' },
      { text: 'd', looks: ['hit', 'error'], title: '' },
      { text: 'e', looks: ['error'], title: '' },
      { text: 'f', looks: [], title: '' },
    ]);
  });

  it('shows where something is missing by the character before', () => {
    expect(piecesOf('ab', 0, [mark(2, 0, 'error')]).at(-1)).toEqual({
      text: 'b',
      looks: ['error'],
      title: '',
    });
  });

  it('is the text again', () => {
    const marks = fc.array(
      fc.record({ offset: fc.nat(40), length: fc.nat(20), look: fc.constant('hit' as const) }),
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.nat(5), marks, (text, from, list) => {
        expect(piecesOf(text, from, list).map((piece) => piece.text).join('')).toBe(text);
      }),
    ); // prettier-ignore
  });
});
