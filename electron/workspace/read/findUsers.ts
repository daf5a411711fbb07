import type { UserMatch } from '#contract/index.ts';
import { newestSnapshots } from '../catalogue.ts';
import { kindCode } from '../schema/kinds.ts';
import { searchQuery } from '../snapshot/searchText.ts';
import type { Database } from '../sqlite.ts';
import { matching } from './lists.ts';
import type { Snapshots } from './snapshots.ts';

const maxMatches = 50;
const userKinds = new Set([kindCode.user, kindCode.serviceAccount]);

/** Users of the newest complete snapshot of every source: whole values first, then beginnings of words. */
export function findUsers(db: Database, snapshots: Snapshots, text: string): UserMatch[] {
  const query = searchQuery(text);
  if (!query) return [];
  const found: UserMatch[] = [];
  const seen = new Set<string>();
  const newest = newestSnapshots(db).filter(({ hasObjects }) => hasObjects);
  for (const expression of [query.exact, query.all]) {
    for (const { snapshotId, sourceName } of newest) {
      const snapshot = snapshots.get(snapshotId)!;
      const kinds = snapshot.column('kind');
      for (const id of matching(db, snapshot, expression)) {
        if (!userKinds.has(kinds[id]!) || seen.has(`${snapshotId}/${id}`)) continue;
        if (found.length === maxMatches) return found;
        seen.add(`${snapshotId}/${id}`);
        found.push({ snapshotId, sourceName, object: snapshot.row(id) });
      }
    }
  }
  return found;
}
