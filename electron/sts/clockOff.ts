import { Fault } from '../contract/faults.ts';

/**
 * `sts.clockOff` with both times: from AWS's sentence ("Signature expired: 20261122T120000Z is now earlier than
 * 20261122T125500Z (20261122T130000Z - 5 min.)"), or else this machine's time beside the Date header. Null where AWS's time
 * is not known.
 */
export function clockOff(
  error: unknown,
  awsTime: number | null,
  now = Date.now(),
): Fault<'sts.clockOff'> | null {
  const said = error instanceof Error ? error.message : '';
  const stamps = [...said.matchAll(/\b(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\b/g)].map(
    ([, year, month, day, hours, minutes, seconds]) =>
      `${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`,
  );
  const [here, , aws] = stamps;
  if (here !== undefined && aws !== undefined) return new Fault('sts.clockOff', { here, aws });
  if (awsTime === null) return null;
  return new Fault('sts.clockOff', { here: stampOf(now), aws: stampOf(awsTime) });
}

const stampOf = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}/, '');
