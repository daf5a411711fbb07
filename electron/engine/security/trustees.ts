/** Who the SIDs of a descriptor are: well-known, of this snapshot, of another source, or of nobody that was read. */
import type { Trustee } from '#contract/security.ts';
import { domainSidOf } from '#domain/directory/sid.ts';
import { wellKnownSid } from '#domain/directory/wellKnown.ts';
import type { PrincipalFacts } from '#workspace/answers.ts';
import type { Workspace } from '#workspace/api.ts';

const atOnce = 1000;

/** An object of the workspace, from which SIDs are looked at. */
export interface Near {
  readonly snapshotId: number;
  readonly objectId: number;
}

/** Facts of all SIDs, by SID. */
export async function factsOf(
  workspace: Workspace,
  near: Near,
  sids: Iterable<string>,
): Promise<Map<string, PrincipalFacts>> {
  const all = [...new Set(sids)];
  const found = new Map<string, PrincipalFacts>();
  for (let at = 0; at < all.length; at += atOnce) {
    const some = all.slice(at, at + atOnce);
    for (const facts of await workspace.principals(near.snapshotId, near.objectId, some))
      found.set(facts.sid, facts);
  }
  return found;
}

/** A trustee of whom nothing is known but the SID. */
export function bareTrustee(sid: string): Trustee {
  const code = wellKnownSid(sid);
  const everywhere = code !== null && domainSidOf(sid) === null;
  return {
    sid,
    known: everywhere ? 'wellKnown' : 'foreign',
    code: code === null ? null : `wellKnown.${code}`,
    name: null,
    object: null,
    snapshotId: null,
    sourceName: null,
  };
}

/** The trustees of `sids`, by SID. */
export async function trusteesOf(
  workspace: Workspace,
  near: Near,
  sids: Iterable<string>,
  known?: ReadonlyMap<string, PrincipalFacts>,
): Promise<Map<string, Trustee>> {
  const wanted = [...new Set(sids)];
  const facts = known ?? (await factsOf(workspace, near, wanted));
  const sources = await workspace.sources();
  const trustees = new Map<string, Trustee>();
  await Promise.all(
    wanted.map(async (sid) => {
      const bare = bareTrustee(sid);
      const ref = facts.get(sid)?.ref ?? null;
      // A stand-in of a well-known SID says no more than the SID does.
      if (
        ref === null ||
        (bare.known === 'wellKnown' && facts.get(sid)!.kind === 'foreignSecurityPrincipal')
      ) {
        trustees.set(sid, bare);
        return;
      }
      const { row } = await workspace.object(ref.snapshotId, ref.objectId);
      const source = sources.find(({ snapshots }) => snapshots.some(({ id }) => id === ref.snapshotId));
      const standIn = row.kind === 'foreignSecurityPrincipal';
      trustees.set(sid, {
        ...bare,
        known: standIn ? 'foreign' : ref.snapshotId === near.snapshotId ? 'snapshot' : 'workspace',
        name: standIn ? null : (row.samAccountName ?? row.name),
        object: row,
        snapshotId: ref.snapshotId,
        sourceName: source?.name ?? null,
      });
    }),
  );
  return trustees;
}
