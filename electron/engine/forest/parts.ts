/** Parts of forests, kept: a snapshot's for as long as its workspace is open, a live one's for a minute. */
import type { Place } from '#contract/forest.ts';
import { Fault } from '#contract/faults.ts';
import type { ForestPart } from '#domain/forest/input.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import type { Live } from '../live.ts';
import { gatherForest } from './gather.ts';
import { lookIntoSnapshot, lookLive } from './look.ts';
import type { Look } from './look.ts';

/** Answers that are kept by key, the last ones asked for; a failed one is not. */
export class Kept<K, V> {
  readonly #kept = new Map<K, { at: number; answer: Promise<V> }>();
  readonly #most: number;
  readonly #lifeMs: number;

  constructor(most: number, lifeMs = Number.POSITIVE_INFINITY) {
    this.#most = most;
    this.#lifeMs = lifeMs;
  }

  get(key: K, make: () => Promise<V>, anew = false): Promise<V> {
    const known = this.#kept.get(key);
    const fresh = known && !anew && Date.now() - known.at < this.#lifeMs;
    const answer = fresh ? known.answer : make();
    this.#kept.delete(key);
    this.#kept.set(key, { at: fresh ? known.at : Date.now(), answer });
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
    answer.catch(() => {
      if (this.#kept.get(key)?.answer === answer) this.#kept.delete(key);
    });
    return answer;
  }
}

/** State that goes with its owner. */
export function keptBy<O extends WeakKey, S>(make: () => S): (owner: O) => S {
  const all = new WeakMap<O, S>();
  return (owner) => {
    const known = all.get(owner) ?? make();
    all.set(owner, known);
    return known;
  };
}

/** How long a live answer serves for further pages of its lists. */
export const liveLifeMs = 60_000;

const snapshotParts = keptBy<Workspace, Kept<number, ForestPart | null>>(() => new Kept(32));
const liveParts = keptBy<Live, Kept<string, ForestPart | null>>(() => new Kept(4, liveLifeMs));

/** Looks into the place for as long as `work` runs. */
export async function looking<T>(
  engine: Engine,
  place: Place,
  work: (look: Look) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const stop = signal ?? new AbortController().signal;
  if (place.in === 'snapshot')
    return work(await lookIntoSnapshot(engine.workspace.current, place.snapshotId, stop));
  return engine.live.with(place.profileId, async (connection) => work(await lookLive(connection, stop)));
}

/** Null when the place holds no Active Directory. `anew` reads a live one again. */
export function forestPart(engine: Engine, place: Place, anew = false): Promise<ForestPart | null> {
  // Others wait for the same answer: one of them giving up does not end it.
  const make = () => looking(engine, place, gatherForest);
  return place.in === 'snapshot'
    ? snapshotParts(engine.workspace.current).get(place.snapshotId, make)
    : liveParts(engine.live).get(place.profileId, make, anew);
}

/** @throws Fault `forest.none` where the place holds no Active Directory */
export async function forestPartOf(engine: Engine, place: Place, anew = false): Promise<ForestPart> {
  const part = await forestPart(engine, place, anew);
  if (!part) throw new Fault('forest.none', {});
  return part;
}
