import { watch } from 'vue';
import { connection, generation } from '../client.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Listens to a stream for as long as the window lives, and again after every new connection. */
export function listen<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  take: (value: T) => void,
  failed: (error: unknown) => void = () => undefined,
): void {
  let abort = new AbortController();
  async function run(mine: AbortController) {
    while (!mine.signal.aborted && connection.value === 'ready') {
      try {
        for await (const value of await open(mine.signal)) {
          if (mine.signal.aborted) return;
          take(value);
        }
      } catch (error) {
        if (mine.signal.aborted) return;
        failed(error);
      }
      // A stream that ended while the connection stands: listen again, without haste.
      await pause(1000);
    }
  }
  watch(
    generation,
    (now) => {
      abort.abort();
      abort = new AbortController();
      if (now > 0) void run(abort);
    },
    { immediate: true },
  );
}
