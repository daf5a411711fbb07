/** The procedures of access reviews. Every time is the engine's own clock. */
import type { z } from 'zod';
import { Fault } from '#contract/faults.ts';
import type { ReviewProgress, ReviewRequest } from '#contract/review.ts';
import type { ReviewFilter, ReviewItem } from '#contract/reviewItem.ts';
import type { DecidedItems, reviewProcedures } from '#contract/reviewProcedures.ts';
import { maxPage } from '#contract/shapes.ts';
import type { ReviewStep, WorkspaceReviews } from '#workspace/review/asked.ts';

import type { Engine } from '../engine.ts';
import { telling } from '../telling.ts';
import { itemsCsv, mismatch, readDecisions, saysNothing } from './decisionsFile.ts';
import type { BadRow, DecisionRow } from './decisionsFile.ts';
import { reviewDocument } from './document.ts';
import { reviewParts, writeParts } from './files.ts';
import { revocationsAs } from './revocations.ts';

type Procedures = typeof reviewProcedures;
export type Name = keyof Procedures;
export type Input<P extends Name> = z.infer<Procedures[P]['input']>;
export type Output<P extends Name> = z.infer<Procedures[P]['output']>;

const now = (): string => new Date().toISOString();
const reviewsOf = (engine: Engine): WorkspaceReviews => engine.workspace.current.reviews;

/** Freezes the evidence and tells how far it is; whoever stops listening ends it. */
export async function* startReview(
  engine: Engine,
  request: ReviewRequest,
  signal?: AbortSignal,
): AsyncGenerator<ReviewProgress, void> {
  const reviews = reviewsOf(engine);
  let reviewId = 0;
  yield* telling<ReviewProgress, unknown>(async (tell, stop) => {
    const step = (one: ReviewStep) => tell({ ...one, finished: false, reviewId: null });
    reviewId = await reviews.start(request, now(), step, stop);
  }, signal);
  yield { phase: 'done', done: 1, total: 1, finished: true, reviewId };
}

/** Items that a filter finds, whole, in the order of their numbers. */
async function* filtered(reviews: WorkspaceReviews, id: number, filter: ReviewFilter, signal?: AbortSignal): AsyncGenerator<ReviewItem[], void> {
  for (let offset = 0; ; offset += maxPage) {
    signal?.throwIfAborted();
    const { rows } = await reviews.ask('reviewItems', id, filter, 'number', { offset, limit: maxPage });
    if (rows.length === 0) return;
    yield await reviews.ask('reviewThese', id, rows.map(({ number }) => number));
  }
} // prettier-ignore

const mostBad = 1000;

async function importDecisions(engine: Engine, { reviewId: id, file, by }: Input<'importDecisions'>): Promise<Output<'importDecisions'>> {
  const reviews = reviewsOf(engine);
  const { signOff, name } = await reviews.ask('reviewGet', id);
  if (signOff) throw new Fault('review.signed', { name });
  const { rows, bad } = await readDecisions(engine.files.at(file));
  const found: BadRow[] = [...bad];
  const overtaken: DecidedItems['overtaken'] = [];
  let decided = 0;
  let passed = 0;
  const at = now();
  for (let from = 0; from < rows.length; from += maxPage) {
    const fitting: DecisionRow[] = [];
    for (const row of rows.slice(from, from + maxPage)) {
      const problem = await judge(reviews, id, row);
      if (problem === 'passed') passed++;
      else if (problem === null) fitting.push(row);
      else found.push({ line: row.line, number: String(row.number), code: problem });
    }
    if (fitting.length === 0) continue;
    const done = await reviews.decide(id, fitting, by, at);
    decided += done.changes.length;
    overtaken.push(...done.overtaken);
    const lines = new Map(fitting.map(({ number, line }) => [number, line]));
    for (const { number, code } of done.refused) found.push({ line: lines.get(number)!, number: String(number), code });
  }
  found.sort((a, b) => a.line - b.line);
  return { decided, passed, bad: found.slice(0, mostBad), badTotal: found.length, overtaken: overtaken.slice(0, mostBad) };
} // prettier-ignore

/** Null: the row decides something. `passed`: it says nothing, or what is said already. */
async function judge(reviews: WorkspaceReviews, id: number, row: DecisionRow): Promise<BadRow['code'] | 'passed' | null> {
  let item: ReviewItem;
  try {
    item = await reviews.ask('reviewItem', id, row.number);
  } catch (error) {
    if (error instanceof Fault && error.code === 'review.itemNotFound') return 'unknownItem';
    throw error;
  }
  const other = mismatch(row, item);
  return other ?? (saysNothing(row, item) ? 'passed' : null);
} // prettier-ignore

