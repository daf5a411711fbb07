import type { UserMatch } from '#contract/index.ts';
import { newestSnapshots } from '../catalogue.ts';
import type { Snapshots } from '../read/snapshots.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Database } from '../sqlite.ts';
import type { Searches } from './searches.ts';

const maxMatches = 50;
const userKinds = new Set([kindCode.user, kindCode.serviceAccount]);

/** How many hits are looked at at a time. */
const step = 1000;

/** Users of the newest complete snapshot of every source, those that fit best first (see `Search.find`). */
export function findUsers(db: Database, snapshots: Snapshots, searches: Searches, text: string): UserMatch[] {
  const found: UserMatch[] = [];
  const perSource = newestSnapshots(db)
    .filter(({ hasObjects }) => hasObjects)
    .map(({ snapshotId, sourceName }) => {
      const snapshot = snapshots.get(snapshotId)!;
      return { sourceName, snapshot, hits: searches.of(snapshot).find(text) };
    });
  const groups = Math.max(0, ...perSource.map(({ hits }) => hits.groupCount));
  for (let group = 0; group < groups; group++) {
    for (const { sourceName, snapshot, hits } of perSource) {
      const kinds = snapshot.column('kind');
      for (let offset = 0, ids; (ids = hits.page(offset, step, group)).length > 0; offset += step) {
        for (const id of ids) {
          if (!userKinds.has(kinds[id]!)) continue;
          found.push({ snapshotId: snapshot.id, sourceName, object: snapshot.row(id) });
          if (found.length === maxMatches) return found;
        }
      }
    }
  }
  return found;
}
