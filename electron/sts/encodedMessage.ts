import type { Fault } from '../contract/faults.ts';

const encodedMessages = new WeakMap<object, string>();

/** Keeps an encoded authorization message beside a fault, where nothing prints it or sends it on. */
export function withEncoded<F extends Fault>(fault: F, encoded: string): F {
  encodedMessages.set(fault, encoded);
  return fault;
}

/** The encoded authorization message that came with a refusal, for DecodeAuthorizationMessage; null = there was none. */
export function encodedMessageOf(fault: unknown): string | null {
  return (typeof fault === 'object' && fault !== null && encodedMessages.get(fault)) || null;
}
