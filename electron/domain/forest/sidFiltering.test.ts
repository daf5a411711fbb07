import { describe, expect, it } from 'vitest';
import { sidFilteringCodes, sidFilteringOf } from './sidFiltering.ts';
import type { TrustDirection } from '../directory/trust.ts';

describe('SID filtering', () => {
  // facts/active-directory.md §2: trustType, trustAttributes, trustDirection → sentence.
  const cases: readonly (readonly [number, number, TrustDirection | null, string])[] = [
    [2, 0x4, 'outbound', 'external.on'],
    [2, 0x0, 'outbound', 'external.off'],
    [1, 0x4, 'both', 'external.on'],
    [2, 0x40, 'outbound', 'external.off'],
    [2, 0x8, 'both', 'forest.byDefault'],
    [2, 0x48, 'both', 'forest.relaxed'],
    [2, 0xc, 'both', 'forest.quarantined'],
    [2, 0x4c, 'both', 'forest.quarantined'],
    [2, 0x408, 'outbound', 'forest.pim'],
    [2, 0x20, 'both', 'withinForest.none'],
    [2, 0x24, 'both', 'withinForest.quarantined'],
    [3, 0x0, 'outbound', 'realm'],
    [2, 0x8, 'inbound', 'partnerDecides'],
    [2, 0x4, 'inbound', 'partnerDecides'],
    [2, 0x8, 'disabled', 'disabled'],
    [2, 0x8, null, 'forest.byDefault'],
  ];
  it.each(cases)('type %i, attributes 0x%x, %s: %s', (type, attributes, direction, code) =>
    expect(sidFilteringOf(type, attributes, direction).code).toBe(code),
  );

  it('has a case for every sentence', () => {
    expect(new Set(cases.map(([, , , code]) => code))).toEqual(new Set(sidFilteringCodes));
  });

  it('names the bits that it looked at', () => {
    expect(sidFilteringOf(2, 0x48, 'both').facts).toEqual([
      { flag: 'trustAttributes.forestTransitive', set: true },
      { flag: 'trustAttributes.quarantinedDomain', set: false },
      { flag: 'trustAttributes.treatAsExternal', set: true },
      { flag: 'trustAttributes.pimTrust', set: false },
    ]);
  });
});
