/** Reviews as the engine holds them: the access thread computes and reads, the writer writes; a read-only file's are in memory. */
import { Fault } from '#contract/faults.ts';
import type { ReviewRequest } from '#contract/review.ts';
import type { AccessMethods } from '../worker/access.ts';
import type { WorkerClient } from '../worker/rpc.ts';
import type { WriterMethods } from '../worker/writer.ts';
import { memoryReviews } from './asked.ts';
import type { ReviewQuestions, ReviewStep, WorkspaceReviews } from './asked.ts';
import type { KeptReview } from './kept.ts';
import { signedDigest } from './seal.ts';
import type { Decided, Deciding, ReviewStore } from './store.ts';

type SignOff = NonNullable<KeptReview['signOff']>;

interface Threads {
  readonly readOnly: boolean;
  readonly name: string;
  readonly access: () => WorkerClient<AccessMethods>;
  readonly writer: () => WorkerClient<WriterMethods>;
}

/** What is said while a digest is computed makes that one old; after so many times somebody else is at it. */
const signAttempts = 20;

export class ReviewClient implements WorkspaceReviews {
  readonly #threads: Threads;
  #lastTicket = 0;

  constructor(threads: Threads) {
    this.#threads = threads;
  }

  ask<K extends keyof ReviewQuestions>(question: K, ...args: Parameters<ReviewQuestions[K]>) {
    return this.#threads.access().call(question, ...args) as ReturnType<ReviewQuestions[K]>;
  }

  /** Where new reviews go. */
  #newStore(): Pick<WorkerClient<ReviewStore>, 'call'> {
    const { readOnly, access, writer } = this.#threads;
    return (readOnly ? access() : writer()) as unknown as Pick<WorkerClient<ReviewStore>, 'call'>;
  }

  #storeOf(id: number): Pick<WorkerClient<ReviewStore>, 'call'> {
    const { readOnly, name } = this.#threads;
    if (readOnly && id < memoryReviews) throw new Fault('workspace.readOnly', { name });
    if (!readOnly && id >= memoryReviews) throw new Fault('review.notFound', { id });
    return this.#newStore();
  }

  async start(
    request: ReviewRequest,
    startedAt: string,
    onStep: (step: ReviewStep) => void,
    signal?: AbortSignal,
  ): Promise<number> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const access = this.#threads.access();
    const store = this.#newStore();
    const ticket = ++this.#lastTicket;
    const cancel = () => void access.call('reviewCancel', ticket).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    let id: number | null = null;
    try {
      onStep({ phase: 'counting', done: 0, total: null });
      const total = await access.call('reviewBegin', ticket, request, startedAt);
      id = await store.call('reviewOpen', request.name);
      for (;;) {
        if (signal?.aborted) throw new Fault('job.cancelled', {});
        const { rows, looked } = await access.call('reviewGather', ticket);
        onStep({ phase: 'gathering', done: looked, total });
        if (rows.length === 0) break;
        await store.call('reviewAdd', id, rows);
      }
      await store.call('reviewFinish', id, await access.call('reviewEnd', ticket));
      return id;
    } catch (error) {
      // What cannot be dropped now is dropped when the next one begins; nobody sees it.
      if (id !== null) await store.call('reviewDrop', id).catch(() => undefined);
      await access.call('reviewGiveUp', ticket).catch(() => undefined);
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async decide(
    id: number,
    items: readonly Deciding[],
    by: string,
    at: string,
    unlessSaid = false,
  ): Promise<Decided> {
    const decided = await this.#storeOf(id).call('reviewDecide', id, items, by, at, unlessSaid);
    await this.#tell(id, decided);
    return decided;
  }

  async reassign(
    id: number,
    which: Parameters<ReviewStore['reviewReassign']>[1],
    reviewer: string,
    by: string,
    at: string,
  ): Promise<number> {
    const changed = await this.#storeOf(id).call('reviewReassign', id, which, reviewer, by, at);
    await this.#tell(id, changed);
    return changed.changes.length;
  }

  async #tell(id: number, { revision, changes }: Pick<Decided, 'revision' | 'changes'>): Promise<void> {
    if (changes.length > 0) await this.#threads.access().call('reviewChanged', id, revision, changes);
  }

  async signOff(id: number, by: string, reason: string | null, at: string): Promise<void> {
    const store = this.#storeOf(id);
    for (let attempt = 0; attempt < signAttempts; attempt++) {
      const review = await this.ask('reviewGet', id);
      if (review.signOff) throw new Fault('review.signed', { name: review.name });
      const { said, open, revision } = await this.ask('reviewSeal', id);
      if (open > 0 && reason === null) throw new Fault('review.open', { open });
      const words: Omit<SignOff, 'digest'> = { by, at, reason: open > 0 ? reason : null, open };
      const signOff = { ...words, digest: signedDigest(review, said, words) };
      if (!(await store.call('reviewSign', id, revision, signOff))) continue;
      await this.#threads.access().call('reviewChanged', id, revision + 1, []);
      return;
    }
    throw new Fault('workspace.notWritable', { name: this.#threads.name, detail: `review ${id}` });
  }

  async remove(id: number): Promise<void> {
    await this.#storeOf(id).call('reviewRemove', id);
  }
}
