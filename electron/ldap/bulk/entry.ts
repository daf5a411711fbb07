/** Where the entry of the bulk reader's thread is. */
import { fileURLToPath } from 'node:url';

/** Beside this file in a checkout; in a bundle all entries lie in one folder. */
export function bulkWorkerEntry(): URL {
  const here = import.meta.url;
  return fileURLToPath(here).endsWith('.ts')
    ? new URL('./worker.ts', here)
    : new URL('./ldap-bulk-worker.js', here);
}
