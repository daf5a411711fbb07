import { api } from '../../app/client.ts';
import type { LiveRow } from '#contract/index.ts';
import type { Attribute } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';

/** The thing that the inspector shows. */
export type Item =
  | { readonly in: 'snapshot'; readonly snapshotId: number; readonly objectId: number }
  | { readonly in: 'live'; readonly profileId: string; readonly dn: string };

export const itemKey = (item: Item): string =>
  item.in === 'snapshot' ? `${item.snapshotId}:${item.objectId}` : `${item.profileId}:${item.dn}`;

export interface ItemFacts {
  readonly row: ObjectRow | LiveRow;
  readonly path: readonly { readonly id: number; readonly name: string }[];
  readonly attributes: readonly Attribute[];
  readonly readAt: string;
  /** When the object itself was read: earlier than `readAt` where a refresh kept it. */
  readonly entryReadAt?: string;
}

export async function readItem(item: Item, signal: AbortSignal): Promise<ItemFacts> {
  if (item.in === 'snapshot')
    return api.objects.get({ snapshotId: item.snapshotId, objectId: item.objectId }, { signal });
  return { path: [], ...(await api.live.object({ profileId: item.profileId, dn: item.dn }, { signal })) };
}
