/** What a worker is started with, and where its entry is. */
import { fileURLToPath } from 'node:url';

export type Role = 'writer' | 'helper' | 'reader' | 'graph' | 'access' | 'compare' | 'planner';

export interface WorkerData {
  readonly role: Role;
  readonly path: string;
  /** Readers only: whether nothing may be made beside the file. */
  readonly immutable: boolean;
  /** Writer only, for tests of a full disk. */
  readonly maxPages?: number;
}

/** Beside this file in a checkout; in a bundle all entries lie in one folder. */
export function workerEntry(): URL {
  const here = import.meta.url;
  return fileURLToPath(here).endsWith('.ts')
    ? new URL('./worker.ts', here)
    : new URL('./workspace-worker.js', here);
}
