/** What the flow is asked for, as the address says it, and what is unfolded by hand. */
import { computed, shallowRef } from 'vue';
import type { FlowAsked } from '#contract/mappingFlow.ts';
import { flowColumns } from '#domain/mapping/flow.ts';
import type { FlowColumn } from '#domain/mapping/flow.ts';
import { useQuery } from '../../../app/useQuery.ts';
import { useGrantFilter } from '../useGrantFilter.ts';

export type FlowQuestion = Omit<FlowAsked, 'column' | 'page'>;
export type Followed = NonNullable<FlowAsked['follow']>;

export function followedOf(text: string | undefined): Followed | null {
  const at = text?.indexOf(':') ?? -1;
  const column = flowColumns.find((each) => each === text?.slice(0, at));
  const key = text?.slice(at + 1) ?? '';
  return column && key !== '' && key.length <= 4000 ? { column, key } : null;
}

export function useFlowState() {
  const query = useQuery();
  const { filter } = useGrantFilter();
  const open = shallowRef<readonly string[]>([]);
  const shut = shallowRef<readonly string[]>([]);
  const follow = computed(() => followedOf(query.get('f')));
  const only = computed(() => follow.value !== null && query.get('only') === '1');
  const gathered = computed(() => {
    const said = query.get('by');
    return said === 'groups' ? true : said === 'rows' ? false : null;
  });
  const question = computed<FlowQuestion>(() => ({
    filter: filter.value,
    follow: follow.value,
    only: only.value,
    gathered: gathered.value,
    open: [...open.value],
    shut: [...shut.value],
  }));
  return {
    question,
    follow,
    only,
    gathered,
    setFollow: (next: Followed | null) => {
      shut.value = [];
      return query.push({
        f: next ? `${next.column}:${next.key}` : undefined,
        ...(next ? {} : { only: undefined }),
      });
    },
    setOnly: (next: boolean) => query.replace({ only: next ? '1' : undefined }),
    setGathered: (next: boolean | null) => {
      open.value = [];
      shut.value = [];
      return query.replace({ by: next === null ? undefined : next ? 'groups' : 'rows' });
    },
    toggle(column: FlowColumn, key: string, isOpen: boolean) {
      const name = `${column}:${key}`;
      const without = (list: readonly string[]) => list.filter((each) => each !== name);
      open.value = isOpen ? without(open.value) : [...without(open.value), name].slice(-500);
      shut.value = isOpen ? [...without(shut.value), name].slice(-500) : without(shut.value);
    },
  };
}
