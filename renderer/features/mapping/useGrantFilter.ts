/** Which grants are looked at, as the address says it: flow and table have the same filter. */
import { computed, onBeforeUnmount } from 'vue';
import type { GrantFilter } from '#contract/index.ts';
import { mechanisms } from '#domain/mapping/grant.ts';
import { useQuery } from '../../app/useQuery.ts';

export const statuses = ['works', 'broken', 'candidate'] as const;
/** What is chosen of other grants does not hold. */
const chosen = { g: undefined };

export function useGrantFilter() {
  const query = useQuery();
  let typing = 0;
  onBeforeUnmount(() => clearTimeout(typing));
  const filter = computed<GrantFilter>(() => {
    const mechanism = mechanisms.find((each) => each === query.get('mechanism'));
    const status = statuses.find((each) => each === query.get('status'));
    const text = query.get('q')?.slice(0, 256);
    const account = query.get('account')?.slice(0, 12);
    return {
      ...(mechanism ? { mechanism } : {}),
      ...(status ? { status } : {}),
      ...(text ? { text } : {}),
      ...(account ? { account } : {}),
    };
  });
  return {
    filter,
    filtered: computed(() => Object.keys(filter.value).length > 0),
    set: (change: { mechanism?: string; status?: string; account?: string }) =>
      query.replace({
        ...Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value || undefined])),
        ...chosen,
      }),
    type(text: string) {
      clearTimeout(typing);
      typing = window.setTimeout(() => void query.replace({ q: text.trim() || undefined, ...chosen }), 180);
    },
    clear: () =>
      query.replace({ q: undefined, status: undefined, mechanism: undefined, account: undefined, ...chosen }),
  };
}
