/** Which objects of a source the target has already, as the comparison matches them. */
import type { Source } from '#contract/shapes.ts';
import { Fault } from '#contract/faults.ts';
import type { MatchKey } from '#domain/compare/codes.ts';
import { randomInt } from 'node:crypto';
import { match } from '../compare/match.ts';
import { CompareSide } from '../compare/side.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Database } from '../sqlite.ts';
import type { FactsStep } from './facts.ts';

/** By object ids of the two snapshots. */
export interface Partners {
  readonly of: Int32Array;
  keyOf(id: number): MatchKey | null;
}

export function* matchInto(
  db: Database,
  sources: readonly Source[],
  from: SnapshotReader,
  into: SnapshotReader,
): Generator<FactsStep, Partners, void> {
  const side = (snapshot: SnapshotReader): CompareSide => {
    const source = sources.find(({ snapshots }) => snapshots.some(({ id }) => id === snapshot.id));
    if (!source) throw new Fault('snapshot.notFound', { id: snapshot.id });
    return new CompareSide(snapshot, source, null);
  };
  const steps = match(db, { a: side(from), b: side(into) }, [], randomInt(2 ** 31));
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { of: step.value.bOf, keyOf: (id) => step.value.keyOf(id) };
    const { done, total } = step.value;
    yield { phase: 'matching', done, total: total ?? done };
  }
}
