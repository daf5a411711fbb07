import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { Comparison, CompareProgress, CompareSummary } from '#contract/compare.ts';
import { likelyPair, readingsOf } from './snapshots.ts';
import type { Reading } from './snapshots.ts';

const idOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;

/** The two sides that the address names, and the comparison of their objects. */
export function useComparison(query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const readings = computed(() => readingsOf(workspace.sources));
  const find = (id: number | null): Reading | null =>
    readings.value.find(({ snapshot }) => snapshot.id === id) ?? null;
  /** What stands in the pickers: the address, or what a person most likely means. */
  const likely = computed(() => likelyPair(readings.value));
  const a = computed(
    () => find(idOf(query.get('a'))) ?? (query.get('a') ? null : (likely.value?.[0] ?? null)),
  );
  const b = computed(
    () => find(idOf(query.get('b'))) ?? (query.get('b') ? null : (likely.value?.[1] ?? null)),
  );
  /** Both sides were chosen, not only proposed. */
  const chosen = computed(() => find(idOf(query.get('a'))) !== null && find(idOf(query.get('b'))) !== null);
  /** Pairs of a person's file; a handle lives as long as the program. */
  const mapping = shallowRef<{ readonly handle: string; readonly pairs: number } | null>(null);

  const comparison = computed<Comparison | null>(() =>
    chosen.value && a.value && b.value
      ? {
          a: { snapshotId: a.value.snapshot.id, base: query.get('ba') ?? null },
          b: { snapshotId: b.value.snapshot.id, base: query.get('bb') ?? null },
          mapping: mapping.value?.handle ?? null,
          withNoise: query.get('noise') === '1',
          withReserved: query.get('own') === '1',
        }
      : null,
  );

  const summary = shallowRef<CompareSummary | null>(null);
  const progress = shallowRef<CompareProgress | null>(null);
  const error = shallowRef<unknown>(null);
  const cancelled = shallowRef(false);
  let abort = new AbortController();

  async function run() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    summary.value = null;
    error.value = null;
    progress.value = null;
    cancelled.value = false;
    const asked = comparison.value;
    if (asked === null) return;
    try {
      let id: string | null = null;
      progress.value = { phase: 'columns', done: 0, total: null, found: 0, id: null };
      for await (const next of await api.compare.run(asked, { signal })) {
        if (signal.aborted) return;
        progress.value = next;
        id = next.id ?? id;
      }
      if (id === null) return;
      const answer = await api.compare.summary({ id }, { signal });
      if (!signal.aborted) summary.value = answer;
    } catch (fault) {
      if (!signal.aborted) error.value = fault;
    } finally {
      if (!signal.aborted) progress.value = null;
    }
  }
  watch(() => JSON.stringify(comparison.value), run, { immediate: true });
  watch(generation, run);
  onBeforeUnmount(() => abort.abort());

  function cancel() {
    abort.abort();
    progress.value = null;
    cancelled.value = true;
  }
  return { readings, a, b, chosen, mapping, comparison, summary, progress, error, cancelled, run, cancel };
}
export type ComparisonState = ReturnType<typeof useComparison>;
