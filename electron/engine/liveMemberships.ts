/** What the window asks of live memberships: walks as lists, with foreign principals named by what the workspace knows. */
import type { LiveMemberRow, liveMembersInput, ServerSays } from '#contract/liveMembers.ts';
import type { z } from 'zod';
import type { Engine } from './engine.ts';
import type { LivePage } from './live.ts';
import { memberOfLive, membersLive, serverSays } from './liveMembers.ts';

export async function liveMembers(
  engine: Engine,
  of: 'members' | 'memberOf',
  { profileId, dn, nested, cursor }: z.infer<typeof liveMembersInput>,
): Promise<LivePage<LiveMemberRow>> {
  const walk = of === 'members' ? membersLive : memberOfLive;
  const page = await engine.live.list(
    profileId,
    `${of} ${String(nested)} ${dn}`,
    cursor,
    (connection, signal) => walk(connection, dn, nested, signal),
  );
  return { ...page, rows: await Promise.all(page.rows.map((row) => named(engine, row))) };
}

/** A foreign principal with the object of its SID, where a source of the open workspace holds it. */
async function named(engine: Engine, row: LiveMemberRow): Promise<LiveMemberRow> {
  const sid = row.via === 'foreignPrincipal' ? row.object?.sid : null;
  const workspace = engine.workspace.opened;
  if (!sid || !workspace) return row;
  const found = (await workspace.findUsers(sid)).find(({ object }) => object.sid === sid);
  if (!found) return row;
  const { snapshotId, sourceName, object } = found;
  return { ...row, standsFor: { snapshotId, objectId: object.id, name: object.name, sourceName } };
}

export function liveServerSays(
  engine: Engine,
  {
    profileId,
    dn,
    of,
  }: { readonly profileId: string; readonly dn: string; readonly of: 'members' | 'memberOf' },
  signal: AbortSignal | undefined,
): Promise<ServerSays> {
  const stop = signal ?? new AbortController().signal;
  return engine.live.with(profileId, (connection) => serverSays(connection, dn, of, stop));
}
