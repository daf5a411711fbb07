import type { UserMatch } from '#contract/index.ts';
import { newestSnapshots } from '../catalogue.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Database } from '../sqlite.ts';
import type { Searches } from './searches.ts';

const maxMatches = 50;
const userKinds = new Set([kindCode.user, kindCode.serviceAccount]);

/** Users of the newest complete snapshot of every source, those that fit best first (see `Search.groups`). */
export function findUsers(db: Database, snapshots: Snapshots, searches: Searches, text: string): UserMatch[] {
  const found: UserMatch[] = [];
  const perSource = newestSnapshots(db)
    .filter(({ hasObjects }) => hasObjects)
    .map(({ snapshotId, sourceName }) => {
      const snapshot = snapshots.get(snapshotId)!;
      return { sourceName, snapshot, groups: searches.of(snapshot).groups(text) };
    });
  const groups = Math.max(0, ...perSource.map((one) => one.groups.length));
  for (let group = 0; group < groups; group++) {
    for (const one of perSource) {
      const kinds = one.snapshot.column('kind');
      for (const id of one.groups[group] ?? []) {
        if (!userKinds.has(kinds[id]!)) continue;
        found.push({ snapshotId: one.snapshot.id, sourceName: one.sourceName, object: one.snapshot.row(id) });
        if (found.length === maxMatches) return found;
      }
    }
  }
  return found;
}
