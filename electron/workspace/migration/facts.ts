/** A snapshot's facts for plans: the scan, the links and the few entries that are looked at whole, in the domain's columns. */
import { isBaseSchema } from '#domain/compare/fit/baseSchema.ts';
import { trustKind } from '#domain/directory/trust.ts';
import { baseName, firstInteger, firstText } from '#domain/directory/values.ts';
import {
  type Counted,
  type DirectoryFacts,
  type FactTrust,
  kindNumber,
  type LinkKind,
  nameKinds,
  otherKinds,
} from '#domain/migration/facts.ts';
import type { PlanPhase } from '#domain/migration/codes.ts';
import { sidAt } from '#domain/membership/sidColumns.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import { kindCode } from '../schema/kinds.ts';
import type { Database } from '../sqlite.ts';
import { placeObjects } from './domains.ts';
import { linkObjects, type ObjectLinks } from './links.ts';
import type { SchemaObject } from './scan.ts';
import { principalKinds } from './scanner.ts';
import { scanSnapshot } from './scanSnapshot.ts';

export interface FactsStep {
  readonly phase: PlanPhase;
  readonly done: number;
  readonly total: number;
}

const travelKindOf = new Map<number, number>([
  [kindCode.user, kindNumber.user],
  [kindCode.group, kindNumber.group],
  [kindCode.computer, kindNumber.computer],
  [kindCode.serviceAccount, kindNumber.serviceAccount],
  [kindCode.contact, kindNumber.contact],
]);

const byCount = (counts: ReadonlyMap<string, number>): Counted[] =>
  Array.from(counts, ([name, count]) => ({ name, count })).sort(
    (a, b) => b.count - a.count || (a.name < b.name ? -1 : 1),
  );

/**
 * What was added to the schema: neither systemFlags nor the OID says that Active Directory came with it. An object without an
 * OID tells nothing, unless the others have the flag.
 */
function extensionsOf(schema: readonly SchemaObject[]): DirectoryFacts['extensions'] {
  if (schema.length === 0) return null;
  const marked = schema.some(({ base }) => base);
  const added = schema.filter(({ base, oid }) => !base && (oid === '' ? marked : !isBaseSchema(oid)));
  const names = (isClass: boolean) =>
    added.filter((each) => each.isClass === isClass).map(({ name }) => name.toLowerCase());
  return { attributes: names(false), classes: names(true) };
}

function schemaOf(schema: readonly SchemaObject[]): DirectoryFacts['schema'] {
  if (schema.length === 0) return null;
  const names = (isClass: boolean) =>
    new Set(schema.filter((each) => each.isClass === isClass).map(({ name }) => name.toLowerCase()));
  return { attributes: names(false), classes: names(true) };
}

/** By name without options, `fold`ed; `column` is by number of an attribute. */
function usesOf(
  snapshot: SnapshotReader,
  column: Int32Array,
  fold: (name: string) => string = (name) => name,
): Map<string, number> {
  const counts = new Map<string, number>();
  snapshot.attributeNames.forEach((spelled, at) => {
    const count = column[at + 1]!;
    const name = fold(baseName(spelled));
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  });
  return counts;
}

function trustsOf(snapshot: SnapshotReader): FactTrust[] {
  const kinds = snapshot.column('kind');
  const found: FactTrust[] = [];
  for (let id = 1; id < kinds.length; id++) {
    if (kinds[id] !== kindCode.trust || !snapshot.has(id)) continue;
    const entry = snapshot.entry(id);
    found.push({
      id,
      partner: firstText(entry, 'trustPartner') ?? firstText(entry, 'cn') ?? entry.dn,
      kind: trustKind(firstInteger(entry, 'trustType') ?? 0, firstInteger(entry, 'trustAttributes') ?? 0),
    });
  }
  return found;
}

