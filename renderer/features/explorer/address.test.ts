import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';
import type { ExplorerPlaceAddress } from './address.ts';

const places: fc.Arbitrary<ExplorerPlaceAddress> = fc.oneof(
  fc.constant({ at: 'nowhere' as const }),
  fc.record({ at: fc.constant('snapshot' as const), snapshotId: fc.nat(), containerId: fc.option(fc.nat()) }),
  fc.record({
    at: fc.constant('live' as const),
    profileId: fc.string({ minLength: 1 }),
    dn: fc.option(fc.string({ minLength: 1 })),
  }),
  fc.record({ at: fc.constant('aws' as const), sourceId: fc.nat() }),
);

it('comes back from the address as it went in', () => {
  fc.assert(
    fc.property(places, (place) => {
      const query = writeAddress(place);
      expect(readAddress((key) => query[key])).toEqual(place);
    }),
    { numRuns: 200 * Number(process.env['TREELINE_FUZZ'] ?? 1) },
  );
});

it('takes an address that makes no sense for nowhere', () => {
  expect(readAddress((key) => ({ s: '../1' })[key])).toEqual({ at: 'nowhere' });
});
