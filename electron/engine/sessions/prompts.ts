/**
 * What running requests wait for a person to give. A prompt ends when it is answered, dismissed, given up by who asked, or
 * out of time: nothing waits for ever.
 */
import { randomUUID } from 'node:crypto';
import type { Prompt } from '#contract/sessions/prompt.ts';
import type { Once } from '#contract/sessions/request.ts';
import { Fault } from '#contract/faults.ts';
import { Broadcast } from '../broadcast.ts';

/** Time to find a phone, or to sign in at another page. */
const waitMs = 5 * 60_000;
const gapMs = 20;

export type Wanted = Omit<Prompt, 'id' | 'askedAt' | 'until'>;

interface Open {
  readonly prompt: Prompt;
  readonly resolve: (once: Once | null) => void;
  readonly reject: (fault: Fault) => void;
}

export class Prompts {
  readonly #open = new Map<string, Open>();
  readonly #shown = new Broadcast<'all', Prompt[]>();
  readonly #waitMs: number;
  #watchers = 0;

  constructor(limitMs = waitMs) {
    this.#waitMs = limitMs;
    this.#shown.set('all', []);
  }

  /** Whether anybody would see a prompt. */
  get watched(): boolean {
    return this.#watchers > 0;
  }

  /** How many wait for a person. */
  get waiting(): number {
    return this.#open.size;
  }

  async *watch(signal: AbortSignal | undefined): AsyncGenerator<Prompt[], void, void> {
    this.#watchers += 1;
    try {
      yield* this.#shown.watch(signal, gapMs);
    } finally {
      this.#watchers -= 1;
    }
  }

  /**
   * Shows a prompt and waits for its answer; null = a portal was signed in at, which leaves nothing to hand over. Rejects with
   * `session.promptUnseen` (nobody would see it), `.promptDismissed`, `.promptTimedOut` or `job.cancelled`.
   */
  async ask(wanted: Wanted, signal: AbortSignal): Promise<Once | null> {
    const name = wanted.sessionName;
    if (!this.watched) throw new Fault('session.promptUnseen', { name });
    if (signal.aborted) throw new Fault('job.cancelled', {});
    const id = randomUUID();
    const now = Date.now();
    const until = new Date(now + this.#waitMs).toISOString();
    const { promise, resolve, reject } = Promise.withResolvers<Once | null>();
    const timer = setTimeout(
      () => reject(new Fault('session.promptTimedOut', { name, seconds: Math.round(this.#waitMs / 1000) })),
      this.#waitMs,
    );
    const cancel = () => reject(new Fault('job.cancelled', {}));
    signal.addEventListener('abort', cancel, { once: true });
    const prompt = { ...wanted, id, askedAt: new Date(now).toISOString(), until };
    this.#open.set(id, { prompt, resolve, reject });
    this.#tell();
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      this.#open.delete(id);
      this.#tell();
    }
  }

  /** An answer of another kind than the prompt asks for is refused, and the prompt stays. */
  answer(id: string, once: Once): void {
    const open = this.#at(id);
    const fits =
      once.kind === open.prompt.kind || (once.kind === 'samlHandle' && open.prompt.kind === 'samlResponse');
    if (!fits) throw new Fault('input.invalid', { path: 'once.kind', detail: open.prompt.kind });
    open.resolve(once);
  }

  /** What waits for a sign-in at the portal goes on. */
  signedIn(portal: string): void {
    for (const { prompt, resolve } of this.#open.values())
      if (prompt.kind === 'portal' && prompt.provider === portal) resolve(null);
  }

  /** What waits for this session is answered by who refreshes it by hand meanwhile. */
  answerFor(sessionId: string, once: Once): boolean {
    const open = [...this.#open.values()].find(({ prompt }) => prompt.sessionId === sessionId);
    if (!open) return false;
    this.answer(open.prompt.id, once);
    return true;
  }

  dismiss(id: string): void {
    const open = this.#at(id);
    open.reject(new Fault('session.promptDismissed', { name: open.prompt.sessionName }));
  }

  #at(id: string): Open {
    const open = this.#open.get(id);
    if (!open) throw new Fault('session.promptOver', {});
    return open;
  }

  #tell(): void {
    this.#shown.set(
      'all',
      [...this.#open.values()].map(({ prompt }) => prompt),
    );
  }
}
