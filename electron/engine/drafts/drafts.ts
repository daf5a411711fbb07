/** The procedures of drafts: keeping them, and what would change. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  draftProcedures,
  DraftAsked,
  DraftDocument,
  DraftProblem,
  DraftProgress,
} from '#contract/draft.ts';
import { mostChanges } from '#contract/draft.ts';
import { Fault } from '#contract/faults.ts';
import { defaultVersion } from '#domain/access/collected.ts';
import { EstateIndex } from '#domain/mapping/estateIndex.ts';
import type { Draft, DraftChange } from '#domain/draft/change.ts';
import { changeProblem, removalProblem } from '#domain/draft/checkChange.ts';
import type { ChangeProblem } from '#domain/draft/codes.ts';
import type { Workspace } from '#workspace/api.ts';
import type { DraftQuestion, DraftTelling } from '#workspace/draft/asked.ts';
import type { Engine } from '../engine.ts';
import { telling } from '../telling.ts';
import { draftOf, draftsOf, dropDraft, inTurn, keepDraft } from './keeping.ts';

type Procedures = typeof draftProcedures;
type Name = keyof Procedures;
type Input<P extends Name> = z.infer<Procedures[P]['input']>;
type Output<P extends Name> = z.infer<Procedures[P]['output']>;
type Put = Output<'add'>;

/** What a form offers at once. */
const mostOffers = 1000;
const now = (): string => new Date().toISOString();
const told = ({ changes, ...rest }: Draft): DraftDocument => ({ ...rest, changes: [...changes] });
const refusal = ({ params, ...rest }: ChangeProblem): DraftProblem => ({ ...rest, params: { ...params } });

/** A question with what the workspace keeps: the same changes and actions have the same id. */
interface Whole {
  readonly workspace: Workspace;
  readonly id: string;
  readonly question: DraftQuestion;
}

async function wholeQuestion(engine: Engine, { draft, actions }: DraftAsked): Promise<Whole> {
  const workspace = engine.workspace.current;
  const { changes, changedAt } =
    'id' in draft ? await draftOf(workspace, draft.id) : { changes: draft.changes, changedAt: now() };
  const id = createHash('sha256')
    .update(JSON.stringify([changes, actions]))
    .digest('hex');
  return { workspace, id, question: { changes, changedAt, actions } };
}

const compute = (
  { workspace, id, question }: Whole,
  signal?: AbortSignal,
  onStep: (step: DraftTelling) => void = () => {},
): Promise<void> => workspace.drafts.run(id, question, onStep, signal);

/** An answer; the comparison is made first where the thread has none of it any more. */
async function held<R>(
  whole: Whole,
  signal: AbortSignal | undefined,
  read: () => Promise<R | null>,
): Promise<R> {
  const found = await read();
  if (found !== null) return found;
  await compute(whole, signal);
  const again = await read();
  // Pushed out by others in between, or snapshots came: as good as a source that changes under the question.
  if (again === null) throw new Fault('job.cancelled', {});
  return again;
}

/** Compares a draft and tells how far that is; whoever stops listening ends it. */
export async function* runDraft(
  engine: Engine,
  asked: DraftAsked,
  signal?: AbortSignal,
): AsyncGenerator<DraftProgress, void> {
  const whole = await wholeQuestion(engine, asked);
  yield* telling<DraftProgress, unknown>(
    (tell, stop) => compute(whole, stop, (step) => tell({ ...step, finished: false })),
    signal,
  );
  yield { phase: 'done', done: 1, total: 1, finished: true };
}

/** The draft with other changes, or why it stays as it is. */
function changed(
  engine: Engine,
  id: number,
  make: (draft: Draft) => readonly DraftChange[] | ChangeProblem,
): Promise<Put> {
  const workspace = engine.workspace.current;
  return inTurn(workspace, async () => {
    const draft = await draftOf(workspace, id);
    const made = make(draft);
    if ('code' in made) return { draft: told(draft), refused: refusal(made) };
    const { name, note } = draft;
    return {
      draft: told(await keepDraft(workspace, id, { name, note, changes: made, changedAt: now() })),
      refused: null,
    };
  });
}

function indexIn({ changes }: Draft, index: number): number {
  if (index >= changes.length) throw new Fault('input.invalid', { path: 'index', detail: String(index) });
  return index;
}

const tooMany: ChangeProblem = { path: '', code: 'tooMany', params: { limit: String(mostChanges) } };

type Handlers = {
  readonly [P in Name]: (engine: Engine, input: Input<P>, signal?: AbortSignal) => Promise<Output<P>>;
};