/** Pairs of ids as pairs of places; what is no principal drops out. Rising, so that equal facts give equal columns. */
function toPlaces(links: ObjectLinks, placeOf: Int32Array): Record<LinkKind, Int32Array> {
  const pairs = (ids: ArrayLike<number>): Int32Array => {
    const found = new Int32Array(ids.length);
    let length = 0;
    for (let n = 0; n < ids.length; n += 2) {
      const [a, b] = [placeOf[ids[n]!] ?? -1, placeOf[ids[n + 1]!] ?? -1];
      if (a < 0 || b < 0 || a === b) continue;
      found[length++] = a;
      found[length++] = b;
    }
    return found.slice(0, length);
  };
  return {
    member: pairs(links.member),
    managedBy: pairs(links.managedBy),
    delegation: pairs(links.delegation),
  };
}

/** Gathers the facts of a snapshot in steps; whoever drives it may stop between two. */
export function* gatherFacts(
  db: Database,
  snapshot: SnapshotReader,
): Generator<FactsStep, DirectoryFacts, void> {
  const parent = snapshot.column('parent');
  const kinds = snapshot.column('kind');
  const { domains, domainOf } = placeObjects(snapshot);
  const total = parent.length - 1;
  const steps = scanSnapshot(db, snapshot, domainOf);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { phase: 'reading', done: step.value, total };
  const scan = step.value;
  yield { phase: 'linking', done: 0, total };
  const sids = snapshot.sids();
  const domainSids = new Set<string>();
  const placeOf = new Int32Array(parent.length).fill(-1);
  const taken: number[] = [];
  let objects = 0;
  for (let id = 1; id < parent.length; id++) {
    if (parent[id]! < 0) continue;
    if (domainOf[id]! >= 0) objects++;
    if (kinds[id] === kindCode.domain && domainOf[id]! >= 0) {
      const sid = sidAt(sids, id);
      if (sid) domainSids.add(sid);
    }
    if (!principalKinds.has(kinds[id]!)) continue;
    placeOf[id] = taken.length;
    taken.push(id);
  }
  const links = linkObjects(snapshot, scan, domainOf, domainSids);
  yield { phase: 'linking', done: total, total };
  const ids = Int32Array.from(taken);
  const at = <T extends Int32Array | Int16Array | Uint8Array | Float64Array>(
    column: ArrayLike<number>,
    into: T,
  ): T => {
    ids.forEach((id, place) => {
      into[place] = column[id]!;
    });
    return into;
  };
  const size = ids.length;
  return {
    snapshotId: snapshot.id,
    readAt: snapshot.readAt,
    objects,
    domains,
    ids,
    kind: Uint8Array.from(ids, (id) => travelKindOf.get(kinds[id]!)!),
    domain: at(domainOf, new Int16Array(size)),
    place: at(parent, new Int32Array(size)),
    flags: at(scan.flags, new Int32Array(size)),
    names: Object.fromEntries(
      nameKinds.map((name) => [name, at(scan.names[name], new Float64Array(size))]),
    ) as unknown as DirectoryFacts['names'],
    links: toPlaces(links, placeOf),
    others: Object.fromEntries(
      otherKinds.map((kind) => [kind, Int32Array.from(scan.others[kind]).sort()]),
    ) as unknown as DirectoryFacts['others'],
    policyLinks: scan.policyLinks,
    trusts: trustsOf(snapshot),
    suffixes: byCount(scan.suffixes.counts((text) => text.toLowerCase())),
    operatingSystems: byCount(scan.operatingSystems.counts()),
    extensions: extensionsOf(scan.schema),
    usedAttributes: byCount(usesOf(snapshot, scan.attributes)),
    usedClasses: byCount(scan.classes.mostDerived()),
    uses: {
      attributes: usesOf(snapshot, scan.attributeUses, (name) => name.toLowerCase()),
      classes: scan.classes.uses(),
    },
    administratorGroups: links.administratorGroups,
    schema: schemaOf(scan.schema),
  };
}
