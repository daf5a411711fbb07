/** Who decides over a group, and who replicates a domain: the domain's judgement over a snapshot's distinct descriptors. */
import type { Control, ControlRow } from '#contract/security.ts';
import type { Page } from '#contract/shapes.ts';
import { Fault } from '#contract/faults.ts';
import { principalsOf, whoFills, whoMakesGroups, whoRenames } from '#domain/control/group.ts';
import type { ControlGrant, Place, Principals } from '#domain/control/place.ts';
import { whoReplicates } from '#domain/control/replication.ts';
import { alwaysInToken, isExpected, meaningOf } from '#domain/control/trustee.ts';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';
import { aceTypes } from '#domain/directory/security/descriptor.ts';
import { formatAce } from '#domain/directory/security/sddl.ts';
import type { PrincipalFacts } from '#workspace/answers.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import { Kept, keptBy } from '../forest/parts.ts';
import { typeNames } from './descriptor.ts';
import type { TypeNames } from './descriptor.ts';
import { Judged } from './judged.ts';
import { bareTrustee, factsOf, trusteesOf } from './trustees.ts';

const shownExamples = 3;
const accounts: ReadonlySet<ObjectKind> = new Set(['user', 'computer', 'serviceAccount']);
const allJudged = keptBy<Workspace, Kept<number, Judged>>(() => new Kept(3));

/** A snapshot's descriptors, read once while its workspace is open. */
export function judgedOf(workspace: Workspace, snapshotId: number): Promise<Judged> {
  return allJudged(workspace).get(
    snapshotId,
    async () => new Judged(await workspace.descriptors(snapshotId)),
  );
}

/** One row to be, before its names are looked up. */
interface Draft {
  readonly grant: ControlGrant;
  readonly snapshotId: number;
  /** Position of `where` and of the source of the entry in the snapshot's table. */
  readonly position: number;
  readonly source: number;
  readonly judged: Judged;
  readonly places: number;
  readonly through: readonly string[];
  readonly sameDomain: boolean;
}

/** One place, by its position in a snapshot's table; null where its descriptor could not be read. */
function placeAt(judged: Judged, position: number, names: TypeNames): Place | null {
  const descriptor = judged.descriptorAt(position);
  if (!descriptor) return null;
  const className = judged.classAt(position);
  return {
    objectId: judged.table.objectIds[position]!,
    objectClass: className === null ? null : names.classGuid(className),
    descriptor,
  };
}

/** Tokens of whoever they matter for, by what the membership graph says. */
async function principalsFor(
  workspace: Workspace,
  near: { snapshotId: number; objectId: number },
  sids: Iterable<string>,
): Promise<Principals> {
  const facts = await factsOf(workspace, near, sids);
  return {
    tokenOf: (sid) => new Set([...alwaysInToken(sid), ...(facts.get(sid)?.groups ?? [])]),
    isAccount: (sid) => accounts.has(facts.get(sid)?.kind ?? 'other'),
  };
}

type Ask = (place: Place, principals: Principals) => ControlGrant[];

/**
 * One question asked of many places: each distinct descriptor is judged once for each class, and equal grants of one
 * domain from one source are one row.
 */
function askAll(
  judged: Judged,
  snapshotId: number,
  positions: readonly number[],
  names: TypeNames,
  principals: Principals,
  ask: Ask,
  homeDomain: number,
): { drafts: Draft[]; notRead: number[]; judgedObjects: number } {
  const answers = new Map<string, ControlGrant[]>();
  const rows = new Map<string, { draft: Draft; count: number }>();
  const notRead: number[] = [];
  for (const position of positions) {
    const place = placeAt(judged, position, names);
    if (!place) {
      notRead.push(position);
      continue;
    }
    const key = `${judged.table.descriptor[position]!} ${place.objectClass ?? ''}`;
    let grants = answers.get(key);
    if (!grants) answers.set(key, (grants = ask(place, principals)));
    if (grants.length === 0) continue;
    const domain = judged.domainOf(position);
    for (const grant of grants) {
      const source = grant.ace ? judged.sourceOf(position, grant.ace) : -1;
      const entry = grant.ace ? formatAce(grant.ace) : '';
      const limits = grant.limitedBy.map((ace) => formatAce(ace)).join('');
      const row = [grant.sid, grant.way, grant.means, entry, source, domain, limits].join(' ');
      const known = rows.get(row);
      if (known) known.count += 1;
      else {
        const draft = { grant, snapshotId, position, source, judged, places: 1, through: [], sameDomain: domain === homeDomain };
        rows.set(row, { draft, count: 1 });
      } // prettier-ignore
    }
  }
  return {
    drafts: [...rows.values()].map(({ draft, count }) => ({ ...draft, places: count })),
    notRead,
    judgedObjects: positions.length - notRead.length,
  };
}

