import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NameOrder } from './nameOrder.ts';
import { fold } from '../search/fold.ts';

const fuzz = Number(process.env['TREELINE_FUZZ'] ?? 1);
const name = fc.oneof(
  fc.stringMatching(/^[a-cA-C ._-]{0,14}$/),
  fc.constantFrom(
    '',
    'kim',
    'KIM  ',
    '김민',
    '김',
    'ñandú',
    'Straße',
    '\u{1f600}',
    '\ufffd',
    '\u{1d51e}',
    '豈',
    'ｋｉｍ',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.nat(500).map((n) => `user ${n}`),
);

it('orders names as their folded code units are, equal ones as they came', () => {
  fc.assert(
    fc.property(fc.array(name, { maxLength: 120 }), (names) => {
      const order = new NameOrder();
      const ids = Int32Array.from(names, (_, at) => at + 1);
      names.forEach((text, at) => {
        const bytes = Buffer.from(`x${text}`, 'utf8');
        order.set(at + 1, bytes, 1, bytes.length);
      });
      const keys = names.map((text) => fold(Buffer.from(text, 'utf8').toString('utf8')));
      const expected = Array.from(ids).sort((a, b) => {
        const [left, right] = [keys[a - 1]!, keys[b - 1]!];
        return left < right ? -1 : left > right ? 1 : a - b;
      });
      order.sort(ids);
      expect(Array.from(ids)).toEqual(expected);
    }),
    { numRuns: 200 * fuzz },
  );
});
