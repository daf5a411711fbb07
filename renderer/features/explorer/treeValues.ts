import type { LiveRow } from '#contract/index.ts';
import type { Profile } from '#contract/profiles.ts';
import { holdsObjects as kindHoldsObjects } from '#contract/limits.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import type { Arriving } from '#contract/snapshotState.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import { newest } from '../../app/stores/workspace.ts';
import type { NewNode } from '../../ui/treeModel.ts';

/** What a node of the explorer's tree stands for. */
export type TreeValue =
  | { readonly is: 'source'; readonly source: Source; readonly snapshot: Snapshot | null }
  | { readonly is: 'snapshot'; readonly source: Source; readonly snapshot: Snapshot }
  | {
      readonly is: 'object';
      readonly snapshotId: number;
      readonly origin: Source['origin'];
      readonly row: ObjectRow;
    }
  | { readonly is: 'arriving'; readonly arriving: Arriving }
  | { readonly is: 'profile'; readonly profile: Profile }
  | { readonly is: 'live'; readonly profileId: string; readonly row: LiveRow };

export const objectKey = (snapshotId: number, objectId: number): string => `o:${snapshotId}:${objectId}`;
export const liveKey = (profileId: string, dn: string): string => `l:${profileId}:${dn.toLowerCase()}`;
export const holdsObjects = (source: Source): boolean => kindHoldsObjects(source.kind);
const holdsEstate = (source: Source) => source.kind === 'aws' || source.kind === 'aws-export';

/**
 * One root a source that can be walked or looked at, one a snapshot that is still being read, one a profile. Several
 * snapshots stand below their source.
 */
export function rootsOf(
  sources: readonly Source[],
  profiles: readonly Profile[],
  arrivals: readonly Arriving[],
): NewNode<TreeValue>[] {
  const ofSources = sources
    .filter((source) => holdsObjects(source) || holdsEstate(source))
    .map((source): NewNode<TreeValue> => {
      const snapshots = holdsObjects(source) ? source.snapshots.length : 0;
      return {
        // Another snapshot in the place of the only one is another root: what was open in it is closed.
        key: snapshots === 1 ? `source:${source.id}:${source.snapshots[0]!.id}` : `source:${source.id}`,
        value: { is: 'source', source, snapshot: newest(source) ?? null },
        expandable: snapshots > 0,
        childCount: snapshots > 1 ? snapshots : null,
      };
    });
  const ofProfiles = profiles.map((profile): NewNode<TreeValue> => ({
    key: `profile:${profile.id}`,
    value: { is: 'profile', profile },
    expandable: true,
    childCount: null,
  }));
  const ofArrivals = arrivals.map((arriving): NewNode<TreeValue> => ({
    key: `arriving:${arriving.snapshotId}`,
    value: { is: 'arriving', arriving },
    expandable: true,
    childCount: null,
  }));
  return [...ofSources, ...ofArrivals, ...ofProfiles];
}

export const snapshotNodes = (source: Source): NewNode<TreeValue>[] =>
  source.snapshots
    .toSorted((a, b) => b.readAt.localeCompare(a.readAt))
    .map((snapshot) => ({
      key: `snapshot:${snapshot.id}`,
      value: { is: 'snapshot', source, snapshot },
      expandable: true,
      childCount: null,
    }));

export const objectNode = (
  snapshotId: number,
  origin: Source['origin'],
  row: ObjectRow,
): NewNode<TreeValue> => ({
  key: objectKey(snapshotId, row.id),
  value: { is: 'object', snapshotId, origin, row },
  expandable: row.childCount === null || row.childCount > 0,
  childCount: row.childCount,
});

export const liveNode = (profileId: string, row: LiveRow): NewNode<TreeValue> => ({
  key: liveKey(profileId, row.dn),
  value: { is: 'live', profileId, row },
  expandable: row.hasChildren !== false,
  childCount: row.childCount === 0 || row.hasChildren === false ? 0 : null,
});

/** The naming context of a live directory as a row. */
export const contextRow = (dn: string): LiveRow => ({
  dn,
  name: dn,
  kind: 'domain',
  guid: null,
  sid: null,
  samAccountName: null,
  userPrincipalName: null,
  displayName: null,
  mail: null,
  description: null,
  disabled: null,
  groupType: null,
  childCount: null,
  hasChildren: true,
});

export function textOf(value: TreeValue): string {
  switch (value.is) {
    case 'source':
      return value.source.name;
    case 'snapshot':
      return value.snapshot.readAt;
    case 'arriving':
      return value.arriving.sourceName;
    case 'profile':
      return value.profile.name;
    default:
      return value.row.name;
  }
}
