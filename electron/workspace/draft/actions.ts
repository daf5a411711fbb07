/** Who may do a thing before and after a draft. */
import type { DraftSummary, WhoChangeRow } from '#contract/draft.ts';
import type { Page } from '#contract/shapes.ts';
import { whoKinds } from '#domain/access/codes.ts';
import type { WhoKind } from '#domain/access/codes.ts';
import { decisionOfRank } from '#domain/access/people.ts';
import type { AwsRow } from '#domain/access/whoCan.ts';
import type { Possible } from '#domain/access/roleTaking.ts';
import { whoChanges } from '#domain/draft/codes.ts';
import type { WhoChange } from '#domain/draft/codes.ts';
import { refOf } from '#domain/membership/graph.ts';
import { readNodeRows } from '../graph/nodeRows.ts';
import { nodesWithText } from '../access/people.ts';
import type { KeptWho } from '../access/whoCan.ts';
import type { AccessWorld } from '../access/world.ts';
import type { WhoChangeFilter } from './asked.ts';

export interface ActionSides {
  readonly before: KeptWho;
  readonly after: KeptWho;
}

function whoChange(before: Possible | null, after: Possible | null): WhoChange | null {
  if (before === after) return null;
  if (before === null) return 'gained';
  if (after === null) return 'lost';
  return after === 'allowed' ? 'more' : 'less';
}

const ofRank = (rank: number | undefined): Possible | null =>
  rank === undefined || rank === 0 ? null : decisionOfRank(rank);
const idOf = ({ kind, id }: AwsRow): string => `${kind} ${id}`;

interface AwsSides {
  readonly row: AwsRow;
  readonly before: Possible | null;
  readonly after: Possible | null;
}

function awsSides({ before, after }: ActionSides): AwsSides[] {
  const found = new Map<string, AwsSides>(
    before.found.rows.map((row) => [idOf(row), { row, before: row.decision, after: null }]),
  );
  for (const row of after.found.rows)
    found.set(idOf(row), {
      row,
      before: found.get(idOf(row))?.before ?? null,
      after: row.decision,
    });
  return [...found.values()];
}

/** Nodes of groups on either side. */
const groupsOf = ({ before, after }: ActionSides): number[] => [
  ...new Set([...before.groups.keys(), ...after.groups.keys()]),
];

export function actionCounts(sides: ActionSides): DraftSummary['actions'][number] {
  const { before, after } = sides;
  const { action, resource } = after.found.question;
  type Counts = DraftSummary['actions'][number]['counts'][number];
  const none = (): { allowed: number; conditional: number } => ({ allowed: 0, conditional: 0 });
  const counts = new Map<WhoKind, Counts>(
    whoKinds.map((kind) => [
      kind,
      {
        kind,
        before: none(),
        after: none(),
        changes: Object.fromEntries(whoChanges.map((change) => [change, 0])) as Counts['changes'],
      },
    ]),
  );
  const count = (kind: WhoKind, was: Possible | null, is: Possible | null): void => {
    const one = counts.get(kind)!;
    if (was) one.before[was]++;
    if (is) one.after[is]++;
    const change = whoChange(was, is);
    if (change) one.changes[change]++;
  };
  const { best } = after.people;
  for (let node = 0; node < best.length; node++) {
    const [was, is] = [before.people.best[node] ?? 0, best[node]!];
    if (was !== 0 || is !== 0) count('directoryUser', ofRank(was), ofRank(is));
  }
  for (const node of groupsOf(sides))
    count('directoryGroup', ofRank(before.groups.get(node)), ofRank(after.groups.get(node)));
  for (const { row, before: was, after: is } of awsSides(sides)) count(row.kind, was, is);
  return { asked: { action, resource }, counts: [...counts.values()] };
}

/** People first, then groups, then what is in AWS: each by name. */
export function actionRows(
  world: AccessWorld,
  sides: ActionSides,
  { text, kinds, change: wanted }: WhoChangeFilter,
  { offset, limit }: Page,
): { total: number; rows: WhoChangeRow[] } {
  const { before, after } = sides;
  const { state } = after;
  const wants = (kind: WhoKind): boolean => kinds === undefined || kinds.length === 0 || kinds.includes(kind);
  const found = nodesWithText(world, before.state.set.graph, text);
  const words = text?.trim().toLowerCase() ?? '';
  const fits = (change: WhoChange | null): change is WhoChange =>
    change !== null && (wanted === undefined || change === wanted);
  /** What the draft makes is in no search. */
  const isMadeCalled = (node: number): boolean => {
    const { snapshotId, objectId } = refOf(state.set.graph, node);
    const { samAccountName, dn } = state.snapshots.get(snapshotId)!.row(objectId);
    return `${samAccountName ?? ''} ${dn}`.toLowerCase().includes(words);
  };
  const groups = new Set(groupsOf(sides));
  const nodes: {
    node: number;
    kind: 'directoryUser' | 'directoryGroup';
    was: Possible | null;
    is: Possible | null;
  }[] = [];
  for (const kind of ['directoryUser', 'directoryGroup'] as const) {
    if (!wants(kind)) continue;
    for (const node of state.order) {
      if (found !== null && !(node < found.length ? found[node] === 1 : isMadeCalled(node))) continue;
      const [was, is] =
        kind === 'directoryUser'
          ? [ofRank(before.people.best[node]), ofRank(after.people.best[node])]
          : groups.has(node)
            ? [ofRank(before.groups.get(node)), ofRank(after.groups.get(node))]
            : [null, null];
      if (fits(whoChange(was, is))) nodes.push({ node, kind, was, is });
    }
  }
  const aws = awsSides(sides).filter(
    ({ row, before: was, after: is }) =>
      wants(row.kind) &&
      fits(whoChange(was, is)) &&
      (words === '' || `${row.name} ${row.id}`.toLowerCase().includes(words)),
  );
  const page = nodes.slice(offset, offset + limit);
  const objects = readNodeRows(
    state.set.graph,
    page.map(({ node }) => node),
    (id) => state.snapshots.get(id)!,
  );
  const rows = page.map(({ node, kind, was, is }): WhoChangeRow => {
    const object = objects.get(node)!;
    return {
      change: whoChange(was, is)!,
      who: { kind, ...refOf(state.set.graph, node) },
      name: object.displayName ?? object.name,
      detail: object.dn,
      before: was,
      after: is,
    };
  });
  const from = Math.max(0, offset - nodes.length);
  for (const { row, before: was, after: is } of aws.slice(from, from + limit - rows.length))
    rows.push({
      change: whoChange(was, is)!,
      who: { kind: row.kind, id: row.id },
      name: row.name,
      detail: row.id,
      before: was,
      after: is,
    });
  return { total: nodes.length + aws.length, rows };
}
