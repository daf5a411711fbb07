import { onBeforeUnmount, shallowRef, watch } from 'vue';
import { api } from '../../app/client.ts';
import type { DirectoryFacts, DirectoryRow } from '#contract/estate/directories.ts';

const most = 200;

/**
 * What the list shows of each directory beyond its row: trusts and LDAPS come with the whole of it. One after another, and
 * of so many at most; what is not here yet shows as such.
 */
export function useAllFacts(rows: () => readonly DirectoryRow[]) {
  const facts = shallowRef<ReadonlyMap<string, DirectoryFacts>>(new Map());
  let abort = new AbortController();
  watch(
    rows,
    async (all) => {
      abort.abort();
      abort = new AbortController();
      const { signal } = abort;
      const next = new Map<string, DirectoryFacts>();
      for (const row of all.slice(0, most)) {
        try {
          const { snapshotId, directoryId, region } = row;
          next.set(
            directoryKey(row),
            await api.estate.directory({ snapshotId, directoryId, region }, { signal }),
          );
        } catch {
          // The inspector tells why, where it happens; here the cell stays as it was.
        }
        if (signal.aborted) return;
      }
      facts.value = next;
    },
    { immediate: true },
  );
  onBeforeUnmount(() => abort.abort());
  return facts;
}

/** One directory occurs once in each Region and snapshot. */
export const directoryKey = (row: Pick<DirectoryRow, 'snapshotId' | 'directoryId' | 'region'>): string =>
  `${row.snapshotId}.${row.directoryId}.${row.region}`;
