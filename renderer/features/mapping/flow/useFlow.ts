/** The four columns of the picture. While another one is on the way the one that is there stays. */
import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import type { FlowPage, FlowRow } from '#contract/mappingFlow.ts';
import { flowColumns } from '#domain/mapping/flow.ts';
import type { FlowColumn } from '#domain/mapping/flow.ts';
import { api, generation } from '../../../app/client.ts';
import { pagedSource } from '../../../ui/rowSource.ts';
import type { FlowQuestion } from './flowState.ts';

type Source = ReturnType<typeof pagedSource<FlowRow>>;
export interface Shown {
  readonly question: FlowQuestion;
  readonly sources: Readonly<Record<FlowColumn, Source>>;
  readonly facts: Omit<FlowPage, 'rows' | 'total'>;
}

export function useFlow(question: () => FlowQuestion, changed: () => unknown) {
  const shown = shallowRef<Shown | null>(null);
  const error = shallowRef<unknown>(null);
  const busy = shallowRef(false);
  let under: (() => void) | null = null;

  function load() {
    under?.();
    const asked = question();
    busy.value = true;
    let facts: Shown['facts'] | null = null;
    const made = (column: FlowColumn) =>
      pagedSource<FlowRow>({
        fetch: async (offset, limit, signal) => {
          const { total, rows, ...rest } = await api.mapping.flow(
            { ...asked, column, page: { offset, limit } },
            { signal },
          );
          facts ??= rest;
          return { total, rows };
        },
      });
    const sources = {
      principal: made('principal'),
      rule: made('rule'),
      role: made('role'),
      account: made('account'),
    };
    const all = flowColumns.map((column) => sources[column]);
    let taken = false;
    const end = watch(
      () =>
        [all.every(({ total }) => total !== null), all.find((each) => each.error !== null)?.error] as const,
      ([complete, fault]) => {
        if (fault !== undefined) {
          error.value = fault;
          busy.value = false;
          stop();
        } else if (complete && facts) {
          const old = shown.value;
          taken = true;
          error.value = null;
          busy.value = false;
          shown.value = { question: asked, sources, facts };
          for (const column of flowColumns) old?.sources[column].stop();
          end();
        }
      },
      { immediate: true, flush: 'sync' },
    );
    function stop() {
      end();
      if (!taken) for (const each of all) each.stop();
    }
    under = stop;
  }
  watch(() => [JSON.stringify(question()), generation.value, changed()], load, { immediate: true });
  onBeforeUnmount(() => {
    under?.();
    if (shown.value) for (const column of flowColumns) shown.value.sources[column].stop();
  });
  return { shown, error, busy, load, total: computed(() => shown.value?.facts.grants ?? null) };
}
