/** Reading one naming context in bulk into a snapshot. */
import { Fault } from '#contract/faults.ts';
import type { BulkReader } from '#ldap/api.ts';
import type { JobControl } from '../jobs.ts';
import type { SnapshotFill } from '../snapshots.ts';
import type { Asked } from './attributes.ts';
import { UnreadObjects } from './unread.ts';

/** Counts objects over all parts of a capture, for its progress. */
export interface Counter {
  objects: number;
}

/** The whole subtree of `base`. What another server holds is said to be missing, once. */
export async function readPart(
  reader: BulkReader,
  base: string,
  asked: Asked,
  fill: SnapshotFill,
  control: JobControl,
  counter: Counter,
): Promise<void> {
  const before = counter.objects;
  const unread = new UnreadObjects();
  let referred = false;
  await fill.beginPart(base);
  for await (const item of reader.read({ base, filter: '(objectClass=*)', ...asked }, control.signal)) {
    switch (item.is) {
      case 'page':
        counter.objects += item.page.ends.length;
        unread.page(item.page);
        await fill.addPage(item.page);
        control.progress('reading', counter.objects, null);
        break;
      case 'again':
        counter.objects = before;
        unread.again();
        await fill.again();
        control.progress('connecting', counter.objects, null);
        break;
      case 'referral':
        referred = true;
        break;
      case 'missing':
        await fill.addMissing(item.dn, item.code, item.attribute ?? undefined);
        break;
    }
  }
  await fill.endPart();
  await unread.tell(base, fill);
  // Said, so that its absence is not taken for emptiness.
  if (referred) await fill.addMissing(base, 'ldap.referral');
}

/** After these a capture goes on without the part and says so; after any other the connection is of no more use. */
export const goesOn: ReadonlySet<string> = new Set([
  'ldap.noSuchObject',
  'ldap.insufficientAccess',
  'ldap.referral',
  'ldap.timeLimit',
  'ldap.sizeLimit',
]);

/**
 * The same for a part that the capture can do without. What was read of it before the fault is kept, and the fault told.
 * Answers whether all of it was read.
 */
export async function readPartIfAllowed(...args: Parameters<typeof readPart>): Promise<boolean> {
  const [, base, , fill] = args;
  try {
    await readPart(...args);
    return true;
  } catch (error) {
    if (!(error instanceof Fault) || !goesOn.has(error.code)) throw error;
    await fill.endPart();
    await fill.addMissing(base, error.code);
    return false;
  }
}