/** Groups nested in a group, with the way to each; those that hold no place in a table of descriptors are not there. */
async function nestedGroups(
  workspace: Workspace,
  snapshotId: number,
  objectId: number,
): Promise<{ snapshotId: number; object: ObjectRow; through: string[] }[]> {
  const found: { snapshotId: number; object: ObjectRow; through: string[] }[] = [];
  const limit = 1000;
  for (let offset = 0; ; offset += limit) {
    const { rows, total } = await workspace.members(snapshotId, objectId, true, { offset, limit });
    for (const { object, snapshotId: of, path } of rows)
      if (object?.kind === 'group') found.push({ snapshotId: of, object, through: [...path, object.name] });
    if (rows.length === 0 || offset + rows.length >= total) return found;
  }
}

interface Answer {
  readonly drafts: readonly Draft[];
  readonly own: boolean;
  readonly notRead: readonly { snapshotId: number; objectId: number }[];
  readonly judgedObjects: number;
  readonly descriptors: number;
}

/** Trustees by what an auditor has to see first: the unexpected, those who are many, then by SID and way. */
function inOrder(drafts: readonly Draft[], facts: ReadonlyMap<string, PrincipalFacts>): Draft[] {
  const many = ({ grant: { sid } }: Draft): number => {
    if (meaning(sid, facts) !== null) return Number.POSITIVE_INFINITY;
    const known = facts.get(sid);
    return known?.accounts ?? (known?.ref === null ? 0 : 1);
  };
  return drafts
    .map((draft) => ({ draft, expected: isExpected(draft.grant.sid), many: many(draft) }))
    .sort(
      (a, b) =>
        Number(a.expected) - Number(b.expected) ||
        (a.many === b.many ? 0 : b.many - a.many) ||
        (a.draft.grant.sid < b.draft.grant.sid ? -1 : a.draft.grant.sid > b.draft.grant.sid ? 1 : 0),
    )
    .map(({ draft }) => draft);
}

/** What a trustee means: by its SID, or because a SID that means everybody is a member of it. */
function meaning(sid: string, facts: ReadonlyMap<string, PrincipalFacts>): ControlRow['meaning'] {
  const own = meaningOf(sid);
  if (own) return own;
  const known = facts.get(sid);
  for (const included of known?.includes ?? []) {
    const means = meaningOf(included);
    if (means) return means;
  }
  return known?.ref === null && bareTrustee(sid).known === 'foreign' ? 'nobodyKnown' : null;
}

async function answered(
  workspace: Workspace,
  object: { row: ObjectRow; readAt: string; snapshotId: number },
  answer: Answer,
  page: Page,
): Promise<Control> {
  const near = { snapshotId: object.snapshotId, objectId: object.row.id };
  const facts = await factsOf(
    workspace,
    near,
    answer.drafts.map(({ grant }) => grant.sid),
  );
  const ordered = inOrder(answer.drafts, facts);
  const shown = ordered.slice(page.offset, page.offset + page.limit);
  const trustees = await trusteesOf(
    workspace,
    near,
    shown.map(({ grant }) => grant.sid),
    facts,
  );
  const rows = new Map<string, Promise<ObjectRow>>();
  const rowOf = (snapshotId: number, objectId: number): Promise<ObjectRow> => {
    const key = `${snapshotId}/${objectId}`;
    const known = rows.get(key) ?? workspace.object(snapshotId, objectId).then(({ row }) => row);
    rows.set(key, known);
    return known;
  };
  const place = async (snapshotId: number, objectId: number) => ({
    dn: (await rowOf(snapshotId, objectId)).dn,
    objectId,
  });
  const expected = ordered.filter(({ grant }) => isExpected(grant.sid)).length;
  return {
    object: object.row,
    snapshotId: object.snapshotId,
    readAt: object.readAt,
    judged: { objects: answer.judgedObjects, descriptors: answer.descriptors },
    notRead: {
      own: answer.own,
      count: answer.notRead.length,
      examples: await Promise.all(
        answer.notRead.slice(0, shownExamples).map((each) => place(each.snapshotId, each.objectId)),
      ),
    },
    counts: { unexpected: ordered.length - expected, expected },
    total: ordered.length,
    rows: await Promise.all(
      shown.map(
        async ({ grant, snapshotId, source, judged, places, through, sameDomain }): Promise<ControlRow> => {
          const { sid, way, means, ace, limitedBy } = grant;
          const where = await rowOf(snapshotId, grant.place.objectId);
          return {
            trustee: trustees.get(sid) ?? bareTrustee(sid),
            meaning: meaning(sid, facts),
            expected: isExpected(sid),
            way,
            means,
            where: { snapshotId, dn: where.dn, objectId: where.id, name: where.name, kind: where.kind },
            places,
            inherited: ace !== null && (ace.flags & 0x10) !== 0,
            inheritedFrom: source < 0 ? null : await place(snapshotId, judged.table.objectIds[source]!),
            through: [...through],
            limitedBy: limitedBy.map((each) => formatAce(each)),
            conditional: ace !== null && ace.type >= aceTypes.allowCallback,
            sameDomain,
            people: facts.get(sid)?.accounts ?? null,
            sddl: ace === null ? null : formatAce(ace),
          };
        },
      ),
    ),
  };
}

