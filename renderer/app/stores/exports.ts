import { defineStore } from 'pinia';
import { shallowRef, watch } from 'vue';
import type { ExportCell, ExportFormat, ExportInput, RowsBegin } from '#contract/exports.ts';
import { maxPage } from '#contract/limits.ts';
import type { Job } from '#contract/shapes.ts';
import { api, collect, pickTarget } from '../client.ts';
import { faultText } from '../faultText.ts';
import { t } from '../i18n/index.ts';
import { useJobs } from './jobs.ts';
import { useStatus } from './status.ts';

/** Rows that the window has, by position. Those that are not here yet come by `want`. */
export interface RowsOut {
  total(): number;
  want(first: number, last: number): void;
  /** The cells; undefined = not here. */
  at(index: number): readonly ExportCell[] | undefined;
  /** Every row is here. */
  readonly complete: boolean;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** A page that has not come by then does not come. */
const patienceMs = 30_000;

/** Files out of lists: asks where to, starts, and says when they are there. */
export const useExports = defineStore('exports', () => {
  const status = useStatus();
  const jobs = useJobs();
  /** Jobs of this window: the file's name and its handle, until it is there. */
  const waiting = shallowRef<ReadonlyMap<string, { readonly name: string; readonly handle: string }>>(
    new Map(),
  );

  watch(
    () => jobs.list.filter(({ id, state }) => waiting.value.has(id) && state !== 'running'),
    (ended) => {
      for (const job of ended) {
        const { name, handle } = waiting.value.get(job.id)!;
        waiting.value = new Map([...waiting.value].filter(([id]) => id !== job.id));
        if (job.state === 'done') void finished(name, handle);
        else if (job.state === 'cancelled') status.tell(t('export.cancelled'));
      }
    },
  );
  async function finished(name: string, handle: string) {
    try {
      await collect(handle);
      status.tell(t('export.saved', { name }));
    } catch (error) {
      status.tell(t('export.failed', { reason: faultText(error) }));
    }
  }
  function wait(job: Job, name: string, handle: string) {
    waiting.value = new Map([...waiting.value, [job.id, { name, handle }]]);
    status.tell(t('export.started', { name }));
  }
  async function withTarget(
    name: string,
    format: ExportFormat,
    use: (handle: string) => Promise<void>,
  ): Promise<void> {
    try {
      const handle = await pickTarget(name, format);
      if (handle) await use(handle);
    } catch (error) {
      status.tell(t('export.failed', { reason: faultText(error) }));
    }
  }

  async function send(id: string, rows: RowsOut): Promise<void> {
    let batch: ExportCell[][] = [];
    const flush = async () => {
      if (batch.length > 0) await api.exports.rows.append({ id, rows: batch });
      batch = [];
    };
    const total = rows.total();
    for (let i = 0; i < total; i++) {
      let row = rows.at(i);
      if (row === undefined && !rows.complete) {
        rows.want(i, i + 100);
        for (let waited = 0; row === undefined && waited < patienceMs; waited += 20) {
          await pause(20);
          // The last place of a list that goes on stands for what nobody has asked for.
          if (i >= rows.total()) break;
          row = rows.at(i);
        }
      }
      if (row === undefined) break;
      batch.push([...row]);
      if (batch.length < maxPage) continue;
      await flush();
      status.tell(t('export.writing', { count: i + 1 }));
    }
    await flush();
  }

  return {
    objects: (name: string, input: Omit<ExportInput, 'target'>) =>
      withTarget(name, input.format, async (target) => {
        wait(await api.jobs.export({ ...input, target }), name, target);
      }),
    /** A job of another kind that writes to a target: its file is handed over when it has ended. */
    handOver: wait,
    rows: (name: string, begin: Omit<RowsBegin, 'target'>, rows: RowsOut) =>
      withTarget(name, begin.format, async (target) => {
        const { id } = await api.exports.rows.begin({ ...begin, target });
        try {
          await send(id, rows);
          await api.exports.rows.end({ id });
        } catch (error) {
          await api.exports.rows.cancel({ id }).catch(() => undefined);
          throw error;
        }
        await finished(name, target);
      }),
  };
});
