/** Queries: checking filters, the built-in and saved ones, running one live, and values of chosen attributes. */
import { randomUUID } from 'node:crypto';
import { Fault } from '#contract/faults.ts';
import type { ObjectList } from '#contract/index.ts';
import { maxCellValues } from '#contract/queries.ts';
import type { BuiltInQuery, Cell, FilterCheck, LiveQueryRow, QueryPlace, QueryProgress, SavedQuery } from '#contract/queries.ts'; // prettier-ignore
import { maxPage } from '#contract/shapes.ts';
import { decodeAttribute } from '#domain/directory/attributes/decode.ts';
import { isSecretAttribute, withoutSecrets } from '#domain/directory/attributes/secret.ts';
import { builtInQueries, builtInQueryIds, privilegedSids } from '#domain/directory/filter/builtIn.ts';
import type { QueryDomains } from '#domain/directory/filter/builtIn.ts';
import type { Filter } from '#domain/directory/filter/filter.ts';
import { formatFilter } from '#domain/directory/filter/format.ts';
import { parseFilter } from '#domain/directory/filter/parse.ts';
import { FilterSyntaxError } from '#domain/directory/filter/problem.ts';
import { ruleNamed } from '#domain/directory/filter/rules.ts';
import { serverForm } from '#domain/directory/filter/serverForm.ts';
import { resolveTimes, timesIn } from '#domain/directory/filter/times.ts';
import { endlessSpan, parseInt64 } from '#domain/directory/filetime.ts';
import type { DirectoryEntry } from '#domain/directory/object.ts';
import { sidOf } from '#domain/directory/sid.ts';
import { firstText, textsOf, valuesOf } from '#domain/directory/values.ts';
import type { Engine } from './engine.ts';
import { liveRow, rowAttributes } from './live.ts';
import { telling } from './telling.ts';

const minute = 600_000_000n;

function attributesOf(filter: Filter): string[] {
  switch (filter.is) {
    case 'and':
    case 'or':
      return filter.parts.flatMap(attributesOf);
    case 'not':
      return attributesOf(filter.part);
    default:
      return filter.attribute === null ? [] : [filter.attribute];
  }
}

/** Whether a text is a filter, and where it is not. Points in time stand for what they will be. */
export function checkFilter(text: string): FilterCheck {
  const notes: Extract<FilterCheck, { ok: true }>['notes'] = timesIn(text).map((time) => ({
    code: 'timeOpen',
    ...time,
  }));
  try {
    const filter = parseFilter(text, {
      onRule: (rule, position) => {
        if (ruleNamed(rule) === null) notes.push({ code: 'ruleUnknown', position, text: rule });
      },
    });
    return {
      ok: true,
      filter: formatFilter(filter),
      attributes: [...new Set(attributesOf(filter))],
      notes: notes.toSorted((a, b) => a.position - b.position),
    };
  } catch (error) {
    if (!(error instanceof FilterSyntaxError)) throw error;
    return { ok: false, code: error.code, position: error.position };
  }
}

/** The time that "now" means there, milliseconds since 1970. */
async function nowAt(engine: Engine, at: QueryPlace): Promise<number> {
  if (at.of === 'live') return Date.now();
  const { sources } = await engine.workspace.info();
  const snapshot = sources.flatMap(({ snapshots }) => snapshots).find(({ id }) => id === at.snapshotId);
  if (!snapshot) throw new Fault('snapshot.notFound', { id: at.snapshotId });
  return Date.parse(snapshot.readAt);
}

export async function resolveFilter(engine: Engine, filter: string, at: QueryPlace): Promise<string> {
  return resolveTimes(filter, await nowAt(engine, at));
}

/** Entries of the domains at a place, and a way to find objects there by a filter. */
async function lookAt(
  engine: Engine,
  at: QueryPlace,
  signal?: AbortSignal,
): Promise<{ domains: DirectoryEntry[]; find: (filter: string) => Promise<DirectoryEntry[]> }> {
  if (at.of === 'snapshot') {
    const { snapshotId } = at;
    const workspace = engine.workspace.current;
    const list = { of: 'kind', snapshotId, kinds: ['domain'] } as const;
    const { rows } = await workspace.rows({ ...list, kinds: [...list.kinds] }, { offset: 0, limit: maxPage });
    const ids = rows.filter(({ sid }) => sid !== null).map(({ id }) => id);
    return {
      domains: await workspace.entries(snapshotId, ids),
      find: async (filter) =>
        (await workspace.find(snapshotId, { base: null, scope: 'sub', filter, attributes: [] }, signal))
          .entries,
    };
  }
  const base = await defaultBase(engine, at.profileId);
  const search = (scope: 'base' | 'sub', filter: string, attributes: string[]) =>
    engine.live.with(at.profileId, async (connection) =>
      (await connection.search({ base, scope, filter, attributes, limit: maxPage }, signal)).entries,
    ); // prettier-ignore
  const domains = await search('base', '(objectClass=*)', ['objectSid', 'lockoutDuration']);
  return {
    domains: domains.filter((entry) => valuesOf(entry, 'objectSid').length > 0),
    find: (filter) => search('sub', filter, ['1.1']),
  };
}

