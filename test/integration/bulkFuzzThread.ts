/** One thread's part of the damaged streams; what it throws ends the thread. */
import { workerData } from 'node:worker_threads';
import { damageIsBorne } from '../../electron/ldap/bulk/damaged.ts';

await damageIsBorne(workerData as number);
