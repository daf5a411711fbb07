/** One call to AWS, limited in time and cancellable, whatever the SDK or a credential helper is doing meanwhile. */
import { Fault } from '../contract/faults.ts';
import { toFault } from './faults.ts';
import type { CallName } from './faults.ts';
import type { CallLimits } from './limits.ts';

/**
 * Runs `send` with a signal that ends at cancellation or at the call's limit. Rejects with `job.cancelled`,
 * `aws.noAnswer`, or the fault of what `send` threw.
 */
export async function call<T>(
  name: CallName,
  limits: CallLimits,
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  try {
    return await limited(name, limits, signal, send);
  } catch (error) {
    throw toFault(error, name);
  }
}

/** As `call`, but rejects with what the SDK threw, for callers that give some errors a meaning of their own. */
export async function limited<T>(
  name: CallName,
  limits: CallLimits,
  signal: AbortSignal,
  send: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw new Fault('job.cancelled', {});
  const ends = new AbortController();
  let over: Fault | null = null;
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const end = (fault: Fault): void => {
    over ??= fault;
    ends.abort();
    reject(over);
  };
  const onCancel = (): void => end(new Fault('job.cancelled', {}));
  const timer = setTimeout(() => {
    end(new Fault('aws.noAnswer', { ...name, detail: `no whole answer within ${limits.callMs / 1000} s` }));
  }, limits.callMs);
  signal.addEventListener('abort', onCancel, { once: true });
  try {
    return await Promise.race([send(ends.signal), ended]);
  } catch (error) {
    throw over ?? error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onCancel);
  }
}
