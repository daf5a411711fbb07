/** Needs that are counted over a snapshot: how many, and the first of them, out of the one look that plans take as well. */
import type { Cell } from '#contract/queries.ts';
import { countedNeeds, type CountedNeed } from '#domain/compare/fit/counted.ts';
import type { NeedCount, NeedEvidence } from '#domain/compare/fit/model.ts';
import { mostEvidence, seen, unseen } from '#domain/compare/fit/needFacts.ts';
import type { Counted } from '#domain/compare/fit/needFacts.ts';
import { schemaAdditions } from '#domain/compare/fit/schemaAdditions.ts';
import { isPartial, type SchemaReading } from '#domain/compare/fit/schemaGaps.ts';
import type { Schema } from '#domain/directory/schema/index.ts';
import { rdnValue } from '#domain/directory/dnKey.ts';
import type { StructureInput } from '#domain/compare/structure/input.ts';
import type { Known } from '#domain/forest/known.ts';
import { configurationOf, sameDn } from '#domain/forest/names.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Census, CensusCount } from '#workspace/migration/census.ts';

export interface Sight {
  readonly workspace: Workspace;
  readonly snapshotId: number;
  readonly structure: StructureInput;
  readonly census: Census;
}

const cellText = (cell: Cell | null | undefined): string =>
  cell?.decoded.map(({ text }) => text).join(', ') ?? '';

/** The first objects with the first of `fields` that each has. */
async function evidenceOf(
  { workspace, snapshotId }: Sight,
  { first }: CensusCount,
  fields: readonly string[],
): Promise<NeedEvidence[]> {
  if (first.length === 0) return [];
  const entries = await workspace.entries(snapshotId, first);
  const values = await workspace.values(snapshotId, first, fields);
  const cells = new Map(values.map((row) => [row.objectId, row.cells]));
  return entries.map(({ id, dn }): NeedEvidence => {
    const own = cells.get(id) ?? [];
    const at = own.findIndex((cell) => cell !== null);
    return {
      ref: { snapshotId, objectId: id, dn },
      estate: null,
      where: rdnValue(dn) ?? dn,
      field: fields[Math.max(0, at)] ?? '',
      value: cellText(own[at]),
      uses: null,
    };
  });
}

/** Why "none" would not be known: a domain that was not read, a context that was not read to its end, an attribute withheld. */
function gap({ structure, census }: Sight, need: CountedNeed): string | null {
  const { forest, part } = structure;
  if (need.in === 'configuration') {
    const context = configurationOf(forest.dn);
    if (!part.contexts.some((dn) => sameDn(dn, context))) return 'contextNotCaptured';
    return part.missing.find(({ where }) => sameDn(where, context))?.code ?? null;
  }
  if (forest.domains.some(({ captured }) => !captured)) return 'contextNotCaptured';
  const cut = part.missing.find(({ where }) => forest.domains.some(({ dn }) => sameDn(where, dn)));
  if (cut) return cut.code;
  const withheld = need.rests.some((name) => !census.uses.attributes.has(name.toLowerCase()));
  return withheld ? 'attributeNotRead' : null;
}

async function countedOf(sight: Sight, found: CensusCount, fields: readonly string[], why: string | null): Promise<Counted> {
  if (found.count === 0 && why !== null) return unseen(why);
  return seen(await evidenceOf(sight, found, fields), found.count);
} // prettier-ignore

/** Additions to the schema, with how many objects use each; where some of it was not read, "none" is not known. */
function additions({ snapshotId, census }: Sight, schema: Known<Schema>, said: SchemaReading): Counted {
  if (schema.state === 'notRead') return unseen(schema.reason);
  const all = schemaAdditions(schema.value);
  const { value } = schema;
  const defines = (is: 'attribute' | 'class', name: string) =>
    (is === 'class' ? value.classNamed(name) : value.attributeNamed(name)) !== null;
  if (all.length === 0 && isPartial(said, defines, census.uses)) return unseen('objectNotRead');
  const evidence = all.slice(0, mostEvidence).map(({ is, name, oid, dn }): NeedEvidence => {
    const uses = census.uses[is === 'class' ? 'classes' : 'attributes'];
    return {
      ref: { snapshotId, objectId: null, dn },
      estate: null,
      where: name,
      field: is === 'class' ? 'governsID' : 'attributeID',
      value: oid,
      uses: uses.get(name.toLowerCase()) ?? 0,
    };
  });
  return seen(evidence, all.length);
}

export async function countNeeds(
  sight: Sight,
  schema: Known<Schema>,
  said: SchemaReading,
): Promise<ReadonlyMap<NeedCount, Counted>> {
  const { found, administratorGroups } = sight.census;
  const counted = new Map<NeedCount, Counted>();
  for (const need of countedNeeds)
    counted.set(need.of, await countedOf(sight, found[need.of], need.fields, gap(sight, need)));
  const noGroup = administratorGroups === 0 ? 'objectNotRead' : null;
  counted.set('administrators', await countedOf(sight, found.administrators, ['sAMAccountName'], noGroup));
  counted.set('schemaAdditions', additions(sight, schema, said));
  return counted;
}
