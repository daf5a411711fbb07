/** A conversion that the address asks for: what it gives, how long it takes, and what of it is chosen. */
import { computed, shallowRef, watch } from 'vue';
import type { ConvertAsked, ConvertProgress, ConvertRemark } from '#contract/draftConvert.ts';
import { convertCodes, convertStates } from '#domain/draft/convert/codes.ts';
import { api } from '../../../app/client.ts';
import { useWorkspace } from '../../../app/stores/workspace.ts';
import type { useQuery } from '../../../app/useQuery.ts';
import { useAsked } from '../../policy/useAsked.ts';

export const convertible = ['saml', 'delegation'] as const;
export type Convertible = (typeof convertible)[number];
export type ConvertSet = Awaited<ReturnType<typeof api.drafts.convertSets>>['rows'][number];

/** What the address says of a conversion; none of it stays when something else is opened. */
export const noConversion = {
  conv: undefined, acc: undefined, inst: undefined, list: undefined, st: undefined, code: undefined, set: undefined,
}; // prettier-ignore
const mostAccounts = 1000;

export function useConvert(query: ReturnType<typeof useQuery>) {
  const workspace = useWorkspace();
  const mechanism = computed(() => convertible.find((one) => one === query.get('conv')) ?? null);
  const accounts = computed(() => [
    ...new Set(
      (query.get('acc') ?? '')
        .split(',')
        .filter((one) => /^\d{12}$/.test(one))
        .slice(0, mostAccounts),
    ),
  ]);
  const asked = computed((): ConvertAsked | null => {
    if (mechanism.value === null) return null;
    const instanceArn = query.get('inst')?.slice(0, 200);
    return {
      mechanism: mechanism.value,
      ...(accounts.value.length > 0 ? { accounts: accounts.value } : {}),
      ...(instanceArn ? { instanceArn } : {}),
    };
  });
  const cancelled = shallowRef(false);
  const progress = shallowRef<ConvertProgress | null>(null);
  let own = new AbortController();
  const {
    answer: summary,
    error,
    busy,
    load,
  } = useAsked(
    () => asked.value && { asked: asked.value, snapshots: [...workspace.snapshots.keys()] },
    async ({ asked: question }, signal) => {
      own = new AbortController();
      const { signal: given } = own;
      cancelled.value = false;
      progress.value = null;
      const either = AbortSignal.any([signal, given]);
      try {
        for await (const next of await api.drafts.converting(question, { signal: either }))
          if (!signal.aborted) progress.value = next;
        return await api.drafts.convert(question, { signal: either });
      } catch (fault) {
        if (!given.aborted) throw fault;
        cancelled.value = true;
        return null;
      }
    },
  );
  const remark = shallowRef<ConvertRemark | null>(null);
  const set = shallowRef<ConvertSet | null>(null);
  const list = computed({
    get: (): string => (query.get('list') === 'remarks' ? 'remarks' : 'sets'),
    set: (next: string) =>
      void query.replace({
        list: next === 'sets' ? undefined : next,
        ...(next === 'sets' ? { st: undefined, code: undefined, set: undefined } : {}),
      }),
  });
  const state = computed(() => convertStates.find((one) => one === query.get('st')) ?? null);
  const code = computed(() => convertCodes.find((one) => one === query.get('code')) ?? null);
  const ofSet = computed(() => query.get('set')?.slice(0, 64) ?? null);
  watch(
    () => JSON.stringify([asked.value, list.value, state.value, code.value, ofSet.value]),
    () => {
      remark.value = null;
      set.value = null;
    },
  );
  return {
    mechanism, accounts, asked, summary, error, busy, progress, load, cancelled, cancel: () => own.abort(),
    remark, set, list, state, code, ofSet, query,
  }; // prettier-ignore
}
export type ConvertUse = ReturnType<typeof useConvert>;
