/** Long work: started here, followed by a stream, cancelled by id. A job that ends leaves its last state for a while. */
import { randomUUID } from 'node:crypto';
import { Fault } from '#contract/faults.ts';
import type { JobNote } from '#contract/jobNote.ts';
import type { Job } from '#contract/shapes.ts';
import { Broadcast } from './broadcast.ts';
import { toFault } from './faults.ts';

/** At most ten messages a second (DESIGN: streams and pages). */
const gapMs = 100;
const keepFinished = 20;

export interface JobControl {
  readonly signal: AbortSignal;
  progress(phase: string, done: number, total: number | null): void;
  /** What is read from now on belongs to this naming context. */
  part(name: string): void;
  /** What is read of several things at once, as a whole. */
  parts(all: Job['parts']): void;
  /** What to know of the result beside it; a code. */
  note(code: JobNote): void;
}

/** `done` counts over all parts; those before the last one are as they were. */
function counted(parts: Job['parts'], done: number): Job['parts'] {
  const before = parts.slice(0, -1);
  const last = parts.at(-1);
  const read = before.reduce((sum, part) => sum + part.done, 0);
  return last ? [...before, { ...last, done: Math.max(0, done - read) }] : [];
}

interface Running {
  job: Job;
  readonly abort: AbortController;
  readonly ended: Promise<Job>;
}

export class Jobs {
  readonly #all = new Map<string, Running>();
  readonly #changes = new Broadcast<string, Job>();

  /** Starts `work`; its result is the id of the snapshot it made, or null. Never throws: the fault is the job's. */
  start(kind: Job['kind'], subject: string, work: (control: JobControl) => Promise<number | null>): Job {
    const id = randomUUID();
    const abort = new AbortController();
    const first: Job = {
      id,
      kind,
      subject,
      state: 'running',
      phase: 'connecting',
      done: 0,
      total: null,
      parts: [],
      startedAt: new Date().toISOString(),
      note: null,
      fault: null,
      snapshotId: null,
    };
    const set = (change: Partial<Job>): Job => {
      running.job = { ...running.job, ...change };
      this.#changes.set(id, running.job);
      return running.job;
    };
    let atOnce = false;
    const control: JobControl = {
      signal: abort.signal,
      progress: (phase, done, total) => {
        if (running.job.state !== 'running') return;
        const parts = phase === 'reading' && !atOnce ? counted(running.job.parts, done) : running.job.parts;
        set({ phase, done, total, parts });
      },
      part: (name) => void set({ parts: [...running.job.parts, { name, done: 0 }] }),
      parts: (all) => {
        atOnce = true;
        if (running.job.state === 'running') set({ parts: all });
      },
      note: (code) => void set({ note: code }),
    };
    const run = async (): Promise<Job> => {
      try {
        const snapshotId = await work(control);
        return set({ state: 'done', phase: 'done', snapshotId });
      } catch (error) {
        const fault = abort.signal.aborted ? new Fault('job.cancelled', {}) : toFault(error);
        return set({ state: fault.code === 'job.cancelled' ? 'cancelled' : 'failed', fault: fault.toData() });
      } finally {
        this.#forgetOldest();
      }
    };
    // The work begins in the next turn, when `running` is set.
    const running: Running = { job: first, abort, ended: Promise.resolve().then(run) };
    this.#all.set(id, running);
    this.#changes.set(id, first);
    return first;
  }

  watch(signal: AbortSignal | undefined): AsyncGenerator<Job, void, void> {
    return this.#changes.watch(signal, gapMs);
  }

  /** Asks the job to stop and waits for it: when this answers, nothing of it is left. */
  async cancel(id: string): Promise<Job> {
    const running = this.#at(id);
    running.abort.abort();
    return running.ended;
  }

  ended(id: string): Promise<Job> {
    return this.#at(id).ended;
  }

  async cancelAll(): Promise<void> {
    for (const running of this.#all.values()) running.abort.abort();
    await Promise.all([...this.#all.values()].map((running) => running.ended));
  }

  #at(id: string): Running {
    const running = this.#all.get(id);
    if (!running) throw new Fault('job.notFound', { name: id });
    return running;
  }

  #forgetOldest(): void {
    const finished = [...this.#all.values()].filter(({ job }) => job.state !== 'running');
    for (const { job } of finished.slice(0, Math.max(0, finished.length - keepFinished))) {
      this.#all.delete(job.id);
      this.#changes.delete(job.id);
    }
  }
}
