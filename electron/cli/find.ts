/** What several commands look up by what a person types: a snapshot by its source, an object by any of its names. */
import { Fault } from '#contract/faults.ts';
import type { UserMatch } from '#contract/index.ts';
import { maxFilterLength } from '#contract/queries.ts';
import { holdsObjects, type Snapshot, type Source } from '#contract/shapes.ts';
import { filterProblem } from '#contract/words/en/filter.ts';
import type { ObjectRow } from '#domain/directory/object.ts';
import type { Context } from './command.ts';

const isDirectory = ({ kind }: Source) => holdsObjects(kind);
const shownCandidates = { same: 10, near: 5 };

/** An object and where it stands. */
export interface Found {
  readonly source: string;
  readonly snapshotId: number;
  readonly readAt: string;
  readonly object: ObjectRow;
}

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
  if (found.length > 0) return found;
  if (named === null) throw new Fault('snapshot.none', { kind: 'forest, ldif' });
  const names = sources.filter(isDirectory).map(({ name }) => name);
  throw new Fault('usage.invalid', {
    detail: `No directory source of this workspace is called "${named}"; there are: ${names.join(', ') || 'none'}.`,
  });
}

/** Names that mean one object within its forest, before those that several may share. */
const identifying = ({ dn, samAccountName, userPrincipalName, sid, guid }: ObjectRow) => [
  dn,
  samAccountName,
  userPrincipalName,
  sid,
  guid,
];
const shared = ({ mail, name, displayName }: ObjectRow) => [mail, name, displayName];

/** The one that the text means exactly. Several, or none but near ones, are a question back and never a guess. */
function theOne<T>(
  text: string,
  found: readonly T[],
  rowOf: (one: T) => ObjectRow,
  tell: (one: T) => string,
) {
  const wanted = text.toLowerCase();
  const called = (names: (row: ObjectRow) => (string | null)[]) =>
    found.filter((one) => names(rowOf(one)).some((name) => name?.toLowerCase() === wanted));
  const sure = called(identifying);
  const fitting = sure.length > 0 ? sure : called(shared);
  if (fitting.length === 1) return fitting[0]!;
  const candidates =
    fitting.length > 1 ? fitting.slice(0, shownCandidates.same) : found.slice(0, shownCandidates.near);
  if (candidates.length === 0) return null;
  throw new Fault(fitting.length > 1 ? 'object.ambiguous' : 'object.notExact', {
    name: text,
    candidates: candidates.map(tell),
  });
}

const place = (dn: string, source: string) => `"${dn}" (${source})`;

export async function oneObject(context: Context, text: string, named: string | null): Promise<Found> {
  if (text === '') throw new Fault('usage.invalid', { detail: 'The name of the object is empty.' });
  const found: Found[] = [];
  for (const { source, snapshot } of await directorySnapshots(context, named)) {
    // Whole values come first, so that what fits exactly is among these.
    const { rows } = await context.client.objects.rows({
      list: { of: 'search', snapshotId: snapshot.id, text },
      page: { offset: 0, limit: 200 },
    });
    const { id: snapshotId, readAt } = snapshot;
    found.push(...rows.map((object) => ({ source: source.name, snapshotId, readAt, object })));
  }
  const one = theOne(
    text,
    found,
    ({ object }) => object,
    ({ object, source }) => place(object.dn, source),
  );
  if (!one) throw new Fault('object.notFound', { name: text });
  return one;
}

export async function oneUser(context: Context, text: string, named: string | null): Promise<UserMatch> {
  if (text === '') throw new Fault('usage.invalid', { detail: 'The name of the user is empty.' });
  const within = new Set((await directorySnapshots(context, named)).map(({ snapshot }) => snapshot.id));
  const found = (await context.client.access.findUsers({ text })).filter(({ snapshotId }) =>
    within.has(snapshotId),
  );
  const one = theOne(
    text,
    found,
    ({ object }) => object,
    ({ object, sourceName }) => place(object.dn, sourceName),
  );
  if (!one) throw new Fault('user.notFound', { name: text });
  return one;
}

/** Refuses a text that is no LDAP filter, and says where. */
export async function checkFilter({ client }: Context, filter: string): Promise<void> {
  if (filter.length > maxFilterLength)
    throw new Fault('usage.invalid', { detail: `A filter has at most ${maxFilterLength} characters.` });
  const answer = await client.queries.validate({ text: filter });
  if (answer.ok) return;
  const { code, position } = answer;
  const near = filter.slice(position, position + 20);
  throw new Fault('usage.invalid', {
    detail: `The filter is not valid at character ${position + 1}${near === '' ? '' : ` ("${near}")`}: ${filterProblem[code]}`,
  });
}