type Handlers = {
  readonly [P in Name]: (engine: Engine, input: Input<P>, signal?: AbortSignal) => Promise<Output<P>>;
};

const handlers: Handlers = {
  async list(engine) {
    const workspace = engine.workspace.current;
    const listed = await workspace.reviews.ask('reviewList');
    return { ...listed, today: now().slice(0, 10), kept: !workspace.readOnly };
  },

  get: (engine, { reviewId }) => reviewsOf(engine).ask('reviewGet', reviewId),

  preview: (engine, { scope }) => reviewsOf(engine).ask('reviewPreview', scope),

  items: (engine, { reviewId, filter, order, page }) =>
    reviewsOf(engine).ask('reviewItems', reviewId, filter, order, page),

  item: (engine, { reviewId, number }) => reviewsOf(engine).ask('reviewItem', reviewId, number),

  nextOpen: async (engine, { reviewId, filter, order, after }) => ({
    next: await reviewsOf(engine).ask('reviewNextOpen', reviewId, filter, order, after),
  }),

  position: async (engine, { reviewId, filter, order, number }) => ({
    offset: await reviewsOf(engine).ask('reviewPosition', reviewId, filter, order, number),
  }),

  groups: (engine, { reviewId, filter, order, offset = 0 }) =>
    reviewsOf(engine).ask('reviewGroups', reviewId, filter, order, offset),

  stand: (engine, { reviewId }) => reviewsOf(engine).ask('reviewStand', reviewId),

  async decide(engine, { reviewId, items, decision, reason, by, unlessSaid }) {
    const reviews = reviewsOf(engine);
    const deciding = items.map((one) => ({ ...one, decision, reason }));
    const done = await reviews.decide(reviewId, deciding, by, now(), unlessSaid);
    const { changes, refused, overtaken, left } = done;
    const { counts } = await reviews.ask('reviewGet', reviewId);
    return { decided: changes.length, refused, overtaken, left, counts };
  },

  reassign: async (engine, { reviewId, which, reviewer, by }) => ({
    reassigned: await reviewsOf(engine).reassign(reviewId, which, reviewer, by, now()),
  }),

  async signOff(engine, { reviewId, by, reason }) {
    const reviews = reviewsOf(engine);
    await reviews.signOff(reviewId, by, reason === '' ? null : reason, now());
    return reviews.ask('reviewGet', reviewId);
  },

  async remove(engine, { reviewId }) {
    await reviewsOf(engine).remove(reviewId);
    return {};
  },

  async verify(engine, { reviewId }) {
    const reviews = reviewsOf(engine);
    const { digest } = await reviews.ask('reviewGet', reviewId);
    const { intact, changed } = await reviews.ask('reviewSeal', reviewId);
    return { intact, changed, digest };
  },

  async report(engine, { reviewId, format, locale, target }, signal) {
    const deposit = engine.files.takeTarget(target);
    const document = await reviewDocument(reviewsOf(engine), reviewId, locale, signal);
    const bytes = await writeParts(deposit, reviewParts(document, format));
    return { bytes, items: document.items.length };
  },

  async revocations(engine, { reviewId, format, locale, target }) {
    const reviews = reviewsOf(engine);
    const deposit = engine.files.takeTarget(target);
    const { parts, ...counts } = await revocationsAs(reviews, reviewId, format, locale);
    return { bytes: await writeParts(deposit, parts), ...counts };
  },

  async exportItems(engine, { reviewId, filter, locale, target }, signal) {
    const reviews = reviewsOf(engine);
    const deposit = engine.files.takeTarget(target);
    let items = 0;
    const counted = async function* () {
      for await (const some of filtered(reviews, reviewId, filter, signal)) {
        items += some.length;
        yield some;
      }
    };
    const bytes = await writeParts(deposit, itemsCsv(counted(), locale));
    return { bytes, items };
  },

  importDecisions: (engine, input) => importDecisions(engine, input),
};

export const answer = <P extends Name>(
  engine: Engine,
  name: P,
  input: Input<P>,
  signal?: AbortSignal,
): Promise<Output<P>> => handlers[name](engine, input, signal);
