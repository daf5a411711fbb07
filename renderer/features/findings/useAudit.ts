import { computed, onBeforeUnmount, shallowRef, watch } from 'vue';
import { api, generation } from '../../app/client.ts';
import { newest, useWorkspace } from '../../app/stores/workspace.ts';
import type { useQuery } from '../../app/useQuery.ts';
import type { AuditKept, AuditProgress, AuditRequest, AuditSummary } from '#contract/audit.ts';
import { checkIds } from '#domain/audit/codes.ts';
import { readCompare, readOff } from './address.ts';

/** So many objects are judged in about a second: nobody has to ask for it. */
const quick = 300_000;
/** Sets of snapshots that were judged since the window opened: the engine holds the last audits. */
const judged = new Set<string>();

/** The audit that the address asks for, what is kept of it in the workspace, and how it is computed. */
export function useAudit(query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const kept = shallowRef<AuditKept | null>(null);
  const summary = shallowRef<AuditSummary | null>(null);
  const progress = shallowRef<AuditProgress | null>(null);
  const error = shallowRef<unknown>(null);
  const cancelled = shallowRef(false);
  /** Raised with every answer: what is shown of it is asked for again. */
  const version = shallowRef(0);

  const readings = computed(() =>
    workspace.sources.flatMap((source) => {
      const snapshot = newest(source);
      return snapshot ? [{ source, snapshot }] : [];
    }),
  );
  const set = computed(() => readings.value.map(({ snapshot }) => snapshot.id).join(','));
  /** Of what was judged; another one means that newer snapshots are there. */
  const judgedSet = shallowRef<string | null>(null);
  const stale = computed(() => summary.value !== null && judgedSet.value !== set.value);
  const large = computed(
    () => readings.value.reduce((sum, { snapshot }) => sum + snapshot.objectCount, 0) > quick,
  );

  const off = computed(() => readOff(query.get));
  const compareTo = computed<AuditRequest['compareTo']>(() => {
    const wanted = readCompare(query.get);
    if (wanted !== 'auto') return wanted;
    return kept.value?.baselineAt ? { with: 'baseline' } : null;
  });
  const request = computed<AuditRequest | null>(() =>
    kept.value === null || off.value.length === checkIds.length
      ? null
      : {
          checks: off.value.length === 0 ? null : checkIds.filter((id) => !off.value.includes(id)),
          compareTo: compareTo.value,
        },
  );

  let abort = new AbortController();
  /** Computes the audit and asks what it came to; rows are paged by the board. */
  async function run() {
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    error.value = null;
    cancelled.value = false;
    progress.value = null;
    const asked = request.value;
    const of = set.value;
    if (asked === null || of === '') {
      summary.value = null;
      return;
    }
    progress.value = { phase: 'reading', check: null, done: 0, total: null, finished: false };
    try {
      for await (const next of await api.audit.run({ request: asked }, { signal })) {
        if (signal.aborted) return;
        progress.value = next;
      }
      const answer = await api.audit.summary({ request: asked }, { signal });
      if (signal.aborted) return;
      summary.value = answer;
      judgedSet.value = of;
      judged.add(of);
      version.value++;
    } catch (fault) {
      if (!signal.aborted) error.value = fault;
    } finally {
      if (!signal.aborted) progress.value = null;
    }
  }
  function cancel() {
    abort.abort();
    progress.value = null;
    cancelled.value = true;
  }

  /** What is decided may make another request of the same address: that is run by its watcher. */
  function take(next: AuditKept) {
    const before = JSON.stringify([request.value, kept.value?.settings, kept.value?.baselineAt]);
    kept.value = next;
    const after = JSON.stringify([request.value, next.settings, next.baselineAt]);
    if (before === after) void recount();
    else void run();
  }
  /** The findings are the same, what counts of them is not. */
  async function recount() {
    const asked = request.value;
    if (asked === null || summary.value === null) return;
    try {
      summary.value = await api.audit.summary({ request: asked }, { signal: abort.signal });
      version.value++;
    } catch (fault) {
      if (!abort.signal.aborted) error.value = fault;
    }
  }
  async function loadKept() {
    try {
      kept.value = await api.audit.kept({});
    } catch (fault) {
      error.value = fault;
    }
  }
  async function load() {
    await loadKept();
    await run();
  }

  /** By itself where it is quick, or was done before. */
  const byItself = computed(() => !large.value || judged.has(set.value));
  watch(
    () => [generation.value, workspace.info !== null] as const,
    async ([, open]) => {
      if (!open) return;
      await loadKept();
      if (byItself.value) await run();
    },
    { immediate: true },
  );
  // What the address asks for is run at once where something is shown already.
  watch([() => query.get('off'), () => query.get('cmp')], () => {
    if (kept.value !== null && (summary.value !== null || byItself.value)) void run();
  });
  // The first source makes the first audit; later ones are read when the person says so.
  watch(set, (now, before) => {
    if (before === '' && now !== '' && kept.value !== null && byItself.value) void run();
  });
  onBeforeUnmount(() => abort.abort());

  return {
    kept,
    summary,
    progress,
    error,
    cancelled,
    version,
    readings,
    stale,
    large,
    off,
    compareTo,
    request,
    run,
    load,
    cancel,
    take,
  };
}
export type AuditState = ReturnType<typeof useAudit>;
