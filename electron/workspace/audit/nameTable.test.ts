import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTable } from './nameTable.ts';

describe('a table of names', () => {
  it('finds what looking at every name finds', () => {
    const name = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.nat(2 ** 53 - 1));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), name, (names, wanted) => {
        const table = new NameTable(Float64Array.from(names));
        const plain = names.flatMap((one, at) => (one !== 0 && one === wanted ? [at] : []));
        expect(table.find(wanted)).toEqual(plain);
      }),
      { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
    );
  });
});
