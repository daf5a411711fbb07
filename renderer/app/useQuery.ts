import { useRoute, useRouter } from 'vue-router';
import type { LocationQueryRaw } from 'vue-router';

/** The query part of the address: what is selected and filtered here. `push` makes a step of history, `replace` none. */
export function useQuery() {
  const route = useRoute();
  const router = useRouter();
  const merged = (change: Record<string, string | undefined>): LocationQueryRaw => {
    const next: LocationQueryRaw = { ...route.query, ...change };
    for (const key of Object.keys(next)) if (next[key] === undefined || next[key] === '') delete next[key];
    return next;
  };
  const same = (next: LocationQueryRaw) =>
    JSON.stringify(Object.entries(next).toSorted()) ===
    JSON.stringify(Object.entries(route.query).toSorted());
  return {
    get: (key: string): string | undefined => {
      const value = route.query[key];
      return typeof value === 'string' ? value : undefined;
    },
    push: (change: Record<string, string | undefined>) => {
      const query = merged(change);
      return same(query) ? Promise.resolve() : router.push({ query });
    },
    replace: (change: Record<string, string | undefined>) => {
      const query = merged(change);
      return same(query) ? Promise.resolve() : router.replace({ query });
    },
  };
}
