import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asciiNameHash, nameHash } from './nameHash.ts';

it('is the same of bytes as of the string, whatever stands around them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (name) => {
      const bytes = new TextEncoder().encode(`x${name}y`);
      expect(asciiNameHash(bytes, 1, bytes.length - 1)).toBe(nameHash(name));
    }),
    { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});

it('leaves names beyond ASCII to the string', () => {
  const bytes = new TextEncoder().encode('김서연');
  expect(asciiNameHash(bytes, 0, bytes.length)).toBeNull();
});

it('folds case, and tells other names apart', () => {
  expect(nameHash('Kim')).toBe(nameHash('KIM'));
  expect(new Set(['', 'a', 'b', 'ab', 'ba', 'aa'].map(nameHash)).size).toBe(6);
});
