/** Needs that are counted by filters over a snapshot: how many, and the first of them. */
import type { Cell } from '#contract/queries.ts';
import { administratorRids, countedNeeds } from '#domain/compare/fit/counted.ts';
import type { CountedNeed } from '#domain/compare/fit/counted.ts';
import type { NeedCount, NeedEvidence } from '#domain/compare/fit/model.ts';
import { mostEvidence, seen, unseen } from '#domain/compare/fit/needFacts.ts';
import type { Counted } from '#domain/compare/fit/needFacts.ts';
import { schemaAdditions } from '#domain/compare/fit/schemaAdditions.ts';
import type { Schema } from '#domain/directory/schema/index.ts';
import { escapeValue } from '#domain/directory/filter/value.ts';
import { toFilterValue } from '#domain/directory/hex.ts';
import { sidInDomain, sidToBytes } from '#domain/directory/sid.ts';
import type { StructureInput } from '#domain/compare/structure/input.ts';
import type { Known } from '#domain/forest/known.ts';
import { valueOr } from '#domain/forest/known.ts';
import { configurationOf, sameDn } from '#domain/forest/names.ts';
import type { Workspace } from '#workspace/api.ts';

const chain = '1.2.840.113556.1.4.1941';
/** Additions to the schema of which it is counted who uses them: each is a look at every object. */
const mostUses = 16;

export interface Sight {
  readonly workspace: Workspace;
  readonly snapshotId: number;
  readonly structure: StructureInput;
  readonly signal: AbortSignal | undefined;
}

const queryOf = (snapshotId: number, filter: string, base: string | null = null) =>
  ({ of: 'query', snapshotId, base, scope: 'sub', filter }) as const;

const cellText = (cell: Cell | null | undefined): string =>
  cell?.decoded.map(({ text }) => text).join(', ') ?? '';

export const count = (
  { workspace, snapshotId, signal }: Sight,
  filter: string,
  base: string | null = null,
): Promise<number> => workspace.compute(queryOf(snapshotId, filter, base), () => {}, signal);

/** The number of what fits, and its first objects with the first of `fields` that each has. */
export async function countWith(
  sight: Sight,
  filter: string,
  fields: readonly string[],
): Promise<{ count: number; evidence: NeedEvidence[] }> {
  const { workspace, snapshotId, signal } = sight;
  const list = queryOf(snapshotId, filter);
  const total = await workspace.compute(list, () => {}, signal);
  if (total === 0) return { count: 0, evidence: [] };
  const { rows } = await workspace.rows(list, { offset: 0, limit: mostEvidence }, signal);
  const values = await workspace.values(
    snapshotId,
    rows.map(({ id }) => id),
    fields,
  );
  const cells = new Map(values.map((row) => [row.objectId, row.cells]));
  const evidence = rows.map(({ id, dn, name }): NeedEvidence => {
    const own = cells.get(id) ?? [];
    const at = own.findIndex((cell) => cell !== null);
    const field = fields[Math.max(0, at)] ?? '';
    return {
      ref: { snapshotId, objectId: id, dn },
      estate: null,
      where: name,
      field,
      value: cellText(own[at]),
      uses: null,
    };
  });
  return { count: total, evidence };
}

/** Why "none" would not be known: a domain that was not read, a context that was not read to its end, an attribute withheld. */
async function gap(sight: Sight, need: CountedNeed): Promise<string | null> {
  const { structure, workspace, snapshotId } = sight;
  const { forest, part } = structure;
  if (need.in === 'configuration') {
    const context = configurationOf(forest.dn);
    if (!part.contexts.some((dn) => sameDn(dn, context))) return 'contextNotCaptured';
    return part.missing.find(({ where }) => sameDn(where, context))?.code ?? null;
  }
  if (forest.domains.some(({ captured }) => !captured)) return 'contextNotCaptured';
  const cut = part.missing.find(({ where }) => forest.domains.some(({ dn }) => sameDn(where, dn)));
  if (cut) return cut.code;
  for (const attribute of need.rests) {
    const probe = {
      base: null,
      scope: 'sub',
      filter: `(${attribute}=*)`,
      attributes: ['1.1'],
      limit: 1,
    } as const;
    const { entries } = await workspace.find(snapshotId, probe, sight.signal);
    if (entries.length === 0) return 'attributeNotRead';
  }
  return null;
}

async function countNeed(sight: Sight, need: CountedNeed): Promise<Counted> {
  const found = await countWith(sight, need.filter, need.fields);
  const why = found.count === 0 ? await gap(sight, need) : null;
  return why === null ? seen(found.evidence, found.count) : unseen(why);
}

/** Members of the groups that hold the domain and the forest, through other groups too; RID 500 aside. */
async function administrators(sight: Sight): Promise<Counted> {
  const { workspace, snapshotId, structure, signal } = sight;
  const sids = structure.forest.domains.map(({ sid }) => valueOr(sid, null)).filter((sid) => sid !== null);
  if (sids.length === 0) return unseen('objectNotRead');
  const bytes = (sid: string) => toFilterValue(sidToBytes(sid)!);
  const wanted = sids.flatMap((sid) => administratorRids.map((rid) => bytes(sidInDomain(sid, rid))));
  const { entries: groups } = await workspace.find(
    snapshotId,
    {
      base: null,
      scope: 'sub',
      filter: `(|${wanted.map((sid) => `(objectSid=${sid})`).join('')})`,
      attributes: ['1.1'],
    },
    signal,
  );
  if (groups.length === 0) return unseen('objectNotRead');
  const through = groups.map(({ dn }) => `(memberOf:${chain}:=${escapeValue(dn)})`).join('');
  const first = sids.map((sid) => `(!(objectSid=${bytes(sidInDomain(sid, 500))}))`).join('');
  const found = await countWith(sight, `(&(objectClass=user)(|${through})${first})`, ['sAMAccountName']);
  return seen(found.evidence, found.count);
}

/** Additions to the schema; of the first ones, how many objects use each. */
async function additions(sight: Sight, schema: Known<Schema>): Promise<Counted> {
  if (schema.state === 'notRead') return unseen(schema.reason);
  const all = schemaAdditions(schema.value);
  const evidence: NeedEvidence[] = [];
  for (const [at, { is, name, oid, dn }] of all.slice(0, mostEvidence).entries()) {
    const filter = is === 'class' ? `(objectClass=${escapeValue(name)})` : `(${name}=*)`;
    const plain = /^[A-Za-z][A-Za-z0-9-]*$/.test(name);
    const uses = at < mostUses && plain ? await count(sight, filter) : null;
    const field = is === 'class' ? 'governsID' : 'attributeID';
    evidence.push({
      ref: { snapshotId: sight.snapshotId, objectId: null, dn },
      estate: null,
      where: name,
      field,
      value: oid,
      uses,
    });
  }
  return seen(evidence, all.length);
}

export async function countNeeds(
  sight: Sight,
  schema: Known<Schema>,
): Promise<ReadonlyMap<NeedCount, Counted>> {
  const counted = new Map<NeedCount, Counted>();
  for (const need of countedNeeds) counted.set(need.of, await countNeed(sight, need));
  counted.set('administrators', await administrators(sight));
  counted.set('schemaAdditions', await additions(sight, schema));
  return counted;
}
