import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { Plan, PlanDecision, PlanProgress, PlanQuestion } from '#contract/migration.ts';
import { sizesOf, targetKinds } from '#domain/migration/codes.ts';
import type { DecisionCode, TargetKind, TargetSize } from '#domain/migration/codes.ts';
import { readingsOf } from '../compare/snapshots.ts';

const id = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;

/** The plan that the address asks for: computed when it changes, and again when something was decided. */
export function useMigration(query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const readings = computed(() => readingsOf(workspace.sources));
  const kind = computed<TargetKind>(
    () => targetKinds.find((each) => each === query.get('to')) ?? targetKinds[0],
  );
  const size = computed<TargetSize | null>(
    () => sizesOf[kind.value].find((each) => each === query.get('size')) ?? sizesOf[kind.value][0] ?? null,
  );
  /** The forest to move: the one that the address names, else the first on-premises one. */
  const from = computed<number | null>(() => {
    const wanted = id(query.get('s'));
    const all = readings.value;
    if (wanted !== null && all.some(({ snapshot }) => snapshot.id === wanted)) return wanted;
    const first = all.find(({ source }) => source.origin !== 'aws') ?? all[0];
    return first?.snapshot.id ?? null;
  });
  const into = computed(() => {
    const wanted = id(query.get('into'));
    return wanted !== from.value && readings.value.some(({ snapshot }) => snapshot.id === wanted)
      ? wanted
      : null;
  });
  const question = computed<PlanQuestion | null>(() =>
    from.value === null
      ? null
      : { snapshotId: from.value, target: { kind: kind.value, size: size.value, into: into.value } },
  );

  const plan = shallowRef<Plan | null>(null);
  const progress = shallowRef<PlanProgress | null>(null);
  const error = shallowRef<unknown>(null);
  const cancelled = shallowRef(false);
  /** Raised with every plan: what is shown of it is asked for again. */
  const version = shallowRef(0);
  let abort = new AbortController();

  async function load() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    error.value = null;
    cancelled.value = false;
    progress.value = null;
    const asked = question.value;
    if (asked === null) {
      plan.value = null;
      return;
    }
    try {
      for await (const next of await api.migration.run({ question: asked }, { signal })) {
        if (signal.aborted) return;
        progress.value = next;
      }
      const answer = await api.migration.plan({ question: asked }, { signal });
      if (signal.aborted) return;
      plan.value = answer;
      version.value++;
    } catch (fault) {
      if (signal.aborted) return;
      plan.value = null;
      error.value = fault;
    } finally {
      if (!signal.aborted) progress.value = null;
    }
  }
  watch(
    () => JSON.stringify(question.value),
    () => {
      plan.value = null;
      void load();
    },
    { immediate: true },
  );
  watch(generation, load);
  onBeforeUnmount(() => abort.abort());

  function cancel() {
    abort.abort();
    progress.value = null;
    cancelled.value = true;
  }
  /** Decides, or takes a decision back; the plan that follows from it replaces this one. */
  async function decide(code: DecisionCode, value: string | null, note: string | null) {
    const asked = question.value;
    if (asked === null) return;
    try {
      const { decisions, kept } = await api.migration.decide({ question: asked, code, value, note });
      // What was chosen stands at once; what follows from it comes with the plan.
      if (plan.value) plan.value = { ...plan.value, decisions: [...decisions], decisionsKept: kept };
      await load();
    } catch (fault) {
      error.value = fault;
    }
  }
  const undecided = computed(
    () => plan.value?.decisions.filter((each: PlanDecision) => each.value === null).length ?? 0,
  );
  return {
    readings,
    question,
    kind,
    size,
    from,
    into,
    plan,
    progress,
    error,
    cancelled,
    version,
    undecided,
    load,
    cancel,
    decide,
  };
}
export type Migration = ReturnType<typeof useMigration>;
