/** A search that a stranger wrote. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchParts } from './build.ts';
import { build, openIndex } from './fixtures.ts';
import type { Built, Person } from './fixtures.ts';
import { SearchDamage } from './lists.ts';
import { countOf } from './set.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

const people: Person[] = Array.from({ length: 70 }, (_, n) => ({
  dn: `CN=User ${n}`,
  name: `User ${n}`,
  samAccountName: `user${n * 7919}`,
}));
const whole = build(people, { dense: 4 });
const texts = ['u', 'us', 'user', 'user1', 'ser 1', 'ser12', 'zzz'].map((text) =>
  Uint8Array.from(text, (letter) =>
    letter === ' ' ? 1 : letter < 'a' ? letter.charCodeAt(0) - 20 : letter.charCodeAt(0) - 95,
  ),
);

/** Every question is answered, or refused as damage. */
function ask(built: Pick<Built, 'size' | 'parts'>): 'answered' | 'damaged' {
  try {
    const index = openIndex(built);
    for (const text of texts) expect(countOf(index.having(text))).toBeLessThanOrEqual(built.size);
    index.text(0);
    return 'answered';
  } catch (error) {
    expect(error).toBeInstanceOf(SearchDamage);
    return 'damaged';
  }
}

const withPart = (name: (typeof searchParts)[number], bytes: Uint8Array) => ({
  size: whole.size,
  parts: { ...whole.parts, [name]: [bytes] },
});

describe('a search that was tampered with', () => {
  it('answers when it was not', () => {
    expect(ask(whole)).toBe('answered');
    expect(countOf(openIndex(whole).having(texts[2]!))).toBe(70);
  });

  it.each(searchParts)('says so when there is no part %s', (name) => {
    expect(ask({ size: whole.size, parts: { ...whole.parts, [name]: [] } })).toBe('damaged');
  });

  it('says so when it is of other objects', () => {
    expect(ask({ ...whole, size: 69 })).toBe('damaged');
    expect(ask({ ...whole, size: 71 })).toBe('damaged');
  });

  it('answers or says so, whatever bytes are changed or cut', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...searchParts),
        fc.array(change, { maxLength: 6 }),
        fc.option(fc.nat(), { nil: null }),
        (name, changes, cut) => {
          let bytes = Uint8Array.from(whole.parts[name][0]!);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          if (cut !== null) bytes = bytes.slice(0, cut % bytes.length);
          expect(['answered', 'damaged']).toContain(ask(withPart(name, bytes)));
        },
      ),
      { numRuns: numRuns * 3 },
    );
  });

  it('answers or says so for bytes that are none of ours', () => {
    fc.assert(
      fc.property(fc.constantFrom(...searchParts), fc.uint8Array({ maxLength: 500 }), (name, bytes) => {
        expect(['answered', 'damaged']).toContain(ask(withPart(name, bytes)));
      }),
      { numRuns },
    );
  });
});
