/** Recycle Bin and lifetimes of deleted objects (facts/active-directory.md §5). */
import { dnKey } from '../directory/dnKey.ts';
import { firstInteger, textsOf } from '../directory/values.ts';
import type { ForestEntries } from './entries.ts';
import { read } from './known.ts';
import type { Known } from './known.ts';
import type { Lifetime } from './model.ts';
import { directoryServiceOf, partitionsOf } from './names.ts';

/** tombstoneLifetime where none is set, days ([MS-ADTS] 6.1.1.2.4.1.1). */
const defaultTombstoneDays = 60;

/** msDS-EnabledFeature of CN=Partitions names the feature when it is on. */
export function readRecycleBin(entries: ForestEntries, forestDn: string): Known<boolean> {
  return entries.of(partitionsOf(forestDn), (entry) =>
    read(textsOf(entry, 'msDS-EnabledFeature').some((dn) => dnKey(dn).startsWith('cn=recycle bin feature,'))),
  );
}

export function readLifetimes(
  entries: ForestEntries,
  forestDn: string,
): { tombstoneLifetime: Known<Lifetime>; deletedObjectLifetime: Known<Lifetime> } {
  const dn = directoryServiceOf(forestDn);
  const tombstone = entries.of<Lifetime>(dn, (entry) => {
    const days = firstInteger(entry, 'tombstoneLifetime');
    return read({ days: days ?? defaultTombstoneDays, byDefault: days === null });
  });
  const deleted = entries.of<Lifetime>(dn, (entry) => {
    const days = firstInteger(entry, 'msDS-DeletedObjectLifetime');
    if (days !== null) return read({ days, byDefault: false });
    return tombstone.state === 'read' ? read({ days: tombstone.value.days, byDefault: true }) : tombstone;
  });
  return { tombstoneLifetime: tombstone, deletedObjectLifetime: deleted };
}
