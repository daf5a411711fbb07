/** A short list that people keep by hand: read, one of it chosen or a new one begun, put, removed. */
import { computed, shallowRef } from 'vue';
import { t } from '../../../app/i18n/index.ts';
import { useStatus } from '../../../app/stores/status.ts';
import { useQuery } from '../../../app/useQuery.ts';
import { arraySource } from '../../../ui/rowSource.ts';
import { useAsked } from '../../policy/useAsked.ts';

export interface EntryCalls<Row, Put> {
  readonly list: (signal: AbortSignal) => Promise<{ rows: readonly Row[] }>;
  readonly put: (entry: Put) => Promise<Row>;
  readonly remove: (id: string) => Promise<unknown>;
}

export function useEntries<Row extends { readonly id: string }, Put>(calls: EntryCalls<Row, Put>) {
  const query = useQuery();
  const status = useStatus();
  const asked = shallowRef(0);
  const { answer, error, load } = useAsked(
    () => asked.value,
    (_, signal) => calls.list(signal),
  );
  const saveError = shallowRef<unknown>(null);
  const busy = shallowRef(false);
  const rows = computed<readonly Row[]>(() => answer.value?.rows ?? []);
  const one = computed(() => query.get('one'));
  const chosen = computed(() => rows.value.find(({ id }) => id === one.value) ?? null);
  async function during(work: () => Promise<void>, said: string): Promise<boolean> {
    busy.value = true;
    saveError.value = null;
    try {
      await work();
      await load();
      status.tell(t(said));
      return true;
    } catch (fault) {
      saveError.value = fault;
      return false;
    } finally {
      busy.value = false;
    }
  }
  return {
    rows,
    error,
    load,
    busy,
    saveError,
    loaded: computed(() => answer.value !== null),
    source: arraySource<Row>(() => rows.value),
    chosen,
    isNew: computed(() => one.value === 'new'),
    at: computed(() => {
      const found = rows.value.findIndex(({ id }) => id === one.value);
      return found < 0 ? null : found;
    }),
    choose: (id: string | undefined) => {
      saveError.value = null;
      return query.replace({ one: id });
    },
    put: (entry: Put) =>
      during(async () => {
        const { id } = await calls.put(entry);
        await query.replace({ one: id });
      }, 'mapping.settings.saved'),
    remove: (id: string) =>
      during(async () => {
        await calls.remove(id);
        await query.replace({ one: undefined });
      }, 'mapping.settings.removed'),
  };
}
