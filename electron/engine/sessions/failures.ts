/** What refreshes failed with, and when they may be tried again. */
import type { Failure, StoredSession } from '#contract/sessions/session.ts';
import { nextTryAt } from '#domain/session/lifetime.ts';
import { refusalOf } from '#sts/refusalOf.ts';
import { toFault } from '../faults.ts';

interface Failed extends Failure {
  readonly failures: number;
  /** Of the keys that were to be replaced: once there are others, it is over. */
  readonly takenAt: string;
}

type Of = Pick<StoredSession, 'id' | 'takenAt'>;

export class Failures {
  readonly #failed = new Map<string, Failed>();

  of(stored: Of): Failure | null {
    const failed = this.#last(stored);
    return failed ? { fault: failed.fault, at: failed.at, nextTryAt: failed.nextTryAt } : null;
  }

  /** A dismissed prompt means no; what passes by itself is tried again, each time later. */
  note(stored: Of, error: unknown): void {
    const fault = toFault(error);
    if (fault.code === 'job.cancelled') return;
    const failures = (this.#last(stored)?.failures ?? 0) + 1;
    const byPerson = fault.code.startsWith('session.prompt');
    const next = byPerson
      ? null
      : nextTryAt({
          failedAt: Date.now(),
          failures,
          refusal: refusalOf(fault).kind,
          jitter: Math.random(),
        });
    this.#failed.set(stored.id, {
      fault: fault.toData(),
      at: new Date().toISOString(),
      nextTryAt: next === null ? null : new Date(next).toISOString(),
      failures,
      takenAt: stored.takenAt,
    });
  }

  forget(id: string): void {
    this.#failed.delete(id);
  }

  /** After the machine slept: what failed meanwhile is tried again at once. */
  forgetWaits(): void {
    for (const [id, { nextTryAt: next }] of this.#failed) if (next !== null) this.#failed.delete(id);
  }

  /** 0 = now, null = not before somebody asks. `watched`: somebody would see a prompt. */
  mayTryAt(stored: Of, watched: boolean): number | null {
    const failed = this.#last(stored);
    if (!failed) return 0;
    // Nobody said no: nobody was there.
    if (failed.fault.code === 'session.promptUnseen') return watched ? 0 : null;
    return failed.nextTryAt === null ? null : Date.parse(failed.nextTryAt);
  }

  #last({ id, takenAt }: Of): Failed | undefined {
    const failed = this.#failed.get(id);
    return failed?.takenAt === takenAt ? failed : undefined;
  }
}
