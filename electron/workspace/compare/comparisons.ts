/** Comparisons of one connection: computed once, in slices, and kept while few others are asked for. */
import { randomInt } from 'node:crypto';
import { Fault } from '#contract/faults.ts';
import type { Source } from '#contract/shapes.ts';
import { readSources } from '../catalogue.ts';
import type { SnapshotReader } from '../read/snapshot.ts';
import type { Snapshots } from '../read/snapshots.ts';
import type { Searches } from '../search/searches.ts';
import type { Database } from '../sqlite.ts';
import { compute } from './compute.ts';
import { resolveMapping } from './mapping.ts';
import type { ResolvedMapping } from './mapping.ts';
import type { CompareQuestion, CompareStep, MappingLine } from './question.ts';
import type { ComparisonResult } from './result.ts';
import { CompareSide } from './side.ts';

/** Some 200 MB each at a million objects. */
const keptComparisons = 3;
const sliceMilliseconds = 20;

export interface KeptComparison {
  readonly result: ComparisonResult;
  readonly mapping: ResolvedMapping | null;
  /** Lists of rows by filter, the last ones used. */
  readonly lists: Map<string, Int32Array>;
}

export class Comparisons {
  readonly #db: Database;
  readonly #snapshots: Snapshots;
  readonly #searches: Searches;
  readonly #kept = new Map<string, KeptComparison>();
  readonly #cancelled = new Set<number>();

  constructor(db: Database, snapshots: Snapshots, searches: Searches) {
    this.#db = db;
    this.#snapshots = snapshots;
    this.#searches = searches;
  }

  /** Throws `compare.notFound`. */
  get(id: string): KeptComparison {
    const kept = this.#kept.get(id);
    if (!kept) throw new Fault('compare.notFound', {});
    // A snapshot may be gone since.
    for (const side of [kept.result.a, kept.result.b]) this.#snapshots.get(side.snapshot.id);
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    return kept;
  }

  cancel(ticket: number): void {
    this.#cancelled.add(ticket);
  }

  /** Computes the comparison and keeps it under `id`. */
  async run(
    id: string,
    question: CompareQuestion,
    ticket: number,
    onStep: (step: CompareStep) => void,
  ): Promise<void> {
    try {
      if (this.#kept.has(id)) {
        this.get(id);
        return;
      }
      await turn();
      const steps = this.#steps(question, readSources(this.#db));
      let last = performance.now();
      for (;;) {
        const step = this.#db.transaction(() => {
          for (const { snapshotId } of [question.a, question.b]) this.#snapshots.get(snapshotId);
          return steps.next();
        }, 'DEFERRED');
        if (step.done === true) {
          this.#keep(id, step.value);
          return;
        }
        if (performance.now() - last < sliceMilliseconds) continue;
        onStep(step.value);
        await turn();
        if (this.#cancelled.has(ticket)) throw new Fault('job.cancelled', {});
        last = performance.now();
      }
    } finally {
      this.#cancelled.delete(ticket);
    }
  }

  mapping(a: number, b: number, lines: readonly MappingLine[]): ResolvedMapping {
    return resolveMapping(this.#reader(a), this.#reader(b), this.#searches, lines);
  }

  #reader(snapshotId: number): SnapshotReader {
    const reader = this.#snapshots.get(snapshotId);
    if (!reader) throw new Fault('snapshot.none', { kind: 'forest' });
    return reader;
  }

  *#steps(
    question: CompareQuestion,
    sources: readonly Source[],
  ): Generator<CompareStep, KeptComparison, void> {
    const side = ({ snapshotId, base }: CompareQuestion['a']): CompareSide => {
      const source = sources.find(({ snapshots }) => snapshots.some(({ id }) => id === snapshotId));
      if (!source) throw new Fault('snapshot.notFound', { id: snapshotId });
      return new CompareSide(this.#reader(snapshotId), source, base);
    };
    const a = side(question.a);
    yield { phase: 'columns', done: 1, total: 2, found: 0 };
    const b = side(question.b);
    const mapping = question.mapping
      ? resolveMapping(a.snapshot, b.snapshot, this.#searches, question.mapping)
      : null;
    const { withNoise, withReserved } = question;
    const asked = { mapped: mapping?.pairs ?? [], withNoise, withReserved, seed: randomInt(2 ** 31) };
    const result = yield* compute(this.#db, { a, b }, asked);
    return { result, mapping, lists: new Map() };
  }

  #keep(id: string, one: KeptComparison): void {
    this.#kept.set(id, one);
    if (this.#kept.size > keptComparisons) this.#kept.delete(this.#kept.keys().next().value!);
  }
}

/** Lets messages in: a resolved promise would not. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
