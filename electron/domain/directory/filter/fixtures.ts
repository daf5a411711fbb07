/** Arbitrary filters for property tests. */
import fc from 'fast-check';
import type { Filter } from './filter.ts';

const attribute = fc.constantFrom('cn', 'sAMAccountName', '2.5.4.3', 'userCertificate;binary', 'a-b'); // prettier-ignore
const value = fc.oneof(
  fc.uint8Array({ maxLength: 6 }),
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('*', '(', ')', '\\', '\0', ' x ', '=', ':=', '가각', 'é'),
    ) // prettier-ignore
    .map((text) => new TextEncoder().encode(text)),
);
const piece = value.filter((bytes) => bytes.length > 0);

export const arbitraryFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.record({
      is: fc.constantFrom('equal', 'greaterOrEqual', 'lessOrEqual', 'approx'),
      attribute,
      value,
    }),
    fc.record({ is: fc.constant('present' as const), attribute }),
    fc
      .record({
        is: fc.constant('substrings' as const),
        attribute,
        initial: fc.option(piece),
        any: fc.array(piece, { maxLength: 3 }),
        final: fc.option(piece),
      })
      .filter(({ initial, any, final }) => initial !== null || any.length > 0 || final !== null),
    fc
      .record({
        is: fc.constant('extensible' as const),
        attribute: fc.option(attribute),
        rule: fc.option(fc.constantFrom('1.2.840.113556.1.4.803', 'caseExactMatch')),
        dn: fc.boolean(),
        value,
      })
      .filter((filter) => filter.attribute !== null || filter.rule !== null),
    fc.record({
      is: fc.constantFrom('and', 'or'),
      parts: fc.array(tie('filter'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ is: fc.constant('not' as const), part: tie('filter') }),
  ),
})).filter;
