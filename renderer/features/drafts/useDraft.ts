/** The drafts of the workspace, the one that the address names, and what would change with it. */
import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { DraftAskedInput, DraftProblem, DraftProgress, DraftSummary } from '#contract/draft.ts';
import type { DraftChange } from '#domain/draft/change.ts';
import { questionOf } from '../access/questions.ts';
import { numberIn } from './address.ts';

type Listed = Awaited<ReturnType<typeof api.drafts.list>>;
type Told = Awaited<ReturnType<typeof api.drafts.get>>;

export function useDraft(query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const listed = shallowRef<Listed | null>(null);
  const told = shallowRef<Told | null>(null);
  const summary = shallowRef<DraftSummary | null>(null);
  const progress = shallowRef<DraftProgress | null>(null);
  const error = shallowRef<unknown>(null);
  const cancelled = shallowRef(false);
  const id = computed(() => numberIn(query.get('d')));
  const action = computed(() => questionOf(query.get('act') ?? '', query.get('res') ?? '', ''));
  const nameOf = (sid: string): string | null =>
    told.value?.names.find((one) => one.sid === sid)?.object?.name ?? null;
  /** Raised with every comparison: what is shown of it is asked for again. */
  const version = shallowRef(0);
  const asked = computed((): DraftAskedInput | null =>
    told.value === null
      ? null
      : { draft: { id: told.value.draft.id }, actions: action.value ? [action.value] : [] },
  );
  let abort = new AbortController();

  async function list() {
    listed.value = await api.drafts.list();
  }
  async function compare() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    const question = asked.value;
    error.value = null;
    cancelled.value = false;
    progress.value = null;
    if (question === null) return;
    try {
      for await (const next of await api.drafts.run(question, { signal })) {
        if (signal.aborted) return;
        progress.value = next;
      }
      const answer = await api.drafts.summary(question, { signal });
      if (signal.aborted) return;
      summary.value = answer;
      version.value++;
    } catch (fault) {
      if (signal.aborted) return;
      summary.value = null;
      error.value = fault;
    } finally {
      if (!signal.aborted) progress.value = null;
    }
  }
  function cancel() {
    abort.abort();
    progress.value = null;
    cancelled.value = true;
  }
  async function open() {
    const wanted = id.value;
    // What was wrong with the one before is no matter of this one.
    error.value = null;
    if (wanted === null) {
      abort.abort();
      progress.value = null;
      told.value = null;
      summary.value = null;
      return;
    }
    try {
      const next = await api.drafts.get({ id: wanted });
      if (wanted !== id.value) return;
      if (told.value?.draft.id !== wanted) summary.value = null;
      told.value = next;
      await compare();
    } catch (fault) {
      told.value = null;
      summary.value = null;
      error.value = fault;
    }
  }
  async function load() {
    error.value = null;
    try {
      await list();
    } catch (fault) {
      error.value = fault;
      return;
    }
    await open();
  }
  /** Answers with why the change was not taken. */
  async function put(
    work: () => Promise<{ readonly refused: DraftProblem | null }>,
  ): Promise<DraftProblem | null> {
    const { refused } = await work();
    if (refused === null) await load();
    return refused;
  }
  const add = (change: DraftChange) => put(() => api.drafts.add({ id: id.value!, change }));
  const replace = (index: number, change: DraftChange) =>
    put(() => api.drafts.replace({ id: id.value!, index, change }));
  const removeChange = (index: number) => put(() => api.drafts.removeChange({ id: id.value!, index }));

  watch(id, () => void open());
  watch(
    () => JSON.stringify(action.value),
    () => void compare(),
  );
  watch([generation, () => [...workspace.snapshots.keys()].join()], () => void load(), { immediate: true });
  onBeforeUnmount(() => abort.abort());

  return {
    listed, told, summary, progress, error, cancelled, id, action, asked, version, nameOf, load, compare, cancel, add, replace, removeChange,
  }; // prettier-ignore
}
export type DraftUse = ReturnType<typeof useDraft>;
