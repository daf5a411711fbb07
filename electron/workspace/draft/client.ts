/** Drafts of a workspace as the engine asks for them: kept by the writer, read by a reader, compared on the access thread. */
import type { ConvertAsked } from '#contract/draftConvert.ts';
import { Fault } from '#contract/faults.ts';
import type { ConvertTelling } from './exportAsked.ts';
import type { AccessMethods } from '../worker/access.ts';
import type { ReaderMethods } from '../worker/reader.ts';
import type { WorkerClient } from '../worker/rpc.ts';
import type { WriterMethods } from '../worker/writer.ts';
import type { DraftBody, DraftQuestion, DraftQuestions, DraftTelling, WorkspaceDrafts } from './asked.ts';

interface Threads {
  readonly access: () => WorkerClient<AccessMethods>;
  readonly browse: () => WorkerClient<ReaderMethods>;
  readonly writer: () => WorkerClient<WriterMethods>;
}

export class DraftClient implements WorkspaceDrafts {
  readonly #threads: Threads;
  #lastTicket = 0;

  constructor(threads: Threads) {
    this.#threads = threads;
  }

  list() {
    return this.#threads.browse().call('drafts');
  }

  async put(id: number | null, draft: DraftBody): Promise<number> {
    return this.#threads.writer().call('putDraft', id, draft);
  }

  async remove(id: number): Promise<void> {
    await this.#threads.writer().call('removeDraft', id);
  }

  run(
    id: string,
    question: DraftQuestion,
    onStep: (step: DraftTelling) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const access = this.#threads.access();
    return this.#cancellable(signal, (ticket) =>
      access.callWithProgress('draftRun', onStep, id, question, ticket),
    );
  }

  convert(asked: ConvertAsked, onStep: (step: ConvertTelling) => void, signal?: AbortSignal): Promise<void> {
    const access = this.#threads.access();
    return this.#cancellable(signal, (ticket) =>
      access.callWithProgress('draftConvertRun', onStep, asked, ticket),
    );
  }

  async #cancellable(
    signal: AbortSignal | undefined,
    work: (ticket: number) => Promise<void>,
  ): Promise<void> {
    if (signal?.aborted) throw new Fault('job.cancelled', {});
    const access = this.#threads.access();
    const ticket = ++this.#lastTicket;
    const cancel = () => void access.call('draftCancel', ticket).catch(() => undefined);
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      await work(ticket);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  ask<K extends keyof DraftQuestions>(question: K, ...args: Parameters<DraftQuestions[K]>) {
    return this.#threads.access().call(question, ...args) as Promise<Awaited<ReturnType<DraftQuestions[K]>>>;
  }
}
