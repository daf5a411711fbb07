/** Who decides over a group, and who replicates a domain: the domain's judgement over a snapshot's distinct descriptors. */
import type { Control } from '#contract/security.ts';
import type { Page } from '#contract/shapes.ts';
import { Fault } from '#contract/faults.ts';
import { principalsOf, whoFills, whoMakesGroups, whoRenames } from '#domain/control/group.ts';
import type { ControlGrant, Place, Principals } from '#domain/control/place.ts';
import { whoReplicates } from '#domain/control/replication.ts';
import { alwaysInToken } from '#domain/control/trustee.ts';
import type { ObjectKind, ObjectRow } from '#domain/directory/object.ts';
import { formatAce } from '#domain/directory/security/sddl.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from '../engine.ts';
import { Kept, keptBy, liveLifeMs } from '../forest/parts.ts';
import { answered } from './answer.ts';
import type { Answer, Draft } from './answer.ts';
import { typeNames } from './descriptor.ts';
import type { TypeNames } from './descriptor.ts';
import { Judged } from './judged.ts';
import { factsOf } from './trustees.ts';

const accounts: ReadonlySet<ObjectKind> = new Set(['user', 'computer', 'serviceAccount']);
const allJudged = keptBy<Workspace, Kept<number, Judged>>(() => new Kept(3));

/** A snapshot's descriptors, read once while its workspace is open. */
export function judgedOf(workspace: Workspace, snapshotId: number): Promise<Judged> {
  return allJudged(workspace).get(
    snapshotId,
    async () => new Judged(await workspace.descriptors(snapshotId)),
  );
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

/** Further pages of an answer come from the same judgement; members of other sources may be read anew meanwhile. */
const answers = keptBy<Workspace, Kept<string, Answer>>(() => new Kept(4, liveLifeMs));

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
  const answer = await answers(workspace).get(`${snapshotId}/${objectId} ${throughNested}`, () =>
    judgeGroup(engine, workspace, snapshotId, row, throughNested),
  );
  return answered(workspace, { row, readAt, snapshotId }, answer, page);
}

async function judgeGroup(
  engine: Engine,
  workspace: Workspace,
  snapshotId: number,
  row: ObjectRow,
  throughNested: boolean,
): Promise<Answer> {
  const objectId = row.id;
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
  return { drafts, own, notRead, judgedObjects, descriptors: judged.descriptors.length };
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
