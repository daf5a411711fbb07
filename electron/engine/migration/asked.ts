/** A question made whole: its source, its target, what was decided, what feeds Identity Center. */
import { Fault } from '#contract/faults.ts';
import type { Plan, PlanQuestion } from '#contract/migration.ts';
import { holdsObjects, type Source } from '#contract/shapes.ts';
import { sizesOf } from '#domain/migration/codes.ts';
import type { SchemaReading } from '#domain/compare/fit/schemaGaps.ts';
import type { IdentityCenterFact } from '#domain/migration/input.ts';
import type { Workspace } from '#workspace/api.ts';
import type { PlanRequest } from '#workspace/migration/request.ts';
import type { Planning } from '#workspace/planning.ts';
import { schemaReading } from '../compare/fit/schemaReading.ts';
import type { Engine } from '../engine.ts';
import { planningOf } from './planning.ts';

export interface Asked {
  readonly workspace: Workspace;
  readonly question: PlanQuestion;
  readonly from: Plan['from'];
  readonly into: Plan['into'];
  readonly planning: Planning;
  readonly request: PlanRequest;
  readonly notRead: Plan['notRead']['rows'];
}

interface Found {
  readonly source: Source;
  readonly ref: Plan['from'];
  readonly schema: SchemaReading;
  readonly missing: Plan['notRead']['rows'];
}

function find(sources: readonly Source[], snapshotId: number): Found {
  for (const source of sources) {
    const snapshot = source.snapshots.find(({ id }) => id === snapshotId);
    if (!snapshot) continue;
    if (!holdsObjects(source.kind))
      throw new Fault('input.invalid', { path: 'question.snapshotId', detail: source.kind });
    const { id: sourceId, name: sourceName } = source;
    return {
      source,
      ref: { snapshotId, sourceId, sourceName, readAt: snapshot.readAt },
      schema: schemaReading(source, snapshot),
      missing: snapshot.missing.map((each) => ({ snapshotId, ...each })),
    };
  }
  throw new Fault('snapshot.notFound', { id: snapshotId });
}

/** The kind of directory that the type of one in AWS is. */
const typeOf = { 'managed-ad': 'MicrosoftAD', hybrid: 'MicrosoftAD', 'ad-connector': 'ADConnector', 'simple-ad': 'SimpleAD' } as const; // prettier-ignore

/**
 * Identity Center of the newest estate that tells of one. It is fed by the target already where its directory is the one that
 * objects go into, or a connector where a connector is asked for; a directory that is not named is never taken for the target.
 */
async function identityCenterOf(
  workspace: Workspace,
  question: PlanQuestion,
  into: Source | null,
): Promise<{ fact: IdentityCenterFact | null; missing: Plan['notRead']['rows'] }> {
  const missing: Plan['notRead']['rows'] = [];
  let fact: IdentityCenterFact | null = null;
  for (const { snapshotId, facts } of await workspace.estates()) {
    const { identityCenter, directories } = facts;
    if (identityCenter.state === 'notReadable')
      missing.push({ snapshotId, where: 'IAM Identity Center', attribute: null, code: identityCenter.code });
    if (identityCenter.state !== 'read') continue;
    const { source, directoryId, users, groups, assignments } = identityCenter.value;
    const known = directories.state === 'read' ? directories.value : [];
    const feeder = known.find((each) => each.directoryId === directoryId);
    const fedByTarget =
      directoryId !== null &&
      (into?.directoryId === directoryId ||
        (question.target.kind === 'ad-connector' && feeder?.type === typeOf['ad-connector']));
    fact = {
      source,
      fedByTarget,
      users: users.length,
      groups: groups.length,
      assignments: assignments.length,
    };
  }
  return { fact, missing };
}

/** Throws `snapshot.notFound`, and `input.invalid` for what no plan can be asked of. */
export async function wholeQuestion(engine: Engine, given: PlanQuestion): Promise<Asked> {
  const workspace = engine.workspace.current;
  const { target } = given;
  const sizes = sizesOf[target.kind];
  if (target.size !== null && !sizes.includes(target.size))
    throw new Fault('input.invalid', { path: 'question.target.size', detail: target.size });
  if (target.into === given.snapshotId)
    throw new Fault('input.invalid', { path: 'question.target.into', detail: String(target.into) });
  const question: PlanQuestion = { ...given, target: { ...target, size: target.size ?? sizes[0] ?? null } };
  const sources = await workspace.sources();
  const from = find(sources, question.snapshotId);
  const into = target.into === null ? null : find(sources, target.into);
  const planning = await planningOf(workspace, from.ref.sourceId, target.kind);
  const { fact, missing } = await identityCenterOf(workspace, question, into?.source ?? null);
  return {
    workspace,
    question,
    from: from.ref,
    into: into?.ref ?? null,
    planning,
    request: {
      question,
      decisions: planning.decisions,
      identityCenter: fact,
      schema: { from: from.schema, into: into?.schema ?? 'whole' },
      mapping: planning.mapping?.importedAt ?? null,
    },
    notRead: [...from.missing, ...(into?.missing ?? []), ...missing],
  };
}
