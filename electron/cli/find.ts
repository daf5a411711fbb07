/** What several commands look up by what a person types: a snapshot by its source, an object by any of its names. */
import { Fault } from '#contract/faults.ts';
import type { UserMatch } from '#contract/index.ts';
import type { Snapshot, Source } from '#contract/shapes.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Context } from './command.ts';

const isDirectory = ({ kind }: Source) => kind === 'forest' || kind === 'ldif';

/** The newest complete snapshot of every directory source, or of the one named (id or name). */
export async function directorySnapshots(
  { client }: Context,
  named: string | null,
): Promise<{ source: Source; snapshot: Snapshot }[]> {
  const { sources } = await client.workspace.info();
  const fitting = sources.filter(
    (source) =>
      isDirectory(source) &&
      (named === null || String(source.id) === named || source.name.toLowerCase() === named.toLowerCase()),
  );
  const found = fitting.flatMap((source) => {
    const snapshot = source.snapshots.findLast(({ complete }) => complete);
    return snapshot ? [{ source, snapshot }] : [];
  });
  if (found.length === 0)
    throw named === null
      ? new Fault('snapshot.none', { kind: 'forest' })
      : new Fault('object.notFound', { name: named });
  return found;
}

function names(row: ObjectRow): (string | null)[] {
  return [
    row.dn,
    row.samAccountName,
    row.userPrincipalName,
    row.sid,
    row.guid,
    row.mail,
    row.name,
    row.displayName,
  ];
}

/** The one object that a name means: exact matches of DN, account name, UPN, SID or GUID before looser ones. */
export async function oneObject(
  context: Context,
  text: string,
  named: string | null,
): Promise<{ snapshotId: number; row: ObjectRow }> {
  const wanted = text.toLowerCase();
  const exact: { snapshotId: number; row: ObjectRow }[] = [];
  for (const { snapshot } of await directorySnapshots(context, named)) {
    const { rows } = await context.client.objects.rows({
      list: { of: 'search', snapshotId: snapshot.id, text },
      page: { offset: 0, limit: 200 },
    });
    for (const row of rows)
      if (names(row).some((name) => name?.toLowerCase() === wanted))
        exact.push({ snapshotId: snapshot.id, row });
  }
  const best = exact.find(({ row }) => row.dn.toLowerCase() === wanted) ?? exact[0];
  if (!best) throw new Fault('object.notFound', { name: text });
  if (exact.length > 1 && best.row.dn.toLowerCase() !== wanted && distinct(exact) > 1) {
    throw new Fault('user.ambiguous', {
      name: text,
      candidates: exact.slice(0, 10).map(({ row }) => row.dn),
    });
  }
  return best;
}

const distinct = (found: readonly { row: ObjectRow }[]) =>
  new Set(found.map(({ row }) => row.dn.toLowerCase())).size;

/** The one user that a name means; several that fit exactly are a question back, never a guess. */
export async function oneUser({ client }: Context, text: string): Promise<UserMatch> {
  const wanted = text.toLowerCase();
  const found = await client.access.findUsers({ text });
  const exact = found.filter(({ object }) => names(object).some((name) => name?.toLowerCase() === wanted));
  const byDn = exact.find(({ object }) => object.dn.toLowerCase() === wanted);
  const candidates = exact.length > 0 ? exact : found;
  if (byDn ?? candidates.length === 1) return byDn ?? candidates[0]!;
  if (candidates.length === 0) throw new Fault('user.notFound', { name: text });
  throw new Fault('user.ambiguous', {
    name: text,
    candidates: candidates.slice(0, 10).map(({ object }) => object.userPrincipalName ?? object.dn),
  });
}
