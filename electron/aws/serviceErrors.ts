import { Fault } from '../contract/faults.ts';
import type { Reading } from '../domain/estate/reading.ts';
import { readPart } from './part.ts';

/** Hears of what could not be read: where, and a fault's code. */
export type OnMissing = (where: string, code: string) => void;

/** Whether a call ended with an error that AWS gave one of these names, as `NoSuchEntityException`. */
export function isNamed(error: unknown, ...names: readonly string[]): boolean {
  if (!(error instanceof Fault) || error.code !== 'aws.serviceError') return false;
  const { detail } = (error as Fault<'aws.serviceError'>).params;
  return names.some((name) => detail === name || detail.startsWith(`${name}:`));
}

/** What `read` gives, or `otherwise` where AWS says that there is none by one of these names. Rejects with `Fault`. */
export async function unlessNamed<T, O>(
  names: readonly string[],
  otherwise: O,
  read: () => Promise<T>,
): Promise<T | O> {
  try {
    return await read();
  } catch (error) {
    if (isNamed(error, ...names)) return otherwise;
    throw error;
  }
}

/** As `readPart`; where AWS says by one of these names that there is no such thing here, the part is not applicable. */
export async function readPartUnless<T>(
  names: readonly string[],
  where: string,
  onMissing: OnMissing,
  read: () => Promise<T>,
): Promise<Reading<T>> {
  const reading = await readPart(where, onMissing, () =>
    unlessNamed(names, null, async () => ({ value: await read() })),
  );
  if (reading.state !== 'read') return reading;
  return reading.value === null ? { state: 'notApplicable' } : { state: 'read', value: reading.value.value };
}
