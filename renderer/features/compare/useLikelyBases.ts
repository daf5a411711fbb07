import { shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import type { Comparison, CompareSummary } from '#contract/compare.ts';
import { dnKey } from '#domain/directory/dnKey.ts';
import { likelyBases } from './likelyBases.ts';
import type { LikelyBases } from './likelyBases.ts';

/** So many pages, evenly over all that moved: those at the top of the tree are of one unit. */
const pages = 5;
const limit = 200;

/** Whether so many pairs read as moved that something else than their places is the difference. */
export const mostMoved = ({ kinds, pairs }: CompareSummary): boolean =>
  kinds.moved >= 5 && kinds.moved * 4 >= pairs;

const same = (one: string, other: string | null) => other !== null && dnKey(one) === dnKey(other);

/** Below which two places a comparison would say more; null while nothing is known, and where nothing is to be gained. */
export function useLikelyBases(summary: () => CompareSummary | null, comparison: () => Comparison | null) {
  const proposed = shallowRef<LikelyBases | null>(null);
  let abort = new AbortController();
  watch(
    summary,
    async (now) => {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      proposed.value = null;
      const asked = comparison();
      if (now === null || asked === null || !mostMoved(now)) return;
      const filter = { kinds: ['moved' as const], objectKinds: null, attribute: null, keys: null, text: '', below: null }; // prettier-ignore
      const step = Math.max(limit, Math.floor(now.kinds.moved / pages));
      try {
        const answers = await Promise.all(
          Array.from({ length: pages }, (_, i) => i * step)
            .filter((offset) => offset < now.kinds.moved)
            .map((offset) =>
              api.compare.differences({ id: now.id, filter, page: { offset, limit } }, { signal }),
            ),
        );
        const found = likelyBases(
          answers.flatMap(({ rows }) => rows.flatMap(({ a, b }) => (a && b ? [{ a: a.dn, b: b.dn }] : []))),
        );
        if (!signal.aborted && found && !(same(found.a, asked.a.base) && same(found.b, asked.b.base)))
          proposed.value = found;
      } catch {
        // Nothing is proposed; what went wrong is said where the differences themselves are read.
      }
    },
    { immediate: true },
  );
  return proposed;
}
