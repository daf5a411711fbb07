/** Core dumps without what the process remembers. */
import { writeFileSync } from 'node:fs';

/**
 * From here on a core dump of this process, and of those that it starts, holds none of its memory: no secret can reach a
 * file that way. Linux alone (core(5), "Controlling which mappings are written to the core dump"); Node cannot set
 * RLIMIT_CORE, and a crash handler need not heed it. macOS and Windows write no dump of a process unless told to.
 */
export function emptyCoreDumps(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
  } catch {
    // A kernel without core dumps, or a /proc that is not there: nothing to leave out.
  }
}