const handlers: Handlers = {
  async list({ workspace: { current } }) {
    const drafts = await draftsOf(current);
    return {
      kept: !current.readOnly,
      drafts: drafts.map(({ changes, ...rest }) => ({ ...rest, changes: changes.length })),
    };
  },

  async get({ workspace: { current } }, { id }) {
    const draft = await draftOf(current, id);
    const { names, notices } = await current.drafts.ask('draftCheck', draft.changes, draft.changedAt);
    return { draft: told(draft), names, notices };
  },

  create({ workspace: { current } }, { name, note = '', changes = [] }) {
    return inTurn(current, async () => {
      const refused = changes
        .map((change, at) => changeProblem(change, changes.toSpliced(at, 1)))
        .find((problem) => problem !== null);
      const kept = refused ? [] : changes;
      const draft = await keepDraft(current, null, { name, note, changes: kept, changedAt: now() });
      return { draft: told(draft), refused: refused ? refusal(refused) : null };
    });
  },

  rename({ workspace: { current } }, { id, name, note }) {
    return inTurn(current, async () => {
      const { id: _, ...draft } = await draftOf(current, id);
      return {
        draft: told(await keepDraft(current, id, { ...draft, name, note: note ?? draft.note })),
        refused: null,
      };
    });
  },

  copy({ workspace: { current } }, { id, name }) {
    return inTurn(current, async () => {
      const { id: _, ...draft } = await draftOf(current, id);
      return { draft: told(await keepDraft(current, null, { ...draft, name })), refused: null };
    });
  },

  remove({ workspace: { current } }, { id }) {
    return inTurn(current, async () => {
      await draftOf(current, id);
      await dropDraft(current, id);
      return {};
    });
  },

  add: (engine, { id, change, index }) =>
    changed(engine, id, ({ changes }) =>
      changes.length >= mostChanges
        ? tooMany
        : (changeProblem(change, changes) ?? changes.toSpliced(index ?? changes.length, 0, change)),
    ),

  replace: (engine, { id, index, change }) =>
    changed(engine, id, (draft) => {
      const at = indexIn(draft, index);
      const others = draft.changes.toSpliced(at, 1);
      const { made } = change as { made?: string };
      const before = draft.changes[at] as { made?: string };
      const renamed = before.made !== undefined && before.made !== made;
      return (
        changeProblem(change, others) ??
        (renamed ? removalProblem(draft.changes, at) : null) ??
        draft.changes.with(at, change)
      );
    }),

  removeChange: (engine, { id, index }) =>
    changed(engine, id, (draft) => {
      const at = indexIn(draft, index);
      return removalProblem(draft.changes, at) ?? draft.changes.toSpliced(at, 1);
    }),

  check: ({ workspace: { current } }, { changes }) => current.drafts.ask('draftCheck', changes, now()),

  async offers({ workspace: { current } }) {
    const index = new EstateIndex(await current.estates());
    const centers = index.estates.flatMap(({ facts: { identityCenter } }) =>
      identityCenter.state === 'read' ? identityCenter.value : [],
    );
    const sets = new Map(
      centers.flatMap(({ permissionSets }) => permissionSets.map(({ arn, name }) => [arn, { arn, name }])),
    );
    return {
      sets: [...sets.values()].slice(0, mostOffers),
      instances: [...new Set(centers.map(({ instanceArn }) => instanceArn))],
      directories: index
        .directories()
        .slice(0, mostOffers)
        .map(({ value: { directoryId, region, name } }) => ({ directoryId, region, name })),
    };
  },

  async documents({ workspace: { current } }, { arn }) {
    const index = new EstateIndex(await current.estates());
    const role = index.role(arn)?.value;
    const policy = index.estates
      .flatMap(({ facts: { policies } }) => (policies.state === 'read' ? policies.value : []))
      .find((one) => one.arn === arn);
    return {
      trust: role?.trustPolicy ?? null,
      inline: role?.inlinePolicies.map((one) => ({ ...one })) ?? [],
      attached: role?.attachedPolicies.map((one) => one.arn) ?? [],
      managed: (policy && defaultVersion(policy)?.document) ?? null,
    };
  },

  async rules({ workspace: { current } }, input) {
    const documents = await current.documents();
    const wanted = documents.find(
      ({ sourceId, name }) => sourceId === input?.sourceId && name === input.document,
    );
    return {
      documents: documents.map(({ sourceId, name }) => ({ sourceId, name })),
      text: wanted?.text ?? null,
    };
  },

  async summary(engine, asked, signal) {
    const whole = await wholeQuestion(engine, asked);
    return held(whole, signal, () => whole.workspace.drafts.ask('draftSummary', whole.id));
  },

  async grants(engine, { asked, filter, page }, signal) {
    const whole = await wholeQuestion(engine, asked);
    return held(whole, signal, () => whole.workspace.drafts.ask('draftGrants', whole.id, filter, page));
  },

  async roles(engine, { asked, filter, page }, signal) {
    const whole = await wholeQuestion(engine, asked);
    return held(whole, signal, () => whole.workspace.drafts.ask('draftRoles', whole.id, filter, page));
  },

  async people(engine, { asked, filter, page }, signal) {
    const whole = await wholeQuestion(engine, asked);
    return held(whole, signal, () => whole.workspace.drafts.ask('draftPeople', whole.id, filter, page));
  },

  async chain(engine, { asked, snapshotId, objectId, role }, signal) {
    const whole = await wholeQuestion(engine, asked);
    return held(whole, signal, () =>
      whole.workspace.drafts.ask('draftChain', whole.id, snapshotId, objectId, role),
    );
  },

  async who(engine, { asked, action, filter, page }, signal) {
    const whole = await wholeQuestion(engine, asked);
    return held(whole, signal, () => whole.workspace.drafts.ask('draftWho', whole.id, action, filter, page));
  },
};

export const answer = <P extends Name>(
  engine: Engine,
  name: P,
  input: Input<P>,
  signal?: AbortSignal,
): Promise<Output<P>> => handlers[name](engine, input, signal);