/** Who may fill, make or rename the group. @throws Fault `input.invalid` for what is no group */
export async function controlOfGroup(
  engine: Engine,
  snapshotId: number,
  objectId: number,
  throughNested: boolean,
  page: Page,
): Promise<Control> {
  const workspace = engine.workspace.current;
  const { row, readAt } = await workspace.object(snapshotId, objectId);
  if (row.kind !== 'group') throw new Fault('input.invalid', { path: 'objectId', detail: 'not a group' });
  const nested = throughNested ? await nestedGroups(workspace, snapshotId, objectId) : [];
  const drafts: Draft[] = [];
  const notRead: { snapshotId: number; objectId: number }[] = [];
  let judgedObjects = 0;
  let own = false;

  for (const each of [{ snapshotId, object: row, through: [] as string[] }, ...nested]) {
    const judged = await judgedOf(workspace, each.snapshotId);
    const names = await typeNames(engine, { in: 'snapshot', snapshotId: each.snapshotId });
    const position = judged.positionOf(each.object.id);
    const place = position < 0 ? null : placeAt(judged, position, names);
    if (!place) {
      notRead.push({ snapshotId: each.snapshotId, objectId: each.object.id });
      own ||= each.object === row;
      continue;
    }
    judgedObjects += 1;
    const near = { snapshotId: each.snapshotId, objectId: each.object.id };
    const principals = await principalsFor(workspace, near, principalsOf(place));
    for (const grant of whoFills(place, principals)) {
      const source = grant.ace ? judged.sourceOf(position, grant.ace) : -1;
      drafts.push({
        grant, snapshotId: each.snapshotId, position, source, judged, places: 1, through: each.through, sameDomain: true,
      }); // prettier-ignore
    }
  }

  const judged = await judgedOf(workspace, snapshotId);
  const names = await typeNames(engine, { in: 'snapshot', snapshotId });
  const position = judged.positionOf(objectId);
  const home = position < 0 ? -1 : judged.domainOf(position);
  const holders = judged.positions('holders').filter((at) => judged.domainOf(at) >= 0);
  const others = judged.positions('groups').filter((at) => at !== position);
  const tokensFor = judged.descriptors.flatMap((descriptor) =>
    descriptor ? principalsOf({ objectId: 0, objectClass: null, descriptor }) : [],
  );
  const principals = await principalsFor(workspace, { snapshotId, objectId }, tokensFor);
  for (const [positions, ask] of [
    [holders, whoMakesGroups],
    [others, whoRenames],
  ] as const) {
    const asked = askAll(judged, snapshotId, positions, names, principals, ask, home);
    drafts.push(...asked.drafts);
    judgedObjects += asked.judgedObjects;
    notRead.push(...asked.notRead.map((at) => ({ snapshotId, objectId: judged.table.objectIds[at]! })));
  }
  const descriptors = judged.descriptors.length;
  return answered(
    workspace,
    { row, readAt, snapshotId },
    { drafts, own, notRead, judgedObjects, descriptors },
    page,
  );
}

/** Who may replicate the domain. @throws Fault `input.invalid` for what is no domain */
export async function replicatorsOf(
  engine: Engine,
  snapshotId: number,
  objectId: number,
  page: Page,
): Promise<Control> {
  const workspace = engine.workspace.current;
  const { row, readAt } = await workspace.object(snapshotId, objectId);
  if (row.kind !== 'domain') throw new Fault('input.invalid', { path: 'objectId', detail: 'not a domain' });
  const judged = await judgedOf(workspace, snapshotId);
  const names = await typeNames(engine, { in: 'snapshot', snapshotId });
  const position = judged.positionOf(objectId);
  const place = position < 0 ? null : placeAt(judged, position, names);
  const object = { row, readAt, snapshotId };
  if (!place) {
    const notRead = [{ snapshotId, objectId }];
    return answered(
      workspace,
      object,
      { drafts: [], own: true, notRead, judgedObjects: 0, descriptors: 0 },
      page,
    );
  }
  const near = { snapshotId, objectId };
  // Both rights may come from different groups, so the tokens of all of them count.
  const sids = (place.descriptor.dacl?.aces ?? []).flatMap((ace) => ('sid' in ace ? [ace.sid] : []));
  const principals = await principalsFor(workspace, near, [...sids, place.descriptor.owner ?? []].flat());
  const drafts = whoReplicates(place, principals).map((grant): Draft => {
    const source = grant.ace ? judged.sourceOf(position, grant.ace) : -1;
    return { grant, snapshotId, position, source, judged, places: 1, through: [], sameDomain: true };
  });
  return answered(
    workspace,
    object,
    { drafts, own: false, notRead: [], judgedObjects: 1, descriptors: 1 },
    page,
  );
}
