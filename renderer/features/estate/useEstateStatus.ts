import { watch } from 'vue';
import { useStatus } from '../../app/stores/status.ts';
import { useWorkspace } from '../../app/stores/workspace.ts';

/** The status line says as of when the AWS side is known. */
export function useEstateStatus(): void {
  const status = useStatus();
  const workspace = useWorkspace();
  watch(
    () => workspace.sources,
    (sources) => {
      const times = sources
        .filter(({ kind }) => kind === 'aws' || kind === 'aws-export')
        .flatMap(({ snapshots }) => snapshots.map(({ readAt }) => readAt));
      status.readAt = times.toSorted().at(-1) ?? null;
    },
    { immediate: true },
  );
}
