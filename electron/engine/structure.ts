/** The structure procedures: two directories side by side, and trusts from both ends. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import { maxPage } from '#contract/shapes.ts';
import type { StructureView, TrustsView, structureProcedures } from '#contract/structure.ts';
import { compareStructure } from '#domain/compare/structure/compare.ts';
import type { StructureComparison } from '#domain/compare/structure/compare.ts';
import { structureOutcomes, structureSubjects } from '#domain/compare/structure/model.ts';
import type { StructureRow, StructureSide } from '#domain/compare/structure/model.ts';
import { trustPicture } from '#domain/compare/structure/trusts.ts';
import type { Forest } from '#domain/forest/model.ts';
import type { Workspace } from '#workspace/api.ts';
import type { Engine } from './engine.ts';
import { waiting } from './compare/shared.ts';
import { structureInput } from './compare/structure/read.ts';
import { Kept, keptBy } from './forest/parts.ts';
import { trustWorld } from './trustWorld.ts';

type Input<P extends keyof typeof structureProcedures> = z.infer<(typeof structureProcedures)[P]['input']>;

interface Compared extends StructureComparison {
  a: { snapshotId: number; forest: string; readAt: string };
  b: { snapshotId: number; forest: string; readAt: string };
}
/** Snapshots never change: the comparison of two is kept, and its pages are cut from it. */
const comparisons = keptBy<Workspace, Kept<string, Compared>>(() => new Kept(8));

const holds = (forest: Forest, dns: string) => {
  const found = forest.domains.some((domain) => domain.dns === dns.toLowerCase());
  if (!found) throw new Fault('object.notFound', { name: dns });
};

async function compared(
  engine: Engine,
  { a, b, domains }: Pick<Input<'compare'>, 'a' | 'b' | 'domains'>,
  signal?: AbortSignal,
): Promise<Compared> {
  const [left, right] = [await structureInput(engine, a, signal), await structureInput(engine, b, signal)];
  if (domains) {
    holds(left.forest, domains.a);
    holds(right.forest, domains.b);
  }
  const end = ({ forest, part }: typeof left, snapshotId: number) => ({
    snapshotId,
    forest: forest.id,
    readAt: part.readAt,
  });
  return { a: end(left, a), b: end(right, b), ...compareStructure(left, right, domains) };
}

const textsOf = (side: StructureSide): string[] =>
  side.state === 'read' ? side.values.map(({ text }) => text) : [];
const holdsText = (row: StructureRow, wanted: string): boolean =>
  [
    row.about,
    row.setting,
    row.domains?.a ?? '',
    row.domains?.b ?? '',
    ...textsOf(row.a),
    ...textsOf(row.b),
  ].some((text) => text.toLowerCase().includes(wanted));

function countsOf(rows: readonly StructureRow[]): StructureView['counts'] {
  const outcomes = Object.fromEntries(structureOutcomes.map((each) => [each, 0])) as Record<
    (typeof structureOutcomes)[number],
    number
  >;
  const subjects = Object.fromEntries(
    structureSubjects.map((each) => [each, { rows: 0, differ: 0 }]),
  ) as StructureView['counts']['subjects'];
  for (const { outcome, subject } of rows) {
    outcomes[outcome]++;
    subjects[subject].rows++;
    if (outcome !== 'same' && outcome !== 'notReadable') subjects[subject].differ++;
  }
  return { outcomes, subjects };
}

/** @throws Fault `snapshot.notFound`, `forest.none`; `object.notFound` for a chosen domain that is none of the forest */
export async function structureCompare(
  engine: Engine,
  input: Input<'compare'>,
  signal?: AbortSignal,
): Promise<StructureView> {
  const { a, b, domains, outcomes, subjects, page } = input;
  const key = JSON.stringify([a, b, domains?.a, domains?.b]);
  const { rows, ...told } = await waiting(
    comparisons(engine.workspace.current),
    key,
    (ended) => compared(engine, { a, b, ...(domains ? { domains } : {}) }, ended),
    signal,
  );
  const wanted = input.text?.trim().toLowerCase() ?? '';
  const kept = rows.filter(
    (row) =>
      (!outcomes || outcomes.includes(row.outcome)) &&
      (!subjects || subjects.includes(row.subject)) &&
      (wanted === '' || holdsText(row, wanted)),
  );
  return {
    ...told,
    counts: countsOf(rows),
    total: kept.length,
    rows: kept.slice(page.offset, page.offset + page.limit),
  };
}

/** Every forest of the newest snapshots or of those named, and the newest estates. */
export async function structureTrusts(engine: Engine, input: Input<'trusts'>): Promise<TrustsView> {
  const picture = trustPicture(await trustWorld(engine, input?.snapshotIds));
  const wanted = input?.text?.trim().toLowerCase() ?? '';
  const rows = picture.rows.filter(
    (row) =>
      (!input?.verdicts || input.verdicts.includes(row.verdict)) &&
      (wanted === '' || row.first.includes(wanted) || row.second.includes(wanted)),
  );
  const { offset, limit } = input?.page ?? { offset: 0, limit: maxPage };
  return {
    total: rows.length,
    rows: rows.slice(offset, offset + limit),
    nodes: picture.nodes.slice(0, maxPage),
    edges: picture.edges.slice(0, maxPage),
    notRead: picture.notRead,
  };
}
