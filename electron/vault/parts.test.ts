import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePoint } from '#test/support/text.ts';
import { cut, DamagedItem, NotKept, partBytes, readSecret, removeSecret, writeSecret } from './parts.ts';
import type { Ring } from './parts.ts';

const numRuns = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);

/** A ring whose items can be looked at, and whose process can be "killed" after so many changes. */
function testRing(items = new Map<string, string>(), changes = Number.POSITIVE_INFINITY) {
  let left = changes;
  const change = () => {
    if (left-- <= 0) throw new Error('killed');
  };
  const ring: Ring = {
    get: (account) => Promise.resolve(items.get(account) ?? null),
    set: async (account, value) => {
      change();
      items.set(account, value);
    },
    delete: async (account) => {
      change();
      return items.delete(account);
    },
  };
  return { ring, items };
}

/** Any string a JavaScript program can hold: NULs, lone surrogates, and long enough for several parts. */
const secret = fc.oneof(
  fc.string({ unit: codePoint }),
  fc.string({ unit: fc.constantFrom('\0', '\ud800', '"', '\n', 'é', '🗝', '자') }),
  fc
    .tuple(fc.string({ unit: codePoint, minLength: 1 }), fc.integer({ min: 1, max: 2000 }))
    .map(([text, times]) => text.repeat(times).slice(0, 20_000)),
);

describe('cut', () => {
  it('loses nothing, stays within the limit and never cuts a code point', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 4, max: 50 }),
        (text, limit) => {
          const pieces = cut(text, limit);
          expect(pieces.join('')).toBe(text);
          for (const piece of pieces) {
            expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(limit);
            expect(piece.isWellFormed() && piece !== '').toBe(true);
          }
        },
      ),
      { numRuns },
    );
  });
});

describe('secrets in parts', () => {
  it('reads back whatever was written last, in items that every keychain takes, and removes all of it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(secret, { minLength: 1, maxLength: 4 }), async (secrets) => {
        const { ring, items } = testRing();
        for (const one of secrets) {
          await writeSecret(ring, 'a', one);
          expect(await readSecret(ring, 'a')).toBe(one);
          const bytes = Buffer.byteLength(JSON.stringify(one));
          // No orphans: a head, and for a long one no more parts than it takes (code points can leave a gap of 3 bytes).
          expect(items.size).toBeLessThanOrEqual(
            bytes <= partBytes ? 1 : 1 + Math.ceil(bytes / (partBytes - 3)),
          );
          for (const value of items.values()) {
            expect(Buffer.byteLength(value)).toBeLessThanOrEqual(2560);
            expect(value.includes('\0')).toBe(false);
          }
        }
        await removeSecret(ring, 'a');
        expect(items.size).toBe(0);
      }),
      { numRuns },
    );
  });

  it('reads as before or as after when a change is cut anywhere, and the next change leaves no orphan', async () => {
    const sizes = fc.constantFrom(null, 0, 100, 2500, 7000, 13_000);
    await fc.assert(
      fc.asyncProperty(sizes, sizes, sizes, fc.nat({ max: 20 }), async (before, cutSize, after, changes) => {
        const { ring, items } = testRing();
        const old = before === null ? null : 'o'.repeat(before);
        if (old !== null) await writeSecret(ring, 'a', old);
        const next = cutSize === null ? null : 'n'.repeat(cutSize);
        const dying = testRing(items, changes).ring;
        const change = next === null ? removeSecret(dying, 'a') : writeSecret(dying, 'a', next);
        const whole = await change.then(
          () => true,
          () => false,
        );
        expect(whole ? [next] : [old, next]).toContain(await readSecret(ring, 'a'));
        if (after !== null) await writeSecret(ring, 'a', 'f'.repeat(after));
        await removeSecret(ring, 'a');
        expect([...items.keys()]).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('takes an item that was altered anywhere for damaged, never for a secret', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('short', 'l'.repeat(5000)),
        fc.nat(),
        fc.nat(),
        fc.string(),
        async (text, which, where, put) => {
          const { ring, items } = testRing();
          await writeSecret(ring, 'a', text);
          const key = [...items.keys()][which % items.size]!;
          const value = items.get(key)!;
          const at = where % value.length;
          const altered = value.slice(0, at) + put + value.slice(at + 1);
          fc.pre(altered !== value);
          items.set(key, altered);
          await expect(readSecret(ring, 'a')).rejects.toBeInstanceOf(DamagedItem);
        },
      ),
      { numRuns },
    );
  });

  const foreign: [what: string, value: string][] = [
    ['a password that someone else put there', 'hunter2'],
    ['a later format', `treeline:2 whole ${'0'.repeat(64)}\n""`],
    [
      'a checksum over what is no JSON',
      'treeline:1 whole ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\nabc',
    ],
    [
      'a checksum over what is no string',
      'treeline:1 whole 6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b\n1',
    ],
  ];
  it.each(foreign)('%s is damaged, and can be written over', async (_what, value) => {
    const { ring } = testRing(new Map([['a', value]]));
    await expect(readSecret(ring, 'a')).rejects.toBeInstanceOf(DamagedItem);
    await writeSecret(ring, 'a', 'ours');
    expect(await readSecret(ring, 'a')).toBe('ours');
  });

  it('is told when the ring keeps nothing', async () => {
    const { ring } = testRing();
    await expect(writeSecret({ ...ring, set: () => Promise.resolve() }, 'a', 's')).rejects.toBeInstanceOf(
      NotKept,
    );
  });

  it('reads again when another process rewrites the secret meanwhile', async () => {
    const { ring, items } = testRing();
    await writeSecret(ring, 'a', 'x'.repeat(5000));
    let rewritten = false;
    const reader: Ring = {
      ...ring,
      get: async (account) => {
        if (account === 'a#a2' && !rewritten) {
          rewritten = true;
          await writeSecret(ring, 'a', 'y'.repeat(5000));
        }
        return items.get(account) ?? null;
      },
    };
    expect(await readSecret(reader, 'a')).toBe('y'.repeat(5000));
  });
});
