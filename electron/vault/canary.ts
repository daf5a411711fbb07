/** Worthless items that are written to see whether the keychain keeps anything, and removed at once. */
import { randomUUID } from 'node:crypto';
import { serviceName } from './names.ts';

/** They lie under a service of their own, so that looking for forgotten ones never touches a secret. */
export const canaryService = `${serviceName} check`;

/** Longer than any of them may wait for a prompt. */
const oldMs = 10 * 60 * 1000;

/** A name of its own for each: other processes do the same at the same time. It says when it was made. */
export const canaryAccount = (): string => `check-${Date.now()}-${randomUUID()}`;

/** Left by a process that was ended in the middle, or not one of ours: nothing of use lies under this service. */
export function isForgotten(account: string): boolean {
  const made = Number(/^check-(\d+)-/.exec(account)?.[1]);
  return !(Date.now() - made < oldMs);
}
