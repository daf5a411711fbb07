/**
 * The client's side of the pipe to the vault's child: starts one on first use, gives every call a time limit, and ends
 * a child that does not answer, at once and with everything that waits in it.
 */
import { Fault } from '../contract/faults.ts';
import type { Child } from '../contract/shell.ts';
import { answerSchema } from './messages.ts';
import type { Ask } from './messages.ts';

export interface Limits {
  /** Starting the child. */
  readonly startMs: number;
  /** A call that has no reason to wait for anybody. */
  readonly callMs: number;
  /** A call for which the user may have to type a password first. */
  readonly promptMs: number;
  /** Looking how the keychain stands. */
  readonly stateMs: number;
}

interface Waiting {
  readonly resolve: (value: string | null) => void;
  readonly reject: (error: Fault) => void;
  timer: NodeJS.Timeout;
  prompting: boolean;
}

/** One running child and what was asked of it. */
interface Running {
  readonly child: Child;
  readonly waiting: Map<number, Waiting>;
  ended: boolean;
}

/** So many calls work at once (libuv's thread pool has four threads); the rest wait here, where no limit runs yet. */
const atOnce = 4;

export class Calls {
  readonly #startChild: () => Promise<Child>;
  readonly #limits: Limits;
  #running: Promise<Running> | null = null;
  #current: Running | null = null;
  #lastId = 0;
  #closed = false;
  #free = atOnce;
  readonly #queue: (() => void)[] = [];

  constructor(startChild: () => Promise<Child>, limits: Limits) {
    this.#startChild = startChild;
    this.#limits = limits;
  }

  /** True while a call may be waiting for the user. */
  get prompting(): boolean {
    return [...(this.#current?.waiting.values() ?? [])].some((one) => one.prompting);
  }

  /** A call that works on the ring. Rejects with a `Fault`; `vault.noAnswer` when its limit has passed. */
  async work(ask: Ask): Promise<string | null> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    try {
      return await this.#send(ask, this.#limits.callMs);
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#free++;
    }
  }

  /** Looks at the ring, past any queue. */
  look(ask: Ask & { op: 'state' | 'has' }): Promise<string | null> {
    return this.#send(ask, this.#limits.stateMs);
  }

  close(): void {
    this.#closed = true;
    if (this.#current) this.#end(this.#current, () => new Fault('engine.stopped', {}));
  }

  async #send(ask: Ask, limitMs: number): Promise<string | null> {
    if (this.#closed) throw new Fault('engine.stopped', {});
    this.#running ??= this.#start();
    const running = await this.#running;
    if (running.ended) throw new Fault('vault.failed', { detail: 'the keychain process ended' });
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#late(running, id, ask.op === 'state' || ask.op === 'has', limitMs),
        limitMs,
      );
      running.waiting.set(id, { resolve, reject, timer, prompting: false });
      try {
        running.child.postMessage({ ...ask, id });
      } catch {
        this.#end(running, () => new Fault('vault.failed', { detail: 'the keychain process ended' }));
      }
    });
  }

  #late(running: Running, id: number, looking: boolean, limitMs: number): void {
    const silence = () => new Fault('vault.noAnswer', { seconds: Math.ceil(limitMs / 1000) });
    const others = running.waiting.size > 1;
    // A look that hangs does not take down work that has its own, longer limit.
    if (looking && others) this.#settle(running, id, (one) => one.reject(silence()));
    else this.#end(running, silence);
  }

  #settle(running: Running, id: number, how: (one: Waiting) => void): void {
    const one = running.waiting.get(id);
    if (!one) return;
    clearTimeout(one.timer);
    running.waiting.delete(id);
    how(one);
  }

  /** Ends a child: whatever waits in it is rejected, and the next call starts another. */
  #end(running: Running, fault: () => Fault): void {
    if (running.ended) return;
    running.ended = true;
    if (this.#current === running) {
      this.#current = null;
      this.#running = null;
    }
    running.child.kill();
    for (const id of running.waiting.keys()) this.#settle(running, id, (one) => one.reject(fault()));
  }

  async #start(): Promise<Running> {
    try {
      const child = await this.#started();
      const running: Running = { child, waiting: new Map(), ended: false };
      child.onMessage((message) => this.#hear(running, message));
      child.onClose(() =>
        this.#end(running, () => new Fault('vault.failed', { detail: 'the keychain process ended' })),
      );
      if (this.#closed) {
        child.kill();
        throw new Fault('engine.stopped', {});
      }
      this.#current = running;
      return running;
    } catch (error) {
      this.#running = null;
      throw error instanceof Fault
        ? error
        : new Fault('vault.failed', { detail: 'the keychain process did not start' });
    }
  }

  async #started(): Promise<Child> {
    const start = this.#startChild();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Fault('vault.noAnswer', { seconds: Math.ceil(this.#limits.startMs / 1000) })),
        this.#limits.startMs,
      );
    });
    try {
      return await Promise.race([start, limit]);
    } catch (error) {
      // One that comes after all must not stay.
      void start.then((child) => child.kill()).catch(() => undefined);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #hear(running: Running, message: unknown): void {
    const parsed = answerSchema.safeParse(message);
    if (!parsed.success) return;
    const answer = parsed.data;
    if (answer.kind === 'done') this.#settle(running, answer.id, (one) => one.resolve(answer.value));
    if (answer.kind === 'fault')
      this.#settle(running, answer.id, (one) => one.reject(Fault.fromData(answer.fault)));
    if (answer.kind === 'prompting') {
      const one = running.waiting.get(answer.id);
      if (!one) return;
      clearTimeout(one.timer);
      one.prompting = true;
      one.timer = setTimeout(
        () => this.#late(running, answer.id, false, this.#limits.promptMs),
        this.#limits.promptMs,
      );
    }
  }
}
