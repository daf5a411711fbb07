import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flag, kindNumber } from './facts.ts';
import { factsOf, type Made } from './fixtures.ts';
import { fates } from './travel.ts';
import { hubLeast, hubShare, proposeWaves } from './waves.ts';

const runs = 200 * Number(process.env['TREELINE_FUZZ'] ?? 1);
const size = 120;

const anyObject: fc.Arbitrary<Made> = fc.record({
  kind: fc.constantFrom('user', 'group', 'computer', 'serviceAccount', 'contact'),
  flags: fc.subarray(['servicePrincipal', 'constrained'] as const, { maxLength: 1 }),
  domain: fc.integer({ min: 0, max: 2 }),
  place: fc.integer({ min: 1, max: 5 }),
});
const anyPair = fc.tuple(fc.nat(size - 1), fc.nat(size - 1));
interface Given {
  readonly objects: Made[];
  readonly member: [number, number][];
  readonly managedBy: [number, number][];
  readonly delegation: [number, number][];
  readonly fate: number[];
  readonly waveSize: number;
}
const anyCase: fc.Arbitrary<Given> = fc.record({
  objects: fc.array(anyObject, { minLength: size, maxLength: size }),
  member: fc.array(anyPair, { maxLength: 300 }),
  managedBy: fc.array(anyPair, { maxLength: 20 }),
  delegation: fc.array(anyPair, { maxLength: 10 }),
  fate: fc.array(fc.constantFrom(...Object.values(fates)), { minLength: size, maxLength: size }),
  waveSize: fc.constantFrom(1, 5, 20, 100, 500),
});

function propose({ objects, member, managedBy, delegation, fate, waveSize }: Given) {
  const facts = factsOf(objects, { links: { member, managedBy, delegation } });
  return { facts, ...proposeWaves(facts, Uint8Array.from(fate), waveSize) };
}

describe('waves', () => {
  it('hold every object that moves exactly once, and no other', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { waves, wave } = propose(given);
        const all = waves.flatMap(({ members }) => [...members]);
        expect(all.toSorted((a, b) => a - b)).toEqual(
          given.fate.flatMap((fate, at) => (fate === fates.moves ? [at] : [])),
        );
        waves.forEach(({ number, members, objects }, n) => {
          expect(number).toBe(n + 1);
          expect(objects).toBe(members.length);
          for (const at of members) expect(wave[at]).toBe(number);
        });
      }),
      { numRuns: runs },
    );
  });

  it('keep whoever delegation ties together in one wave, but for groups that hold almost everyone', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { waves, wave } = propose(given);
        const foundation = new Set(waves.filter(({ reason }) => reason === 'foundation').map(({ number }) => number));
        for (const [a, b] of given.delegation) {
          if (wave[a] === 0 || wave[b] === 0 || foundation.has(wave[a]!) || foundation.has(wave[b]!)) continue;
          expect(wave[a]).toBe(wave[b]);
        }
      }),
      { numRuns: runs },
    ); // prettier-ignore
  });

  it('are no larger than asked for, unless delegation ties more', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { waves } = propose({ ...given, delegation: [] });
        const larger = waves.filter(
          ({ objects, reason }) => reason !== 'foundation' && objects > given.waveSize,
        );
        expect(larger).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('count every link between two that move once inside, or once at each end', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { waves, wave } = propose(given);
        const links = [...given.member, ...given.managedBy, ...given.delegation].filter(
          ([a, b]) => a !== b && wave[a]! > 0 && wave[b]! > 0,
        );
        const inside = waves.reduce((sum, { linksInside }) => sum + linksInside, 0);
        const outside = waves.reduce((sum, { linksOutside }) => sum + linksOutside, 0);
        expect(inside + outside / 2).toBe(links.length);
      }),
      { numRuns: runs },
    );
  });

  it('are the same for the same facts', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        expect(propose(given).waves).toEqual(propose(given).waves);
      }),
      { numRuns: runs / 4 },
    );
  });
});

describe('reasons', () => {
  const people = Array.from({ length: 60 }, (): Made => ({ kind: 'user' }));
  const moving = (count: number) => new Uint8Array(count).fill(fates.moves);

  it('groups that hold almost everyone go first and tie nobody', () => {
    const facts = factsOf([{ kind: 'group' }, ...people], {
      links: { member: people.map((_, n) => [0, n + 1] as const) },
    });
    expect(people.length).toBeGreaterThanOrEqual(Math.max(hubLeast, 61 * hubShare));
    const { waves } = proposeWaves(facts, moving(61), 10);
    expect(waves[0]).toMatchObject({ reason: 'foundation', objects: 1, groups: 1, linksOutside: 60 });
    expect(waves.slice(1).every(({ reason }) => reason === 'unlinked')).toBe(true);
    expect(waves).toHaveLength(7);
  });

  it('small groups bind before large ones', () => {
    // A team of 4 and a department of 8 that both want person 1: the team has them.
    const facts = factsOf([{ kind: 'group' }, ...people.slice(0, 11), { kind: 'group' }], {
      links: {
        member: [
          ...[1, 5, 6, 7, 8, 9, 10, 11].map((n) => [12, n] as const),
          ...[1, 2, 3, 4].map((n) => [0, n] as const),
        ],
      },
    });
    const { wave } = proposeWaves(facts, moving(13), 5);
    expect(new Set([0, 1, 2, 3, 4].map((at) => wave[at])).size).toBe(1);
    expect(wave[12]).not.toBe(wave[1]);
  });

  it('services are last, with whoever they act through', () => {
    const facts = factsOf(
      [{ kind: 'user', flags: ['servicePrincipal'] }, { kind: 'computer', flags: ['constrained'] }, ...people.slice(0, 3)],
      { links: { delegation: [[1, 0]] } },
    );
    expect(facts.flags[0]).toBe(flag.servicePrincipal);
    expect(facts.kind[1]).toBe(kindNumber.computer);
    const { waves } = proposeWaves(facts, moving(5), 100);
    expect(waves.at(-1)).toMatchObject({ reason: 'services', objects: 2, linksInside: 1 });
  }); // prettier-ignore
});