async function defaultBase(engine: Engine, profileId: string): Promise<string> {
  const { defaultNamingContext, namingContexts } = await engine.live.rootDse(profileId);
  return defaultNamingContext ?? namingContexts[0] ?? '';
}

/** The longest lock-out, minutes; null: one of them has no end, or none is told. */
function lockoutMinutes(domains: readonly DirectoryEntry[]): number | null {
  let longest: number | null = null;
  for (const domain of domains) {
    const span = parseInt64(firstText(domain, 'lockoutDuration') ?? '');
    if (span === null) continue;
    if (span === 0n || span === endlessSpan) return null;
    longest = Math.max(longest ?? 0, Number((span < 0n ? -span : span) / minute));
  }
  return longest;
}

export async function builtInAt(
  engine: Engine,
  at: QueryPlace,
  signal?: AbortSignal,
): Promise<BuiltInQuery[]> {
  const now = await nowAt(engine, at);
  const { domains, find } = await lookAt(engine, at, signal);
  const domainSids = domains.flatMap((entry) => sidOf(valuesOf(entry, 'objectSid')[0]) ?? []);
  const groups = await find(
    `(|${privilegedSids(domainSids)
      .map((sid) => `(objectSid=${sid})`)
      .join('')})`,
  );
  const known: QueryDomains = {
    domainSids,
    privilegedGroups: groups.map(({ dn }) => dn),
    lockoutMinutes: lockoutMinutes(domains),
  };
  return builtInQueryIds.map((id) => {
    const { group, filter: ask, columns, sort } = builtInQueries[id];
    const filter = typeof ask === 'string' ? ask : ask(known);
    return {
      id,
      group,
      // A filter that nothing fits, where there is nothing to ask for.
      filter: filter ?? '(!(objectClass=*))',
      resolved: resolveTimes(filter ?? '(!(objectClass=*))', now),
      applicable: filter !== null,
      base: null,
      scope: 'sub',
      columns: [...columns],
      sort: sort ?? null,
    };
  });
}

export function saveQuery(engine: Engine, query: Omit<SavedQuery, 'id'> & { id: string | null }): SavedQuery {
  const id = query.id ?? randomUUID();
  const check = checkFilter(query.filter);
  if (!check.ok) throw new Fault('input.invalid', { path: 'filter', detail: String(check.position + 1) });
  const saved = { ...query, id };
  engine.store.saveQuery(saved);
  return saved;
}

/** Computes a list and tells how far it is. Ending the stream gives it up. */
export async function* runList(
  engine: Engine,
  list: ObjectList,
  signal?: AbortSignal,
): AsyncGenerator<QueryProgress, void> {
  const workspace = engine.workspace.current;
  const found = yield* telling<QueryProgress, number>(
    (tell, stop) => workspace.compute(list, (step) => tell({ ...step, finished: false }), stop),
    signal,
  );
  yield { done: found, total: found, found, finished: true };
}

function cell(entry: DirectoryEntry, name: string, classes: readonly string[]): Cell | null {
  const values = valuesOf(entry, name);
  if (values.length === 0 || isSecretAttribute(name)) return null;
  const { syntax, decoded } = decodeAttribute(name, values.slice(0, maxCellValues), classes);
  return { syntax, decoded, total: values.length };
}

/** A page of a live query's rows. The filter goes to the server with its points in time written out. */
export async function liveQuery(
  engine: Engine,
  input: {
    profileId: string;
    base: string | null;
    scope: 'base' | 'one' | 'sub';
    filter: string;
    attributes: string[];
    cursor: string | null;
  },
  signal?: AbortSignal,
): Promise<{ rows: LiveQueryRow[]; cursor: string | null; readAt: string }> {
  const { profileId, scope, attributes, cursor } = input;
  const check = checkFilter(input.filter);
  if (!check.ok) throw new Fault('input.invalid', { path: 'filter', detail: String(check.position + 1) });
  const filter = formatFilter(serverForm(parseFilter(resolveTimes(input.filter, Date.now()))));
  const base = input.base ?? (cursor === null ? await defaultBase(engine, profileId) : '');
  const name = JSON.stringify(['query', input.base, scope, input.filter, attributes]);
  const request = { base, scope, filter, attributes: [...new Set([...rowAttributes, ...attributes])] };
  const page = await engine.live.list(profileId, name, cursor, (connection, listSignal) =>
    queryRows(
      connection.stream(request, signal ? AbortSignal.any([listSignal, signal]) : listSignal),
      attributes,
    ),
  );
  return { ...page, readAt: new Date().toISOString() };
}

async function* queryRows(
  pages: AsyncIterable<DirectoryEntry[]>,
  attributes: readonly string[],
): AsyncGenerator<LiveQueryRow[], void> {
  for await (const page of pages) {
    for (let at = 0; at < page.length; at += maxPage) {
      yield page.slice(at, at + maxPage).map((found) => {
        const entry = withoutSecrets(found);
        const classes = textsOf(entry, 'objectClass');
        return { row: liveRow(entry), cells: attributes.map((name) => cell(entry, name, classes)) };
      });
    }
  }
}
