import { Fault } from '../contract/faults.ts';
import type { Reading } from '../domain/estate/reading.ts';

/** What ends the whole reading: nothing else would fare better with these credentials, or somebody asked for the end. */
const ends: ReadonlySet<string> = new Set([
  'job.cancelled',
  'aws.blockedOperation',
  'aws.credentialsMissing',
  'aws.credentialsInvalid',
  'aws.credentialsExpired',
  'aws.clockSkew',
  'sts.clockOff',
]);

/**
 * Reads one part of an estate. Where AWS refuses, slows down to the end or cannot be reached, the part is not readable,
 * `onMissing` hears its code, and the rest goes on. Rejects with `Fault` for what ends the whole reading.
 */
export async function readPart<T>(
  where: string,
  onMissing: (where: string, code: string) => void,
  read: () => Promise<T>,
): Promise<Reading<T>> {
  try {
    return { state: 'read', value: await read() };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (ends.has(error.code)) throw error;
    if (isNotApplicable(error)) return { state: 'notApplicable' };
    onMissing(where, error.code);
    return { state: 'notReadable', code: error.code };
  }
}

/** UnsupportedOperationException: the operation does not fit here (facts/aws-directory-service.md §3, errors). */
function isNotApplicable(fault: Fault): boolean {
  return (
    fault.code === 'aws.serviceError' &&
    (fault as Fault<'aws.serviceError'>).params.detail.startsWith('UnsupportedOperationException')
  );
}

/** Of several Regions: what any gave; else why the first gave nothing; not applicable where that holds for all. */
export function joinReadings<T>(readings: readonly Reading<readonly T[]>[]): Reading<readonly T[]> {
  const read = readings.filter((one) => one.state === 'read');
  if (read.length > 0) return { state: 'read', value: read.flatMap((one) => one.value) };
  return readings.find((one) => one.state === 'notReadable') ?? { state: 'notApplicable' };
}
