/** Reading one naming context in bulk into a snapshot. */
import { Fault } from '#contract/faults.ts';
import type { BulkReader } from '#ldap/api.ts';
import type { JobControl } from '../jobs.ts';
import type { SnapshotFill } from '../snapshots.ts';
import type { Asked } from './attributes.ts';
import type { References } from './references.ts';
import { UnreadObjects } from './unread.ts';

/** What all parts of a capture share. */
export interface Filling {
  readonly fill: SnapshotFill;
  readonly control: JobControl;
  /** Objects of all parts, for the progress. */
  readonly counter: { objects: number };
  readonly references: References;
}

/** The whole subtree of `base`; what another server holds is left to `references`. */
export async function readPart(
  reader: BulkReader,
  base: string,
  asked: Asked,
  { fill, control, counter, references }: Filling,
): Promise<void> {
  const before = counter.objects;
  const unread = new UnreadObjects();
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
        references.add(base, item.uri);
        break;
      case 'missing':
        await fill.addMissing(item.dn, item.code, item.attribute ?? undefined);
        break;
    }
  }
  await fill.endPart();
  await unread.tell(base, fill);
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
  const [, base, , { fill }] = args;
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
