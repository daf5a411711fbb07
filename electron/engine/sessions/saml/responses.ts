/**
 * SAML responses that wait to be used, in memory alone. Each is a credential for a few minutes: it is handed out once, and
 * gone after that time whether anybody came for it or not.
 */
import { randomBytes } from 'node:crypto';
import { Fault } from '#contract/faults.ts';

const keepMs = 5 * 60_000;
/** More than one person signs in to within the time; the oldest goes first. */
const most = 16;

interface Held {
  readonly response: string;
  readonly timer: NodeJS.Timeout;
}

export class SamlResponses {
  /** In the order of their arrival. */
  readonly #held = new Map<string, Held>();

  /** Holds a response, in base64; answers with its handle. */
  hold(response: string): string {
    const handle = randomBytes(16).toString('hex');
    const timer = setTimeout(() => this.forget(handle), keepMs).unref();
    this.#held.set(handle, { response, timer });
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= most) break;
      this.forget(oldest);
    }
    return handle;
  }

  /** To look at it: it stays. Throws `saml.responseGone`. */
  look(handle: string): string {
    const held = this.#held.get(handle);
    if (!held) throw new Fault('saml.responseGone', {});
    return held.response;
  }

  /** To use it, once. Throws `saml.responseGone`. */
  take(handle: string): string {
    const response = this.look(handle);
    this.forget(handle);
    return response;
  }

  forget(handle: string): void {
    clearTimeout(this.#held.get(handle)?.timer);
    this.#held.delete(handle);
  }

  forgetAll(): void {
    for (const handle of this.#held.keys()) this.forget(handle);
  }
}
