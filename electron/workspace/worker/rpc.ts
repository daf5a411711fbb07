/** Calls between the engine's thread and one worker: numbered requests, one answer each, progress in between. */
import type { MessagePort } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import { Fault } from '#contract/faults.ts';
import type { FaultData } from '#contract/faults.ts';
import { faultOf } from '../sqlite.ts';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Whether the caller listens how far it is: the method then gets the request's id behind its arguments. */
  readonly tells: boolean;
}

type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: FaultData }
  | { readonly id: number; readonly progress: readonly unknown[] };

/** The methods of one role. Async ones let others in between; the rest run one after the other. */
// eslint-disable-next-line typescript/no-explicit-any -- the one place where all signatures meet.
type Method = (...args: any[]) => unknown;
export type Methods<M> = { readonly [K in keyof M]: Method };

/** Serves `methods` on the port. `progress` tells the caller of the running request how far it is. */
export function serve(
  port: MessagePort,
  path: string,
  methods: (progress: (id: number, ...values: unknown[]) => void) => Record<string, Method>,
): void {
  const send = (answer: Answer) => port.postMessage(answer);
  const table = methods((id, ...values) => send({ id, progress: values }));
  const run = async ({ id, method, args, tells }: Request) => {
    try {
      if (!Object.hasOwn(table, method)) throw new Fault('internal', { detail: `no method ${method}` });
      send({ id, result: await table[method]!(...args, ...(tells ? [id] : [])) });
    } catch (error) {
      send({ id, fault: faultOf(error, path).toData() });
    }
  };
  port.on('message', (request: Request) => void run(request));
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (fault: Fault) => void;
  readonly onProgress: ((...values: never[]) => void) | undefined;
}

/** The calling side. When the worker dies, everything under way and everything after rejects. */
export class WorkerClient<M extends Methods<M>> {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #last = 0;
  #dead: Fault | null = null;

  constructor(entry: URL, workerData: unknown) {
    // No flags of the parent: a test runner's would not fit.
    this.#worker = new Worker(entry, { workerData, execArgv: [], name: 'treeline-workspace' });
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (error) =>
      this.#die(new Fault('internal', { detail: error instanceof Error ? error.message : String(error) })),
    );
    this.#worker.on('exit', () => this.#die(new Fault('engine.stopped', {})));
  }

  call<K extends keyof M & string>(method: K, ...args: Parameters<M[K]>): Promise<Awaited<ReturnType<M[K]>>> {
    return this.callWithProgress(method, undefined, ...args);
  }

  /** As `call`; what `moved` lists goes over to the worker without being copied. */
  callWith<K extends keyof M & string>(
    moved: readonly ArrayBuffer[],
    method: K,
    ...args: Parameters<M[K]>
  ): Promise<Awaited<ReturnType<M[K]>>> {
    return this.#send(moved, undefined, method, args);
  }

  callWithProgress<K extends keyof M & string>(
    method: K,
    onProgress: ((...values: never[]) => void) | undefined,
    ...args: Parameters<M[K]>
  ): Promise<Awaited<ReturnType<M[K]>>> {
    return this.#send([], onProgress, method, args);
  }

  #send<K extends keyof M & string>(
    moved: readonly ArrayBuffer[],
    onProgress: ((...values: never[]) => void) | undefined,
    method: K,
    args: Parameters<M[K]>,
  ): Promise<Awaited<ReturnType<M[K]>>> {
    if (this.#dead) return Promise.reject(this.#dead);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onProgress });
      try {
        const request = { id, method, args, tells: onProgress !== undefined } satisfies Request;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window.
        this.#worker.postMessage(request, moved);
      } catch (error) {
        this.#pending.delete(id);
        reject(new Fault('internal', { detail: error instanceof Error ? error.message : String(error) }));
      }
    });
  }

  async terminate(): Promise<void> {
    this.#dead ??= new Fault('engine.stopped', {});
    await this.#worker.terminate();
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    if ('progress' in answer) {
      pending.onProgress?.(...(answer.progress as never[]));
      return;
    }
    this.#pending.delete(answer.id);
    if ('fault' in answer) pending.reject(Fault.fromData(answer.fault));
    else pending.resolve(answer.result as never);
  }

  #die(fault: Fault): void {
    this.#dead ??= fault;
    for (const pending of this.#pending.values()) pending.reject(this.#dead);
    this.#pending.clear();
  }
}
