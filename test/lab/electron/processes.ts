/** The processes of one run of the app, as the kernel lists them (Linux). */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface AppProcess {
  readonly pid: number;
  readonly command: string;
}

/** Processes whose command line names something under `folder`. One that has ended and is not yet reaped has none. */
export function processesUnder(folder: string): AppProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return command.includes(`${folder}/`) ? [{ pid: Number(name), command }] : [];
      } catch {
        return [];
      }
    });
}

/** Waits until `done`; rejects with `what` when it does not come true in time. */
export async function until(
  what: string,
  done: () => boolean | Promise<boolean>,
  limitMs = 10_000,
): Promise<void> {
  for (const end = Date.now() + limitMs; !(await done()); await delay(25))
    if (Date.now() > end) throw new Error(`${what} did not happen in ${limitMs} ms`);
}
