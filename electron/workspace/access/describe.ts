/** Objects as chains name them, and until when the memberships in them hold. */
import type { Access } from '#contract/index.ts';
import type { DescribedObject } from '#domain/access/accessOf.ts';
import type { ChainLink, ChainObject } from '#domain/access/chain.ts';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';
import type { NodeRef } from '#domain/membership/part.ts';
import { LinkEnds } from '../graph/linkEnds.ts';
import type { Snapshots } from '../read/snapshots.ts';

export const describeIn =
  (snapshots: Snapshots) =>
  ({ snapshotId, objectId }: NodeRef): DescribedObject =>
    described(snapshotId, snapshots.withObjects(snapshotId, objectId).row(objectId));

function described(snapshotId: number, row: ObjectRow): DescribedObject {
  const object: ChainObject = {
    snapshotId,
    objectId: row.id,
    name: row.name,
    dn: row.dn,
    kind: chainKind(row.kind),
  };
  return { object, groupType: row.groupType };
}

function chainKind(kind: ObjectKind): ChainObject['kind'] {
  if (kind === 'serviceAccount') return 'user';
  return kind === 'user' || kind === 'group' || kind === 'foreignSecurityPrincipal' ? kind : 'other';
}

type ToldLink = Access['reached'][number]['chain'][number];

/** The links with the ends of memberships that have one. */
export function withEnds(snapshots: Snapshots, chain: readonly ChainLink[]): ToldLink[] {
  const ends = new LinkEnds(snapshots);
  return chain.map((link): ToldLink => {
    if (link.step !== 'membership' || link.via !== 'member') return link as ToldLink;
    const { snapshotId, objectId } = link.object;
    return { ...link, until: ends.untilOf(snapshotId, objectId, link.evidence.value) };
  });
}

/** When the first membership of the chain ends; null: none does. */
export function endOf(chain: readonly ToldLink[]): string | null {
  let end: string | null = null;
  for (const link of chain) {
    const until = link.step === 'membership' ? (link.until ?? null) : null;
    if (until !== null && (end === null || Date.parse(until) < Date.parse(end))) end = until;
  }
  return end;
}
