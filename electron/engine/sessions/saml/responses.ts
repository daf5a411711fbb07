/**
 * SAML responses that wait to be used, in memory alone. Each is a credential for a few minutes: it opens one session, and is
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

  /** Throws `saml.responseGone`. It stays until it is forgotten: a refusal of one role leaves the others to be tried. */
  look(handle: string): string {
    const held = this.#held.get(handle);
    if (!held) throw new Fault('saml.responseGone', {});
    return held.response;
  }

  forget(handle: string): void {
    clearTimeout(this.#held.get(handle)?.timer);
    this.#held.delete(handle);
  }

  forgetAll(): void {
    for (const handle of this.#held.keys()) this.forget(handle);
  }
}
