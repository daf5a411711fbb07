/** Text that properties draw from. */
import fc from 'fast-check';

const surrogates = 0xd800;
const afterSurrogates = 0xe000;
const gap = afterSurrogates - surrogates;

/**
 * Any code point but surrogates: a unit for `fc.string`, which draws with it what it draws with `unit: 'binary'`. That one lists
 * all the million of them first, which takes a second of every process.
 */
export const codePoint: fc.Arbitrary<string> = fc.integer({ min: 0, max: 0x10ffff - gap }).map(
  (at) => String.fromCodePoint(at < surrogates ? at : at + gap),
  (text) => {
    const point = typeof text === 'string' ? text.codePointAt(0) : undefined;
    if (point === undefined || text !== String.fromCodePoint(point) || !(text as string).isWellFormed())
      throw new Error('not one code point');
    return point < surrogates ? point : point - gap;
  },
);
