/** The time limit and the caller's cancel as one signal, and the fault that its end means. */
import { Fault } from '#contract/faults.ts';
import type { Where } from './resultCodes.ts';

export class Deadline {
  readonly signal: AbortSignal;
  readonly #caller: AbortSignal | undefined;
  readonly seconds: number;
  readonly #end: number;

  /** `seconds` from now for everything that shares this deadline. */
  constructor(seconds: number, caller?: AbortSignal) {
    const limit = AbortSignal.timeout(seconds * 1000);
    this.signal = caller ? AbortSignal.any([limit, caller]) : limit;
    this.#caller = caller;
    this.seconds = seconds;
    this.#end = performance.now() + seconds * 1000;
  }

  /** Milliseconds left, at least 0. */
  get left(): number {
    return Math.max(0, this.#end - performance.now());
  }

  fault(where: Where): Fault {
    return this.#caller?.aborted
      ? new Fault('job.cancelled', {})
      : new Fault('ldap.noAnswer', { host: where.host, port: where.port, seconds: this.seconds });
  }

  /**
   * `work` until the deadline. `cancel` is called when it ends first, and has to let go of whatever `work` holds; what
   * `work` says after that is not heard.
   */
  race<T>(work: Promise<T>, where: Where, cancel: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        reject(this.fault(where));
        cancel();
      };
      if (this.signal.aborted) {
        work.catch(() => {});
        end();
        return;
      }
      this.signal.addEventListener('abort', end, { once: true });
      work.then(resolve, reject).finally(() => this.signal.removeEventListener('abort', end));
    });
  }
}
