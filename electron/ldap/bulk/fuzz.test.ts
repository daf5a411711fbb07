/** Recorded answers of real servers, as they were and damaged. A hundred thousand are in `test/integration/bulkFuzz.test.ts`. */
import { expect, it } from 'vitest';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { damageIsBorne, readFrom, recordings, reference } from './damaged.ts';

const fuzz = Number(process.env['TREELINE_FUZZ'] ?? 1);

it('reads what was recorded', async () => {
  for (const pages of recordings) {
    const { entries, fault } = await readFrom(pages);
    expect(fault).toBeNull();
    const expected: DirectoryEntry[] = [];
    pages.forEach((page, turn) => reference(page, turn + 1, expected));
    expect(expected.length).toBeGreaterThan(10);
    expect(entries).toEqual(expected);
  }
});

it(
  'reads damaged streams rightly, or ends with a fault',
  () => expect(damageIsBorne(200 * fuzz)).resolves.toBeUndefined(),
  20_000 + 5000 * fuzz,
);
