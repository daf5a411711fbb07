/** All that a filter finds, decided alike, some hundred at a time. */
import type { DecideAll, DecidingProgress } from '#contract/reviewProcedures.ts';
import type { Engine } from '../engine.ts';
import { telling } from '../telling.ts';

/** The writer's thread holds no other change up for longer than such a step takes. */
const step = 200;
const mostTold = 1000;

/** Tells how far it is; whoever stops listening ends it, and what was decided until then stays. */
export async function* decideAll(
  engine: Engine,
  { reviewId, filter, seen, decision, reason, by }: DecideAll,
  signal?: AbortSignal,
): AsyncGenerator<DecidingProgress, void> {
  const { reviews } = engine.workspace.current;
  const items = await reviews.ask('reviewSeen', reviewId, filter, seen);
  const told = { total: items.length, decided: 0, refusedTotal: 0, leftTotal: 0 };
  const refused: DecidingProgress['refused'] = [];
  const left: DecidingProgress['left'] = [];
  yield* telling<DecidingProgress, void>(async (tell, stop) => {
    for (let done = 0; done < items.length; done += step) {
      if (stop.aborted) return;
      tell({ ...told, done, finished: false, refused: [], left: [] });
      const some = items.slice(done, done + step).map((one) => ({ ...one, decision, reason }));
      const taken = await reviews.decide(reviewId, some, by, new Date().toISOString(), true);
      told.decided += taken.changes.length;
      told.refusedTotal += taken.refused.length;
      told.leftTotal += taken.left.length;
      refused.push(...taken.refused.slice(0, mostTold - refused.length));
      left.push(...taken.left.slice(0, mostTold - left.length));
    }
  }, signal);
  yield { ...told, done: items.length, finished: true, refused, left };
}
